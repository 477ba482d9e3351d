//! What places cost from now on when the family's quotient becomes another.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::day_prices::{places_on, priced, prices_of_day};
use super::slot::{Situation, SlotKey};
use super::standing::Standing;
use crate::family::ChildFacts;
use crate::money::Money;

/// The new prices of a child's places on some days, all governed by the situation's rule book. `before` is the child as it
/// was, and the situation's child as it is now.
///
/// A place is told where the difference between the two makes one in its price, and where that is not what was agreed on.
/// All others keep the price that was, also where the rule book would have another one by now.
#[must_use]
pub fn agree_again(
    situation: &Situation<'_>,
    before: &ChildFacts,
    days: &BTreeSet<NaiveDate>,
) -> BTreeMap<SlotKey, Money> {
    let mut anew = BTreeMap::new();
    // What a change would give back is priced beside what it was priced with, for as long as it may stay.
    for old_side in [true, false] {
        let places = priced(situation, old_side);
        for &day in days {
            let there = places_on(&places, situation.late, day);
            let prices = |child| prices_of_day(situation.rules, child, day, &there);
            let was = prices(before);
            for (activity, price) in prices(situation.child) {
                let slot = SlotKey { activity, day };
                let of_side = (situation.standing(slot) == Standing::ChangeAsked) == old_side;
                let agreed = situation.agreed.get(&slot).map(|agreed| agreed.price);
                if of_side && was.get(&activity) != Some(&price) && agreed != Some(price) {
                    anew.insert(slot, price);
                }
            }
        }
    }
    anew
}
