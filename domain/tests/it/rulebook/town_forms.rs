//! What a town decides once for all activities, and what an activity says of whom it is for, comes back from JSON.

use preau_domain::classes::{ClassSpan, SchoolClass};
use preau_domain::family::Residence;
use preau_domain::money::Money;
use preau_domain::rulebook::RuleBook;
use preau_domain::rulebook::arrears::{Arrears, Block, SuspendedFrom, Suspension};
use preau_domain::rulebook::condition::{Condition, Span};
use preau_domain::rulebook::link::ChildCondition;
use preau_domain::rulebook::model::{Activity, Approval, Code, WaitingList};
use preau_domain::rulebook::price::{PriceForm, RoundingPlace, TimeRow};
use preau_domain::rulebook::quotient::{Changes, CountsFrom, DayOfYear, QuotientRule};
use rust_decimal::Decimal;

use super::forms::through_json;
use super::village::{book, village_with};
use crate::calendar::town::{day, time};

fn village(passage: &str, instead: &str) -> RuleBook {
    let village = book(&village_with(passage, instead));
    assert_eq!(through_json(&village), village);
    village
}

/// The first activity with more lines.
fn activity(more: &str) -> Activity {
    village("capacity = 40", &format!("capacity = 40\n{more}")).activities[0].clone()
}

#[test]
fn nothing_said() {
    let plain = village("", "");
    assert_eq!(plain.quotient, QuotientRule::default());
    assert_eq!((plain.arrears, plain.cart_holds_minutes), (None, None));
    let activity = &plain.activities[0];
    assert_eq!(
        (activity.earliest_exit, activity.ages, activity.period),
        (None, None, None)
    );
    assert_eq!((activity.approval, activity.waiting_list), (Approval::default(), None));
    assert!(!activity.needs_complete_file);
    assert_eq!(activity.place, None);
    assert_eq!(
        (&activity.classes, &activity.only, activity.documents.len()),
        (&None, &None, 0)
    );
}

