//! What a place costs that was booked and not used.

use preau_domain::attendance::DueKind::Absent;
use preau_domain::rulebook::absence::{Absence, AbsenceReason};

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
