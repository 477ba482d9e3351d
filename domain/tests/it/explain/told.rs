//! Whole explanations, in both languages and for programs, as the files in `told/` keep them.
//!
//! Run with `PREAU_TEST_TOLD=write` to write the files anew, and read what changed.

use std::fs;
use std::path::Path;

use preau_domain::explain::{Explanation, PriceStep, Step, Words};
use preau_domain::locale::Locale;
use preau_domain::money::Money;
use preau_domain::rulebook::subscription::JoinedLater;
use preau_domain::rulebook::{RuleBook, parse};

use super::town::{Asked, TOWN, answer, answer_of, ask, rules};

const MONDAY: &str = "2026-11-30";
const WEDNESDAY: &str = "2026-12-02";
const TOO_LATE: &str = "2026-11-26T10:00:00+01:00";

/// The explanation of a question is what the three files of this name say.
fn told(name: &str, words: &Words) {
    let explanation = answer(words).unwrap_or_else(|fault| panic!("{fault:?}"));
    kept(name, &explanation, &rules());
}

/// The same of an explanation under a rule book.
pub fn kept(name: &str, explanation: &Explanation, rules: &RuleBook) {
    let json = serde_json::to_string_pretty(explanation).unwrap() + "\n";
    for (ending, actual) in [
        ("fr.txt", explanation.say(Locale::Fr, rules)),
        ("en.txt", explanation.say(Locale::En, rules)),
        ("json", json),
    ] {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/explain/told");
        let file = directory.join(format!("{name}.{ending}"));
        if std::env::var("PREAU_TEST_TOLD").is_ok_and(|wish| wish == "write") {
            fs::write(&file, &actual).unwrap();
        }
        assert_eq!(actual, fs::read_to_string(&file).unwrap_or_default(), "{name}.{ending}");
    }
}

/// The same where the town says something else in one place.
fn told_saying(name: &str, passage: &str, instead: &str, words: &Words) -> Explanation {
    assert_eq!(TOWN.matches(passage).count(), 1, "{passage}");
    let rules = parse(&TOWN.replacen(passage, instead, 1)).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let explanation = answer_of(words, &rules).unwrap_or_else(|fault| panic!("{fault:?}"));
    kept(name, &explanation, &rules);
    explanation
}

#[test]
fn an_ordinary_day_brings_what_comes_along() {
    told("ordinary", &ask("cantine", "school=bourg,quotient=850", MONDAY));
}

#[test]
fn a_place_that_is_booked_is_explained_as_it_is() {
    let booked = ask("cantine", "school=bourg,quotient=850", MONDAY).booked(&["cantine", "midi"]);
    told("booked", &booked);
    told(
        "booked-with-its-fellow",
        &Words {
            activity: "midi".to_owned(),
            ..booked.clone()
        },
    );
    told("booked-too-late", &booked.clone().at(TOO_LATE));
}

#[test]
fn too_late_too_early_and_never() {
    told(
        "too-late",
        &ask("cantine", "school=bourg,quotient=850", MONDAY).at(TOO_LATE),
    );
    told("too-early", &ask("sport", "school=hameau", "2027-01-04"));
    told("no-deadline", &ask("vacances", "school=hameau", "2027-02-08"));
}

#[test]
fn a_closing_on_a_public_holiday_is_moved() {
    // Ascension Day.
    told(
        "moved",
        &ask("cantine", "school=bourg", "2027-05-10").at("2027-05-05T10:00:00+02:00"),
    );
}

const THURSDAY: &str =
    "weekday = \"thursday\"\nat = \"10:00\"\nweeks_before = 1\nwhen_public_holiday = \"previous_working_day\"";

/// The clause is named by which the closing moves: on a Saturday, `when_weekend`.
#[test]
fn a_closing_on_a_weekend_is_moved() {
    let saturday = format!(
        "{}\nwhen_weekend = \"previous_working_day\"",
        THURSDAY.replace("thursday", "saturday")
    );
    told_saying(
        "moved-from-a-weekend",
        THURSDAY,
        &saturday,
        &ask("cantine", "school=bourg", MONDAY).at("2026-11-19T10:00:00+01:00"),
    );
}

/// From Ascension Day to the Sunday before, and from there on.
#[test]
fn a_closing_moves_twice() {
    let sunday = format!(
        "{THURSDAY}\nwhen_weekend = \"previous_working_day\"\non_holiday = {{ thursday = {{ weekday = \"sunday\", at = \"17:00\" }} }}"
    );
    told_saying(
        "moved-twice",
        THURSDAY,
        &sunday,
        &ask("cantine", "school=bourg", "2027-05-10").at("2027-04-30T16:59:59+02:00"),
    );
}

