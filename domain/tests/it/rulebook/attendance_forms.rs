//! Every rule for those who do not keep the rules can be written, and comes back from JSON.

use preau_domain::money::Money;
use preau_domain::rulebook::absence::{AbsenceCase, AbsenceReason, AbsenceRule, CertificateFrom, Charge, TimesWithin};
use preau_domain::rulebook::attendance::{AttendanceRules, LateBooking};
use preau_domain::rulebook::condition::{Condition, Span};
use preau_domain::rulebook::late_pickup::{LateCharge, LateFrom, LatePickup, LateStep};
use preau_domain::rulebook::link::ChildCondition;
use preau_domain::rulebook::model::Code;
use preau_domain::rulebook::price::{Band, PriceForm};
use preau_domain::rulebook::surcharge::{Base, Per, Surcharge, SurchargeForm};
use rust_decimal::Decimal;

use super::forms::through_json;
use super::village::{book, village_with};

const DEADLINES: &str = r#"deadlines = { book = "veille", cancel = "veille" }"#;

/// The rules of the first activity, written so; the second has none.
fn rules(body: &str) -> AttendanceRules {
    let late = "[deadlines.tard]\nform = \"days_before\"\ndays = 0\nat = \"09:00\"\n";
    let late = if body.contains("\"tard\"") { late } else { "" };
    let source = village_with(DEADLINES, &format!("{DEADLINES}\nattendance = \"a\""));
    let source = format!("{source}{late}[attendance.a]\n{body}");
    let village = book(&source);
    assert_eq!(through_json(&village), village);
    assert_eq!(village.activities[1].attendance, AttendanceRules::default());
    village.activities[0].attendance.clone()
}

fn flat(cents: i64) -> PriceForm {
    PriceForm::Flat {
        amount: Money::from_cents(cents),
    }
}

fn always(form: SurchargeForm) -> Surcharge {
    Surcharge {
        when: Condition::default(),
        unless: None,
        from_time: 1,
        form,
    }
}

fn add(cents: i64, per: Per) -> SurchargeForm {
    SurchargeForm::Add {
        amount: Money::from_cents(cents),
        per,
    }
}

#[test]
fn nothing_said() {
    let rules = rules("");
    assert_eq!(rules, AttendanceRules::default());
    assert_eq!(rules.late_booking, LateBooking::Refuse);
    assert_eq!(rules.absence.otherwise, Charge::Full);
}

#[test]
fn late_bookings() {
    let until = || Code("tard".to_owned());
    for (body, expected) in [
        (
            r#"late = { until = "tard" }"#,
            LateBooking::Accept {
                until: until(),
                surcharges: vec![],
            },
        ),
        (
            r#"late = { until = "tard", waiting_list = false, surcharges = [{ add = "1.00", per = "day" }] }"#,
            LateBooking::Accept {
                until: until(),
                surcharges: vec![always(add(100, Per::Day))],
            },
        ),
        (
            r#"late = { until = "tard", waiting_list = true }"#,
            LateBooking::WaitingList { until: until() },
        ),
    ] {
        assert_eq!(rules(body).late_booking, expected, "{body}");
    }
}

