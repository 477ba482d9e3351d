//! Schools, and the weeks of those that have their own.

use super::names::Names;
use super::node::Node;
use super::report::Report;
use super::table::Table;
use crate::calendar::rules::SchoolWeek;
use crate::rulebook::diagnostic::Noun;
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
}

impl Schools {
    pub fn none() -> Self {
        Self {
            names: Names::new(Noun::School),
            list: Vec::new(),
            weeks: Vec::new(),
        }
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
        table.close(report);
        let school = School {
            code: code?,
            name: name?,
            level,
        };
        self.weeks.extend(weekdays.map(|weekdays| SchoolWeek {
            school: school.code.clone(),
            weekdays,
        }));
        self.list.push(school);
        Some(())
    }
}
