//! A phone that lost the answer asks again: one booking, one mail, the same answer.

use futures_util::future::join_all;
use preau_tests::{Server, Store, both_stores};
use serde_json::json;

both_stores!(
    the_same_key_again,
    five_at_once,
    another_request_under_the_same_key,
    keys_belong_to_those_who_chose_them,
    a_rehearsal_keeps_no_key,
);

const DAY: &str = "2026-11-30";

/// D9: also long after, when the day is no longer open and another phone has given it back.
async fn the_same_key_again(store: Store) {
    let (house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let changes = [camille.booking("Léa", "midi", &[DAY, "2026-12-02"])];
    let first = camille.plan("retour-de-cantine", &changes).await;
    assert_eq!(camille.plan("retour-de-cantine", &changes).await, first);
    camille.cancel("autre", "Léa", "midi", &[DAY]).await;
    house.time.set("2026-11-27T09:00:00+01:00");
    assert_eq!(camille.plan("retour-de-cantine", &changes).await, first);
    assert_eq!(
        camille.told(first),
        [
            "Léa midi 2026-11-30 BOOKED 170",
            "Léa restauration 2026-11-30 BOOKED 315 with midi",
            "Léa midi 2026-12-02 REFUSED WEEKDAY",
        ]
    );
    let calendar = camille.calendar("Léa", DAY, DAY).await;
    assert_eq!(
        calendar.on("midi", DAY),
        "2026-11-30 OUT_OF_TIME TOO_LATE 2026-11-26T09:00:00Z 170 120"
    );
    assert_eq!(camille.history().await.len(), 4);
    server.work().await;
    assert_eq!(server.mails().len(), 2);
}

/// D9, D13.
async fn five_at_once(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let changes = [camille.booking("Léa", "midi", &[DAY])];
    let answers = join_all((0..5).map(|_| camille.plan("doigt-nerveux", &changes))).await;
    for answer in &answers {
        assert_eq!(answer, &answers[0]);
    }
    let told = camille.told(answers[0].clone());
    assert_eq!(
        told,
        [
            "Léa midi 2026-11-30 BOOKED 170",
            "Léa restauration 2026-11-30 BOOKED 315 with midi"
        ]
    );
    let calendar = camille.calendar("Léa", DAY, DAY).await;
    assert_eq!(
        calendar.on("midi", DAY),
        "2026-11-30 BOOKED - 2026-11-26T09:00:00Z 170 119"
    );
    assert_eq!(camille.history().await.len(), 2);
    server.work().await;
    assert_eq!(server.mails().len(), 1);
}

/// D9: a key names one request; nothing of the other is done.
async fn another_request_under_the_same_key(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("cle", "Léa", "matin", &[DAY]).await;
    let mismatch = [("IDEMPOTENCY_MISMATCH".to_owned(), "idempotencyKey".to_owned())];
    for changes in [
        [camille.booking("Léa", "matin", &["2026-12-01"])],
        [camille.booking("Zoé", "matin", &[DAY])],
        [camille.cancelling("Léa", "matin", &[DAY])],
    ] {
        assert_eq!(camille.refused(camille.plan("cle", &changes).await), mismatch);
    }
    assert_eq!(
        camille.history().await,
        ["2026-11-23T08:00:00Z BOOKED Léa matin 2026-11-30 195 by Camille Martin no 1"]
    );
    let calendar = camille.calendar("Zoé", DAY, DAY).await;
    assert_eq!(
        calendar.on("matin", DAY),
        "2026-11-30 AVAILABLE - 2026-11-26T09:00:00Z 195 59"
    );
    server.work().await;
    assert_eq!(server.mails().len(), 1);
}

/// D9, G4: another family, and the other guardian of the same one, may have thought of the same word.
async fn keys_belong_to_those_who_chose_them(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let dominique = server.parent("dominique@example.org").await;
    let alix = server.parent("alix@example.org").await;
    assert_eq!(
        camille.book("cle", "Léa", "matin", &[DAY]).await,
        ["Léa matin 2026-11-30 BOOKED 195"]
    );
    assert_eq!(
        alix.book("cle", "Tom", "matin", &[DAY]).await,
        ["Tom matin 2026-11-30 BOOKED 195"]
    );
    assert_eq!(
        dominique.book("cle", "Zoé", "matin", &[DAY]).await,
        ["Zoé matin 2026-11-30 BOOKED 195"]
    );
    let calendar = camille.calendar("Léa", DAY, DAY).await;
    assert_eq!(
        calendar.on("matin", DAY),
        "2026-11-30 BOOKED - 2026-11-26T09:00:00Z 195 57"
    );
}

/// D7: what was only asked may be done under the key that it was asked with.
async fn a_rehearsal_keeps_no_key(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille
        .rehearse("cle", &[camille.booking("Léa", "matin", &[DAY])])
        .await
        .data();
    let payload = camille
        .plan("cle", &[camille.booking("Léa", "soir", &[DAY])])
        .await
        .field("bookingPlan");
    assert_eq!(payload["errors"], json!([]));
    assert_eq!(camille.outcomes(&payload), ["Léa soir 2026-11-30 BOOKED 340"]);
}
