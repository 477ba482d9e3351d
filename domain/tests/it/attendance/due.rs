//! A child's whole day.

use preau_domain::attendance::DueKind::{Absent, LateExtra, Unbooked, UnbookedExtra, Used};
use preau_domain::attendance::{Booking, Happened, PlaceRecord, once_each};
use preau_domain::money::Money;
use preau_domain::rulebook::surcharge::Per;
use preau_domain::rulebook::visit::Visit;

use super::village::{DAY, village};
use crate::booking::town::World;
use crate::calendar::town::time;
use crate::rulebooks::town::{stayed, unbooked};

pub fn late() -> PlaceRecord {
    PlaceRecord::of(
        Some(Booking {
            late: true,
            ..Booking::default()
        }),
        Happened::Unrecorded,
    )
}

fn not_there(world: &World, activity: &str) -> PlaceRecord {
    world.absent(activity, DAY, None)
}

const TOGETHER: &str = "[[bundles]]\nactivities = [\"midi\", \"soir\"]\nprice = { form = \"flat\", amount = ";

#[test]
fn neither_booked_nor_there_is_nothing() {
    let world = village("", "");
    let nobody = PlaceRecord::of(None, Happened::Unrecorded);
    assert_eq!(world.due(DAY, &[("midi", nobody)]), []);
    assert_eq!(world.due(DAY, &[]), []);
    let absent = PlaceRecord {
        booking: None,
        ..not_there(&world, "midi")
    };
    assert_eq!(world.due(DAY, &[("midi", absent)]), []);
}

#[test]
fn a_place_that_is_charged_keeps_the_price_together() {
    let world = village("", &format!("{TOGETHER}\"5.00\" }}\n"));
    let absent = not_there(&world, "soir");
    let due = world.due(DAY, &[("midi", stayed(None, None)), ("soir", absent)]);
    assert_eq!(due, [("midi", Used, 350), ("soir", Absent, 150)]);
}

/// The price together is used up by the canteen: the evening costs nothing in it, and is charged all the same.
#[test]
fn a_place_that_is_charged_and_costs_nothing_keeps_it_too() {
    let world = village("", &format!("{TOGETHER}\"3.00\" }}\n"));
    let absent = not_there(&world, "soir");
    let due = world.due(DAY, &[("midi", stayed(None, None)), ("soir", absent)]);
    assert_eq!(due, [("midi", Used, 300), ("soir", Absent, 0)]);
}

#[test]
fn a_place_that_is_waived_leaves_it() {
    let waived = r#"absence = { otherwise = { charge = "waived" } }"#;
    let world = village(waived, &format!("{TOGETHER}\"5.00\" }}\n"));
    let due = world.due(
        DAY,
        &[("midi", stayed(None, None)), ("soir", not_there(&world, "soir"))],
    );
    assert_eq!(due, [("midi", Used, 350), ("soir", Absent, 0)]);
    let due = world.due(
        DAY,
        &[("midi", not_there(&world, "midi")), ("soir", stayed(None, None))],
    );
    assert_eq!(due, [("midi", Absent, 0), ("soir", Used, 200)]);
}

#[test]
fn late_places_cost_more_and_take_no_part_in_a_price_together() {
    let rule = r#"late = { until = "jour-meme", surcharges = [{ add = "1.00" }] }"#;
    let world = village(rule, &format!("{TOGETHER}\"5.00\" }}\n"));
    let due = world.due(DAY, &[("midi", late()), ("soir", PlaceRecord::booked())]);
    assert_eq!(
        due,
        [("midi", Used, 350), ("midi", LateExtra, 100), ("soir", Used, 200)]
    );
    let absent = PlaceRecord {
        booking: Some(Booking {
            late: true,
            ..Booking::default()
        }),
        ..not_there(&world, "midi")
    };
    assert_eq!(
        world.due(DAY, &[("midi", absent)]),
        [("midi", Absent, 350), ("midi", LateExtra, 100)]
    );
}

/// A part of the price is a part of the price: the amount stays whole, and is due once for the family all the same.
#[test]
fn what_is_added_to_a_late_place_is_told_apart_where_the_child_is_absent() {
    let late_and_absent = |world: &World| PlaceRecord {
        booking: Some(Booking {
            late: true,
            ..Booking::default()
        }),
        ..not_there(world, "midi")
    };
    let half = "absence = { otherwise = { percent = \"50\" } }";
    let world = added_once(Per::Day, half);
    let due = world.due(DAY, &[("midi", late_and_absent(&world)), ("soir", late())]);
    assert_eq!(
        due,
        [("midi", Absent, 175), ("midi", LateExtra, 100), ("soir", Used, 200)]
    );

    let world = added_once(Per::Family, "");
    let one = world.due_lines(DAY, &[("midi", late_and_absent(&world))]);
    let two = world.due_lines(DAY, &[("midi", late())]);
    let lines = one
        .into_iter()
        .map(|line| (1, line))
        .chain(two.into_iter().map(|line| (2, line)));
    let told: Vec<_> = once_each(lines)
        .into_iter()
        .map(|(child, line)| (child, line.kind, line.amount.cents()))
        .collect();
    assert_eq!(told, [(1, Absent, 350), (1, LateExtra, 100), (2, Used, 350)]);
}

/// A euro for late bookings.
fn added_once(per: Per, more: &str) -> World {
    let per = match per {
        Per::Place => "place",
        Per::Day => "day",
        Per::Family => "family",
    };
    let rule = format!("late = {{ until = \"jour-meme\", surcharges = [{{ add = \"1.00\", per = \"{per}\" }}] }}");
    village(&format!("{rule}\n{more}"), "")
}

