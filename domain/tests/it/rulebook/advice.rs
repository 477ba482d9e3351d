//! What a clerk reads of what to write instead.

use preau_domain::locale::Locale;
use preau_domain::rulebook::diagnostic::DiagnosticKind;
use preau_domain::rulebook::parse;

use super::message::only_mistake;
use super::village::village_with;

#[test]
fn amounts_that_come_to_nothing_are_told_with_what_to_write() {
    let told = |passage: &str, instead: &str| {
        let mistake = only_mistake(passage, instead);
        [mistake.message(Locale::Fr), mistake.message(Locale::En)]
    };
    let beside = |price: &str, rules: &str| {
        let soir = r#"price = { form = "flat", amount = "2.00" }
deadlines = { book = "veille", cancel = "veille" }
"#;
        let rules = format!("[attendance.a]\n{rules}\n");
        told(
            soir,
            &format!(
                "price = {price}\ndeadlines = {{ book = \"veille\", cancel = \"veille\" }}\nattendance = \"a\"\n{rules}"
            ),
        )
    };
    let monthly = r#"{ form = "monthly", price = { form = "flat", amount = "40" } }"#;
    assert_eq!(
        beside(
            r#"{ form = "flat", amount = "2" }"#,
            r#"unbooked = [{ times = "0.5" }]"#
        ),
        [
            "Multiplié par \"0.5\", le prix n'augmente pas. Une majoration de 50 % s'écrit \"1.5\", un doublement \"2\". \
             Vouliez-vous dire « 1.5 » ? Attendu : > \"1\"",
            "Times \"0.5\", the price does not go up. A surcharge of 50 % is written \"1.5\", the double price \"2\". \
             Did you mean `1.5`? Allowed: > \"1\"",
        ]
    );
    assert_eq!(
        beside(monthly, r#"unbooked = [{ times = "2" }]"#),
        [
            "Dans « soir », payée au forfait, une journée ne coûte rien de plus : multipliée par \"2\", elle reste gratuite. \
             Indiquez un montant à ajouter, comme add = \"5.00\", ou un tarif propre, comme price = { form = \"flat\", amount = \"8.00\" }.",
            "In `soir`, which is paid by the term, a day costs nothing more: times \"2\", that stays nothing. \
             Write an amount to add, such as add = \"5.00\", or a price of its own, such as price = { form = \"flat\", amount = \"8.00\" }.",
        ]
    );
    assert_eq!(
        beside(monthly, r#"absence = { otherwise = { percent = "50" } }"#),
        [
            "Dans « soir », payée au forfait, une journée ne coûte rien de plus : \"50\" % n'en font rien. \
             Indiquez ce qui est rendu, comme refund = \"3.85\" (ou refund_percent = \"50\", avec « days » dans le tarif), \
             ou ce qui est dû, comme plus = \"0.50\".",
            "In `soir`, which is paid by the term, a day costs nothing more: \"50\" per cent of that is nothing. \
             Write what is given back, such as refund = \"3.85\" (or refund_percent = \"50\", with `days` in the price), \
             or what is due, such as plus = \"0.50\".",
        ]
    );
    assert_eq!(
        beside(monthly, r#"absence = { otherwise = { refund_percent = "50" } }"#),
        [
            "Il manque « days » : « a » rend une part de ce que vaut une journée (« refund_percent »), \
             et ce tarif au forfait ne dit pas pour combien de jours il vaut. Attendu : days = 1 – 366",
            "`days` is missing: `a` gives back a part of what a day is worth (`refund_percent`), \
             and this price by the term does not say for how many days it is. Allowed: days = 1 – 366",
        ]
    );
    let level = r#"{ form = "linear", rate = "0.005", min = "1", max = "4", quotient_min = 800 }"#;
    assert_eq!(
        told(r#"{ form = "flat", amount = "3.50" }"#, level),
        [
            "Avec \"0.005\", toutes les familles dont le quotient est connu paieraient 4.00 €. \
             Corrigez le taux, ou ce qui le borne : « min », « max », « quotient_min », « quotient_max ».",
            "With \"0.005\", every family whose quotient is known would pay €4.00. \
             Put the rate right, or what bounds it: `min`, `max`, `quotient_min`, `quotient_max`.",
        ]
    );
}

/// What earlier programs took for sound, and means what it says, is still read.
#[test]
fn a_stored_surcharge_that_raises_nothing_is_read() {
    let monthly = r#"{ form = "monthly", price = { form = "flat", amount = "40" } }
attendance = "a""#;
    let rules = "[attendance.a]\nunbooked = [{ times = \"0.5\" }]\nabsence = { otherwise = { percent = \"50\" } }\n";
    let source = village_with(r#"{ form = "flat", amount = "3.50" }"#, monthly) + rules;
    let kinds = parse(&source).unwrap_err().into_iter().map(|mistake| mistake.kind);
    let activity = || "midi".to_owned();
    assert_eq!(
        kinds.collect::<Vec<_>>(),
        [
            DiagnosticKind::RaisesNothing {
                did_you_mean: Some("1.5".to_owned())
            },
            DiagnosticKind::TimesNothing { activity: activity() },
            DiagnosticKind::PercentOfNothing { activity: activity() },
        ]
    );
    let book = preau_domain::rulebook::parse::parse_stored(&source).unwrap();
    assert_eq!(book.activities[0].attendance.unbooked.len(), 1);
}

#[test]
fn weekdays_that_are_told_are_in_the_language() {
    let late = "\n[deadlines.tard]\nform = \"days_before\"\ndays = 0\nat = \"18:31\"\n";
    let soir = r#"price = { form = "flat", amount = "2.00" }
deadlines = { book = "veille", cancel = "veille" }
"#;
    let named = soir.replacen("cancel = \"veille\"", "cancel = \"tard\"", 1) + late;
    let mistake = only_mistake(soir, &named);
    assert_eq!(
        [Locale::Fr, Locale::En].map(|locale| mistake.message(locale)),
        [
            "Le délai \"tard\" tombe après l'activité elle-même. Attendu : ≤ lundi, jeudi 18:30",
            "The deadline \"tard\" lies after the session itself. Allowed: ≤ monday, thursday 18:30",
        ]
    );
}

#[test]
fn a_missing_key_is_shown_as_it_is_written() {
    let told = |passage: &str, instead: &str| {
        let mistake = only_mistake(passage, instead);
        [mistake.message(Locale::Fr), mistake.message(Locale::En)]
    };
    let missing = |key: &str, example: &str| {
        [
            format!("Il manque « {key} ». Attendu : {example}"),
            format!("`{key}` is missing. Allowed: {example}"),
        ]
    };
    assert_eq!(
        told("zone = \"Europe/Paris\"\n", ""),
        missing("zone", "zone = \"Europe/Paris\"")
    );
    assert_eq!(told("at = \"09:00\"\n", ""), missing("at", "at = \"10:00\""));
    assert_eq!(told("format = 1\n", ""), missing("format", "format = 1"));
    // The same key, of the file and of an activity.
    let school = |first: &str| {
        let mistake = parse(first)
            .unwrap_err()
            .into_iter()
            .find(|mistake| matches!(&mistake.kind, DiagnosticKind::MissingKey { key } if key == "schools"));
        mistake.unwrap().message(Locale::En)
    };
    assert_eq!(school(""), "`schools` is missing. Allowed: [[schools]]");
    assert_eq!(
        told("schools = [\"bourg\", \"hameau\"]\n", ""),
        missing("schools", "schools = [\"bourg\"]")
    );
    // Where one of several keys would do, they are named; and so is a key whose value hangs on the place.
    assert_eq!(
        told("amount = \"3.50\" }", "amount = \"3.50\" }\nages = {}"),
        missing("from", "from, to")
    );
}

#[test]
fn a_price_inside_another_is_told_where_it_may_stand() {
    let flat = r#"{ form = "flat", amount = "3.50" }"#;
    let told = |instead: &str| {
        let mistake = only_mistake(flat, instead);
        [mistake.message(Locale::Fr), mistake.message(Locale::En)]
    };
    assert_eq!(
        told(r#"{ form = "annual", price = { form = "cases" } }"#),
        [
            "Ce tarif ne peut pas se trouver à l'intérieur d'un autre : les cas se placent à l'extérieur, côte à côte, et chacun a son tarif \
             entier, comme { form = \"cases\", cases = [{ when = …, price = { form = \"monthly\", price = … } }], otherwise = … }. \
             Attendu : flat, bands, linear, reduced",
            "This price cannot stand inside another: cases stand outside, side by side, each with its whole price, such as \
             { form = \"cases\", cases = [{ when = …, price = { form = \"monthly\", price = … } }], otherwise = … }. \
             Allowed: flat, bands, linear, reduced",
        ]
    );
    assert_eq!(
        told(r#"{ form = "monthly", price = { form = "terms" } }"#),
        [
            "Ce tarif ne peut pas se trouver à l'intérieur d'un autre : un tarif au forfait se place seul ou dans un cas, et contient \
             lui-même le tarif de la période, réductions comprises. Attendu : flat, bands, linear, reduced",
            "This price cannot stand inside another: a price by the term stands by itself or in a case, and has the price of the term \
             in it, with its reductions. Allowed: flat, bands, linear, reduced",
        ]
    );
    assert_eq!(
        told(r#"{ form = "monthly", price = { form = "units" } }"#),
        [
            "Ce tarif ne peut pas se trouver à l'intérieur d'un autre. Attendu : flat, bands, linear, reduced",
            "This price cannot stand inside another. Allowed: flat, bands, linear, reduced",
        ]
    );
}
