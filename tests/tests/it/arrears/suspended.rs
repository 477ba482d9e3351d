//! A person decides an exclusion.

use preau_tests::{Server, Store, both_stores};
use serde_json::{Value, json};

use super::office::{NOON, Office, town};

both_stores!(
    the_rule_book_says_whether_and_from_when,
    booked_places_stay_until_the_office_says_otherwise,
    what_stays_and_costs_more_is_charged,
    one_child_and_back_again,
    those_concerned_hear_of_it
);

pub(super) const FROM: &str = "2026-12-01";

pub(super) async fn id_of(office: &Office, code: &str) -> String {
    office.family(code).await["id"].as_str().expect("an id").to_owned()
}

pub(super) fn asked(family: &str, key: &str) -> Value {
    json!({ "familyId": family, "from": FROM, "reason": "Factures impayées.", "idempotencyKey": key })
}

#[expect(clippy::needless_pass_by_value, reason = "it is written where it is used")]
pub(super) fn with(mut input: Value, more: Value) -> Value {
    for (name, value) in more.as_object().expect("fields") {
        input[name] = value.clone();
    }
    input
}

/// D17.
async fn the_rule_book_says_whether_and_from_when(store: Store) {
    let (house, server) = Server::of(store, town()).await;
    house.time.set(NOON);
    let (office, claire) = (
        Office::open(&server).await,
        server.parent("claire.perrin@lutins.example").await,
    );
    let family = id_of(&office, "LUT-4101").await;
    let input = asked(&family, "1");
    let (garderie, nolan) = (claire.activity("garderie-matin"), "child:01ARZ3NDEKTSV4RRFFQ69G5FAV");
    let refused = async |more: Value| {
        let answer = office.suspend(with(input.clone(), more)).await;
        assert_eq!((&answer["suspension"], &answer["places"]), (&json!(null), &json!([])));
        let error = &answer["errors"][0];
        format!("{} {} {}", error["code"], error["path"], error["earliest"]).replace('"', "")
    };
    assert_eq!(refused(json!({})).await, "NOTHING_OWED [familyId] null");
    // What is due by the last of a month is lost from the next day on: on 31 October, September's services.
    office.owes("LUT-4101", 2000).await;
    let table = [
        (json!({ "familyId": "rubbish" }), "UNKNOWN_FAMILY [familyId] null"),
        (json!({ "childId": nolan }), "UNKNOWN_CHILD [childId] null"),
        (json!({ "activityIds": [] }), "NO_ACTIVITY [activityIds] null"),
        (
            json!({ "activityIds": [garderie] }),
            "ACTIVITY_NOT_CONCERNED [activityIds,0] null",
        ),
        (
            json!({ "activityIds": ["rubbish"] }),
            "UNKNOWN_ACTIVITY [activityIds,0] null",
        ),
        (json!({ "until": "2026-11-30" }), "REVERSED [until] null"),
        (json!({ "from": "2026-11-23" }), "NOT_AHEAD [from] null"),
        (json!({ "reason": " " }), "REASON_MISSING [reason] null"),
        (json!({ "reason": "é".repeat(501) }), "REASON_TOO_LONG [reason] null"),
        (
            json!({ "idempotencyKey": "" }),
            "INVALID_IDEMPOTENCY_KEY [idempotencyKey] null",
        ),
    ];
    for (more, expected) in table {
        assert_eq!(refused(more).await, expected);
    }
    assert_eq!(office.family("LUT-4101").await["suspensions"], json!([]));

    let done = office.suspend(input.clone()).await;
    assert_eq!(done["errors"], json!([]));
    assert_eq!(office.suspend(input.clone()).await, done, "the same again");
    let other = refused(json!({ "reason": "Autre chose." })).await;
    assert_eq!(other, "IDEMPOTENCY_MISMATCH [idempotencyKey] null");
    let suspensions = office.family("LUT-4101").await["suspensions"].clone();
    assert_eq!(
        suspensions,
        json!([{ "id": done["suspension"]["id"], "liftedBy": null }])
    );
}

