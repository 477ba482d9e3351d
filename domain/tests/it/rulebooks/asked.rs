//! What a rule book does not ask of a family changes nothing.

use std::collections::BTreeMap;

use preau_domain::attendance::{Booking, Happened, PlaceRecord, due_of_day};
use preau_domain::family::{Account, ChildFacts, FamilyFile, Quotients};
use preau_domain::rulebook::asks::Asks;
use preau_domain::rulebook::visit::Visit;

use super::files::{ALL, LE_SOURN, MOUAIS};
use super::town::town;
use crate::booking::town::World;
use crate::calendar::town::day;
use crate::rulebook::village::{VILLAGE, book, village_with};

/// The child of which a program knows that was asked for no more.
fn known(child: &ChildFacts, asks: Asks) -> ChildFacts {
    let mut known = child.clone();
    if !asks.siblings {
        known.siblings.clear();
    }
    if !asks.quotients {
        known.quotients = Quotients::unknown();
    }
    if !asks.regular_in {
        known.regular_in.clear();
    }
    if !asks.account {
        known.account = Account::default();
    }
    if !asks.file {
        known.file = FamilyFile::default();
    }
    known
}

/// What is due for a child of each school in all activities: booked in time and late, used, missed and unbooked.
fn due(world: &World) -> String {
    let visit = Visit {
        siblings_there: 1,
        ..Visit::default()
    };
    let happened = [
        (Some(Booking::default()), Happened::Unrecorded),
        (
            Some(Booking {
                late: true,
                ..Booking::default()
            }),
            Happened::Unrecorded,
        ),
        (None, Happened::Came(visit)),
    ];
    let days = ["2025-10-06", "2026-11-30", "2027-01-06"].map(day);
    let due = happened.into_iter().flat_map(|(booking, happened)| {
        days.map(|day| {
            let records: BTreeMap<_, _> = world
                .rules
                .indexed()
                .map(|(ix, _)| (ix, PlaceRecord::of(booking, happened)))
                .collect();
            format!("{:?}", due_of_day(world.child_day(day), &records))
        })
    });
    due.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_not_asked_for_changes_nothing() {
    for source in ALL {
        let rules = book(source);
        let asks = rules.asks();
        for school in &rules.schools {
            for (nth, quotient) in [(1, 250), (2, 700), (3, 1800)] {
                let mut whole = town(source, &school.code.0).nth_of(nth, 3).quotient(quotient);
                whole.child.regular_in = rules.activities.iter().map(|activity| activity.code.clone()).collect();
                let mut asked = whole.clone();
                asked.child = known(&whole.child, asks);
                assert_eq!(due(&asked), due(&whole), "{} {asks:?}", rules.town.name);
            }
        }
    }
}

#[test]
fn each_kind_of_question_is_seen() {
    let none = Asks::default();
    let (siblings, quotients) = (
        Asks { siblings: true, ..none },
        Asks {
            quotients: true,
            ..none
        },
    );
    let regular = Asks {
        regular_in: true,
        ..none
    };
    let account = Asks { account: true, ..none };
    let file = Asks { file: true, ..none };
    assert_eq!(
        book(&village_with(
            "capacity = 40",
            "capacity = 40\nneeds_complete_file = true"
        ))
        .asks(),
        file
    );
    assert_eq!(
        book(&village_with(
            "capacity = 40",
            "capacity = 40\nneeds_complete_file = false"
        ))
        .asks(),
        none
    );
    for (arrears, expected) in [
        ("", none),
        ("suspends = {}", account),
        (r#"blocks = { above = "15.00" }"#, account),
        ("with_next_order = true", account),
        ("with_next_order = false", none),
    ] {
        let with = format!("{VILLAGE}\n[arrears]\ninvoiced_by = 1\ndue_on = 5\n{arrears}\n");
        assert_eq!(book(&with).asks(), expected, "{arrears}");
    }
    let flat = r#"{ form = "flat", amount = "1" }"#;
    let case = |when: &str| {
        format!(
            r#"price = {{ form = "cases", cases = [{{ when = {{ {when} }}, price = {flat} }}], otherwise = {flat} }}"#
        )
    };
    let was = r#"price = { form = "flat", amount = "3.50" }"#;
    for (price, expected) in [
        (was.to_owned(), none),
        (case(r#"residence = ["outside"]"#), none),
        (case("rank_from = 2"), siblings),
        (case("children_from = 2"), siblings),
        (case("quotient_to = 600"), quotients),
        (case(r#"frequency = "regular""#), regular),
        (
            r#"price = { form = "bands", bands = [{ up_to = 600, amount = "1" }, { amount = "2" }] }"#.to_owned(),
            quotients,
        ),
        (
            r#"price = { form = "annual", price = { form = "linear", rate = "0.01", min = "1", max = "9" } }"#
                .to_owned(),
            quotients,
        ),
    ] {
        assert_eq!(book(&village_with(was, &price)).asks(), expected, "{price}");
    }
    assert_eq!(book(VILLAGE).asks(), none);
    assert!(book(LE_SOURN).asks().siblings, "once for the family");
    assert_eq!(
        none.or(siblings).or(quotients).or(regular).or(account).or(file),
        Asks::ALL
    );
    assert_ne!(book(MOUAIS).asks(), Asks::ALL);
}
