//! What families owe is noted, many at once.

use preau_tests::towns::lutins;
use preau_tests::{Server, Store, both_stores, documents};
use serde_json::{Value, json};

use super::office::{NOON, Office, everything_the_office_does, line, town};

both_stores!(
    all_of_it_or_nothing,
    the_same_again_changes_nothing_and_a_change_is_history,
    an_older_statement_is_refused,
    what_families_owe_is_read_at_once,
    the_family_sees_what_it_owes,
    only_the_towns_staff_note_and_decide
);

fn cents(family: &Value) -> i64 {
    family["debtTotal"]["amountCents"].as_i64().expect("cents")
}

/// D17: every line at fault is told, and nothing is noted.
async fn all_of_it_or_nothing(store: Store) {
    let (house, server) = Server::of(store, town()).await;
    house.time.set(NOON);
    let office = Office::open(&server).await;
    let before = office.family("LUT-4101").await;
    let set = office
        .set(json!([
            line("LUT-4101", "cantine", 1240, "2026-10-31"),
            line("LUT-9999", "cantine", 1, "2026-10-31"),
            line("LUT-4101", "Cantine", -1, "2026-11-24"),
            line("LUT-4101", "cantine", 900, "2026-11-23"),
        ]))
        .await;
    assert_eq!(
        (&set["changedCount"], &set["unchangedCount"], &set["families"]),
        (&json!(0), &json!(0), &json!([]))
    );
    let errors = set["errors"].as_array().expect("errors").iter();
    let told: Vec<String> = errors
        .map(|error| {
            let path = error["path"].as_array().expect("a path").iter();
            let path: Vec<&str> = path.filter_map(Value::as_str).collect();
            format!("{} {}", error["code"].as_str().expect("a code"), path.join("."))
        })
        .collect();
    assert_eq!(
        told,
        [
            "UNKNOWN_FAMILY lines.1.familyCode",
            "INVALID_CASH_DESK lines.2.cashDesk",
            "INVALID_AMOUNT lines.2.amountCents",
            "FUTURE_DAY lines.2.asOf",
            "REPEATED lines.3.familyCode",
        ]
    );
    assert_eq!(
        set["errors"][3]["message"],
        "Ce jour n’est pas encore passé\u{a0}: aujourd’hui, c’est le lundi 23 novembre 2026."
    );
    assert_eq!(office.family("LUT-4101").await, before);
    let none = office.set(json!([])).await;
    assert_eq!(none["errors"][0]["code"], "NOTHING_ASKED");
}

/// D17.
async fn the_same_again_changes_nothing_and_a_change_is_history(store: Store) {
    let (house, server) = Server::of(store, town()).await;
    house.time.set(NOON);
    let office = Office::open(&server).await;
    let lines = json!([
        line("LUT-4101", "cantine", 1240, "2026-10-31"),
        line("LUT-4101", "garderie", 300, "2026-11-20"),
    ]);
    let first = office.set(lines.clone()).await;
    assert_eq!(
        first,
        json!({
            "changedCount": 2, "unchangedCount": 0, "errors": [],
            "families": [{ "code": "LUT-4101", "debtTotal": { "amountCents": 1540 } }],
        })
    );
    let again = office.set(lines).await;
    assert_eq!(
        (&again["changedCount"], &again["unchangedCount"]),
        (&json!(0), &json!(2))
    );
    // The demo's own debt of another family stays as it is.
    assert_eq!(cents(&office.family("LUT-4102").await), 1240);
    house.time.set("2026-11-23T12:00:01+01:00");
    office.set(json!([line("LUT-4101", "cantine", 0, "2026-11-22")])).await;
    let family = office.family("LUT-4101").await;
    assert_eq!(
        family["debts"],
        json!([
            { "cashDesk": "cantine", "amount": { "amountCents": 0 }, "asOf": "2026-11-22", "source": "STAFF" },
            { "cashDesk": "garderie", "amount": { "amountCents": 300 }, "asOf": "2026-11-20", "source": "STAFF" },
        ])
    );
    let by = "Association Les Lutins Gourmands";
    let mut history = family["debtHistory"]["nodes"].as_array().expect("nodes").clone();
    assert_eq!(
        history.remove(0),
        json!({
            "cashDesk": "cantine", "before": { "amountCents": 1240 }, "amount": { "amountCents": 0 },
            "asOf": "2026-11-22", "source": "STAFF", "by": by,
        })
    );
    history.sort_by_key(|event| event["cashDesk"].to_string());
    let event = |desk: &str, cents: i64, as_of: &str| {
        json!({
            "cashDesk": desk, "before": null, "amount": { "amountCents": cents }, "asOf": as_of, "source": "STAFF",
            "by": by,
        })
    };
    let noted = [
        event("cantine", 1240, "2026-10-31"),
        event("garderie", 300, "2026-11-20"),
    ];
    assert_eq!(history, noted);
}

