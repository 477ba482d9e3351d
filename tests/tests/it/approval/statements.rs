//! What waits costs no statement more where it is only shown, and as many for one place as for a hundred.

use std::fmt::Write;

use preau_tests::towns::{PEOPLE, large_family, rules_with_approval};
use preau_tests::{Server, Store, both_stores, documents};
use serde_json::{Value, json};

use super::desk::{Desk, placed};

both_stores!(one_place_and_a_hundred);

const FROM: &str = "2026-12-01";
const TO: &str = "2026-12-31";

/// D3, D9, D10, G1: a month, a plan, its decision, and the queue.
async fn one_place_and_a_hundred(store: Store) {
    let people = format!("{PEOPLE}{}", large_family(20));
    let (_house, server) = Server::of_town(store, &rules_with_approval(), &people).await;
    let parent = server.parent("nombreuse@example.org").await;
    let desk = Desk {
        phone: server.sign_in("sacha@milly.example").await,
    };
    let first = chrono::NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
    let days: Vec<String> = first.iter_days().take(100).map(|day| day.to_string()).collect();
    let days: Vec<&str> = days.iter().map(String::as_str).collect();
    let all: Vec<String> = parent.children().map(|(name, _)| name.to_owned()).collect();
    let children: Vec<&str> = all.iter().map(String::as_str).collect();
    let soir = |children: &[&str], days: &[&str]| -> Vec<Value> {
        let booking = |child: &&str| parent.booking(child, "soir", days);
        children.iter().map(booking).collect()
    };
    let mut costs = Vec::new();
    for (key, changes) in [
        ("one", soir(&children[..1], &days[..1])),
        // The slot is known.
        ("again", soir(&children[1..2], &days[..1])),
        ("many", soir(&children[2..10], &days[1..])),
    ] {
        parent.phone.access_token().await;
        desk.phone.access_token().await;
        let before = server.statements();
        let answer = parent.plan(key, &changes).await;
        // The task that would repair the cache is struck off behind the answer.
        let planned = server.statements_after(before + 17).await - before;
        let order = placed(&answer.field("bookingPlan"));
        let before = server.statements();
        desk.all(key, &order, false, Some("Non")).await;
        let decided = server.statements_after(before + 19).await - before;
        costs.push((key, planned, decided));
    }
    assert_eq!(costs, [("one", 17, 19), ("again", 17, 19), ("many", 17, 19)]);

    for (key, child) in [("2", children[0]), ("3", children[1])] {
        parent.book(key, child, "soir", &days).await;
    }
    let mut document = String::from("{ viewer { family { children { firstName ");
    // Writing to a String cannot fail.
    let _ = write!(
        document,
        "calendar(from: \"{FROM}\", to: \"{TO}\") {{ activities {{ states placesLeft }} }} }} }} }} }}"
    );
    let cost = async |phone: &preau_tests::Phone, document: &str, variables: Value| {
        phone.access_token().await;
        let before = server.statements();
        phone.ask(document, variables).await.data();
        server.statements() - before
    };
    server.work().await;
    let _cold = cost(&parent.phone, &document, json!({})).await;
    assert_eq!(cost(&parent.phone, &document, json!({})).await, 1);
    let queue = cost(&desk.phone, documents::DESK, json!({ "first": 20, "after": null })).await;
    assert_eq!(queue, 4, "the counters, the orders, how many, and the lines of all");
}
