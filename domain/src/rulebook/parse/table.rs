//! A table of the file, which knows the keys it was asked for.

use std::ops::Range;

use toml::de::DeTable;

use super::french::{may_stand_for, meant};
use super::node::Node;
use super::report::Report;
use crate::rulebook::diagnostic::{DiagnosticKind, Shape};

pub(super) struct Table<'t> {
    entries: &'t DeTable<'t>,
    pub span: Range<usize>,
    path: String,
    asked: Vec<&'static str>,
    /// Keys of which one that is nearly so may be meant.
    sections: &'static [&'static str],
    /// Own keys that were told of already.
    told: Vec<&'t str>,
}

impl<'t> Table<'t> {
    /// The file itself, with all that it may have.
    pub fn root(entries: &'t DeTable<'t>, sections: &'static [&'static str]) -> Self {
        Self {
            entries,
            span: 0..0,
            path: String::new(),
            asked: Vec::new(),
            sections,
            told: Vec::new(),
        }
    }

    pub fn of(node: &Node<'t>, report: &mut Report) -> Option<Self> {
        Self::peeked(node).or_else(|| node.wrong_type(Shape::Table, report))
    }

    /// A table that was read before, to look at its values again.
    pub fn peeked(node: &Node<'t>) -> Option<Self> {
        let entries = node.value.as_table()?;
        Some(Self {
            entries,
            span: node.span.clone(),
            path: node.path.clone(),
            asked: Vec::new(),
            sections: &[],
            told: Vec::new(),
        })
    }

    /// The same table, of which nothing was asked yet.
    pub fn afresh(&self) -> Self {
        Self {
            entries: self.entries,
            span: self.span.clone(),
            path: self.path.clone(),
            asked: Vec::new(),
            sections: &[],
            told: Vec::new(),
        }
    }

    /// The keys that were asked for, and may thus be there.
    pub fn asked(&self) -> &[&'static str] {
        &self.asked
    }

    /// Makes keys known.
    pub fn ask(&mut self, keys: &[&'static str]) {
        for key in keys {
            if !self.asked.contains(key) {
                self.asked.push(key);
            }
        }
    }

    /// How many of its keys are among these, or look as if one of these was meant.
    pub fn count_meant(&self, keys: &[&str]) -> usize {
        let stands_for_one = |key: &&str| keys.contains(key) || meant(key, keys).is_some();
        let own = self.entries.iter().map(|(key, _)| &**key.get_ref());
        own.filter(stands_for_one).count()
    }

    /// The value of a key, without asking for it.
    pub fn peek(&self, key: &str) -> Option<Node<'t>> {
        let value = self.entries.get(key)?;
        Some(Node {
            value: value.get_ref(),
            span: value.span(),
            path: self.path_of(key),
        })
    }

    pub fn get(&mut self, key: &'static str) -> Option<Node<'t>> {
        self.asked.push(key);
        self.peek(key)
    }

    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The value of a key that must be there.
    pub fn need<T>(
        &mut self,
        key: &'static str,
        report: &mut Report,
        read: impl FnOnce(&Node<'t>, &mut Report) -> Option<T>,
    ) -> Option<T> {
        if let Some(node) = self.get(key).or_else(|| self.misspelt(key, report)) {
            return read(&node, report);
        }
        self.missing(key, key, report);
        self.read_in_vain(key, report, read)
    }

    /// The value of a key that may be left out. A value that is wrong counts as left out, and is reported.
    pub fn may<T>(
        &mut self,
        key: &'static str,
        report: &mut Report,
        read: impl FnOnce(&Node<'t>, &mut Report) -> Option<T>,
    ) -> Option<T> {
        if let Some(node) = self.get(key).or_else(|| self.misspelt(key, report)) {
            return read(&node, report);
        }
        self.read_in_vain(key, report, read)
    }

    /// What stands under a key by which a section is meant that is not there, which is told here: read as the section
    /// itself, it is one mistake, and none of what refers to it.
    fn misspelt(&mut self, key: &str, report: &mut Report) -> Option<Node<'t>> {
        let sections = self.sections;
        let stands_for = |own: &str| !sections.contains(&own) && meant(own, sections).is_some_and(|meant| meant == key);
        let (span, own, node) = self.named().into_iter().find(|(_, own, _)| stands_for(own))?;
        Self::refuse(&span, own, &node, sections, report);
        self.told.push(own);
        Some(node)
    }

    /// The sections that stand here beside those by which they are meant: what they declare is not read.
    pub fn beside(&self) -> impl Iterator<Item = Node<'t>> {
        let strange = |own: &str| !self.sections.contains(&own) && !self.told.contains(&own);
        let meant = move |own: &str| strange(own) && meant(own, self.sections).is_some();
        self.named()
            .into_iter()
            .filter(move |(_, own, _)| meant(own))
            .map(|(.., node)| node)
    }

    /// Looks for mistakes in a value whose key is said in French, which is one itself.
    fn read_in_vain<T>(
        &self,
        key: &str,
        report: &mut Report,
        read: impl FnOnce(&Node<'t>, &mut Report) -> Option<T>,
    ) -> Option<T> {
        let in_french = |(_, own, node)| may_stand_for(own, key).then_some(node);
        if let Some(node) = self.named().into_iter().find_map(in_french) {
            read(&node, report);
        }
        None
    }

    /// Reports that `key` is missing; `allowed` says what would do.
    pub fn missing(&self, key: &str, allowed: &str, report: &mut Report) {
        let kind = DiagnosticKind::MissingKey { key: key.to_owned() };
        report.add(&self.span, &self.path_of(key), kind, allowed);
    }

    /// Reports `key`, if it is there, as forbidden beside `with`.
    pub fn forbid(&mut self, key: &'static str, with: &str, report: &mut Report) {
        if self.get(key).is_some() {
            self.conflict(key, with, report);
        }
    }

    /// Reports a key that is there as one that cannot stand beside `with`.
    pub fn conflict(&self, key: &str, with: &str, report: &mut Report) {
        let kind = DiagnosticKind::ConflictingKey { with: with.to_owned() };
        report.add(&self.key_span(key), &self.path_of(key), kind, "");
    }

    /// Every entry of a table whose keys are names, as name and value, in the order of the file.
    pub fn named(&self) -> Vec<(Range<usize>, &'t str, Node<'t>)> {
        let mut entries: Vec<_> = self
            .entries
            .iter()
            .map(|(key, value)| {
                let node = Node {
                    value: value.get_ref(),
                    span: value.span(),
                    path: self.path_of(key.get_ref()),
                };
                (key.span(), &**key.get_ref(), node)
            })
            .collect();
        entries.sort_by_key(|(span, ..)| span.start);
        entries
    }

    /// Reports the keys that nobody asked for.
    pub fn close(self, report: &mut Report) {
        for (span, key, node) in self.named() {
            if self.asked.contains(&key) || self.told.contains(&key) {
                continue;
            }
            Self::refuse(&span, key, &node, &self.asked, report);
        }
    }

    fn refuse(place: &Range<usize>, key: &str, node: &Node, allowed: &[&str], report: &mut Report) {
        let did_you_mean = meant(key, allowed);
        let kind = DiagnosticKind::UnknownKey { did_you_mean };
        report.add(place, &node.path, kind, allowed.join(", "));
    }

    /// Reports a key that cannot stand here, with what is written instead of it.
    pub fn unknown(&mut self, key: &'static str, did_you_mean: Option<String>, report: &mut Report) {
        let kind = DiagnosticKind::UnknownKey { did_you_mean };
        report.add(&self.key_span(key), &self.path_of(key), kind, self.asked.join(", "));
        self.told.push(key);
    }

    fn key_span(&self, key: &str) -> Range<usize> {
        self.entries
            .get_key_value(key)
            .map_or_else(|| self.span.clone(), |(key, _)| key.span())
    }

    pub fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }
}
