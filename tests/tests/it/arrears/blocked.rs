//! A debt closes what the town says, tells why, and is told with the next order.

use preau_tests::towns::lutins;
use preau_tests::{Server, Store, both_stores};
use serde_json::json;

use super::office::{NOON, Office, at_noon, town};

both_stores!(
    above_the_amount_the_canteen_is_closed_and_giving_back_is_not,
    the_office_lets_a_family_book_until_a_day,
    a_plan_and_a_cart_tell_what_is_to_be_paid_with_them,
    a_debt_noted_since_the_dry_run_is_shown_first,
    a_cart_keeps_no_place_that_a_debt_closes,
    what_a_plan_costs_in_statements_stays_what_it_was
);

const DAY: &str = "2026-12-01";
const NEXT: &str = "2026-12-03";
/// Statements of a plan, those behind its answer included.
const PLAN: usize = 16;

/// D3, D15, D17.
async fn above_the_amount_the_canteen_is_closed_and_giving_back_is_not(store: Store) {
    let (house, server) = Server::of(store, town()).await;
    house.time.set(NOON);
    let (office, claire) = (
        Office::open(&server).await,
        server.parent("claire.perrin@lutins.example").await,
    );
    claire.book("1", "Alice", "cantine", &[DAY]).await;
    let history = claire.history().await;
    office.owes("LUT-4101", 1000).await;
    let open = claire.calendar("Alice", NEXT, NEXT).await.of("cantine");
    assert!(open[0].starts_with("2026-12-03 AVAILABLE"), "{open:?}");

    office.owes("LUT-4101", 1001).await;
    let closed = claire.calendar("Alice", DAY, NEXT).await.of("cantine");
    assert!(closed[0].starts_with("2026-12-01 BOOKED"), "{closed:?}");
    assert!(closed[2].starts_with("2026-12-03 SUSPENDED OWES"), "{closed:?}");
    let changes = [
        claire.booking("Alice", "cantine", &[NEXT]),
        claire.booking("Alice", "garderie-matin", &[NEXT]),
    ];
    for plan in [
        claire.rehearse("2", &changes).await,
        claire.plan("2", &changes[..1]).await,
    ] {
        let plan = plan.field("bookingPlan");
        let refused = &plan["outcomes"][0];
        assert_eq!(refused["result"], "REFUSED");
        assert_eq!(
            refused["reason"],
            json!({
                "code": "OWES",
                "message": "Il restait 10,01\u{a0}€ à payer au samedi 31 octobre 2026. Au-delà du montant fixé par le \
                    règlement, la réservation est fermée. Réglez cette somme, ou adressez-vous à Association Les Lutins \
                    Gourmands (cantine@lutins.example).",
            })
        );
    }
    let reasons = "query ($id: ID!, $day: Date!) { child(id: $id) { calendar(from: $day, to: $day) { activities {
        slot(date: $day) { state reason { code amount { amountCents } asOf from until }
        obstacles { code } nextBookableOn } } } } }";
    let variables = json!({ "id": claire.child("Alice"), "day": NEXT });
    let child = claire.phone.ask(reasons, variables).await.field("child");
    assert_eq!(
        child["calendar"]["activities"][0]["slot"],
        json!({
            "state": "SUSPENDED",
            "reason": {
                "code": "OWES", "amount": { "amountCents": 1001 }, "asOf": "2026-10-31", "from": null, "until": null,
            },
            "obstacles": [{ "code": "OWES" }],
            "nextBookableOn": null,
        })
    );
    assert_eq!(claire.history().await, history);
    // The other activity is open, and what is booked can be given back.
    let garderie = claire.book("3", "Alice", "garderie-matin", &[NEXT]).await;
    assert_eq!(garderie, ["Alice garderie-matin 2026-12-03 BOOKED 120"]);
    let given_back = claire.cancel("4", "Alice", "cantine", &[DAY]).await;
    assert_eq!(given_back, ["Alice cantine 2026-12-01 CANCELLED"]);
    // Another family is not concerned.
    let david = server.parent("david.moreau@lutins.example").await;
    office.owes("LUT-4102", 0).await;
    let booked = david.book("1", "Nolan", "cantine", &[NEXT]).await;
    assert_eq!(booked, ["Nolan cantine 2026-12-03 BOOKED 360"]);

    office.owes("LUT-4101", 0).await;
    let booked = claire.book("5", "Alice", "cantine", &[NEXT]).await;
    assert_eq!(booked, ["Alice cantine 2026-12-03 BOOKED 360"]);
}

