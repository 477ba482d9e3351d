//! What came to pass for a family's children, counted and reckoned as rule books say.

use std::borrow::Borrow;
use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use chrono_tz::Tz;
use preau_domain::attendance::{
    Booking, ChildDay, DueLine, Happened, PlaceRecord, PlaceState, Spell, due_of_day, once_each, spells,
};
use preau_domain::calendar::zone::instant;
use preau_domain::calendar::{Calendar, school_year_start};
use preau_domain::explain::{ToldLine, explain_due};
use preau_domain::family::ChildFacts;
use preau_domain::ids::{ActivityId, ChildId};
use preau_domain::money::Money;
use preau_domain::rulebook::RuleBook;
use preau_domain::rulebook::absence::{Absence, Times};
use preau_domain::rulebook::attendance::AttendanceRules;
use preau_domain::rulebook::model::ActivityIx;
use preau_entities::store::attendance::{BookedPlace, PlaceLine};

use crate::towns::Town;

/// How far back an absence may have begun, where the school year is younger, and how far ahead it may end.
const ABSENCE_REACHES: Days = Days::new(62);

/// The rules that days go by: those in force, or others that are tried.
pub(crate) trait Rules {
    fn zone(&self) -> Tz;

    fn on(&self, day: NaiveDate) -> (&RuleBook, &Calendar);

    /// An activity's place in the rule book of a day, when that has it.
    fn ix(&self, activity: ActivityId, day: NaiveDate) -> Option<ActivityIx>;

    /// What was agreed on for a place under them; none where they were never asked.
    fn agreed(&self, booked: &BookedPlace) -> Option<Money>;
}

impl Rules for Town {
    fn zone(&self) -> Tz {
        self.zone()
    }

    fn on(&self, day: NaiveDate) -> (&RuleBook, &Calendar) {
        let edition = self.on(day);
        (&edition.rules, &edition.calendar)
    }

    fn ix(&self, activity: ActivityId, day: NaiveDate) -> Option<ActivityIx> {
        self.on(day).ix(activity)
    }

    fn agreed(&self, booked: &BookedPlace) -> Option<Money> {
        Some(Money::from_cents(booked.price_cents))
    }
}

/// The first day that must be known to reckon the days from one on under these rule books: that day itself, unless they
/// ask how often something happened within the school year, or since when a child is absent.
pub(crate) fn since<'r>(books: impl IntoIterator<Item = &'r RuleBook>, from: NaiveDate) -> NaiveDate {
    let needed = |book: &RuleBook| {
        let rules = || book.activities.iter().map(|activity| &activity.attendance);
        if rules().any(AttendanceRules::asks_since_when_absent) {
            let reach = from.checked_sub_days(ABSENCE_REACHES).unwrap_or(from);
            school_year_start(from).min(reach)
        } else if rules().any(AttendanceRules::counts_times) {
            school_year_start(from)
        } else {
            from
        }
    };
    books.into_iter().map(needed).min().unwrap_or(from)
}

/// The first of the month that a day lies in.
fn month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The last day that must be known to reckon the days up to one: that day itself, unless these rule books ask until when a
/// child is absent.
pub(crate) fn until<'r>(books: impl IntoIterator<Item = &'r RuleBook>, to: NaiveDate) -> NaiveDate {
    let asks = |book: &RuleBook| {
        let mut rules = book.activities.iter().map(|activity| &activity.attendance);
        rules.any(AttendanceRules::asks_until_when_absent)
    };
    let reach = || to.checked_add_days(ABSENCE_REACHES).unwrap_or(to);
    if books.into_iter().any(asks) { reach() } else { to }
}

/// A family's children, eldest first, and their places in order of days.
pub(crate) struct Household<'a, R> {
    rules: &'a R,
    children: &'a [ChildFacts],
    places: BTreeMap<(NaiveDate, ChildId, ActivityId), Seen<'a>>,
}

/// A place, as the rule book of its day has it.
struct Seen<'a> {
    ix: ActivityIx,
    booking: Option<Booking>,
    state: &'a PlaceState,
}

/// What came to pass, by day and child.
pub(crate) type Records = BTreeMap<NaiveDate, HashMap<ChildId, BTreeMap<ActivityIx, PlaceRecord>>>;

