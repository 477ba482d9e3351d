//! Every document that clients send, and every example of the guide, fits the schema.

use async_graphql::{Executor, Request, Response, Variables};
use futures_util::StreamExt;
use preau_schema::outline;
use serde_json::{Value, json};

const GUIDE: &str = include_str!("../../../docs/api.md");

/// The guide's GraphQL blocks, each with the JSON block that follows it, if one does: its variables.
fn examples() -> Vec<(&'static str, Value)> {
    let blocks: Vec<(&str, &str)> = GUIDE
        .split("\n```")
        .skip(1)
        .step_by(2)
        .map(|block| block.split_once('\n').unwrap())
        .collect();
    let variables = |at: usize| match blocks.get(at + 1) {
        Some(("json", text)) => serde_json::from_str(text).unwrap(),
        _ => json!({}),
    };
    let examples = blocks
        .iter()
        .enumerate()
        .filter(|(_, (language, _))| *language == "graphql");
    examples.map(|(at, (_, document))| (*document, variables(at))).collect()
}

/// What the schema has against the document. It is run over nothing, and what a field then answers stands at its path.
async fn objections(document: &str, variables: Value) -> Vec<String> {
    let request = Request::new(document).variables(Variables::from_json(variables));
    let responses: Vec<Response> = outline().execute_stream(request, None).collect().await;
    let errors = responses.into_iter().flat_map(|response| response.errors);
    errors
        .filter(|error| error.path.is_empty())
        .map(|error| error.message)
        .collect()
}

#[tokio::test]
async fn the_examples_of_the_guide_fit() {
    let examples = examples();
    assert_eq!(examples.len(), 20);
    for (document, variables) in examples {
        assert_eq!(
            objections(document, variables).await,
            Vec::<String>::new(),
            "{document}"
        );
    }
}

macro_rules! client_documents {
    ($($name:ident $file:literal $variables:tt)+) => {
        $(#[tokio::test]
        async fn $name() {
            let document = include_str!(concat!("../../../clients/documents/", $file, ".graphql"));
            assert_eq!(objections(document, json!($variables)).await, Vec::<String>::new());
        })+
    };
}

client_documents! {
    absence_report "AbsenceReport" {
        "input": { "childId": "child:1", "dates": ["2026-12-01"], "reason": "ILLNESS", "idempotencyKey": "k" }
    }
    alerts "Alerts" { "after": "12" }
    booking_history "BookingHistory" { "first": 20 }
    booking_plan "BookingPlan" { "input": { "idempotencyKey": "k", "changes": [] } }
    calendar_feed_create "CalendarFeedCreate" { "input": { "childId": "child:1" } }
    calendar_feed_revoke "CalendarFeedRevoke" { "input": { "feedId": "feed:1" } }
    calendar_feeds "CalendarFeeds" { "childId": "child:1" }
    cart "Cart" {}
    cart_add "CartAdd" { "input": { "patterns": [], "copies": [] } }
    cart_badge "CartBadge" {}
    cart_empty "CartEmpty" {}
    cart_order "CartOrder" { "input": { "expects": "token", "idempotencyKey": "k" } }
    cart_remove "CartRemove" { "input": { "lines": [] } }
    child_month "ChildMonth" { "childId": "child:1", "from": "2026-12-01", "to": "2026-12-31" }
    child_terms "ChildTerms" { "childId": "child:1", "from": "2026-12-01", "to": "2026-12-31" }
    desk "Desk" { "first": 20, "filter": { "asks": ["CANCELLATION"], "from": "2026-12-01" } }
    enrolment "Enrolment" {}
    family_orders "FamilyOrders" { "first": 20 }
    home "Home" {}
    legend "Legend" {}
    offer_decline "OfferDecline" {
        "input": { "childId": "child:1", "activityId": "activity:1", "dates": ["2026-12-01"], "idempotencyKey": "k" }
    }
    order "Order" { "id": "order:1" }
    order_decide "OrderDecide" { "input": { "orderId": "order:1", "acceptRest": true, "idempotencyKey": "k" } }
    order_detail "OrderDetail" { "id": "order:1" }
    session_close "SessionClose" { "input": {} }
    session_open "SessionOpen" { "input": { "town": "t", "login": "l", "password": "p", "deviceName": "d" } }
    session_refresh "SessionRefresh" { "input": { "refreshToken": "r" } }
    slot_detail "SlotDetail" { "childId": "child:1", "date": "2026-12-01" }
    standing "Standing" {}
    town "Town" { "slug": "milly-la-foret" }
    waiting_list_join "WaitingListJoin" {
        "input": { "childId": "child:1", "activityId": "activity:1", "dates": ["2026-12-01"], "idempotencyKey": "k" }
    }
    waiting_list_leave "WaitingListLeave" {
        "input": { "childId": "child:1", "activityId": "activity:1", "dates": ["2026-12-01"], "idempotencyKey": "k" }
    }
    waiting_orders "WaitingOrders" { "first": 20 }
    waiting_places "WaitingPlaces" { "first": 20 }
}

#[tokio::test]
async fn what_does_not_fit_is_found() {
    assert_eq!(
        objections("{ viewer { nam } }", json!({})).await,
        ["Unknown field \"nam\" on type \"Viewer\"."]
    );
}