/// D17: "Staff may also let a family book in spite of its debt until a day."
async fn the_office_lets_a_family_book_until_a_day(store: Store) {
    let (house, server) = Server::of(store, town()).await;
    house.time.set(NOON);
    let (office, claire) = (
        Office::open(&server).await,
        server.parent("claire.perrin@lutins.example").await,
    );
    office.owes("LUT-4101", 5000).await;
    let family = office.family("LUT-4101").await["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let past = office.spare(&family, Some("2026-11-22")).await;
    assert_eq!(past["errors"], json!([{ "code": "PAST_DAY", "path": ["until"] }]));
    let unknown = office.spare("family:01ARZ3NDEKTSV4RRFFQ69G5FAV", None).await;
    assert_eq!(unknown["errors"][0]["code"], "UNKNOWN_FAMILY");
    assert_eq!(office.family("LUT-4101").await["sparedUntil"], json!(null));

    let spared = json!({ "family": { "sparedUntil": "2026-11-24" }, "errors": [] });
    for _ in 0..2 {
        assert_eq!(office.spare(&family, Some("2026-11-24")).await, spared);
    }
    server.work().await;
    let mails = server.mails();
    let [mail] = mails.as_slice() else { panic!("{mails:#?}") };
    assert!(
        mail.text.contains(
            "La commune vous laisse réserver jusqu’au mardi 24 novembre 2026 inclus, malgré la somme qui reste à payer."
        ),
        "{}",
        mail.text
    );
    house.time.set("2026-11-24T23:59:59+01:00");
    let booked = claire.book("1", "Alice", "cantine", &[NEXT]).await;
    assert_eq!(booked, ["Alice cantine 2026-12-03 BOOKED 360"]);
    house.time.set("2026-11-25T00:00:00+01:00");
    let refused = claire.book("2", "Alice", "cantine", &["2026-12-04"]).await;
    assert_eq!(refused, ["Alice cantine 2026-12-04 REFUSED OWES"]);
    // Staff end it by naming no day.
    house.time.set("2026-11-25T08:00:00+01:00");
    office.spare(&family, Some("2026-12-31")).await;
    let ended = office.spare(&family, None).await;
    assert_eq!(ended["family"], json!({ "sparedUntil": null }));
    let refused = claire.book("3", "Alice", "cantine", &["2026-12-04"]).await;
    assert_eq!(refused, ["Alice cantine 2026-12-04 REFUSED OWES"]);
}

/// D17, E6: "Vous avez un restant dû de … à régulariser lors de votre prochaine réservation"; "Paiement immédiat … À payer".
async fn a_plan_and_a_cart_tell_what_is_to_be_paid_with_them(store: Store) {
    let (house, server) = Server::of(store, lutins()).await;
    house.time.set(NOON);
    let david = server.parent("david.moreau@lutins.example").await;
    let told = "total { amountCents } dueNow { amountCents } onInvoice { amountCents }";
    let plan = format!(
        "mutation ($input: BookingPlanInput!) {{ bookingPlan(input: $input) {{ {told}
           debtToPay {{ amount {{ amountCents }} asOf }} outcomes {{ activity {{ code paid }} paid }}
           order {{ {told} debtToPay {{ amountCents }} }} }} }}"
    );
    let changes = [
        david.booking("Nolan", "cantine", &[DAY, NEXT]),
        david.booking("Nolan", "garderie-matin", &[DAY]),
    ];
    let input = |dry: bool, changes: &[serde_json::Value]| json!({ "input": { "changes": changes, "dryRun": dry, "idempotencyKey": "1" } });
    let at_once = json!({ "activity": { "code": "cantine", "paid": "AT_ORDER" }, "paid": "AT_ORDER" });
    let later = json!({ "activity": { "code": "garderie-matin", "paid": "MONTH_END" }, "paid": "MONTH_END" });
    let mut expected = json!({
        "total": { "amountCents": 840 }, "dueNow": { "amountCents": 720 }, "onInvoice": { "amountCents": 120 },
        "debtToPay": { "amount": { "amountCents": 1240 }, "asOf": "2025-08-31" },
        "outcomes": [at_once.clone(), at_once, later],
        "order": null,
    });
    let shown = david.phone.ask(&plan, input(true, &changes)).await.field("bookingPlan");
    assert_eq!(shown, expected);
    expected["order"] = json!({
        "total": { "amountCents": 840 }, "dueNow": { "amountCents": 720 }, "onInvoice": { "amountCents": 120 },
        "debtToPay": { "amountCents": 1240 },
    });
    for _ in 0..2 {
        let done = david
            .phone
            .ask(&plan, input(false, &changes))
            .await
            .field("bookingPlan");
        assert_eq!(done, expected);
    }
    // Giving back is no order that anything is paid with.
    let back = [david.cancelling("Nolan", "cantine", &[NEXT])];
    let input = json!({ "input": { "changes": back, "dryRun": true, "idempotencyKey": "2" } });
    let back = david.phone.ask(&plan, input).await.field("bookingPlan");
    assert_eq!(
        (&back["debtToPay"], &back["outcomes"][0]["paid"]),
        (&json!(null), &json!(null))
    );

    david.tick("Nolan", "cantine", &["2026-12-04"]).await;
    let cart =
        format!("{{ viewer {{ family {{ cart {{ {told} debtToPay {{ amount {{ amountCents }} asOf }} }} }} }} }}");
    let viewer = david.phone.ask(&cart, json!({})).await.field("viewer");
    assert_eq!(
        viewer["family"]["cart"],
        json!({
            "total": { "amountCents": 360 }, "dueNow": { "amountCents": 360 }, "onInvoice": { "amountCents": 0 },
            "debtToPay": { "amount": { "amountCents": 1240 }, "asOf": "2025-08-31" },
        })
    );
    server.work().await;
    let mails = server.mails();
    let [mail] = mails.as_slice() else { panic!("{mails:#?}") };
    let text = mail.text.replace(['\u{a0}', '\u{202f}'], " ");
    let paid = "
