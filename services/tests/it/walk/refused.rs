//! Whether what is refused had to be: each refusal against what the store held before its step, and holds behind it.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Paris;
use preau_domain::ids::{ActivityId, ChildId};
use preau_services::booking::reason::{Reason, ReasonCode};

use super::audit::{Place, Stands};
use crate::booking::reference::{closes, open};
use crate::booking::world::World;

/// What the store held around a step, and what all requests of the step and the carts around it ask together.
pub struct Around<'a> {
    pub before: &'a Stands,
    pub after: &'a Stands,
    pub books: &'a BTreeSet<Place>,
    pub cancels: &'a BTreeSet<Place>,
    pub now: DateTime<Utc>,
}

impl Around<'_> {
    /// Fails where nothing stood in the way of the place.
    pub fn refuses(&self, world: &World, place: Place, reason: &Reason) {
        let (_, activity, day) = place;
        assert!(
            self.is_so(world, place, reason),
            "{} on {day} is refused: {reason:?}",
            world.code(activity)
        );
    }

    fn is_so(&self, world: &World, place: Place, reason: &Reason) -> bool {
        let (child, activity, day) = place;
        let slot = (activity, day);
        let ever = |holds: &dyn Fn(&Stands) -> bool| [self.before, self.after].into_iter().any(holds);
        // What happened to a slot between the two, nobody saw.
        let moved = self.before.version(slot) != self.after.version(slot);
        let stood = |other: Place| ever(&|stands| stands.booked.contains_key(&other)) || self.books.contains(&other);
        match reason.code {
            ReasonCode::Linked | ReasonCode::ChangeRefused => {
                let other = (child, reason.activity.unwrap(), day);
                self.is_so(world, other, reason.because.as_deref().unwrap())
            }
            ReasonCode::Full => {
                let others = self.others_who_ask(world, place);
                moved || ever(&|stands| stands.left.get(&slot).is_some_and(|&left| left <= others))
            }
            ReasonCode::TooLate => {
                let ends = [closes(day), eve(place)];
                reason
                    .closed_at
                    .is_some_and(|end| ends.contains(&end) && end <= self.now)
            }
            ReasonCode::Weekday | ReasonCode::PublicHoliday | ReasonCode::SchoolHoliday => !open(day),
            ReasonCode::Excluded => {
                let other = reason.activity.unwrap();
                shut_each_other_out(world, activity, other) && stood((child, other, day))
            }
            ReasonCode::Undecided => ever(&|stands| {
                let theirs = |&(of, _, on): &Place| (of, on) == (child, day);
                let booked = stands.booked.iter().filter(|(place, _)| theirs(place));
                booked.into_iter().any(|(_, standing)| standing != "confirmed")
            }),
            ReasonCode::Contradictory => {
                let theirs = |&(of, _, on): &Place| (of, on) == (child, day);
                self.books.iter().any(theirs) && self.cancels.iter().any(theirs)
            }
            ReasonCode::AlreadyBooked => self.before.booked.contains_key(&place),
            ReasonCode::AlreadyWaiting => self.before.awaits(place),
            ReasonCode::PlaceFree => moved || ever(&|stands| stands.left.get(&slot).is_none_or(|&left| left > 0)),
            ReasonCode::NoOffer => !self.before.offered.contains(&place) || moved,
            other => panic!("no rule of this town gives {other:?}"),
        }
    }

    /// Other children for whom the place, or what takes it along, is asked together with it.
    fn others_who_ask(&self, world: &World, (child, activity, day): Place) -> i32 {
        let takes = |other: ActivityId| {
            let midday = |id| ["midi", "cantine"].contains(&world.code(id));
            other == activity || (midday(other) && midday(activity))
        };
        let asks = |&&(of, other, on): &&Place| of != child && on == day && takes(other);
        let children: BTreeSet<ChildId> = self.books.iter().filter(asks).map(|place| place.0).collect();
        i32::try_from(children.len()).unwrap()
    }
}

fn shut_each_other_out(world: &World, one: ActivityId, other: ActivityId) -> bool {
    let mut both = [world.code(one), world.code(other)];
    both.sort_unstable();
    both == ["etude", "garderie"]
}

/// The eve at 18:00 on the clocks of Paris, until when one of the two that shut each other out may be changed.
fn eve((_, _, day): Place) -> DateTime<Utc> {
    let eve = (day - Days::new(1)).and_time(NaiveTime::from_hms_opt(18, 0, 0).unwrap());
    Paris.from_local_datetime(&eve).unwrap().to_utc()
}
