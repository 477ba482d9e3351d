//! "Votre demande est enregistrée dans un panier … « continuer mes achats » … « payer en ligne »."

use preau_tests::towns::bouillargues;
use preau_tests::{Parent, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(the_accueil_is_paid_at_once, a_place_in_the_cart_is_kept_for_a_while);

const DAY: &str = "2026-12-02";

/// D7, E6: "Le paiement de l'accueil se fait immédiatement"; the canteen is paid on the month's invoice.
async fn the_accueil_is_paid_at_once(store: Store) {
    let (house, server) = Server::of(store, bouillargues()).await;
    house.time.set("2026-11-20T09:00:00+01:00");
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    let told = "total { amountCents } dueNow { amountCents } onInvoice { amountCents }";
    let plan = format!(
        "mutation ($input: BookingPlanInput!) {{ bookingPlan(input: $input) {{ {told}
           outcomes {{ activity {{ code }} paid }} order {{ {told} }} }} }}"
    );
    let changes = [
        lucie.booking("Elsa", "accueil-soir", &["2026-12-03"]),
        lucie.booking("Elsa", "mercredi-matin", &[DAY]),
        lucie.booking("Elsa", "restauration", &["2026-12-03"]),
    ];
    let input = |dry: bool| json!({ "input": { "changes": changes, "dryRun": dry, "idempotencyKey": "1" } });
    let line = |code: &str, paid: &str| json!({ "activity": { "code": code }, "paid": paid });
    let sums = json!({
        "total": { "amountCents": 1280 }, "dueNow": { "amountCents": 900 }, "onInvoice": { "amountCents": 380 },
    });
    let mut expected = sums.clone();
    expected["outcomes"] = json!([
        line("accueil-soir", "AT_ORDER"),
        line("mercredi-matin", "AT_ORDER"),
        line("restauration", "MONTH_END"),
        line("meridien", "MONTH_END"),
    ]);
    expected["order"] = Value::Null;
    let recap = lucie.phone.ask(&plan, input(true)).await.field("bookingPlan");
    assert_eq!(recap, expected);
    expected["order"] = sums;
    let done = lucie.phone.ask(&plan, input(false)).await.field("bookingPlan");
    assert_eq!(done, expected);
}

/// D8, D13: days of both children, gathered while one goes on; after twenty minutes the places are anybody's.
async fn a_place_in_the_cart_is_kept_for_a_while(store: Store) {
    let (house, server) = Server::of(store, bouillargues()).await;
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    let karim = server.parent("karim.vidal@bouillargues.example").await;
    assert_eq!(lucie.tick("Elsa", "mercredi-matin", &[DAY]).await, [""; 0]);
    // « Continuer mes achats. »
    house.time.set("2026-11-23T09:05:00+01:00");
    assert_eq!(lucie.tick("Hugo", "mercredi-matin", &[DAY]).await, [""; 0]);
    assert_eq!(lucie.tick("Elsa", "accueil-soir", &["2026-12-03"]).await, [""; 0]);
    let kept = |child: &str, until: &str| {
        format!("{child} mercredi-matin {DAY} BOOK BOOKED 800 by Lucie Fabre until 2026-11-23T{until}Z")
    };
    let evening = "Elsa accueil-soir 2026-12-03 BOOK BOOKED 100 by Lucie Fabre".to_owned();
    let held = [
        kept("Elsa", "08:20:00"),
        kept("Hugo", "08:25:00"),
        format!("{evening} until 2026-11-23T08:25:00Z"),
    ];
    let sorted = |cart: &Value| {
        let mut lines = Parent::lines(cart);
        lines.sort();
        lines
    };
    let mut expected = held.to_vec();
    expected.sort();
    assert_eq!(sorted(&lucie.cart().await), expected);
    let full = [format!("Jade mercredi-matin {DAY} REFUSED FULL")];
    house.time.set("2026-11-23T09:19:59+01:00");
    assert_eq!(karim.book("1", "Jade", "mercredi-matin", &[DAY]).await, full);
    assert_eq!(karim.history().await, [""; 0]);

    // Elsa's place is anybody's now; her brother's is still kept.
    house.time.set("2026-11-23T09:20:00+01:00");
    assert_eq!(
        karim.book("2", "Jade", "mercredi-matin", &[DAY]).await,
        [format!("Jade mercredi-matin {DAY} BOOKED 600")]
    );
    let lost = format!("Elsa mercredi-matin {DAY} BOOK REFUSED FULL by Lucie Fabre");
    let cart = lucie.cart().await;
    let mut expected = vec![lost.clone(), held[1].clone(), held[2].clone()];
    expected.sort();
    assert_eq!(sorted(&cart), expected);
    assert_eq!(cart["total"]["amountCents"], 900);

    let order = lucie.cart_order("1", cart["planToken"].as_str()).await;
    let mut outcomes = lucie.outcomes(&order);
    outcomes.sort();
    assert_eq!(
        outcomes,
        [
            "Elsa accueil-soir 2026-12-03 BOOKED 100".to_owned(),
            format!("Elsa mercredi-matin {DAY} REFUSED FULL"),
            format!("Hugo mercredi-matin {DAY} BOOKED 800"),
        ]
    );
    assert_eq!(Parent::lines(&order["cart"]), [lost]);
    let staff = Parent::new(server.sign_in("enfance@bouillargues.example").await).await;
    assert_eq!(staff.heads("mercredi-matin", DAY).await, 2);
}
