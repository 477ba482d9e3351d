use std::{sync::Arc, time::Duration};

use serde_json::json;

use super::{street::Street, toy::Keeper};

#[tokio::test]
async fn what_is_too_big_or_too_deep_is_refused_before_it_runs() {
    let street = Street::open().await;
    let deep = |levels: usize| format!("{}{{ hello }}{}", "{ this ".repeat(levels), "}".repeat(levels));
    for query in [
        format!("{{ hello #{} \n }}", "x".repeat(17_000)),
        format!("{{ {} }}", "hello ".repeat(500)),
        format!("{{ {} }}", "a: hello ".repeat(31)),
        "mutation { a: touch b: touch c: touch d: touch e: touch }".to_owned(),
        format!("{{ hello {} }}", "@skip(if: false) ".repeat(6)),
        deep(12),
        format!("{{ echo(text: {}1{}) }}", "[".repeat(7_000), "]".repeat(7_000)),
        "{".repeat(8_000),
        format!("query($a: {}Int{}) {{ hello }}", "[".repeat(5_000), "]".repeat(5_000)),
        "{ many(first: 100) { nodes { many(first: 100) { nodes { hello } } } } }".to_owned(),
    ] {
        let reply = street.ask(&query).await;
        assert_eq!(
            reply.verdict(),
            (400, "TOO_COSTLY"),
            "{}: {reply:?}",
            &query[..query.len().min(80)]
        );
        assert!(reply.body.get("data").is_none());
    }
    assert_eq!(street.ask(&deep(11)).await.status, 200);
}

#[tokio::test]
async fn the_cost_follows_the_lengths_asked_for() {
    let street = Street::open().await;
    let cost = |reply: super::street::Reply| reply.body["extensions"]["cost"]["requestedQueryCost"].clone();
    assert_eq!(cost(street.ask("{ many(first: 50) { nodes { hello } } }").await), 51);
    assert_eq!(cost(street.ask("{ many { nodes { hello } } }").await), 21);
    assert_eq!(cost(street.ask("{ many(first: -1) { nodes { hello } } }").await), 2);
    assert_eq!(cost(street.ask("mutation { a: touch b: touch }").await), 20);
    let query = "query($n: Int = 30) { many(first: $n) { nodes { hello } } }";
    assert_eq!(cost(street.ask(query).await), 31);
    assert_eq!(
        cost(
            street
                .post(json!({ "query": query, "variables": { "n": 7 } }).to_string())
                .await
        ),
        8
    );
}

#[tokio::test]
async fn a_fan_out_of_fragments_is_measured_not_unfolded() {
    let fan = |level| {
        format!(
            "fragment F{level} on Query {{ ...F{next} ...F{next} }} ",
            next = level + 1
        )
    };
    let fans = (0..45).map(fan).collect::<String>();
    let bomb = format!("{{ ...F0 }} {fans} fragment F45 on Query {{ hello }}");
    assert_eq!(Street::open().await.ask(&bomb).await.verdict(), (400, "TOO_COSTLY"));
}

#[tokio::test]
async fn the_schema_is_read_only_by_those_who_may() {
    let street = Street::with(|door| door.keeper = Arc::new(Keeper::new(false))).await;
    for query in [
        "{ __schema { types { name } } }",
        "{ __type(name: \"Query\") { name } }",
        "{ ...F } fragment F on Query { __schema { types { name } } }",
    ] {
        assert_eq!(street.ask(query).await.verdict(), (403, "FORBIDDEN"));
        let body = json!({ "query": query }).to_string();
        assert_eq!(
            street.post_with(body, &[("authorization", "Bearer good")]).await.status,
            200
        );
    }
    assert_eq!(street.ask("{ __typename }").await.status, 200);
    let message = "Unknown field \"helo\" on type \"Query\".";
    assert_eq!(street.ask("{ helo }").await.body["errors"][0]["message"], message);
}

#[tokio::test]
async fn a_long_body_and_an_endless_run_are_cut() {
    let street = Street::with(|door| {
        door.limits.body = 1_000;
        door.patience.run = Duration::from_millis(50);
    })
    .await;
    let long = json!({ "query": "{ hello }", "x": "x".repeat(1_000) }).to_string();
    assert_eq!(street.post(long).await.verdict(), (413, "PAYLOAD_TOO_LARGE"));
    let reply = street.ask("{ never }").await;
    assert_eq!(reply.verdict(), (503, "SERVICE_UNAVAILABLE"));
    assert_eq!(reply.body["errors"][0]["extensions"]["retryAfter"], 5);
}
