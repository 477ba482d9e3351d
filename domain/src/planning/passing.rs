//! Days that a repetition passes over without a word.

use crate::booking::offer::offered;
use crate::booking::{Refusal, Situation, Standing, Wish, WishKind};
use crate::calendar::Closure;

/// Whether a day that a repetition comes to concerns the child: not where it is so already, nor where nothing would run
/// that day. Whatever else stands against it is for the decision to say: too late, full, not for the child's school or
/// age, not published yet.
///
/// # Panics
/// When the wish names an activity of another rule book.
#[must_use]
pub fn concerns(situation: &Situation<'_>, wish: Wish) -> bool {
    let booked = situation.booked.contains(&wish.slot);
    match wish.kind {
        WishKind::Cancel => booked && situation.standing(wish.slot) != Standing::CancellationAsked,
        WishKind::Book => !booked && !rests(situation, wish),
    }
}

/// Whether the town's calendar gives the activity that day off.
fn rests(situation: &Situation<'_>, wish: Wish) -> bool {
    match offered(situation, wish.slot) {
        Err(Refusal::Closed(closure)) => match closure {
            Closure::Weekday
            | Closure::SchoolHoliday { .. }
            | Closure::SchoolTime
            | Closure::PublicHoliday { .. }
            | Closure::TownClosure { .. }
            | Closure::OutsidePeriod => true,
            // Not known yet: the family must come back for these.
            Closure::Unpublished | Closure::OutsideRuleBook => false,
        },
        _ => false,
    }
}
