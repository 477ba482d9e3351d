use preau_tests::{Server, Store, both_stores, documents};
use serde_json::json;

use super::untouched::untouched;

both_stores!(lists);

/// D2, D12: ranges and pages.
async fn lists(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    for (from, to) in [
        ("2026-12-02", "2026-12-01"),
        ("2026-11-01", "2027-01-02"),
        ("2000-01-01", "2100-12-31"),
    ] {
        let variables = json!({ "childId": camille.child("Léa"), "from": from, "to": to });
        let answer = camille.phone.ask(documents::CHILD_MONTH, variables).await;
        assert_eq!(answer.codes(), ["BAD_USER_INPUT"], "{from} {to}");
    }
    let longest = camille.calendar("Léa", "2026-11-01", "2027-01-01").await;
    assert_eq!(longest.days().len(), 62);
    let page = "query($first: Int, $after: String, $last: Int, $before: String) { viewer { family {
        history(first: $first, after: $after, last: $last, before: $before) { nodes { id } } } } }";
    for variables in [
        json!({ "first": 0 }),
        json!({ "first": -1 }),
        json!({ "first": 101 }),
        json!({ "first": 2_147_483_647 }),
        json!({ "last": 0 }),
        json!({ "first": 1, "last": 1 }),
        json!({ "after": "" }),
        json!({ "after": "rubbish" }),
        json!({ "after": "\u{0}" }),
        json!({ "after": "b3JkZXI6MDFBUlozTkRFS1RTVjRSUkZGUTY5RzVGQVY" }),
        json!({ "after": "x".repeat(10_000) }),
        json!({ "before": "rubbish" }),
        json!({ "first": "1" }),
        json!({ "first": 1.5 }),
        json!({ "first": 9_999_999_999_u64 }),
    ] {
        let answer = camille.phone.ask(page, variables.clone()).await;
        assert_eq!(answer.codes(), ["BAD_USER_INPUT"], "{variables}: {:#}", answer.body);
    }
    untouched(&server, &camille).await;
}
