//! A draft rule book, tried against what was booked in a past period, and what came of it. Nothing is written.

mod crowd;
mod drafted;
mod sides;
mod walk;

use std::ops::ControlFlow;

use chrono::NaiveDate;
use preau_domain::ids::{ChildId, CommuneId, FamilyId};
use preau_domain::rulebook::RuleBook;
use preau_domain::simulation::{Draft, FamilyLine, Simulation, Summary};
use preau_entities::store::simulation::Past;

use self::crowd::{Pages, full_slots};
use self::sides::Sides;
use self::walk::Walk;
use crate::{Fault, Portal};

/// Days of children that are read at once; each has a place in every activity at most. Ten megabytes or two, as the store
/// hands them over.
const CHILD_DAYS_AT_ONCE: i64 = 5_000;

/// At most so many children are read at once, however short the period.
const MOST_CHILDREN_AT_ONCE: i64 = 500;

/// Bookings of crowded days that are gone through at once: a day at least. Ten megabytes, as they are held.
const CROWDED_AT_ONCE: u64 = 50_000;

/// What to try, against what.
#[derive(Clone, Debug)]
pub struct Trial {
    pub town: CommuneId,
    pub draft: RuleBook,
    /// Both days included.
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// How many children are read at once, whole families; None for as many as fit the days that are read.
    pub children_at_once: Option<u64>,
    /// How many bookings of days on which more want a place than the draft has are held at once, whole days; None for
    /// what fits into some megabytes.
    pub crowded_at_once: Option<u64>,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bookings of crowded days that were looked through beforehand, to see who found a place.
    pub crowded: u64,
    /// Read so far, also those without a place.
    pub children: u64,
    /// Places of the period that were booked or used.
    pub places: u64,
    /// Places of the last page, those before the period too: all that are held at one time. Beforehand, bookings of the
    /// crowded days at hand.
    pub held: usize,
}

/// Whoever follows a simulation. A break ends it.
pub trait Follower: Send {
    /// The family is complete.
    fn family(&mut self, line: &FamilyLine) -> ControlFlow<()>;

    /// One more page is reckoned, or looked through beforehand.
    fn page(&mut self, progress: Progress) -> ControlFlow<()>;
}

impl Trial {
    /// With pages of a size that fits the period.
    pub fn new(town: CommuneId, draft: RuleBook, from: NaiveDate, to: NaiveDate) -> Self {
        Self {
            town,
            draft,
            from,
            to,
            children_at_once: None,
            crowded_at_once: None,
        }
    }
}

/// Goes through the period, family by family. None where the follower ended it; dropping the future ends it too.
///
/// The whole is read as the town stood at one moment, in pages of whole families. Two statements a page; a family that is
/// larger than a page takes one more. Slots are counted before, and days on which more want a place than the draft has are
/// read twice: who found one must be known before the first family is told.
pub async fn simulate(portal: &Portal, trial: Trial, follower: &mut dyn Follower) -> Result<Option<Summary>, Fault> {
    let Trial { from, to, .. } = trial;
    let town = portal.towns.get(trial.town).await?;
    let draft = Draft::new(trial.draft, from, to);
    let draft = draft.map_err(|error| Fault::Defect(format!("a calendar cannot be read: {error:?}")))?;
    let past = Past::open(&portal.db, town.id).await?;
    let sides = Sides::new(&town, past.activities().await?, draft.clone(), from, to);
    let pages = Pages {
        bookings: trial.crowded_at_once.unwrap_or(CROWDED_AT_ONCE),
        children: trial.children_at_once,
    };
    let mut progress = Progress::default();
    let Some(full) = full_slots(&past, &sides, pages, follower, &mut progress).await? else {
        past.close().await?;
        return Ok(None);
    };
    let mut walk = Walk {
        simulation: Simulation::of(draft, full),
        sides,
        follower,
        progress,
    };
    let (since, until) = (walk.sides.since(), walk.sides.until());
    let at_once = fitting(trial.children_at_once, since, until);
    let mut behind = None;
    loop {
        let children = past.families(behind, at_once).await?;
        let Some(last) = children.last() else { break };
        behind = Some(FamilyId(last.family_id.0));
        let ids: Vec<ChildId> = children.iter().map(|child| ChildId(child.child_id.0)).collect();
        let places = past.places(&ids, since, until).await?;
        if walk.page(&children, &places)?.is_break() {
            past.close().await?;
            return Ok(None);
        }
        // A long page leaves room for others on the same thread.
        tokio::task::yield_now().await;
    }
    past.close().await?;
    Ok(walk.end())
}

/// How many children are read at once of so many days, where nothing else is asked for.
fn fitting(asked: Option<u64>, since: NaiveDate, until: NaiveDate) -> u64 {
    let days = (until - since).num_days() + 1;
    let children = (CHILD_DAYS_AT_ONCE / days.max(1)).clamp(1, MOST_CHILDREN_AT_ONCE);
    asked.unwrap_or(children.unsigned_abs()).max(1)
}
