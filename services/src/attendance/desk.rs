//! Holding entries against what is known of the town.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::attendance::{ChildDay, Entry, EntryRefusal, PlaceState, may_write};
use preau_domain::booking::Refusal;
use preau_domain::family::ChildFacts;
use preau_domain::ids::{ActivityId, ChildId};
use preau_entities::rows::Key;

use super::places::{Known, Place, Places};
use super::record::{Tap, TapRefusal, Verdict};
use crate::towns::Town;

/// What entries are held against.
pub(super) struct Desk<'a> {
    pub town: &'a Town,
    pub children: HashMap<ChildId, ChildFacts>,
    /// Child, activity and day of the places that are booked, and since when.
    pub booked: BTreeMap<(Key, Key, NaiveDate), DateTime<Utc>>,
    pub now: DateTime<Utc>,
}

/// An entry, held against all that.
pub(super) enum Judged {
    Told(Verdict),
    /// It is to be written down.
    New(Place, Entry),
}

impl Desk<'_> {
    pub fn judge(&self, tap: &Tap, places: &Places) -> Judged {
        let refused = |refusal| Judged::Told(Verdict::Refused(refusal));
        let (place, entry) = match self.place(tap) {
            Ok(found) => found,
            Err(refusal) => return refused(refusal),
        };
        match places.knows(place, &entry) {
            Known::Same => Judged::Told(Verdict::KnownAlready),
            Known::Other => refused(TapRefusal::IdTaken),
            Known::No => match self.admit(place, &entry) {
                Ok(()) => Judged::New(place, entry),
                Err(refusal) => refused(refusal),
            },
        }
    }

    pub fn is_booked(&self, place: Place) -> bool {
        self.booked_at(place).is_some()
    }

    /// Whether a state is that of a child that is expected, does not come, and of whom nobody told why.
    pub fn is_missing(&self, place: Place, state: PlaceState) -> bool {
        let booked_at = self.booked_at(place);
        booked_at.is_some_and(|booked_at| state.of_booking(booked_at).is_missing())
    }

    fn booked_at(&self, place: Place) -> Option<DateTime<Utc>> {
        let key = (Key(place.child.0), Key(place.activity.0), place.day);
        self.booked.get(&key).copied()
    }

    fn place(&self, tap: &Tap) -> Result<(Place, Entry), TapRefusal> {
        let entry = tap.entry.clone().ok_or(TapRefusal::Malformed)?;
        let child = tap.child.filter(|id| self.children.contains_key(id));
        let child = child.ok_or(TapRefusal::UnknownChild)?;
        let known = |id: &ActivityId| !self.town.activity_name(*id).is_empty();
        let activity = tap.activity.filter(known).ok_or(TapRefusal::UnknownActivity)?;
        let place = Place {
            child,
            day: tap.day,
            activity,
        };
        Ok((place, entry))
    }

    fn admit(&self, place: Place, entry: &Entry) -> Result<(), TapRefusal> {
        let not_offered = || TapRefusal::Rules(EntryRefusal::NotOffered(Refusal::NotOffered));
        let slot = self.town.slot(place.activity, place.day).ok_or_else(not_offered)?;
        let child = self.children.get(&place.child).ok_or(TapRefusal::UnknownChild)?;
        let edition = self.town.on(place.day);
        let at = ChildDay {
            rules: &edition.rules,
            calendar: &edition.calendar,
            child,
            day: place.day,
        };
        let booked = self.is_booked(place);
        may_write(at, slot.activity, booked, entry, self.now).map_err(TapRefusal::Rules)
    }
}