#[test]
fn who_an_activity_is_for_and_how_its_places_are_given() {
    let span = |from, to| Some(Span { from, to });
    assert_eq!(activity("ages = { from = 3, to = 12 }").ages, span(Some(3), Some(12)));
    assert_eq!(activity("ages = { from = 3 }").ages, span(Some(3), None));
    assert_eq!(activity("ages = { to = 12 }").ages, span(None, Some(12)));
    let classes = |from, to| Some(ClassSpan { from, to });
    for (written, expected) in [
        (
            r#"{ from = "ce1", to = "cm2" }"#,
            classes(Some(SchoolClass::Ce1), Some(SchoolClass::Cm2)),
        ),
        (r#"{ from = "6e" }"#, classes(Some(SchoolClass::Sixieme), None)),
        (r#"{ to = "gs" }"#, classes(None, Some(SchoolClass::Gs))),
        (
            r#"{ from = "cp", to = "cp" }"#,
            classes(Some(SchoolClass::Cp), Some(SchoolClass::Cp)),
        ),
    ] {
        assert_eq!(activity(&format!("classes = {written}")).classes, expected, "{written}");
    }
    assert_eq!(
        activity("only = { child = \"food_care_plan\", residence = [\"resident\"], rank_from = 2 }").only,
        Some(Condition {
            child: Some(ChildCondition::FoodCarePlan),
            residence: Some(vec![Residence::Resident]),
            rank: span(Some(2), None),
            ..Condition::default()
        })
    );
    let documents = "needs_complete_file = true\ndocuments = [\"Assurance\", \" Fiche sanitaire \"]";
    assert_eq!(activity(documents).documents, ["Assurance", "Fiche sanitaire"]);
    let period = activity("period = { from = 2026-01-05, to = 2026-01-05 }").period;
    assert_eq!(period, Some((day("2026-01-05"), day("2026-01-05"))));
    for edge in ["11:30", "13:30"] {
        let exit = activity(&format!("earliest_exit = \"{edge}\"")).earliest_exit;
        assert_eq!(exit, Some(time(edge)));
    }
    for (written, book, cancel) in [
        (r#"["book"]"#, true, false),
        (r#"["cancel"]"#, false, true),
        (r#"["cancel", "book"]"#, true, true),
    ] {
        let approval = activity(&format!("approval = {written}")).approval;
        assert_eq!(approval, Approval { book, cancel }, "{written}");
    }
    let place = activity("place = \"Restaurant élémentaire\"").place;
    assert_eq!(place.as_deref(), Some("Restaurant élémentaire"));
    assert!(activity("needs_complete_file = true").needs_complete_file);
    assert!(!activity("needs_complete_file = false").needs_complete_file);
    let list = activity("waiting_list = { offer_hours = 336 }").waiting_list;
    assert_eq!(list, Some(WaitingList { offer_hours: 336 }));
}

#[test]
fn prices_by_time() {
    let flat = |cents| PriceForm::Flat {
        amount: Money::from_cents(cents),
    };
    let price = |body: &str| {
        village(r#"{ form = "flat", amount = "3.50" }"#, body).activities[0]
            .price
            .clone()
    };
    let linear = PriceForm::Linear {
        base: None,
        rate: Decimal::new(27, 4),
        min: Money::from_cents(54),
        max: Money::from_cents(675),
        quotient_min: None,
        quotient_max: None,
        rounding: None,
        rounding_place: RoundingPlace::Line,
    };
    assert_eq!(
        price(
            r#"{ form = "units", minutes = 30, most = 4, price = { form = "linear", rate = "0.0027", min = "0.54", max = "6.75", rounding_place = "line" } }"#
        ),
        PriceForm::Units {
            minutes: 30,
            price: Box::new(linear),
            most: Some(4),
        }
    );
    let row = |arrived_from: Option<&str>, left_by: Option<&str>, cents| TimeRow {
        arrived_from: arrived_from.map(time),
        left_by: left_by.map(time),
        price: flat(cents),
    };
    assert_eq!(
        price(
            r#"{ form = "times", rows = [
                { left_by = "12:30", price = { form = "flat", amount = "2.50" } },
                { arrived_from = "12:00", left_by = "13:00", price = { form = "flat", amount = "3" } },
                { arrived_from = "12:15", price = { form = "flat", amount = "1" } },
                { price = { form = "flat", amount = "5" } } ] }"#
        ),
        PriceForm::Times {
            rows: vec![
                row(None, Some("12:30"), 250),
                row(Some("12:00"), Some("13:00"), 300),
                row(Some("12:15"), None, 100),
                row(None, None, 500),
            ],
        }
    );
}

#[test]
fn quotients() {
    let last_of_march = DayOfYear { month: 3, day: 31 };
    let year_end = DayOfYear { month: 12, day: 31 };
    for (body, counts, expires) in [
        ("", CountsFrom::NextMonth, None),
        (r#"counts_from = "next_month""#, CountsFrom::NextMonth, None),
        (r#"counts_from = "at_once""#, CountsFrom::AtOnce, None),
        (
            "counts_from = \"snapshot\"\nsnapshot = { month = 3, day = 31 }",
            CountsFrom::Snapshot {
                on: last_of_march,
                counts: None,
                changes: None,
            },
            None,
        ),
        (
            "counts_from = \"snapshot\"\nsnapshot = { month = 3, day = 31 }\ncounts = { month = 9, day = 1 }\nchanges = \"next_month\"",
            CountsFrom::Snapshot {
                on: last_of_march,
                counts: Some(DayOfYear { month: 9, day: 1 }),
                changes: Some(Changes::NextMonth),
            },
            None,
        ),
        (
            "counts_from = \"snapshot\"\nsnapshot = { month = 3, day = 31 }\nchanges = \"at_once\"",
            CountsFrom::Snapshot {
                on: last_of_march,
                counts: None,
                changes: Some(Changes::AtOnce),
            },
            None,
        ),
        (
            "expires = { month = 12, day = 31 }",
            CountsFrom::NextMonth,
            Some(year_end),
        ),
    ] {
        let rule = village("", &format!("[quotient]\n{body}\n")).quotient;
        assert_eq!(rule, QuotientRule { counts, expires }, "{body}");
        let json = serde_json::to_string(&rule).unwrap();
        assert_eq!(serde_json::from_str::<QuotientRule>(&json).unwrap(), rule);
    }
    let named = village("", "[quotient]\nsource = \"CAF\"\n");
    assert_eq!(named.quotient_source.as_deref(), Some("CAF"));
    assert_eq!(village("", "").quotient_source, None);
}

#[test]
fn carts() {
    for minutes in [1, 1440] {
        let village = village("", &format!("[cart]\nholds_minutes = {minutes}\n"));
        assert_eq!(village.cart_holds_minutes, Some(minutes));
    }
}

#[test]
fn arrears() {
    let rule = |handed_over, suspends| Arrears {
        invoiced_by: 15,
        due_on: 30,
        handed_over,
        suspends,
        blocks: None,
        with_next_order: false,
    };
    let blocks = |above, activities: Option<&str>| Arrears {
        blocks: Some(Block {
            above: Money::from_cents(above),
            activities: activities.map(|name| vec![Code(name.to_owned())]),
        }),
        ..rule(false, None)
    };
    let suspends = |activities: Option<&str>, from| {
        let activities = activities.map(|name| vec![Code(name.to_owned())]);
        Some(Suspension { activities, from })
    };
    for (body, expected) in [
        ("", rule(false, None)),
        ("handed_over = true", rule(true, None)),
        ("suspends = {}", rule(false, suspends(None, SuspendedFrom::NextMonth))),
        (
            r#"suspends = { activities = ["soir"], from = "next_day" }"#,
            rule(false, suspends(Some("soir"), SuspendedFrom::NextDay)),
        ),
        (r#"blocks = { above = "0.00" }"#, blocks(0, None)),
        (
            r#"blocks = { above = "15.00", activities = ["soir"] }"#,
            blocks(1500, Some("soir")),
        ),
        (
            "with_next_order = true",
            Arrears {
                with_next_order: true,
                ..rule(false, None)
            },
        ),
        // A family that owes little may order, and pays it then.
        (
            "blocks = { above = \"0.00\", activities = [\"soir\"] }\nwith_next_order = true",
            Arrears {
                with_next_order: true,
                ..blocks(0, Some("soir"))
            },
        ),
        (
            r#"suspends = { from = "next_month" }"#,
            rule(false, suspends(None, SuspendedFrom::NextMonth)),
        ),
    ] {
        let village = village("", &format!("[arrears]\ninvoiced_by = 15\ndue_on = 30\n{body}\n"));
        assert_eq!(village.arrears, Some(expected), "{body}");
    }
}
