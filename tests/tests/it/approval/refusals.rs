//! Decisions that are not considered: nothing changes.

use preau_tests::{Store, both_stores};
use serde_json::{Value, json};

use super::desk::{Desk, placed, state_of};
use super::steps::town;

both_stores!(nothing_is_decided_by_mistake);

const DAY: &str = "2026-11-30";

/// D9, G1.
async fn nothing_is_decided_by_mistake(store: Store) {
    let (_house, server, camille, desk) = town(store).await;
    let changes = [camille.booking("Léa", "midi", &[DAY])];
    let order = placed(&camille.plan("1", &changes).await.field("bookingPlan"));
    let other = [camille.booking("Zoé", "midi", &[DAY])];
    let other = placed(&camille.plan("2", &other).await.field("bookingPlan"));
    let before = state_of(&camille.phone, &order).await;
    let own = desk.booking(&order, "Léa", "Accueil du midi", DAY).await;
    let elsewhere = desk.booking(&other, "Zoé", "Accueil du midi", DAY).await;
    let line = |id: &str| json!({ "bookingId": id, "accept": true });
    let long = "x".repeat(501);
    let with = |changed: Value| {
        let mut input = json!({ "orderId": order, "lines": [line(&own)], "idempotencyKey": "k" });
        for (name, value) in changed.as_object().expect("an object") {
            input[name] = value.clone();
        }
        input
    };
    for (changed, code, path) in [
        (json!({ "lines": [] }), "NOTHING_DECIDED", ""),
        (
            json!({ "orderId": "order:01ARZ3NDEKTSV4RRFFQ69G5FAV" }),
            "UNKNOWN_ORDER",
            "orderId",
        ),
        (json!({ "orderId": "order" }), "UNKNOWN_ORDER", "orderId"),
        (
            json!({ "lines": [line(&own), line(&elsewhere)] }),
            "UNKNOWN_LINE",
            "lines.1.bookingId",
        ),
        (
            json!({ "lines": [line("booking:x")] }),
            "UNKNOWN_LINE",
            "lines.0.bookingId",
        ),
        (
            json!({ "lines": [line(&own), line(&own)] }),
            "LINE_NAMED_TWICE",
            "lines.1.bookingId",
        ),
        (json!({ "reason": long }), "REASON_TOO_LONG", "reason"),
        (
            json!({ "lines": [{ "bookingId": own, "accept": false, "reason": long }] }),
            "REASON_TOO_LONG",
            "lines.0.reason",
        ),
        (
            json!({ "idempotencyKey": "" }),
            "INVALID_IDEMPOTENCY_KEY",
            "idempotencyKey",
        ),
        (
            json!({ "idempotencyKey": "x".repeat(65) }),
            "INVALID_IDEMPOTENCY_KEY",
            "idempotencyKey",
        ),
    ] {
        let refused = Desk::refused(desk.send(with(changed)).await);
        assert_eq!(refused, (code.to_owned(), path.to_owned()));
    }
    assert_eq!(state_of(&camille.phone, &order).await, before);
    assert_eq!(camille.history().await.len(), 3);
    server.work().await;
    assert_eq!(server.mails().len(), 2);
}