/// Two children, each with two places booked late.
#[test]
fn an_amount_for_late_bookings_is_due_once_for_a_child_or_for_the_family() {
    for (per, expected) in [(Per::Place, 400), (Per::Day, 200), (Per::Family, 100)] {
        let world = added_once(per, "");
        let of_child = |child: u8| {
            let lines = world.due_lines(DAY, &[("midi", late()), ("soir", late())]);
            lines.into_iter().map(move |line| (child, line))
        };
        let lines = once_each([1, 2].into_iter().flat_map(of_child));
        let extra = lines.iter().filter(|(_, line)| line.kind == LateExtra);
        assert_eq!(
            extra.map(|(_, line)| line.amount.cents()).sum::<i64>(),
            expected,
            "{per:?}"
        );
    }
}

/// A waived place carries no amount that is due once a day: the next late one does, whatever was agreed on while it was
/// left out for that one.
#[test]
fn an_amount_once_a_day_stays_with_a_place_that_is_due() {
    let rules = r#"late = { until = "jour-meme", surcharges = [{ add = "1.00", per = "day" }] }
absence = { otherwise = { charge = "waived" } }"#;
    let world = village(rules, "");
    let agreed_late = |cents: Option<i64>| Booking {
        late: true,
        agreed: cents.map(Money::from_cents),
    };
    for (midi, soir) in [(None, None), (Some(450), Some(200)), (Some(350), Some(300))] {
        let absent = PlaceRecord {
            booking: Some(agreed_late(midi)),
            ..not_there(&world, "midi")
        };
        let there = PlaceRecord {
            booking: Some(agreed_late(soir)),
            ..late()
        };
        let due = world.due(DAY, &[("midi", absent), ("soir", there)]);
        assert_eq!(
            due,
            [("midi", Absent, 0), ("soir", Used, 200), ("soir", LateExtra, 100)]
        );
    }
    // The larger one stood with its own place: nothing moves when the smaller one is waived, whatever a place costs by now.
    let mut two = village(rules, "");
    let mut dearer = village(&rules.replacen("1.00", "3.00", 1), "");
    two.rules.activities[1].attendance = dearer.rules.activities.remove(1).attendance;
    let absent = PlaceRecord {
        booking: Some(agreed_late(Some(350))),
        ..not_there(&two, "midi")
    };
    let there = PlaceRecord {
        booking: Some(agreed_late(Some(470))),
        ..late()
    };
    let due = two.due(DAY, &[("midi", absent), ("soir", there)]);
    assert_eq!(
        due,
        [("midi", Absent, 0), ("soir", Used, 170), ("soir", LateExtra, 300)]
    );
    // One that came in time never carried it: what was agreed on stands.
    let in_time = PlaceRecord {
        booking: Some(Booking {
            late: false,
            agreed: Some(Money::from_cents(180)),
        }),
        ..PlaceRecord::booked()
    };
    let absent = PlaceRecord {
        booking: Some(agreed_late(Some(450))),
        ..not_there(&world, "midi")
    };
    let due = world.due(DAY, &[("midi", absent), ("soir", in_time)]);
    assert_eq!(due, [("midi", Absent, 0), ("soir", Used, 180)]);
}

#[test]
fn a_price_together_looks_at_who_came_along() {
    let price = r#"{ form = "cases", cases = [{ when = { siblings_there_from = 1 }, price = { form = "flat", amount = "4.00" } }], otherwise = { form = "flat", amount = "5.00" } }"#;
    let world = village(
        "",
        &format!("[[bundles]]\nactivities = [\"midi\", \"soir\"]\nprice = {price}\n"),
    );
    let total = |siblings_there| {
        let visit = Visit {
            left: Some(time("13:00")),
            siblings_there,
            ..Visit::default()
        };
        let midi = PlaceRecord::of(Some(Booking::default()), Happened::Came(visit));
        let due = world.due(DAY, &[("midi", midi), ("soir", PlaceRecord::booked())]);
        due.iter().map(|line| line.2).sum::<i64>()
    };
    assert_eq!([0, 1, 2].map(total), [500, 400, 400]);
}

/// Nothing is said of unbooked children: they pay as if booked, and so what both cost together.
#[test]
fn who_pays_as_if_booked_pays_the_price_together() {
    let world = village("", &format!("{TOGETHER}\"4.20\" }}\n"));
    for (midi, soir, expected) in [
        (PlaceRecord::booked(), unbooked(1), [(Used, 350), (Unbooked, 70)]),
        (unbooked(1), PlaceRecord::booked(), [(Unbooked, 350), (Used, 70)]),
        (unbooked(1), unbooked(1), [(Unbooked, 350), (Unbooked, 70)]),
    ] {
        let due = world.due(DAY, &[("midi", midi), ("soir", soir)]);
        let [midi, soir] = expected;
        assert_eq!(due, [("midi", midi.0, midi.1), ("soir", soir.0, soir.1)]);
    }
    // Alone, and beside a place that is not there, each costs what it costs.
    let alone = world.due(DAY, &[("soir", unbooked(1))]);
    assert_eq!(alone, [("soir", Unbooked, 200)]);
}

/// From the second time on, five euros more: then it is not as if booked.
#[test]
fn an_unbooked_place_of_another_price_takes_no_part_in_prices_together() {
    let rules = "unbooked = [{ from_time = 2, add = \"5.00\" }]";
    let world = village(rules, &format!("{TOGETHER}\"4.20\" }}\n"));
    let due = |nth| world.due(DAY, &[("midi", PlaceRecord::booked()), ("soir", unbooked(nth))]);
    assert_eq!(due(1), [("midi", Used, 350), ("soir", Unbooked, 70)]);
    assert_eq!(
        due(2),
        [
            ("midi", Used, 350),
            ("soir", Unbooked, 200),
            ("soir", UnbookedExtra, 500)
        ]
    );
}
