//! Dates and months that lie outside the days of the rule book, and ages and classes of no pupil.

use std::collections::BTreeSet;

use chrono::{Datelike, Months, NaiveDate};

use super::node::Node;
use super::report::Report;
use super::school::Schools;
use super::table::Table;
use super::town::Validity;
use crate::classes::{ClassSpan, SchoolClass};
use crate::rulebook::condition::Span;
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::model::{Code, Level};

const HALF_A_YEAR: Months = Months::new(6);

impl Validity {
    /// Reports a stretch that shares no day with the rule book.
    pub fn refuse_outside(&self, from: NaiveDate, to: NaiveDate, node: &Node, report: &mut Report) {
        if to < self.from || self.to.is_some_and(|last| from > last) {
            node.add(report, DiagnosticKind::OutsideValidity, self.notation());
        }
    }

    /// Reports days that ended half a year before the rule book. Days a little before it count where a deadline of its first
    /// days looks back to them; those of the year before are a file that was not brought up to date. Days behind it are
    /// no mistake: a town that shortens its rule book leaves them.
    pub fn refuse_long_past(&self, to: NaiveDate, node: &Node, report: &mut Report) {
        let looked_back_to = self.from.checked_sub_months(HALF_A_YEAR).unwrap_or(self.from);
        if to < looked_back_to {
            node.add(report, DiagnosticKind::OutsideValidity, self.notation());
        }
    }

    /// Reports the terms of a price, written in `node`, none of whose months the rule book has a day in.
    pub fn refuse_terms_outside(&self, node: &Node, report: &mut Report) {
        let Some(table) = Table::peeked(node) else { return };
        for inner in ["terms", "cases"].iter().filter_map(|key| table.peek(key)) {
            for item in inner.items(report).unwrap_or_default() {
                self.refuse_term_outside(&item, report);
            }
        }
        for price in ["otherwise", "missing"].iter().filter_map(|key| table.peek(key)) {
            self.refuse_terms_outside(&price, report);
        }
    }

    /// An element of `terms`, or of `cases`.
    fn refuse_term_outside(&self, item: &Node, report: &mut Report) {
        let Some(table) = Table::peeked(item) else { return };
        let month = |key| {
            let number = table.peek(key)?.value.as_integer()?.as_str().parse::<u32>().ok()?;
            (1..=12).contains(&number).then_some(number)
        };
        let Some((first, last)) = month("first_month").zip(month("last_month")) else {
            if let Some(price) = table.peek("price") {
                self.refuse_terms_outside(&price, report);
            }
            return;
        };
        let mut months = (0..=(last + 12 - first) % 12).map(|nth| (first + nth - 1) % 12 + 1);
        let own = self.months();
        if !months.any(|month| own.contains(&month)) {
            item.add(report, DiagnosticKind::OutsideValidity, self.notation());
        }
    }

    /// Months of the year in which the rule book has a day.
    fn months(&self) -> BTreeSet<u32> {
        let Some(to) = self.to else { return (1..=12).collect() };
        let first = self.from.with_day(1).unwrap_or(self.from);
        let starts = (0..12).filter_map(|later| first.checked_add_months(Months::new(later)));
        starts
            .take_while(|start| *start <= to)
            .map(|start| start.month())
            .collect()
    }

    pub fn notation(&self) -> String {
        let to = self.to.map_or_else(|| "…".to_owned(), |to| to.to_string());
        format!("{} – {to}", self.from)
    }
}

/// Ages that pupils of a level have, with room for those who are ahead or behind.
pub(super) fn ages_of(level: Level) -> (u32, u32) {
    match level {
        Level::Nursery => (2, 7),
        Level::Elementary => (5, 13),
        Level::Secondary => (9, 25),
    }
}

/// Classes that pupils of a level are in, with one to either side: a village puts its grande section under the roof of the CP,
/// or the other way around.
pub(super) fn classes_of(level: Level) -> ClassSpan {
    let (from, to) = match level {
        Level::Nursery => (SchoolClass::Tps, SchoolClass::Cp),
        Level::Elementary => (SchoolClass::Gs, SchoolClass::Cm2),
        Level::Secondary => (SchoolClass::Sixieme, SchoolClass::Troisieme),
    };
    ClassSpan {
        from: Some(from),
        to: Some(to),
    }
}

/// The levels of an activity's schools; none where one of them has none: such a school may have any pupils.
fn levels_of(served: &[Code], schools: &Schools) -> Option<Vec<Level>> {
    let levels = served.iter().map(|code| {
        let school = schools.list.iter().find(|school| school.code == *code)?;
        school.level
    });
    levels.collect()
}

/// Reports classes that no pupil of an activity's schools is in.
pub(super) fn refuse_classes_of_nobody(
    classes: ClassSpan,
    served: &[Code],
    schools: &Schools,
    node: Option<Node>,
    report: &mut Report,
) {
    let Some(levels) = levels_of(served, schools) else {
        return;
    };
    let ranges: Vec<ClassSpan> = levels.into_iter().map(classes_of).collect();
    if let Some(node) = node.filter(|_| !ranges.iter().any(|range| range.meets(classes))) {
        let first = ranges.iter().filter_map(|range| range.from).min();
        let last = ranges.iter().filter_map(|range| range.to).max();
        let [first, last] = [first, last].map(|class| class.map_or("", SchoolClass::word));
        node.add(report, DiagnosticKind::NobodyInClass, format!("{first} – {last}"));
    }
}

/// Reports ages that no pupil of an activity's schools has. A school without a level may have pupils of any age.
pub(super) fn refuse_ages_of_nobody(
    ages: Span,
    served: &[Code],
    schools: &Schools,
    node: Option<Node>,
    report: &mut Report,
) {
    let Some(levels) = levels_of(served, schools) else {
        return;
    };
    let ranges: Vec<(u32, u32)> = levels.into_iter().map(ages_of).collect();
    let fits = |&(youngest, oldest): &(u32, u32)| {
        ages.from.is_none_or(|from| from <= oldest) && ages.to.is_none_or(|to| youngest <= to)
    };
    if let Some(node) = node.filter(|_| !ranges.iter().any(fits)) {
        let youngest = ranges.iter().map(|range| range.0).min().unwrap_or(0);
        let oldest = ranges.iter().map(|range| range.1).max().unwrap_or(0);
        node.add(report, DiagnosticKind::NobodyOfAge, format!("{youngest} – {oldest}"));
    }
}
