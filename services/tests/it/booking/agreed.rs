//! What a family is shown for a place that it has, and for one more tick beside it, is what was agreed on, whatever
//! today's rules ask.

use preau_domain::ids::ChildId;
use preau_domain::money::Money;
use preau_entities::store::people;
use preau_services::booking::plan::{commit, rehearse};
use preau_services::calendar::calendars;
use preau_services::towns::publish;

use super::world::{RULES, World, child, day};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    a_place_is_shown_at_the_price_agreed_on
    one_more_tick_is_shown_at_what_the_decision_adds
}

const NOW: &str = "2026-11-04T08:00:00Z";
const ON: &str = "2026-11-16";

const BUNDLES: &str = r#"
[[bundles]]
activities = ["midi", "etude"]
price = { form = "flat", amount = "3.50" }
"#;

async fn a_place_is_shown_at_the_price_agreed_on(store: Store) {
    let world = World::with_rules(store, RULES, NOW).await;
    let kid = child(0, 1);
    book(&world, kid, "etude").await;
    let dearer = RULES.replace("amount = \"2.60\"", "amount = \"9.60\"");
    publish(&world.portal, &dearer).await.unwrap().unwrap();
    assert_eq!(shown(&world, kid, "etude").await, Money::from_cents(260));
}

/// The study costs 2.20 when it is booked, and 2.60 alone since; with midday it goes down from what was agreed on.
async fn one_more_tick_is_shown_at_what_the_decision_adds(store: Store) {
    let today = format!("{RULES}{BUNDLES}");
    let before = today.replace("amount = \"2.60\"", "amount = \"2.20\"");
    let world = World::with_rules(store, &before, NOW).await;
    let kid = child(0, 1);
    book(&world, kid, "etude").await;
    publish(&world.portal, &today).await.unwrap().unwrap();
    let asked = world.request(0, "midi", vec![world.book(kid, "midi", &[ON])]);
    let told = rehearse(&world.portal, &asked).await.unwrap().unwrap();
    assert_eq!(told.total, Money::from_cents(350 - 220));
    assert_eq!(shown(&world, kid, "midi").await, told.total);
}

async fn book(world: &World, kid: ChildId, code: &str) {
    let asked = world.request(0, code, vec![world.book(kid, code, &[ON])]);
    commit(&world.portal, asked).await.unwrap().unwrap();
}

/// The price that the calendar shows.
async fn shown(world: &World, kid: ChildId, code: &str) -> Money {
    let scope = world.request(0, "-", Vec::new()).scope;
    let lines = people::children(&world.store.db, scope, &[kid]).await.unwrap();
    let seen = calendars(&world.portal, scope, &lines, day(ON), day(ON)).await.unwrap();
    let activity = world.activity(code);
    let mut activities = seen[0].activities.iter();
    activities.find(|days| days.id == activity).unwrap().slots[0].price
}