/// D17: what is settled since does not come back with a statement of before.
async fn an_older_statement_is_refused(store: Store) {
    let (house, server) = Server::of(store, town()).await;
    house.time.set("2026-11-28T12:00:00+01:00");
    let office = Office::open(&server).await;
    let noted = json!([
        line("LUT-4101", "cantine", 0, "2026-11-27"),
        line("LUT-4102", "cantine", 1240, "2026-11-21"),
    ]);
    assert_eq!(office.set(noted).await["changedCount"], 2);
    let before = [office.family("LUT-4101").await, office.family("LUT-4102").await];
    let set = office
        .set(json!([
            line("LUT-4101", "garderie", 300, "2026-11-20"),
            line("LUT-4101", "cantine", 1240, "2026-11-20"),
            line("LUT-4102", "cantine", 1240, "2026-11-20"),
            line("LUT-9999", "cantine", 1240, "2026-11-20"),
        ]))
        .await;
    let older = |nth: &str, known: &str| {
        json!({
            "code": "OLDER_STATEMENT", "path": ["lines", nth, "asOf"],
            "message": format!(
                "Un relevé plus récent est déjà noté\u{a0}: {known} novembre 2026. Retirez cette ligne, ou indiquez la \
                    somme due à cette date ou après."
            ),
        })
    };
    assert_eq!(
        set,
        json!({
            "changedCount": 0, "unchangedCount": 0, "families": [],
            "errors": [
                older("1", "0,00\u{a0}€ au vendredi 27"),
                older("2", "12,40\u{a0}€ au samedi 21"),
                {
                    "code": "UNKNOWN_FAMILY", "path": ["lines", "3", "familyCode"],
                    "message": "La mairie ne connaît aucune famille sous ce code.",
                },
            ],
        })
    );
    let after = [office.family("LUT-4101").await, office.family("LUT-4102").await];
    assert_eq!(after, before);
    // The same day corrects itself, and another cash desk has its own statements.
    let corrected = json!([
        line("LUT-4101", "cantine", 500, "2026-11-27"),
        line("LUT-4101", "garderie", 300, "2026-11-20"),
    ]);
    assert_eq!(office.set(corrected).await["changedCount"], 2);
    assert_eq!(cents(&office.family("LUT-4101").await), 800);
}

/// D17: one statement for the rows of all families that the lines name.
async fn what_families_owe_is_read_at_once(store: Store) {
    let (house, server) = Server::of(store, town()).await;
    house.time.set(NOON);
    let office = Office::open(&server).await;
    let document = "mutation ($input: DebtsSetInput!) { debtsSet(input: $input) {
        families { code name debtTotal { amountCents } debts { cashDesk amount { amountCents } } } } }";
    let owes = |code: &str, name: &str, cents: &[i64]| {
        let debts: Vec<Value> = cents
            .iter()
            .map(|cents| json!({ "cashDesk": "cantine", "amount": { "amountCents": cents } }))
            .collect();
        let total = cents.iter().sum::<i64>();
        json!({ "code": code, "name": name, "debtTotal": { "amountCents": total }, "debts": debts })
    };
    let both = [owes("LUT-4102", "Moreau", &[1240]), owes("LUT-4101", "Perrin", &[])];
    let mut costs = Vec::new();
    for families in [1, 2] {
        let named = ["LUT-4102", "LUT-4101"].into_iter().take(families);
        let lines: Vec<Value> = named.map(|code| line(code, "garderie", 0, "2026-10-31")).collect();
        let before = server.statements();
        let input = json!({ "input": { "lines": lines, "dryRun": true } });
        let set = office.phone.ask(document, input).await.field("debtsSet");
        costs.push(server.statements() - before);
        assert_eq!(set["families"], json!(both[..families]));
    }
    assert_eq!(
        costs,
        [3, 3],
        "the families by their codes, what they owed, and their rows"
    );
}

/// D17: "Restant dû : 0.00€".
async fn the_family_sees_what_it_owes(store: Store) {
    let (_house, server) = Server::of(store, lutins()).await;
    for (login, owed) in [
        ("claire.perrin@lutins.example", json!([0, []])),
        (
            "david.moreau@lutins.example",
            json!([1240, [{
                "cashDesk": "cantine", "amount": { "amountCents": 1240, "currency": "EUR" }, "asOf": "2025-08-31",
            }]]),
        ),
    ] {
        let parent = server.parent(login).await;
        let home = parent.phone.ask(documents::HOME, json!({})).await.field("viewer");
        let family = &home["family"];
        assert_eq!(
            json!([family["debtTotal"]["amountCents"], family["debts"]]),
            owed,
            "{login}"
        );
    }
}

/// G1: parents note nothing and decide nothing, and see no other family.
async fn only_the_towns_staff_note_and_decide(store: Store) {
    let (_house, server) = Server::of(store, town()).await;
    let office = Office::open(&server).await;
    let before = office.family("LUT-4101").await;
    let id = before["id"].as_str().expect("an id");
    let claire = server.parent("claire.perrin@lutins.example").await;
    for (mutation, input) in everything_the_office_does(id) {
        for (phone, code) in [(&claire.phone, "FORBIDDEN"), (&server.phone(), "UNAUTHENTICATED")] {
            let answer = phone.ask(mutation, json!({ "input": input.clone() })).await;
            assert_eq!(answer.codes(), [code], "{mutation}");
        }
    }
    assert_eq!(office.family("LUT-4101").await, before);
    let family = "query ($code: String!) { family(code: $code) { name } }";
    let own = claire.phone.ask(family, json!({ "code": "LUT-4101" })).await.data();
    assert_eq!(own, json!({ "family": { "name": "Perrin" } }));
    for code in ["LUT-4102", "LUT-9999"] {
        let answer = claire.phone.ask(family, json!({ "code": code })).await;
        assert_eq!(answer.codes(), ["NOT_FOUND"], "{code}");
    }
}