/// D17: listed first, cancelled only when staff say so.
async fn booked_places_stay_until_the_office_says_otherwise(store: Store) {
    let (house, server) = Server::of(store, town()).await;
    house.time.set(NOON);
    let (office, claire) = (
        Office::open(&server).await,
        server.parent("claire.perrin@lutins.example").await,
    );
    claire
        .book("1", "Alice", "cantine", &["2026-11-30", FROM, "2026-12-03"])
        .await;
    claire.book("2", "Alice", "garderie-matin", &[FROM]).await;
    office.owes("LUT-4101", 900).await;
    let family = id_of(&office, "LUT-4101").await;
    let history = claire.history().await;
    let place = |day: &str, cancelled: bool| {
        json!({
            "date": day, "activity": { "code": "cantine" }, "price": { "amountCents": 360 }, "cancelled": cancelled,
        })
    };
    let dry = with(asked(&family, "1"), json!({ "dryRun": true }));
    let listed = office.suspend(dry.clone()).await;
    assert_eq!(listed["suspension"], json!(null));
    assert_eq!(
        listed["places"],
        json!([place(FROM, false), place("2026-12-03", false)])
    );
    let would = office.suspend(with(dry, json!({ "cancelBookings": true }))).await;
    assert_eq!(would["places"], json!([place(FROM, true), place("2026-12-03", true)]));
    assert_eq!(claire.history().await, history);
    assert_eq!(office.family("LUT-4101").await["suspensions"], json!([]));

    let kept = office
        .suspend(with(asked(&family, "1"), json!({ "until": "2026-12-02" })))
        .await;
    assert_eq!(
        (&kept["places"], &kept["order"]),
        (&json!([place(FROM, false)]), &json!(null))
    );
    let suspension = &kept["suspension"];
    assert_eq!(
        (&suspension["from"], &suspension["until"], &suspension["decidedBy"]),
        (
            &json!(FROM),
            &json!("2026-12-02"),
            &json!("Association Les Lutins Gourmands")
        )
    );
    assert_eq!(claire.history().await, history);
    let days = claire
        .calendar("Basile", "2026-11-30", "2026-12-03")
        .await
        .of("cantine");
    let days: Vec<String> = days
        .iter()
        .map(|line| line.split_whitespace().take(3).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(days[1], "2026-12-01 SUSPENDED SUSPENDED");
    assert!(
        days[0].starts_with("2026-11-30 AVAILABLE") && days[3].starts_with("2026-12-03 AVAILABLE"),
        "{days:?}"
    );
    // What is booked can still be given back by the family itself.
    assert!(claire.cancel("3", "Alice", "cantine", &[FROM]).await[0].ends_with("CANCELLED"));

    let all = with(asked(&family, "2"), json!({ "cancelBookings": true }));
    let done = office.suspend(all).await;
    assert_eq!(done["places"], json!([place("2026-12-03", true)]));
    assert_eq!(
        done["order"],
        json!({ "number": 4, "cancelledCount": 1, "placedBy": "Association Les Lutins Gourmands" })
    );
    let latest = claire.history().await.remove(0);
    assert!(latest.contains("CANCELLED Alice cantine 2026-12-03"), "{latest}");
    let refused = claire
        .plan("5", &[claire.booking("Alice", "cantine", &["2027-01-04"])])
        .await;
    let reason = refused.field("bookingPlan")["outcomes"][0]["reason"].clone();
    assert_eq!(
        reason,
        json!({
            "code": "SUSPENDED",
            "message": "La commune a suspendu les réservations de l’enfant pour cette activité, à partir du mardi 1er \
                décembre 2026. Pour en parler, adressez-vous à Association Les Lutins Gourmands (cantine@lutins.example).",
        })
    );
    let open = claire.book("6", "Alice", "garderie-soir", &[FROM]).await;
    assert!(open[0].contains("BOOKED"), "{open:?}");
}

/// D17, E4: a price together ends with one of its places, and the order tells what the other one costs more.
async fn what_stays_and_costs_more_is_charged(store: Store) {
    let alone = "price = { form = \"flat\", amount = \"1.20\" }";
    let together = "[[bundles]]
activities = [\"cantine\", \"garderie-matin\"]
price = { form = \"flat\", amount = \"4.00\" }

[[activities]]
code = \"garderie-soir\"";
    let rules = town()
        .saying(alone, &format!("{alone}\npaid = \"at_order\""))
        .saying("[[activities]]\ncode = \"garderie-soir\"", together);
    let (house, server) = Server::of(store, rules).await;
    house.time.set(NOON);
    let (office, claire) = (
        Office::open(&server).await,
        server.parent("claire.perrin@lutins.example").await,
    );
    for (key, child) in [("1", "Alice"), ("2", "Basile")] {
        let changes = [
            claire.booking(child, "cantine", &[FROM]),
            claire.booking(child, "garderie-matin", &[FROM]),
        ];
        let plan = claire.plan(key, &changes).await.field("bookingPlan");
        assert_eq!(plan["total"]["amountCents"], 400, "{plan}");
    }
    office.owes("LUT-4101", 900).await;
    let family = id_of(&office, "LUT-4101").await;
    let input = with(asked(&family, "1"), json!({ "cancelBookings": true }));
    let suspend = "mutation ($input: FamilySuspendInput!) { familySuspend(input: $input) {
        total { amountCents } places { price { amountCents } }
        order { cancelledCount total { amountCents } dueNow { amountCents } onInvoice { amountCents } } } }";
    let done = async |input: &Value| {
        let answer = office.phone.ask(suspend, json!({ "input": input })).await;
        answer.field("familySuspend")
    };
    let euros = |cents: i64| json!({ "amountCents": cents });
    let places = json!([{ "price": euros(360) }, { "price": euros(360) }]);
    assert_eq!(
        done(&with(input.clone(), json!({ "dryRun": true }))).await,
        json!({ "total": euros(160), "places": places, "order": null })
    );
    let expected = json!({
        "total": euros(160), "places": places,
        "order": { "cancelledCount": 2, "total": euros(160), "dueNow": euros(160), "onInvoice": euros(0) },
    });
    for _ in 0..2 {
        assert_eq!(done(&input).await, expected);
    }
    for child in ["Alice", "Basile"] {
        let stays = claire.calendar(child, FROM, FROM).await.of("garderie-matin");
        assert!(stays[0].contains(" 120"), "{stays:?}");
    }
}

/// D17: a child alone, and lifted again.
async fn one_child_and_back_again(store: Store) {
    let (house, server) = Server::of(store, town()).await;
    house.time.set(NOON);
    let (office, claire) = (
        Office::open(&server).await,
        server.parent("claire.perrin@lutins.example").await,
    );
    office.owes("LUT-4101", 900).await;
    let family = id_of(&office, "LUT-4101").await;
    let (alice, canteen) = (claire.child("Alice"), claire.activity("cantine"));
    let input = with(
        asked(&family, "1"),
        json!({ "childId": alice, "activityIds": [canteen] }),
    );
    let done = office.suspend(input).await;
    let suspension = &done["suspension"];
    assert_eq!(
        (&suspension["childId"], &suspension["activities"], &suspension["until"]),
        (&json!(alice), &json!([{ "code": "cantine" }]), &json!(null))
    );
    let both = async |key: &str| {
        let changes = [
            claire.booking("Alice", "cantine", &["2026-12-03"]),
            claire.booking("Basile", "cantine", &["2026-12-03"]),
        ];
        claire.told(claire.rehearse(key, &changes).await)
    };
    assert_eq!(
        both("1").await,
        [
            "Alice cantine 2026-12-03 REFUSED SUSPENDED",
            "Basile cantine 2026-12-03 BOOKED 360"
        ]
    );
    let id = suspension["id"].as_str().expect("an id");
    let lifted = json!({
        "suspension": { "liftedBy": "Association Les Lutins Gourmands" }, "family": { "suspensions": [] }, "errors": [],
    });
    for _ in 0..2 {
        assert_eq!(office.lift(id).await, lifted);
    }
    let unknown = office.lift("suspension:01ARZ3NDEKTSV4RRFFQ69G5FAV").await;
    assert_eq!(
        unknown["errors"],
        json!([{ "code": "UNKNOWN_SUSPENSION", "path": ["suspensionId"] }])
    );
    assert_eq!(
        both("2").await,
        [
            "Alice cantine 2026-12-03 BOOKED 360",
            "Basile cantine 2026-12-03 BOOKED 360"
        ]
    );
    let kept = office.family("LUT-4101").await["suspensions"].clone();
    assert_eq!(
        kept,
        json!([{ "id": id, "liftedBy": "Association Les Lutins Gourmands" }])
    );
}

/// D17, F4: the family and the staff hear of it, and the guardians get a mail.
async fn those_concerned_hear_of_it(store: Store) {
    let (house, server) = Server::of(store, town()).await;
    house.time.set(NOON);
    let office = Office::open(&server).await;
    office.owes("LUT-4101", 900).await;
    let family = id_of(&office, "LUT-4101").await;
    let done = office
        .suspend(with(asked(&family, "1"), json!({ "until": "2026-12-31" })))
        .await;
    let id = done["suspension"]["id"].as_str().expect("an id").to_owned();
    office.lift(&id).await;
    office.spare(&family, Some("2026-12-01")).await;

    let alerts = "subscription { alerts(after: \"0\") { position kind suspension { id reason } order { id } } }";
    let mut ear = server.sign_in("claire.perrin@lutins.example").await.listen().await;
    ear.say(&json!({ "id": "1", "type": "subscribe", "payload": { "query": alerts } }))
        .await;
    let mut heard = Vec::new();
    for _ in 0..3 {
        heard.push(ear.hear().await["payload"]["data"]["alerts"].clone());
    }
    let suspension = json!({ "id": id, "reason": "Factures impayées." });
    assert_eq!(
        heard,
        [
            json!({ "position": "1", "kind": "SUSPENDED", "suspension": suspension, "order": null }),
            json!({ "position": "2", "kind": "SUSPENSION_LIFTED", "suspension": suspension, "order": null }),
            json!({ "position": "3", "kind": "DEBT_SPARED", "suspension": null, "order": null }),
        ]
    );
    server.work().await;
    // Those that are due at the same time come in no order.
    let mut mails = server.mails();
    mails.sort_by(|one, other| one.subject.cmp(&other.subject));
    let subjects: Vec<String> = mails.iter().map(|mail| mail.subject.replace('\u{a0}', " ")).collect();
    assert_eq!(
        subjects,
        [
            "Les Lutins Gourmands : réservations et somme restant due",
            "Les Lutins Gourmands : réservations suspendues",
            "Les Lutins Gourmands : suspension levée",
        ]
    );
    assert_eq!(
        mails[1].text.replace(['\u{a0}', '\u{202f}'], " "),
        "Bonjour Claire Perrin,

La commune suspend les réservations de votre famille, du mardi 1er décembre 2026 au jeudi 31 décembre 2026, dans toutes les activités que son règlement prévoit.

Motif : Factures impayées.

Une question ? Écrivez-nous ou appelez-nous :
  Association Les Lutins Gourmands : cantine@lutins.example

Le portail famille de Les Lutins Gourmands
"
    );
}
