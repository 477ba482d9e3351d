//! Writing down what was tapped, also long ago and out of order.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use futures_util::FutureExt;
use preau_domain::access::{Reach, Scope};
use preau_domain::attendance::{Entry, EntryRefusal, Fact};
use preau_domain::family::ChildFacts;
use preau_domain::ids::{ActivityId, ChildId};
use preau_entities::rows::Key;
use preau_entities::store::attendance::{self, PlaceRef};
use preau_entities::store::people;
use preau_entities::store::turn::{AttendanceBatch, Turn};

use super::alert;
use super::desk::{Desk, Judged};
use super::places::{Place, Places};
use crate::booking::known::facts;
use crate::booking::turn::{Lost, in_turn};
use crate::{Fault, Portal};

/// Entries in one request: what a tablet gathers in a day without network.
pub const MAX_ENTRIES: usize = 500;

/// Characters of a device's name.
pub const MAX_DEVICE: usize = 64;

/// What a tablet sends.
#[derive(Clone, Debug)]
pub struct RecordRequest {
    pub scope: Scope,
    pub actor: String,
    pub actor_name: String,
    pub taps: Vec<Tap>,
}

/// One entry, and where it belongs. Ids that name nothing are none.
#[derive(Clone, Debug)]
pub struct Tap {
    pub child: Option<ChildId>,
    pub activity: Option<ActivityId>,
    pub day: NaiveDate,
    /// None where it has no id or no device that can be kept.
    pub entry: Option<Entry>,
}

/// What became of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Recorded,
    /// It was written down before.
    KnownAlready,
    /// It is kept, and a later one holds in its place.
    Superseded,
    Refused(TapRefusal),
}

/// Why an entry is not written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TapRefusal {
    UnknownChild,
    UnknownActivity,
    /// Its id or the name of its device cannot be kept.
    Malformed,
    /// Its id was used for another entry.
    IdTaken,
    Rules(EntryRefusal),
}

/// Why nothing was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordRefusal {
    NothingSent,
    TooMany { most: usize },
}

/// Writes down what can be, in one transaction, and says of each entry what became of it. For the town's staff.
pub async fn record(portal: &Portal, request: &RecordRequest) -> Result<Result<Vec<Verdict>, RecordRefusal>, Fault> {
    if request.scope.reach != Reach::Town {
        return Err(Fault::Forbidden);
    }
    if request.taps.is_empty() {
        return Ok(Err(RecordRefusal::NothingSent));
    }
    if request.taps.len() > MAX_ENTRIES {
        return Ok(Err(RecordRefusal::TooMany { most: MAX_ENTRIES }));
    }
    let commune = request.scope.commune;
    in_turn(portal, commune, request.clone(), |own, asked| {
        attempt(own, asked).boxed()
    })
    .await
    .map(Ok)
}

async fn attempt(portal: &Portal, request: &RecordRequest) -> Result<Vec<Verdict>, Lost> {
    let commune = request.scope.commune;
    let turn = Turn::begin(&portal.db, commune).await?.ok_or(Fault::NotFound)?;
    let town = portal.towns.at_version(commune, turn.start.rule_book_version).await?;
    let now = portal.clock.now();

    let refs: Vec<PlaceRef> = request.taps.iter().filter_map(Tap::place_ref).collect();
    let ids: BTreeSet<ChildId> = refs.iter().map(|place| ChildId(place.child_id.0)).collect();
    let ids: Vec<ChildId> = ids.into_iter().collect();
    let lines = people::children_in_town(turn.reads(), commune, &ids).await?;
    let children: HashMap<ChildId, ChildFacts> = lines
        .iter()
        .map(|line| (ChildId(line.child_id.0), facts(&town, line)))
        .collect();
    let booked: BTreeMap<(Key, Key, NaiveDate), DateTime<Utc>> = attendance::booked(turn.reads(), commune, &refs)
        .await?
        .into_iter()
        .collect();
    let known = attendance::known(turn.reads(), commune, &refs).await?;
    let since = booked.iter().map(|(&(child, activity, day), &booked_at)| {
        let place = Place {
            child: ChildId(child.0),
            day,
            activity: ActivityId(activity.0),
        };
        (place, booked_at)
    });
    let mut places = Places::read(&known, since.collect())?;

    let desk = Desk {
        town: &town,
        children,
        booked,
        now,
    };
    let mut verdicts = Vec::with_capacity(request.taps.len());
    let mut written = Vec::new();
    for (nth, tap) in request.taps.iter().enumerate() {
        let verdict = match desk.judge(tap, &places) {
            Judged::Told(verdict) => verdict,
            Judged::New(place, entry) => {
                written.push((nth, place, entry.stamp.id));
                places.add(place, entry, &request.actor, &request.actor_name)?;
                Verdict::Recorded
            }
        };
        verdicts.push(verdict);
    }
    let logs = places.logs();
    for (nth, place, id) in written {
        if !logs.get(&place).is_some_and(|log| log.holds(id)) {
            verdicts[nth] = Verdict::Superseded;
        }
    }
    if places.rows.is_empty() {
        return Ok(verdicts);
    }
    let missing = places
        .changed()
        .filter(|(place, before, after)| {
            desk.is_missing(*place, after.clone()) && !desk.is_missing(*place, before.clone())
        })
        .map(|(place, _, _)| place);
    let tasks = alert::tasks(portal, missing, now);
    let alerting = !tasks.is_empty();
    let batch = AttendanceBatch {
        states: places.states()?,
        events: places.rows,
        answers: Vec::new(),
        tasks,
    };
    turn.record(&batch, now).await?;
    if alerting {
        portal.outbox.notify_one();
    }
    Ok(verdicts)
}

impl Tap {
    fn place_ref(&self) -> Option<PlaceRef> {
        let place = Place {
            child: self.child?,
            day: self.day,
            activity: self.activity?,
        };
        Some(place.with(self.entry.as_ref()?.stamp.id))
    }
}

/// The entry as every store keeps it: its instants to the millisecond.
#[must_use]
pub fn kept(mut entry: Entry) -> Entry {
    let milliseconds = |at: DateTime<Utc>| at.trunc_subsecs(3);
    entry.stamp.at = milliseconds(entry.stamp.at);
    match &mut entry.fact {
        Fact::CheckedIn(at) | Fact::CheckedOut(at) | Fact::Certificate(at) => *at = milliseconds(*at),
        Fact::Reported(report) => report.at = milliseconds(report.at),
        Fact::Absent(_) | Fact::Undone(_) => {}
    }
    entry
}
