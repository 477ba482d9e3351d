//! Whether a place that runs can be booked.

use super::limit::Limit;
use super::reason::Reason;
use super::step::{AlongState, Debt, LateRule, Step};
use crate::booking::account::{Standing, file, suspension};
use crate::booking::linkage::{excluded_from, links_among, takes_for};
use crate::booking::permit::{Timing, accepted_late, occupancy, parts_to_book, stands_in_the_way};
use crate::booking::{Situation, SlotKey};
use crate::money::Money;
use crate::rulebook::attendance::LateBooking;
use crate::rulebook::model::ActivityIx;

/// Time first, then the family's account and file, what else the child has that day, places, and what comes along.
pub(super) fn place(situation: &Situation<'_>, slot: SlotKey, steps: &mut Vec<Step>) {
    let rules = situation.rules;
    let code = |ix: ActivityIx| rules.activity(ix).code.clone();
    let deadline = Timing::Alone.to_book(rules.activity(slot.activity));
    steps.push(Step::Booking(Limit::of(situation, slot, deadline)));
    steps.extend(late(situation, slot));
    account(situation, slot, steps);
    let along = takes_for(rules, situation.child, slot.activity);
    steps.extend(excluded_from(rules, slot.activity).map(|other| Step::Excludes {
        activity: code(other),
        in_the_way: stands_in_the_way(situation, slot, other, &along),
    }));
    let occupancy = occupancy(situation, slot);
    steps.push(Step::Places {
        capacity: occupancy.capacity,
        taken: occupancy.taken,
        left: occupancy.places_left(),
        shown: rules.activity(slot.activity).shows_places,
    });
    companions(situation, slot, &along, steps);
}

fn account(situation: &Situation<'_>, slot: SlotKey, steps: &mut Vec<Step>) {
    steps.extend(suspension(situation, slot).map(|suspended| Step::Suspended {
        from: suspended.from,
        until: suspended.until,
    }));
    steps.extend(file(situation, slot).map(|(file, complete)| Step::File {
        complete,
        until: file.until,
        missing: file.missing.clone(),
        documents: situation.rules.activity(slot.activity).documents.clone(),
    }));
    let debt = |standing: Standing| Debt {
        above: standing.above,
        owed: standing.owed.map_or(Money::ZERO, |owed| owed.amount),
        as_of: standing.owed.map(|owed| owed.as_of),
        spared: standing.spared,
        in_the_way: standing.in_the_way().is_some(),
    };
    steps.extend(Standing::of(situation, slot).map(debt).map(Step::Debt));
}

fn late(situation: &Situation<'_>, slot: SlotKey) -> Option<Step> {
    let (rule, until) = match &situation.rules.activity(slot.activity).attendance.late_booking {
        LateBooking::Refuse => return None,
        LateBooking::WaitingList { until } => (LateRule::WaitingList, until),
        LateBooking::Accept { until, .. } => (LateRule::Accept, until),
    };
    let until = Limit::of(situation, slot, until);
    let in_time = until.closes_at.is_some_and(|closes_at| situation.now < closes_at);
    let possible = match rule {
        LateRule::Accept => accepted_late(situation, slot, situation.now, Timing::Alone).is_ok(),
        LateRule::WaitingList => in_time,
    };
    Some(Step::LateBooking { rule, until, possible })
}

/// What comes along, and the links that spare this child.
fn companions(situation: &Situation<'_>, slot: SlotKey, along: &[ActivityIx], steps: &mut Vec<Step>) {
    let rules = situation.rules;
    let code = |ix: ActivityIx| rules.activity(ix).code.clone();
    let parts: Vec<_> = parts_to_book(situation, slot, Timing::Alone, along).collect();
    let mut told = Vec::new();
    for link in links_among(rules, slot.activity, along) {
        let (activity, with) = (link.takes, link.activity);
        let binds = link.binds(situation.child);
        if let Some(unless) = link.unless.filter(|_| !binds && !along.contains(&activity)) {
            let (activity, with) = (code(activity), code(with));
            steps.push(Step::Spared { activity, with, unless });
        }
        if !binds || !along.contains(&activity) || told.contains(&activity) {
            continue;
        }
        told.push(activity);
        let part = parts.iter().find(|(part, _)| part.activity == activity);
        steps.push(Step::Along {
            activity: code(activity),
            with: code(with),
            unless: link.unless,
            state: match part {
                None => AlongState::AlreadyBooked,
                Some((_, Ok(permit))) => AlongState::Permitted {
                    price: permit.price,
                    late: permit.late,
                },
                Some((_, Err(refusal))) => AlongState::Refused {
                    because: Reason::of(refusal, rules),
                },
            },
        });
    }
}
