//! Closing days that are public holidays, or lie on a weekend.

use std::collections::BTreeMap;

use super::node::Node;
use super::report::Report;
use super::table::Table;
use super::weekday::WEEKDAYS;
use crate::rulebook::deadline::WeekdayKey;
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::holidays::{HolidayCut, HolidayShift, Holidays};

const SHIFTS: [(&str, HolidayShift); 2] = [
    ("keep", HolidayShift::Keep),
    ("previous_working_day", HolidayShift::PreviousWorkingDay),
];

/// The keys of a deadline that speak of them, and of weekends.
pub(super) fn holidays(table: &mut Table, report: &mut Report) -> Option<Holidays> {
    let shift = table.may("when_public_holiday", report, |node, report| {
        node.choice(&SHIFTS, report)
    });
    let weekend = table.may("when_weekend", report, |node, report| node.choice(&SHIFTS, report));
    let rows = match table.get("on_holiday") {
        Some(node) => rows(&node, report)?,
        None => BTreeMap::new(),
    };
    Some(Holidays {
        shift: shift.unwrap_or_default(),
        weekend: weekend.unwrap_or_default(),
        rows,
    })
}

fn rows(node: &Node, report: &mut Report) -> Option<BTreeMap<WeekdayKey, HolidayCut>> {
    let mut table = Table::of(node, report)?;
    if table.is_empty() {
        node.add(report, DiagnosticKind::Empty, WEEKDAYS.map(|(name, _)| name).join(", "));
    }
    let mut rows = BTreeMap::new();
    for (name, weekday) in WEEKDAYS {
        let cut = table.may(name, report, cut);
        rows.extend(cut.map(|cut| (WeekdayKey::from(weekday), cut)));
    }
    table.close(report);
    Some(rows)
}

fn cut(node: &Node, report: &mut Report) -> Option<HolidayCut> {
    let mut table = Table::of(node, report)?;
    let weekday = table.need("weekday", report, Node::weekday);
    let at = table.may("at", report, Node::time);
    table.close(report);
    Some(HolidayCut { weekday: weekday?, at })
}
