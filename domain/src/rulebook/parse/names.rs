//! The codes that a file declares, and what points at them.

use std::cell::Cell;
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
    /// In the order of the file.
    known: Vec<Known>,
}

struct Known {
    name: String,
    place: Range<usize>,
    path: String,
    line: usize,
    /// Whether something refers to it such that it has an effect.
    used: Cell<bool>,
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
        if let Some(first) = self.known.iter().find(|known| known.name == text && !text.is_empty()) {
            let kind = DiagnosticKind::DuplicateCode {
                noun: self.noun,
                first_line: first.line,
            };
            node.add(report, kind, "");
            return None;
        }
        self.know(text, node.span.clone(), &node.path, report);
        node.code(report)
    }

    /// A code that stands as the key of a section, which TOML keeps from being repeated.
    pub fn declare_section(&mut self, place: &Range<usize>, name: &str, section: &Node, report: &mut Report) {
        self.know(name, place.clone(), &section.path, report);
        if !is_code(name) {
            let kind = DiagnosticKind::Malformed {
                expected: Shape::Code,
                did_you_mean: code_like(name),
            };
            report.add(place, &section.path, kind, Shape::Code.notation());
        }
    }

    fn know(&mut self, name: &str, place: Range<usize>, path: &str, report: &Report) {
        self.known.push(Known {
            name: name.to_owned(),
            line: report.line(place.start),
            place,
            path: path.to_owned(),
            used: Cell::new(false),
        });
    }

    /// The position of a code that must be known.
    pub fn position(&self, node: &Node, report: &mut Report) -> Option<usize> {
        let Some(text) = node.value.as_str() else {
            return node.wrong_type(Shape::Code, report);
        };
        let named = |is_it: &dyn Fn(&str) -> bool| self.known.iter().position(|known| is_it(&known.name));
        // One that was declared in another form is told of there.
        let misspelt = |name: &str| !is_code(name) && code_like(name).as_deref() == Some(text);
        let position = named(&|name| name == text).or_else(|| named(&misspelt));
        if position.is_none() && !report.is_full() {
            let kind = DiagnosticKind::UnknownReference {
                noun: self.noun,
                did_you_mean: nearest(text, self.list()),
            };
            node.add(report, kind, self.shortlist());
        }
        position
    }

    /// A known code, which is used here.
    pub fn resolve(&self, node: &Node, report: &mut Report) -> Option<Code> {
        let code = self.resolve_aside(node, report)?;
        self.mark_used(&code);
        Some(code)
    }

    /// A known code that is spoken of, which is no use by itself.
    fn resolve_aside(&self, node: &Node, report: &mut Report) -> Option<Code> {
        let position = self.position(node, report)?;
        self.at(position).map(|name| Code(name.to_owned()))
    }

    pub fn mark_used(&self, code: &Code) {
        let those = self.known.iter().filter(|known| known.name == code.0);
        those.for_each(|known| known.used.set(true));
    }

    pub fn is_used(&self, code: &Code) -> bool {
        self.known.iter().any(|known| known.name == code.0 && known.used.get())
    }

    /// Reports the names that nothing uses.
    pub fn refuse_unused(&self, report: &mut Report) {
        let unused = self
            .known
            .iter()
            .filter(|known| !known.used.get() && !known.name.is_empty());
        for known in unused {
            report.add(
                &known.place,
                &known.path,
                DiagnosticKind::Unused { noun: self.noun },
                "",
            );
        }
    }

    pub fn at(&self, position: usize) -> Option<&str> {
        self.known.get(position).map(|known| known.name.as_str())
    }

    /// A list of known codes that are spoken of, each once.
    pub fn resolve_each(&self, nodes: &[Node], report: &mut Report) -> Vec<Code> {
        let mut codes: Vec<(Code, usize)> = Vec::new();
        for node in nodes {
            let Some(code) = self.resolve_aside(node, report) else {
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
            .map(|known| known.name.as_str())
            .filter(|name| !name.is_empty())
    }
}
