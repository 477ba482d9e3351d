//! A draft rule book, tried against what was booked in a past period. Nothing is written.

use std::collections::HashMap;
use std::ops::ControlFlow;

use chrono::NaiveDate;
use preau_domain::code::Code;
use preau_domain::family::ChildFacts;
use preau_domain::ids::{ActivityId, ChildId, CommuneId, FamilyId};
use preau_domain::money::Money;
use preau_domain::rulebook::RuleBook;
use preau_domain::simulation::{Booked, Draft, FamilyLine, PastDay, Place, Simulation, Summary};
use preau_entities::store::people::ChildLine;
use preau_entities::store::simulation::{Past, PastBooking};

use crate::booking::known::facts;
use crate::towns::Town;
use crate::{Fault, Portal};

/// Days of children that are read at once; each has a booking for every activity at most. About ten megabytes.
const CHILD_DAYS_AT_ONCE: u64 = 20_000;

/// At most so many children are read at once, however short the period.
const MOST_CHILDREN_AT_ONCE: u64 = 500;

/// What to try, against what.
#[derive(Clone, Debug)]
pub struct Trial {
    pub town: CommuneId,
    pub draft: RuleBook,
    /// Both days included.
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// How many children are read at once.
    pub children_at_once: u64,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Read so far, also those without a booking.
    pub children: u64,
    pub bookings: u64,
    /// Bookings of the last page: all that are held at one time.
    pub held: usize,
}

/// Whoever follows a simulation. A break ends it.
pub trait Follower: Send {
    /// The family is complete.
    fn family(&mut self, line: &FamilyLine) -> ControlFlow<()>;

    /// One more page is reckoned.
    fn page(&mut self, progress: Progress) -> ControlFlow<()>;
}

impl Trial {
    /// With pages of a size that fits the period.
    pub fn new(town: CommuneId, draft: RuleBook, from: NaiveDate, to: NaiveDate) -> Self {
        let days = u64::try_from((to - from).num_days()).unwrap_or(0) + 1;
        Self {
            town,
            draft,
            from,
            to,
            children_at_once: (CHILD_DAYS_AT_ONCE / days).clamp(1, MOST_CHILDREN_AT_ONCE),
        }
    }
}

/// Goes through the period, family by family. None where the follower ended it; dropping the future ends it too.
///
/// The whole is read as the town stood at one moment. Two statements a page. A family whose children stand on two pages
/// is complete with the last of them.
pub async fn simulate(portal: &Portal, trial: Trial, follower: &mut dyn Follower) -> Result<Option<Summary>, Fault> {
    let town = portal.towns.get(trial.town).await?;
    let draft = Draft::new(trial.draft, trial.from, trial.to);
    let draft = draft.map_err(|error| Fault::Defect(format!("a calendar cannot be read: {error:?}")))?;
    let past = Past::open(&portal.db, town.id).await?;
    let codes: HashMap<ActivityId, Code> = past.activities().await?.into_iter().collect();
    let mut walk = Walk {
        town: &town,
        codes: &codes,
        simulation: Simulation::of(draft),
        follower,
        progress: Progress::default(),
    };
    let mut behind = None;
    loop {
        let children = past.children(behind, trial.children_at_once.max(1)).await?;
        let Some(last) = children.last() else { break };
        behind = Some((FamilyId(last.family_id.0), ChildId(last.child_id.0)));
        let ids: Vec<ChildId> = children.iter().map(|child| ChildId(child.child_id.0)).collect();
        let bookings = past.bookings(&ids, trial.from, trial.to).await?;
        if walk.page(&children, &bookings)?.is_break() {
            past.close().await?;
            return Ok(None);
        }
        // A long page leaves room for others on the same thread.
        tokio::task::yield_now().await;
    }
    past.close().await?;
    Ok(walk.end())
}

struct Walk<'w> {
    town: &'w Town,
    codes: &'w HashMap<ActivityId, Code>,
    simulation: Simulation,
    follower: &'w mut dyn Follower,
    progress: Progress,
}

impl Walk<'_> {
    /// `bookings` by child, then by day.
    fn page(&mut self, children: &[ChildLine], bookings: &[PastBooking]) -> Result<ControlFlow<()>, Fault> {
        for child in children {
            let first = bookings.partition_point(|booking| booking.child_id < child.child_id);
            let own = bookings.get(first..).unwrap_or_default();
            let own = own.partition_point(|booking| booking.child_id == child.child_id);
            let own = bookings.get(first..first + own).unwrap_or_default();
            let (family, child) = (FamilyId(child.family_id.0), facts(child));
            for day in own.chunk_by(|one, next| one.day == next.day) {
                if self.day(family, &child, day)?.is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
        }
        self.progress.children += children.len() as u64;
        self.progress.bookings += bookings.len() as u64;
        self.progress.held = bookings.len();
        Ok(self.follower.page(self.progress))
    }

    fn day(
        &mut self,
        family: FamilyId,
        child: &ChildFacts,
        bookings: &[PastBooking],
    ) -> Result<ControlFlow<()>, Fault> {
        let Some(PastBooking { day, .. }) = bookings.first() else {
            return Ok(ControlFlow::Continue(()));
        };
        let places = bookings.iter().map(|booking| place(self.codes, booking));
        let complete = self.simulation.day(&PastDay {
            family,
            child,
            day: *day,
            places: &places.collect::<Result<Vec<_>, _>>()?,
            governing: Some(&self.town.on(*day).rules),
        });
        Ok(complete.map_or(ControlFlow::Continue(()), |line| self.follower.family(&line)))
    }

    fn end(self) -> Option<Summary> {
        let (last, summary) = self.simulation.finish();
        match last.map(|line| self.follower.family(&line)) {
            Some(ControlFlow::Break(())) => None,
            _ => Some(summary),
        }
    }
}

fn place<'c>(codes: &'c HashMap<ActivityId, Code>, booking: &PastBooking) -> Result<Place<'c>, Fault> {
    let id = ActivityId(booking.activity_id.0);
    let code = codes.get(&id);
    Ok(Place {
        activity: code.ok_or_else(|| Fault::Defect(format!("{id} has no row")))?,
        booked: Some(Booked {
            price: Money::from_cents(booking.price_cents),
            at: booking.booked_at,
            late: booking.late,
        }),
        record: None,
    })
}
