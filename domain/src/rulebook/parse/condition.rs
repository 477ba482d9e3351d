//! Of whom a price speaks.

use std::ops::RangeInclusive;

use super::child::CONDITIONS;
use super::node::Node;
use super::report::Report;
use super::school::{LEVELS, Schools};
use super::table::Table;
use crate::classes::{ClassSpan, SchoolClass};
use crate::family::{Frequency, Regime, Residence};
use crate::rulebook::condition::{Condition, Span, Traits};
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::model::Code;

const RESIDENCES: [(&str, Residence); 3] = [
    ("resident", Residence::Resident),
    ("partner", Residence::Partner),
    ("outside", Residence::Outside),
];

const REGIMES: [(&str, Regime); 3] = [("caf", Regime::Caf), ("msa", Regime::Msa), ("other", Regime::Other)];

const FREQUENCIES: [(&str, Frequency); 2] = [("regular", Frequency::Regular), ("occasional", Frequency::Occasional)];

/// A family's children.
const CHILDREN: RangeInclusive<u32> = 1..=20;
const SIBLINGS: RangeInclusive<u32> = 0..=20;
const QUOTIENTS: RangeInclusive<u32> = 0..=999_999;

const PARTS: &str = "schools, levels, class_from, class_to, child, residence, regime, frequency, rank_from, rank_to, children_from, children_to, siblings_there_from, siblings_there_to, quotient_from, quotient_to";

/// Whose price it is.
pub(super) struct Pupils<'a> {
    pub schools: &'a Schools,
    /// The schools that the activity is open to; none where that list is not sound.
    pub served: Option<&'a [Code]>,
    pub among: Among,
}

/// Which of the pupils are left, where something around has chosen some.
#[derive(Clone, Default)]
pub(super) struct Among {
    /// All of these hold of them.
    only: Vec<Condition>,
    /// None of these does.
    not: Vec<Condition>,
}

impl Among {
    /// Those in the classes of an activity, or of several.
    pub fn in_classes(classes: impl IntoIterator<Item = ClassSpan>) -> Self {
        let only = classes.into_iter().map(|classes| Condition {
            class: Some(classes),
            ..Condition::default()
        });
        Self {
            only: only.collect(),
            not: Vec::new(),
        }
    }

    pub fn and(&mut self, when: Condition) {
        self.only.push(when);
    }

    pub fn but(&mut self, when: Condition) {
        self.not.push(when);
    }

    /// All that chooses.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.only.iter().chain(&self.not)
    }

    pub fn has(&self, kind: &Traits<'_>) -> bool {
        self.only.iter().all(|when| when.holds(kind)) && !self.not.iter().any(|when| when.holds(kind))
    }

    /// The classes that are left, in the notation of diagnostics, where those of a condition are none of them.
    pub fn classes_instead(&self, when: &Condition) -> String {
        let mut spans = self.only.iter().filter_map(|when| when.class);
        let others = when.class.and_then(|own| spans.find(|span| !span.meets(own)));
        others.map(ClassSpan::notation).unwrap_or_default()
    }
}

impl<'a> Pupils<'a> {
    /// Some of them.
    pub fn among(&self, among: Among) -> Pupils<'a> {
        Pupils { among, ..*self }
    }

    /// The schools of those who may come; of all pupils where no activity is meant.
    pub fn known(&self) -> Vec<Code> {
        let all = || self.schools.list.iter().map(|school| school.code.clone()).collect();
        self.served.map_or_else(all, <[Code]>::to_vec)
    }
}

/// A condition that says something; none where a part of it is wrong.
pub(super) fn condition(node: &Node, pupils: &Pupils, report: &mut Report) -> Option<Condition> {
    let mistakes = report.count();
    let mut table = Table::of(node, report)?;
    if table.is_empty() {
        table.missing("schools", PARTS, report);
        return None;
    }
    let named = table.may("schools", report, |node, report| schools(node, pupils, report));
    let levels = table.may("levels", report, |node, report| levels(node, pupils, report));
    let condition = Condition {
        schools: both(named, levels),
        class: class_span(&mut table, "class_from", "class_to", report),
        child: table.may("child", report, |node, report| node.choice(&CONDITIONS, report)),
        residence: table.may("residence", report, |node, report| node.choices(&RESIDENCES, report)),
        regime: table.may("regime", report, |node, report| node.choices(&REGIMES, report)),
        frequency: table.may("frequency", report, |node, report| node.choice(&FREQUENCIES, report)),
        rank: span(&mut table, "rank_from", "rank_to", &CHILDREN, report),
        children: span(&mut table, "children_from", "children_to", &CHILDREN, report),
        siblings_there: span(
            &mut table,
            "siblings_there_from",
            "siblings_there_to",
            &SIBLINGS,
            report,
        ),
        quotient: span(&mut table, "quotient_from", "quotient_to", &QUOTIENTS, report),
    };
    table.close(report);
    (report.count() == mistakes).then_some(condition)
}

fn schools(node: &Node, pupils: &Pupils, report: &mut Report) -> Option<Vec<Code>> {
    let items = node.some_items(report)?;
    let schools = pupils.schools.names.resolve_each(&items, report);
    for school in &schools {
        let served = pupils.served.filter(|served| !served.contains(school));
        let item = items.iter().find(|item| item.value.as_str() == Some(&school.0));
        if let Some((served, item)) = served.zip(item) {
            let served: Vec<&str> = served.iter().map(|school| school.0.as_str()).collect();
            item.add(report, DiagnosticKind::SchoolNotServed, served.join(", "));
        }
    }
    Some(schools)
}

/// The schools of some levels, as far as the activity is open to them.
fn levels(node: &Node, pupils: &Pupils, report: &mut Report) -> Option<Vec<Code>> {
    let levels = node.choices(&LEVELS, report)?;
    let schools = pupils.schools.of_levels(&levels);
    let served = |school: &&Code| pupils.served.is_none_or(|served| served.contains(school));
    Some(schools.filter(served).cloned().collect())
}

/// What is in both lists, where both are given.
fn both(one: Option<Vec<Code>>, other: Option<Vec<Code>>) -> Option<Vec<Code>> {
    match (one, other) {
        (Some(mut one), Some(other)) => {
            one.retain(|school| other.contains(school));
            Some(one)
        }
        (one, other) => one.or(other),
    }
}

pub(super) fn class_span(
    table: &mut Table,
    from_key: &'static str,
    to_key: &'static str,
    report: &mut Report,
) -> Option<ClassSpan> {
    let class = |node: &Node, report: &mut Report| node.choice(&SchoolClass::WORDS, report);
    let from = table.may(from_key, report, class);
    let to = table.may(to_key, report, |node, report| {
        let to = class(node, report)?;
        if let Some(from) = from.filter(|from| to < *from) {
            node.add(report, DiagnosticKind::Reversed, format!("≥ {}", from.word()));
        }
        Some(to)
    });
    (from.is_some() || to.is_some()).then_some(ClassSpan { from, to })
}

pub(super) fn span(
    table: &mut Table,
    from_key: &'static str,
    to_key: &'static str,
    range: &RangeInclusive<u32>,
    report: &mut Report,
) -> Option<Span> {
    let from = table.may(from_key, report, |node, report| node.whole::<u32>(range, report));
    let to = table.may(to_key, report, |node, report| {
        let to = node.whole::<u32>(range, report)?;
        if let Some(from) = from.filter(|from| to < *from) {
            node.add(report, DiagnosticKind::Reversed, format!("≥ {from}"));
        }
        Some(to)
    });
    (from.is_some() || to.is_some()).then_some(Span { from, to })
}
