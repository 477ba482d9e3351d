//! Schools, and the weeks of those that have their own.

use std::ops::Range;

use super::names::Names;
use super::node::Node;
use super::report::Report;
use super::table::Table;
use crate::calendar::rules::SchoolWeek;
use crate::rulebook::diagnostic::{DiagnosticKind, Noun};
use crate::rulebook::model::{Code, Level, School};

pub(super) const LEVELS: [(&str, Level); 3] = [
    ("nursery", Level::Nursery),
    ("elementary", Level::Elementary),
    ("secondary", Level::Secondary),
];

pub(super) struct Schools {
    pub names: Names,
    pub list: Vec<School>,
    pub weeks: Vec<SchoolWeek>,
    /// Those of which the file says that no activity is open to them, with the place where it does. Brothers and sisters
    /// go there whom the town knows.
    without_activities: Vec<(Code, Range<usize>, String)>,
}

impl Schools {
    pub fn none() -> Self {
        Self {
            names: Names::new(Noun::School),
            list: Vec::new(),
            weeks: Vec::new(),
            without_activities: Vec::new(),
        }
    }

    /// Reports the schools that no activity is open to without the file saying so, and those of which it says so wrongly.
    pub fn refuse_unused(&self, report: &mut Report) {
        for (code, place, path) in &self.without_activities {
            if self.names.is_used(code) {
                let with = "schools".to_owned();
                report.add(place, path, DiagnosticKind::ConflictingKey { with }, "");
            }
            self.names.mark_used(code);
        }
        self.names.refuse_unused(report);
    }

    pub fn read(node: &Node, report: &mut Report) -> Option<Self> {
        let mut all = Self::none();
        for item in node.some_items(report)? {
            all.add(&item, report);
        }
        Some(all)
    }

    /// The schools of some levels.
    pub fn of_levels<'a>(&'a self, levels: &'a [Level]) -> impl Iterator<Item = &'a Code> {
        let those = self.list.iter();
        those
            .filter(|school| school.level.is_some_and(|level| levels.contains(&level)))
            .map(|school| &school.code)
    }

    fn add(&mut self, node: &Node, report: &mut Report) -> Option<()> {
        let mut table = Table::of(node, report)?;
        let code = table.need("code", report, |node, report| self.names.declare(node, report));
        let name = table.need("name", report, Node::text);
        let weekdays = table.may("weekdays", report, Node::weekdays);
        let level = table.may("level", report, |node, report| node.choice(&LEVELS, report));
        let without = table.may("without_activities", report, |node, report| {
            node.boolean(report)?.then(|| (node.span.clone(), node.path.clone()))
        });
        table.close(report);
        let school = School {
            code: code?,
            name: name?,
            level,
        };
        let without = without.map(|(place, path)| (school.code.clone(), place, path));
        self.without_activities.extend(without);
        self.weeks.extend(weekdays.map(|weekdays| SchoolWeek {
            school: school.code.clone(),
            weekdays,
        }));
        self.list.push(school);
        Some(())
    }
}
