//! Each child pays by what the town knows of it.

use preau_tests::{Server, Store, both_stores};
use serde_json::json;

use super::{PEOPLE, RULES};

both_stores!(each_child_pays_by_its_own_facts, a_calendar_shows_what_a_booking_costs,);

/// The last day of a quotient, and the first of the next one.
const DAYS: [&str; 2] = ["2026-11-30", "2026-12-01"];

async fn each_child_pays_by_its_own_facts(store: Store) {
    let (_house, server) = Server::of_town(store, RULES, PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let changes = [
        camille.booking("Léa", "cantine", &DAYS),
        camille.booking("Noé", "cantine", &DAYS),
        camille.booking("Léa", "etude", &DAYS[..1]),
    ];
    let payload = camille.plan("1", &changes).await.field("bookingPlan");
    assert_eq!(
        camille.outcomes(&payload),
        [
            "Léa cantine 2026-11-30 BOOKED 100",
            "Léa cantine 2026-12-01 BOOKED 350",
            "Léa etude 2026-11-30 BOOKED 200",
            "Noé cantine 2026-11-30 BOOKED 80",
            "Noé cantine 2026-12-01 BOOKED 300",
        ]
    );
    let total = 100 + 350 + 200 + 80 + 300;
    assert_eq!(payload["total"], json!({ "amountCents": total, "currency": "EUR" }));

    let alex = server.parent("alex@example.org").await;
    assert_eq!(
        alex.book("1", "Ana", "cantine", &DAYS).await,
        ["Ana cantine 2026-11-30 BOOKED 600", "Ana cantine 2026-12-01 BOOKED 600"]
    );
    assert_eq!(
        alex.book("2", "Ana", "etude", &DAYS[1..]).await,
        ["Ana etude 2026-12-01 BOOKED 140"]
    );
    let sacha = server.parent("sacha@example.org").await;
    assert_eq!(
        sacha.book("1", "Tom", "cantine", &DAYS).await,
        ["Tom cantine 2026-11-30 BOOKED 100", "Tom cantine 2026-12-01 BOOKED 350"]
    );
    assert_eq!(
        sacha.book("2", "Tom", "etude", &["2026-12-03"]).await,
        ["Tom etude 2026-12-03 BOOKED 120"]
    );
}

async fn a_calendar_shows_what_a_booking_costs(store: Store) {
    let (_house, server) = Server::of_town(store, RULES, PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    for (child, prices) in [("Léa", ["100", "350"]), ("Noé", ["80", "300"])] {
        let calendar = camille.calendar(child, DAYS[0], DAYS[1]).await;
        let days = DAYS.iter().zip(prices);
        let expected: Vec<String> = days
            .map(|(day, price)| format!("{day} AVAILABLE - 2026-11-26T09:00:00Z {price} 100"))
            .collect();
        assert_eq!(calendar.of("cantine"), expected, "{child}");
    }
    assert_eq!(
        camille.calendar("Zoé", DAYS[0], DAYS[1]).await.offered(),
        [] as [&str; 0]
    );
}
