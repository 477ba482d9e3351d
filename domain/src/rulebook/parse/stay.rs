//! Prices that hang on when a child came and left.

use std::ops::RangeInclusive;

use super::node::Node;
use super::price::by_the_day;
use super::report::Report;
use super::table::Table;
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::price::{PriceForm, TimeRow};

const UNIT_MINUTES: RangeInclusive<u32> = 1..=720;
const MOST_UNITS: RangeInclusive<u32> = 1..=96;

/// By started units of time.
pub(super) fn units(table: &mut Table, report: &mut Report) -> Option<PriceForm> {
    let minutes = table.need("minutes", report, |node, report| node.whole(&UNIT_MINUTES, report));
    let price = table.need("price", report, by_the_day);
    let most = table.may("most", report, |node, report| node.whole(&MOST_UNITS, report));
    Some(PriceForm::Units {
        minutes: minutes?,
        price: Box::new(price?),
        most,
    })
}

/// By rows of times, the last of which has none.
pub(super) fn times(table: &mut Table, report: &mut Report) -> Option<PriceForm> {
    let items = table.need("rows", report, Node::some_items)?;
    let mut rows = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let is_last = index + 1 == items.len();
        rows.extend(row(item, is_last, report));
    }
    Some(PriceForm::Times { rows })
}

fn row(node: &Node, is_last: bool, report: &mut Report) -> Option<TimeRow> {
    let mut table = Table::of(node, report)?;
    let mut time = |key, report: &mut Report| {
        table.may(key, report, |node, report| {
            if is_last {
                node.add(report, DiagnosticKind::LastRow, "");
                return None;
            }
            node.time(report)
        })
    };
    let (arrived_from, left_by) = (time("arrived_from", report), time("left_by", report));
    if !is_last && !table.has("arrived_from") && !table.has("left_by") {
        table.missing("left_by", "left_by, arrived_from", report);
    }
    let price = table.need("price", report, by_the_day);
    table.close(report);
    Some(TimeRow {
        arrived_from,
        left_by,
        price: price?,
    })
}
