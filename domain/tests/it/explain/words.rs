//! Wordings that the whole explanations do not meet.

use std::collections::BTreeMap;

use chrono::Weekday;
use preau_domain::calendar::{Closure, DayKind};
use preau_domain::explain::{AlongState, CaseSeen, Limit, PriceStep, Reason, Step, Verdict, When};
use preau_domain::family::{Frequency, Regime, Residence};
use preau_domain::locale::Locale;
use preau_domain::money::{Money, Rounding};
use preau_domain::rulebook::condition::{Condition, Span};
use preau_domain::rulebook::deadline::{DatedPeriod, DeadlineForm, HolidayShift, Holidays, Open, WeekCut, WeekdayKey};
use preau_domain::rulebook::link::ChildCondition;
use preau_domain::rulebook::price::{Part, RoundingPlace};
use preau_domain::rulebook::surcharge::{Per, Surcharge, SurchargeForm};
use rust_decimal::Decimal;

use super::town::rules;
use crate::calendar::town::{at, code, day, time};

fn both(step: &Step) -> [String; 2] {
    [Locale::Fr, Locale::En].map(|locale| step.say(locale, &rules()))
}

fn span(from: Option<u32>, to: Option<u32>) -> Span {
    Span { from, to }
}

/// What stands in brackets behind "délai « veille »" and "deadline “veille”".
fn deadline(form: DeadlineForm) -> [String; 2] {
    let said = both(&Step::Booking(Limit {
        deadline: code("veille"),
        rule: Some(form),
        opens_at: None,
        closes_at: Some(at("2027-01-01T00:00:00+01:00")),
        moved_from: None,
        moved_by: Vec::new(),
        now: at("2026-12-31T23:59:59+01:00"),
        when: When::Within,
    }));
    let (french, english) = (
        "Réservation : avant le vendredi 1er janvier 2027 à 00:00 (délai « veille » : ",
        "Booking: before Friday 1 January 2027 at 00:00 (deadline “veille”: ",
    );
    let endings = [
        "). Nous sommes le jeudi 31 décembre 2026 à 23:59 : il est encore temps.",
        "). It is Thursday 31 December 2026 at 23:59: still in time.",
    ];
    let inside = |at: usize, start: &str| {
        let rest = said[at]
            .strip_prefix(start)
            .and_then(|rest| rest.strip_suffix(endings[at]));
        rest.unwrap_or_else(|| panic!("{}", said[at])).to_owned()
    };
    [inside(0, french), inside(1, english)]
}

