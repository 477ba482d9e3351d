use chrono::NaiveDate;
use preau_domain::calendar::Calendar;
use preau_domain::calendar::data::DataError;
use preau_domain::calendar::easter::easter_sunday;
use preau_domain::calendar::public_holidays::PublicHolidays;
use preau_domain::calendar::rules::{CalendarRules, SchoolZone, Territory};
use preau_domain::calendar::school_holidays::SchoolHolidays;

use super::town::{calendar, day, rules};

#[test]
fn the_embedded_files_are_sound() {
    let school = SchoolHolidays::published().unwrap();
    assert_eq!(school.covered(), Some((day("2024-09-02"), day("2027-08-31"))));
    for zone in [SchoolZone::A, SchoolZone::B, SchoolZone::C] {
        assert_eq!(school.of(zone).count(), 18, "{zone:?}: six holidays a year");
    }
    assert_eq!(
        PublicHolidays::published().unwrap().of(Territory::Metropole).count(),
        11
    );
    assert_eq!(calendar().published(), (day("2024-09-02"), day("2027-08-31")));
}

#[test]
fn each_zone_has_its_own_winter_and_spring() {
    let starts = |zone, name: &str| -> Vec<String> {
        let holidays = SchoolHolidays::published().unwrap().of(zone);
        holidays
            .filter(|holiday| holiday.name == name)
            .map(|holiday| format!("{}..{}", holiday.from, holiday.to))
            .collect()
    };
    let winter = "Vacances d'hiver";
    assert_eq!(
        starts(SchoolZone::A, winter),
        [
            "2025-02-22..2025-03-09",
            "2026-02-07..2026-02-22",
            "2027-02-13..2027-02-28"
        ]
    );
    assert_eq!(
        starts(SchoolZone::B, winter),
        [
            "2025-02-08..2025-02-23",
            "2026-02-14..2026-03-01",
            "2027-02-20..2027-03-07"
        ]
    );
    assert_eq!(
        starts(SchoolZone::C, winter),
        [
            "2025-02-15..2025-03-02",
            "2026-02-21..2026-03-08",
            "2027-02-06..2027-02-21"
        ]
    );
    assert_eq!(
        starts(SchoolZone::B, "Vacances de printemps"),
        [
            "2025-04-05..2025-04-21",
            "2026-04-11..2026-04-26",
            "2027-04-17..2027-05-02"
        ]
    );
}

#[test]
fn easter_sunday_of_known_years() {
    for (year, sunday) in [
        (1954, "1954-04-18"),
        (2000, "2000-04-23"),
        (2008, "2008-03-23"),
        (2024, "2024-03-31"),
        (2025, "2025-04-20"),
        (2026, "2026-04-05"),
        (2027, "2027-03-28"),
        (2028, "2028-04-16"),
        (2038, "2038-04-25"),
    ] {
        assert_eq!(easter_sunday(year), Some(day(sunday)));
    }
    assert_eq!(easter_sunday(i32::MAX), None);
    assert_eq!(easter_sunday(i32::MIN), None);
}

fn public_holidays(territory: Territory, year: i32) -> Vec<String> {
    let calendar = Calendar::new(&CalendarRules { territory, ..rules() }).unwrap();
    NaiveDate::from_yo_opt(year, 1)
        .unwrap()
        .iter_days()
        .take(365)
        .filter(|day| calendar.public_holiday(*day).is_some())
        .map(|day| day.format("%m-%d").to_string())
        .collect()
}

#[test]
fn public_holidays_of_a_year_by_territory() {
    let usual = [
        "01-01", "03-29", "05-01", "05-06", "05-08", "05-17", "07-14", "08-15", "11-01", "11-11", "12-25",
    ];
    assert_eq!(public_holidays(Territory::Metropole, 2027), usual);

    for (territory, own) in [
        (Territory::AlsaceMoselle, vec!["03-26", "12-26"]),
        (Territory::Mayotte, vec!["04-27"]),
        (Territory::Martinique, vec!["05-22"]),
        (Territory::Guadeloupe, vec!["05-27"]),
        (Territory::SaintMartin, vec!["05-28"]),
        (Territory::Guyane, vec!["06-10"]),
        (Territory::SaintBarthelemy, vec!["10-09"]),
        (Territory::Reunion, vec!["12-20"]),
    ] {
        let mut expected: Vec<&str> = usual.iter().copied().chain(own).collect();
        expected.sort_unstable();
        assert_eq!(public_holidays(territory, 2027), expected, "{territory:?}");
    }
}

#[test]
fn the_list_of_public_holidays_does_not_reach_back_before_1982() {
    assert_eq!(calendar().public_holiday(day("1981-12-25")), None);
    assert_eq!(calendar().public_holiday(day("1982-01-01")), Some("Jour de l'An"));
}

#[test]
fn a_file_with_years_apart_is_refused() {
    let text = "
        years = [
            { name = \"one\", from = 2024-09-02, to = 2025-08-31, holidays = [] },
            { name = \"two\", from = 2025-09-02, to = 2026-08-31, holidays = [] },
        ]";
    let refused = DataError::NotContiguous { year: "two".to_owned() };
    assert_eq!(SchoolHolidays::read(text).unwrap_err(), refused);
}

#[test]
fn a_file_with_overlapping_holidays_is_refused() {
    let text = "
        [[years]]
        name = \"one\"
        from = 2024-09-02
        to = 2025-08-31
        holidays = [
            { name = \"autumn\", zones = [\"A\"], from = 2024-10-19, to = 2024-11-03 },
            { name = \"other\", zones = [\"B\"], from = 2024-11-03, to = 2024-11-04 },
            { name = \"again\", zones = [\"A\", \"B\"], from = 2024-11-03, to = 2024-11-05 },
        ]";
    let refused = DataError::Misplaced {
        holiday: "again".to_owned(),
        from: day("2024-11-03"),
    };
    assert_eq!(SchoolHolidays::read(text).unwrap_err(), refused);
}

#[test]
fn a_malformed_file_says_where() {
    let Err(DataError::Malformed { file, detail }) = PublicHolidays::read("from = 2024-13-01\nholidays = []") else {
        panic!("read");
    };
    assert_eq!(file, "public-holidays.toml");
    assert!(detail.contains("line 1"), "{detail}");
}
