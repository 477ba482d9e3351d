//! What the place costs.

use super::day_told::Ear;
use super::price_step::PriceStep;
use super::price_told::joined;
use super::step::Step;
use crate::booking::day_prices::{DayPart, customer, places_on, prices_of_day_telling};
use crate::booking::{Decision, OutcomeKind, Situation, SlotKey};
use crate::money::Money;

/// Of all that is told about the prices of the day `then`, what concerns the slot; and other places that cost something
/// else from now on.
pub(super) fn cost(
    now: &Situation<'_>,
    then: &Situation<'_>,
    slot: SlotKey,
    decision: &Decision,
    steps: &mut Vec<Step>,
) {
    let Situation { rules, child, .. } = *then;
    let asks = customer(rules, child, slot.day, slot.activity);
    let traits = asks.traits();
    steps.push(Step::Family {
        quotient: traits.quotient,
        source: rules.quotient_source.clone(),
        rank: traits.rank,
        children: traits.children,
    });
    let places = places_on(then.booked, then.late, slot.day);
    let mut ear = Ear::of(rules, child, slot.day, slot.activity);
    let mut heard = |part: DayPart<'_>| ear.hear(part, steps);
    let prices = prices_of_day_telling(rules, child, slot.day, &places, &mut heard);
    let price = prices.get(&slot.activity).map_or(Money::ZERO, |price| price.total());
    steps.extend(joined(&asks));
    steps.push(Step::Price(PriceStep::Total { price }));
    for outcome in &decision.outcomes {
        if let OutcomeKind::Repriced { from, to } = outcome.kind {
            let activity = now.rules.activity(outcome.slot.activity).code.clone();
            steps.push(Step::Repriced { activity, from, to });
        }
    }
}
