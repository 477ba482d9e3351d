//! The rule behind a refusal, and its words.

use std::collections::BTreeMap;

use chrono::Weekday;
use preau_domain::booking::SlotKey;
use preau_domain::calendar::Calendar;
use preau_domain::explain::{Asked, Rule, Told};
use preau_domain::locale::Locale;
use preau_domain::money::Money;
use preau_domain::rulebook::attendance::LateBooking;
use preau_domain::rulebook::condition::Span;
use preau_domain::rulebook::deadline::{DatedPeriod, DeadlineForm, Holidays, Open, WeekCut, WeekdayKey};
use preau_domain::rulebook::model::ActivityIx;

use super::town::rules;
use crate::calendar::town::{at, code, day, time};

fn said(rule: &Rule) -> [String; 2] {
    [Locale::Fr, Locale::En].map(|locale| rule.say(locale, &rules()).replace('\u{a0}', " "))
}

fn by(asked: &[Asked], form: DeadlineForm) -> Rule {
    Rule::Deadline {
        asked: asked.to_vec(),
        form,
    }
}

fn ages(from: Option<u32>, to: Option<u32>) -> Rule {
    Rule::Ages(Span { from, to })
}

fn thursday() -> DeadlineForm {
    DeadlineForm::WeekTable {
        rows: BTreeMap::from([(
            WeekdayKey::from(Weekday::Mon),
            WeekCut {
                weekday: Weekday::Thu,
                at: time("10:00"),
                weeks_before: 1,
            },
        )]),
        holidays: Holidays::default(),
    }
}

#[test]
fn every_deadline_in_both_languages() {
    let window = DeadlineForm::MonthWindow {
        months_before: 1,
        from_day: Some(1),
        opens_at: None,
        to_day: 20,
        at: None,
        holidays: Holidays::default(),
    };
    let dated = DeadlineForm::Dated {
        periods: vec![DatedPeriod {
            from: day("2027-02-22"),
            to: day("2027-03-05"),
            closes_on: day("2027-02-01"),
            closes_at: time("12:00"),
            opens_on: None,
            opens_at: None,
        }],
    };
    let noon = time("12:00");
    let table = [
        (
            by(&[Asked::Book], window),
            [
                "à réserver du 1er au 20 du mois précédent",
                "to be booked from day 1 to day 20 of the month before",
            ],
        ),
        (
            by(&[Asked::Book], thursday()),
            [
                "à réserver au plus tard le jeudi de la semaine précédente à 10:00",
                "to be booked at the latest Thursday of the week before at 10:00",
            ],
        ),
        (
            by(
                &[Asked::GiveBack],
                DeadlineForm::DaysBefore {
                    days: 1,
                    at: noon,
                    holidays: Holidays::default(),
                },
            ),
            [
                "à annuler au plus tard la veille à 12:00",
                "to be given back at the latest the day before at 12:00",
            ],
        ),
        (
            by(
                &[Asked::Change],
                DeadlineForm::OpenDaysBefore {
                    days: 1,
                    at: noon,
                    of: Open::School,
                },
            ),
            [
                "à changer au plus tard le dernier jour d'école avant à 12:00",
                "to be changed at the latest the last school day before at 12:00",
            ],
        ),
        (
            by(&[Asked::Book, Asked::GiveBack], DeadlineForm::HoursBefore { hours: 1 }),
            [
                "à réserver ou à annuler au plus tard 1 h avant le début de la séance",
                "to be booked or to be given back at the latest 1 h before the session starts",
            ],
        ),
        (
            by(&[Asked::BookLate], DeadlineForm::ClearDays { days: 2 }),
            [
                "à réserver en retard au plus tard 2 jours francs avant",
                "to be booked late at the latest 2 clear days before",
            ],
        ),
        (
            by(&[Asked::GiveBack], DeadlineForm::Never),
            ["ce qui est réservé est ferme", "what is booked is firm"],
        ),
        (
            by(&[Asked::Book], dated),
            [
                "à réserver : date fixée pour la période du lundi 22 février 2027 au vendredi 5 mars 2027",
                "to be booked: a date set for the period from Monday 22 February 2027 to Friday 5 March 2027",
            ],
        ),
    ];
    for (rule, words) in table {
        assert_eq!(said(&rule), words);
    }
}

