//! What the place costs.

use super::price_step::PriceStep;
use super::price_told::tell;
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
    let mut alone = Money::ZERO;
    let prices = prices_of_day_telling(rules, child, slot.day, &places, &mut |part| match part {
        DayPart::Place { activity, part } if activity == slot.activity => tell(part, &asks, steps),
        DayPart::AddedBefore { activity, amount } if activity == slot.activity => {
            steps.push(Step::Price(PriceStep::AddedBefore { amount }));
        }
        DayPart::Alone { activity, price } if activity == slot.activity => alone = price,
        DayPart::Bundle { bundle } if bundle.activities.contains(&slot.activity) => {
            let activities = bundle.activities.iter();
            let activities = activities.map(|ix| rules.activity(*ix).code.clone()).collect();
            steps.push(Step::Price(PriceStep::Alone { price: alone }));
            steps.push(Step::Price(PriceStep::Bundle { activities }));
        }
        DayPart::Together { bundle, part } if bundle.activities.contains(&slot.activity) => {
            let first = bundle.activities.first().copied().unwrap_or(slot.activity);
            tell(part, &customer(rules, child, slot.day, first), steps);
        }
        _ => {}
    });
    let price = prices.get(&slot.activity).map_or(Money::ZERO, |price| price.total());
    steps.push(Step::Price(PriceStep::Total { price }));
    for outcome in &decision.outcomes {
        if let OutcomeKind::Repriced { from, to } = outcome.kind {
            let activity = now.rules.activity(outcome.slot.activity).code.clone();
            steps.push(Step::Repriced { activity, from, to });
        }
    }
}
