//! A town for the tests: two schools, linked and excluding activities, and a child to book for.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::booking::{
    Agreed, Decision, Mark, Occupancy, Ruled, Situation, SlotKey, Standing, Wish, WishKind, decide,
};
use preau_domain::calendar::Calendar;
use preau_domain::calendar::rules::{Season, ServiceDays};
use preau_domain::family::{Account, ChildFacts, FamilyFile, Quotients, Regime, Residence};
use preau_domain::ids::ChildId;
use preau_domain::locale::Locale;
use preau_domain::money::{Money, Rounding};
use preau_domain::rulebook::RuleBook;
use preau_domain::rulebook::attendance::AttendanceRules;
use preau_domain::rulebook::condition::Condition;
use preau_domain::rulebook::customer::Customer;
use preau_domain::rulebook::deadline::{DeadlineForm, HolidayShift, Holidays};
use preau_domain::rulebook::link::{ChildCondition, Link};
use preau_domain::rulebook::model::{Activity, ActivityIx, Approval, Deadlines, Paid, School, Town};
use preau_domain::rulebook::price::{PriceCase, PriceForm};
use preau_domain::rulebook::quotient::QuotientRule;

use crate::calendar::deadline::week_table;
use crate::calendar::town::{at, code, day, rules, time, weekdays};

pub use super::outcomes::{along, booked, linked, pending, priced, refused, wished};

pub const MORNING: ActivityIx = ActivityIx(0);
pub const MIDDAY: ActivityIx = ActivityIx(1);
pub const CANTEEN: ActivityIx = ActivityIx(2);
pub const STUDY: ActivityIx = ActivityIx(3);
pub const EVENING: ActivityIx = ActivityIx(4);
pub const WEDNESDAY: ActivityIx = ActivityIx(5);
pub const NURSERY: ActivityIx = ActivityIx(6);

/// Thursday 10:00 for the next week.
pub const LATEST: &str = "2026-11-26T10:00:00+01:00";
/// A Thursday in time for the days below.
pub const IN_TIME: &str = "2026-11-26T09:59:59+01:00";

