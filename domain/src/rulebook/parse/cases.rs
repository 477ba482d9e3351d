//! Prices by who the child is.

use std::collections::BTreeMap;

use super::child::CONDITIONS;
use super::names::Names;
use super::node::Node;
use super::price::simple;
use super::report::Report;
use super::table::Table;
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::link::ChildCondition;
use crate::rulebook::model::Code;
use crate::rulebook::price::{PriceCase, PriceCondition, PriceForm};

/// Whose price it is.
pub(super) struct Pupils<'a> {
    pub schools: &'a Names,
    /// The schools that the activity is open to; none where that list is not sound.
    pub served: Option<&'a [Code]>,
}

/// Whom the cases so far take, each with the line of the first that does.
#[derive(Default)]
struct Taken {
    schools: BTreeMap<Code, usize>,
    conditions: Vec<(ChildCondition, usize)>,
}

pub(super) fn cases(table: &mut Table, pupils: &Pupils, report: &mut Report) -> Option<PriceForm> {
    let cases = table.need("cases", report, |node, report| {
        let items = node.some_items(report)?;
        let mut taken = Taken::default();
        let sound = items.iter().filter_map(|item| case(item, pupils, &mut taken, report));
        Some(sound.collect())
    });
    let otherwise = table.need("otherwise", report, simple);
    Some(PriceForm::Cases {
        cases: cases?,
        otherwise: Box::new(otherwise?),
    })
}

fn case(node: &Node, pupils: &Pupils, taken: &mut Taken, report: &mut Report) -> Option<PriceCase> {
    let mut table = Table::of(node, report)?;
    let when = table.need("when", report, |node, report| condition(node, pupils, taken, report));
    let price = table.need("price", report, simple);
    table.close(report);
    Some(PriceCase {
        when: when?,
        price: price?,
    })
}

fn condition(node: &Node, pupils: &Pupils, taken: &mut Taken, report: &mut Report) -> Option<PriceCondition> {
    let mut table = Table::of(node, report)?;
    let condition = if let Some(place) = table.get("schools") {
        table.forbid("child", "schools", report);
        schools(node, &place, pupils, taken, report).map(|schools| PriceCondition::Schools { schools })
    } else if let Some(place) = table.get("child") {
        child(node, &place, pupils, taken, report).map(|condition| PriceCondition::Child { condition })
    } else {
        table.missing("schools", "schools, child", report);
        None
    };
    table.close(report);
    condition
}

fn schools(when: &Node, place: &Node, pupils: &Pupils, taken: &mut Taken, report: &mut Report) -> Option<Vec<Code>> {
    let items = place.some_items(report)?;
    let schools = pupils.schools.resolve_each(&items, report);
    for school in &schools {
        let served = pupils.served.filter(|served| !served.contains(school));
        let item = items.iter().find(|item| item.value.as_str() == Some(&school.0));
        if let Some((served, item)) = served.zip(item) {
            let served: Vec<&str> = served.iter().map(|school| school.0.as_str()).collect();
            item.add(report, DiagnosticKind::SchoolNotServed, served.join(", "));
        }
    }
    // A school that is not understood may be one that no case took yet.
    if schools.len() == items.len() {
        refuse_vain(taken.all_of(&schools), when, report);
    }
    let line = report.line(when.span.start);
    for school in &schools {
        taken.schools.entry(school.clone()).or_insert(line);
    }
    Some(schools)
}

fn child(when: &Node, place: &Node, pupils: &Pupils, taken: &mut Taken, report: &mut Report) -> Option<ChildCondition> {
    let condition = place.choice(&CONDITIONS, report)?;
    let same = taken.conditions.iter().find(|(earlier, _)| *earlier == condition);
    let vain = same.map(|(_, line)| *line).or_else(|| taken.all_of(pupils.served?));
    refuse_vain(vain, when, report);
    taken.conditions.push((condition, report.line(when.span.start)));
    Some(condition)
}

impl Taken {
    /// The line of the case that took the last of these schools; none while one of them is left.
    fn all_of(&self, schools: &[Code]) -> Option<usize> {
        let lines: Option<Vec<usize>> = schools.iter().map(|school| self.schools.get(school).copied()).collect();
        lines?.into_iter().max()
    }
}

fn refuse_vain(taken_on: Option<usize>, when: &Node, report: &mut Report) {
    if let Some(last_line) = taken_on {
        when.add(report, DiagnosticKind::NeverFits { last_line }, "");
    }
}
