//! The codes that a file declares, and what points at them.

use std::ops::Range;

use super::node::Node;
use super::report::Report;
use super::scalar::{code_like, is_code};
use crate::nearest::nearest;
use crate::rulebook::diagnostic::{DiagnosticKind, Noun, Shape};
use crate::rulebook::model::Code;

/// Names that a diagnostic lists.
const MOST_LISTED: usize = 20;

pub(super) struct Names {
    noun: Noun,
    /// With the line of each, in the order of the file.
    known: Vec<(String, usize)>,
}

impl Names {
    pub fn new(noun: Noun) -> Self {
        Self {
            noun,
            known: Vec::new(),
        }
    }

    /// A code that must be new. It is known from now on even when malformed, so that what points at it is not wrong too.
    pub fn declare(&mut self, node: &Node, report: &mut Report) -> Option<Code> {
        let text = node.value.as_str().unwrap_or("");
        if let Some((_, first_line)) = self.known.iter().find(|(name, _)| name == text && !text.is_empty()) {
            let kind = DiagnosticKind::DuplicateCode {
                noun: self.noun,
                first_line: *first_line,
            };
            node.add(report, kind, "");
            return None;
        }
        self.known.push((text.to_owned(), report.line(node.span.start)));
        node.code(report)
    }

    /// A code that stands as the key of a section, which TOML keeps from being repeated.
    pub fn declare_section(&mut self, place: &Range<usize>, name: &str, section: &Node, report: &mut Report) {
        self.known.push((name.to_owned(), report.line(place.start)));
        if !is_code(name) {
            let kind = DiagnosticKind::Malformed {
                expected: Shape::Code,
                did_you_mean: code_like(name),
            };
            report.add(place, &section.path, kind, Shape::Code.notation());
        }
    }

    /// The position of a code that must be known.
    pub fn position(&self, node: &Node, report: &mut Report) -> Option<usize> {
        let Some(text) = node.value.as_str() else {
            return node.wrong_type(Shape::Code, report);
        };
        let position = self.known.iter().position(|(name, _)| name == text);
        if position.is_none() && !report.is_full() {
            let kind = DiagnosticKind::UnknownReference {
                noun: self.noun,
                did_you_mean: nearest(text, self.list()),
            };
            node.add(report, kind, self.shortlist());
        }
        position
    }

    pub fn resolve(&self, node: &Node, report: &mut Report) -> Option<Code> {
        let position = self.position(node, report)?;
        self.at(position).map(|name| Code(name.to_owned()))
    }

    pub fn at(&self, position: usize) -> Option<&str> {
        self.known.get(position).map(|(name, _)| name.as_str())
    }

    /// A list of known codes, each once.
    pub fn resolve_each(&self, nodes: &[Node], report: &mut Report) -> Vec<Code> {
        let mut codes: Vec<(Code, usize)> = Vec::new();
        for node in nodes {
            let Some(code) = self.resolve(node, report) else {
                continue;
            };
            if let Some((_, first_line)) = codes.iter().find(|(earlier, _)| *earlier == code) {
                let kind = DiagnosticKind::Repeated {
                    first_line: *first_line,
                };
                node.add(report, kind, "");
                continue;
            }
            codes.push((code, report.line(node.span.start)));
        }
        codes.into_iter().map(|(code, _)| code).collect()
    }

    fn shortlist(&self) -> String {
        let mut names: Vec<&str> = self.list().take(MOST_LISTED + 1).collect();
        if let Some(beyond) = names.get_mut(MOST_LISTED) {
            *beyond = "…";
        }
        names.join(", ")
    }

    fn list(&self) -> impl Iterator<Item = &str> {
        self.known
            .iter()
            .map(|(name, _)| name.as_str())
            .filter(|name| !name.is_empty())
    }
}
