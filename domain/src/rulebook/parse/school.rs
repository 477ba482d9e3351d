//! Schools, and the weeks of those that have their own.

use super::names::Names;
use super::node::Node;
use super::report::Report;
use super::table::Table;
use crate::calendar::rules::SchoolWeek;
use crate::rulebook::diagnostic::Noun;
use crate::rulebook::model::School;

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

    fn add(&mut self, node: &Node, report: &mut Report) -> Option<()> {
        let mut table = Table::of(node, report)?;
        let code = table.need("code", report, |node, report| self.names.declare(node, report));
        let name = table.need("name", report, Node::text);
        let weekdays = table.may("weekdays", report, Node::weekdays);
        table.close(report);
        let school = School {
            code: code?,
            name: name?,
        };
        self.weeks.extend(weekdays.map(|weekdays| SchoolWeek {
            school: school.code.clone(),
            weekdays,
        }));
        self.list.push(school);
        Some(())
    }
}
