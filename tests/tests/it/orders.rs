//! What orders changed, page by page, for as many statements however many orders and children are shown.

use preau_tests::towns::{PEOPLE, RULES, large_family};
use preau_tests::{Parent, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(
    each_order_shows_its_own_changes,
    next_days_of_one_and_of_twenty_children,
);

const DAYS: [&str; 3] = ["2026-12-14", "2026-12-15", "2026-12-17"];

/// Statements of a plan, see `statements.rs`.
const PLAN: usize = 16;

const ORDERS: &str = "{ viewer { family { orders(last: 10) { nodes {
  number bookedCount
  begin: events(first: 2) { nodes { childFirstName date } pageInfo { hasNextPage hasPreviousPage } }
  end: events(last: 1) { nodes { childFirstName date } pageInfo { hasNextPage hasPreviousPage } }
} } } } }";

/// The answer to a question, and how many statements it took.
async fn ask(server: &Server, parent: &Parent, document: &str) -> (Value, usize) {
    parent.phone.access_token().await;
    let before = server.statements();
    let data = parent.phone.ask(document, json!({})).await.data();
    (data, server.statements() - before)
}

async fn each_order_shows_its_own_changes(store: Store) {
    let (_house, server) = Server::of_town(store, RULES, &format!("{PEOPLE}{}", large_family(3))).await;
    let parent = server.parent("nombreuse@example.org").await;
    let mut costs = Vec::new();
    for (nth, child) in ["Enfant 00", "Enfant 01", "Enfant 02"].into_iter().enumerate() {
        let changes = [parent.booking(child, "matin", &DAYS)];
        parent.phone.access_token().await;
        let before = server.statements();
        parent.plan(&format!("{nth}"), &changes).await.data();
        // The task that would repair the cache is struck off behind the answer: it must not count as the question's.
        server.statements_after(before + PLAN).await;
        let (mut data, cost) = ask(&server, &parent, ORDERS).await;
        costs.push(cost);
        let orders = data["viewer"]["family"]["orders"]["nodes"].take();
        let orders = orders.as_array().expect("orders");
        assert_eq!(orders.len(), nth + 1);
        assert_eq!(orders[0]["bookedCount"], 3);
        let (begin, end) = (&orders[0]["begin"], &orders[0]["end"]);
        assert_eq!(
            begin["pageInfo"],
            json!({ "hasNextPage": true, "hasPreviousPage": false })
        );
        assert_eq!(
            end["pageInfo"],
            json!({ "hasNextPage": false, "hasPreviousPage": true })
        );
        let events = [begin, end]
            .map(|page| page["nodes"].as_array().expect("events").clone())
            .concat();
        let mut days: Vec<&str> = events.iter().filter_map(|event| event["date"].as_str()).collect();
        days.sort_unstable();
        assert_eq!(days, DAYS, "the latest order is the first shown, with both its pages");
        assert!(events.iter().all(|event| event["childFirstName"] == child));
    }
    assert_eq!(costs, [3, 3, 3], "the orders, and each of the two pages of all of them");
}

async fn next_days_of_one_and_of_twenty_children(store: Store) {
    let mut costs = Vec::new();
    let (_house, server) = Server::of_town(store, RULES, &format!("{PEOPLE}{}", large_family(20))).await;
    let parent = server.parent("nombreuse@example.org").await;
    let document = "{ viewer { family { children { calendar(from: \"2026-12-01\", to: \"2026-12-31\") {
      activities { slots { date nextBookableOn } }
    } } } } }";
    ask(&server, &parent, document).await;
    let (mut data, cost) = ask(&server, &parent, document).await;
    costs.push(cost);
    let child = format!(
        "{{ child(id: \"{}\") {{ calendar(from: \"2026-12-01\", to: \"2026-12-31\") {{
      activities {{ slots {{ date nextBookableOn }} }}
    }} }} }}",
        parent.child("Enfant 00")
    );
    let (mut alone, cost) = ask(&server, &parent, &child).await;
    costs.push(cost);
    assert_eq!(
        costs,
        [2, 2],
        "the children with their bookings, and those of the days to come"
    );
    let calendar = data["viewer"]["family"]["children"][0]["calendar"].take();
    assert_eq!(alone["child"]["calendar"].take(), calendar);
    let slots = calendar["activities"][0]["slots"].as_array().expect("slots");
    let next = |day: &str| {
        let slot = slots.iter().find(|slot| slot["date"] == day).expect("a day");
        slot["nextBookableOn"].clone()
    };
    assert_eq!(
        [next("2026-12-07"), next("2026-12-11")],
        [json!("2026-12-08"), json!("2026-12-14")]
    );
}