#[test]
fn surcharges_in_their_forms() {
    let times = |factor, of| SurchargeForm::Times { factor, of };
    for (body, form) in [
        (r#"{ add = "1" }"#, add(100, Per::Place)),
        (r#"{ add = "1", per = "place" }"#, add(100, Per::Place)),
        (r#"{ add = "1", per = "day" }"#, add(100, Per::Day)),
        (r#"{ add = "25.00", per = "family" }"#, add(2500, Per::Family)),
        (r#"{ times = "1.5" }"#, times(Decimal::new(15, 1), Base::Price)),
        (r#"{ times = "2", of = "price" }"#, times(Decimal::TWO, Base::Price)),
        (r#"{ times = "2", of = "top" }"#, times(Decimal::TWO, Base::Top)),
        (
            r#"{ price = { form = "flat", amount = "5.05" } }"#,
            SurchargeForm::Instead { price: flat(505) },
        ),
        (
            r#"{ price = { form = "units", minutes = 15, price = { form = "flat", amount = "1" } } }"#,
            SurchargeForm::Instead {
                price: PriceForm::Units {
                    minutes: 15,
                    price: Box::new(flat(100)),
                    most: None,
                },
            },
        ),
    ] {
        let written = rules(&format!("unbooked = [{body}]")).unbooked;
        assert_eq!(written, [always(form)], "{body}");
    }
}

#[test]
fn whom_a_surcharge_concerns_and_spares() {
    let body = r#"unbooked = [{ when = { quotient_from = 601 }, unless = { child = "food_care_plan" }, from_time = 3, add = "5" }, { add = "1" }]"#;
    let when = Condition {
        quotient: Some(Span {
            from: Some(601),
            to: None,
        }),
        ..Condition::default()
    };
    let unless = Condition {
        child: Some(ChildCondition::FoodCarePlan),
        ..Condition::default()
    };
    let first = Surcharge {
        when,
        unless: Some(unless),
        from_time: 3,
        form: add(500, Per::Place),
    };
    assert_eq!(rules(body).unbooked, [first, always(add(100, Per::Place))]);
}

#[test]
fn absences() {
    let body = r#"[attendance.a.absence]
cases = [
  { reasons = ["illness", "hospital", "family", "school", "exceptional"], charge = "waived" },
  { reported_by = "tard", percent = "33.33" },
  { certificate_within_hours = 48, price = { form = "bands", bands = [{ amount = "2.15" }] } },
  { day_from = 2, day_to = 3, plus = "0.50" },
]
otherwise = { charge = "full" }
"#;
    let case = |charge| AbsenceCase {
        reasons: None,
        reported_by: None,
        certificate: false,
        certificate_within_hours: None,
        certificate_from: CertificateFrom::Start,
        days: None,
        length: None,
        times: None,
        times_within: TimesWithin::SchoolYear,
        charge,
    };
    let reasons = vec![
        AbsenceReason::Illness,
        AbsenceReason::Hospital,
        AbsenceReason::Family,
        AbsenceReason::School,
        AbsenceReason::Exceptional,
    ];
    let bands = PriceForm::Bands {
        bands: vec![Band {
            up_to: None,
            amount: Money::from_cents(215),
        }],
    };
    let percent = Decimal::new(3333, 2);
    let expected = AbsenceRule {
        cases: vec![
            AbsenceCase {
                reasons: Some(reasons),
                ..case(Charge::Waived)
            },
            AbsenceCase {
                reported_by: Some(Code("tard".to_owned())),
                ..case(Charge::Percent { percent })
            },
            AbsenceCase {
                certificate_within_hours: Some(48),
                ..case(Charge::Instead { price: bands })
            },
            AbsenceCase {
                days: Some(Span {
                    from: Some(2),
                    to: Some(3),
                }),
                ..case(Charge::Plus {
                    amount: Money::from_cents(50),
                })
            },
        ],
        otherwise: Charge::Full,
    };
    assert_eq!(rules(body).absence, expected);
    let waived = rules(r#"absence = { otherwise = { charge = "waived" } }"#).absence;
    assert_eq!((waived.cases, waived.otherwise), (vec![], Charge::Waived));
}

#[test]
fn late_pickups() {
    let pickup = |tolerance_minutes, per, from_time| LatePickup {
        tolerance_minutes,
        charge: LateCharge::Once {
            amount: Money::from_cents(1000),
        },
        per,
        from_time,
    };
    let each = |most| LateCharge::Each {
        amount: Money::from_cents(1000),
        minutes: 15,
        most,
    };
    let steps = |[first, second]: [LateFrom; 2]| {
        let step = |from, cents| LateStep {
            from,
            amount: Money::from_cents(cents),
        };
        LateCharge::Steps {
            steps: vec![step(first, 300), step(second, 500)],
        }
    };
    for (body, expected) in [
        (r#"amount = "10""#, pickup(0, Per::Place, 1)),
        (
            r#"amount = "10.00", tolerance_minutes = 5, per = "family", from_time = 2"#,
            pickup(5, Per::Family, 2),
        ),
        (
            r#"amount = "10.00", each_minutes = 15"#,
            LatePickup {
                charge: each(None),
                ..pickup(0, Per::Place, 1)
            },
        ),
        (
            r#"amount = "10.00", each_minutes = 15, most = 4, tolerance_minutes = 5"#,
            LatePickup {
                charge: each(Some(4)),
                ..pickup(5, Per::Place, 1)
            },
        ),
        (
            r#"steps = [{ from_minutes = 1, amount = "3.00" }, { from_minutes = 16, amount = "5.00" }], per = "day""#,
            LatePickup {
                charge: steps([LateFrom::Minutes(1), LateFrom::Minutes(16)]),
                ..pickup(0, Per::Day, 1)
            },
        ),
        (
            r#"steps = [{ from = "18:45", amount = "3.00" }, { from = "19:00", amount = "5.00" }], from_time = 2"#,
            LatePickup {
                charge: steps([
                    LateFrom::Time("18:45:00".parse().unwrap()),
                    LateFrom::Time("19:00:00".parse().unwrap()),
                ]),
                ..pickup(0, Per::Place, 2)
            },
        ),
    ] {
        assert_eq!(
            rules(&format!("late_pickup = {{ {body} }}")).late_pickup,
            Some(expected)
        );
    }
}

#[test]
fn absences_by_length_by_number_and_by_certificate() {
    let body = r#"[attendance.a.absence]
cases = [
  { certificate_within_hours = 720, certificate_from = "return", refund = "3.85" },
  { certificate = true, charge = "waived" },
  { length_from = 3, length_to = 366, refund_percent = "50" },
  { from_time = 4, plus = "2.50" },
  { to_time = 2, times_within = "month", charge = "waived" },
]
"#;
    let case = |charge| AbsenceCase {
        reasons: None,
        reported_by: None,
        certificate: false,
        certificate_within_hours: None,
        certificate_from: CertificateFrom::Start,
        days: None,
        length: None,
        times: None,
        times_within: TimesWithin::SchoolYear,
        charge,
    };
    let span = |from, to| Some(Span { from, to });
    let expected = vec![
        AbsenceCase {
            certificate_within_hours: Some(720),
            certificate_from: CertificateFrom::Return,
            ..case(Charge::Refund {
                amount: Money::from_cents(385),
            })
        },
        AbsenceCase {
            certificate: true,
            ..case(Charge::Waived)
        },
        AbsenceCase {
            length: span(Some(3), Some(366)),
            ..case(Charge::RefundPercent {
                percent: Decimal::new(50, 0),
            })
        },
        AbsenceCase {
            times: span(Some(4), None),
            ..case(Charge::Plus {
                amount: Money::from_cents(250),
            })
        },
        AbsenceCase {
            times: span(None, Some(2)),
            times_within: TimesWithin::Month,
            ..case(Charge::Waived)
        },
    ];
    assert_eq!(rules(body).absence.cases, expected);
}

#[test]
fn a_late_amount_for_the_whole_family() {
    let body = "late = { until = \"tard\", surcharges = [{ add = \"25.00\", per = \"family\" }] }\n";
    let LateBooking::Accept { surcharges, .. } = rules(body).late_booking else {
        panic!("late bookings are refused")
    };
    assert_eq!(surcharges, [always(add(2500, Per::Family))]);
}
