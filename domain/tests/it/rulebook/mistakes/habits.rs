//! What people write out of habit, told as it is written.

use preau_domain::locale::Locale;
use preau_domain::rulebook::parse;

use crate::rulebook::village::{VILLAGE, mistakes, village_with};

const PRICE: &str = r#"{ form = "flat", amount = "3.50" }"#;
const AMOUNT: &str = r#"amount = "3.50""#;
const QUOTES: &str = r#"syntax {"detail":"string values must be quoted"}"#;

#[test]
fn numbers_with_a_comma_or_a_sign() {
    for (written, better) in [
        ("7,00", "7.00"),
        ("7,5", "7.5"),
        ("1.95 €", "1.95"),
        ("1,95€", "1.95"),
        ("2 €", "2"),
        ("12,5 %", "12.5"),
        ("10%", "10"),
    ] {
        assert_eq!(
            mistakes(&village_with(AMOUNT, &format!("amount = {written}"))),
            [format!(r#"35:35  | {written} | "{better}" | {QUOTES}"#)],
            "{written}"
        );
    }
    // In a section of its own, and each of several.
    let section = village_with(
        "price = { form = \"flat\", amount = \"3.50\" }\n",
        "price.form = \"flat\"\nprice.amount = 7,00 # euros\n",
    );
    assert_eq!(mistakes(&section), [format!(r#"36:16  | 7,00 | "7.00" | {QUOTES}"#)]);
    let rate = r#"{ form = "linear", rate = 0,0036, min = 2,60, max = "4.50" }"#;
    assert_eq!(
        mistakes(&village_with(PRICE, rate)),
        [
            format!(r#"35:35  | 0,0036 | "0.0036" | {QUOTES}"#),
            format!(r#"35:49  | 2,60 | "2.60" | {QUOTES}"#),
        ]
    );
    // A text, a remark and what is written between commas are none.
    for sound in [
        r#"{ form = "flat", amount = "3.50" } # = 7,00 €"#,
        r#"{ form = "terms", terms = [{ first_month = 9,last_month = 12, price = { form = "flat", amount = "3.50" } }] }"#,
    ] {
        crate::rulebook::village::book(&village_with(PRICE, sound));
    }
}

#[test]
fn rates_in_per_cent() {
    let rate = |rate: &str| format!(r#"{{ form = "linear", rate = {rate}, min = "2.60", max = "4.50" }}"#);
    let malformed = |written: &str, better: &str| {
        let allowed = r#""0.00000001" – "10""#;
        let told = format!(
            r#"35:35 activities[0].price.rate | {written} | {allowed} | malformed {{"did_you_mean":"{better}","expected":"rate"}}"#
        );
        assert_eq!(mistakes(&village_with(PRICE, &rate(written))), [told]);
    };
    malformed(r#""0,36 %""#, "0.0036");
    malformed(r#""0.36%""#, "0.0036");
    malformed(r#""36 %""#, "0.36");
    malformed(r#""0,0036""#, "0.0036");
    let steep = |more: &str, written: &str| village_with(PRICE, &rate(&format!("{written}{more}")));
    let told = |written: &str, better: &str, reached: u32| {
        format!(
            r#"35:35 activities[0].price.rate | "{written}" |  | steep_rate {{"did_you_mean":"{better}","reached_at":{reached}}}"#
        )
    };
    // 4.50 is reached at 13 (4.68), and at 99 (4.5045); a rate of 0.045 does so at 100.
    assert_eq!(mistakes(&steep("", r#""0.36""#)), [told("0.36", "0.0036", 13)]);
    assert_eq!(mistakes(&steep("", r#""0.0455""#)), [told("0.0455", "0.000455", 99)]);
    crate::rulebook::village::book(&steep("", r#""0.045""#));
    // What it begins at counts: 4.00 are left.
    assert_eq!(
        mistakes(&steep(r#", base = "0.50""#, r#""0.045""#)),
        [told("0.045", "0.00045", 89)]
    );
    let [mistake] = &parse(&steep("", r#""0.36""#)).unwrap_err()[..] else {
        panic!("one mistake")
    };
    assert_eq!(
        [Locale::Fr, Locale::En].map(|locale| mistake.message(locale)),
        [
            "Avec \"0.36\", un quotient de 13 paie déjà le maximum. Un taux en pour cent s'écrit divisé par 100. \
             Vouliez-vous dire « 0.0036 » ?",
            "With \"0.36\", a quotient of 13 pays the most already. A rate in per cent is written divided by 100. \
             Did you mean `0.0036`?",
        ]
    );
    // A town that installed one before keeps it, and the same price for all says so with a floor that is the ceiling.
    assert!(preau_domain::rulebook::parse::parse_stored(&steep("", r#""0.36""#)).is_ok());
    let same = r#"{ form = "linear", rate = "0.36", min = "4.50", max = "4.50" }"#;
    crate::rulebook::village::book(&village_with(PRICE, same));
}

/// Where every known quotient pays the most, or the least.
#[test]
fn rates_that_their_bounds_leave_nothing_to() {
    let rate = |rate: &str, more: &str| {
        let price = format!(r#"{{ form = "linear", rate = "{rate}", min = "1.00", max = "4.00"{more} }}"#);
        village_with(PRICE, &price)
    };
    let told = |rate: &str, amount: &str| {
        format!(r#"35:35 activities[0].price.rate | "{rate}" |  | one_price {{"amount":"{amount}"}}"#)
    };
    for (written, more, amount) in [
        ("0.005", ", quotient_min = 800", "4.00"),
        (
            "0.004",
            r#", base = "0.80", quotient_min = 800, quotient_max = 900"#,
            "4.00",
        ),
        ("0.001", ", quotient_max = 1000", "1.00"),
        ("0.000001", "", "1.00"),
    ] {
        let village = rate(written, more);
        assert_eq!(mistakes(&village), [told(written, amount)], "{written}{more}");
        // A town that installed one before keeps it.
        assert!(preau_domain::rulebook::parse::parse_stored(&village).is_ok());
    }
    for (sound, more) in [
        ("0.005", ", quotient_min = 799"),
        ("0.001", ", quotient_max = 1001"),
        ("0.000002", ""),
    ] {
        crate::rulebook::village::book(&rate(sound, more));
    }
}

#[test]
fn headings() {
    let sections = "format, town, rule_book, contacts, schools, calendar, deadlines, payers, attendance, quotient, cart, activities, links, bundles, arrears";
    let unknown = |heading: &str, better: &str| {
        format!(r#"46:2 {heading} | {heading} | {sections} | unknown_key {{"did_you_mean":"{better}"}}"#)
    };
    for (heading, better) in [("school", "schools"), ("ecoles", "schools"), ("tarifs", "activities")] {
        let added = format!("{VILLAGE}[{heading}]\nname = \"x\"\n");
        assert_eq!(mistakes(&added), [unknown(heading, better)], "{heading}");
    }
    let list = r#"46:1 lien | [lien] | [[lien]] | wrong_type {"expected":"list"}"#;
    assert_eq!(
        mistakes(&(VILLAGE.to_owned() + "[lien]\nactivity = \"midi\"\n")),
        [list.to_owned(), unknown("lien", "links")]
    );
    // Brackets that are to be doubled.
    let schools = mistakes(&(VILLAGE.to_owned() + "[schools]\ncode = \"x\"\n"));
    assert_eq!(schools, ["46:2  | schools | [[schools]] | duplicate_key"]);
    let lists = |heading: &str| format!("[[{heading}]]");
    for (heading, line) in [("schools", 14), ("contacts", 11), ("activities", 28)] {
        // Of several, those behind it stand twice; nothing is said of what hangs on them.
        let told = mistakes(&VILLAGE.replacen(&lists(heading), &format!("[{heading}]"), 1));
        let first = format!(r#"{line}:1 {heading} | [{heading}] | [[{heading}]] | wrong_type {{"expected":"list"}}"#);
        assert_eq!(told[0], first);
    }
}
