//! What comes after a booking: until when it can be undone, and who has a word in it.

use super::limit::Limit;
use super::reason::Reason;
use super::step::{Joining, Step};
use crate::booking::permit::{Timing, booked_with, may_cancel_whole, occupancy, timely};
use crate::booking::{Refusal, Situation, SlotKey, view};
use crate::rulebook::attendance::LateBooking;
use crate::rulebook::model::Paid;

/// In a situation in which the slot is booked.
pub(super) fn after_it(then: &Situation<'_>, slot: SlotKey, was_booked: bool, steps: &mut Vec<Step>) {
    let rules = then.rules;
    let activity = rules.activity(slot.activity);
    let seen = view(then, slot);
    let refused = may_cancel_whole(then, slot, Timing::Alone).err();
    steps.push(Step::GiveBack {
        limit: Limit::of(then, slot, Timing::Alone.to_give_back(activity)),
        with: booked_with(then, slot)
            .map(|with| rules.activity(with.activity).code.clone())
            .collect(),
        whole_closes_at: seen.closes_at,
        refused: refused.map(|refusal| Reason::of(&refusal, rules)),
    });
    if activity.deadlines.modify.is_some() {
        steps.push(Step::Change {
            limit: Limit::of(then, slot, Timing::Change.to_give_back(activity)),
            whole_closes_at: seen.change_closes_at,
        });
    }
    let approval = activity.approval;
    if approval.book || approval.cancel {
        steps.push(Step::Approval {
            book: approval.book,
            cancel: approval.cancel,
        });
    }
    if activity.paid == Paid::MonthEnd {
        let arrears = rules.arrears.as_ref();
        let dates = arrears.and_then(|arrears| arrears.dates(slot.day, &activity.code));
        steps.extend(dates.map(Step::Invoice));
    }
    if let Some(list) = activity.waiting_list.filter(|_| !was_booked) {
        let full = occupancy(then, slot).places_left() == 0;
        steps.push(Step::WaitingList {
            offer_hours: list.offer_hours,
            full,
            joining: joining(then, slot, full),
        });
    }
}

fn joining(then: &Situation<'_>, slot: SlotKey, full: bool) -> Joining {
    let late = &then.rules.activity(slot.activity).attendance.late_booking;
    match timely(then, slot, Timing::Waiting) {
        Err(Refusal::NotOpenYet { .. }) => Joining::TooEarly,
        Err(_) => Joining::TooLate,
        Ok(true) if matches!(late, LateBooking::WaitingList { .. }) => Joining::Late,
        Ok(_) if full => Joining::Full,
        Ok(_) => Joining::NotNeeded,
    }
}
