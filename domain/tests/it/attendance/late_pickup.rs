//! Children who are picked up after the end of the session, here 18:30.

use preau_domain::attendance::DueKind::{LatePickup, Unbooked, Used};
use preau_domain::attendance::{Happened, PlaceRecord, once_each};
use preau_domain::rulebook::absence::AbsenceReason;
use preau_domain::rulebook::visit::Visit;

use super::village::{DAY, village};
use crate::calendar::town::time;
use crate::rulebooks::town::stayed;

/// What is due for a pick-up, in cents, the nth late one within the school year.
fn due(rule: &str, left: &str, nth: u16) -> i64 {
    let world = village(&format!("late_pickup = {{ {rule} }}"), "");
    let record = PlaceRecord {
        late_pickup_times: nth,
        ..stayed(None, Some(left))
    };
    match world.due(DAY, &[("soir", record)])[..] {
        [("soir", Used, 200)] => 0,
        [("soir", Used, 200), ("soir", LatePickup, cents)] => cents,
        ref other => panic!("{other:?}"),
    }
}

#[test]
fn the_last_minute_of_the_tolerance_is_free_to_its_end() {
    let at_once = r#"amount = "6.00""#;
    let five = r#"amount = "10.00", tolerance_minutes = 5"#;
    for (rule, left, cents) in [
        (at_once, "17:00", 0),
        (at_once, "18:30", 0),
        (at_once, "18:30:59", 0),
        (at_once, "18:31", 600),
        (five, "18:35", 0),
        (five, "18:35:59", 0),
        (five, "18:36", 1000),
        (five, "23:59", 1000),
    ] {
        assert_eq!(due(rule, left, 1), cents, "{rule}, left at {left}");
    }
}

/// Whole minutes count since the end of the session, those of the tolerance included once it is exceeded.
#[test]
fn by_started_time_since_the_end() {
    let quarters = r#"amount = "5.00", each_minutes = 15"#;
    let four = r#"amount = "5.00", each_minutes = 15, most = 4, tolerance_minutes = 5"#;
    let minutes = r#"amount = "0.10", each_minutes = 1, from_time = 2"#;
    for (rule, left, nth, cents) in [
        (quarters, "18:30:59", 1, 0),
        (quarters, "18:31", 1, 500),
        (quarters, "18:45:59", 1, 500),
        (quarters, "18:46", 1, 1000),
        (quarters, "23:30", 1, 10_000),
        (four, "18:35:59", 1, 0),
        (four, "18:36", 1, 500),
        (four, "18:46", 1, 1000),
        (four, "19:16", 1, 2000),
        (four, "19:31", 1, 2000),
        (minutes, "18:37", 1, 0),
        (minutes, "18:37", 2, 70),
    ] {
        assert_eq!(due(rule, left, nth), cents, "{rule}, left at {left}");
    }
}

#[test]
fn the_last_step_that_is_reached_counts() {
    let minutes = r#"steps = [{ from_minutes = 6, amount = "5.00" }, { from_minutes = 30, amount = "12.50" }]"#;
    let times = r#"steps = [{ from = "18:30", amount = "5.00" }, { from = "19:00", amount = "12.50" }]"#;
    for (rule, left, cents) in [
        (minutes, "18:35:59", 0),
        (minutes, "18:36", 500),
        (minutes, "18:59:59", 500),
        (minutes, "19:00", 1250),
        (minutes, "23:59", 1250),
        (times, "18:30:59", 0),
        (times, "18:31", 500),
        (times, "18:59:59", 500),
        (times, "19:00", 1250),
    ] {
        assert_eq!(due(rule, left, 1), cents, "{rule}, left at {left}");
    }
}

#[test]
fn only_when_it_is_repeated() {
    let rule = r#"amount = "15.00", from_time = 3"#;
    assert_eq!([1, 2, 3, 4].map(|nth| due(rule, "19:00", nth)), [0, 0, 1500, 1500]);
}

#[test]
fn not_for_those_who_did_not_come_and_also_for_the_unbooked() {
    let world = village(r#"late_pickup = { amount = "6.00" }"#, "");
    let unrecorded = world.due(DAY, &[("soir", PlaceRecord::booked())]);
    assert_eq!(unrecorded, [("soir", Used, 200)]);
    let absent = world.absent("soir", DAY, Some(AbsenceReason::Family));
    assert_eq!(world.due(DAY, &[("soir", absent)]).len(), 1);
    let visit = Visit {
        left: Some(time("18:31")),
        ..Visit::default()
    };
    let unbooked = PlaceRecord::of(None, Happened::Came(visit));
    let due = [("soir", Unbooked, 200), ("soir", LatePickup, 600)];
    assert_eq!(world.due(DAY, &[("soir", unbooked)]), due);
}

#[test]
fn once_for_a_family_or_once_for_a_child() {
    for (per, expected) in [("place", 4 * 600), ("day", 2 * 600), ("family", 600)] {
        let world = village(&format!("late_pickup = {{ amount = \"6.00\", per = \"{per}\" }}"), "");
        let of_child = |child: u8| {
            let late = [
                ("midi", stayed(None, Some("13:31"))),
                ("soir", stayed(None, Some("18:31"))),
            ];
            world.due_lines(DAY, &late).into_iter().map(move |line| (child, line))
        };
        let lines = once_each([1, 2].into_iter().flat_map(of_child));
        let pickups = lines.iter().filter(|(_, line)| line.kind == LatePickup);
        assert_eq!(
            pickups.map(|(_, line)| line.amount.cents()).sum::<i64>(),
            expected,
            "{per}"
        );
    }
}
