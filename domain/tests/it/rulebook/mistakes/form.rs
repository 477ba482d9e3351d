//! A form that is not named, or in a word that is none: what is wrong with the rest is told all the same.

use crate::rulebook::village::assert_slips;

const PRICE: &str = r#"{ form = "flat", amount = "3.50" }"#;
const EVE: &str = "form = \"days_before\"\ndays = 1\nat = \"09:00\"";

/// The forms of deadlines.
macro_rules! deadlines {
    () => {
        "week_table, days_before, hours_before, open_days_before, clear_days, month_window, dated, never"
    };
}

/// The forms of an activity's price.
macro_rules! prices {
    () => {
        "flat, bands, linear, units, times, annual, monthly, terms, reduced, cases"
    };
}

#[test]
fn words_in_french() {
    assert_slips(&[
        (
            EVE,
            "forme = \"jours_avant\"\njours = 2\nheure = \"10h00\"",
            &[
                concat!(
                    "24:1 deadlines.veille.form |  | ",
                    deadlines!(),
                    r#" | missing_key {"key":"form"}"#
                ),
                r#"24:1 deadlines.veille.days |  | days | missing_key {"key":"days"}"#,
                r#"24:1 deadlines.veille.at |  | at | missing_key {"key":"at"}"#,
                r#"25:1 deadlines.veille.forme | forme | form, days, at, when_public_holiday, when_weekend, on_holiday | unknown_key {"did_you_mean":"form"}"#,
                r#"26:1 deadlines.veille.jours | jours | form, days, at, when_public_holiday, when_weekend, on_holiday | unknown_key {"did_you_mean":"days"}"#,
                r#"27:1 deadlines.veille.heure | heure | form, days, at, when_public_holiday, when_weekend, on_holiday | unknown_key {"did_you_mean":"at"}"#,
                r#"27:9 deadlines.veille.heure | "10h00" | "00:00" – "23:59" | malformed {"did_you_mean":"10:00","expected":"time"}"#,
            ],
        ),
        (
            PRICE,
            r#"{ form = "fixe", montant = 3.50 }"#,
            &[
                r#"35:9 activities[0].price.amount |  | amount | missing_key {"key":"amount"}"#,
                concat!(
                    "35:18 activities[0].price.form | \"fixe\" | ",
                    prices!(),
                    r#" | unknown_value {"did_you_mean":"flat"}"#
                ),
                r#"35:26 activities[0].price.montant | montant | form, amount | unknown_key {"did_you_mean":"amount"}"#,
                r#"35:36 activities[0].price.montant | 3.50 | "0.00" – "9999.99" | wrong_type {"expected":"amount"}"#,
            ],
        ),
        (
            PRICE,
            r#"{ type = "tranches", tranches = [{ jusqu_a = 500, tarif = "1,00" }, { prix = "2.00" }] }"#,
            &[
                concat!(
                    "35:9 activities[0].price.form |  | ",
                    prices!(),
                    r#" | missing_key {"key":"form"}"#
                ),
                r#"35:9 activities[0].price.bands |  | bands | missing_key {"key":"bands"}"#,
                r#"35:11 activities[0].price.type | type | form, bands | unknown_key {"did_you_mean":"form"}"#,
                r#"35:30 activities[0].price.tranches | tranches | form, bands | unknown_key {"did_you_mean":"bands"}"#,
                r#"35:42 activities[0].price.tranches[0].up_to |  | up_to | missing_key {"key":"up_to"}"#,
                r#"35:42 activities[0].price.tranches[0].amount |  | amount | missing_key {"key":"amount"}"#,
                r#"35:44 activities[0].price.tranches[0].jusqu_a | jusqu_a | from, up_to, amount | unknown_key {"did_you_mean":"up_to"}"#,
                r#"35:59 activities[0].price.tranches[0].tarif | tarif | from, up_to, amount | unknown_key {"did_you_mean":"amount"}"#,
                r#"35:67 activities[0].price.tranches[0].tarif | "1,00" | "0.00" – "9999.99" | malformed {"did_you_mean":"1.00","expected":"amount"}"#,
                r#"35:77 activities[0].price.tranches[1].amount |  | amount | missing_key {"key":"amount"}"#,
                r#"35:79 activities[0].price.tranches[1].prix | prix | from, up_to, amount | unknown_key {"did_you_mean":"amount"}"#,
            ],
        ),
    ]);
}

