use preau_domain::calendar::rules::{
    CalendarRules, DayEffect, DayException, SchoolWeek, Season, Service, ServiceDays, Territory,
};
use preau_domain::calendar::{Calendar, Closure, DayKind};
use proptest::prelude::*;

use super::town::{calendar, code, day, exception, rules, seeded, weekdays};

fn class_days() -> ServiceDays {
    ServiceDays {
        weekdays: None,
        season: Season::SchoolTime,
    }
}

fn on(days: &str, season: Season) -> ServiceDays {
    ServiceDays {
        weekdays: Some(weekdays(days)),
        season,
    }
}

fn school_holiday(name: &str) -> DayKind {
    DayKind::SchoolHoliday { name: name.to_owned() }
}

fn public_holiday(name: &str) -> DayKind {
    DayKind::PublicHoliday { name: name.to_owned() }
}

#[test]
fn a_year_of_zone_c() {
    let calendar = calendar();
    for (text, kind) in [
        ("2026-09-01", DayKind::SchoolTime),
        ("2026-10-16", DayKind::SchoolTime),
        ("2026-10-17", school_holiday("Vacances de la Toussaint")),
        ("2026-11-01", public_holiday("Toussaint")),
        ("2026-11-02", DayKind::SchoolTime),
        ("2026-11-11", public_holiday("Armistice 1918")),
        ("2026-12-18", DayKind::SchoolTime),
        ("2026-12-19", school_holiday("Vacances de Noël")),
        ("2026-12-25", public_holiday("Noël")),
        ("2027-01-03", school_holiday("Vacances de Noël")),
        ("2027-01-04", DayKind::SchoolTime),
        ("2027-02-06", school_holiday("Vacances d'hiver")),
        ("2027-02-22", DayKind::SchoolTime),
        ("2027-03-29", public_holiday("Lundi de Pâques")),
        ("2027-05-06", public_holiday("Ascension")),
        ("2027-05-07", school_holiday("Pont de l'Ascension")),
        ("2027-05-10", DayKind::SchoolTime),
        ("2027-07-02", DayKind::SchoolTime),
        ("2027-07-03", school_holiday("Vacances d'été")),
        ("2027-08-31", school_holiday("Vacances d'été")),
        ("2027-09-01", DayKind::Unpublished),
        ("2027-11-11", public_holiday("Armistice 1918")),
        ("2024-09-01", DayKind::Unpublished),
        // The bridges of the two years before.
        ("2025-05-30", school_holiday("Pont de l'Ascension")),
        ("2026-05-15", school_holiday("Pont de l'Ascension")),
        // A Wednesday without class is still school time.
        ("2026-12-02", DayKind::SchoolTime),
    ] {
        assert_eq!(calendar.kind(day(text), None), kind, "{text}");
    }
}

#[test]
fn an_activity_of_class_days_follows_the_week_of_the_school() {
    let own = SchoolWeek {
        school: code("tilleuls"),
        weekdays: weekdays("mon tue wed thu fri"),
    };
    let calendar = Calendar::new(&CalendarRules {
        school_weeks: vec![own],
        ..rules()
    })
    .unwrap();
    let wednesday = day("2026-12-02");
    let runs = |school: Option<&str>| calendar.runs(&class_days(), school.map(code).as_ref(), wednesday);
    assert_eq!(runs(Some("tilleuls")), Ok(()));
    assert_eq!(runs(Some("cocteau")), Err(Closure::Weekday));
    assert_eq!(runs(None), Err(Closure::Weekday));
    assert!(calendar.has_class(wednesday, Some(&code("tilleuls"))));
    assert!(!calendar.has_class(wednesday, None));
}

#[test]
fn seasons_and_weekdays_say_when_an_activity_runs() {
    let calendar = calendar();
    let autumn = || Closure::SchoolHoliday {
        name: "Vacances de la Toussaint".to_owned(),
    };
    let armistice = || Closure::PublicHoliday {
        name: "Armistice 1918".to_owned(),
    };
    for (days, text, expected) in [
        (class_days(), "2026-12-01", Ok(())),
        (class_days(), "2026-12-02", Err(Closure::Weekday)),
        (class_days(), "2026-12-05", Err(Closure::Weekday)),
        (class_days(), "2026-10-20", Err(autumn())),
        (class_days(), "2026-11-11", Err(armistice())),
        (class_days(), "2027-09-02", Err(Closure::Unpublished)),
        (on("wed", Season::SchoolTime), "2026-12-02", Ok(())),
        (on("wed", Season::SchoolTime), "2026-12-03", Err(Closure::Weekday)),
        (on("wed", Season::SchoolTime), "2026-10-21", Err(autumn())),
        (on("mon tue", Season::SchoolHolidays), "2026-10-20", Ok(())),
        (
            on("mon tue", Season::SchoolHolidays),
            "2026-10-21",
            Err(Closure::Weekday),
        ),
        (
            on("mon tue", Season::SchoolHolidays),
            "2026-12-01",
            Err(Closure::SchoolTime),
        ),
        (on("wed", Season::AllYear), "2026-10-21", Ok(())),
        (on("wed", Season::AllYear), "2026-12-02", Ok(())),
        (on("wed", Season::AllYear), "2026-11-11", Err(armistice())),
        (on("wed", Season::AllYear), "2027-09-01", Err(Closure::Unpublished)),
    ] {
        assert_eq!(calendar.runs(&days, None, day(text)), expected, "{text} {days:?}");
    }
}

