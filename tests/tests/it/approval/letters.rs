//! What a letter calls an order that waits.

use preau_tests::{Store, both_stores};

use super::steps::town;

both_stores!(what_waits_is_received_and_not_confirmed);

/// D9, F4: in English too, an order is confirmed only where nothing in it waits.
async fn what_waits_is_received_and_not_confirmed(store: Store) {
    let (_house, server, _camille, _desk) = town(store).await;
    let dominique = server.parent("dominique@example.org").await;
    dominique.book("1", "Léa", "midi", &["2026-11-30"]).await;
    dominique.book("2", "Léa", "matin", &["2026-11-30"]).await;
    server.work().await;
    let mut openings: Vec<String> = server
        .mails()
        .iter()
        .filter(|mail| mail.to == "dominique@example.org")
        .map(|mail| mail.text.lines().nth(2).expect("a line").to_owned())
        .collect();
    openings.sort();
    assert_eq!(
        openings,
        [
            "Your order no. 1 of Monday 23 November 2026 at 09:00 has been received.",
            "Your order no. 2 of Monday 23 November 2026 at 09:00 is confirmed.",
        ]
    );
}
