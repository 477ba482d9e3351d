//! The town of the bookings, where a cart keeps its places for a while.

use chrono::NaiveDate;
use preau_domain::ids::ChildId;
use preau_services::booking::answer::PlanAnswer;
use preau_services::booking::plan::commit;
use preau_services::booking::request::{Aim, CartChange, Change, PlanRequest};
use preau_services::{Fault, Portal};

use crate::booking::world::{RULES, World, family};
use crate::stores::Store;

/// Minutes for which a cart keeps a place.
pub const MINUTES: i64 = 20;

pub fn rules() -> String {
    format!("{RULES}\n[cart]\nholds_minutes = {MINUTES}\n")
}

pub async fn open(store: Store, now: &str) -> World {
    World::with_rules(store, &rules(), now).await
}

/// A day to be booked, or given back.
pub fn change(world: &World, child: ChildId, code: &str, (book, day): (bool, NaiveDate)) -> Change {
    let days = |those: bool| if those == book { vec![day] } else { Vec::new() };
    Change {
        child,
        activity: world.activity(code),
        book: days(true),
        cancel: days(false),
    }
}

/// A guardian of the family changes its cart.
pub fn changing(world: &World, of: usize, what: CartChange, changes: Vec<Change>) -> PlanRequest {
    PlanRequest {
        aim: Aim::Cart(family(of), what),
        ..world.request(of, "", changes)
    }
}

/// A guardian of the family orders its cart.
pub fn ordering(world: &World, of: usize, key: &str) -> PlanRequest {
    PlanRequest {
        aim: Aim::OrderCart(family(of)),
        ..world.request(of, key, Vec::new())
    }
}

pub async fn ask(portal: &Portal, request: PlanRequest) -> Result<PlanAnswer, Fault> {
    Ok(commit(portal, request).await?.unwrap())
}