/// Weeks of school time or of holidays keep the days without class and the public holidays among them; a day that an exception
/// names alone is what it says.
#[test]
fn an_exception_of_several_days_keeps_what_stands_out_among_them() {
    let calendar = Calendar::new(&CalendarRules {
        exceptions: vec![
            exception("2026-12-19", "2027-01-24", "Grandes vacances", DayEffect::Holiday, &[]),
            exception("2027-01-02", "2027-01-02", "Garderie", DayEffect::Holiday, &[]),
            exception("2026-10-17", "2026-11-02", "Classe", DayEffect::School, &[]),
            exception("2026-10-24", "2026-10-24", "Samedi travaillé", DayEffect::School, &[]),
            exception("2026-11-09", "2026-11-13", "Travaux", DayEffect::Closed, &[]),
        ],
        ..rules()
    })
    .unwrap();
    for (text, kind, has_class) in [
        ("2026-12-21", school_holiday("Grandes vacances"), false),
        ("2026-12-25", public_holiday("Noël"), false),
        ("2027-01-01", public_holiday("Jour de l'An"), false),
        ("2027-01-02", school_holiday("Garderie"), false),
        ("2027-01-24", school_holiday("Grandes vacances"), false),
        ("2026-10-19", DayKind::SchoolTime, true),
        // A Wednesday, a Saturday, and one that is made up.
        ("2026-10-21", DayKind::SchoolTime, false),
        ("2026-10-17", DayKind::SchoolTime, false),
        ("2026-10-24", DayKind::SchoolTime, true),
        ("2026-11-01", public_holiday("Toussaint"), false),
        ("2026-11-02", DayKind::SchoolTime, true),
        (
            "2026-11-11",
            DayKind::TownClosure {
                label: "Travaux".to_owned(),
            },
            false,
        ),
    ] {
        assert_eq!(calendar.kind(day(text), None), kind, "{text}");
        assert_eq!(calendar.has_class(day(text), None), has_class, "{text}");
    }
}

/// A strike of those who cook: the canteen is closed for one school, and nothing else is.
#[test]
fn an_exception_may_close_some_activities_alone() {
    let strike = DayException {
        activities: vec![code("cantine")],
        ..exception("2026-12-01", "2026-12-03", "Grève", DayEffect::Closed, &["cocteau"])
    };
    let calendar = Calendar::new(&CalendarRules {
        exceptions: vec![
            strike,
            exception("2026-12-03", "2026-12-03", "Classe", DayEffect::School, &[]),
        ],
        ..rules()
    })
    .unwrap();
    let days = class_days();
    let runs = |activity: Option<&str>, school, text: &str| {
        let activity = activity.map(code);
        let service = Service {
            activity: activity.as_ref(),
            days: &days,
        };
        calendar.runs(service, Some(&code(school)), day(text))
    };
    let label = "Grève".to_owned();
    let closed = Err(Closure::TownClosure { label });
    assert_eq!(runs(Some("cantine"), "cocteau", "2026-11-30"), Ok(()));
    assert_eq!(runs(Some("cantine"), "cocteau", "2026-12-01"), closed);
    // What is said of the day as such does not open it.
    assert_eq!(runs(Some("cantine"), "cocteau", "2026-12-03"), closed);
    assert_eq!(runs(Some("cantine"), "tilleuls", "2026-12-01"), Ok(()));
    assert_eq!(runs(Some("matin"), "cocteau", "2026-12-01"), Ok(()));
    assert_eq!(runs(None, "cocteau", "2026-12-01"), Ok(()));
    assert_eq!(
        calendar.kind(day("2026-12-01"), Some(&code("cocteau"))),
        DayKind::SchoolTime
    );
    assert!(calendar.has_class(day("2026-12-01"), Some(&code("cocteau"))));
}

