//! From pages of families to days of children.

use std::ops::ControlFlow;

use preau_domain::family::ChildFacts;
use preau_domain::ids::{ChildId, FamilyId};
use preau_domain::simulation::{PastDay, Simulation, Summary};
use preau_entities::store::attendance::PlaceLine;
use preau_entities::store::people::ChildLine;

use super::sides::{Came, Sides};
use super::{Follower, Progress};
use crate::Fault;

pub(super) struct Walk<'w> {
    pub sides: Sides<'w>,
    pub simulation: Simulation,
    pub follower: &'w mut dyn Follower,
    pub progress: Progress,
}

impl Walk<'_> {
    /// Whole families, and their places by child and day.
    pub fn page(&mut self, children: &[ChildLine], places: &[PlaceLine]) -> Result<ControlFlow<()>, Fault> {
        for family in children.chunk_by(|one, next| one.family_id == next.family_id) {
            if self.family(family, places)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        self.progress.children += children.len() as u64;
        self.progress.held = places.len();
        Ok(self.follower.page(self.progress))
    }

    pub fn end(self) -> Option<Summary> {
        let (last, summary) = self.simulation.finish();
        match last.map(|line| self.follower.family(&line)) {
            Some(ControlFlow::Break(())) => None,
            _ => Some(summary),
        }
    }

    fn family(&mut self, children: &[ChildLine], places: &[PlaceLine]) -> Result<ControlFlow<()>, Fault> {
        let Some(ChildLine { family_id, .. }) = children.first() else {
            return Ok(ControlFlow::Continue(()));
        };
        let family = FamilyId(family_id.0);
        let (known, drafted) = self.sides.children(children);
        let own = known.iter().map(|child| (child, of_child(places, child.id)));
        let came = self.sides.came(&known, &drafted, own.clone().flat_map(|(_, own)| own));
        for ((child, places), drafted) in own.zip(&drafted) {
            for day in places.chunk_by(|one, next| one.day == next.day) {
                if self.day(family, (child, drafted), day, &came)?.is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn day(
        &mut self,
        family: FamilyId,
        (child, drafted): (&ChildFacts, &ChildFacts),
        lines: &[PlaceLine],
        came: &Came,
    ) -> Result<ControlFlow<()>, Fault> {
        // A place that was given back after an absence was told of it is none.
        let lines = || lines.iter().filter(|line| line.booked.is_some() || line.state.came());
        let day = match lines().next() {
            Some(line) if self.sides.within(line.day) => line.day,
            _ => return Ok(ControlFlow::Continue(())),
        };
        let places = lines().map(|line| self.sides.place(child.id, line, came));
        let places = places.collect::<Result<Vec<_>, _>>()?;
        self.progress.places += places.len() as u64;
        let complete = self.simulation.day(&PastDay {
            family,
            child,
            drafted,
            day,
            places: &places,
            governing: Some(self.sides.governing(day)),
        });
        Ok(complete.map_or(ControlFlow::Continue(()), |line| self.follower.family(&line)))
    }
}

/// Those of one child; they stand together.
fn of_child(places: &[PlaceLine], child: ChildId) -> &[PlaceLine] {
    let first = places.partition_point(|place| place.child_id.0 < child.0);
    let own = places.get(first..).unwrap_or_default();
    let count = own.partition_point(|place| place.child_id.0 == child.0);
    own.get(..count).unwrap_or_default()
}
