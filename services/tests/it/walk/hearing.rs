//! What answers tell, taken at their word, and what they refuse, which is not.

use std::collections::BTreeSet;

use preau_domain::ids::{ActivityId, ChildId, FamilyId};
use preau_entities::store::cart::{self, Action};
use preau_services::booking::answer::{LineOutcome, OutcomeLine, PlanAnswer};
use preau_services::booking::reason::Reason;
use preau_services::booking::request::Change;
use preau_services::ports::Clock;

use super::audit::{Place, Stands};
use super::model::Walk;
use super::refused::Around;
use crate::booking::world::{FAMILIES, World, family};

/// What a step asked and was refused.
#[derive(Default)]
pub struct Heard {
    pub refused: Vec<(Place, Reason)>,
    /// What the requests and the carts around them book, and what they give back.
    pub books: BTreeSet<Place>,
    pub cancels: BTreeSet<Place>,
}

impl Walk {
    /// Takes an answer at its word.
    pub fn hear(&mut self, of: &str, answer: &PlanAnswer) {
        for line in &answer.outcomes {
            let (word, stands) = after(line);
            let place = (line.child, line.activity, line.day);
            match stands {
                Some("gone") => drop(self.told.remove(&place)),
                Some(stands) => drop(self.told.insert(place, stands)),
                None => {}
            }
            self.count(&format!("{of} {word}"), 1);
        }
        self.heard.refuses(answer);
    }
}

impl Heard {
    pub fn refuses(&mut self, answer: &PlanAnswer) {
        for line in &answer.outcomes {
            if let LineOutcome::Refused { reason, .. } = &line.outcome {
                let place = (line.child, line.activity, line.day);
                self.refused.push((place, reason.clone()));
            }
        }
    }

    pub fn asks(&mut self, changes: &[Change]) {
        for change in changes {
            let place = |&day| (change.child, change.activity, day);
            self.books.extend(change.book.iter().map(place));
            self.cancels.extend(change.cancel.iter().map(place));
        }
    }

    /// Carts are asked together with what is added to them.
    pub async fn asks_what_stands_in_carts(&mut self, world: &World) {
        let families: Vec<FamilyId> = (0..FAMILIES).map(family).collect();
        for line in cart::lines(&world.store.db, world.commune, &families).await.unwrap() {
            let place = (ChildId(line.child_id.0), ActivityId(line.activity_id.0), line.day);
            match line.action {
                Action::Book => self.books.insert(place),
                Action::Cancel => self.cancels.insert(place),
            };
        }
    }

    /// Fails where something is refused that the rules allow.
    pub fn weigh(&self, world: &World, before: &Stands, after: &Stands) {
        let around = Around {
            before,
            after,
            books: &self.books,
            cancels: &self.cancels,
            now: world.clock.now(),
        };
        for (place, reason) in &self.refused {
            around.refuses(world, *place, reason);
        }
    }
}

/// The word of an outcome, and how the place stands behind it; none where nothing became of it.
fn after(line: &OutcomeLine) -> (&'static str, Option<&'static str>) {
    match line.outcome {
        LineOutcome::Booked { .. } => ("Booked", Some("confirmed")),
        LineOutcome::Pending { .. } => ("Pending", Some("pending")),
        LineOutcome::Cancelled => ("Cancelled", Some("gone")),
        LineOutcome::CancellationAsked => ("CancellationAsked", Some("cancellation_asked")),
        LineOutcome::ChangeAsked => ("ChangeAsked", Some("change_asked")),
        LineOutcome::Kept => ("Kept", Some("confirmed")),
        LineOutcome::Repriced { .. } => panic!("this town has no bundles"),
        LineOutcome::Unchanged => ("Unchanged", None),
        LineOutcome::Refused { .. } => ("Refused", None),
    }
}

pub fn pending(standing: &str) -> &str {
    if standing == "pending_change" {
        "pending"
    } else {
        standing
    }
}
