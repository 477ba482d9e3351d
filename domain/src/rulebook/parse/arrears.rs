//! What debts lead to.

use std::ops::RangeInclusive;

use super::activity::Activities;
use super::node::Node;
use super::report::Report;
use super::table::Table;
use crate::rulebook::arrears::{Arrears, Block, SuspendedFrom, Suspension};
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::model::Code;

const MONTH_DAYS: RangeInclusive<u32> = 1..=31;

const SUSPENDED_FROM: [(&str, SuspendedFrom); 2] = [
    ("next_month", SuspendedFrom::NextMonth),
    ("next_day", SuspendedFrom::NextDay),
];

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
    let blocks = table.may("blocks", report, |node, report| block(node, activities, report));
    let with_next_order = table.may("with_next_order", report, Node::boolean);
    if with_next_order == Some(true) && blocks.as_ref().is_some_and(Block::leaves_no_order) {
        table.conflict("with_next_order", "blocks", report);
    }
    table.close(report);
    Some(Arrears {
        invoiced_by: invoiced_by?,
        due_on: due_on?,
        handed_over: handed_over.unwrap_or(false),
        suspends,
        blocks,
        with_next_order: with_next_order.unwrap_or(false),
    })
}

fn suspension(node: &Node, activities: &Activities, report: &mut Report) -> Option<Suspension> {
    let mut table = Table::of(node, report)?;
    let concerned = concerned(&mut table, activities, report);
    let from = table.may("from", report, |node, report| node.choice(&SUSPENDED_FROM, report));
    table.close(report);
    Some(Suspension {
        activities: concerned,
        from: from.unwrap_or_default(),
    })
}

fn block(node: &Node, activities: &Activities, report: &mut Report) -> Option<Block> {
    let mut table = Table::of(node, report)?;
    let above = table.need("above", report, Node::amount);
    let activities = concerned(&mut table, activities, report);
    table.close(report);
    Some(Block {
        above: above?,
        activities,
    })
}

/// Which activities it is about; all without it.
fn concerned(table: &mut Table, activities: &Activities, report: &mut Report) -> Option<Vec<Code>> {
    table.may("activities", report, |node, report| {
        let items = node.some_items(report)?;
        Some(activities.names.resolve_each(&items, report))
    })
}
