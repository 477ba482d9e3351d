//! What the portal tells of children's days, held against what is known of them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use preau_domain::access::{Reach, Scope};
use preau_domain::ids::{ActivityId, ChildId};
use preau_entities::rows::task;
use preau_entities::store::people::children_of;
use preau_services::attendance::due::dues;
use preau_services::attendance::history::histories;
use preau_services::attendance::roll::roll;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::due::Line;
use super::log::Seen;
use super::reference::{Alert, Reference};
use super::tablet::staff;
use super::town::ACTIVITIES;
use crate::booking::world::{CHILDREN, World, child, family};

/// The children of a family, eldest first.
pub fn children(of: usize) -> Vec<ChildId> {
    (0..CHILDREN).map(|nth| child(of, nth)).collect()
}

pub fn code(world: &World, id: ActivityId) -> &'static str {
    let code = world.code(id);
    ACTIVITIES.into_iter().find(|known| *known == code).unwrap()
}

/// What is written down of a family's children and due for them, as they are told it, alone and together.
pub async fn family_is_told(
    world: &World,
    reference: &Reference,
    (of, alone): (usize, bool),
    (from, to): (NaiveDate, NaiveDate),
) -> Vec<Line> {
    let scope = Scope {
        commune: world.commune,
        reach: Reach::Family(family(of)),
    };
    let mut lines = children_of(&world.store.db, scope, family(of)).await.unwrap();
    if alone {
        lines.truncate(1);
    }
    let household = reference.household(children(of));
    let expected = household.due(from, to);
    let due = dues(&world.portal, scope, &lines, from, to).await.unwrap();
    let written = histories(&world.portal, scope, &lines, from, to).await.unwrap();
    for ((line, due), written) in lines.iter().zip(due).zip(written) {
        let id = ChildId(line.child_id.0);
        let told = due.lines.iter().map(|line| {
            let activity = code(world, line.activity);
            (line.day, activity, line.kind, line.amount.cents(), line.per)
        });
        let told: Vec<Line> = told.collect();
        assert_eq!(told, expected[&id], "due for {id}: {:#?}", household.places);
        let total: i64 = told.iter().map(|line| line.3).sum();
        assert_eq!(due.total.cents(), total);
        let told = written.iter().map(|line| {
            let place = (line.day, code(world, ActivityId(line.activity_id.0)));
            (place, (line.booked.is_some(), Seen::told(&line.state)))
        });
        let told: BTreeMap<_, _> = told.collect();
        let own = household.places.iter().filter(|(place, known)| {
            let within = (from..=to).contains(&place.2);
            place.0 == id && within && known.seen != Seen::default()
        });
        let own = own.map(|(place, known)| ((place.2, place.1), (known.booked.is_some(), known.seen.clone())));
        assert_eq!(told, own.collect(), "written of {id}");
    }
    expected.into_values().flatten().collect()
}

/// The roll of a slot, and how it is summed up.
pub async fn roll_is_told(world: &World, reference: &Reference, activity: &'static str, on: NaiveDate) {
    let told = roll(&world.portal, staff(world), world.activity(activity), on)
        .await
        .unwrap();
    let expected = reference.roll(activity, on);
    let lines = told.lines.iter().map(|line| {
        let seen = Seen::told(&line.state);
        (ChildId(line.child_id.0), (line.booked, seen))
    });
    let lines: Vec<_> = lines.collect();
    // Families and children are named and numbered in one order.
    assert_eq!(lines, Vec::from_iter(expected.clone()), "roll of {activity} on {on}");
    let count = |of: fn(&(bool, Seen)) -> bool| expected.values().filter(|line| of(line)).count();
    assert_eq!(
        [told.expected(), told.present(), told.left(), told.absent()],
        [
            count(|(booked, _)| *booked),
            count(|(_, seen)| seen.arrived.is_some() && seen.left.is_none()),
            count(|(_, seen)| seen.left.is_some()),
            count(|(booked, seen)| *booked && seen.absent),
        ],
        "roll of {activity} on {on}"
    );
    assert_eq!(
        (told.day, told.now),
        (on, preau_services::ports::Clock::now(world.clock.as_ref()))
    );
}

/// The mails that wait to be sent about children who are missing.
pub async fn alerts_wait(world: &World, reference: &Reference) {
    let rows = task::Entity::find().filter(task::Column::Kind.eq("mail_absence"));
    let told = rows.all(&world.store.db).await.unwrap().into_iter().map(|row| {
        let part = |key: &str| row.payload[key].clone();
        let child: ChildId = serde_json::from_value(part("child")).unwrap();
        let on: NaiveDate = serde_json::from_value(part("day")).unwrap();
        let activities: Vec<ActivityId> = serde_json::from_value(part("activities")).unwrap();
        let activities: BTreeSet<&str> = activities.into_iter().map(|id| code(world, id)).collect();
        (child, on, Vec::from_iter(activities))
    });
    let mut told: Vec<Alert> = told.collect();
    told.sort();
    let mut expected = reference.alerts.clone();
    expected.sort();
    assert_eq!(told, expected, "alerts");
}
