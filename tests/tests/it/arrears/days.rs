//! By when what a family owes was to be paid.

use preau_tests::{Store, both_stores};
use serde_json::{Value, json};

use super::office::{at_noon, town};

both_stores!(a_debt_tells_its_days, nothing_owed_has_none);

const DAYS: &str =
    "{ viewer { family { debts { amount { amountCents } asOf dueOn handedOver earliestSuspension } } } }";

/// D17: of the rule book that holds on the day as of which it is known.
async fn a_debt_tells_its_days(store: Store) {
    let (_house, _server, office, [claire, _]) = at_noon(store, town()).await;
    office.owes("LUT-4101", 1240).await;
    let viewer = claire.phone.ask(DAYS, json!({})).await.field("viewer");
    assert_eq!(
        viewer["family"]["debts"],
        json!([{
            "amount": { "amountCents": 1240 }, "asOf": "2026-10-31", "dueOn": "2026-10-31", "handedOver": false,
            "earliestSuspension": "2026-11-01",
        }])
    );
}

/// D17.
async fn nothing_owed_has_none(store: Store) {
    let (_house, _server, _office, [_, david]) = at_noon(store, town()).await;
    let viewer = david.phone.ask(DAYS, json!({})).await.field("viewer");
    assert_eq!(
        viewer["family"]["debts"],
        json!([{
            "amount": { "amountCents": 0 }, "asOf": "2026-10-31", "dueOn": Value::Null, "handedOver": Value::Null,
            "earliestSuspension": Value::Null,
        }])
    );
}
