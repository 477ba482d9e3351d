use preau_tests::towns::{PEOPLE, rules_with_lists};
use preau_tests::{House, Parent, Server, Store, both_stores};

both_stores!(
    what_a_cart_keeps_goes_to_whoever_waits,
    what_is_taken_out_is_offered_at_once,
    who_waits_comes_before_every_cart,
    an_offer_is_not_kept_twice,
    one_does_not_wait_for_what_the_cart_keeps,
    what_the_cart_keeps_is_not_offered_beside_it
);

const DAY: &str = "2026-11-30";

/// Milly with one place and a waiting list in every activity; a cart keeps its places for twenty minutes.
async fn town(store: Store) -> (House, Server) {
    let rules = format!("{}\n[cart]\nholds_minutes = 20\n", rules_with_lists(1, 24));
    Server::of_town(store, &rules, PEOPLE).await
}

async fn heads(server: &Server) -> usize {
    server.parent("sacha@milly.example").await.heads("etude", DAY).await
}

/// D8, D14: once its time is over, whether the task runs or a turn comes by.
async fn what_a_cart_keeps_goes_to_whoever_waits(store: Store) {
    for by_the_task in [true, false] {
        let (house, server) = town(store).await;
        let camille = server.parent("camille@example.org").await;
        let alix = server.parent("alix@example.org").await;
        camille.tick("Léa", "etude", &[DAY]).await;
        assert_eq!(
            alix.join("1", "Tom", "etude", &[DAY]).await,
            ["Tom etude 2026-11-30 WAITING 1"]
        );
        house.time.set("2026-11-23T09:20:00+01:00");
        if by_the_task {
            server.work().await;
        } else {
            // Too late for the first to have it still, though it is the first to come by.
            let order = camille.cart_order("1", None).await;
            assert_eq!(camille.outcomes(&order), ["Léa etude 2026-11-30 REFUSED FULL"]);
        }
        assert_eq!(alix.slot("Tom", "etude", DAY).await, "OFFERED 2026-11-24T08:20:00Z");
        let lost = ["Léa etude 2026-11-30 BOOK REFUSED FULL by Camille Martin"];
        assert_eq!(Parent::lines(&camille.cart().await), lost);
        assert_eq!(
            alix.accept("2", "Tom", "etude", &[DAY]).await,
            ["Tom etude 2026-11-30 BOOKED 260"]
        );
        server.work().await;
        assert_eq!(heads(&server).await, 1);
    }
}

/// D8, D14: a line taken out, taken back, emptied, or refused at ordering.
async fn what_is_taken_out_is_offered_at_once(store: Store) {
    for how in ["remove", "tick off", "empty"] {
        let (_house, server) = town(store).await;
        let camille = server.parent("camille@example.org").await;
        let alix = server.parent("alix@example.org").await;
        camille.tick("Léa", "etude", &[DAY]).await;
        alix.join("1", "Tom", "etude", &[DAY]).await;
        match how {
            "remove" => drop(camille.cart_remove("Léa", "etude", &[DAY]).await),
            "tick off" => drop(camille.tick_off("Léa", "etude", &[DAY]).await),
            _ => drop(camille.cart_empty().await),
        }
        let seen = alix.slot("Tom", "etude", DAY).await;
        assert_eq!(seen, "OFFERED 2026-11-24T08:00:00Z", "{how}");
        assert_eq!(
            camille.tick("Léa", "etude", &[DAY]).await,
            ["Léa etude 2026-11-30 REFUSED FULL"]
        );
        assert_eq!(heads(&server).await, 1);
    }
}

/// D8, D14: a cart takes no place that somebody waits for.
async fn who_waits_comes_before_every_cart(store: Store) {
    let (house, server) = town(store).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    camille.book("1", "Léa", "etude", &[DAY]).await;
    alix.join("1", "Tom", "etude", &[DAY]).await;
    camille.tick_off("Léa", "etude", &[DAY]).await;
    house.time.set("2026-11-23T09:00:01+01:00");
    // Nothing is given back before the order, so nothing is there for the sister.
    let sister = camille.tick("Zoé", "etude", &[DAY]).await;
    assert_eq!(sister, [""; 0], "the cart as a whole would free it");
    assert_eq!(
        Parent::lines(&camille.cart().await),
        [
            "Léa etude 2026-11-30 CANCEL CANCELLED by Camille Martin",
            "Zoé etude 2026-11-30 BOOK BOOKED 260 by Camille Martin",
        ]
    );
    assert_eq!(alix.slot("Tom", "etude", DAY).await, "WAITING 1");
    camille.cart_remove("Zoé", "etude", &[DAY]).await;
    camille.cart_order("2", None).await;
    assert_eq!(alix.slot("Tom", "etude", DAY).await, "OFFERED 2026-11-24T08:00:01Z");
    let late = camille.tick("Zoé", "etude", &[DAY]).await;
    assert_eq!(late, ["Zoé etude 2026-11-30 REFUSED FULL"]);
}

