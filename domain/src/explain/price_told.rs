//! From what a price tells of itself to steps that can be kept.

use super::price_step::{CaseSeen, PriceStep};
use super::step::Step;
use crate::rulebook::condition::Condition;
use crate::rulebook::customer::Customer;
use crate::rulebook::subscription::Term;
use crate::rulebook::telling::{PricePart, RatePart};
use crate::rulebook::term_price::Joined;

pub(super) fn tell(part: PricePart<'_>, customer: &Customer<'_>, steps: &mut Vec<Step>) {
    steps.extend(step(part).map(Step::Price));
    if let PricePart::ByTheTerm { terms } = part {
        term(terms, customer, steps);
    }
}

fn step(part: PricePart<'_>) -> Option<PriceStep> {
    Some(match part {
        PricePart::Case { cases, taken } => PriceStep::Case {
            seen: seen(cases.iter().map(|case| &case.when), taken),
            of: cases.len(),
            taken: taken.map(|taken| taken + 1),
        },
        PricePart::Missing => PriceStep::Missing,
        PricePart::Dearest => PriceStep::Dearest,
        PricePart::Flat { amount } => PriceStep::Flat { amount },
        PricePart::Band { quotient, above, band } => PriceStep::Band {
            quotient,
            above,
            up_to: band.up_to,
            amount: band.amount,
        },
        PricePart::Rate(rate) => by_rate(rate),
        PricePart::Ceiling { amount } => PriceStep::Ceiling { amount },
        PricePart::Units {
            minutes,
            stay: (from, to),
            started,
            counted,
        } => PriceStep::Units {
            minutes,
            from,
            to,
            started,
            counted,
        },
        PricePart::Row {
            rows,
            taken,
            stay: (from, to),
        } => {
            let row = rows.get(taken)?;
            PriceStep::Times {
                number: taken + 1,
                of: rows.len(),
                arrived_from: row.arrived_from,
                left_by: row.left_by,
                from,
                to,
            }
        }
        PricePart::ByTheTerm { .. } => PriceStep::ByTheTerm,
        PricePart::LeastReduction => PriceStep::LeastReduction,
        PricePart::Reduction {
            reductions,
            taken,
            before,
            after,
        } => PriceStep::Reduction {
            seen: seen(reductions.iter().map(|one| &one.when), taken),
            of: reductions.len(),
            percent: taken.and_then(|taken| reductions.get(taken)).map(|one| one.percent),
            before,
            after,
        },
        PricePart::Share { share, amount } => PriceStep::Share {
            payer: share.payer.clone(),
            rule: share.part.clone(),
            amount,
        },
        PricePart::Top => PriceStep::Top,
        PricePart::Surcharge { surcharges, taken } => PriceStep::Surcharge {
            number: taken + 1,
            of: surcharges.len(),
            rule: Box::new(surcharges.get(taken)?.clone()),
        },
        PricePart::NoSurcharge { surcharges } => PriceStep::NoSurcharge { of: surcharges.len() },
    })
}

/// Those that were asked, up to the one that is taken.
fn seen<'a>(conditions: impl Iterator<Item = &'a Condition>, taken: Option<usize>) -> Vec<CaseSeen> {
    conditions
        .take(taken.map_or(usize::MAX, |taken| taken + 1))
        .enumerate()
        .map(|(at, when)| CaseSeen {
            number: at + 1,
            when: when.clone(),
            fits: Some(at) == taken,
        })
        .collect()
}

fn by_rate(part: RatePart) -> PriceStep {
    PriceStep::Rate {
        base: part.base,
        rate: part.rate,
        quotient: part.quotient,
        held: part.held,
        exact: part.exact,
        rounded: part.rounded,
        min: part.min,
        max: part.max,
        rounding: part.rounding,
        rounding_place: part.place,
        amount: part.amount,
    }
}

/// The term around the day, as of its first day, and what is due of it.
fn term(terms: &[Term], customer: &Customer<'_>, steps: &mut Vec<Step>) {
    let around = terms
        .iter()
        .find_map(|term| Some((term, term.start_around(customer.day)?)));
    let Some((term, starts_on)) = around else {
        steps.push(Step::Price(PriceStep::OutsideTerms));
        return;
    };
    steps.push(Step::Price(PriceStep::Term {
        starts_on,
        first_month: term.first_month,
        last_month: term.last_month,
    }));
    let first_day = customer.as_of_term(starts_on);
    let whole = term.whole_telling(customer, &mut |part| tell(part, &first_day, steps));
    steps.push(Step::Price(PriceStep::TermPrice {
        price: whole.map(|(_, price)| price).unwrap_or_default(),
        instalments: term.instalments,
        due: term.due(customer),
        day_worth: term.worth_of_a_day(customer),
    }));
}

/// What the term costs if the day's place is the first one within it, where that is another price, or due otherwise.
pub(super) fn joined(customer: &Customer<'_>) -> Option<Step> {
    let Joined { rule, passed, term } = Joined::on(customer)?;
    let due = term.due_in(customer.day, customer.day);
    Some(Step::Price(PriceStep::JoinedLater {
        rule,
        passed,
        price: term.price,
        due: due.map(|part| part.amount).sum(),
    }))
}
