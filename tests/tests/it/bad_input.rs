//! Whatever is sent, the answer is typed and clear, and nothing is half written.

use preau_tests::{Parent, Server, Store, both_stores, documents};
use serde_json::{Value, json};

both_stores!(bodies_that_are_no_requests, documents_beyond_the_limits, values_that_do_not_fit, days_that_cannot_be, lists);

const DAY: &str = "2026-11-30";

/// Nobody has a booking, nothing waits to be sent, and the server still serves.
async fn untouched(server: &Server, parent: &Parent) {
    assert_eq!(parent.history().await, [""; 0]);
    let calendar = parent.calendar("Léa", DAY, DAY).await;
    assert_eq!(calendar.on("matin", DAY), "2026-11-30 AVAILABLE - 2026-11-26T09:00:00Z 195 60");
    assert_eq!((server.work().await, server.mails()), (0, vec![]));
}

async fn bodies_that_are_no_requests(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let plan = json!({ "changes": [camille.booking("Léa", "matin", &[DAY])], "idempotencyKey": "1" });
    let whole = json!({ "query": documents::BOOKING_PLAN, "variables": { "input": plan } }).to_string();
    let cut = whole[..whole.len() - 1].to_owned();
    for (what, body, status, code) in [
        ("nothing", String::new(), 400, "BAD_USER_INPUT"),
        ("a broken body", cut, 400, "BAD_USER_INPUT"),
        ("two requests", format!("[{whole},{whole}]"), 400, "BAD_USER_INPUT"),
        ("text behind it", format!("{whole} x"), 400, "BAD_USER_INPUT"),
        ("no query", "{}".to_owned(), 400, "BAD_USER_INPUT"),
        ("a number", "7".to_owned(), 400, "BAD_USER_INPUT"),
        ("null", "null".to_owned(), 400, "BAD_USER_INPUT"),
        ("a query that is none", json!({ "query": 7 }).to_string(), 400, "BAD_USER_INPUT"),
        ("variables that are none", json!({ "query": "{ viewer { id } }", "variables": [] }).to_string(), 400, "BAD_USER_INPUT"),
        ("a lone surrogate", r#"{ "query": "{ viewer { id } } #\ud800" }"#.to_owned(), 400, "BAD_USER_INPUT"),
        ("a NUL in a variable", whole.replace("\"1\"", "\"\\u0000\""), 400, "BAD_USER_INPUT"),
        ("a NUL between", format!("{whole}\u{0}"), 400, "BAD_USER_INPUT"),
        ("nested arrays", "[".repeat(100_000), 400, "BAD_USER_INPUT"),
        ("too much", format!("{{ \"query\": \"{}\" }}", " ".repeat(1_000_001)), 413, "PAYLOAD_TOO_LARGE"),
    ] {
        let answer = camille.phone.send(body).await;
        assert_eq!((answer.status, answer.codes()), (status, vec![code]), "{what}: {:#}", answer.body);
        assert_eq!(answer.body.get("data"), None, "{what}");
    }
    untouched(&server, &camille).await;
}

async fn documents_beyond_the_limits(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let history = "history(first: 100) { nodes { activity { occupancy(from: \"2026-11-30\", to: \"2026-11-30\") { taken } } } }";
    let deep = |depth: usize| format!("{{ viewer {}{} }}", "{ family ".repeat(depth), "}".repeat(depth));
    let aliases: String = (0..31).map(|nth| format!("v{nth}: viewer {{ id }} ")).collect();
    let costly: String = (0..20).map(|nth| format!("h{nth}: {history} ")).collect();
    let roots: String = (0..5).map(|nth| format!("m{nth}: sessionCloseAll {{ closedDeviceIds }} ")).collect();
    for (what, document, code) in [
        ("no document", String::new(), "GRAPHQL_PARSE_FAILED"),
        ("not GraphQL", "{ viewer { id }".to_owned(), "GRAPHQL_PARSE_FAILED"),
        ("an unknown field", "{ viewer { password } }".to_owned(), "GRAPHQL_VALIDATION_FAILED"),
        ("an unknown argument", "{ viewer(id: 1) { id } }".to_owned(), "GRAPHQL_VALIDATION_FAILED"),
        ("depth", deep(13), "TOO_COSTLY"),
        ("more depth", deep(2_000), "TOO_COSTLY"),
        ("aliases", format!("{{ {aliases} }}"), "TOO_COSTLY"),
        ("cost", format!("{{ viewer {{ family {{ {costly} }} }} }}"), "TOO_COSTLY"),
        ("mutations at once", format!("mutation {{ {roots} }}"), "TOO_COSTLY"),
        ("a long document", format!("{{ viewer {{ id }} }} #{}", "x".repeat(20_000)), "TOO_COSTLY"),
        ("fragments in a circle", "{ viewer { ...A } } fragment A on Viewer { ...A }".to_owned(), "GRAPHQL_VALIDATION_FAILED"),
        ("a subscription by POST", "subscription { alerts { id } }".to_owned(), "BAD_USER_INPUT"),
    ] {
        let answer = camille.phone.ask(&document, json!({})).await;
        assert_eq!(answer.codes(), [code], "{what}: {:#}", answer.body);
        assert!(matches!(answer.status, 200 | 400), "{what}: {}", answer.status);
        assert!(answer.body.get("data").is_none_or(Value::is_null), "{what}");
    }
    untouched(&server, &camille).await;
}

async fn values_that_do_not_fit(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let change = camille.booking("Léa", "matin", &[DAY]);
    let with = |name: &str, value: Value| {
        let mut change = change.clone();
        change[name] = value;
        json!({ "changes": [change], "idempotencyKey": "1" })
    };
    for (what, input) in [
        ("no input", json!(null)),
        ("a text", json!("x")),
        ("no changes", json!({ "idempotencyKey": "1" })),
        ("no key", json!({ "changes": [change] })),
        ("a key that is a number", json!({ "changes": [change], "idempotencyKey": 1 })),
        ("an unknown field", json!({ "changes": [change], "idempotencyKey": "1", "price": 0 })),
        ("a child that is a list", with("childId", json!([1]))),
        ("days that are a number", with("book", json!(20_261_130))),
        ("a day that is null", with("book", json!([null]))),
        ("a day that is a number", with("book", json!([20_261_130]))),
        ("the 30th of February", with("book", json!(["2027-02-30"]))),
        ("the 29th of a common year", with("book", json!(["2027-02-29"]))),
        ("a short day", with("book", json!(["2026-11-3"]))),
        ("a long year", with("book", json!(["12026-11-30"]))),
        ("a year before", with("book", json!(["1999-12-31"]))),
        ("a year behind", with("book", json!(["2101-01-01"]))),
        ("an instant", with("book", json!(["2026-11-30T00:00:00Z"]))),
        ("a day with a sign", with("book", json!(["+026-11-30"]))),
        ("a day in other digits", with("book", json!(["２０２６-11-30"]))),
        ("a NUL in a day", with("book", json!(["2026-11-3\u{0}"]))),
        ("a day in words", with("book", json!(["lundi"]))),
    ] {
        let answer = camille.phone.ask(documents::BOOKING_PLAN, json!({ "input": input })).await;
        assert_eq!(answer.codes(), ["BAD_USER_INPUT"], "{what}: {:#}", answer.body);
        assert!(matches!(answer.status, 200 | 400), "{what}: {}", answer.status);
        assert!(answer.body.get("data").is_none_or(Value::is_null), "{what}");
    }
    for key in ["", " ", "é", "a b", "\u{7f}", "\n", &"k".repeat(65), &"k".repeat(100_000)] {
        let refused = camille.refused(camille.plan(key, std::slice::from_ref(&change)).await);
        assert_eq!(refused, [("INVALID_IDEMPOTENCY_KEY".to_owned(), "idempotencyKey".to_owned())], "{key:?}");
    }
    untouched(&server, &camille).await;
}

/// D3, D15: past days, closed days, too many days, no days.
async fn days_that_cannot_be(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let days = [
        "2000-01-01", "2025-08-31", "2025-09-01", "2026-11-20", "2026-11-23", "2026-11-25", "2026-12-25", "2026-12-26",
        "2027-06-18", "2027-08-02", "2100-12-31",
    ];
    assert_eq!(
        camille.book("1", "Léa", "matin", &days).await,
        [
            "Léa matin 2000-01-01 REFUSED OUTSIDE_RULE_BOOK",
            "Léa matin 2025-08-31 REFUSED OUTSIDE_RULE_BOOK",
            "Léa matin 2025-09-01 REFUSED TOO_LATE",
            "Léa matin 2026-11-20 REFUSED TOO_LATE",
            "Léa matin 2026-11-23 REFUSED TOO_LATE",
            "Léa matin 2026-11-25 REFUSED WEEKDAY",
            "Léa matin 2026-12-25 REFUSED PUBLIC_HOLIDAY",
            "Léa matin 2026-12-26 REFUSED SCHOOL_HOLIDAY",
            "Léa matin 2027-06-18 REFUSED TOWN_CLOSURE",
            "Léa matin 2027-08-02 REFUSED SCHOOL_HOLIDAY",
            "Léa matin 2100-12-31 REFUSED UNPUBLISHED",
        ]
    );
    assert_eq!(camille.cancel("2", "Léa", "matin", &[DAY]).await, ["Léa matin 2026-11-30 UNCHANGED"]);

    let nothing = [("NOTHING_ASKED".to_owned(), String::new())];
    assert_eq!(camille.refused(camille.plan("3", &[]).await), nothing);
    assert_eq!(camille.refused(camille.plan("3", &[camille.booking("Léa", "matin", &[])]).await), nothing);
    let too_many = [("TOO_MANY_DAYS".to_owned(), "changes".to_owned())];
    let many = vec![DAY; 2_601];
    assert_eq!(camille.refused(camille.plan("3", &[camille.booking("Léa", "matin", &many)]).await), too_many);
    let many = vec![DAY; 70_000];
    assert_eq!(camille.refused(camille.plan("3", &[camille.booking("Léa", "matin", &many)]).await), too_many);
    let many = vec![camille.booking("Léa", "matin", &[DAY]); 101];
    assert_eq!(camille.refused(camille.plan("3", &many).await), too_many);
    let beyond = vec![DAY; 80_000];
    let answer = camille.plan("3", &[camille.booking("Léa", "matin", &beyond)]).await;
    assert_eq!((answer.status, answer.codes()), (413, vec!["PAYLOAD_TOO_LARGE"]));
    untouched(&server, &camille).await;

    let twice = [camille.booking("Léa", "matin", &[DAY, DAY]), camille.booking("Léa", "matin", &[DAY])];
    assert_eq!(camille.told(camille.plan("4", &twice).await), ["Léa matin 2026-11-30 BOOKED 195"]);
    assert_eq!(camille.history().await.len(), 1);
}

/// D2, D12: ranges and pages.
async fn lists(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    for (from, to) in [("2026-12-02", "2026-12-01"), ("2026-11-01", "2027-01-02"), ("2000-01-01", "2100-12-31")] {
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
