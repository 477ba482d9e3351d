//! A town that keeps no places for carts any more, while some are still kept.

use preau_tests::towns::{PEOPLE, rules_with_lists, rules_with_places};
use preau_tests::{House, Parent, Server, Store, both_stores};

both_stores!(
    what_is_kept_is_ordered,
    what_is_kept_ends_in_time,
    what_is_kept_goes_to_whoever_waits,
    what_is_taken_out_is_free_again
);

const DAY: &str = "2026-11-30";

/// One place in every activity, and a place of the study in Léa's cart, until twenty past nine, under rules of yesterday.
async fn switched_off(store: Store, rules: &str) -> (House, Server, Parent, Parent) {
    let keeps = format!("{rules}\n[cart]\nholds_minutes = 20\n");
    let (house, server) = Server::of_town(store, &keeps, PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    camille.tick("Léa", "etude", &[DAY]).await;
    server.publish(rules).await;
    house.time.set("2026-11-23T09:10:00+01:00");
    (house, server, camille, alix)
}

async fn heads(server: &Server, activity: &str) -> usize {
    server.parent("sacha@milly.example").await.heads(activity, DAY).await
}

/// D8, D13: it is shown, it is nobody else's, and its order books it; it is counted once.
async fn what_is_kept_is_ordered(store: Store) {
    let (house, server, camille, alix) = switched_off(store, &rules_with_places(1)).await;
    let kept = "Léa etude 2026-11-30 BOOK BOOKED 260 by Camille Martin until 2026-11-23T08:20:00Z";
    let cart = camille.cart().await;
    assert_eq!(
        (Parent::lines(&cart), &cart["expiresAt"]),
        (vec![kept.to_owned()], &"2026-11-23T08:20:00Z".into())
    );
    let full = ["Tom etude 2026-11-30 REFUSED FULL"];
    assert_eq!(alix.tick("Tom", "etude", &[DAY]).await, full);
    assert_eq!(alix.book("1", "Tom", "etude", &[DAY]).await, full);
    // Nothing more is kept, of the same cart either.
    camille.tick("Léa", "soir", &[DAY]).await;
    assert_eq!(
        Parent::lines(&camille.cart().await),
        [kept, "Léa soir 2026-11-30 BOOK BOOKED 340 by Camille Martin"]
    );
    assert_eq!((heads(&server, "etude").await, heads(&server, "soir").await), (1, 0));
    let done = camille.cart_order("1", cart_token(&camille).await.as_deref()).await;
    assert_eq!(
        camille.outcomes(&done),
        ["Léa etude 2026-11-30 BOOKED 260", "Léa soir 2026-11-30 BOOKED 340"]
    );
    house.time.set("2026-11-23T09:20:00+01:00");
    server.work().await;
    assert_eq!((heads(&server, "etude").await, heads(&server, "soir").await), (1, 1));
}

async fn cart_token(parent: &Parent) -> Option<String> {
    parent.cart().await["planToken"].as_str().map(str::to_owned)
}

/// D8, D13: to the instant, whether the task has run or another turn comes by.
async fn what_is_kept_ends_in_time(store: Store) {
    for by_the_task in [true, false] {
        let (house, server, camille, alix) = switched_off(store, &rules_with_places(1)).await;
        house.time.set("2026-11-23T09:19:59+01:00");
        let early = alix.book("1", "Tom", "etude", &[DAY]).await;
        assert_eq!(early, ["Tom etude 2026-11-30 REFUSED FULL"]);
        house.time.set("2026-11-23T09:20:00+01:00");
        if by_the_task {
            server.work().await;
            assert_eq!(heads(&server, "etude").await, 0);
        }
        let booked = alix.book("2", "Tom", "etude", &[DAY]).await;
        assert_eq!(booked, ["Tom etude 2026-11-30 BOOKED 260"]);
        let lost = camille.cart_order("1", None).await;
        assert_eq!(camille.outcomes(&lost), ["Léa etude 2026-11-30 REFUSED FULL"]);
        server.work().await;
        assert_eq!(heads(&server, "etude").await, 1);
    }
}

/// D8, D14: as ever.
async fn what_is_kept_goes_to_whoever_waits(store: Store) {
    let (house, server, camille, alix) = switched_off(store, &rules_with_lists(1, 24)).await;
    assert_eq!(
        alix.join("1", "Tom", "etude", &[DAY]).await,
        ["Tom etude 2026-11-30 WAITING 1"]
    );
    house.time.set("2026-11-23T09:20:00+01:00");
    let lost = camille.cart_order("1", None).await;
    assert_eq!(camille.outcomes(&lost), ["Léa etude 2026-11-30 REFUSED FULL"]);
    assert_eq!(alix.slot("Tom", "etude", DAY).await, "OFFERED 2026-11-24T08:20:00Z");
    server.work().await;
    assert_eq!(heads(&server, "etude").await, 1);
}

/// D8: at once, and not a second time when its time is over.
async fn what_is_taken_out_is_free_again(store: Store) {
    let (house, server, camille, alix) = switched_off(store, &rules_with_places(1)).await;
    camille.cart_remove("Léa", "etude", &[DAY]).await;
    assert_eq!(heads(&server, "etude").await, 0);
    assert_eq!(
        alix.book("1", "Tom", "etude", &[DAY]).await,
        ["Tom etude 2026-11-30 BOOKED 260"]
    );
    house.time.set("2026-11-23T09:20:00+01:00");
    server.work().await;
    assert_eq!(heads(&server, "etude").await, 1);
}
