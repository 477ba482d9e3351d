//! Joining, leaving, and the order of the line.

use preau_tests::towns::{PEOPLE, more_families, rules_with_lists};
use preau_tests::{Asked, Letter, Parent, Server, Store, both_stores};
use serde_json::json;

both_stores!(
    a_family_waits_is_offered_and_accepts,
    one_waits_only_where_nothing_else_is_possible,
    the_order_is_that_of_joining,
    a_place_left_in_the_line_moves_the_others_up,
    the_same_request_again_changes_nothing,
    who_may_not_ask_is_told,
);

const DAY: &str = "2026-11-30";

/// D14, D3, D12: the whole way, as a family walks it.
async fn a_family_waits_is_offered_and_accepts(store: Store) {
    let (house, server) = Server::of_town(store, &rules_with_lists(1, 24), PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    camille.book("1", "Léa", "etude", &[DAY]).await;

    let payload = alix
        .plan("1", &[alix.booking("Tom", "etude", &[DAY])])
        .await
        .field("bookingPlan");
    assert_eq!(alix.outcomes(&payload), ["Tom etude 2026-11-30 REFUSED FULL"]);
    assert_eq!(alix.slot("Tom", "etude", DAY).await, "FULL can wait");
    assert_eq!(
        alix.rehearse_join("Tom", "etude", &[DAY]).await,
        ["Tom etude 2026-11-30 WAITING 1"]
    );
    assert_eq!(alix.waiting().await, [] as [&str; 0], "a rehearsal writes nothing");
    assert_eq!(
        alix.join("2", "Tom", "etude", &[DAY]).await,
        ["Tom etude 2026-11-30 WAITING 1"]
    );
    assert_eq!(alix.slot("Tom", "etude", DAY).await, "WAITING 1");
    assert_eq!(alix.waiting().await, ["Tom etude 2026-11-30 WAITING 1"]);
    server.work().await;
    let mails = server.mails().len();

    assert_eq!(
        camille.cancel("2", "Léa", "etude", &[DAY]).await,
        ["Léa etude 2026-11-30 CANCELLED"]
    );
    let until = "2026-11-24T08:00:00Z";
    assert_eq!(alix.slot("Tom", "etude", DAY).await, format!("OFFERED {until}"));
    assert_eq!(alix.waiting().await, [format!("Tom etude 2026-11-30 OFFERED {until}")]);
    assert_eq!(
        camille.slot("Léa", "etude", DAY).await,
        "FULL can wait",
        "it is kept for Tom"
    );
    assert_eq!(
        camille.book("3", "Léa", "etude", &[DAY]).await,
        ["Léa etude 2026-11-30 REFUSED FULL"]
    );
    assert_eq!(
        alix.calendar("Tom", DAY, DAY).await.on("etude", DAY),
        format!("2026-11-30 OFFERED - {until} 260 0")
    );

    server.work().await;
    let told = |to: &str| -> Vec<Letter> {
        let since = server.mails().split_off(mails);
        since.into_iter().filter(|mail| mail.to == to).collect()
    };
    assert_eq!(told("camille@example.org").len(), 1, "her cancellation");
    let [offer] = &told("alix@example.org")[..] else {
        panic!("one mail")
    };
    assert_eq!(offer.subject, "Milly-la-Forêt\u{a0}: une place est gardée pour vous");
    assert_eq!(
        offer.text,
        "Bonjour Alix Bernard,\n\nUne place que vous attendiez s’est libérée. Elle est gardée pour vous\u{a0}:\n\n  \
         Tom, Étude du soir, lundi 30 novembre 2026\u{a0}: à accepter avant le mardi 24 novembre 2026 à 09:00\n\n\
         Acceptez ou refusez sur le portail famille. Sans réponse avant la fin du délai, la place va à la famille \
         suivante.\n\nLe portail famille de Milly-la-Forêt\n"
    );

    house.time.set("2026-11-24T08:59:59+01:00");
    assert_eq!(
        alix.accept("3", "Tom", "etude", &[DAY]).await,
        ["Tom etude 2026-11-30 BOOKED 260"]
    );
    assert_eq!(alix.slot("Tom", "etude", DAY).await, "BOOKED");
    assert_eq!(alix.waiting().await, [] as [&str; 0]);
    assert_eq!(
        alix.history().await,
        ["2026-11-24T07:59:59Z BOOKED Tom etude 2026-11-30 260 by Alix Bernard no 3"]
    );
    let sacha = server.parent("sacha@milly.example").await;
    assert_eq!(sacha.heads("etude", DAY).await, 1);
    assert_eq!(sacha.line("etude", DAY).await, [] as [&str; 0]);

    // The end of the offer comes, and there is nothing to pass on.
    house.time.set("2026-11-24T09:00:00+01:00");
    server.work().await;
    assert_eq!(alix.slot("Tom", "etude", DAY).await, "BOOKED");
    let subjects: Vec<String> = told("alix@example.org").into_iter().map(|mail| mail.subject).collect();
    assert_eq!(
        subjects[1..],
        ["Milly-la-Forêt\u{a0}: réservation confirmée (commande n°\u{a0}3)"]
    );
}

/// D14: every reason not to wait.
async fn one_waits_only_where_nothing_else_is_possible(store: Store) {
    let rules = rules_with_lists(1, 24).replacen("waiting_list = { offer_hours = 24 }\n", "", 1);
    let (house, server) = Server::of_town(store, &rules, PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    camille.book("1", "Léa", "etude", &[DAY]).await;
    camille.book("2", "Léa", "matin", &[DAY]).await;
    alix.book("1", "Tom", "etude", &["2026-12-01"]).await;
    alix.join("2", "Tom", "etude", &[DAY]).await;
    for (activity, day, expected) in [
        ("etude", DAY, "REFUSED ALREADY_WAITING"),
        ("etude", "2026-12-01", "REFUSED ALREADY_BOOKED"),
        ("etude", "2026-12-03", "REFUSED PLACE_FREE"),
        ("etude", "2026-12-02", "REFUSED WEEKDAY"),
        ("etude", "2026-11-23", "REFUSED TOO_LATE"),
        ("matin", DAY, "REFUSED NO_WAITING_LIST"),
        ("soir-mater", DAY, "REFUSED NOT_OFFERED"),
    ] {
        assert_eq!(
            alix.rehearse_join("Tom", activity, &[day]).await,
            [format!("Tom {activity} {day} {expected}")]
        );
        let joined = alix.join(&format!("{activity}-{day}"), "Tom", activity, &[day]).await;
        assert_eq!(joined, [format!("Tom {activity} {day} {expected}")]);
    }
    assert_eq!(alix.slot("Tom", "matin", DAY).await, "FULL", "no list");
    assert_eq!(alix.waiting().await, ["Tom etude 2026-11-30 WAITING 1"]);
    house.time.set("2026-11-26T10:00:00+01:00");
    let awa = server.parent("awa@example.org").await;
    assert_eq!(
        awa.join("1", "Inès", "etude", &[DAY]).await,
        ["Inès etude 2026-11-30 REFUSED TOO_LATE"]
    );
    assert_eq!(awa.slot("Inès", "etude", DAY).await, "OUT_OF_TIME");
}

async fn neighbours(server: &Server, count: usize) -> Vec<Parent> {
    let mut parents = Vec::new();
    for nth in 0..count {
        parents.push(server.parent(&format!("famille-{nth}@example.org")).await);
    }
    parents
}

/// D14: first come, first served, also for whoever could have been quicker.
async fn the_order_is_that_of_joining(store: Store) {
    let people = format!("{PEOPLE}{}", more_families(4));
    let (_house, server) = Server::of_town(store, &rules_with_lists(2, 24), &people).await;
    let camille = server.parent("camille@example.org").await;
    let sacha = server.parent("sacha@milly.example").await;
    let both = [
        camille.booking("Léa", "etude", &[DAY]),
        camille.booking("Zoé", "etude", &[DAY]),
    ];
    camille.plan("1", &both).await.data();
    let parents = neighbours(&server, 4).await;
    for (nth, at) in [2_usize, 0, 3, 1].into_iter().enumerate() {
        assert_eq!(
            parents[at].join("1", "Enfant", "etude", &[DAY]).await,
            [format!("Enfant etude 2026-11-30 WAITING {}", nth + 1)]
        );
    }
    assert_eq!(
        sacha.line("etude", DAY).await,
        [
            "Enfant Famille 2 WAITING 1",
            "Enfant Famille 0 WAITING 2",
            "Enfant Famille 3 WAITING 3",
            "Enfant Famille 1 WAITING 4",
        ]
    );
    // Whoever asks for the day finds it full: the place is kept.
    camille.cancel("2", "Léa", "etude", &[DAY]).await;
    assert_eq!(
        parents[1].book("2", "Enfant", "etude", &[DAY]).await,
        ["Enfant etude 2026-11-30 REFUSED FULL"]
    );
    assert_eq!(
        sacha.line("etude", DAY).await,
        [
            "Enfant Famille 2 OFFERED 2026-11-24T08:00:00Z",
            "Enfant Famille 0 WAITING 1",
            "Enfant Famille 3 WAITING 2",
            "Enfant Famille 1 WAITING 3",
        ]
    );
    assert_eq!(sacha.heads("etude", DAY).await, 2);
    // A tick in the calendar accepts as well.
    assert_eq!(
        parents[2].book("2", "Enfant", "etude", &[DAY]).await,
        ["Enfant etude 2026-11-30 BOOKED 260"]
    );
    assert_eq!(sacha.heads("etude", DAY).await, 2);
    camille.cancel("3", "Zoé", "etude", &[DAY]).await;
    parents[2].cancel("3", "Enfant", "etude", &[DAY]).await;
    assert_eq!(
        sacha.line("etude", DAY).await,
        [
            "Enfant Famille 0 OFFERED 2026-11-24T08:00:00Z",
            "Enfant Famille 3 OFFERED 2026-11-24T08:00:00Z",
            "Enfant Famille 1 WAITING 1",
        ]
    );
}

/// D14.
async fn a_place_left_in_the_line_moves_the_others_up(store: Store) {
    let people = format!("{PEOPLE}{}", more_families(2));
    let (_house, server) = Server::of_town(store, &rules_with_lists(1, 24), &people).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "etude", &[DAY, "2026-12-01"]).await;
    let parents = neighbours(&server, 2).await;
    for parent in &parents {
        parent.join("1", "Enfant", "etude", &[DAY, "2026-12-01"]).await;
    }
    assert_eq!(parents[1].slot("Enfant", "etude", DAY).await, "WAITING 2");
    assert_eq!(
        parents[0]
            .leave("2", "Enfant", "etude", &["2026-12-04", DAY, DAY])
            .await,
        ["Enfant etude 2026-12-04 UNCHANGED", "Enfant etude 2026-11-30 LEFT"]
    );
    assert_eq!(parents[1].slot("Enfant", "etude", DAY).await, "WAITING 1");
    assert_eq!(parents[1].slot("Enfant", "etude", "2026-12-01").await, "WAITING 2");
    assert_eq!(
        parents[0].join("3", "Enfant", "etude", &[DAY]).await,
        ["Enfant etude 2026-11-30 WAITING 2"],
        "behind those who stayed"
    );
    assert_eq!(
        parents[0].decline("4", "Enfant", "etude", &[DAY]).await,
        ["Enfant etude 2026-11-30 REFUSED NO_OFFER"]
    );
    assert_eq!(
        parents[0].accept("5", "Enfant", "etude", &[DAY]).await,
        ["Enfant etude 2026-11-30 REFUSED NO_OFFER"]
    );
    assert_eq!(parents[0].slot("Enfant", "etude", DAY).await, "WAITING 2");
}

/// D14: a phone that asks again gets its answer again, and a key is one request's, of whatever mutation.
async fn the_same_request_again_changes_nothing(store: Store) {
    let (house, server) = Server::of_town(store, &rules_with_lists(1, 24), PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    camille.book("1", "Léa", "etude", &[DAY]).await;
    let joined = alix.join("k", "Tom", "etude", &[DAY]).await;
    camille.cancel("2", "Léa", "etude", &[DAY]).await;
    assert_eq!(alix.join("k", "Tom", "etude", &[DAY]).await, joined);
    let accepted = alix.accept("a", "Tom", "etude", &[DAY]).await;
    house.time.set("2026-11-25T09:00:00+01:00");
    assert_eq!(alix.accept("a", "Tom", "etude", &[DAY]).await, accepted);
    assert_eq!(alix.history().await.len(), 1);
    let mismatch = json!([{ "code": "IDEMPOTENCY_MISMATCH", "path": ["idempotencyKey"] }]);
    let input = alix.line_input("k", "Tom", "etude", &[DAY]);
    let left = alix.ask_line(Asked::Leave, input).await.field("waitingListLeave");
    assert_eq!((&left["errors"], &left["outcomes"]), (&mismatch, &json!([])));
    assert_eq!(
        alix.refused(alix.plan("k", &[alix.booking("Tom", "etude", &["2026-12-01"])]).await),
        [("IDEMPOTENCY_MISMATCH".to_owned(), "idempotencyKey".to_owned())]
    );
    let input = camille.line_input("1", "Léa", "etude", &[DAY]);
    let joined = camille.ask_line(Asked::Join, input).await.field("waitingListJoin");
    assert_eq!((&joined["errors"], &joined["outcomes"]), (&mismatch, &json!([])));
}

/// D14, G4: strangers' children do not exist; lines are the staff's to read.
async fn who_may_not_ask_is_told(store: Store) {
    let (_house, server) = Server::of_town(store, &rules_with_lists(1, 24), PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    camille.book("1", "Léa", "etude", &[DAY]).await;
    let mut input = alix.line_input("1", "Tom", "etude", &[DAY]);
    for (field, value, code) in [
        ("childId", json!(camille.child("Léa")), "UNKNOWN_CHILD"),
        ("childId", json!("child:nobody"), "UNKNOWN_CHILD"),
        ("activityId", json!("activity:none"), "UNKNOWN_ACTIVITY"),
        ("dates", json!([]), "NOTHING_ASKED"),
        ("idempotencyKey", json!(""), "INVALID_IDEMPOTENCY_KEY"),
    ] {
        let right = input[field].take();
        input[field] = value;
        let refused = json!([{ "code": code, "path": [field] }]);
        for (asked, name) in [
            (Asked::Join, "waitingListJoin"),
            (Asked::Leave, "waitingListLeave"),
            (Asked::Decline, "offerDecline"),
        ] {
            let payload = alix.ask_line(asked, input.clone()).await.field(name);
            let expected = json!({ "outcomes": [], "children": [], "errors": refused });
            assert_eq!(payload, expected, "{name} {field}");
        }
        let payload = alix.ask_accept(input.clone()).await.field("offerAccept");
        let expected = json!({ "order": null, "outcomes": [], "total": null, "children": [], "errors": refused });
        assert_eq!(payload, expected, "{field}");
        input[field] = right;
    }
    let line = "query($day: Date!) { viewer { town { activities { waitingList(date: $day) { nodes { id } } } } } }";
    let answer = alix.phone.ask(line, json!({ "day": DAY })).await;
    assert_eq!(answer.codes()[0], "FORBIDDEN");
    let caterer = server.sign_in("cuisine-centrale").await;
    assert_eq!(caterer.ask(line, json!({ "day": DAY })).await.codes()[0], "FORBIDDEN");
    let join = "mutation($input: WaitingListJoinInput!) { waitingListJoin(input: $input) { errors { code } } }";
    assert_eq!(
        caterer.ask(join, json!({ "input": input })).await.codes(),
        ["FORBIDDEN"]
    );
    assert_eq!(alix.waiting().await, [] as [&str; 0]);
}
