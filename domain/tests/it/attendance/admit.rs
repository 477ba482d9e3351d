//! May an entry be written down?

use preau_domain::attendance::admit::{EntryRefusal, may_write};
use preau_domain::attendance::{ChildDay, Entry, Fact, FactKind, Report, Stamp};
use preau_domain::booking::Refusal;
use preau_domain::calendar::Closure;
use preau_domain::ids::AttendanceEventId;
use preau_domain::rulebook::model::ActivityIx;
use ulid::Ulid;

use super::village::{DAY, village};
use crate::booking::town::World;
use crate::calendar::town::{at, day};

const CANTEEN: ActivityIx = ActivityIx(0);
const NOW: &str = "2026-11-30T12:00:00+01:00";

fn asked(world: &World, on: &str, booked: bool, tapped: &str, fact: Fact) -> Result<(), EntryRefusal> {
    let child_day = ChildDay {
        rules: &world.rules,
        calendar: &world.calendar,
        child: &world.child,
        day: day(on),
    };
    let stamp = Stamp {
        at: at(tapped),
        device: "tablet".to_owned(),
        sequence: 0,
        id: AttendanceEventId(Ulid(1)),
    };
    may_write(child_day, CANTEEN, booked, &Entry { stamp, fact }, at(NOW))
}

fn plain() -> World {
    village("", "")
}

fn report(told: &str) -> Fact {
    Fact::Reported(Report {
        at: at(told),
        reason: None,
        note: None,
    })
}

#[test]
fn clocks_may_run_five_minutes_ahead() {
    let world = plain();
    let check_in = |tapped, happened| asked(&world, DAY, true, tapped, Fact::CheckedIn(at(happened)));
    let (latest, beyond) = ("2026-11-30T12:05:00+01:00", "2026-11-30T12:05:00.001+01:00");
    assert_eq!(check_in(latest, latest), Ok(()));
    let future = || {
        Err(EntryRefusal::Future {
            retry_at: at("2026-11-30T12:00:00.001+01:00"),
        })
    };
    assert_eq!(check_in(beyond, NOW), future());
    assert_eq!(check_in(NOW, beyond), future());
    assert_eq!(asked(&world, DAY, true, NOW, report(beyond)), future());
    assert_eq!(asked(&world, DAY, true, NOW, Fact::Certificate(at(beyond))), future());
}

#[test]
fn nobody_sees_a_day_before_it_comes() {
    let world = plain();
    let thursday = "2026-12-03";
    assert_eq!(
        asked(&world, thursday, true, NOW, Fact::Absent(None)),
        Err(EntryRefusal::Future {
            retry_at: at("2026-12-02T23:55:00+01:00")
        })
    );
    assert_eq!(asked(&world, thursday, true, NOW, report(NOW)), Ok(()));
    assert_eq!(
        asked(&world, thursday, true, NOW, Fact::Undone(FactKind::Reported)),
        Ok(())
    );
}

#[test]
fn what_comes_from_before_the_rules_is_a_wrong_clock() {
    let world = plain();
    let (before, first) = ("2025-08-31T23:59:59+02:00", "2025-09-01T00:00:00+02:00");
    let absent = |tapped| asked(&world, "2025-09-01", true, tapped, Fact::Absent(None));
    assert_eq!(absent(before), Err(EntryRefusal::BeforeRules));
    assert_eq!(absent(first), Ok(()));
    let came = |happened| asked(&world, "2025-09-01", true, first, Fact::CheckedIn(at(happened)));
    assert_eq!(came(before), Err(EntryRefusal::BeforeRules));
    // What is announced may be told under the rules of the year before.
    let told = |told| asked(&world, "2025-09-01", true, told, report(told));
    assert_eq!(told(before), Ok(()));
    assert_eq!(told("2024-08-31T00:00:00+02:00"), Ok(()));
    assert_eq!(told("2024-08-30T23:59:59+02:00"), Err(EntryRefusal::BeforeRules));
}

#[test]
fn a_child_comes_and_goes_on_the_day() {
    let world = plain();
    let friday = "2026-11-27T12:00:00+01:00";
    for fact in [Fact::CheckedIn(at(friday)), Fact::CheckedOut(at(friday))] {
        assert_eq!(asked(&world, DAY, true, NOW, fact), Err(EntryRefusal::OtherDay));
    }
    // By the clocks of the town.
    let midnight = Fact::CheckedIn(at("2026-11-29T23:00:00Z"));
    assert_eq!(asked(&world, DAY, true, NOW, midnight), Ok(()));
    assert_eq!(asked(&world, DAY, true, NOW, Fact::Certificate(at(friday))), Ok(()));
}

#[test]
fn a_child_without_a_place_is_counted_wherever_something_runs() {
    let mut world = plain();
    let tuesday = "2026-11-24";
    let came = |world: &World, on: &str, booked| {
        let then = format!("{on}T12:00:00+01:00");
        asked(world, on, booked, &then, Fact::CheckedIn(at(&then)))
    };
    let closed = |closure| Err(EntryRefusal::NotOffered(Refusal::Closed(closure)));
    assert_eq!(came(&world, DAY, false), Ok(()));
    assert_eq!(came(&world, tuesday, false), closed(Closure::Weekday));
    assert_eq!(came(&world, tuesday, true), Ok(()));
    // Of a school that the canteen is not for: it stands there all the same.
    world.child.school = crate::calendar::town::code("hameau");
    assert_eq!(came(&world, DAY, false), Ok(()));
    world.rules.activities[0].period = Some((day("2026-12-01"), day("2026-12-31")));
    assert_eq!(came(&world, DAY, false), closed(Closure::OutsidePeriod));
}
