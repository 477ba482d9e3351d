//! Activities for children of some classes.

use preau_domain::booking::{OutcomeKind, Refusal, SlotState, may_book, obstacles, view};
use preau_domain::calendar::{school_year, school_year_start};
use preau_domain::classes::{ClassSpan, FiledClass, SchoolClass};
use preau_domain::family::ChildFacts;
use preau_domain::locale::Locale;
use preau_domain::money::Money;
use preau_domain::rulebook::condition::Condition;

use super::town::{CANTEEN, MIDDAY, NURSERY, STUDY, World, book, by_cases, case, flat, linked, price_for, slot};
use crate::calendar::town::day;

const DAY: &str = "2026-11-30";

fn word(word: &str) -> SchoolClass {
    let (_, class) = SchoolClass::WORDS.iter().find(|(own, _)| *own == word).unwrap();
    *class
}

fn span(from: &str, to: &str) -> ClassSpan {
    let bound = |text: &str| (!text.is_empty()).then(|| word(text));
    ClassSpan {
        from: bound(from),
        to: bound(to),
    }
}

fn filed(class: &str, year: i32) -> FiledClass {
    let class = word(class);
    FiledClass { class, year }
}

/// The study room for these classes, and a child of which this is filed.
fn study(classes: ClassSpan, class: Option<FiledClass>) -> World {
    let mut world = World::new();
    world.rules.activities[usize::from(STUDY.0)].classes = Some(classes);
    world.child.class = class;
    world
}

#[test]
fn classes_come_one_behind_the_other() {
    let classes: Vec<SchoolClass> = SchoolClass::WORDS.iter().map(|(_, class)| *class).collect();
    let words: Vec<&str> = classes.iter().map(|class| class.word()).collect();
    let expected = [
        "tps", "ps", "ms", "gs", "cp", "ce1", "ce2", "cm1", "cm2", "6e", "5e", "4e", "3e",
    ];
    assert_eq!(words, expected);
    assert!(classes.is_sorted());
    for class in classes {
        let json = format!("\"{}\"", class.word());
        assert_eq!(serde_json::to_string(&class).unwrap(), json);
        assert_eq!(serde_json::from_str::<SchoolClass>(&json).unwrap(), class);
        assert_eq!(class.later(0), Some(class));
    }
}

#[test]
fn a_class_is_that_of_one_school_year_and_goes_up_with_each() {
    for (class, year, on, expected) in [
        ("ce1", 2026, "2026-09-01", Some("ce1")),
        ("ce1", 2026, "2027-08-31", Some("ce1")),
        ("ce1", 2026, "2027-09-01", Some("ce2")),
        ("ce1", 2026, "2026-08-31", Some("cp")),
        ("ce1", 2024, "2026-11-30", Some("cm1")),
        ("ce1", 2030, "2026-11-30", Some("ps")),
        ("ce1", 2031, "2026-11-30", Some("tps")),
        ("ce1", 2032, "2026-11-30", None),
        ("cm2", 2026, "2030-09-01", Some("3e")),
        ("cm2", 2026, "2031-08-31", Some("3e")),
        ("cm2", 2026, "2031-09-01", None),
        ("tps", 2026, "2026-08-31", None),
        ("3e", i32::MIN, "2026-11-30", None),
        ("tps", i32::MAX, "2026-11-30", None),
    ] {
        let mut child = World::new().child;
        child.class = Some(filed(class, year));
        assert_eq!(child.class_on(day(on)), expected.map(word), "{class} of {year} on {on}");
    }
    assert_eq!(World::new().child.class_on(day(DAY)), None);
    let year = |on| (school_year(day(on)), school_year_start(day(on)));
    assert_eq!(
        ["2026-08-31", "2026-09-01", "2027-01-01"].map(year),
        [
            (2025, day("2025-09-01")),
            (2026, day("2026-09-01")),
            (2026, day("2026-09-01"))
        ]
    );
}

#[test]
fn the_class_is_that_of_the_day() {
    let cycle_three = span("cm1", "6e");
    let wrong = Some(Refusal::WrongClass { classes: cycle_three });
    for (class, expected) in [
        (Some(filed("ce2", 2026)), wrong.clone()),
        (Some(filed("cm1", 2026)), None),
        (Some(filed("6e", 2026)), None),
        (Some(filed("5e", 2026)), wrong.clone()),
        // A year later.
        (Some(filed("ce2", 2025)), None),
        (Some(filed("6e", 2025)), wrong.clone()),
        // Left the classes behind, or has none yet.
        (Some(filed("3e", 2020)), wrong.clone()),
        (Some(filed("tps", 2027)), wrong),
        (None, Some(Refusal::ClassUnknown { classes: cycle_three })),
    ] {
        let world = study(cycle_three, class);
        let situation = world.situation();
        assert_eq!(may_book(&situation, slot(STUDY, DAY)).err(), expected, "{class:?}");
        let seen = view(&situation, slot(STUDY, DAY));
        let state = if expected.is_some() {
            SlotState::Closed
        } else {
            SlotState::Available
        };
        assert_eq!((seen.state, seen.obstacle), (state, expected.clone()), "{class:?}");
        if let Some(refusal) = expected {
            assert_eq!(obstacles(&situation, slot(STUDY, DAY)), std::slice::from_ref(&refusal));
            let decided = world.decide(&[book(STUDY, DAY)]);
            assert_eq!(decided.outcomes[0].kind, OutcomeKind::Refused(refusal));
            assert!(decided.book.is_empty());
        }
    }
}

