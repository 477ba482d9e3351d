//! School zone, public holidays, days with class, exceptions.

use chrono::{Months, NaiveDate};

use super::names::Names;
use super::node::Node;
use super::report::Report;
use super::school::Schools;
use super::table::Table;
use super::town::Validity;
use crate::calendar::rules::{CalendarRules, DayEffect, DayException, SchoolZone, Territory};
use crate::calendar::school_holidays::SchoolHolidays;
use crate::rulebook::diagnostic::DiagnosticKind;

const ZONES: [(&str, SchoolZone); 3] = [("A", SchoolZone::A), ("B", SchoolZone::B), ("C", SchoolZone::C)];

pub(super) const TERRITORIES: [(&str, Territory); 9] = [
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
    let school_zone = table.may("school_zone", report, |node, report| node.choice(&ZONES, report));
    let territory = table.need("territory", report, |node, report| node.choice(&TERRITORIES, report));
    let school_weekdays = table.need("school_weekdays", report, Node::weekdays);
    let exceptions: Option<Vec<DayException>> = table.may("exceptions", report, |node, report| {
        let items = node.items(report)?;
        Some(
            items
                .iter()
                .filter_map(|item| {
                    let exception = exception(item, &schools.names, report)?;
                    if let Some(validity) = validity {
                        validity.refuse_long_past(exception.to, item, report);
                        refuse_far_ahead(exception.from, item, report);
                    }
                    Some(exception)
                })
                .collect(),
        )
    });
    let exceptions = exceptions.unwrap_or_default();
    if let Some(territory) = territory {
        school_holidays_said(territory, &exceptions, &table, report);
    }
    table.close(report);
    Some(CalendarRules {
        school_zone,
        territory: territory?,
        school_weekdays: school_weekdays?,
        school_weeks: schools.weeks.clone(),
        exceptions,
    })
}

/// Whether the file says which school holidays the town has: of mainland France, the zone does.
fn school_holidays_said(territory: Territory, exceptions: &[DayException], table: &Table, report: &mut Report) {
    let zone = table.peek("school_zone");
    if !territory.is_overseas() {
        if zone.is_none() {
            table.missing("school_zone", "A, B, C", report);
        }
        return;
    }
    let told = exceptions
        .iter()
        .any(|exception| exception.effect == DayEffect::Holiday);
    if let Some(wrong) = zone.or_else(|| table.peek("territory").filter(|_| !told)) {
        wrong.add(report, DiagnosticKind::OwnSchoolHolidays, "effect = \"holiday\"");
    }
}

/// Reports days that come a year behind the published calendars: the year is mistyped.
fn refuse_far_ahead(from: NaiveDate, node: &Node, report: &mut Report) {
    let published = SchoolHolidays::published().ok().and_then(SchoolHolidays::covered);
    let last = published.and_then(|(_, last)| last.checked_add_months(Months::new(12)));
    if let Some(last) = last.filter(|last| from > *last) {
        node.add(report, DiagnosticKind::OutsideValidity, format!("≤ {last}"));
    }
}

/// Reports activities that exceptions name and the file does not have. They are read before the activities are.
pub(super) fn refuse_unknown_activities(node: &Node, activities: &Names, report: &mut Report) {
    let exceptions = Table::peeked(node).and_then(|table| table.peek("exceptions"));
    let exceptions = exceptions.and_then(|node| node.items(report)).unwrap_or_default();
    for exception in exceptions.iter().filter_map(Table::peeked) {
        let named = exception.peek("activities").and_then(|node| node.items(report));
        activities.resolve_each(&named.unwrap_or_default(), report);
    }
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
    let activities = table.may("activities", report, |node, report| {
        let items = node.some_items(report)?;
        Some(items.iter().filter_map(|item| item.code(report)).collect::<Vec<_>>())
    });
    if activities.is_some() && effect.is_some_and(|effect| effect != DayEffect::Closed) {
        table.conflict("activities", "effect", report);
    }
    table.close(report);
    Some(DayException {
        from: from?,
        to: to?,
        label: label?,
        effect: effect?,
        schools: schools.unwrap_or_default(),
        activities: activities.unwrap_or_default(),
    })
}
