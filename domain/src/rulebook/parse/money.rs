//! Quotients, the cart and arrears: what the town decides once for all activities.

use std::ops::RangeInclusive;

use super::activity::Activities;
use super::node::Node;
use super::report::Report;
use super::table::Table;
use crate::rulebook::arrears::{Arrears, SuspendedFrom, Suspension};
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::model::Code;
use crate::rulebook::quotient::{CountsFrom, DayOfYear, QuotientRule};

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

const SUSPENDED_FROM: [(&str, SuspendedFrom); 2] = [
    ("next_month", SuspendedFrom::NextMonth),
    ("next_day", SuspendedFrom::NextDay),
];

pub(super) fn quotient(node: &Node, report: &mut Report) -> Option<QuotientRule> {
    let mut table = Table::of(node, report)?;
    let counts = table.may("counts_from", report, |node, report| node.choice(&COUNTS, report));
    let counts = match counts {
        Some(Counts::Snapshot) => {
            let on = table.need("snapshot", report, day_of_year);
            on.map(|on| CountsFrom::Snapshot { on })
        }
        // What a word that is not understood would need is not known.
        None if table.has("counts_from") => {
            table.get("snapshot");
            None
        }
        None if table.has("snapshot") => {
            table.get("snapshot");
            table.missing("counts_from", "snapshot", report);
            None
        }
        other => {
            table.forbid("snapshot", "counts_from", report);
            Some(if other == Some(Counts::AtOnce) {
                CountsFrom::AtOnce
            } else {
                CountsFrom::NextMonth
            })
        }
    };
    let expires = table.may("expires", report, day_of_year);
    table.close(report);
    Some(QuotientRule {
        counts: counts?,
        expires,
    })
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

pub(super) fn arrears(node: &Node, activities: &Activities, report: &mut Report) -> Option<Arrears> {
    let mut table = Table::of(node, report)?;
    let day = |node: &Node, report: &mut Report| node.whole::<u8>(&MONTH_DAYS, report);
    let invoiced_by = table.need("invoiced_by", report, day);
    let due_on = table.need("due_on", report, |node, report| {
        let due_on = day(node, report)?;
        if let Some(by) = invoiced_by.filter(|by| due_on < *by) {
            node.add(report, DiagnosticKind::Reversed, format!("≥ {by}"));
        }
        Some(due_on)
    });
    let handed_over = table.may("handed_over", report, Node::boolean);
    let suspends = table.may("suspends", report, |node, report| suspension(node, activities, report));
    table.close(report);
    Some(Arrears {
        invoiced_by: invoiced_by?,
        due_on: due_on?,
        handed_over: handed_over.unwrap_or(false),
        suspends,
    })
}

fn suspension(node: &Node, activities: &Activities, report: &mut Report) -> Option<Suspension> {
    let mut table = Table::of(node, report)?;
    let concerned: Option<Vec<Code>> = table.may("activities", report, |node, report| {
        let items = node.some_items(report)?;
        Some(activities.names.resolve_each(&items, report))
    });
    let from = table.may("from", report, |node, report| node.choice(&SUSPENDED_FROM, report));
    table.close(report);
    Some(Suspension {
        activities: concerned,
        from: from.unwrap_or_default(),
    })
}
