//! What families owe for children's days, as they came to pass.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use preau_domain::access::Scope;
use preau_domain::attendance::{
    Booking, ChildDay, DueKind, Happened, PlaceRecord, PlaceState, Spell, due_of_day, once_each, spells,
};
use preau_domain::calendar::zone::instant;
use preau_domain::family::ChildFacts;
use preau_domain::ids::{ActivityId, ChildId, FamilyId};
use preau_domain::money::Money;
use preau_domain::rulebook::model::ActivityIx;
use preau_domain::rulebook::surcharge::Per;
use preau_entities::store::attendance::{self, PlaceLine};
use preau_entities::store::people::{self, ChildLine};

use crate::booking::known::facts;
use crate::towns::Town;
use crate::{Fault, Portal};

/// How far back an absence may have begun.
const ABSENCE_REACHES_BACK: Days = Days::new(62);

/// School years begin in September.
const FIRST_MONTH: u32 = 9;

/// What is due for a child, day by day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Due {
    pub lines: Vec<DueLine>,
    pub total: Money,
}

/// One amount, and for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueLine {
    pub day: NaiveDate,
    pub activity: ActivityId,
    pub kind: DueKind,
    pub amount: Money,
    pub per: Per,
}

/// For each of the children that the caller found in its scope, in their order: what is due for its days from `from` to
/// `to`, both included, each under the rule book that governs it. Two statements at most for one family: brothers and
/// sisters count, and what happened since the school year began.
pub async fn dues(
    portal: &Portal,
    scope: Scope,
    children: &[ChildLine],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Due>, Fault> {
    let town = portal.towns.get(scope.commune).await?;
    let mut reckoned: HashMap<ChildId, Due> = HashMap::new();
    for family in families(children) {
        let own: Vec<&ChildLine> = children.iter().filter(|child| child.family_id.0 == family.0).collect();
        let everyone = own.first().map_or(0, |child| child.siblings.len() + 1);
        let mut household = if own.len() == everyone {
            own.into_iter().cloned().collect()
        } else {
            people::children_of(&portal.db, scope, family).await?
        };
        household.sort_by_key(|child| (child.birth_date, child.child_id));
        let ids: Vec<ChildId> = household.iter().map(|child| ChildId(child.child_id.0)).collect();
        let since = school_year(from).min(from.checked_sub_days(ABSENCE_REACHES_BACK).unwrap_or(from));
        let places = attendance::between(&portal.db, scope.commune, &ids, since, to).await?;
        reckoned.extend(Household::new(&town, &household, places).reckon(from, to));
    }
    let of = |child: &ChildLine| reckoned.remove(&ChildId(child.child_id.0)).unwrap_or_default();
    Ok(children.iter().map(of).collect())
}

fn families(children: &[ChildLine]) -> BTreeSet<FamilyId> {
    children.iter().map(|child| FamilyId(child.family_id.0)).collect()
}

/// The first day of the school year that a day lies in.
fn school_year(day: NaiveDate) -> NaiveDate {
    let year = if day.month() >= FIRST_MONTH {
        day.year()
    } else {
        day.year() - 1
    };
    NaiveDate::from_ymd_opt(year, FIRST_MONTH, 1).unwrap_or(day)
}

/// A family's children, eldest first, and their places in order of days.
struct Household<'a> {
    town: &'a Town,
    children: Vec<ChildFacts>,
    places: BTreeMap<(NaiveDate, ChildId, ActivityId), Seen>,
}

/// A place, as the rule book that governs its day has it.
struct Seen {
    ix: ActivityIx,
    booked: Option<bool>,
    state: PlaceState,
}

type Spells = HashMap<(ChildId, ActivityId), BTreeMap<NaiveDate, Spell>>;
type Times = HashMap<(ChildId, ActivityId, NaiveDate), u16>;

