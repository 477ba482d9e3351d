//! Prices that hang on when a child came and left.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use chrono::NaiveTime;

use super::coverage::last_of;
use super::node::Node;
use super::place::by_the_day;
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
    let mut sound: Vec<(TimeRow, &Node)> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let is_last = index + 1 == items.len();
        let mistakes = report.count();
        let row = row(item, is_last, report);
        if report.count() == mistakes {
            sound.extend(row.clone().map(|row| (row, item)));
        }
        rows.extend(row);
    }
    // The last row is for whatever is left, be it nothing.
    if sound.len() == items.len() {
        sound.pop();
    }
    refuse_vain(&sound, report);
    Some(PriceForm::Times { rows })
}

/// Reports the rows that no stay fits, or only stays that fit an earlier one. All stays that the rows tell apart are listed,
/// as the times of arriving and leaving that matter.
fn refuse_vain(rows: &[(TimeRow, &Node)], report: &mut Report) {
    let arrivals = rows.iter().filter_map(|(row, _)| row.arrived_from);
    let arrivals: BTreeSet<NaiveTime> = arrivals.chain([NaiveTime::MIN]).collect();
    let exits: BTreeSet<Option<NaiveTime>> = rows.iter().map(|(row, _)| row.left_by).chain([None]).collect();
    let mut stays = Vec::new();
    for arrived in arrivals {
        let after = exits.iter().filter(|left| left.is_none_or(|left| arrived < left));
        stays.extend(after.map(|left| (arrived, *left, None)));
    }
    for (row, node) in rows {
        let line = report.line(node.span.start);
        let fits = |arrived: NaiveTime, left: Option<NaiveTime>| {
            let in_time = |by| left.is_some_and(|left| left <= by);
            row.arrived_from.is_none_or(|from| from <= arrived) && row.left_by.is_none_or(in_time)
        };
        let fitting = stays.iter_mut().filter(|(arrived, left, _)| fits(*arrived, *left));
        let taken: Vec<Option<usize>> = fitting
            .map(|(.., taken_by)| taken_by.replace(taken_by.unwrap_or(line)))
            .collect();
        if taken.is_empty() {
            node.add(report, DiagnosticKind::FitsNobody, "");
        } else if let Some(last_line) = last_of(taken) {
            node.add(report, DiagnosticKind::NeverFits { last_line }, "");
        }
    }
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
