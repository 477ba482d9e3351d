//! Whether a case of a price, or a surcharge, is ever used.
//!
//! All kinds of children that the cases tell apart are listed, and each is given to the first case that takes it. A
//! case that is given nobody is a mistake.

use std::collections::BTreeSet;

use super::condition::Among;
use super::node::Node;
use super::report::Report;
use crate::classes::{ClassSpan, SchoolClass};
use crate::family::{Frequency, Regime, Residence};
use crate::rulebook::condition::{Condition, Span, Traits};
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::model::Code;

/// Kinds of children beyond which a tariff is not looked through: none that people read comes near.
const MOST_KINDS: usize = 100_000;

/// What takes children who are left by those before it.
pub(super) struct Claim<'a, 't> {
    pub when: &'a Condition,
    /// Whom it spares.
    pub unless: Option<&'a Condition>,
    /// The first time at which it counts.
    pub from_time: u16,
    pub node: &'a Node<'t>,
}

impl<'a, 't> Claim<'a, 't> {
    /// What counts whenever it fits.
    pub fn of_all(when: &'a Condition, node: &'a Node<'t>) -> Self {
        Self {
            when,
            unless: None,
            from_time: 1,
            node,
        }
    }

    fn takes_all(&self) -> bool {
        *self.when == Condition::default() && self.unless.is_none() && self.from_time <= 1
    }

    fn takes(&self, kind: &Traits, time: u16) -> bool {
        let spared = self.unless.is_some_and(|unless| unless.holds(kind));
        time >= self.from_time && !spared && self.when.holds(kind)
    }
}

/// Reports the claims that fit nobody, or only children whom earlier ones take.
pub(super) fn refuse_vain(claims: &[Claim], served: &[Code], among: &Among, report: &mut Report) {
    let conditions: Vec<&Condition> = claims
        .iter()
        .flat_map(|one| [one.when].into_iter().chain(one.unless))
        .chain(among.conditions())
        .collect();
    let Some(mut kinds) = kinds(&conditions, served) else {
        return refuse_behind(claims, Claim::takes_all, |claim| claim.node, report);
    };
    kinds.retain(|kind| among.has(kind));
    // Where nobody is left, what chooses them is told of.
    if kinds.is_empty() {
        return;
    }
    let times: BTreeSet<u16> = claims.iter().map(|one| one.from_time).chain([1]).collect();
    let mut situations: Vec<Situation> = Vec::new();
    for time in times {
        situations.extend(kinds.iter().map(|kind| Situation {
            kind: *kind,
            time,
            taken_by: None,
        }));
    }
    for claim in claims {
        let line = report.line(claim.node.span.start);
        let fitting = situations.iter_mut().filter(|one| claim.takes(&one.kind, one.time));
        let taken: Vec<Option<usize>> = fitting
            .map(|one| one.taken_by.replace(one.taken_by.unwrap_or(line)))
            .collect();
        if taken.is_empty() {
            let classes = among.classes_instead(claim.when);
            claim.node.add(report, DiagnosticKind::FitsNobody, classes);
        } else if let Some(last_line) = last_of(taken) {
            claim.node.add(report, DiagnosticKind::NeverFits { last_line }, "");
        }
    }
}

/// Reports what stands behind one that takes everything: so much is told also of lists with too many kinds to look at.
pub(super) fn refuse_behind<'n, 't: 'n, T>(
    list: &'n [T],
    takes_all: impl Fn(&T) -> bool,
    node: impl Fn(&'n T) -> &'n Node<'t>,
    report: &mut Report,
) {
    let Some(at) = list.iter().position(takes_all) else {
        return;
    };
    let last_line = report.line(node(&list[at]).span.start);
    for one in list.iter().skip(at + 1) {
        node(one).add(report, DiagnosticKind::NeverFits { last_line }, "");
    }
}

struct Situation<'a> {
    kind: Traits<'a>,
    /// For the how manieth time.
    time: u16,
    /// The line of the claim that takes it.
    taken_by: Option<usize>,
}

/// The last of the lines that take everything, if all is taken.
pub(super) fn last_of(taken: Vec<Option<usize>>) -> Option<usize> {
    let lines = taken.into_iter().collect::<Option<Vec<usize>>>()?;
    lines.into_iter().max()
}

