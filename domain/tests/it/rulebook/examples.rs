//! What the reference's examples of calendars, midnights and certificates come to.

use preau_domain::attendance::DueKind::Absent;
use preau_domain::calendar::{Calendar, Closure, DayKind};
use preau_domain::rulebook::RuleBook;
use preau_domain::rulebook::absence::AbsenceReason;

use super::reference::{examples, village_with_example};
use super::village::book;
use crate::booking::town::World;
use crate::calendar::town::{at, code, day};
use crate::rulebooks::town::To;

/// The village with the one example that says this.
fn example(passage: &str) -> RuleBook {
    let found: Vec<&str> = examples().into_iter().filter(|one| one.contains(passage)).collect();
    let [one] = found.as_slice() else {
        panic!("{} examples say {passage}", found.len());
    };
    book(&village_with_example(one))
}

/// `class`, `holiday …`, `public …`, `closed …` or `none` for a day of school time without class.
fn days<const N: usize>(rules: &RuleBook, days: [&str; N]) -> [String; N] {
    let calendar = Calendar::new(&rules.calendar).unwrap();
    days.map(|on| match calendar.kind(day(on), None) {
        DayKind::SchoolTime if calendar.has_class(day(on), None) => "class".to_owned(),
        DayKind::SchoolTime => "none".to_owned(),
        DayKind::SchoolHoliday { name } => format!("holiday {name}"),
        DayKind::PublicHoliday { name } => format!("public {name}"),
        DayKind::TownClosure { label } => format!("closed {label}"),
        DayKind::Unpublished => "unpublished".to_owned(),
    })
}

#[test]
fn the_bridge_of_ascension() {
    let closed = example("Pont de l'Ascension");
    assert_eq!(
        days(
            &closed,
            ["2026-05-13", "2026-05-14", "2026-05-15", "2026-05-16", "2026-05-18"]
        ),
        [
            "none",
            "public Ascension",
            "closed Pont de l'Ascension",
            "closed Pont de l'Ascension",
            "class"
        ]
    );
    // Of itself, it is a holiday of schools.
    let published = days(&example("Classe rattrapée"), ["2026-05-15"]);
    assert_eq!(published, ["holiday Pont de l'Ascension"]);
}

#[test]
fn good_friday_with_class() {
    let rules = example("Vendredi saint");
    assert_eq!(
        days(&rules, ["2026-04-03", "2026-12-25", "2026-12-26", "2027-03-26"]),
        ["class", "public Noël", "public Saint-Étienne", "public Vendredi saint"]
    );
    let calendar = Calendar::new(&rules.calendar).unwrap();
    assert_eq!(calendar.public_holiday(day("2026-04-03")), Some("Vendredi saint"));
}

#[test]
fn winter_holidays_of_corsica() {
    let rules = example("from = 2026-03-02");
    assert_eq!(
        days(
            &rules,
            [
                "2026-02-16",
                "2026-02-18",
                "2026-02-19",
                "2026-02-23",
                "2026-03-02",
                "2026-03-09"
            ]
        ),
        [
            "class",
            "none",
            "class",
            "holiday Vacances d'hiver",
            "holiday Vacances d'hiver",
            "class"
        ]
    );
}

#[test]
fn a_year_overseas() {
    let rules = example("Grandes vacances");
    assert_eq!(
        days(
            &rules,
            [
                "2026-08-14",
                "2026-08-17",
                "2026-08-18",
                "2026-10-12",
                "2026-10-26",
                "2026-12-18",
                "2026-12-20",
                "2027-01-22",
                "2027-01-25"
            ]
        ),
        [
            "holiday Vacances d'hiver austral",
            "class",
            "class",
            "holiday Vacances d'octobre",
            "class",
            "class",
            "public Abolition de l'esclavage",
            "holiday Grandes vacances",
            "class"
        ]
    );
    let midi = &rules.activities[0];
    let calendar = Calendar::new(&rules.calendar).unwrap();
    let runs = |on| calendar.runs(&midi.days, None, day(on));
    assert_eq!(runs("2026-08-17"), Ok(()));
    let name = "Vacances d'octobre".to_owned();
    assert_eq!(runs("2026-10-12"), Err(Closure::SchoolHoliday { name }));
}

/// All of Monday, none of Monday, all of the eve.
#[test]
fn until_midnight() {
    for (name, on, closes_at) in [
        ("lundi-compris", "2026-12-03", "2026-11-24T00:00:00+01:00"),
        ("avant-lundi", "2026-12-03", "2026-11-23T00:00:00+01:00"),
        ("veille-comprise", "2026-12-03", "2026-12-03T00:00:00+01:00"),
    ] {
        let mut rules = example(&format!("[deadlines.{name}]"));
        rules.activities[0].deadlines.book = code(name);
        let world = World::of(rules, "bourg");
        assert_eq!(world.closes(To::Book, "midi", on), Some(at(closes_at)), "{name}");
    }
}

#[test]
fn a_case_that_asks_for_no_certificate() {
    let world = World::of(example("certificate = false"), "bourg");
    let due = |reason, certificate: Option<&str>| {
        let record = world.absent_with("midi", "2026-11-30", |absence| {
            absence.reason = reason;
            absence.certificate_at = certificate.map(at);
        });
        world.due("2026-11-30", &[("midi", record)])
    };
    let ill = Some(AbsenceReason::Illness);
    assert_eq!(due(ill, Some("2026-12-04T10:00:00+01:00")), [("midi", Absent, 0)]);
    assert_eq!(due(ill, None), [("midi", Absent, 175)]);
    assert_eq!(due(None, None), [("midi", Absent, 350)]);
}