#[test]
fn one_bound_will_do() {
    for (classes, class, fits) in [
        (span("ce1", ""), "cp", false),
        (span("ce1", ""), "ce1", true),
        (span("ce1", ""), "3e", true),
        (span("", "gs"), "tps", true),
        (span("", "gs"), "gs", true),
        (span("", "gs"), "cp", false),
        (span("cp", "cp"), "cp", true),
        (span("cp", "cp"), "ce1", false),
    ] {
        let world = study(classes, Some(filed(class, 2026)));
        let refused = may_book(&world.situation(), slot(STUDY, DAY)).err();
        let wrong = (!fits).then_some(Refusal::WrongClass { classes });
        assert_eq!(refused, wrong, "{class} in {classes:?}");
    }
}

/// Of an activity that has no classes, none is asked.
#[test]
fn it_closes_what_takes_the_activity_along_and_nothing_else() {
    let mut world = World::new();
    let classes = span("ce1", "cm2");
    world.rules.activities[usize::from(CANTEEN.0)].classes = Some(classes);
    let seen = view(&world.situation(), slot(MIDDAY, DAY));
    assert_eq!(seen.obstacle, Some(linked(CANTEEN, Refusal::ClassUnknown { classes })));
    assert_eq!(may_book(&world.situation(), slot(STUDY, DAY)).err(), None);
    world.child.class = Some(filed("ce1", 2026));
    assert_eq!(view(&world.situation(), slot(MIDDAY, DAY)).obstacle, None);
}

#[test]
fn the_school_and_the_age_come_first() {
    let mut world = World::new();
    let classes = span("cm2", "");
    for ix in [NURSERY, STUDY] {
        world.rules.activities[usize::from(ix.0)].classes = Some(classes);
    }
    let refused = |world: &World, ix| may_book(&world.situation(), slot(ix, DAY)).unwrap_err();
    assert_eq!(refused(&world, NURSERY), Refusal::NotOffered);
    assert_eq!(refused(&world, STUDY), Refusal::ClassUnknown { classes });
    let ages = preau_domain::rulebook::condition::Span {
        from: Some(14),
        to: None,
    };
    world.rules.activities[usize::from(STUDY.0)].ages = Some(ages);
    assert_eq!(refused(&world, STUDY), Refusal::WrongAge { ages });
}

/// A school of nursery and elementary classes under one roof: meals by class. One that is not known fits no case.
#[test]
fn a_price_by_class() {
    let of = |from, to, cents| {
        let when = Condition {
            class: Some(span(from, to)),
            ..Condition::default()
        };
        case(when, flat(cents))
    };
    let form = by_cases(
        vec![of("", "gs", 290), of("cp", "ce1", 330), of("ce2", "cm2", 350)],
        flat(400),
    );
    for (class, cents) in [
        (Some(filed("ps", 2026)), 290),
        (Some(filed("gs", 2026)), 290),
        (Some(filed("gs", 2025)), 330),
        (Some(filed("ce1", 2026)), 330),
        (Some(filed("ce1", 2025)), 350),
        (Some(filed("cm2", 2025)), 400),
        (Some(filed("3e", 2025)), 400),
        (None, 400),
    ] {
        let child = ChildFacts {
            class,
            ..World::new().child
        };
        assert_eq!(price_for(&form, &child), Money::from_cents(cents), "{class:?}");
    }
}

#[test]
fn classes_are_said_with_their_articles() {
    for (classes, french, english) in [
        (span("ce1", "cm2"), "du CE1 au CM2", "from CE1 to CM2"),
        (
            span("ps", "gs"),
            "de la petite section à la grande section",
            "from first nursery class (PS) to last nursery class (GS)",
        ),
        (span("cm1", "6e"), "du CM1 à la 6e", "from CM1 to 6e"),
        (span("cp", ""), "à partir du CP", "from CP on"),
        (
            span("ms", ""),
            "à partir de la moyenne section",
            "from second nursery class (MS) on",
        ),
        (span("", "cm2"), "jusqu'au CM2", "up to CM2"),
        (span("", "5e"), "jusqu'à la 5e", "up to 5e"),
        (
            span("tps", "tps"),
            "de toute petite section",
            "in pre-nursery class (TPS)",
        ),
        (span("3e", "3e"), "de 3e", "in 3e"),
        (span("4e", "3e"), "de la 4e à la 3e", "from 4e to 3e"),
        (span("ce2", "cm1"), "du CE2 au CM1", "from CE2 to CM1"),
        (span("", ""), "de toutes les classes", "of all classes"),
    ] {
        assert_eq!(
            [classes.say(Locale::Fr), classes.say(Locale::En)],
            [french, english].map(str::to_owned)
        );
    }
}
