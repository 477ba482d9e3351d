//! What a clerk reads.

use preau_domain::locale::Locale;
use preau_domain::rulebook::diagnostic::{DiagnosticKind, Noun};
use preau_domain::rulebook::{Diagnostic, parse};

use super::village::{BOTH_SCHOOLS, village_with};

fn only_mistake(passage: &str, instead: &str) -> Diagnostic {
    let mistakes = parse(&village_with(passage, instead)).unwrap_err();
    assert_eq!(mistakes.len(), 1, "{mistakes:#?}");
    mistakes.into_iter().next().unwrap()
}

#[test]
fn it_names_what_was_found_advises_and_says_what_is_allowed() {
    let mistake = only_mistake(r#"amount = "3.50""#, r#"amount = "3,50""#);
    assert_eq!(
        mistake.message(Locale::Fr),
        "\"3,50\" ne s'écrit pas comme un montant en euros entre guillemets, comme \"1.70\". \
         Vouliez-vous dire « 3.50 » ? Attendu : \"0.00\" – \"9999.99\""
    );
    assert_eq!(
        mistake.message(Locale::En),
        "\"3,50\" is not written as an amount in euros in quotes, such as \"1.70\". \
         Did you mean `3.50`? Allowed: \"0.00\" – \"9999.99\""
    );
}

#[test]
fn it_stops_where_nothing_is_allowed() {
    let mistake = only_mistake("code = \"soir\"", "code = \"midi\"");
    assert_eq!(
        mistake.message(Locale::Fr),
        "\"midi\" désigne déjà une autre activité, à la ligne 29."
    );
    assert_eq!(
        mistake.message(Locale::En),
        "\"midi\" already names another activity, on line 29."
    );
}

#[test]
fn prices_by_cases_are_explained() {
    let flat = r#"{ form = "flat", amount = "3.50" }"#;
    let by_case = |when: &str, price: &str| {
        let case = format!("{{ when = {when}, price = {price} }}");
        only_mistake(
            flat,
            &format!("{{ form = \"cases\", cases = [{case}], otherwise = {flat} }}"),
        )
    };
    let own = r#"{ schools = ["bourg"] }"#;
    let elsewhere = "{ schools = [\"hameau\"] }, price = { form = \"flat\", amount = \"1\" }";
    let elsewhere = village_with(
        flat,
        &format!("{{ form = \"cases\", cases = [{{ when = {elsewhere} }}], otherwise = {flat} }}"),
    );
    let elsewhere = elsewhere.replacen(BOTH_SCHOOLS, "schools = [\"bourg\"]", 1);
    let not_served = parse(&elsewhere).unwrap_err().remove(0);
    let never = format!("{own}, price = {flat} }}, {{ when = {own}");
    for (mistake, french, english) in [
        (
            not_served,
            "L'activité n'est pas ouverte à l'école \"hameau\". Attendu : bourg",
            "The activity is not open to the school \"hameau\". Allowed: bourg",
        ),
        (
            by_case(&never, flat),
            "Le cas { schools = [\"bourg\"] } ne sert jamais : les précédents, jusqu'à la ligne 35, passent avant.",
            "The case { schools = [\"bourg\"] } never applies: those before it, up to line 35, come first.",
        ),
        (
            by_case("{ rank_from = 3, children_to = 2 }", flat),
            "Aucun enfant ne répond à toutes les conditions de { rank_from = 3, children_to = 2 }.",
            "No child meets all the conditions of { rank_from = 3, children_to = 2 }.",
        ),
        (
            by_case(own, r#"{ form = "cases" }"#),
            "Ce tarif ne peut pas se trouver à l'intérieur d'un autre. Attendu : flat, bands, linear, units, times, annual, monthly, terms, reduced",
            "This price cannot stand inside another. Allowed: flat, bands, linear, units, times, annual, monthly, terms, reduced",
        ),
    ] {
        assert_eq!(mistake.message(Locale::Fr), french);
        assert_eq!(mistake.message(Locale::En), english);
    }
}

#[test]
fn what_can_never_happen_is_explained() {
    let deadlines = r#"deadlines = { book = "veille", cancel = "veille" }"#;
    let capacity = "capacity = 40";
    let late = format!("{deadlines}\nattendance = \"a\"\n[attendance.a]\nlate = {{ until = \"veille\" }}");
    let never = r#"deadlines = { book = "veille", cancel = "jamais" }
[deadlines.jamais]
form = "month_window"
months_before = 1
from_day = 5
to_day = 5
at = "00:00""#;
    for (mistake, french, english) in [
        (
            only_mistake(
                capacity,
                "capacity = 40\nperiod = { from = 2025-11-01, to = 2025-11-02 }",
            ),
            "Cette activité n'a lieu aucun jour du règlement : { from = 2025-11-01, to = 2025-11-02 }. Attendu : 2025-09-01 – …",
            "This activity has no day within the rule book: { from = 2025-11-01, to = 2025-11-02 }. Allowed: 2025-09-01 – …",
        ),
        (
            only_mistake(
                capacity,
                "capacity = 40\nperiod = { from = 2024-11-01, to = 2024-11-02 }",
            ),
            "{ from = 2024-11-01, to = 2024-11-02 } est en dehors des dates du règlement. Attendu : 2025-09-01 – …",
            "{ from = 2024-11-01, to = 2024-11-02 } lies outside the dates of the rule book. Allowed: 2025-09-01 – …",
        ),
        (
            only_mistake(deadlines, never),
            "Le délai \"jamais\" n'est ouvert pour aucun jour de l'activité.",
            "The deadline \"jamais\" is open for no day of the activity.",
        ),
        (
            only_mistake(deadlines, &late),
            "Avec \"a\", aucune demande tardive ne serait prise : « veille » ne ferme jamais après le délai de réservation.",
            "With \"a\", no late booking would be taken: `veille` never closes later than booking does.",
        ),
    ] {
        assert_eq!(mistake.message(Locale::Fr), french);
        assert_eq!(mistake.message(Locale::En), english);
    }
    let school = "name = \"École du bourg\"";
    let aged = village_with(school, &format!("{school}\nlevel = \"nursery\""));
    let aged = aged.replacen(BOTH_SCHOOLS, "schools = [\"bourg\"]", 1);
    let classed = aged.replacen(capacity, "capacity = 40\nclasses = { from = \"ce1\" }", 1);
    let mistakes = parse(&classed).unwrap_err();
    assert_eq!(
        [Locale::Fr, Locale::En].map(|locale| mistakes[0].message(locale)),
        [
            "Aucun élève des écoles de l'activité n'est dans ces classes : { from = \"ce1\" }. Attendu : tps – cp",
            "No pupil of the activity's schools is in these classes: { from = \"ce1\" }. Allowed: tps – cp"
        ]
    );
    let aged = aged.replacen(capacity, "capacity = 40\nages = { from = 8 }", 1);
    let mistakes = parse(&aged).unwrap_err();
    assert_eq!(
        mistakes[0].message(Locale::Fr),
        "Aucun élève des écoles de l'activité n'a cet âge : { from = 8 }. Attendu : 2 – 7"
    );
    assert_eq!(
        mistakes[0].message(Locale::En),
        "No pupil of the activity's schools has this age: { from = 8 }. Allowed: 2 – 7"
    );
}

#[test]
fn slips_of_the_pen_are_told_in_french_too() {
    let mistake = only_mistake("code = \"soir\"", "code = soir");
    assert_eq!(
        mistake.message(Locale::Fr),
        "Écriture TOML incorrecte (guillemets oubliés). Attendu : \"…\""
    );
    assert_eq!(
        mistake.message(Locale::En),
        "This is not TOML: string values must be quoted. Allowed: \"…\""
    );
}

/// What the reader of TOML expects is told in signs.
#[test]
fn no_english_is_left_in_what_is_allowed() {
    for (passage, instead, french) in [
        (
            "capacity = 40",
            "capacité = 40",
            "Écriture TOML incorrecte (nom de clé interdit). Attendu : A–Z a–z, 0–9, `-`, `_`",
        ),
        (
            "valid_from = 2025-09-01",
            "valid_from = 2025-9-1",
            "Écriture TOML incorrecte (date ou heure impossible). Attendu : MM",
        ),
        (
            "name = \"Cantine\"",
            "name = \"Can\\tine \\é\"",
            "Écriture TOML incorrecte (barre oblique inverse sans suite : elle s'écrit \\\\). Attendu : `b`, `e`, `f`, `n`, `r`, `\\`, `\"`, `x`, `u`, `U`",
        ),
        (
            "capacity = 40",
            "capacity = 1__0",
            "Écriture TOML incorrecte (_ hors d'un nombre).",
        ),
        (
            "name = \"Cantine\"",
            "name = 'Cantine",
            "Écriture TOML incorrecte (guillemet oublié, ou caractère interdit). Attendu : `'`",
        ),
        (
            "[rule_book]",
            "[]",
            "Écriture TOML incorrecte (nom de clé interdit). Attendu : A–Z a–z, 0–9, `-`, `_`",
        ),
    ] {
        let mistakes = parse(&village_with(passage, instead)).unwrap_err();
        assert_eq!(mistakes[0].message(Locale::Fr), french, "{instead}");
    }
}

#[test]
fn programs_read_the_same_facts() {
    let mistake = only_mistake(BOTH_SCHOOLS, "schools = [\"bourgg\"]");
    assert_eq!(
        mistake.kind,
        DiagnosticKind::UnknownReference {
            noun: Noun::School,
            did_you_mean: Some("bourg".to_owned()),
        }
    );
    assert_eq!(
        serde_json::to_value(&mistake).unwrap(),
        serde_json::json!({
            "line": 31,
            "column": 12,
            "path": "activities[0].schools[0]",
            "found": "\"bourgg\"",
            "allowed": "bourg, hameau",
            "kind": "unknown_reference",
            "noun": "school",
            "did_you_mean": "bourg",
        })
    );
}

#[test]
fn columns_count_characters_and_long_values_are_shortened() {
    let start = r#"{ "été" = 1, "ê" = ""#;
    let table = format!("{start}{}\" }}", "é".repeat(300));
    let mistake = only_mistake("name = \"Cantine\"\n", &format!("\"name\"  = {table}\n"));
    assert_eq!((mistake.line, mistake.column), (30, 11));
    assert_eq!(
        mistake.found,
        format!("{start}{}…", "é".repeat(60 - start.chars().count()))
    );
    let both = parse(&village_with("[\"bourg\", \"hameau\"]", "[\"été\", \"hameaux\"]")).unwrap_err();
    let places: Vec<_> = both.iter().map(|mistake| (mistake.line, mistake.column)).collect();
    assert_eq!(places, [(31, 12), (31, 19)]);
}

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
