//! A plan that was agreed to, in a town where families wait.

use preau_tests::towns::{PEOPLE, rules_with_lists};
use preau_tests::{Parent, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(
    whoever_waits_meanwhile_still_gets_what_was_shown,
    a_place_kept_meanwhile_is_another_plan,
);

const FULL: &str = "2026-11-30";
const FREE: &str = "2026-12-01";

/// Léa has the only place of one day; Tom is shown a plan for that day and another.
async fn shown(server: &Server) -> (Parent, Parent, Value) {
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    camille.book("1", "Léa", "etude", &[FULL]).await;
    let shown = alix.ask_plan("dry", two_days(&alix, "dryRun", true.into())).await;
    assert_eq!(
        alix.outcomes(&shown),
        ["Tom etude 2026-11-30 REFUSED FULL", "Tom etude 2026-12-01 BOOKED 260"]
    );
    (camille, alix, shown["planToken"].clone())
}

fn two_days(parent: &Parent, key: &str, value: Value) -> Value {
    let mut input = json!({ "changes": [parent.booking("Tom", "etude", &[FULL, FREE])] });
    input[key] = value;
    input
}

/// D7, D14: joining the line changes nothing of what was agreed.
async fn whoever_waits_meanwhile_still_gets_what_was_shown(store: Store) {
    let (_house, server) = Server::of_town(store, &rules_with_lists(1, 24), PEOPLE).await;
    let (_, alix, token) = shown(&server).await;
    alix.join("join", "Tom", "etude", &[FULL]).await;
    let done = alix.ask_plan("1", two_days(&alix, "expects", token)).await;
    assert_eq!(
        alix.outcomes(&done),
        ["Tom etude 2026-11-30 REFUSED FULL", "Tom etude 2026-12-01 BOOKED 260"]
    );
    assert_eq!((&done["order"]["number"], &done["errors"]), (&json!(2), &json!([])));
    assert_eq!(alix.slot("Tom", "etude", FULL).await, "WAITING 1");
}

/// D7, D14: a place that is offered meanwhile would be booked: the family is asked again, and the offer stands.
async fn a_place_kept_meanwhile_is_another_plan(store: Store) {
    let (_house, server) = Server::of_town(store, &rules_with_lists(1, 24), PEOPLE).await;
    let (camille, alix, token) = shown(&server).await;
    alix.join("join", "Tom", "etude", &[FULL]).await;
    camille.cancel("2", "Léa", "etude", &[FULL]).await;
    let stale = alix.ask_plan("1", two_days(&alix, "expects", token)).await;
    assert_eq!(stale["errors"][0]["code"], "PLAN_CHANGED");
    assert_eq!(
        alix.outcomes(&stale),
        ["Tom etude 2026-11-30 BOOKED 260", "Tom etude 2026-12-01 BOOKED 260"]
    );
    let offered = "OFFERED 2026-11-24T08:00:00Z";
    assert_eq!(alix.slot("Tom", "etude", FULL).await, offered);
    let agreed = two_days(&alix, "expects", stale["planToken"].clone());
    assert_eq!(alix.ask_plan("2", agreed).await["order"]["number"], 3);
    assert_eq!(alix.slot("Tom", "etude", FULL).await, "BOOKED");
    assert_eq!(alix.waiting().await, [] as [&str; 0]);
}
