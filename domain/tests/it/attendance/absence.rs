//! What a place costs that was booked and not used.

use preau_domain::attendance::DueKind::Absent;
use preau_domain::rulebook::absence::{Absence, AbsenceReason, Times};

use super::village::{DAY, village};
use crate::calendar::town::at;

/// What is due for the canteen, in cents, under these cases; else the price, 3.50, and 1.00.
fn due(cases: &str, known: impl FnOnce(&mut Absence)) -> i64 {
    let rules = format!("absence = {{ cases = [{cases}], otherwise = {{ plus = \"1.00\" }} }}");
    let world = village(&rules, "");
    let record = world.absent_with("midi", DAY, known);
    let lines = world.due(DAY, &[("midi", record)]);
    assert_eq!(lines, [("midi", Absent, lines[0].2)]);
    lines[0].2
}

const OTHERWISE: i64 = 450;

#[test]
fn without_a_rule_it_is_paid() {
    let world = village("", "");
    let record = world.absent("midi", DAY, Some(AbsenceReason::Illness));
    assert_eq!(world.due(DAY, &[("midi", record)]), [("midi", Absent, 350)]);
}

#[test]
fn each_way_to_charge() {
    for (charge, cents) in [
        (r#"charge = "waived""#, 0),
        (r#"charge = "full""#, 350),
        (r#"percent = "50""#, 175),
        // 1.16655, 0.0175 and 0.0035.
        (r#"percent = "33.33""#, 117),
        (r#"percent = "0.5""#, 2),
        (r#"percent = "0.1""#, 0),
        (r#"percent = "100""#, 350),
        (r#"plus = "0.50""#, 400),
        (r#"price = { form = "flat", amount = "2.15" }"#, 215),
        (
            r#"price = { form = "bands", bands = [{ up_to = 600, amount = "1" }, { amount = "9" }] }"#,
            900,
        ),
    ] {
        let rules = format!("absence = {{ otherwise = {{ {charge} }} }}");
        let world = village(&rules, "");
        let record = world.absent("midi", DAY, None);
        assert_eq!(
            world.due(DAY, &[("midi", record)]),
            [("midi", Absent, cents)],
            "{charge}"
        );
    }
}

#[test]
fn a_reason_that_the_case_names() {
    let case = r#"{ reasons = ["illness", "school"], charge = "waived" }"#;
    let with = |reason| due(case, |absence| absence.reason = reason);
    assert_eq!(with(Some(AbsenceReason::Illness)), 0);
    assert_eq!(with(Some(AbsenceReason::School)), 0);
    for other in [
        AbsenceReason::Hospital,
        AbsenceReason::Family,
        AbsenceReason::Exceptional,
    ] {
        assert_eq!(with(Some(other)), OTHERWISE, "{other:?}");
    }
    assert_eq!(with(None), OTHERWISE);
}

#[test]
fn the_instant_at_which_reporting_closes_is_too_late() {
    let case = r#"{ reported_by = "jour-meme", charge = "waived" }"#;
    let reported = |text: Option<&str>| due(case, |absence| absence.reported_at = text.map(at));
    assert_eq!(reported(None), OTHERWISE);
    assert_eq!(reported(Some("2026-11-20T08:00:00+01:00")), 0);
    assert_eq!(reported(Some("2026-11-30T08:59:59+01:00")), 0);
    assert_eq!(reported(Some("2026-11-30T09:00:00+01:00")), OTHERWISE);
}

#[test]
fn a_certificate_is_in_time_at_exactly_so_many_hours() {
    let case = r#"{ certificate_within_hours = 48, charge = "waived" }"#;
    // The canteen begins at 11:30.
    let certified = |text: Option<&str>| due(case, |absence| absence.certificate_at = text.map(at));
    assert_eq!(certified(None), OTHERWISE);
    assert_eq!(certified(Some("2026-11-29T08:00:00+01:00")), 0);
    assert_eq!(certified(Some("2026-12-02T11:30:00+01:00")), 0);
    assert_eq!(certified(Some("2026-12-02T11:30:01+01:00")), OTHERWISE);
    // Hours run from the first day of the absence, whichever day is reckoned.
    let second_day = due(case, |absence| {
        absence.began_at = at("2026-11-26T11:30:00+01:00");
        absence.nth_day = 2;
        absence.certificate_at = Some(at("2026-11-29T08:00:00+01:00"));
    });
    assert_eq!(second_day, OTHERWISE);
}

#[test]
fn days_of_an_absence_are_counted_from_one() {
    let first_is_due = r#"{ day_to = 1, charge = "full" }, { charge = "waived" }"#;
    let third_to_fifth = r#"{ day_from = 3, day_to = 5, charge = "waived" }"#;
    let on = |case: &str| [1, 2, 3, 5, 6].map(|nth| due(case, |absence| absence.nth_day = nth));
    assert_eq!(on(first_is_due), [350, 0, 0, 0, 0]);
    assert_eq!(on(third_to_fifth), [OTHERWISE, OTHERWISE, 0, 0, OTHERWISE]);
}

#[test]
fn every_part_of_a_case_must_be_true() {
    let case = r#"{ reasons = ["illness"], reported_by = "jour-meme", certificate_within_hours = 24, day_from = 2, charge = "waived" }"#;
    let all = |absence: &mut Absence| {
        absence.reason = Some(AbsenceReason::Illness);
        absence.reported_at = Some(at("2026-11-30T08:00:00+01:00"));
        absence.certificate_at = Some(at("2026-12-01T08:00:00+01:00"));
        absence.nth_day = 2;
    };
    let spoilt: [fn(&mut Absence); 4] = [
        |absence| absence.reason = Some(AbsenceReason::Family),
        |absence| absence.reported_at = None,
        |absence| absence.certificate_at = None,
        |absence| absence.nth_day = 1,
    ];
    assert_eq!(due(case, all), 0);
    for spoil in spoilt {
        let spoilt = due(case, |absence| {
            all(absence);
            spoil(absence);
        });
        assert_eq!(spoilt, OTHERWISE);
    }
}

#[test]
fn the_first_case_that_fits_is_the_one() {
    let cases = r#"{ reasons = ["illness"], percent = "50" }, { reasons = ["illness", "family"], charge = "waived" }"#;
    let with = |reason| due(cases, |absence| absence.reason = Some(reason));
    assert_eq!(with(AbsenceReason::Illness), 175);
    assert_eq!(with(AbsenceReason::Family), 0);
    assert_eq!(with(AbsenceReason::School), OTHERWISE);
}

#[test]
fn a_certificate_without_a_limit_is_in_time_whenever_it_comes() {
    let case = r#"{ certificate = true, charge = "waived" }"#;
    let certified = |text: Option<&str>| due(case, |absence| absence.certificate_at = text.map(at));
    assert_eq!(certified(None), OTHERWISE);
    assert_eq!(certified(Some("2027-03-01T08:00:00+01:00")), 0);
}

#[test]
fn hours_for_a_certificate_may_run_from_the_return() {
    let case = r#"{ certificate_within_hours = 48, certificate_from = "return", charge = "waived" }"#;
    let certified = |returned: Option<&str>, text: &str| {
        due(case, |absence| {
            absence.returned_at = returned.map(at);
            absence.certificate_at = Some(at(text));
        })
    };
    let returned = Some("2026-12-07T11:30:00+01:00");
    assert_eq!(certified(returned, "2026-12-09T11:30:00+01:00"), 0);
    assert_eq!(certified(returned, "2026-12-09T11:30:01+01:00"), OTHERWISE);
    // It is not back yet.
    assert_eq!(certified(None, "2026-12-20T08:00:00+01:00"), 0);
    let none = due(case, |absence| absence.returned_at = returned.map(at));
    assert_eq!(none, OTHERWISE);
}

/// Two days are due, three are not: then from the first one on.
#[test]
fn the_whole_length_of_an_absence() {
    let case = r#"{ length_from = 3, length_to = 5, charge = "waived" }"#;
    let day = |nth_day, length| {
        due(case, |absence| {
            absence.nth_day = nth_day;
            absence.length = length;
        })
    };
    let of = |length| (1..=length).map(|nth| day(nth, length)).collect::<Vec<_>>();
    assert_eq!(of(2), [OTHERWISE; 2]);
    assert_eq!(of(3), [0; 3]);
    assert_eq!(of(5), [0; 5]);
    assert_eq!(of(6), [OTHERWISE; 6]);
}

#[test]
fn how_often_it_happened() {
    let year = r#"{ from_time = 4, price = { form = "flat", amount = "5.00" } }"#;
    let month = r#"{ to_time = 2, times_within = "month", charge = "waived" }"#;
    let with = |case: &str, times| due(case, |absence| absence.times = times);
    let times = |in_school_year, in_month| {
        Some(Times {
            in_school_year,
            in_month,
        })
    };
    assert_eq!(with(year, times(3, 3)), OTHERWISE);
    assert_eq!(with(year, times(4, 1)), 500);
    assert_eq!(with(month, times(9, 2)), 0);
    assert_eq!(with(month, times(9, 3)), OTHERWISE);
    // One that does not count is in no such case.
    assert_eq!([year, month].map(|case| with(case, None)), [OTHERWISE; 2]);
}

/// What would be waived anyhow does not count; what only a number of times waives does.
#[test]
fn which_absences_count() {
    let cases =
        r#"{ to_time = 2, charge = "waived" }, { reasons = ["illness"], certificate = true, charge = "waived" }"#;
    let world = village(&format!("absence = {{ cases = [{cases}] }}"), "");
    let at_day = world.child_day(crate::calendar::town::day(DAY));
    let counts = |reason, certificate_at| {
        let absence = Absence {
            reason,
            certificate_at,
            ..Absence::default()
        };
        at_day.counts_absence(world.ix("midi"), &absence)
    };
    let certificate = Some(at("2026-12-01T08:00:00+01:00"));
    assert!(counts(None, None));
    assert!(counts(Some(AbsenceReason::Illness), None));
    assert!(counts(Some(AbsenceReason::Family), certificate));
    assert!(!counts(Some(AbsenceReason::Illness), certificate));
}

#[test]
fn what_is_given_back_of_a_price_by_the_day_and_of_one_by_the_term() {
    let flat = r#"price = { form = "flat", amount = "3.50" }"#;
    let monthly = |amount: &str| {
        format!(r#"price = {{ form = "monthly", days = 14, price = {{ form = "flat", amount = "{amount}" }} }}"#)
    };
    for (charge, by_the_day, by_the_term) in [
        (r#"refund = "1.25""#, 225, -125),
        // No more than the place costs.
        (r#"refund = "3.85""#, 0, -385),
        // A day of 59.00 in fourteen is worth 4.21; half of it 2.105.
        (r#"refund_percent = "100""#, 0, -421),
        (r#"refund_percent = "50""#, 175, -211),
    ] {
        let rules = format!("absence = {{ otherwise = {{ {charge} }} }}");
        let due = |price: &str| {
            let mut world = village(&rules, "");
            let source = crate::rulebook::village::village_with(flat, price);
            let priced = crate::rulebook::village::book(&source).activities[0].price.clone();
            world.rules.activities[0].price = priced;
            let record = world.absent("midi", DAY, None);
            world.due(DAY, &[("midi", record)])[0].2
        };
        assert_eq!(due(flat), by_the_day, "{charge}");
        assert_eq!(due(&monthly("59.00")), by_the_term, "{charge}");
    }
}
