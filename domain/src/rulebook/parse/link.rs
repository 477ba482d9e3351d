//! Activities that come together, or never on the same day.

use std::collections::{BTreeMap, BTreeSet};

use super::activity::Activities;
use super::child::CONDITIONS;
use super::meet::Meetings;
use super::node::Node;
use super::report::Report;
use super::table::Table;
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::link::Link;
use crate::rulebook::model::ActivityIx;

/// A link, and the value that names its second activity.
type Placed<'t> = (Link, Node<'t>);

/// `meetings` can tell which activities are never booked together; none where the file so far is not sound.
pub(super) fn links(
    node: &Node,
    activities: &Activities,
    meetings: Option<&mut Meetings>,
    report: &mut Report,
) -> Option<Vec<Link>> {
    let mistakes = report.count();
    let items = node.items(report)?;
    let mut links: Vec<Placed> = Vec::new();
    for item in &items {
        let Some((link, place)) = link(item, activities, report) else {
            continue;
        };
        if let Some((_, earlier)) = links.iter().find(|(earlier, _)| says_the_same(earlier, &link)) {
            let first_line = report.line(earlier.span.start);
            place.add(report, DiagnosticKind::Repeated { first_line }, "");
        }
        links.push((link, place));
    }
    refuse_contradictions(&links, activities, report);
    if let Some(meetings) = meetings.filter(|_| report.count() == mistakes) {
        meetings.refuse_links(&links, report);
    }
    Some(links.into_iter().map(|(link, _)| link).collect())
}

fn link<'t>(node: &Node<'t>, activities: &Activities, report: &mut Report) -> Option<Placed<'t>> {
    let mut table = Table::of(node, report)?;
    let index = |node: &Node, report: &mut Report| {
        let position = activities.names.position(node, report)?;
        u16::try_from(position).ok().map(ActivityIx)
    };
    let activity = table.need("activity", report, index);
    let placed = if let Some(place) = table.get("takes") {
        table.forbid("excludes", "takes", report);
        let unless = table.may("unless", report, |node, report| node.choice(&CONDITIONS, report));
        index(&place, report).zip(activity).map(|(takes, activity)| {
            refuse_self(activity, takes, &place, report);
            refuse_closed_to_pupils(activity, takes, activities, &place, report);
            (
                Link::Takes {
                    activity,
                    takes,
                    unless,
                },
                place,
            )
        })
    } else if let Some(place) = table.get("excludes") {
        table.forbid("unless", "excludes", report);
        index(&place, report).zip(activity).map(|(other, activity)| {
            refuse_self(activity, other, &place, report);
            (Link::Excludes { activity, other }, place)
        })
    } else {
        table.get("unless");
        table.missing("takes", "takes, excludes", report);
        None
    };
    table.close(report);
    placed
}

/// Whether two activities are never booked on the same day.
pub(super) fn excluded(links: &[Link], one: ActivityIx, two: ActivityIx) -> bool {
    links.iter().any(|link| match link {
        Link::Excludes { activity, other } => (*activity, *other) == (one, two) || (*other, *activity) == (one, two),
        Link::Takes { .. } => false,
    })
}

fn refuse_self(activity: ActivityIx, other: ActivityIx, place: &Node, report: &mut Report) {
    if activity == other {
        place.add(report, DiagnosticKind::SelfLink, "");
    }
}

/// A pupil of a school that the taken activity is not for could never be booked.
fn refuse_closed_to_pupils(
    activity: ActivityIx,
    takes: ActivityIx,
    activities: &Activities,
    place: &Node,
    report: &mut Report,
) {
    let Some((activity, takes)) = activities.at(activity).zip(activities.at(takes)) else {
        return;
    };
    if let Some(school) = activity.schools.iter().find(|school| !takes.schools.contains(school)) {
        let school = school.0.clone();
        place.add(report, DiagnosticKind::TakenNotOffered { school }, "");
    }
}

/// The condition plays no part: two takes that differ by it alone contradict each other.
fn says_the_same(one: &Link, two: &Link) -> bool {
    match (one, two) {
        (
            Link::Takes {
                activity: a, takes: b, ..
            },
            Link::Takes {
                activity: c, takes: d, ..
            },
        ) => (a, b) == (c, d),
        (Link::Excludes { activity: a, other: b }, Link::Excludes { activity: c, other: d }) => {
            (a, b) == (c, d) || (a, b) == (d, c)
        }
        _ => false,
    }
}

/// What each activity takes directly.
type Followers = BTreeMap<ActivityIx, Vec<ActivityIx>>;

/// Reports each exclusion of two activities that some third one, or one of the two, brings together.
fn refuse_contradictions(links: &[Placed], activities: &Activities, report: &mut Report) {
    let mut followers = Followers::new();
    for (link, _) in links {
        if let Link::Takes { activity, takes, .. } = link {
            followers.entry(*activity).or_default().push(*takes);
        }
    }
    let groups: Vec<_> = followers
        .keys()
        .map(|taker| (*taker, together(*taker, &followers)))
        .collect();
    for (link, place) in links {
        let Link::Excludes { activity, other } = link else {
            continue;
        };
        let culprit = groups
            .iter()
            .find(|(_, group)| activity != other && group.contains(activity) && group.contains(other));
        let Some((culprit, _)) = culprit else { continue };
        let activity = activities
            .at(*culprit)
            .map_or_else(String::new, |activity| activity.code.0.clone());
        place.add(report, DiagnosticKind::TakesExcluded { activity }, "");
    }
}

/// All that is booked when `taker` is, itself included, for a child to whom no exception applies.
fn together(taker: ActivityIx, followers: &Followers) -> BTreeSet<ActivityIx> {
    let mut group = BTreeSet::from([taker]);
    let mut to_follow = vec![taker];
    while let Some(next) = to_follow.pop() {
        let along = followers.get(&next).into_iter().flatten();
        to_follow.extend(along.copied().filter(|activity| group.insert(*activity)));
    }
    group
}