/// D8, D14: what is offered to a child is there for its cart without another place.
async fn an_offer_is_not_kept_twice(store: Store) {
    let (house, server) = town(store).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    camille.book("1", "Léa", "etude", &[DAY]).await;
    alix.join("1", "Tom", "etude", &[DAY]).await;
    camille.cancel("2", "Léa", "etude", &[DAY]).await;
    assert_eq!(alix.tick("Tom", "etude", &[DAY]).await, [""; 0]);
    let line = ["Tom etude 2026-11-30 BOOK BOOKED 260 by Alix Bernard"];
    assert_eq!(Parent::lines(&alix.cart().await), line);
    assert_eq!(heads(&server).await, 1);
    house.time.set("2026-11-23T12:00:00+01:00");
    let order = alix.cart_order("2", None).await;
    assert_eq!(alix.outcomes(&order), ["Tom etude 2026-11-30 BOOKED 260"]);
    house.time.set("2026-11-25T12:00:00+01:00");
    server.work().await;
    assert_eq!(heads(&server).await, 1);
}

/// D8, D14: one does not join for what one's own cart keeps.
async fn one_does_not_wait_for_what_the_cart_keeps(store: Store) {
    let (_house, server) = town(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.tick("Léa", "etude", &[DAY]).await;
    assert_eq!(
        camille.join("1", "Léa", "etude", &[DAY]).await,
        ["Léa etude 2026-11-30 REFUSED PLACE_FREE"]
    );
}

/// D8, D14, C5: Zoé, who has a care plan, waits for the canteen and midday care while her family's cart keeps midday care.
async fn what_the_cart_keeps_is_not_offered_beside_it(store: Store) {
    for ordered in [true, false] {
        let one = "capacity = 1\n";
        let rules = rules_with_lists(1, 24);
        let (before, midi) = rules.split_once("code = \"midi\"\n").unwrap();
        let rules = format!("{before}code = \"midi\"\n{}", midi.replacen(one, "capacity = 3\n", 1));
        let rules = format!("{rules}\n[cart]\nholds_minutes = 20\n");
        let (house, server) = Server::of_town(store, &rules, PEOPLE).await;
        let camille = server.parent("camille@example.org").await;
        let alix = server.parent("alix@example.org").await;
        let awa = server.parent("awa@example.org").await;
        let sacha = server.parent("sacha@milly.example").await;
        alix.book("1", "Tom", "restauration", &[DAY]).await;
        camille.join("1", "Zoé", "restauration", &[DAY]).await;
        awa.join("1", "Inès", "restauration", &[DAY]).await;
        assert_eq!(camille.tick("Zoé", "midi", &[DAY]).await, [""; 0]);
        assert_eq!(sacha.heads("midi", DAY).await, 2, "Tom's, and the one in the cart");
        // Zoé is passed over and stays the first; Inès is offered what Tom gives back.
        alix.cancel("2", "Tom", "restauration", &[DAY]).await;
        assert_eq!(
            awa.slot("Inès", "restauration", DAY).await,
            "OFFERED 2026-11-24T08:00:00Z"
        );
        assert_eq!(camille.slot("Zoé", "restauration", DAY).await, "WAITING 1");
        assert_eq!(sacha.heads("midi", DAY).await, 2);
        if ordered {
            let order = camille.cart_order("2", None).await;
            assert_eq!(camille.outcomes(&order), ["Zoé midi 2026-11-30 BOOKED 170"]);
        } else {
            house.time.set("2026-11-23T09:20:00+01:00");
            server.work().await;
        }
        assert_eq!(sacha.heads("midi", DAY).await, if ordered { 2 } else { 1 });
        awa.decline("2", "Inès", "restauration", &[DAY]).await;
        let until = if ordered {
            "2026-11-24T08:00:00Z"
        } else {
            "2026-11-24T08:20:00Z"
        };
        assert_eq!(
            camille.slot("Zoé", "restauration", DAY).await,
            format!("OFFERED {until}")
        );
        assert_eq!(sacha.heads("midi", DAY).await, 1, "hers, booked or offered");
        assert_eq!(sacha.heads("restauration", DAY).await, 1);
    }
}
