use chrono::{Days, NaiveTime, TimeDelta, Weekday};
use chrono_tz::{Europe::Paris, Tz};
use preau_domain::calendar::rules::{Season, ServiceDays};
use preau_domain::calendar::zone::{civil_day, day_end, day_start, instant};
use preau_domain::rulebook::closing::Setting;
use preau_domain::rulebook::deadline::{DeadlineForm, HolidayShift, Holidays, Open, WeekCut, WeekdayKey};
use preau_domain::rulebook::model::WEEK;
use proptest::prelude::*;

use super::town::{calendar, day, seeded};

fn times() -> impl Strategy<Value = NaiveTime> {
    (0_u32..86_400).prop_map(|second| NaiveTime::from_num_seconds_from_midnight_opt(second, 0).unwrap())
}

fn days() -> impl Strategy<Value = chrono::NaiveDate> {
    (0_u64..1_090).prop_map(|later| day("2024-09-02") + Days::new(later))
}

/// The same cut for every service day.
fn one_cut(weekday: Weekday, at: NaiveTime, weeks_before: u8, when_public_holiday: HolidayShift) -> DeadlineForm {
    let cut = WeekCut {
        weekday,
        at,
        weeks_before,
    };
    DeadlineForm::WeekTable {
        rows: WEEK
            .into_iter()
            .map(|service| (WeekdayKey::from(service), cut))
            .collect(),
        holidays: when_public_holiday.into(),
    }
}

fn forms() -> impl Strategy<Value = DeadlineForm> {
    prop_oneof![
        (0_usize..7, times(), 0_u8..6, any::<bool>()).prop_map(|(weekday, at, weeks, moves)| {
            let shift = if moves {
                HolidayShift::PreviousWorkingDay
            } else {
                HolidayShift::Keep
            };
            one_cut(WEEK[weekday], at, weeks, shift)
        }),
        (0_u16..60, times()).prop_map(|(days, at)| DeadlineForm::DaysBefore {
            days,
            at,
            holidays: Holidays::default()
        }),
        (0_u16..500).prop_map(|hours| DeadlineForm::HoursBefore { hours }),
        (0_u16..20, times()).prop_map(|(days, at)| DeadlineForm::OpenDaysBefore {
            days,
            at,
            of: Open::School
        }),
        (0_u16..60).prop_map(|days| DeadlineForm::ClearDays { days }),
        (
            0_u8..4,
            proptest::option::of(1_u8..32),
            1_u8..32,
            proptest::option::of(times())
        )
            .prop_map(|(months_before, from_day, to_day, at)| DeadlineForm::MonthWindow {
                months_before,
                from_day,
                opens_at: None,
                to_day,
                at,
                holidays: Holidays::default(),
            }),
    ]
}

proptest! {
    #![proptest_config(seeded())]

    #[test]
    fn a_later_service_day_never_closes_earlier(form in forms(), start in times(), first in days()) {
        let (calendar, days) = (calendar(), ServiceDays { weekdays: None, season: Season::SchoolTime });
        let setting = Setting { session_start: start, school: None, service: (&days).into(), calendar: &calendar, zone: Paris };
        let closings: Vec<_> = first
            .iter_days()
            .take(15)
            .filter_map(|service| form.window(service, setting).closes_at)
            .collect();
        prop_assert!(closings.is_sorted(), "{:?}", closings);
    }

    #[test]
    fn a_service_day_that_is_over_is_closed(form in forms(), start in times(), service in days()) {
        let (calendar, days) = (calendar(), ServiceDays { weekdays: None, season: Season::SchoolTime });
        let setting = Setting { session_start: start, school: None, service: (&days).into(), calendar: &calendar, zone: Paris };
        if let Some(closes_at) = form.window(service, setting).closes_at {
            prop_assert!(closes_at <= day_end(Paris, service));
        }
    }

    /// Civil times keep their order as instants, whatever clocks do, and stay within their day.
    #[test]
    fn instants_follow_the_clock(zone in 0_usize..600, on in days(), early in times(), late in times()) {
        let zone: Tz = chrono_tz::TZ_VARIANTS[zone % chrono_tz::TZ_VARIANTS.len()];
        let (early, late) = (early.min(late), early.max(late));
        prop_assert!(instant(zone, on, early) <= instant(zone, on, late));
        prop_assert!(day_start(zone, on) <= instant(zone, on, early));
        prop_assert!(instant(zone, on, late) < day_end(zone, on));
        prop_assert_eq!(civil_day(zone, instant(zone, on, late)), on);
        prop_assert_eq!(civil_day(zone, day_end(zone, on) - TimeDelta::seconds(1)), on);
    }
}
