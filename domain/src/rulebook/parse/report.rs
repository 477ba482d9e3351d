//! Collects mistakes and turns byte offsets into places that a person can find.

use std::ops::Range;

use super::debts::Place;
use crate::rulebook::diagnostic::{Diagnostic, DiagnosticKind};

/// Characters of the file that a diagnostic quotes.
const QUOTED: usize = 60;

/// Nobody reads further; the next reading tells the rest.
const MOST_MISTAKES: usize = 500;

/// A mistake, behind the byte offset of its place.
pub(super) type Told = (usize, Diagnostic);

pub(super) struct Report<'s> {
    source: &'s str,
    /// Byte offset at which each line starts.
    lines: Vec<usize>,
    found: Vec<Told>,
}

impl<'s> Report<'s> {
    pub fn new(source: &'s str) -> Self {
        let after_newlines = source.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            source,
            lines: std::iter::once(0).chain(after_newlines).collect(),
            found: Vec::new(),
        }
    }

    /// How many mistakes there are so far.
    pub fn count(&self) -> usize {
        self.found.len()
    }

    pub fn add(&mut self, place: &Range<usize>, path: &str, kind: DiagnosticKind, allowed: impl Into<String>) {
        if self.is_full() {
            return;
        }
        let found = match kind {
            DiagnosticKind::MissingKey { .. } => String::new(),
            _ => self.quote(place),
        };
        let diagnostic = Diagnostic {
            line: self.line(place.start),
            column: self.column(place.start),
            path: path.to_owned(),
            found,
            allowed: allowed.into(),
            kind,
        };
        self.found.push((place.start, diagnostic));
    }

    /// Takes back what was noted from a count on.
    pub fn take_from(&mut self, count: usize) -> Vec<Told> {
        self.found.split_off(count.min(self.found.len()))
    }

    /// Notes what was taken back.
    pub fn tell_again(&mut self, told: Told) {
        if !self.is_full() {
            self.found.push(told);
        }
    }

    /// Whether further mistakes are no longer taken note of.
    pub fn is_full(&self) -> bool {
        self.found.len() >= MOST_MISTAKES
    }

    /// Where something stands, with what stands there.
    pub fn place(&self, place: &Range<usize>, path: &str) -> Place {
        Place {
            line: self.line(place.start),
            column: self.column(place.start),
            path: path.to_owned(),
            found: self.quote(place),
        }
    }

    /// The line of a byte offset, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start <= offset)
    }

    /// In characters, from 1. A byte order mark takes no room.
    fn column(&self, offset: usize) -> usize {
        let start = self.lines.get(self.line(offset) - 1).copied().unwrap_or(0);
        let before = self.source.get(start..offset).unwrap_or("");
        before.chars().filter(|char| *char != '\u{feff}').count() + 1
    }

    /// The text from an offset to the end of its line.
    pub fn rest_of_line(&self, offset: usize) -> &'s str {
        let rest = self.source.get(offset..).unwrap_or("");
        rest.lines().next().unwrap_or("")
    }

    /// The line around an offset, and where it starts.
    pub fn whole_line(&self, offset: usize) -> (usize, &'s str) {
        let start = self.lines.get(self.line(offset) - 1).copied().unwrap_or(0);
        (start, self.rest_of_line(start))
    }

    /// Whether some line begins so.
    pub fn has_line(&self, beginning: &str) -> bool {
        self.source.lines().any(|line| line.trim_start().starts_with(beginning))
    }

    fn quote(&self, place: &Range<usize>) -> String {
        let text = self.source.get(place.clone()).unwrap_or("");
        let line = text.lines().next().unwrap_or("");
        let mut quoted: String = line.chars().take(QUOTED).collect();
        if quoted.len() < text.trim_end().len() {
            quoted.push('…');
        }
        quoted
    }

    /// Forgets what `keep` rejects; it sees the offset, too.
    pub fn retain(&mut self, keep: impl Fn(usize, &Diagnostic) -> bool) {
        self.found.retain(|(offset, diagnostic)| keep(*offset, diagnostic));
    }

    /// In the order of the file.
    pub fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|(offset, _)| *offset);
        self.found.into_iter().map(|(_, diagnostic)| diagnostic).collect()
    }
}
