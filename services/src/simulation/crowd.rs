//! Where more want a place than the draft has: who found one, worked out before families are gone through.
//!
//! Slots are counted first. Only days with one that is booked beyond the draft's places are read, and as many of them at
//! once as hold so many bookings; what stays of them is a turn for each slot that filled up.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use preau_domain::ids::{ActivityId, BookingId, ChildId, FamilyId};
use preau_domain::rulebook::model::ActivityIx;
use preau_domain::simulation::{Booked, CrowdedDay, FullSlots};
use preau_entities::rows::Key;
use preau_entities::store::people::ChildLine;
use preau_entities::store::simulation::{BookingLine, Past, SlotLine};

use super::sides::Sides;
use super::{Follower, Progress, fitting};
use crate::Fault;

/// A day of the period that is booked beyond the draft's places.
struct Crowded {
    day: NaiveDate,
    /// Activities in which it is.
    over: BTreeSet<ActivityIx>,
    /// In all activities of the draft.
    bookings: u64,
}

/// Some of the crowded days, gone through together.
struct Window<'w> {
    sides: &'w Sides<'w>,
    days: BTreeMap<NaiveDate, (&'w BTreeSet<ActivityIx>, CrowdedDay<'w>)>,
    /// Bookings that are held.
    held: usize,
}

/// How much is read at once.
#[derive(Clone, Copy)]
pub(super) struct Pages {
    /// Bookings of crowded days; one day at least.
    pub bookings: u64,
    /// Children; None for as many as fit.
    pub children: Option<u64>,
}

/// From whose turn on slots of the period were full. None where the follower ended it.
pub(super) async fn full_slots(
    past: &Past,
    sides: &Sides<'_>,
    pages: Pages,
    follower: &mut dyn Follower,
    progress: &mut Progress,
) -> Result<Option<FullSlots>, Fault> {
    let (from, to) = sides.period();
    let crowded = crowded(sides, &past.slots(from, to).await?);
    let mut full = FullSlots::default();
    for days in windows(&crowded, pages.bookings) {
        let (Some(first), Some(last)) = (days.first(), days.last()) else {
            continue;
        };
        let (first, last) = (first.day, last.day);
        let at_once = fitting(pages.children, first, last);
        let mut window = Window::new(sides, days);
        let mut behind = None;
        loop {
            let children = past.families(behind, at_once).await?;
            let Some(end) = children.last() else { break };
            behind = Some(FamilyId(end.family_id.0));
            let ids: Vec<ChildId> = children.iter().map(|child| ChildId(child.child_id.0)).collect();
            let bookings = past.bookings(&ids, first, last).await?;
            progress.crowded += window.page(&children, &bookings);
            progress.held = window.held;
            if follower.page(*progress).is_break() {
                return Ok(None);
            }
            tokio::task::yield_now().await;
        }
        window.close(&mut full);
    }
    Ok(Some(full))
}

/// The crowded days, in order. An activity without any place is refused by itself.
fn crowded(sides: &Sides<'_>, slots: &[SlotLine]) -> Vec<Crowded> {
    let rules = sides.draft().rules();
    let of_day = |slots: &[SlotLine]| {
        let day = slots.first()?.day;
        let mut crowded = Crowded {
            day,
            over: BTreeSet::new(),
            bookings: 0,
        };
        for slot in slots {
            let Some(ix) = sides.draft().activity(ActivityId(slot.activity_id.0)) else {
                continue;
            };
            let capacity = rules.activity(ix).capacity;
            if capacity > 0 && slot.booked > i64::from(capacity) {
                crowded.over.insert(ix);
            }
            crowded.bookings += slot.booked.unsigned_abs();
        }
        (!crowded.over.is_empty()).then_some(crowded)
    };
    slots
        .chunk_by(|one, next| one.day == next.day)
        .filter_map(of_day)
        .collect()
}

/// Days that follow each other, with at most so many bookings together, or one day.
fn windows(mut days: &[Crowded], most: u64) -> impl Iterator<Item = &[Crowded]> {
    std::iter::from_fn(move || {
        let mut bookings = 0;
        let fits = |day: &&Crowded| {
            bookings += day.bookings;
            bookings <= most
        };
        let count = days.iter().take_while(fits).count().max(1).min(days.len());
        let (now, later) = days.split_at(count);
        days = later;
        (!now.is_empty()).then_some(now)
    })
}

impl<'w> Window<'w> {
    fn new(sides: &'w Sides<'w>, days: &'w [Crowded]) -> Self {
        let day = |one: &'w Crowded| (one.day, (&one.over, CrowdedDay::new(sides.draft().draft(), one.day)));
        Self {
            sides,
            days: days.iter().map(day).collect(),
            held: 0,
        }
    }

    /// Children, and their bookings by child and day. How many are held more.
    fn page(&mut self, children: &[ChildLine], bookings: &[BookingLine]) -> u64 {
        let before = self.held;
        let lines: BTreeMap<Key, &ChildLine> = children.iter().map(|line| (line.child_id, line)).collect();
        for own in bookings.chunk_by(|one, next| one.child_id == next.child_id) {
            let Some(line) = own.first().and_then(|first| lines.get(&first.child_id)) else {
                continue;
            };
            let child = self.sides.drafted(line);
            for those in own.chunk_by(|one, next| one.day == next.day) {
                let Some((over, crowd)) = those.first().and_then(|first| self.days.get_mut(&first.day)) else {
                    continue;
                };
                let booked =
                    |line: &BookingLine| Some((self.sides.draft().activity(ActivityId(line.activity_id.0))?, of(line)));
                let booked: BTreeMap<ActivityIx, Booked> = those.iter().filter_map(booked).collect();
                // Whoever wants none of the crowded slots is in nobody's way.
                if booked.keys().any(|ix| over.contains(ix)) {
                    self.held += booked.len();
                    crowd.child(&child, &booked);
                }
            }
        }
        (self.held - before) as u64
    }

    fn close(self, full: &mut FullSlots) {
        for (_, crowd) in self.days.into_values() {
            crowd.fill(full);
        }
    }
}

fn of(line: &BookingLine) -> Booked {
    Booked {
        id: BookingId(line.booking_id.0),
        at: line.booked_at,
        late: line.late,
    }
}
