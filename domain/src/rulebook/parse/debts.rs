//! A file of debts, read with the same care as a rule book: every mistake at once, each with its place.

use std::collections::HashMap;

use chrono::NaiveDate;
use toml::de::DeTable;

use super::node::Node;
use super::report::Report;
use super::syntax;
use super::table::Table;
use crate::code::Code;
use crate::money::Money;
use crate::rulebook::diagnostic::{Diagnostic, DiagnosticKind};

/// Some tens of thousands of lines.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// What is sound of a file, and every mistake of the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DebtFile {
    /// Each family and cash desk once.
    pub lines: Vec<DebtLine>,
    pub mistakes: Vec<Diagnostic>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtLine {
    /// The code that the town knows the family by.
    pub family: String,
    pub cash_desk: Code,
    pub amount: Money,
    pub as_of: NaiveDate,
    pub family_place: Place,
    pub day_place: Place,
}

/// Where a value stands, for what only the town's files can tell of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    pub path: String,
    pub found: String,
}

impl Place {
    /// A mistake in this place.
    #[must_use]
    pub fn mistake(&self, kind: DiagnosticKind, allowed: String) -> Diagnostic {
        Diagnostic {
            line: self.line,
            column: self.column,
            path: self.path.clone(),
            found: self.found.clone(),
            allowed,
            kind,
        }
    }
}

/// What the file says once for all its lines.
struct Common {
    cash_desk: Option<Code>,
    as_of: Option<(NaiveDate, Place)>,
}

/// Reads a file of debts. While it is not TOML everywhere, mistakes that could be mere consequences of that are left out.
#[must_use]
pub fn parse(source: &str) -> DebtFile {
    let mut report = Report::new(source);
    if source.len() > MOST_BYTES {
        report.add(&(0..0), "", DiagnosticKind::OutOfRange, format!("≤ {MOST_BYTES}"));
        return DebtFile {
            lines: Vec::new(),
            mistakes: report.into_diagnostics(),
        };
    }
    let (tree, errors) = DeTable::parse_recoverable(source);
    let lines = file(tree.get_ref(), &mut report);
    if !errors.is_empty() {
        let damage = syntax::report_errors(&errors, &mut report);
        report.retain(|offset, diagnostic| damage.spares(offset, diagnostic));
    }
    DebtFile {
        lines,
        mistakes: report.into_diagnostics(),
    }
}

fn file(tree: &DeTable, report: &mut Report) -> Vec<DebtLine> {
    let mut table = Table::root(tree, &[]);
    let common = Common {
        cash_desk: table.may("cash_desk", report, Node::code),
        as_of: table.may("as_of", report, day),
    };
    let mut said: HashMap<(String, Code), usize> = HashMap::new();
    let lines = table.need("debts", report, |node, report| {
        let items = node.any_items(report)?;
        let read = items.iter().filter_map(|item| {
            let line = line(item, &common, report)?;
            let key = (line.family.clone(), line.cash_desk.clone());
            if let Some(&first_line) = said.get(&key) {
                item.add(report, DiagnosticKind::Repeated { first_line }, "");
                return None;
            }
            said.insert(key, report.line(item.span.start));
            Some(line)
        });
        Some(read.collect::<Vec<_>>())
    });
    table.close(report);
    lines.unwrap_or_default()
}

fn line(node: &Node, common: &Common, report: &mut Report) -> Option<DebtLine> {
    let mut table = Table::of(node, report)?;
    let family = table.need("family", report, |node, report| {
        Some((node.text(report)?, report.place(&node.span, &node.path)))
    });
    let cash_desk = match &common.cash_desk {
        Some(desk) if !table.has("cash_desk") => {
            table.get("cash_desk");
            Some(desk.clone())
        }
        _ => table.need("cash_desk", report, Node::code),
    };
    let amount = table.need("amount", report, Node::debt);
    let as_of = match &common.as_of {
        Some(day) if !table.has("as_of") => {
            table.get("as_of");
            Some(day.clone())
        }
        _ => table.need("as_of", report, day),
    };
    table.close(report);
    let ((family, family_place), (as_of, day_place)) = (family?, as_of?);
    Some(DebtLine {
        family,
        cash_desk: cash_desk?,
        amount: amount?,
        as_of,
        family_place,
        day_place,
    })
}

fn day(node: &Node, report: &mut Report) -> Option<(NaiveDate, Place)> {
    Some((node.date(report)?, report.place(&node.span, &node.path)))
}
