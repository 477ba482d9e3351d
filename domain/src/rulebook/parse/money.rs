//! Quotients and the cart: what the town decides once for all activities.

use std::ops::RangeInclusive;

use super::node::Node;
use super::report::Report;
use super::table::Table;
use crate::rulebook::quotient::{Changes, CountsFrom, DayOfYear, QuotientRule};

const MONTHS: RangeInclusive<u32> = 1..=12;
const MONTH_DAYS: RangeInclusive<u32> = 1..=31;
const HOLD_MINUTES: RangeInclusive<u32> = 1..=1440;

/// When a quotient that was given begins to count; `snapshot` needs its day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counts {
    NextMonth,
    AtOnce,
    Snapshot,
}

const COUNTS: [(&str, Counts); 3] = [
    ("next_month", Counts::NextMonth),
    ("at_once", Counts::AtOnce),
    ("snapshot", Counts::Snapshot),
];

const CHANGES: [(&str, Changes); 2] = [("next_month", Changes::NextMonth), ("at_once", Changes::AtOnce)];

/// What only a snapshot has.
const OF_SNAPSHOTS: [&str; 3] = ["snapshot", "counts", "changes"];

/// From when quotients count, and where they come from.
pub(super) fn quotient(node: &Node, report: &mut Report) -> Option<(QuotientRule, Option<String>)> {
    let mut table = Table::of(node, report)?;
    let counts = table.may("counts_from", report, |node, report| node.choice(&COUNTS, report));
    let counts = match counts {
        Some(Counts::Snapshot) => snapshot(&mut table, report),
        // What a word that is not understood would need is not known.
        None if table.has("counts_from") => {
            for key in OF_SNAPSHOTS {
                table.get(key);
            }
            None
        }
        None if OF_SNAPSHOTS.iter().any(|key| table.has(key)) => {
            for key in OF_SNAPSHOTS {
                table.get(key);
            }
            table.missing("counts_from", "snapshot", report);
            None
        }
        other => {
            for key in OF_SNAPSHOTS {
                table.forbid(key, "counts_from", report);
            }
            Some(if other == Some(Counts::AtOnce) {
                CountsFrom::AtOnce
            } else {
                CountsFrom::NextMonth
            })
        }
    };
    let expires = table.may("expires", report, day_of_year);
    let source = table.may("source", report, Node::text);
    table.close(report);
    let rule = QuotientRule {
        counts: counts?,
        expires,
    };
    Some((rule, source))
}

fn snapshot(table: &mut Table, report: &mut Report) -> Option<CountsFrom> {
    let on = table.need("snapshot", report, day_of_year);
    let counts = table.may("counts", report, day_of_year);
    let changes = table.may("changes", report, |node, report| node.choice(&CHANGES, report));
    on.map(|on| CountsFrom::Snapshot { on, counts, changes })
}

fn day_of_year(node: &Node, report: &mut Report) -> Option<DayOfYear> {
    let mut table = Table::of(node, report)?;
    let month = table.need("month", report, |node, report| node.whole(&MONTHS, report));
    let day = table.need("day", report, |node, report| node.whole(&MONTH_DAYS, report));
    table.close(report);
    Some(DayOfYear {
        month: month?,
        day: day?,
    })
}

/// Minutes for which a cart keeps its places.
pub(super) fn cart(node: &Node, report: &mut Report) -> Option<u16> {
    let mut table = Table::of(node, report)?;
    let minutes = table.need("holds_minutes", report, |node, report| {
        node.whole(&HOLD_MINUTES, report)
    });
    table.close(report);
    minutes
}