/// What is due for a child's day, with more or less beside it.
type Reckon<L> = fn(ChildDay<'_>, &BTreeMap<ActivityIx, PlaceRecord>) -> Vec<L>;

type Spells = HashMap<(ChildId, ActivityId), BTreeMap<NaiveDate, Spell>>;
type Counts = HashMap<(ChildId, ActivityId, NaiveDate), u16>;

impl<'a, R: Rules> Household<'a, R> {
    /// Of places before `since`, nothing is counted.
    pub fn new(
        rules: &'a R,
        children: &'a [ChildFacts],
        places: impl IntoIterator<Item = &'a PlaceLine>,
        since: NaiveDate,
    ) -> Self {
        let mut seen = BTreeMap::new();
        for line in places {
            let activity = ActivityId(line.activity_id.0);
            // What the rule book of its day no longer has costs nothing.
            let ix = rules.ix(activity, line.day).filter(|_| line.day >= since);
            if let Some(ix) = ix {
                let place = Seen {
                    ix,
                    booking: line.booked.map(|booked| Booking {
                        late: booked.late,
                        agreed: rules.agreed(&booked),
                    }),
                    state: &line.state,
                };
                seen.insert((line.day, ChildId(line.child_id.0), activity), place);
            }
        }
        Self {
            rules,
            children,
            places: seen,
        }
    }

    /// What is due for each day, children in their order.
    pub fn due(&self, from: NaiveDate, to: NaiveDate) -> Vec<(NaiveDate, ChildId, DueLine)> {
        self.each_day(from, to, due_of_day)
    }

    /// The same, each amount with how it comes about.
    pub fn due_told(&self, from: NaiveDate, to: NaiveDate) -> Vec<(NaiveDate, ChildId, ToldLine)> {
        self.each_day(from, to, explain_due)
    }

    fn each_day<L: Borrow<DueLine>>(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        reckon: Reckon<L>,
    ) -> Vec<(NaiveDate, ChildId, L)> {
        let mut due = Vec::new();
        for (day, records) in self.records(from, to) {
            let lines = self.of_day(day, &records, reckon);
            due.extend(lines.into_iter().map(|(child, line)| (day, child, line)));
        }
        due
    }

    /// What came to pass from one day to another, both included. What came before them counts for the times within the
    /// school year and for the absences that go on; what comes after them, for how long those last.
    pub fn records(&self, from: NaiveDate, to: NaiveDate) -> Records {
        let spells = self.spells();
        let (mut unbooked, mut late) = (Counts::new(), Counts::new());
        let (mut absences, mut absences_of_month) = (Counts::new(), Counts::new());
        let mut days = Records::new();
        for (&(day, child, activity), place) in &self.places {
            let spell = spells.get(&(child, activity)).and_then(|spells| spells.get(&day));
            let spell = spell.copied();
            let spell = spell.unwrap_or_else(|| Spell::of_one_day(self.begins(activity, day)));
            let there = self.siblings_there(day, child, activity);
            let mut happened = place.state.happened(self.rules.zone(), there, spell);
            if let Happened::Absent(absence) = &mut happened
                && place.booking.is_some()
                && self.counts(day, child, place.ix, absence)
            {
                absence.times = Some(Times {
                    in_school_year: once_more(&mut absences, (child, activity, school_year_start(day))),
                    in_month: once_more(&mut absences_of_month, (child, activity, month(day))),
                });
            }
            let mut record = PlaceRecord::of(place.booking, happened);
            let year = (child, activity, school_year_start(day));
            if place.booking.is_none() && place.state.came() {
                record.unbooked_times = once_more(&mut unbooked, year);
            }
            if self.is_late(day, place.ix, happened) {
                record.late_pickup_times = once_more(&mut late, year);
            }
            if (from..=to).contains(&day) {
                let records = days.entry(day).or_default().entry(child).or_default();
                records.insert(place.ix, record);
            }
        }
        days
    }

    fn of_day<L: Borrow<DueLine>>(
        &self,
        day: NaiveDate,
        records: &HashMap<ChildId, BTreeMap<ActivityIx, PlaceRecord>>,
        reckon: Reckon<L>,
    ) -> Vec<(ChildId, L)> {
        let (rules, calendar) = self.rules.on(day);
        let mut lines = Vec::new();
        for child in self.children {
            let at = ChildDay {
                rules,
                calendar,
                child,
                day,
            };
            if let Some(records) = records.get(&child.id) {
                lines.extend(reckon(at, records).into_iter().map(|line| (child.id, line)));
            }
        }
        once_each(lines)
    }

    fn spells(&self) -> Spells {
        let mut booked: HashMap<(ChildId, ActivityId), BTreeMap<NaiveDate, bool>> = HashMap::new();
        for (&(day, child, activity), place) in &self.places {
            if place.booking.is_some() {
                let days = booked.entry((child, activity)).or_default();
                days.insert(day, place.state.absent());
            }
        }
        let of = |(key, days): ((ChildId, ActivityId), BTreeMap<NaiveDate, bool>)| {
            (key, spells(&days, |day| self.begins(key.1, day)))
        };
        booked.into_iter().map(of).collect()
    }

    /// Start of the session of a day.
    fn begins(&self, activity: ActivityId, day: NaiveDate) -> DateTime<Utc> {
        let (rules, _) = self.rules.on(day);
        let ix = self.rules.ix(activity, day);
        let time = ix.map(|ix| rules.activity(ix).starts_at).unwrap_or_default();
        instant(self.rules.zone(), day, time)
    }

    fn siblings_there(&self, day: NaiveDate, child: ChildId, activity: ActivityId) -> u32 {
        let came = |other: &&ChildFacts| {
            let place = self.places.get(&(day, other.id, activity));
            other.id != child && place.is_some_and(|place| place.state.came())
        };
        u32::try_from(self.children.iter().filter(came).count()).unwrap_or(u32::MAX)
    }

    fn counts(&self, day: NaiveDate, child: ChildId, ix: ActivityIx, absence: &Absence) -> bool {
        let (rules, calendar) = self.rules.on(day);
        let known = self.children.iter().find(|known| known.id == child);
        known.is_some_and(|child| {
            let at = ChildDay {
                rules,
                calendar,
                child,
                day,
            };
            at.counts_absence(ix, absence)
        })
    }

    fn is_late(&self, day: NaiveDate, ix: ActivityIx, happened: Happened) -> bool {
        let Happened::Came(visit) = happened else { return false };
        let (rules, _) = self.rules.on(day);
        let activity = rules.activity(ix);
        let rule = activity.attendance.late_pickup.as_ref();
        let left = rule.zip(visit.left_at());
        left.is_some_and(|(rule, left)| rule.is_late(activity.ends_at, left))
    }
}

fn once_more(times: &mut Counts, of: (ChildId, ActivityId, NaiveDate)) -> u16 {
    let times = times.entry(of).or_default();
    *times = times.saturating_add(1);
    *times
}
