//! The town of the bookings, with a waiting list for every activity.

use chrono::NaiveDate;
use preau_domain::ids::ChildId;
use preau_services::Portal;
use preau_services::booking::plan;
use preau_services::booking::request::{Change, PlanRequest};
use preau_services::waiting::answer::WaitingAnswer;
use preau_services::waiting::commit;
use preau_services::waiting::request::{Action, WaitingRequest};

use crate::booking::world::{RULES, World};
use crate::stores::Store;

/// Hours to accept a place.
pub const HOURS: i64 = 24;

pub fn rules() -> String {
    let line = |line: &str| {
        if line.starts_with("capacity = ") {
            format!("{line}\nwaiting_list = {{ offer_hours = {HOURS} }}\n")
        } else {
            format!("{line}\n")
        }
    };
    RULES.lines().map(line).collect()
}

/// The same, where staff approve what is booked and given back.
pub fn rules_with_approval() -> String {
    let list = format!("waiting_list = {{ offer_hours = {HOURS} }}\n");
    rules().replace(&list, &format!("{list}approval = [\"book\", \"cancel\"]\n"))
}

pub async fn open(store: Store, now: &str) -> World {
    World::with_rules(store, &rules(), now).await
}

/// A guardian of the family asks, now.
pub fn asking(
    world: &World,
    of: usize,
    key: &str,
    action: Action,
    (child, code): (ChildId, &str),
    days: &[NaiveDate],
) -> WaitingRequest {
    let plan = world.request(of, key, Vec::new());
    WaitingRequest {
        scope: plan.scope,
        actor: plan.actor,
        actor_name: plan.actor_name,
        action,
        child,
        activity: world.activity(code),
        days: days.to_vec(),
        key: key.to_owned(),
        received_at: plan.received_at,
    }
}

pub async fn ask(portal: &Portal, request: WaitingRequest) -> WaitingAnswer {
    commit(portal, request).await.unwrap().unwrap()
}

/// Books one day, or gives it back.
pub fn planning(
    world: &World,
    of: usize,
    key: &str,
    child: ChildId,
    code: &str,
    (book, day): (bool, NaiveDate),
) -> PlanRequest {
    let days = |those: bool| if those == book { vec![day] } else { Vec::new() };
    let change = Change {
        child,
        activity: world.activity(code),
        book: days(true),
        cancel: days(false),
    };
    world.request(of, key, vec![change])
}

/// As [`planning`], done.
pub async fn tick(world: &World, of: usize, key: &str, child: ChildId, code: &str, wish: (bool, NaiveDate)) {
    let request = planning(world, of, key, child, code, wish);
    plan::commit(&world.portal, request).await.unwrap().unwrap();
}
