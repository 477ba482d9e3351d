//! Whether a wait still holds good by the rules of now.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use preau_domain::waiting::{End, lasts, runs, withheld};

use crate::booking::known::Known;
use crate::towns::Town;

/// Holds a wait against the rules of now: notes until when it lasts, or ends it. Whether it still stands. What is offered
/// to a child that may not book it now, because of what its family owes or by word of staff, is kept for it no more, and
/// it waits on. A wait of a child that is not known yet stands unseen; so does that of a day of which nothing can be said
/// here.
pub(super) fn holds_good(town: &Town, known: &mut Known, position: i64, now: DateTime<Utc>) -> bool {
    if matches!(standing(town, known, position, now), Standing::Withheld) {
        known.set_back(position);
    }
    match standing(town, known, position, now) {
        Standing::Ends(end) => {
            known.end_wait(position, end);
            false
        }
        Standing::Lasts(until) => {
            known.waits.line.note_closing(position, until);
            true
        }
        Standing::AsItWas | Standing::Withheld => true,
    }
}

enum Standing {
    AsItWas,
    /// The place that is kept is no longer the child's to take.
    Withheld,
    Lasts(DateTime<Utc>),
    Ends(End),
}

fn standing(town: &Town, known: &Known, position: i64, now: DateTime<Utc>) -> Standing {
    let Some(wait) = known.waits.line.wait(position).filter(|wait| wait.is_open()) else {
        return Standing::AsItWas;
    };
    let day = wait.asked.day;
    if day < town.today {
        return Standing::Ends(if wait.is_offered() { End::Lapsed } else { End::Expired });
    }
    let Some(child) = known.children.get(&wait.child).filter(|_| town.reads(day)) else {
        return Standing::AsItWas;
    };
    // How full it is, and what else the child has there, ends no wait.
    let (marks, occupancy) = (BTreeMap::new(), BTreeMap::new());
    let situation = child.situation(town.on(day), &marks, &occupancy, now);
    if wait.is_offered() {
        return if !runs(&situation, wait.open()) {
            Standing::Ends(End::Withdrawn)
        } else if withheld(&situation, wait.open()) {
            Standing::Withheld
        } else {
            Standing::AsItWas
        };
    }
    match lasts(&situation, wait.asked) {
        Ok(until) => Standing::Lasts(until),
        Err(end) => Standing::Ends(end),
    }
}
