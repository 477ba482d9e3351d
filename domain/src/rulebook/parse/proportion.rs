//! Rules of attendance that are reckoned from what a day costs: where a price is by the term, that is nothing.

use std::ops::Range;

use super::node::Node;
use super::report::Report;
use super::table::Table;
use crate::rulebook::diagnostic::DiagnosticKind;

/// A factor of what a day costs, or a percentage of it, with its place.
pub(super) struct Proportion {
    key: &'static str,
    span: Range<usize>,
    path: String,
}

/// All that some rules of attendance, which were read before, have of them.
pub(super) fn proportions(rules: &Node) -> Vec<Proportion> {
    let Some(rules) = Table::peeked(rules) else {
        return Vec::new();
    };
    let within = |key: &str| rules.peek(key).as_ref().and_then(Table::peeked);
    let each = |list: Option<Node>, key| {
        let items = list.map(|list| list.peeked_items()).unwrap_or_default();
        items
            .iter()
            .filter_map(|item| Proportion::of(key, item))
            .collect::<Vec<_>>()
    };
    let absence = within("absence");
    let otherwise = absence.as_ref().and_then(|table| table.peek("otherwise"));
    let lists = [
        each(within("late").and_then(|table| table.peek("surcharges")), "times"),
        each(rules.peek("unbooked"), "times"),
        each(absence.and_then(|table| table.peek("cases")), "percent"),
        otherwise
            .and_then(|node| Proportion::of("percent", &node))
            .into_iter()
            .collect(),
    ];
    lists.into_iter().flatten().collect()
}

impl Proportion {
    fn of(key: &'static str, node: &Node) -> Option<Self> {
        let node = Table::peeked(node)?.peek(key)?;
        Some(Self {
            key,
            span: node.span,
            path: node.path,
        })
    }

    /// Reports it as one of a day that costs nothing in an activity.
    pub fn refuse_beside_terms(&self, activity: &str, report: &mut Report) {
        let activity = activity.to_owned();
        let kind = match self.key {
            "times" => DiagnosticKind::TimesNothing { activity },
            _ => DiagnosticKind::PercentOfNothing { activity },
        };
        report.add(&self.span, &self.path, kind, "");
    }
}
