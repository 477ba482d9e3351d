//! Prices that are flat, by band of quotient, or linear in it.

use std::ops::RangeInclusive;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::node::Node;
use super::report::Report;
use super::table::Table;
use crate::money::{Money, Rounding};
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::price::{Band, PriceForm, RoundingPlace};

const QUOTIENTS: RangeInclusive<u32> = 0..=999_999;

pub(super) const ROUNDINGS: [(&str, Rounding); 4] = [
    ("half_up", Rounding::HalfUp),
    ("half_even", Rounding::HalfEven),
    ("down", Rounding::Down),
    ("up", Rounding::Up),
];

/// Below this quotient, the ceiling of a rate is reached by none that was meant.
const LEAST_REACHED: u32 = 100;

const PLACES: [(&str, RoundingPlace); 2] = [("unit", RoundingPlace::Unit), ("line", RoundingPlace::Line)];

pub(super) fn flat(table: &mut Table, report: &mut Report) -> Option<PriceForm> {
    let amount = table.need("amount", report, Node::amount)?;
    Some(PriceForm::Flat { amount })
}

pub(super) fn bands(table: &mut Table, report: &mut Report) -> Option<PriceForm> {
    let bands = table.need("bands", report, ordered_bands)?;
    Some(PriceForm::Bands { bands })
}

/// Bands without gap or overlap, none of which pays less than one before it.
fn ordered_bands(node: &Node, report: &mut Report) -> Option<Vec<Band>> {
    let items = node.some_items(report)?;
    let mut bands = Vec::new();
    let mut first_free = Some(0);
    let mut dearest = Money::ZERO;
    for (index, item) in items.iter().enumerate() {
        let is_last = index + 1 == items.len();
        let Some(band) = band(item, is_last, &mut first_free, report) else {
            continue;
        };
        let amount = Table::peeked(item).and_then(|table| table.peek("amount"));
        if let Some(amount) = amount.filter(|_| band.amount < dearest) {
            amount.add(report, DiagnosticKind::BandDescends, format!("≥ \"{dearest}\""));
        }
        dearest = dearest.max(band.amount);
        bands.push(band);
    }
    Some(bands)
}

/// `first_free` is the lowest quotient that no band has a price for yet; none once that is unknown.
fn band(node: &Node, is_last: bool, first_free: &mut Option<u32>, report: &mut Report) -> Option<Band> {
    let mut table = Table::of(node, report)?;
    let expected = *first_free;
    if let Some(from) = table.get("from") {
        let start = from.whole::<u32>(&QUOTIENTS, report);
        if let Some((start, expected)) = start.zip(expected) {
            match start.cmp(&expected) {
                std::cmp::Ordering::Less => from.add(report, DiagnosticKind::BandOverlap, expected.to_string()),
                std::cmp::Ordering::Greater => from.add(report, DiagnosticKind::BandGap, expected.to_string()),
                std::cmp::Ordering::Equal => {}
            }
        }
    }
    let up_to = table.may("up_to", report, |node, report| {
        if is_last {
            node.add(report, DiagnosticKind::BandEnd, "");
            return None;
        }
        let up_to = node.whole::<u32>(&QUOTIENTS, report)?;
        if let Some(expected) = expected.filter(|expected| up_to < *expected) {
            node.add(report, DiagnosticKind::Reversed, format!("≥ {expected}"));
            return None;
        }
        Some(up_to)
    });
    if !is_last && !table.has("up_to") {
        table.missing("up_to", "up_to", report);
    }
    *first_free = up_to.map(|up_to| up_to + 1);
    let amount = table.need("amount", report, Node::amount);
    table.close(report);
    Some(Band { up_to, amount: amount? })
}

pub(super) fn linear(table: &mut Table, report: &mut Report) -> Option<PriceForm> {
    let mistakes = report.count();
    let rate = table.need("rate", report, |node, report| Some((node.rate(report)?, node.clone())));
    let min = table.need("min", report, Node::amount);
    let max = table.need("max", report, |node, report| {
        let max = node.amount(report)?;
        if let Some(min) = min.filter(|min| max < *min) {
            node.add(report, DiagnosticKind::Reversed, format!("≥ \"{min}\""));
        }
        Some(max)
    });
    let base = table.may("base", report, |node, report| {
        let base = node.amount(report)?;
        // Nothing would hang on the quotient any more.
        if let Some(max) = max.filter(|max| base >= *max) {
            node.add(report, DiagnosticKind::OutOfRange, format!("< \"{max}\""));
        }
        Some(base)
    });
    let quotient_min = table.may("quotient_min", report, |node, report| node.whole(&QUOTIENTS, report));
    let quotient_max = table.may("quotient_max", report, |node, report| {
        let max = node.whole::<u32>(&QUOTIENTS, report)?;
        if let Some(min) = quotient_min.filter(|min| max < *min) {
            node.add(report, DiagnosticKind::Reversed, format!("≥ {min}"));
        }
        Some(max)
    });
    if let (Some((rate, node)), Some(min), Some(max)) = (&rate, min, max)
        && report.count() == mistakes
        && min < max
    {
        let line = Line {
            rate: *rate,
            base: base.unwrap_or_default(),
            ends: (min, max),
        };
        let quotients = (quotient_min, quotient_max);
        if !line.refuse_steep(node, report) {
            line.refuse_level(quotients, node, report);
        }
    }
    let rounding = table.may("rounding", report, |node, report| node.choice(&ROUNDINGS, report));
    let rounding_place = table.may("rounding_place", report, |node, report| node.choice(&PLACES, report));
    Some(PriceForm::Linear {
        base,
        rate: rate?.0,
        min: min?,
        max: max?,
        quotient_min,
        quotient_max,
        rounding,
        rounding_place: rounding_place.unwrap_or_default(),
    })
}

/// A rate, with what it starts from and what holds it.
struct Line {
    rate: Decimal,
    base: Money,
    ends: (Money, Money),
}

impl Line {
    /// Reports a rate whose product with some very low quotient is as much as it may come to: it was meant in per cent. Whether
    /// it was one.
    fn refuse_steep(&self, node: &Node, report: &mut Report) -> bool {
        let most = self.ends.1.euros() - self.base.euros();
        let reached = most
            .checked_div(self.rate)
            .and_then(|quotient| quotient.ceil().to_u32());
        let Some(reached_at) = reached.filter(|reached_at| *reached_at < LEAST_REACHED) else {
            return false;
        };
        let did_you_mean = (self.rate / Decimal::ONE_HUNDRED).round_dp(8).normalize().to_string();
        let kind = DiagnosticKind::SteepRate {
            reached_at,
            did_you_mean,
        };
        node.add(report, kind, "");
        true
    }

    /// Reports a rate by which the lowest quotient that is reckoned with pays the most already, or the highest one no more than
    /// the least.
    fn refuse_level(&self, (lowest, highest): (Option<u32>, Option<u32>), node: &Node, report: &mut Report) {
        let (min, max) = self.ends;
        let comes_to = |quotient: u32| self.base.euros() + self.rate * Decimal::from(quotient);
        let amount = if comes_to(lowest.unwrap_or(*QUOTIENTS.start())) >= max.euros() {
            max
        } else if comes_to(highest.unwrap_or(*QUOTIENTS.end())) <= min.euros() {
            min
        } else {
            return;
        };
        node.add(report, DiagnosticKind::OnePrice { amount }, "");
    }
}
