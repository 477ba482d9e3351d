//! The places that a batch writes about: what their entries come to before it, and after.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::attendance::{Entry, FactKind, Log, PlaceState};
use preau_domain::ids::{ActivityId, AttendanceEventId, ChildId};
use preau_entities::rows::Key;
use preau_entities::store::StoreError;
use preau_entities::store::attendance::{EventRow, NewEvent, PlaceRef};
use preau_entities::store::turn::NewState;

/// A child in an activity on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Place {
    pub child: ChildId,
    pub day: NaiveDate,
    pub activity: ActivityId,
}

/// The logs of some places, as the store has them and with what is added.
#[derive(Default)]
pub(super) struct Places {
    /// Since when each is booked, where it is.
    booked: BTreeMap<Place, DateTime<Utc>>,
    before: BTreeMap<Place, Vec<Entry>>,
    added: BTreeMap<Place, Vec<Entry>>,
    by_id: HashMap<AttendanceEventId, (Place, Entry)>,
    pub rows: Vec<NewEvent>,
}

/// Whether an entry is news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    No,
    /// The same one came before.
    Same,
    /// Another one came under its id.
    Other,
}

impl Place {
    pub fn with(self, id: AttendanceEventId) -> PlaceRef {
        PlaceRef {
            event_id: Key(id.0),
            child_id: Key(self.child.0),
            activity_id: Key(self.activity.0),
            day: self.day,
        }
    }
}

impl Places {
    pub fn read(rows: &[EventRow], booked: BTreeMap<Place, DateTime<Utc>>) -> Result<Self, StoreError> {
        let mut places = Self {
            booked,
            ..Self::default()
        };
        for row in rows {
            let place = Place {
                child: ChildId(row.child_id.0),
                day: row.day,
                activity: ActivityId(row.activity_id.0),
            };
            let entry = row.entry()?;
            places.by_id.insert(entry.stamp.id, (place, entry.clone()));
            places.before.entry(place).or_default().push(entry);
        }
        Ok(places)
    }

    pub fn knows(&self, place: Place, entry: &Entry) -> Known {
        match self.by_id.get(&entry.stamp.id) {
            None => Known::No,
            Some((at, known)) if *at == place && known == entry => Known::Same,
            Some(_) => Known::Other,
        }
    }

    pub fn add(&mut self, place: Place, entry: Entry, actor: &str, actor_name: &str) -> Result<(), StoreError> {
        let row = NewEvent::new(place.with(entry.stamp.id), &entry, actor, actor_name)?;
        self.rows.push(row);
        self.by_id.insert(entry.stamp.id, (place, entry.clone()));
        self.added.entry(place).or_default().push(entry);
        Ok(())
    }

    /// The latest tap of a kind, as the store has it.
    pub fn latest(&self, place: Place, kind: FactKind) -> Option<DateTime<Utc>> {
        let entries = self.before.get(&place).into_iter().flatten();
        let taps = entries.filter(|entry| entry.fact.kind() == kind);
        taps.map(|entry| entry.stamp.at).max()
    }

    fn log(&self, place: Place) -> Log {
        let entries = [&self.before, &self.added]
            .into_iter()
            .filter_map(|logs| logs.get(&place));
        self.of_booking(place, Log::of(entries.flatten()))
    }

    fn of_booking(&self, place: Place, log: Log) -> Log {
        match self.booked.get(&place) {
            Some(&booked_at) => log.of_booking(booked_at),
            None => log,
        }
    }

    /// What each place that has a new entry has, now that all are there.
    pub fn logs(&self) -> BTreeMap<Place, Log> {
        self.added.keys().map(|&place| (place, self.log(place))).collect()
    }

    /// Each place that has a new entry, with what it came to before and comes to now.
    pub fn changed(&self) -> impl Iterator<Item = (Place, PlaceState, PlaceState)> + '_ {
        self.added.keys().map(|&place| {
            let before = Log::of(self.before.get(&place).into_iter().flatten());
            (place, self.of_booking(place, before).state(), self.log(place).state())
        })
    }

    /// The rows of what the changed places come to.
    pub fn states(&self) -> Result<Vec<NewState>, StoreError> {
        let row = |(place, _, after): (Place, PlaceState, PlaceState)| {
            NewState::new(Key(place.child.0), Key(place.activity.0), place.day, &after)
        };
        self.changed().map(row).collect()
    }
}
