//! Canteen and midday care wait, are offered and end as one.

use preau_tests::towns::{PEOPLE, more_families, rules_with_lists};
use preau_tests::{Server, Store, both_stores};

both_stores!(
    a_pair_waits_as_one,
    a_pair_is_passed_over_while_a_part_is_full,
    a_part_that_is_booked_leaves_the_pair,
    a_part_that_is_given_back_is_offered_again,
);

const DAY: &str = "2026-11-30";
const UNTIL: &str = "2026-11-24T08:00:00Z";

/// D14, C5.
async fn a_pair_waits_as_one(store: Store) {
    let (house, server) = Server::of_town(store, &rules_with_lists(1, 24), PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    let awa = server.parent("awa@example.org").await;
    let sacha = server.parent("sacha@milly.example").await;
    camille.book("1", "Léa", "restauration", &[DAY]).await;
    let payload = alix
        .plan("1", &[alix.booking("Tom", "midi", &[DAY])])
        .await
        .field("bookingPlan");
    assert_eq!(alix.outcomes(&payload), ["Tom midi 2026-11-30 REFUSED FULL"]);
    assert_eq!(
        alix.join("2", "Tom", "restauration", &[DAY]).await,
        ["Tom restauration 2026-11-30 WAITING 1 with midi"]
    );
    assert_eq!(
        alix.join("3", "Tom", "midi", &[DAY]).await,
        ["Tom midi 2026-11-30 REFUSED ALREADY_WAITING"]
    );
    assert_eq!(
        awa.join("1", "Inès", "midi", &[DAY]).await,
        ["Inès midi 2026-11-30 WAITING 2 with restauration"]
    );
    assert_eq!(alix.waiting().await, ["Tom restauration + midi 2026-11-30 WAITING 1"]);
    assert_eq!(
        camille.cancel("2", "Léa", "midi", &[DAY]).await,
        [
            "Léa midi 2026-11-30 CANCELLED",
            "Léa restauration 2026-11-30 CANCELLED with midi"
        ]
    );
    for activity in ["midi", "restauration"] {
        assert_eq!(alix.slot("Tom", activity, DAY).await, format!("OFFERED {UNTIL}"));
        assert_eq!(awa.slot("Inès", activity, DAY).await, "WAITING 1");
        assert_eq!(sacha.heads(activity, DAY).await, 1);
    }
    house.time.set("2026-11-24T09:00:00+01:00");
    server.work().await;
    for activity in ["midi", "restauration"] {
        assert_eq!(alix.slot("Tom", activity, DAY).await, "FULL can wait");
        assert_eq!(awa.slot("Inès", activity, DAY).await, "OFFERED 2026-11-25T08:00:00Z");
        assert_eq!(sacha.heads(activity, DAY).await, 1);
    }
    // Either name of the pair accepts it.
    assert_eq!(
        awa.accept("2", "Inès", "restauration", &[DAY]).await,
        [
            "Inès midi 2026-11-30 BOOKED 170",
            "Inès restauration 2026-11-30 BOOKED 315 with midi"
        ]
    );
    for activity in ["midi", "restauration"] {
        assert_eq!(sacha.heads(activity, DAY).await, 1);
        assert_eq!(sacha.line(activity, DAY).await, [] as [&str; 0]);
    }
}

/// D14, C5: Zoé has a care plan and takes midday care alone.
async fn a_pair_is_passed_over_while_a_part_is_full(store: Store) {
    let people = format!("{PEOPLE}{}", more_families(1));
    let (_house, server) = Server::of_town(store, &rules_with_lists(1, 24), &people).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    let sacha = server.parent("sacha@milly.example").await;
    // Zoé has the place of midday care; the canteen is empty, but for nobody.
    camille.book("1", "Zoé", "midi", &[DAY]).await;
    assert_eq!(
        alix.join("1", "Tom", "restauration", &[DAY]).await,
        ["Tom restauration 2026-11-30 WAITING 1 with midi"]
    );
    assert_eq!(sacha.heads("restauration", DAY).await, 0);
    // She takes the canteen beside it: it is free, and whoever waits cannot use it.
    assert_eq!(
        camille.book("2", "Zoé", "restauration", &[DAY]).await,
        ["Zoé restauration 2026-11-30 BOOKED 315"]
    );
    assert_eq!(alix.slot("Tom", "restauration", DAY).await, "WAITING 1");
    // The canteen alone is free again: Tom cannot use it, and nothing is kept.
    camille.cancel("3", "Zoé", "restauration", &[DAY]).await;
    assert_eq!(alix.slot("Tom", "restauration", DAY).await, "WAITING 1");
    assert_eq!(sacha.heads("restauration", DAY).await, 0);
    camille.cancel("4", "Zoé", "midi", &[DAY]).await;
    for activity in ["midi", "restauration"] {
        assert_eq!(alix.slot("Tom", activity, DAY).await, format!("OFFERED {UNTIL}"));
        assert_eq!(sacha.heads(activity, DAY).await, 1);
    }
}

/// D14, C5: what the family got otherwise is waited for no more; its kept place is passed on.
async fn a_part_that_is_booked_leaves_the_pair(store: Store) {
    let (_house, server) = Server::of_town(store, &rules_with_lists(1, 24), PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    let sacha = server.parent("sacha@milly.example").await;
    alix.book("1", "Tom", "restauration", &[DAY]).await;
    assert_eq!(
        camille.join("1", "Zoé", "restauration", &[DAY]).await,
        ["Zoé restauration 2026-11-30 WAITING 1 with midi"]
    );
    alix.cancel("2", "Tom", "restauration", &[DAY]).await;
    // Tom keeps neither: midday care goes with the canteen for him.
    assert_eq!(camille.slot("Zoé", "midi", DAY).await, format!("OFFERED {UNTIL}"));
    assert_eq!(
        camille.book("2", "Zoé", "midi", &[DAY]).await,
        ["Zoé midi 2026-11-30 BOOKED 170"]
    );
    assert_eq!(
        camille.waiting().await,
        [format!("Zoé restauration 2026-11-30 OFFERED {UNTIL}")]
    );
    for activity in ["midi", "restauration"] {
        assert_eq!(sacha.heads(activity, DAY).await, 1);
    }
    assert_eq!(
        camille.decline("3", "Zoé", "restauration", &[DAY]).await,
        ["Zoé restauration 2026-11-30 LEFT"]
    );
    assert_eq!(sacha.heads("restauration", DAY).await, 0);
    assert_eq!(sacha.heads("midi", DAY).await, 1);
}

/// D14, C5: a part that the child had, and gave back, is offered again with the rest.
async fn a_part_that_is_given_back_is_offered_again(store: Store) {
    let capacities = |rules: &str| {
        let one = "capacity = 1\n";
        let (before, midi) = rules.split_once("code = \"midi\"\n").unwrap();
        format!("{before}code = \"midi\"\n{}", midi.replacen(one, "capacity = 2\n", 1))
    };
    let rules = capacities(&rules_with_lists(1, 24));
    let (_house, server) = Server::of_town(store, &rules, PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    let sacha = server.parent("sacha@milly.example").await;
    alix.book("1", "Tom", "restauration", &[DAY]).await;
    assert_eq!(
        camille.join("1", "Zoé", "restauration", &[DAY]).await,
        ["Zoé restauration 2026-11-30 WAITING 1 with midi"]
    );
    camille.book("2", "Zoé", "midi", &[DAY]).await;
    camille.cancel("3", "Zoé", "midi", &[DAY]).await;
    assert_eq!(
        alix.cancel("2", "Tom", "restauration", &[DAY]).await,
        [
            "Tom restauration 2026-11-30 CANCELLED",
            "Tom midi 2026-11-30 CANCELLED with restauration"
        ]
    );
    for activity in ["midi", "restauration"] {
        assert_eq!(camille.slot("Zoé", activity, DAY).await, format!("OFFERED {UNTIL}"));
        assert_eq!(sacha.heads(activity, DAY).await, 1);
    }
    assert_eq!(
        camille.accept("4", "Zoé", "restauration", &[DAY]).await,
        [
            "Zoé restauration 2026-11-30 BOOKED 315",
            "Zoé midi 2026-11-30 BOOKED 170 with restauration"
        ]
    );
    for activity in ["midi", "restauration"] {
        assert_eq!(sacha.heads(activity, DAY).await, 1);
    }
}
