//! What children cost that are picked up late: once, by started time, or by steps.

use std::ops::RangeInclusive;

use super::attendance::TIMES;
use super::node::Node;
use super::report::Report;
use super::surcharge::PERS;
use super::table::Table;
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::late_pickup::{LateCharge, LateFrom, LatePickup, LateStep};

const TOLERANCES: RangeInclusive<u32> = 0..=240;
const MINUTES: RangeInclusive<u32> = 1..=240;
/// More times than a day has are never begun.
const MOST: RangeInclusive<u32> = 1..=100;

/// What steps say in its place.
const BESIDE_STEPS: [&str; 4] = ["tolerance_minutes", "amount", "each_minutes", "most"];

pub(super) fn late_pickup(node: &Node, report: &mut Report) -> Option<LatePickup> {
    let mut table = Table::of(node, report)?;
    let (tolerance, charge) = if table.has("steps") {
        for key in BESIDE_STEPS {
            table.forbid(key, "steps", report);
        }
        let steps = table.need("steps", report, steps);
        (None, steps.map(|steps| LateCharge::Steps { steps }))
    } else {
        let tolerance = table.may("tolerance_minutes", report, |node, report| {
            node.whole(&TOLERANCES, report)
        });
        (tolerance, by_amount(&mut table, report))
    };
    let per = table.may("per", report, |node, report| node.choice(&PERS, report));
    let from_time = table.may("from_time", report, |node, report| node.whole(&TIMES, report));
    table.ask(&["steps"]);
    table.close(report);
    Some(LatePickup {
        tolerance_minutes: tolerance.unwrap_or(0),
        charge: charge?,
        per: per.unwrap_or_default(),
        from_time: from_time.unwrap_or(1),
    })
}

fn by_amount(table: &mut Table, report: &mut Report) -> Option<LateCharge> {
    let amount = table.need("amount", report, Node::amount);
    let each = table.get("each_minutes");
    let minutes = each.as_ref().map(|node| node.whole(&MINUTES, report));
    let most = table.may("most", report, |node, report| node.whole(&MOST, report));
    let amount = amount?;
    match minutes {
        Some(minutes) => Some(LateCharge::Each {
            amount,
            minutes: minutes?,
            most,
        }),
        None if table.has("most") => {
            table.missing("each_minutes", "each_minutes", report);
            None
        }
        None => Some(LateCharge::Once { amount }),
    }
}

/// Steps that are all counted in minutes, or all in times of day, each later and dearer than the one before.
fn steps(node: &Node, report: &mut Report) -> Option<Vec<LateStep>> {
    let mut steps: Vec<LateStep> = Vec::new();
    for item in &node.some_items(report)? {
        if let Some(step) = step(item, steps.last(), report) {
            steps.push(step);
        }
    }
    Some(steps)
}

fn step(node: &Node, before: Option<&LateStep>, report: &mut Report) -> Option<LateStep> {
    let mut table = Table::of(node, report)?;
    let by_time = match before.map(|step| step.from) {
        Some(LateFrom::Time(_)) => true,
        Some(LateFrom::Minutes(_)) => false,
        None => table.has("from"),
    };
    let (key, other) = if by_time {
        ("from", "from_minutes")
    } else {
        ("from_minutes", "from")
    };
    let from = table.need(key, report, |node, report| {
        let from = if by_time {
            LateFrom::Time(node.time(report)?)
        } else {
            LateFrom::Minutes(node.whole(&MINUTES, report)?)
        };
        if let Some(earlier) = before.map(|step| step.from).filter(|earlier| from <= *earlier) {
            node.add(report, DiagnosticKind::OutOfRange, format!("> {}", notation(earlier)));
            return None;
        }
        Some(from)
    });
    if table.has(key) {
        table.forbid(other, key, report);
    }
    let amount = table.need("amount", report, |node, report| {
        let amount = node.amount(report)?;
        if let Some(cheaper) = before.map(|step| step.amount).filter(|earlier| amount <= *earlier) {
            node.add(report, DiagnosticKind::OutOfRange, format!("> \"{cheaper}\""));
            return None;
        }
        Some(amount)
    });
    table.ask(&["from_minutes", "from"]);
    table.close(report);
    Some(LateStep {
        from: from?,
        amount: amount?,
    })
}

fn notation(from: LateFrom) -> String {
    match from {
        LateFrom::Minutes(minutes) => minutes.to_string(),
        LateFrom::Time(time) => format!("\"{}\"", time.format("%H:%M")),
    }
}