#[test]
#[expect(clippy::too_many_lines, reason = "a case for each form")]
fn every_form_of_deadline() {
    let week = |weeks_before| DeadlineForm::WeekTable {
        rows: BTreeMap::from([(
            WeekdayKey::from(Weekday::Mon),
            WeekCut {
                weekday: Weekday::Tue,
                at: time("10:00"),
                weeks_before,
            },
        )]),
        holidays: HolidayShift::Keep.into(),
    };
    let days = |days| DeadlineForm::DaysBefore {
        days,
        at: time("18:00"),
        holidays: Holidays::default(),
    };
    let open_of = |days, of| DeadlineForm::OpenDaysBefore {
        days,
        at: time("09:30"),
        of,
    };
    let open = |days| open_of(days, Open::School);
    let month = |months_before, from_day, at| DeadlineForm::MonthWindow {
        months_before,
        from_day,
        opens_at: None,
        to_day: 20,
        at,
        holidays: Holidays::default(),
    };
    let dated = DeadlineForm::Dated {
        periods: vec![DatedPeriod {
            from: day("2026-12-19"),
            to: day("2027-01-01"),
            closes_on: day("2026-11-30"),
            closes_at: time("12:00"),
            opens_on: None,
            opens_at: None,
        }],
    };
    for (form, french, english) in [
        (
            week(0),
            "le mardi de la même semaine à 10:00",
            "Tuesday of the same week at 10:00",
        ),
        (
            week(2),
            "le mardi, 2 semaines avant, à 10:00",
            "Tuesday, 2 weeks before, at 10:00",
        ),
        (
            DeadlineForm::MonthWindow {
                months_before: 1,
                from_day: Some(5),
                opens_at: Some(time("08:30")),
                to_day: 20,
                at: None,
                holidays: Holidays::default(),
            },
            "du 5 (08:30) au 20 du mois précédent",
            "from day 5 (08:30) to day 20 of the month before",
        ),
        (days(0), "le jour même à 18:00", "the day itself at 18:00"),
        (days(3), "3 jours avant à 18:00", "3 days before at 18:00"),
        (
            DeadlineForm::HoursBefore { hours: 48 },
            "48 h avant le début de la séance",
            "48 h before the session starts",
        ),
        (
            DeadlineForm::HoursBefore { hours: 0 },
            "au début de la séance",
            "when the session starts",
        ),
        (open(0), "le jour même à 09:30", "the day itself at 09:30"),
        (
            open(1),
            "le dernier jour d'école avant à 09:30",
            "the last school day before at 09:30",
        ),
        (
            open(2),
            "2 jours d'école avant à 09:30",
            "2 school days before at 09:30",
        ),
        (
            open_of(1, Open::Activity),
            "le dernier jour d'ouverture de l'activité avant à 09:30",
            "the last opening day before at 09:30",
        ),
        (
            open_of(1, Open::TownHall),
            "le dernier jour ouvré avant à 09:30",
            "the last working day before at 09:30",
        ),
        (
            open_of(2, Open::TownHall),
            "2 jours ouvrés avant à 09:30",
            "2 working days before at 09:30",
        ),
        (
            DeadlineForm::ClearDays { days: 1 },
            "1 jour franc avant",
            "1 clear day before",
        ),
        (
            DeadlineForm::ClearDays { days: 5 },
            "5 jours francs avant",
            "5 clear days before",
        ),
        (
            month(0, None, None),
            "jusqu'au 20 du mois même",
            "up to day 20 of the same month",
        ),
        (
            month(2, Some(1), Some(time("12:00"))),
            "du 1er au 20 du mois, 2 mois avant à 12:00",
            "from day 1 to day 20 of the month 2 months before at 12:00",
        ),
        (
            dated,
            "date fixée pour la période du samedi 19 décembre 2026 au vendredi 1er janvier 2027",
            "a date set for the period from Saturday 19 December 2026 to Friday 1 January 2027",
        ),
    ] {
        assert_eq!(deadline(form), [french, english]);
    }
}

#[test]
fn every_part_of_a_condition() {
    let only = Condition::default;
    let conditions = [
        (only(), "tous les enfants", "all children"),
        (
            Condition {
                schools: Some(vec![code("bourg"), code("hameau")]),
                ..only()
            },
            "élève de « École du Bourg » ou « École du Hameau »",
            "pupil of “École du Bourg” or “École du Hameau”",
        ),
        (
            Condition {
                child: Some(ChildCondition::FoodCarePlan),
                ..only()
            },
            "PAI alimentaire",
            "food care plan (PAI)",
        ),
        (
            Condition {
                residence: Some(vec![Residence::Resident]),
                ..only()
            },
            "famille de la commune",
            "family of the town",
        ),
        (
            Condition {
                regime: Some(vec![Regime::Caf, Regime::Msa, Regime::Other]),
                ..only()
            },
            "régime CAF, régime MSA ou autre régime",
            "CAF scheme, MSA scheme or another scheme",
        ),
        (
            Condition {
                frequency: Some(Frequency::Occasional),
                ..only()
            },
            "présence occasionnelle",
            "occasional attendance",
        ),
        (
            Condition {
                rank: Some(span(Some(2), Some(2))),
                children: Some(span(Some(2), Some(3))),
                siblings_there: Some(span(Some(1), None)),
                quotient: Some(span(None, Some(900))),
                ..only()
            },
            "rang 2, enfants 2 à 3, frères et sœurs présents 1 ou plus, quotient 900 au plus",
            "rank 2, children 2 to 3, siblings there 1 or more, quotient 900 at most",
        ),
    ];
    for (when, french, english) in conditions {
        let seen = vec![CaseSeen {
            number: 1,
            when,
            fits: true,
        }];
        let said = both(&Step::Price(PriceStep::Case {
            seen,
            of: 2,
            taken: Some(1),
        }));
        assert_eq!(
            said,
            [
                format!("Tarif par cas : cas 1 ({french}), oui. Le cas 1 sur 2 s'applique."),
                format!("Price by cases: case 1 ({english}), yes. Case 1 of 2 applies."),
            ]
        );
    }
}

