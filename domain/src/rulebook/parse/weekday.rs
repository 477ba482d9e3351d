//! Weekdays by name.

use std::collections::BTreeSet;

use chrono::Weekday;

use super::node::Node;
use super::report::Report;
use crate::rulebook::deadline::WeekdayKey;
use crate::rulebook::diagnostic::DiagnosticKind;

pub(super) const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

impl Node<'_> {
    pub fn weekday(&self, report: &mut Report) -> Option<Weekday> {
        self.choice(&WEEKDAYS, report)
    }

    /// A list of at least one weekday, each once.
    pub fn weekdays(&self, report: &mut Report) -> Option<BTreeSet<WeekdayKey>> {
        let mut week = BTreeSet::new();
        for item in self.some_items(report)? {
            let Some(weekday) = item.weekday(report) else { continue };
            if !week.insert(WeekdayKey::from(weekday)) {
                let first_line = report.line(self.span.start);
                item.add(report, DiagnosticKind::Repeated { first_line }, "");
            }
        }
        Some(week)
    }
}