#[test]
fn days_on_which_nothing_runs() {
    told("weekday", &ask("cantine", "school=bourg", WEDNESDAY));
    told("school-holidays", &ask("cantine", "school=bourg", "2026-12-21"));
    told("school-time", &ask("vacances", "school=bourg", MONDAY));
    told(
        "public-holiday",
        &ask("mercredi", "school=bourg,born=2018-05-01", "2026-11-11"),
    );
    told("town-closure", &ask("cantine", "school=bourg", "2026-12-11"));
    told("outside-the-rule-book", &ask("cantine", "school=bourg", "2027-09-06"));
    told(
        "outside-the-period",
        &ask("mercredi", "school=bourg,born=2018-05-01", "2026-09-02"),
    );
}

#[test]
fn children_whom_an_activity_is_not_for() {
    told("other-school", &ask("cantine", "school=hameau", MONDAY));
    told(
        "too-young",
        &ask("mercredi", "school=hameau,born=2023-12-03", WEDNESDAY),
    );
}

#[test]
fn full_with_and_without_a_waiting_list() {
    told("full", &ask("etude", "school=bourg", MONDAY).taken(30));
    let wednesday = ask("mercredi", "school=bourg,born=2018-05-01", WEDNESDAY);
    told("waiting-list", &wednesday.clone().taken(24));
    told("waiting-list-late", &wednesday.clone().at(TOO_LATE));
    told("waiting-list-late-full", &wednesday.clone().taken(24).at(TOO_LATE));
    told("waiting-list-over", &wednesday.at("2026-12-01T18:00:00+01:00"));
}

#[test]
fn what_excludes_and_what_goes_along() {
    told(
        "excluded",
        &ask("etude", "school=bourg,quotient=850", MONDAY).booked(&["garderie"]),
    );
    told(
        "linked-refused",
        &ask("midi", "school=bourg,quotient=850", MONDAY).at(TOO_LATE),
    );
    told("care-plan", &ask("midi", "school=bourg,care_plan", MONDAY));
}

#[test]
fn late_bookings_at_each_surcharge() {
    let late = |child| ask("garderie", child, MONDAY).at("2026-11-30T08:59:00+01:00");
    told("late-added", &late("school=bourg,quotient=850"));
    told("late-instead", &late("school=bourg,quotient=850,residence=outside"));
    told("late-times", &late("school=bourg,quotient=850,siblings=elder:bourg"));
    told(
        "late-over",
        &ask("garderie", "school=bourg,quotient=850", MONDAY).at("2026-11-30T09:00:00+01:00"),
    );
}

#[test]
fn each_form_of_price() {
    told("units", &ask("matin", "school=bourg", MONDAY));
    told("times", &ask("garderie", "school=bourg", MONDAY));
    told(
        "case",
        &ask(
            "etude",
            "school=bourg,quotient=851,siblings=elder:bourg+younger:hameau",
            MONDAY,
        ),
    );
    told("case-flat", &ask("etude", "school=bourg,residence=partner", MONDAY));
    told("otherwise", &ask("etude", "school=bourg,quotient=3000", MONDAY));
    told("ceiling", &ask("etude", "school=bourg", MONDAY));
    told("shares", &ask("cantine", "school=bourg,quotient=400", MONDAY));
    told(
        "bundle",
        &ask("garderie", "school=bourg,quotient=850,siblings=elder:bourg", MONDAY).booked(&["matin"]),
    );
}

#[test]
fn a_place_that_makes_another_cheaper() {
    let second = "school=bourg,quotient=850,siblings=elder:bourg";
    told("repriced", &ask("matin", second, MONDAY).booked(&["garderie"]));
}

#[test]
fn prices_by_the_term() {
    let regular = "school=bourg,born=2018-05-01,quotient=599,regular=mercredi+etude";
    told("annual", &ask("mercredi", regular, WEDNESDAY));
    told("outside-terms", &ask("vacances", "school=bourg", "2026-12-21"));
}

/// What a child pays that joins in December, the fourth of ten months, where the town does not want what is over; and in
/// September, where there is nothing to tell.
#[test]
fn who_joins_a_term_later() {
    let regular = "school=bourg,born=2018-05-01,quotient=599,regular=mercredi";
    let annual = "form = \"annual\", instalments = 10, days = 35,";
    let remaining = format!("{annual} joined_later = \"remaining\",");
    let joined = |name, instead: &str, on| {
        let explanation = told_saying(
            name,
            annual,
            instead,
            &ask("mercredi", regular, on).at("2026-09-01T08:00:00+02:00"),
        );
        explanation.steps.into_iter().find_map(|step| match step {
            Step::Price(PriceStep::JoinedLater {
                rule,
                passed,
                price,
                due,
            }) => Some((rule, [passed, price, due].map(Money::cents))),
            _ => None,
        })
    };
    assert_eq!(
        joined("joined-whole", annual, WEDNESDAY),
        Some((JoinedLater::Whole, [9135, 30450, 12180]))
    );
    assert_eq!(
        joined("joined-remaining", &remaining, WEDNESDAY),
        Some((JoinedLater::Remaining, [9135, 21315, 3045]))
    );
    assert_eq!(joined("joined-at-once", &remaining, "2026-09-09"), None);
}