impl<'a> Household<'a> {
    fn new(town: &'a Town, children: &[ChildLine], places: Vec<PlaceLine>) -> Self {
        let mut seen = BTreeMap::new();
        for line in places {
            let activity = ActivityId(line.activity_id.0);
            // What the rule book of its day no longer has costs nothing.
            if let Some(slot) = town.slot(activity, line.day) {
                let place = Seen {
                    ix: slot.activity,
                    booked: line.booked,
                    state: line.state,
                };
                seen.insert((line.day, ChildId(line.child_id.0), activity), place);
            }
        }
        Self {
            town,
            children: children.iter().map(facts).collect(),
            places: seen,
        }
    }

    fn reckon(&self, from: NaiveDate, to: NaiveDate) -> HashMap<ChildId, Due> {
        let spells = self.spells();
        let (mut unbooked, mut late) = (Times::new(), Times::new());
        let mut days: BTreeMap<NaiveDate, HashMap<ChildId, BTreeMap<ActivityIx, PlaceRecord>>> = BTreeMap::new();
        for (&(day, child, activity), place) in &self.places {
            let spell = spells.get(&(child, activity)).and_then(|spells| spells.get(&day));
            let spell = spell.copied().unwrap_or(Spell {
                began_at: self.begins(activity, day),
                nth_day: 1,
            });
            let there = self.siblings_there(day, child, activity);
            let happened = place.state.happened(self.town.zone(), there, spell);
            let mut record = PlaceRecord::of(place.booked.map(|late| Booking { late }), happened);
            let year = (child, activity, school_year(day));
            if place.booked.is_none() && place.state.came() {
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
        let mut dues: HashMap<ChildId, Due> = HashMap::new();
        for (day, records) in days {
            for (child, line) in self.of_day(day, &records) {
                let due = dues.entry(child).or_default();
                due.total = due.total + line.amount;
                due.lines.push(line);
            }
        }
        dues
    }

    fn of_day(
        &self,
        day: NaiveDate,
        records: &HashMap<ChildId, BTreeMap<ActivityIx, PlaceRecord>>,
    ) -> Vec<(ChildId, DueLine)> {
        let edition = self.town.on(day);
        let mut lines = Vec::new();
        for child in &self.children {
            let at = ChildDay {
                rules: &edition.rules,
                calendar: &edition.calendar,
                child,
                day,
            };
            if let Some(records) = records.get(&child.id) {
                lines.extend(due_of_day(at, records).into_iter().map(|line| (child.id, line)));
            }
        }
        let line = |(child, line): (ChildId, preau_domain::attendance::DueLine)| {
            let told = DueLine {
                day,
                activity: edition.id(line.activity),
                kind: line.kind,
                amount: line.amount,
                per: line.per,
            };
            (child, told)
        };
        once_each(lines).into_iter().map(line).collect()
    }

    fn spells(&self) -> Spells {
        let mut booked: HashMap<(ChildId, ActivityId), BTreeMap<NaiveDate, bool>> = HashMap::new();
        for (&(day, child, activity), place) in &self.places {
            if place.booked.is_some() {
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
        let offer = self.town.activity_on(activity, day);
        let time = offer.map(|offer| offer.activity.starts_at).unwrap_or_default();
        instant(self.town.zone(), day, time)
    }

    fn siblings_there(&self, day: NaiveDate, child: ChildId, activity: ActivityId) -> u32 {
        let came = |other: &&ChildFacts| {
            let place = self.places.get(&(day, other.id, activity));
            other.id != child && place.is_some_and(|place| place.state.came())
        };
        u32::try_from(self.children.iter().filter(came).count()).unwrap_or(u32::MAX)
    }

    fn is_late(&self, day: NaiveDate, ix: ActivityIx, happened: Happened) -> bool {
        let Happened::Came(visit) = happened else { return false };
        let activity = self.town.on(day).rules.activity(ix);
        let rule = activity.attendance.late_pickup;
        let left = rule.zip(visit.left_at());
        left.is_some_and(|(rule, left)| rule.is_late(activity.ends_at, left))
    }
}

fn once_more(times: &mut Times, of: (ChildId, ActivityId, NaiveDate)) -> u16 {
    let times = times.entry(of).or_default();
    *times = times.saturating_add(1);
    *times
}