Total des jours réservés : 8,40 €

À régler dès maintenant, au guichet : 7,20 €. Le reste viendra sur la facture du mois.

Restant dû, à régler avec cette commande : 12,40 €.

Une question ?";
    assert!(text.contains(paid), "{text}");
}

/// D7, D17: what came to be owed since a family agreed to a plan is shown before anything is ordered with it.
async fn a_debt_noted_since_the_dry_run_is_shown_first(store: Store) {
    let (house, server) = Server::of(store, lutins()).await;
    house.time.set(NOON);
    let david = server.parent("david.moreau@lutins.example").await;
    let plan = "mutation ($input: BookingPlanInput!) { bookingPlan(input: $input) {
        planToken debtToPay { amount { amountCents } } order { number } outcomes { changed } gone { date } debtChanged
        errors { code message } } }";
    let ask = async |dry: bool, expects: Option<&str>| {
        let changes = [david.booking("Nolan", "cantine", &[DAY])];
        let input = json!({ "changes": changes, "dryRun": dry, "idempotencyKey": "1", "expects": expects });
        david
            .phone
            .ask(plan, json!({ "input": input }))
            .await
            .field("bookingPlan")
    };
    let shown = ask(true, None).await;
    let token = shown["planToken"].as_str().expect("a token").to_owned();
    Office::open(&server).await.owes("LUT-4102", 18_000).await;

    let refused = ask(false, Some(&token)).await;
    assert_eq!(
        (&refused["order"], &refused["errors"]),
        (
            &json!(null),
            &json!([{
                "code": "PLAN_CHANGED",
                "message": "Ce que vous devez a changé depuis que cela vous a été montré, alors rien n’a été fait. Regardez le \
                            montant, puis confirmez à nouveau.",
            }])
        )
    );
    assert_eq!(
        (&refused["outcomes"], &refused["gone"], &refused["debtChanged"]),
        (&json!([{ "changed": false }]), &json!([]), &json!(true))
    );
    assert_eq!(david.history().await, [""; 0]);
    let shown = ask(true, None).await;
    assert_eq!(shown["debtToPay"]["amount"]["amountCents"], 18_000);
    let done = ask(false, shown["planToken"].as_str()).await;
    assert_eq!((&done["order"]["number"], &done["errors"]), (&json!(1), &json!([])));
}

/// D8, D17: a line that is refused by now stays in the cart, and keeps no place however often it is ticked.
async fn a_cart_keeps_no_place_that_a_debt_closes(store: Store) {
    let kept = town()
        .saying("capacity = 70", "capacity = 1")
        .saying("[arrears]", "[cart]\nholds_minutes = 20\n\n[arrears]");
    let (house, server, office, [claire, david]) = at_noon(store, kept).await;
    let seen = async || {
        let day = david.calendar("Nolan", DAY, DAY).await.of("cantine");
        day[0].split(' ').nth(1).map(str::to_owned)
    };
    claire.tick("Alice", "cantine", &[DAY]).await;
    assert_eq!(seen().await.as_deref(), Some("FULL"));
    office.owes("LUT-4101", 5_000).await;
    house.time.set("2026-11-23T12:20:00+01:00");
    server.work().await;
    assert_eq!(seen().await.as_deref(), Some("AVAILABLE"));

    claire.tick("Alice", "cantine", &[DAY]).await;
    assert_eq!(seen().await.as_deref(), Some("AVAILABLE"));
    office.owes("LUT-4101", 0).await;
    claire.tick("Alice", "cantine", &[DAY]).await;
    assert_eq!(seen().await.as_deref(), Some("FULL"));
}

/// Facts of the account come with the children: a town that looks at them pays no statement more.
async fn what_a_plan_costs_in_statements_stays_what_it_was(store: Store) {
    let (house, server) = Server::of(store, lutins().saying("with_next_order = true", "")).await;
    house.time.set(NOON);
    let claire = server.parent("claire.perrin@lutins.example").await;
    let cost = async |key: &str, day: &str| {
        claire.phone.access_token().await;
        // It finds the town, which may be new.
        claire.calendar("Alice", day, day).await;
        let before = server.statements();
        let booked = claire.book(key, "Alice", "cantine", &[day]).await;
        assert!(booked[0].contains("BOOKED"), "{booked:?}");
        // The last ones are sent behind the answer.
        server.statements_after(before + PLAN).await - before
    };
    assert_eq!(cost("1", DAY).await, PLAN);
    server.publish(&town().rules).await;
    assert_eq!(cost("2", NEXT).await, PLAN);
}
