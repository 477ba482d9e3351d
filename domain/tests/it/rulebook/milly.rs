//! The demonstration town.

use chrono::{NaiveDate, NaiveTime, Weekday};
use preau_domain::calendar::rules::{SchoolZone, Season, ServiceDays, Territory};
use preau_domain::money::{Money, Rounding};
use preau_domain::rulebook::RuleBook;
use preau_domain::rulebook::attendance::AttendanceRules;
use preau_domain::rulebook::deadline::{DeadlineForm, HolidayShift, WeekCut};
use preau_domain::rulebook::link::{ChildCondition, Link};
use preau_domain::rulebook::model::{Activity, ActivityIx, Approval, Code, Deadlines, Paid, WEEK};
use preau_domain::rulebook::price::PriceForm;

use super::village::book;

pub const MILLY: &str = include_str!("../../../../demo/milly-la-foret.toml");

fn code(text: &str) -> Code {
    Code(text.to_owned())
}

#[test]
fn pupils_of_the_elementary_school_read_five_activities_in_this_order() {
    let milly = book(MILLY);
    let of_school = |school: &str| -> Vec<String> {
        let school = code(school);
        let open = milly
            .activities
            .iter()
            .filter(|activity| activity.schools.contains(&school));
        open.map(|activity| activity.code.0.clone()).collect()
    };
    assert_eq!(of_school("cocteau"), ["matin", "midi", "restauration", "etude", "soir"]);
    assert_eq!(
        of_school("tilleuls"),
        ["matin-mater", "midi-mater", "restauration-mater", "soir-mater"]
    );
}

#[test]
fn the_canteen_is_as_the_guide_says() {
    let milly = book(MILLY);
    let next_week = || code("semaine-suivante");
    assert_eq!(
        milly.activity(ActivityIx(2)),
        &Activity {
            code: code("restauration"),
            name: "Restauration".to_owned(),
            schools: vec![code("cocteau")],
            starts_at: NaiveTime::from_hms_opt(11, 45, 0).unwrap(),
            ends_at: NaiveTime::from_hms_opt(13, 35, 0).unwrap(),
            days: ServiceDays {
                weekdays: None,
                season: Season::SchoolTime,
            },
            capacity: 120,
            shows_places: true,
            price: PriceForm::Flat {
                amount: Money::from_cents(315),
            },
            shares: Vec::new(),
            deadlines: Deadlines {
                book: next_week(),
                cancel: next_week(),
                modify: None,
            },
            attendance: AttendanceRules::default(),
            earliest_exit: None,
            ages: None,
            classes: None,
            period: None,
            approval: Approval::default(),
            waiting_list: None,
            paid: Paid::MonthEnd,
            rounding: Rounding::HalfUp,
            needs_complete_file: false,
            documents: Vec::new(),
            only: None,
            place: None,
        }
    );
    assert_eq!(
        milly.activity(ActivityIx(1)).price,
        PriceForm::Flat {
            amount: Money::from_cents(170)
        }
    );
}

#[test]
fn every_day_closes_on_thursday_at_ten_of_the_week_before() {
    let cut = WeekCut {
        weekday: Weekday::Thu,
        at: NaiveTime::from_hms_opt(10, 0, 0).unwrap(),
        weeks_before: 1,
    };
    let form = DeadlineForm::WeekTable {
        rows: WEEK.map(|weekday| (weekday.into(), cut)).into(),
        holidays: HolidayShift::Keep.into(),
    };
    assert_eq!(book(MILLY).deadlines, [(code("semaine-suivante"), form)].into());
}

#[test]
fn midday_care_and_canteen_come_together_save_for_a_food_care_plan() {
    let takes = |activity, takes, unless| Link::Takes {
        activity: ActivityIx(activity),
        takes: ActivityIx(takes),
        unless,
    };
    assert_eq!(
        book(MILLY).links,
        [
            takes(2, 1, None),
            takes(1, 2, Some(ChildCondition::FoodCarePlan)),
            takes(7, 6, None),
            takes(6, 7, Some(ChildCondition::FoodCarePlan)),
        ]
    );
}

#[test]
fn the_town_lives_in_zone_c_with_a_four_day_week() {
    let milly = book(MILLY);
    assert_eq!(
        (milly.calendar.school_zone, milly.calendar.territory),
        (SchoolZone::C, Territory::Metropole)
    );
    let week = [Weekday::Mon, Weekday::Tue, Weekday::Thu, Weekday::Fri];
    assert_eq!(milly.calendar.school_weekdays, week.map(Into::into).into());
    assert_eq!(milly.valid_from, NaiveDate::from_ymd_opt(2025, 9, 1).unwrap());
    assert_eq!(milly.valid_to, None);
}

#[test]
fn it_comes_back_from_json_unchanged() {
    let milly = book(MILLY);
    let json = serde_json::to_string(&milly).unwrap();
    assert_eq!(serde_json::from_str::<RuleBook>(&json).unwrap(), milly);
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let from_windows = format!("\u{feff}{}", MILLY.replace('\n', "\r\n"));
    assert_eq!(book(&from_windows), book(MILLY));
}