#[test]
fn amounts_of_thousands_and_rates_rounded_as_a_whole() {
    let rate = PriceStep::Rate {
        base: None,
        rate: Decimal::new(36, 4),
        quotient: 851,
        held: 851,
        exact: Decimal::new(30636, 4),
        rounded: None,
        min: Money::from_cents(260),
        max: Money::from_cents(123_450),
        rounding: Rounding::Down,
        rounding_place: RoundingPlace::Line,
        amount: Money::from_cents(919),
    };
    assert_eq!(
        both(&Step::Price(rate)),
        [
            "0,0036\u{a0}€ × 851 = 3,0636\u{a0}€ ; au moins 2,60\u{a0}€, au plus 1\u{202f}234,50\u{a0}€ ; \
             l'ensemble arrondi vers le bas à 9,19\u{a0}€.",
            "€0.0036 × 851 = €3.0636; at least €2.60, at most €1,234.50; the whole rounded down to €9.19.",
        ]
    );
}

#[test]
fn shares_surcharges_and_rows() {
    let surcharge = |per| Surcharge {
        when: Condition::default(),
        unless: None,
        from_time: 1,
        form: SurchargeForm::Add {
            amount: Money::from_cents(200),
            per,
        },
    };
    let late = |per| PriceStep::Surcharge {
        number: 1,
        of: 1,
        rule: Box::new(surcharge(per)),
    };
    let amount = Money::from_cents(50);
    for (step, french, english) in [
        (
            PriceStep::Share {
                payer: code("ccas"),
                rule: Part::Of { amount },
                amount,
            },
            "Le CCAS en prend 0,50\u{a0}€ à sa charge.",
            "Le CCAS pays €0.50 of it.",
        ),
        (
            late(Per::Place),
            "Retard, règle 1 sur 1 : 2,00\u{a0}€ de plus par place.",
            "Late, rule 1 of 1: €2.00 more per place.",
        ),
        (
            late(Per::Family),
            "Retard, règle 1 sur 1 : 2,00\u{a0}€ de plus par jour pour toute la famille.",
            "Late, rule 1 of 1: €2.00 more per day for the whole family.",
        ),
        (
            PriceStep::Times {
                number: 1,
                of: 3,
                arrived_from: Some(time("17:00")),
                left_by: Some(time("17:30")),
                from: time("17:10"),
                to: time("17:30"),
            },
            "Présence comptée de 17:10 à 17:30 : ligne 1 sur 3 (arrivée à partir de 17:00 et départ à 17:30 au plus tard).",
            "Stay reckoned from 17:10 to 17:30: row 1 of 3 (arrived from 17:00 on and left by 17:30).",
        ),
    ] {
        assert_eq!(both(&Step::Price(step)), [french, english]);
    }
}

#[test]
fn what_the_calendar_does_not_know_yet() {
    let step = Step::Day {
        day: day("2031-01-06"),
        kind: DayKind::Unpublished,
        closed: Some(Closure::Unpublished),
    };
    assert_eq!(
        both(&step),
        [
            "Jour : lundi, calendrier scolaire pas encore publié ; l'activité n'a pas lieu.",
            "Day: Monday, school calendar not published yet; the activity does not run.",
        ]
    );
}

#[test]
fn companions_and_refusals_of_other_requests() {
    let along = |state| Step::Along {
        activity: code("midi"),
        with: code("cantine"),
        unless: None,
        state,
    };
    assert_eq!(
        both(&along(AlongState::AlreadyBooked)),
        [
            "« Cantine » amène « Pause de midi » : déjà réservée.",
            "“Cantine” brings “Pause de midi”: booked already.",
        ]
    );
    let price = Money::from_cents(170);
    assert_eq!(
        both(&along(AlongState::Permitted { price, late: true })),
        [
            "« Cantine » amène « Pause de midi » : réservée avec, en retard, 1,70\u{a0}€.",
            "“Cantine” brings “Pause de midi”: booked along, late, €1.70.",
        ]
    );
    let because = Box::new(Reason::Contradictory);
    let activity = code("midi");
    let refused = Verdict::Refused(Reason::ChangeRefused { activity, because });
    assert_eq!(
        [Locale::Fr, Locale::En].map(|locale| refused.say(locale, &rules())),
        [
            "Refusé : « Pause de midi », dans le même échange, est refusée : la demande veut à la fois réserver et annuler.",
            "Refused: “Pause de midi”, in the same change, is refused: the request asks both to book and to cancel.",
        ]
    );
}
