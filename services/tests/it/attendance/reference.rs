//! What the town knows of its children's places, once more: lists of what was written, and plain sentences about them.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};
use preau_domain::attendance::{Entry, Fact, Report, Stamp};
use preau_domain::ids::{AttendanceEventId, ChildId};
use preau_domain::rulebook::absence::AbsenceReason;

use super::due::{Household, Known};
use super::log::{Log, Seen, on_the_day, speaks_of};
use super::town::{ACTIVITIES, Place, civil, local, meal, morning, runs, valid_from};

/// A place that is booked: since when, and for how much in all, of which so much for asking late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booked {
    pub at: DateTime<Utc>,
    pub cents: i64,
    pub extra: i64,
}

/// A tap: where it belongs, as far as that is known, and the entry, as far as it can be kept.
pub type Tapped = (Result<Place, &'static str>, Option<Entry>);

/// Child, day and activities that a family is told of at once.
pub type Alert = (ChildId, NaiveDate, Vec<&'static str>);

#[derive(Default)]
pub struct Reference {
    pub booked: BTreeMap<Place, Booked>,
    pub written: BTreeMap<Place, Vec<Entry>>,
    pub by_id: BTreeMap<AttendanceEventId, (Place, Entry)>,
    /// Not sent yet.
    pub alerts: Vec<Alert>,
}

/// An absence, told by a family or for one.
pub struct Told {
    pub child: ChildId,
    pub days: Vec<NaiveDate>,
    /// Every place of the day where there are none.
    pub activities: Vec<&'static str>,
    pub reason: Option<AbsenceReason>,
    pub note: Option<String>,
    pub by_staff: bool,
    pub at: DateTime<Utc>,
}

/// Activity, day, what became of it, and when it was told.
pub type ToldLine = (Option<&'static str>, NaiveDate, &'static str, Option<DateTime<Utc>>);

impl Reference {
    pub fn log(&self, place: Place) -> Log<'_> {
        Log {
            entries: self.written.get(&place).map_or(&[], Vec::as_slice),
            booked_at: self.booked.get(&place).map(|booked| booked.at),
        }
    }

    pub fn seen(&self, place: Place) -> Seen {
        self.log(place).seen()
    }

    /// All that is known of some children.
    pub fn household(&self, children: Vec<ChildId>) -> Household {
        let all = self.booked.keys().chain(self.written.keys());
        let known = |place: &Place| Known {
            booked: self.booked.get(place).copied(),
            seen: self.seen(*place),
        };
        let own = all.filter(|place| children.contains(&place.0));
        let places = own.map(|place| (*place, known(place))).collect();
        Household { children, places }
    }

    /// Who is on the roll: every child that has a place, and who else came.
    pub fn roll(&self, activity: &str, on: NaiveDate) -> BTreeMap<ChildId, (bool, Seen)> {
        let all = self.booked.keys().chain(self.written.keys());
        all.filter(|place| (place.1, place.2) == (activity, on))
            .map(|place| (place.0, (self.booked.contains_key(place), self.seen(*place))))
            .filter(|(_, (booked, seen))| *booked || seen.came())
            .collect()
    }

    /// What becomes of each tap that arrives, in one request.
    pub fn record(&mut self, taps: &[Tapped], now: DateTime<Utc>) -> Vec<String> {
        let mut before: BTreeMap<Place, bool> = BTreeMap::new();
        let mut verdicts = Vec::new();
        let mut written = Vec::new();
        for (place, entry) in taps {
            let verdict = match (place, entry) {
                (_, None) => "Malformed".to_owned(),
                (Err(why), Some(_)) => (*why).to_owned(),
                (Ok(place), Some(entry)) => match self.by_id.get(&entry.stamp.id) {
                    Some(known) if *known == (*place, entry.clone()) => "KnownAlready".to_owned(),
                    Some(_) => "IdTaken".to_owned(),
                    None => {
                        let refused = self.admits(*place, entry, now);
                        refused.unwrap_or_else(|| {
                            before.entry(*place).or_insert_with(|| self.is_missing(*place));
                            self.write(*place, entry.clone());
                            written.push((verdicts.len(), *place, entry));
                            "Recorded".to_owned()
                        })
                    }
                },
            };
            verdicts.push(verdict);
        }
        for (nth, place, entry) in written {
            if !self.log(place).holds(entry) {
                "Superseded".clone_into(&mut verdicts[nth]);
            }
        }
        let mut alerts: BTreeMap<(ChildId, NaiveDate), Vec<&'static str>> = BTreeMap::new();
        for (place, was_missing) in before {
            if !was_missing && self.is_missing(place) {
                alerts.entry((place.0, place.2)).or_default().push(place.1);
            }
        }
        let alerts = alerts
            .into_iter()
            .map(|((child, on), activities)| (child, on, activities));
        self.alerts.extend(alerts);
        verdicts
    }

    fn write(&mut self, place: Place, entry: Entry) {
        self.by_id.insert(entry.stamp.id, (place, entry.clone()));
        self.written.entry(place).or_default().push(entry);
    }

    fn is_missing(&self, place: Place) -> bool {
        self.booked.contains_key(&place) && self.seen(place).missing()
    }

    /// Why an entry is not written down.
    fn admits(&self, place: Place, entry: &Entry, now: DateTime<Utc>) -> Option<String> {
        let on = place.2;
        let seen = matches!(entry.fact, Fact::CheckedIn(_) | Fact::CheckedOut(_) | Fact::Absent(_));
        let (latest, earliest) = speaks_of(entry);
        let dawn = local(on, "00:00:00");
        // Nobody is seen on a day that has not begun.
        let latest = if seen { latest.max(dawn) } else { latest };
        let from = latest - TimeDelta::minutes(5);
        if now < from {
            return Some(format!("Future {}", from.to_rfc3339()));
        }
        let first = if seen {
            valid_from(on, civil(now).0)
        } else {
            on - Days::new(366)
        };
        if earliest < local(first, "00:00:00") {
            return Some("BeforeRules".to_owned());
        }
        if on_the_day(entry).is_some_and(|at| civil(at).0 != on) {
            return Some("OtherDay".to_owned());
        }
        let may = self.booked.contains_key(&place) || runs(on);
        (!may).then(|| "NotOffered".to_owned())
    }

    /// What becomes of a day that is asked for, or given back.
    pub fn plan(&mut self, place: Place, book: bool, at: DateTime<Utc>) -> (&'static str, i64) {
        let on = place.2;
        if self.booked.contains_key(&place) == book {
            return ("Unchanged", 0);
        }
        if !book {
            if at >= morning(on) {
                return ("TooLate", 0);
            }
            self.booked.remove(&place);
            return ("Cancelled", 0);
        }
        if !runs(on) {
            return ("Closed", 0);
        }
        if at >= morning(on) {
            return ("TooLate", 0);
        }
        let (price, extra) = match place.1 {
            "soir" => (200, 0),
            _ if at >= thursday_before(on) => (meal(on).0, 100),
            _ => (meal(on).0, 0),
        };
        let cents = price + extra;
        self.booked.insert(place, Booked { at, cents, extra });
        ("Booked", cents)
    }

    /// What becomes of an absence that is told.
    pub fn tell(&mut self, told: &Told) -> Vec<ToldLine> {
        let mut days = told.days.clone();
        days.sort_unstable();
        days.dedup();
        let mut lines = Vec::new();
        let mut nth = 0;
        for on in days {
            let asked = ACTIVITIES.into_iter().filter(|activity| {
                let named = told.activities.contains(activity);
                let has = self.booked.contains_key(&(told.child, activity, on));
                if told.activities.is_empty() { has } else { named }
            });
            let asked: Vec<&'static str> = asked.collect();
            if asked.is_empty() {
                lines.push((None, on, "NotBooked", None));
            }
            for activity in asked {
                let place = (told.child, activity, on);
                let (word, at) = self.told(told, place);
                if word == "Reported" {
                    self.write(place, self.report(told, place, nth));
                    nth += 1;
                }
                lines.push((Some(activity), on, word, at));
            }
        }
        lines
    }

    fn told(&self, told: &Told, place: Place) -> (&'static str, Option<DateTime<Utc>>) {
        let seen = self.seen(place);
        // What was told before the place was asked for is not told of it.
        if self.booked.get(&place).is_none_or(|booked| told.at < booked.at) {
            ("NotBooked", None)
        } else if seen.came() {
            ("CameAlready", seen.reported)
        } else if seen.reported.is_some() {
            ("ReportedBefore", seen.reported)
        } else if !told.by_staff && place.2 < civil(told.at).0 {
            ("DayOver", None)
        } else {
            ("Reported", Some(told.at))
        }
    }

    /// Under a name that nobody else uses: the portal's own ids are not known, and never decide.
    fn report(&self, told: &Told, place: Place, nth: u32) -> Entry {
        let behind = self.log(place).last_report();
        let behind = behind.map(|at| at + TimeDelta::milliseconds(1));
        Entry {
            stamp: Stamp {
                at: behind.map_or(told.at, |behind| behind.max(told.at)),
                device: "portal".to_owned(),
                sequence: nth,
                id: AttendanceEventId(ulid::Ulid((1 << 127) | self.by_id.len() as u128)),
            },
            fact: Fact::Reported(Report {
                at: told.at,
                reason: told.reason,
                note: told.note.clone(),
            }),
        }
    }
}

/// Thursday 10:00 of the week before.
fn thursday_before(on: NaiveDate) -> DateTime<Utc> {
    let monday = on - Days::new(u64::from(on.weekday().num_days_from_monday()));
    local(monday - Days::new(4), "10:00:00")
}
