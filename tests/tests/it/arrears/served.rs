//! Places go to who waits for them, past those that are barred, and to those once nothing bars them.

use preau_tests::{Store, both_stores};
use serde_json::json;

use super::office::{at_noon, with_list};
use super::suspended::{FROM, asked, id_of, with};

both_stores!(
    what_is_taken_away_goes_to_whoever_waits,
    who_waits_is_served_when_nothing_bars_it_any_more
);

/// D17, F3: places that are taken away are passed on in the same turn, and never back to who lost them.
async fn what_is_taken_away_goes_to_whoever_waits(store: Store) {
    let (_house, _server, office, [claire, david]) = at_noon(store, with_list(2)).await;
    claire.book("1", "Alice", "cantine", &[FROM]).await;
    claire.book("2", "Basile", "cantine", &[FROM]).await;
    // Célia is the first in line, and loses her turn with her brother's and sister's places.
    claire.join("3", "Célia", "cantine", &[FROM]).await;
    david.join("1", "Nolan", "cantine", &[FROM]).await;
    office.owes("LUT-4101", 900).await;
    let family = id_of(&office, "LUT-4101").await;
    let done = office
        .suspend(with(asked(&family, "1"), json!({ "cancelBookings": true })))
        .await;
    assert_eq!(done["places"].as_array().map(Vec::len), Some(2));
    let offered = david.calendar("Nolan", FROM, FROM).await.of("cantine");
    assert!(offered[0].starts_with("2026-12-01 OFFERED"), "{offered:?}");
    let waits = claire.calendar("Célia", FROM, FROM).await.of("cantine");
    assert!(waits[0].starts_with("2026-12-01 WAITING"), "{waits:?}");
    let accepted = david.accept("2", "Nolan", "cantine", &[FROM]).await;
    assert!(accepted[0].contains("BOOKED"), "{accepted:?}");
}

/// D14, D17: who was passed over because of what its family owed, or was suspended, is served once nothing bars it.
async fn who_waits_is_served_when_nothing_bars_it_any_more(store: Store) {
    let (_house, server, office, [claire, david]) = at_noon(store, with_list(1)).await;
    let family = id_of(&office, "LUT-4101").await;
    let stands = async || {
        server.work().await;
        let day = claire.calendar("Célia", FROM, FROM).await.of("cantine");
        day[0].split(' ').nth(1).map(str::to_owned)
    };
    for (round, way) in ["paid", "spared", "lifted"].into_iter().enumerate() {
        let key = |what: &str| format!("{round}-{what}");
        office.owes("LUT-4102", 0).await;
        david.book(&key("book"), "Nolan", "cantine", &[FROM]).await;
        claire.join(&key("join"), "Célia", "cantine", &[FROM]).await;
        office.owes("LUT-4101", 5_000).await;
        let mut suspension = None;
        if way == "lifted" {
            let done = office.suspend(asked(&family, &key("suspend"))).await;
            suspension = done["suspension"]["id"].as_str().map(str::to_owned);
            office.owes("LUT-4101", 0).await;
        }
        david.cancel(&key("cancel"), "Nolan", "cantine", &[FROM]).await;
        assert_eq!(stands().await.as_deref(), Some("WAITING"), "{way}");
        match suspension {
            Some(id) => drop(office.lift(&id).await),
            None if way == "spared" => drop(office.spare(&family, Some("2026-12-31")).await),
            None => office.owes("LUT-4101", 0).await,
        }
        assert_eq!(stands().await.as_deref(), Some("OFFERED"), "{way}");
        claire.decline(&key("decline"), "Célia", "cantine", &[FROM]).await;
        office.spare(&family, None).await;
        office.owes("LUT-4101", 0).await;
    }
}
