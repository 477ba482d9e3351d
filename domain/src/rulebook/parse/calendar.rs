//! School zone, public holidays, days with class, exceptions.

use super::names::Names;
use super::node::Node;
use super::report::Report;
use super::school::Schools;
use super::table::Table;
use super::town::Validity;
use crate::calendar::rules::{CalendarRules, DayEffect, DayException, SchoolZone, Territory};

const ZONES: [(&str, SchoolZone); 3] = [("A", SchoolZone::A), ("B", SchoolZone::B), ("C", SchoolZone::C)];

const TERRITORIES: [(&str, Territory); 9] = [
    ("metropole", Territory::Metropole),
    ("alsace-moselle", Territory::AlsaceMoselle),
    ("guadeloupe", Territory::Guadeloupe),
    ("guyane", Territory::Guyane),
    ("martinique", Territory::Martinique),
    ("mayotte", Territory::Mayotte),
    ("reunion", Territory::Reunion),
    ("saint-barthelemy", Territory::SaintBarthelemy),
    ("saint-martin", Territory::SaintMartin),
];

const EFFECTS: [(&str, DayEffect); 3] = [
    ("closed", DayEffect::Closed),
    ("school", DayEffect::School),
    ("holiday", DayEffect::Holiday),
];

pub(super) fn calendar(
    node: &Node,
    schools: &Schools,
    validity: Option<&Validity>,
    report: &mut Report,
) -> Option<CalendarRules> {
    let mut table = Table::of(node, report)?;
    let school_zone = table.need("school_zone", report, |node, report| node.choice(&ZONES, report));
    let territory = table.need("territory", report, |node, report| node.choice(&TERRITORIES, report));
    let school_weekdays = table.need("school_weekdays", report, Node::weekdays);
    let exceptions = table.may("exceptions", report, |node, report| {
        let items = node.items(report)?;
        Some(
            items
                .iter()
                .filter_map(|item| {
                    let exception = exception(item, &schools.names, report)?;
                    if let Some(validity) = validity {
                        validity.refuse_long_past(exception.to, item, report);
                    }
                    Some(exception)
                })
                .collect(),
        )
    });
    table.close(report);
    Some(CalendarRules {
        school_zone: school_zone?,
        territory: territory?,
        school_weekdays: school_weekdays?,
        school_weeks: schools.weeks.clone(),
        exceptions: exceptions.unwrap_or_default(),
    })
}

fn exception(node: &Node, schools: &Names, report: &mut Report) -> Option<DayException> {
    let mut table = Table::of(node, report)?;
    let from = table.need("from", report, Node::date);
    // A single day need not be written twice.
    let to = match table.get("to") {
        Some(node) => node.date_from(from, report),
        None => from,
    };
    let label = table.need("label", report, Node::text);
    let effect = table.need("effect", report, |node, report| node.choice(&EFFECTS, report));
    let schools = table.may("schools", report, |node, report| {
        let items = node.some_items(report)?;
        Some(schools.resolve_each(&items, report))
    });
    table.close(report);
    Some(DayException {
        from: from?,
        to: to?,
        label: label?,
        effect: effect?,
        schools: schools.unwrap_or_default(),
    })
}