/// Every kind of child that some condition tells from another; none where there are too many, or of a school that is not
/// known. What no condition asks about stays at one value.
pub(super) fn kinds<'a>(conditions: &[&Condition], served: &'a [Code]) -> Option<Vec<Traits<'a>>> {
    let asked = |part: fn(&Condition) -> bool| conditions.iter().any(|one| part(one));
    let mut kinds = vec![Traits {
        school: served.first()?,
        class: None,
        food_care_plan: false,
        residence: Residence::Resident,
        regime: Regime::Caf,
        frequency: Frequency::Occasional,
        rank: 1,
        children: 1,
        quotient: None,
        siblings_there: 0,
    }];
    let mut named = conditions.iter().filter_map(|one| one.schools.as_ref()).flatten();
    if !named.all(|school| served.contains(school)) {
        return None;
    }
    if asked(|one| one.schools.is_some()) {
        let schools: Vec<&Code> = served.iter().collect();
        kinds = each(kinds, &schools, |kind, school| kind.school = school)?;
    }
    if asked(|one| one.class.is_some()) {
        let spans: Vec<ClassSpan> = conditions.iter().filter_map(|one| one.class).collect();
        kinds = each(kinds, &classes(&spans), |kind, one| kind.class = one)?;
    }
    if asked(|one| one.child.is_some()) {
        kinds = each(kinds, &[false, true], |kind, has| kind.food_care_plan = has)?;
    }
    if asked(|one| one.residence.is_some()) {
        let all = [Residence::Resident, Residence::Partner, Residence::Outside];
        kinds = each(kinds, &all, |kind, one| kind.residence = one)?;
    }
    if asked(|one| one.regime.is_some()) {
        let all = [Regime::Caf, Regime::Msa, Regime::Other];
        kinds = each(kinds, &all, |kind, one| kind.regime = one)?;
    }
    if asked(|one| one.frequency.is_some()) {
        let all = [Frequency::Regular, Frequency::Occasional];
        kinds = each(kinds, &all, |kind, one| kind.frequency = one)?;
    }
    let places = conditions
        .iter()
        .flat_map(|one| one.rank.into_iter().chain(one.children));
    kinds = each(kinds, &families(places), |kind, (rank, children)| {
        (kind.rank, kind.children) = (rank, children);
    })?;
    let siblings: Vec<u32> = known(conditions.iter().filter_map(|one| one.siblings_there)).collect();
    kinds = each(kinds, &siblings, |kind, count| kind.siblings_there = count)?;
    let quotients = quotients(conditions.iter().filter_map(|one| one.quotient));
    each(kinds, &quotients, |kind, one| kind.quotient = one)
}

/// Each kind once with each value; none where they become too many.
fn each<'a, T: Copy>(
    kinds: Vec<Traits<'a>>,
    values: &[T],
    set: impl Fn(&mut Traits<'a>, T),
) -> Option<Vec<Traits<'a>>> {
    if kinds.len().checked_mul(values.len())? > MOST_KINDS {
        return None;
    }
    let with = |mut kind: Traits<'a>, value: T| {
        set(&mut kind, value);
        kind
    };
    let all = kinds
        .into_iter()
        .flat_map(|kind| values.iter().map(move |&value| (kind, value)));
    Some(all.map(|(kind, value)| with(kind, value)).collect())
}

/// An unknown class, and the first of each stretch that the spans tell apart.
fn classes(spans: &[ClassSpan]) -> Vec<Option<SchoolClass>> {
    let within = |class: SchoolClass| -> Vec<bool> { spans.iter().map(|span| span.includes(class)).collect() };
    let mut told = vec![(None, Vec::new())];
    for (_, class) in SchoolClass::WORDS {
        told.push((Some(class), within(class)));
    }
    told.dedup_by(|one, before| one.1 == before.1);
    told.into_iter().map(|(class, _)| class).collect()
}

/// An unknown quotient, and the known ones that matter.
fn quotients(spans: impl Iterator<Item = Span>) -> Vec<Option<u32>> {
    std::iter::once(None).chain(known(spans).map(Some)).collect()
}

/// One number of each stretch that the spans tell apart.
pub(super) fn known(spans: impl Iterator<Item = Span>) -> impl Iterator<Item = u32> {
    let numbers: BTreeSet<u32> = std::iter::once(0).chain(edges(spans)).collect();
    numbers.into_iter()
}

/// Every place in every family up to one child more than the spans speak of.
fn families(spans: impl Iterator<Item = Span>) -> Vec<(u32, u32)> {
    let most = edges(spans).max().unwrap_or(1);
    let sizes = 1..=most;
    sizes
        .flat_map(|children| (1..=children).map(move |rank| (rank, children)))
        .collect()
}

/// The first numbers inside, and behind, each span.
fn edges(spans: impl Iterator<Item = Span>) -> impl Iterator<Item = u32> {
    spans
        .flat_map(|span| [span.from, span.to.map(|to| to.saturating_add(1))])
        .flatten()
}