fn activity(name: &str, school: &str, capacity: u32, cents: i64) -> Activity {
    Activity {
        code: code(name),
        name: name.to_owned(),
        schools: vec![code(school)],
        starts_at: time("11:45"),
        ends_at: time("13:35"),
        days: ServiceDays {
            weekdays: None,
            season: Season::SchoolTime,
        },
        capacity,
        shows_places: true,
        price: PriceForm::Flat {
            amount: Money::from_cents(cents),
        },
        shares: Vec::new(),
        deadlines: Deadlines {
            book: code("thursday"),
            cancel: code("thursday"),
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
}

/// Midday and canteen are linked as at Milly; study and evening exclude each other; the Wednesday is not shown, is
/// given back until the eve, and the morning has no places shown.
pub fn rule_book() -> RuleBook {
    let thursday = ["mon", "tue", "wed", "thu", "fri"].map(|service| (service, "thu", "10:00", 1));
    let mut activities = vec![
        activity("morning", "cocteau", 60, 195),
        activity("midday", "cocteau", 120, 170),
        activity("canteen", "cocteau", 120, 315),
        activity("study", "cocteau", 30, 260),
        activity("evening", "cocteau", 45, 340),
        activity("wednesday", "cocteau", 20, 1050),
        activity("nursery", "tilleuls", 20, 315),
    ];
    activities[0].shows_places = false;
    activities[5].days.weekdays = Some(weekdays("wed"));
    activities[5].deadlines.cancel = code("eve");
    RuleBook {
        town: Town {
            slug: code("town"),
            name: "Town".to_owned(),
            insee: "99999".to_owned(),
            zone: chrono_tz::Europe::Paris,
            language: Locale::Fr,
        },
        title: "Rules".to_owned(),
        valid_from: day("2025-09-01"),
        valid_to: Some(day("2027-07-02")),
        contacts: Vec::new(),
        calendar: rules(),
        schools: ["cocteau", "tilleuls"]
            .map(|name| School {
                code: code(name),
                name: name.to_owned(),
                level: None,
            })
            .to_vec(),
        deadlines: BTreeMap::from([
            (code("thursday"), week_table(&thursday, HolidayShift::Keep)),
            (
                code("eve"),
                DeadlineForm::DaysBefore {
                    days: 1,
                    at: time("18:00"),
                    holidays: Holidays::default(),
                },
            ),
        ]),
        activities,
        links: vec![
            Link::Takes {
                activity: CANTEEN,
                takes: MIDDAY,
                unless: None,
            },
            Link::Takes {
                activity: MIDDAY,
                takes: CANTEEN,
                unless: Some(ChildCondition::FoodCarePlan),
            },
            Link::Excludes {
                activity: STUDY,
                other: EVENING,
            },
        ],
        bundles: Vec::new(),
        payers: Vec::new(),
        quotient: QuotientRule::default(),
        quotient_source: None,
        arrears: None,
        cart_holds_minutes: None,
    }
}

pub fn flat(cents: i64) -> PriceForm {
    PriceForm::Flat {
        amount: Money::from_cents(cents),
    }
}

/// What a price is for a child on a day, in an activity called "meal" that is open to its school and to "tilleuls".
pub fn price_on(form: &PriceForm, child: &ChildFacts, text: &str) -> Money {
    form.price(&Customer::planned(child, &meal(child), day(text)))
}

/// The same on an ordinary Monday.
pub fn price_for(form: &PriceForm, child: &ChildFacts) -> Money {
    price_on(form, child, "2026-11-30")
}

pub fn meal(child: &ChildFacts) -> Activity {
    let mut meal = activity("meal", &child.school.0, 60, 0);
    meal.schools.push(code("tilleuls"));
    meal
}

pub fn case(when: Condition, price: PriceForm) -> PriceCase {
    PriceCase { when, price }
}

pub fn by_cases(cases: Vec<PriceCase>, otherwise: PriceForm) -> PriceForm {
    PriceForm::Cases {
        cases,
        otherwise: Box::new(otherwise),
        missing: None,
    }
}

pub fn slot(activity: ActivityIx, text: &str) -> SlotKey {
    SlotKey {
        activity,
        day: day(text),
    }
}

pub fn slots(of: &[(ActivityIx, &str)]) -> BTreeSet<SlotKey> {
    of.iter().map(|&(activity, text)| slot(activity, text)).collect()
}

pub fn book(activity: ActivityIx, text: &str) -> Wish {
    Wish {
        slot: slot(activity, text),
        kind: WishKind::Book,
    }
}

pub fn cancel(activity: ActivityIx, text: &str) -> Wish {
    Wish {
        slot: slot(activity, text),
        kind: WishKind::Cancel,
    }
}

/// Everything a [`Situation`] borrows.
#[derive(Clone)]
pub struct World {
    pub rules: RuleBook,
    pub calendar: Calendar,
    pub child: ChildFacts,
    pub booked: BTreeSet<SlotKey>,
    pub late: BTreeSet<SlotKey>,
    pub agreed: BTreeMap<SlotKey, Agreed>,
    pub held: BTreeSet<SlotKey>,
    pub marks: BTreeMap<SlotKey, Mark>,
    pub occupancy: BTreeMap<SlotKey, Occupancy>,
    pub now: DateTime<Utc>,
}

/// Without the rules, which are the same everywhere.
impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("World")
            .field("child", &self.child)
            .field("booked", &self.booked)
            .field("marks", &self.marks)
            .field("occupancy", &self.occupancy)
            .field("now", &self.now)
            .finish_non_exhaustive()
    }
}

impl World {
    /// A pupil of the elementary school, with nothing booked, in time for the week of 30 November 2026.
    pub fn new() -> Self {
        Self::of(rule_book(), "cocteau")
    }

