//! How a town rounds, wherever an amount is not whole cents.

use preau_domain::attendance::DueKind::{Absent, Unbooked};
use preau_domain::money::Rounding;
use preau_domain::rulebook::price::PriceForm;

use super::village::{VILLAGE, mistakes, village_with};
use crate::attendance::village::DAY;
use crate::rulebooks::town::{town, unbooked};

const TITLE: &str = "title = \"Règlement\"";

/// The village, which rounds so; its canteen has this price and what follows.
fn rounding(word: &str, price: &str, more: &str) -> String {
    let deadlines = r#"deadlines = { book = "veille", cancel = "veille" }"#;
    VILLAGE
        .replacen(TITLE, &format!("{TITLE}\nrounding = \"{word}\""), 1)
        .replacen(r#"price = { form = "flat", amount = "3.50" }"#, price, 1)
        .replacen(deadlines, &format!("{deadlines}\n{more}"), 1)
}

/// Half of 0.25 is 0.125, a tenth of 3.41 is 0.341.
const MODES: [(&str, i64, i64); 4] = [
    ("half_up", 13, 34),
    ("half_even", 12, 34),
    ("down", 12, 34),
    ("up", 13, 35),
];

fn of(cents: &str) -> String {
    format!(r#"price = {{ form = "flat", amount = "{cents}" }}"#)
}

#[test]
fn what_a_third_party_pays() {
    for (word, half, tenth) in MODES {
        let family = |price: &str, percent: &str| {
            let shares = format!("shares = [{{ payer = \"ccas\", percent = \"{percent}\" }}]");
            let payer = "\n[[payers]]\ncode = \"ccas\"\nname = \"CCAS\"\n";
            town(&(rounding(word, &of(price), &shares) + payer), "bourg").pays("midi", DAY)
        };
        assert_eq!(family("0.25", "50"), 25 - half, "{word}");
        assert_eq!(family("3.41", "10"), 341 - tenth, "{word}");
    }
}

#[test]
fn what_is_due_for_absent_and_for_unbooked_children() {
    for (word, half, tenth) in MODES {
        let world = |price: &str, percent: &str, factor: &str| {
            let rules = format!(
                "[attendance.a]\nunbooked = [{{ times = \"{factor}\" }}]\nabsence = {{ otherwise = {{ percent = \"{percent}\" }} }}\n"
            );
            town(&(rounding(word, &of(price), "attendance = \"a\"") + &rules), "bourg")
        };
        for (price, cents, percent, part, factor) in
            [("0.25", 25, "50", half, "2.5"), ("3.41", 341, "10", tenth, "2.1")]
        {
            let world = world(price, percent, factor);
            let absent = world.absent("midi", DAY, None);
            assert_eq!(world.due(DAY, &[("midi", absent)]), [("midi", Absent, part)], "{word}");
            let due = world.due(DAY, &[("midi", unbooked(1))]);
            assert_eq!(due, [("midi", Unbooked, 2 * cents + part)], "{word}");
        }
    }
}

#[test]
fn what_a_day_of_a_term_is_worth() {
    for (word, half, tenth) in MODES {
        let worth = |price: &str, days: u8| {
            let monthly = format!(
                r#"price = {{ form = "monthly", days = {days}, price = {{ form = "flat", amount = "{price}" }} }}"#
            );
            let world = town(&rounding(word, &monthly, ""), "bourg");
            world.worth("midi", DAY)[10]
        };
        assert_eq!(worth("0.25", 2), Some(half), "{word}");
        assert_eq!(worth("3.41", 10), Some(tenth), "{word}");
    }
}

/// A rate of its own rounding keeps to it.
#[test]
fn what_a_rate_comes_to() {
    let linear = |own: &str| format!(r#"price = {{ form = "linear", rate = "0.0025", min = "0.01", max = "9"{own} }}"#);
    for (word, half, _) in MODES {
        let pays = |price: &str| town(&rounding(word, price, ""), "bourg").quotient(50).pays("midi", DAY);
        assert_eq!(pays(&linear("")), half, "{word}");
        assert_eq!(pays(&linear(", rounding = \"down\"")), 12, "{word}");
    }
}

#[test]
fn half_up_unless_said_otherwise() {
    let village = town(VILLAGE, "bourg").rules;
    assert!(
        village
            .activities
            .iter()
            .all(|activity| activity.rounding == Rounding::HalfUp)
    );
    let stored = serde_json::to_value(&village.activities[0]).unwrap();
    assert_eq!(stored["rounding"], "half_up");
    // Rates are stored as they were before towns said so for all of their amounts.
    let older = r#"{"form":"linear","rate":"0.0036","min":"2.60","max":"4.50","quotient_min":null,"quotient_max":null,"rounding":"down"}"#;
    let PriceForm::Linear { rounding, .. } = serde_json::from_str(older).unwrap() else {
        panic!("{older}")
    };
    assert_eq!(rounding, Some(Rounding::Down));
    assert_eq!(
        mistakes(&village_with(TITLE, &format!("{TITLE}\nrounding = \"nearest\""))),
        [r#"10:12 rule_book.rounding | "nearest" | half_up, half_even, down, up | unknown_value"#]
    );
}