/// What all the forms that a table may be in find wrong.
#[test]
fn words_that_name_no_form() {
    assert_slips(&[
        (
            EVE,
            "form = \"days_befor\"\ndays = 1\nat = \"10h\"",
            &[
                concat!(
                    "25:8 deadlines.veille.form | \"days_befor\" | ",
                    deadlines!(),
                    r#" | unknown_value {"did_you_mean":"days_before"}"#
                ),
                r#"27:6 deadlines.veille.at | "10h" | "00:00" – "23:59" | malformed {"did_you_mean":"10:00","expected":"time"}"#,
            ],
        ),
        // Days before, or open ones: both have a time, and no `dayz`.
        (
            EVE,
            "form = \"avant\"\ndays = 367\nat = \"10h\"\ndayz = 1",
            &[
                concat!(
                    "25:8 deadlines.veille.form | \"avant\" | ",
                    deadlines!(),
                    " | unknown_value"
                ),
                r#"27:6 deadlines.veille.at | "10h" | "00:00" – "23:59" | malformed {"did_you_mean":"10:00","expected":"time"}"#,
                r#"28:1 deadlines.veille.dayz | dayz | form, days, at, when_public_holiday, when_weekend, on_holiday, of | unknown_key {"did_you_mean":"days"}"#,
            ],
        ),
        (
            EVE,
            "days = 1\nat = \"09:00\"",
            &[concat!(
                "24:1 deadlines.veille.form |  | ",
                deadlines!(),
                r#" | missing_key {"key":"form"}"#
            )],
        ),
        (
            EVE,
            "form = 3\nhours = \"deux\"",
            &[
                r#"25:8 deadlines.veille.form | 3 | "…" | wrong_type {"expected":"text"}"#,
                r#"26:9 deadlines.veille.hours | "deux" | 0, 1, 2 … | wrong_type {"expected":"whole_number"}"#,
            ],
        ),
        (
            PRICE,
            r#"{ amount = "3,50" }"#,
            &[
                concat!(
                    "35:9 activities[0].price.form |  | ",
                    prices!(),
                    r#" | missing_key {"key":"form"}"#
                ),
                r#"35:20 activities[0].price.amount | "3,50" | "0.00" – "9999.99" | malformed {"did_you_mean":"3.50","expected":"amount"}"#,
            ],
        ),
        (
            PRICE,
            "{}",
            &[concat!(
                "35:9 activities[0].price.form |  | ",
                prices!(),
                r#" | missing_key {"key":"form"}"#
            )],
        ),
        (
            PRICE,
            r#"{ form = "case", cases = [{ when = { rank_from = 0 }, price = { form = "flatt", prix = "1.00" } }], otherwise = { form = "flat", amount = 1 } }"#,
            &[
                concat!(
                    "35:18 activities[0].price.form | \"case\" | ",
                    prices!(),
                    r#" | unknown_value {"did_you_mean":"cases"}"#
                ),
                "35:58 activities[0].price.cases[0].when.rank_from | 0 | 1 – 20 | out_of_range",
                r#"35:71 activities[0].price.cases[0].price.amount |  | amount | missing_key {"key":"amount"}"#,
                r#"35:80 activities[0].price.cases[0].price.form | "flatt" | flat, bands, linear, units, times, annual, monthly, terms, reduced | unknown_value {"did_you_mean":"flat"}"#,
                r#"35:89 activities[0].price.cases[0].price.prix | prix | form, amount | unknown_key {"did_you_mean":"amount"}"#,
                r#"35:147 activities[0].price.otherwise.amount | 1 | "0.00" – "9999.99" | wrong_type {"expected":"amount"}"#,
            ],
        ),
    ]);
}
