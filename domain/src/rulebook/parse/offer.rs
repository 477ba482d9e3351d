//! Who an activity is for, for how long, and how its places are given.

use std::ops::RangeInclusive;

use chrono::{NaiveDate, NaiveTime};

use super::condition::{Pupils, class_span, condition, span};
use super::node::Node;
use super::report::Report;
use super::table::Table;
use crate::classes::ClassSpan;
use crate::family::FamilyFile;
use crate::rulebook::condition::{Condition, Span};
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::model::{Approval, WaitingList};

const AGES: RangeInclusive<u32> = 0..=25;
/// As many as can be missing in a file.
const MOST_DOCUMENTS: usize = FamilyFile::MOST_MISSING;
const OFFER_HOURS: RangeInclusive<u32> = 1..=336;

/// What staff may have to approve.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Approved {
    Book,
    Cancel,
}

const APPROVALS: [(&str, Approved); 2] = [("book", Approved::Book), ("cancel", Approved::Cancel)];

/// A time of the session.
pub(super) fn within(node: &Node, starts_at: NaiveTime, ends_at: NaiveTime, report: &mut Report) -> Option<NaiveTime> {
    let time = node.time(report)?;
    if time < starts_at || time > ends_at {
        let allowed = format!("\"{}\" – \"{}\"", starts_at.format("%H:%M"), ends_at.format("%H:%M"));
        node.add(report, DiagnosticKind::OutOfRange, allowed);
    }
    Some(time)
}

/// Of whom the children are who may come; everyone without.
pub(super) struct Whom {
    pub ages: Option<Span>,
    pub classes: Option<ClassSpan>,
    pub only: Option<Condition>,
}

impl Whom {
    pub fn of(table: &mut Table, pupils: &Pupils, report: &mut Report) -> Self {
        Self {
            ages: table.may("ages", report, ages),
            classes: table.may("classes", report, classes),
            only: table.may("only", report, |node, report| only(node, pupils, report)),
        }
    }

    /// The classes of an activity, before the rest of it is read: mistakes in them are told of where they are.
    pub fn classes_ahead(table: &Table, report: &mut Report) -> Option<ClassSpan> {
        let mistakes = report.count();
        let ahead = table.peek("classes").and_then(|node| classes(&node, report));
        let is_sound = report.take_from(mistakes).is_empty();
        ahead.filter(|_| is_sound)
    }
}

fn ages(node: &Node, report: &mut Report) -> Option<Span> {
    let mut table = Table::of(node, report)?;
    let ages = span(&mut table, "from", "to", &AGES, report);
    if ages.is_none() && !table.has("from") && !table.has("to") {
        table.missing("from", "from, to", report);
    }
    table.close(report);
    ages
}

/// Classes of pupils, from one to another.
fn classes(node: &Node, report: &mut Report) -> Option<ClassSpan> {
    let mut table = Table::of(node, report)?;
    let classes = class_span(&mut table, "from", "to", report);
    if !table.has("from") && !table.has("to") {
        table.missing("from", "from, to", report);
    }
    table.close(report);
    classes
}

/// Whom an activity is kept for. Who else comes is not known before the day.
fn only(node: &Node, pupils: &Pupils, report: &mut Report) -> Option<Condition> {
    let only = condition(node, pupils, report)?;
    if only.siblings_there.is_some() {
        let table = Table::peeked(node)?;
        for key in ["siblings_there_from", "siblings_there_to"] {
            if table.has(key) {
                table.conflict(key, "only", report);
            }
        }
        return None;
    }
    Some(only)
}

/// Whether a family's file has to be complete, and what it has to hold: only of a complete one is that asked.
pub(super) fn complete_file(table: &mut Table, report: &mut Report) -> (bool, Vec<String>) {
    const NEEDED: &str = "needs_complete_file";
    let needed = table.may(NEEDED, report, Node::boolean);
    let documents = table.may("documents", report, documents);
    if table.has("documents") && needed == Some(false) {
        table.conflict("documents", &format!("{NEEDED} = false"), report);
    } else if table.has("documents") && !table.has(NEEDED) {
        table.missing(NEEDED, &format!("{NEEDED} = true"), report);
    }
    (needed.unwrap_or_default(), documents.unwrap_or_default())
}

/// What a family's file has to hold, each once.
fn documents(node: &Node, report: &mut Report) -> Option<Vec<String>> {
    let items = node.some_items(report)?;
    if items.len() > MOST_DOCUMENTS {
        node.add(report, DiagnosticKind::OutOfRange, format!("≤ {MOST_DOCUMENTS}"));
        return None;
    }
    let mut named: Vec<(String, usize)> = Vec::new();
    for item in &items {
        let Some(label) = item.text(report) else { continue };
        let alike = |(earlier, _): &&(String, usize)| earlier.to_lowercase() == label.to_lowercase();
        match named.iter().find(alike) {
            Some((_, first_line)) => {
                let first_line = *first_line;
                item.add(report, DiagnosticKind::Repeated { first_line }, "");
            }
            None => named.push((label, report.line(item.span.start))),
        }
    }
    Some(named.into_iter().map(|(label, _)| label).collect())
}

/// First and last day.
pub(super) fn period(node: &Node, report: &mut Report) -> Option<(NaiveDate, NaiveDate)> {
    let mut table = Table::of(node, report)?;
    let from = table.need("from", report, Node::date);
    let to = table.need("to", report, |node, report| node.date_from(from, report));
    table.close(report);
    from.zip(to)
}

pub(super) fn waiting_list(node: &Node, report: &mut Report) -> Option<WaitingList> {
    let mut table = Table::of(node, report)?;
    let offer_hours = table.need("offer_hours", report, |node, report| node.whole(&OFFER_HOURS, report));
    table.close(report);
    offer_hours.map(|offer_hours| WaitingList { offer_hours })
}

pub(super) fn approval(node: &Node, report: &mut Report) -> Option<Approval> {
    let of = node.choices(&APPROVALS, report)?;
    Some(Approval {
        book: of.contains(&Approved::Book),
        cancel: of.contains(&Approved::Cancel),
    })
}