#[test]
fn every_other_rule_in_both_languages() {
    let activity = rules().activities[0].clone();
    let (fr, en) = (format!("« {} »", activity.name), format!("“{}”", activity.name));
    let weekdays = [Weekday::Fri, Weekday::Mon].map(WeekdayKey::from);
    let part = Rule::Of {
        activity: activity.code.clone(),
        rule: Box::new(Rule::Places(12)),
    };
    let table = [
        (
            Rule::Places(1),
            ["1 place par jour".to_owned(), "1 place a day".to_owned()],
        ),
        (
            Rule::Places(70),
            ["70 places par jour".to_owned(), "70 places a day".to_owned()],
        ),
        (
            ages(Some(3), Some(11)),
            ["de 3 à 11 ans".to_owned(), "ages 3 to 11".to_owned()],
        ),
        (
            ages(Some(3), Some(3)),
            ["à 3 ans".to_owned(), "at the age of 3".to_owned()],
        ),
        (
            ages(Some(3), None),
            ["à partir de 3 ans".to_owned(), "from the age of 3".to_owned()],
        ),
        (
            ages(None, Some(11)),
            ["jusqu'à 11 ans".to_owned(), "up to the age of 11".to_owned()],
        ),
        (ages(None, None), ["à tout âge".to_owned(), "at any age".to_owned()]),
        (
            Rule::Weekdays(weekdays.into()),
            [
                "le lundi et le vendredi".to_owned(),
                "on Monday and on Friday".to_owned(),
            ],
        ),
        (
            Rule::Period {
                from: day("2026-09-07"),
                to: day("2027-06-25"),
            },
            [
                "du lundi 7 septembre 2026 au vendredi 25 juin 2027".to_owned(),
                "from Monday 7 September 2026 to Friday 25 June 2027".to_owned(),
            ],
        ),
        (
            Rule::Schools(vec![code("nulle-part")]),
            [
                "réservé aux élèves de « nulle-part »".to_owned(),
                "for pupils of “nulle-part” only".to_owned(),
            ],
        ),
        (
            Rule::Without(activity.code.clone()),
            [format!("ne se cumule pas avec {fr}"), format!("not together with {en}")],
        ),
        (
            Rule::DebtAbove(Money::from_cents(5000)),
            [
                "réservation fermée au-delà de 50,00 € restant dus".to_owned(),
                "booking closes above €50.00 owed".to_owned(),
            ],
        ),
        (
            Rule::CompleteFile(vec!["Assurance".to_owned(), "Fiche sanitaire".to_owned()]),
            [
                "réservé aux familles dont le dossier est complet : il faut Assurance, Fiche sanitaire".to_owned(),
                "for families with a complete file only: it has to hold Assurance, Fiche sanitaire".to_owned(),
            ],
        ),
        (
            Rule::CompleteFile(Vec::new()),
            [
                "réservé aux familles dont le dossier est complet".to_owned(),
                "for families with a complete file only".to_owned(),
            ],
        ),
        (
            part,
            [
                format!("va avec {fr} : 12 places par jour"),
                format!("goes with {en}: 12 places a day"),
            ],
        ),
    ];
    for (rule, words) in table {
        assert_eq!(said(&rule), words);
    }
}

/// Booking and giving back by one deadline, late booking and changes by others: which one is told by the instant.
#[test]
fn the_deadline_is_the_one_that_falls_then() {
    let mut rules = rules();
    let before = |days| DeadlineForm::DaysBefore {
        days,
        at: time("10:00"),
        holidays: Holidays::default(),
    };
    for (name, form) in [("thursday", thursday()), ("two", before(2)), ("one", before(1))] {
        rules.deadlines.insert(code(name), form);
    }
    let activity = &mut rules.activities[0];
    activity.deadlines.book = code("thursday");
    activity.deadlines.cancel = code("thursday");
    activity.deadlines.modify = Some(code("two"));
    activity.attendance.late_booking = LateBooking::Accept {
        until: code("one"),
        surcharges: Vec::new(),
    };
    let calendar = Calendar::new(&rules.calendar).unwrap();
    let told = |booked| Told {
        rules: &rules,
        calendar: &calendar,
        slot: SlotKey {
            activity: ActivityIx(0),
            day: day("2026-11-30"),
        },
        school: None,
        booked,
    };
    let (thu, two, one) = (
        at("2026-11-26T10:00:00+01:00"),
        at("2026-11-28T10:00:00+01:00"),
        at("2026-11-29T10:00:00+01:00"),
    );
    let table = [
        (Some(false), thu, Some(by(&[Asked::Book], thursday()))),
        (Some(true), thu, Some(by(&[Asked::GiveBack], thursday()))),
        (None, thu, Some(by(&[Asked::Book, Asked::GiveBack], thursday()))),
        (Some(false), two, None),
        (Some(true), two, Some(by(&[Asked::Change], before(2)))),
        (None, one, Some(by(&[Asked::BookLate], before(1)))),
        (Some(true), one, None),
        (None, at("2026-11-30T00:00:00+01:00"), None),
    ];
    for (booked, instant, rule) in table {
        assert_eq!(told(booked).closing(instant), rule, "{booked:?} at {instant}");
        assert_eq!(told(booked).opening(instant), None);
    }
}
