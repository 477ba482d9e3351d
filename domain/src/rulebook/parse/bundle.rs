//! Activities that have one price together.

use super::activity::Activities;
use super::condition::{Among, Pupils};
use super::link::excluded;
use super::meet::Meetings;
use super::node::Node;
use super::place::together;
use super::report::Report;
use super::school::Schools;
use super::table::Table;
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::link::Link;
use crate::rulebook::model::{Activity, ActivityIx};
use crate::rulebook::price::Bundle;

pub(super) fn bundles(
    node: &Node,
    activities: &Activities,
    links: &[Link],
    schools: &Schools,
    mut meetings: Option<&mut Meetings>,
    report: &mut Report,
) -> Option<Vec<Bundle>> {
    let items = node.items(report)?;
    let mut bundles: Vec<(Bundle, usize)> = Vec::new();
    for item in &items {
        let mistakes = report.count();
        let Some(one) = bundle(item, activities, links, schools, report) else {
            continue;
        };
        let list = Table::peeked(item).and_then(|table| table.peek("activities"));
        if let Some(list) = list.filter(|_| report.count() == mistakes) {
            refuse_taken(&one, &bundles, &list, report);
            if let Some(meetings) = meetings.as_deref_mut().filter(|_| report.count() == mistakes) {
                refuse_apart(meetings, activities, &list, report);
            }
        }
        bundles.push((one, report.line(item.span.start)));
    }
    Some(bundles.into_iter().map(|(one, _)| one).collect())
}

/// Reports a price together that never counts: whoever has all of its activities has those of an earlier one, too.
fn refuse_taken(one: &Bundle, earlier: &[(Bundle, usize)], list: &Node, report: &mut Report) {
    let within = |other: &Bundle| other.activities.iter().all(|ix| one.activities.contains(ix));
    if let Some((_, last_line)) = earlier.iter().find(|(other, _)| within(other)) {
        let last_line = *last_line;
        list.add(report, DiagnosticKind::NeverFits { last_line }, "");
    }
}

fn refuse_apart(meetings: &mut Meetings, activities: &Activities, list: &Node, report: &mut Report) {
    let items = list.items(report).unwrap_or_default();
    let member = |item| {
        let at = activities.names.position(item, &mut *report)?;
        Some((ActivityIx(u16::try_from(at).ok()?), item))
    };
    let members: Vec<(ActivityIx, &Node)> = items.iter().filter_map(member).collect();
    meetings.refuse_bundle(&members, report);
}

fn bundle(
    node: &Node,
    activities: &Activities,
    links: &[Link],
    schools: &Schools,
    report: &mut Report,
) -> Option<Bundle> {
    let mut table = Table::of(node, report)?;
    let members = table.need("activities", report, |node, report| {
        members(node, activities, links, report)
    });
    let first = members.as_ref().and_then(|members| activities.at(*members.first()?));
    let all = members.iter().flatten().filter_map(|member| activities.at(*member));
    let pupils = Pupils {
        schools,
        served: first.map(|activity| activity.schools.as_slice()),
        among: Among::in_classes(all.filter_map(|activity| activity.classes)),
    };
    let price = table.need("price", report, |node, report| together(node, &pupils, report));
    table.close(report);
    Some(Bundle {
        activities: members?,
        price: price?,
    })
}

/// At least two, in the file's order.
fn members(node: &Node, activities: &Activities, links: &[Link], report: &mut Report) -> Option<Vec<ActivityIx>> {
    let items = node.some_items(report)?;
    if items.len() < 2 {
        node.add(report, DiagnosticKind::OutOfRange, "≥ 2");
        return None;
    }
    let mut members: Vec<(ActivityIx, usize)> = Vec::new();
    for item in &items {
        let Some(ix) = activities
            .names
            .position(item, report)
            .and_then(|at| u16::try_from(at).ok())
        else {
            continue;
        };
        let ix = ActivityIx(ix);
        if let Some((_, first_line)) = members.iter().find(|(earlier, _)| *earlier == ix) {
            let first_line = *first_line;
            item.add(report, DiagnosticKind::Repeated { first_line }, "");
            continue;
        }
        if let Some((first, _)) = members.first() {
            refuse_strangers(item, activities.at(*first), activities.at(ix), report);
        }
        let excluding = members.iter().find(|(earlier, _)| excluded(links, *earlier, ix));
        if let Some(other) = excluding.and_then(|(other, _)| activities.at(*other)) {
            let with = other.code.0.clone();
            item.add(report, DiagnosticKind::NeverTogether { with }, "");
        }
        members.push((ix, report.line(item.span.start)));
    }
    let mut members: Vec<ActivityIx> = members.into_iter().map(|(ix, _)| ix).collect();
    members.sort_unstable();
    Some(members)
}

/// A pupil of a school that only one of them is for never has the price together.
fn refuse_strangers(item: &Node, first: Option<&Activity>, other: Option<&Activity>, report: &mut Report) {
    let Some((first, other)) = first.zip(other) else { return };
    let within = |one: &Activity, two: &Activity| one.schools.iter().all(|school| two.schools.contains(school));
    if !within(first, other) || !within(other, first) {
        let with = first.code.0.clone();
        let served: Vec<&str> = first.schools.iter().map(|school| school.0.as_str()).collect();
        item.add(report, DiagnosticKind::DifferentSchools { with }, served.join(", "));
    }
}
