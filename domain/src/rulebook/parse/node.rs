//! One value of the file, with its place.

use std::ops::Range;

use toml::de::DeValue;

use super::report::Report;
use crate::rulebook::diagnostic::{DiagnosticKind, Shape};

/// More elements than any town writes in one list.
const MOST_ITEMS: usize = 1000;

/// The name of a section that a line begins with single brackets.
pub(super) fn single_heading(line: &str) -> Option<&str> {
    let (name, _) = line.trim_start().strip_prefix('[')?.split_once(']')?;
    (!name.starts_with('[')).then(|| name.trim())
}

#[derive(Clone, Debug)]
pub(super) struct Node<'t> {
    pub value: &'t DeValue<'t>,
    pub span: Range<usize>,
    pub path: String,
}

impl<'t> Node<'t> {
    pub fn add(&self, report: &mut Report, kind: DiagnosticKind, allowed: impl Into<String>) {
        report.add(&self.span, &self.path, kind, allowed);
    }

    pub fn wrong_type<T>(&self, expected: Shape, report: &mut Report) -> Option<T> {
        self.add(report, DiagnosticKind::WrongType { expected }, expected.notation());
        None
    }

    /// A heading in single brackets is written in double ones where there may be several such sections.
    fn no_list<T>(&self, report: &mut Report) -> Option<T> {
        let kind = DiagnosticKind::WrongType { expected: Shape::List };
        let (_, line) = report.whole_line(self.span.start);
        let allowed = single_heading(line).map(|name| format!("[[{name}]]"));
        let allowed = allowed.filter(|_| self.value.is_table());
        self.add(
            report,
            kind,
            allowed.unwrap_or_else(|| Shape::List.notation().to_owned()),
        );
        None
    }

    pub fn malformed<T>(&self, expected: Shape, did_you_mean: Option<String>, report: &mut Report) -> Option<T> {
        let kind = DiagnosticKind::Malformed { expected, did_you_mean };
        self.add(report, kind, expected.notation());
        None
    }

    /// The elements of a list, which may be empty.
    pub fn items(&self, report: &mut Report) -> Option<Vec<Node<'t>>> {
        let Some(array) = self.value.as_array() else {
            return self.no_list(report);
        };
        if array.len() > MOST_ITEMS {
            self.add(report, DiagnosticKind::OutOfRange, format!("≤ {MOST_ITEMS}"));
            return None;
        }
        self.any_items(report)
    }

    /// The elements of a list, however many there are.
    pub fn any_items(&self, report: &mut Report) -> Option<Vec<Node<'t>>> {
        if self.value.as_array().is_none() {
            return self.no_list(report);
        }
        Some(self.peeked_items())
    }

    /// The elements of a list that was read before; none of anything else.
    pub fn peeked_items(&self) -> Vec<Node<'t>> {
        let items = self.value.as_array().into_iter().flat_map(|array| array.iter());
        let items = items.enumerate().map(|(index, item)| Node {
            value: item.get_ref(),
            span: item.span(),
            path: format!("{}[{index}]", self.path),
        });
        items.collect()
    }

    /// The names that a section declares: the codes of its elements, or its own keys where it is no list.
    pub fn names_within(&self) -> Vec<&'t str> {
        if let Some(section) = self.value.as_table() {
            return section.keys().map(|key| &**key.get_ref()).collect();
        }
        let items = self.value.as_array().into_iter().flat_map(|items| items.iter());
        let codes = items.filter_map(|item| item.get_ref().as_table()?.get("code")?.get_ref().as_str());
        codes.collect()
    }

    /// The elements of a list that has at least one.
    pub fn some_items(&self, report: &mut Report) -> Option<Vec<Node<'t>>> {
        let items = self.items(report)?;
        if items.is_empty() {
            self.add(report, DiagnosticKind::Empty, "");
            return None;
        }
        Some(items)
    }
}