/// Overseas, no zone says when there is school.
#[test]
fn without_a_zone_only_exceptions_tell_the_school_holidays() {
    let calendar = Calendar::new(&CalendarRules {
        school_zone: None,
        territory: Territory::Reunion,
        exceptions: vec![exception(
            "2026-10-10",
            "2026-10-25",
            "Octobre",
            DayEffect::Holiday,
            &[],
        )],
        ..rules()
    })
    .unwrap();
    for (text, kind) in [
        ("2026-10-09", DayKind::SchoolTime),
        ("2026-10-12", school_holiday("Octobre")),
        ("2026-10-26", DayKind::SchoolTime),
        ("2026-12-20", public_holiday("Abolition de l'esclavage")),
        ("2026-12-21", DayKind::SchoolTime),
        ("2027-09-01", DayKind::Unpublished),
    ] {
        assert_eq!(calendar.kind(day(text), None), kind, "{text}");
    }
}

#[test]
fn exceptions_win_over_everything_and_the_last_that_fits_wins_over_the_others() {
    let calendar = Calendar::new(&CalendarRules {
        exceptions: vec![
            exception("2026-12-01", "2026-12-04", "Travaux", DayEffect::Closed, &[]),
            exception(
                "2026-12-03",
                "2026-12-03",
                "Rattrapage",
                DayEffect::School,
                &["cocteau"],
            ),
            exception(
                "2026-12-09",
                "2026-12-09",
                "Rattrapage",
                DayEffect::School,
                &["cocteau"],
            ),
            exception("2026-11-11", "2026-11-11", "Classe", DayEffect::School, &[]),
            exception(
                "2027-07-02",
                "2027-07-02",
                "Journée avancée",
                DayEffect::Holiday,
                &["tilleuls"],
            ),
            exception("2027-09-06", "2027-09-10", "Rentrée connue", DayEffect::School, &[]),
        ],
        ..rules()
    })
    .unwrap();
    let (cocteau, tilleuls) = (code("cocteau"), code("tilleuls"));
    let works = || {
        Err(Closure::TownClosure {
            label: "Travaux".to_owned(),
        })
    };
    let runs = |text: &str, school| calendar.runs(&class_days(), school, day(text));

    assert_eq!(runs("2026-11-30", Some(&cocteau)), Ok(()));
    assert_eq!(runs("2026-12-01", Some(&cocteau)), works());
    assert_eq!(runs("2026-12-03", Some(&cocteau)), Ok(()));
    assert_eq!(runs("2026-12-03", Some(&tilleuls)), works());
    assert_eq!(runs("2026-12-03", None), works());
    assert_eq!(runs("2026-12-04", Some(&cocteau)), works());

    // A Wednesday made up is a class day of that school only.
    assert_eq!(runs("2026-12-09", Some(&cocteau)), Ok(()));
    assert!(calendar.has_class(day("2026-12-09"), Some(&cocteau)));
    assert_eq!(runs("2026-12-09", Some(&tilleuls)), Err(Closure::Weekday));
    // An activity that names its weekdays keeps to them.
    let thursdays = on("thu", Season::SchoolTime);
    assert_eq!(
        calendar.runs(&thursdays, Some(&cocteau), day("2026-12-09")),
        Err(Closure::Weekday)
    );

    assert_eq!(runs("2026-11-11", Some(&cocteau)), Ok(()));
    assert_eq!(calendar.public_holiday(day("2026-11-11")), Some("Armistice 1918"));
    assert_eq!(
        calendar.kind(day("2027-07-02"), Some(&tilleuls)),
        school_holiday("Journée avancée")
    );
    assert_eq!(calendar.kind(day("2027-07-02"), Some(&cocteau)), DayKind::SchoolTime);
    // Also where nothing is published yet.
    assert_eq!(runs("2027-09-06", None), Ok(()));
    assert_eq!(runs("2027-09-13", None), Err(Closure::Unpublished));
}

proptest! {
    #![proptest_config(seeded())]

    /// Every day has a kind, the same each time, and what runs agrees with it.
    #[test]
    fn kinds_are_total_and_agree_with_what_runs(offset in -400_000_i64..400_000) {
        let day = day("2026-01-01") + chrono::TimeDelta::days(offset);
        let calendar = calendar();
        let kind = calendar.kind(day, None);
        prop_assert_eq!(&kind, &calendar.kind(day, None));
        let expected = match kind {
            DayKind::SchoolTime | DayKind::SchoolHoliday { .. } => Ok(()),
            DayKind::PublicHoliday { name } => Err(Closure::PublicHoliday { name }),
            DayKind::TownClosure { label } => Err(Closure::TownClosure { label }),
            DayKind::Unpublished => Err(Closure::Unpublished),
        };
        let every_day = on("mon tue wed thu fri sat sun", Season::AllYear);
        prop_assert_eq!(calendar.runs(&every_day, None, day), expected);
    }
}