    pub fn of(rules: RuleBook, school: &str) -> Self {
        Self {
            calendar: Calendar::new(&rules.calendar).unwrap(),
            rules,
            child: ChildFacts {
                id: "child:01J00000000000000000000000".parse::<ChildId>().unwrap(),
                born: day("2017-03-14"),
                school: code(school),
                class: None,
                food_care_plan: false,
                siblings: Vec::new(),
                residence: Residence::Resident,
                regime: Regime::Caf,
                regular_in: BTreeSet::new(),
                quotients: Quotients::unknown(),
                account: Account::default(),
                file: FamilyFile::default(),
            },
            booked: BTreeSet::new(),
            late: BTreeSet::new(),
            agreed: BTreeMap::new(),
            held: BTreeSet::new(),
            marks: BTreeMap::new(),
            occupancy: BTreeMap::new(),
            now: at(IN_TIME),
        }
    }

    pub fn care_plan(mut self) -> Self {
        self.child.food_care_plan = true;
        self
    }

    pub fn at(mut self, now: &str) -> Self {
        self.now = at(now);
        self
    }

    pub fn with(mut self, booked: &[(ActivityIx, &str)]) -> Self {
        self.booked.extend(slots(booked));
        self
    }

    pub fn taken(mut self, activity: ActivityIx, text: &str, taken: u32, capacity: u32) -> Self {
        self.occupancy
            .insert(slot(activity, text), Occupancy { capacity, taken });
        self
    }

    pub fn situation(&self) -> Situation<'_> {
        Situation {
            rules: &self.rules,
            calendar: &self.calendar,
            child: &self.child,
            booked: &self.booked,
            late: &self.late,
            agreed: &self.agreed,
            held: &self.held,
            marks: &self.marks,
            occupancy: &self.occupancy,
            now: self.now,
        }
    }

    pub fn decide(&self, wishes: &[Wish]) -> Decision {
        decide(&self.situation(), wishes)
    }

    /// The world after a decision was stored.
    pub fn after(&self, decision: &Decision) -> Self {
        let mut next = self.clone();
        for gone in &decision.cancel {
            next.occupancy_mut(*gone).taken -= 1;
            assert!(next.booked.remove(gone), "cancelled {gone:?} without a booking");
            next.late.remove(gone);
            next.marks.remove(gone);
        }
        for new in &decision.book {
            next.occupancy_mut(*new).taken += 1;
            assert!(next.booked.insert(*new), "booked {new:?} twice");
            if decision.late.contains(new) {
                next.late.insert(*new);
            }
        }
        for (slot, standing) in &decision.standing {
            assert!(next.booked.contains(slot), "{slot:?} stands, and is not booked");
            next.stands(*slot, *standing);
        }
        next
    }

    /// The world after staff's word was stored.
    pub fn ruled(&self, ruled: &Ruled) -> Self {
        let mut next = self.clone();
        for gone in &ruled.cancel {
            next.occupancy_mut(*gone).taken -= 1;
            assert!(next.booked.remove(gone), "took {gone:?} without a booking");
            next.late.remove(gone);
        }
        for slot in ruled.settled.keys() {
            next.stands(*slot, Standing::Confirmed);
        }
        next
    }

    fn stands(&mut self, slot: SlotKey, standing: Standing) {
        match standing.mark() {
            Some(mark) => drop(self.marks.insert(slot, mark)),
            None => drop(self.marks.remove(&slot)),
        }
    }

    fn occupancy_mut(&mut self, slot: SlotKey) -> &mut Occupancy {
        let capacity = self.rules.activity(slot.activity).capacity;
        // A place of the child that nobody counted yet is counted now.
        let taken = u32::from(self.booked.contains(&slot));
        self.occupancy.entry(slot).or_insert(Occupancy { capacity, taken })
    }

    /// Whether staff have yet to decide about a change of that day.
    pub fn changes(&self, day: NaiveDate) -> bool {
        self.booked
            .iter()
            .any(|slot| slot.day == day && self.situation().standing(*slot) == Standing::ChangeAsked)
    }

    pub fn is_class_day(&self, day: NaiveDate) -> bool {
        self.calendar.has_class(day, Some(&self.child.school))
    }
}
