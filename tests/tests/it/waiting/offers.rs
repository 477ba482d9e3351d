//! Until when a place is kept, and what becomes of it.

use preau_tests::towns::{PEOPLE, more_families, rules_with_lists};
use preau_tests::{House, Parent, Server, Store, both_stores};

both_stores!(
    an_offer_ends_at_the_instant_itself,
    one_second_late_is_too_late_also_before_the_worker_came,
    an_offer_never_outlasts_the_deadline,
    whoever_declines_lets_the_next_one_in,
    other_days_are_left_alone,
    more_places_go_to_those_who_wait,
    late_requests_wait_for_the_town,
);

const DAY: &str = "2026-11-30";

struct Street {
    house: House,
    server: Server,
    camille: Parent,
    neighbours: Vec<Parent>,
}

/// One place, which Léa has, and three who wait.
async fn three_wait(store: Store, rules: &str) -> Street {
    let people = format!("{PEOPLE}{}", more_families(3));
    let (house, server) = Server::of_town(store, rules, &people).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "etude", &[DAY]).await;
    let mut neighbours = Vec::new();
    for nth in 0..3 {
        let parent = server.parent(&format!("famille-{nth}@example.org")).await;
        parent.join("1", "Enfant", "etude", &[DAY]).await;
        neighbours.push(parent);
    }
    server.work().await;
    Street {
        house,
        server,
        camille,
        neighbours,
    }
}

async fn states(street: &Street) -> Vec<String> {
    let mut states = Vec::new();
    for parent in &street.neighbours {
        states.push(parent.slot("Enfant", "etude", DAY).await);
    }
    states
}

/// D3, D14: the task that is due at the end passes the place on, once.
async fn an_offer_ends_at_the_instant_itself(store: Store) {
    let street = three_wait(store, &rules_with_lists(1, 24)).await;
    let Street { house, server, .. } = &street;
    street.camille.cancel("2", "Léa", "etude", &[DAY]).await;
    server.work().await;
    let mails = server.mails().len();
    house.time.set("2026-11-24T08:59:59+01:00");
    assert_eq!(server.work().await, 0);
    assert_eq!(
        states(&street).await,
        ["OFFERED 2026-11-24T08:00:00Z", "WAITING 1", "WAITING 2"]
    );
    house.time.set("2026-11-24T09:00:00+01:00");
    server.work().await;
    assert_eq!(
        states(&street).await,
        ["FULL can wait", "OFFERED 2026-11-25T08:00:00Z", "WAITING 1"]
    );
    let mut told: Vec<_> = server.mails()[mails..]
        .iter()
        .map(|mail| (mail.to.clone(), mail.subject.clone()))
        .collect();
    told.sort();
    assert_eq!(
        told,
        [
            (
                "famille-0@example.org".to_owned(),
                "Milly-la-Forêt\u{a0}: une place n’est plus gardée pour vous".to_owned()
            ),
            (
                "famille-1@example.org".to_owned(),
                "Milly-la-Forêt\u{a0}: une place est gardée pour vous".to_owned()
            ),
        ]
    );
    assert_eq!(server.work().await, 0, "nothing is done twice");
    assert_eq!(
        street.neighbours[0].accept("2", "Enfant", "etude", &[DAY]).await,
        ["Enfant etude 2026-11-30 REFUSED NO_OFFER"]
    );
    let sacha = server.parent("sacha@milly.example").await;
    assert_eq!(sacha.heads("etude", DAY).await, 1, "it never went down");
}

/// D14: the clock of the turn decides, whether the task has run or not.
async fn one_second_late_is_too_late_also_before_the_worker_came(store: Store) {
    let street = three_wait(store, &rules_with_lists(1, 24)).await;
    street.camille.cancel("2", "Léa", "etude", &[DAY]).await;
    street.house.time.set("2026-11-24T09:00:01+01:00");
    assert_eq!(states(&street).await[0], "FULL can wait", "the calendar says so too");
    assert_eq!(
        street.neighbours[0].accept("2", "Enfant", "etude", &[DAY]).await,
        ["Enfant etude 2026-11-30 REFUSED NO_OFFER"]
    );
    assert_eq!(
        street.neighbours[0].book("3", "Enfant", "etude", &[DAY]).await,
        ["Enfant etude 2026-11-30 REFUSED FULL"]
    );
    assert_eq!(
        states(&street).await,
        ["FULL can wait", "OFFERED 2026-11-25T08:00:01Z", "WAITING 1"],
        "the refused request passed it on"
    );
    street.server.work().await;
    assert_eq!(
        states(&street).await,
        ["FULL can wait", "OFFERED 2026-11-25T08:00:01Z", "WAITING 1"],
        "a late worker finds nothing to do"
    );
}

/// D14, D6: bookings close on Thursday at ten.
async fn an_offer_never_outlasts_the_deadline(store: Store) {
    let street = three_wait(store, &rules_with_lists(1, 24)).await;
    street.house.time.set("2026-11-26T09:59:59+01:00");
    street.camille.cancel("2", "Léa", "etude", &[DAY]).await;
    assert_eq!(
        states(&street).await,
        ["OFFERED 2026-11-26T09:00:00Z", "WAITING 1", "WAITING 2"]
    );
    street.house.time.set("2026-11-26T10:00:00+01:00");
    street.server.work().await;
    assert_eq!(states(&street).await, ["OUT_OF_TIME"; 3], "nor does anybody wait");
    let sacha = street.server.parent("sacha@milly.example").await;
    assert_eq!(sacha.heads("etude", DAY).await, 0, "nobody can take it any more");
}

/// D14.
async fn whoever_declines_lets_the_next_one_in(store: Store) {
    let street = three_wait(store, &rules_with_lists(1, 24)).await;
    let Street { neighbours, .. } = &street;
    street.camille.cancel("2", "Léa", "etude", &[DAY]).await;
    street.house.time.set("2026-11-23T12:00:00+01:00");
    assert_eq!(
        neighbours[0].decline("2", "Enfant", "etude", &[DAY]).await,
        ["Enfant etude 2026-11-30 LEFT"]
    );
    assert_eq!(
        states(&street).await,
        ["FULL can wait", "OFFERED 2026-11-24T11:00:00Z", "WAITING 1"]
    );
    // Leaving lets an offer go as well; the last in line gets it.
    assert_eq!(
        neighbours[1].leave("2", "Enfant", "etude", &[DAY]).await,
        ["Enfant etude 2026-11-30 LEFT"]
    );
    assert_eq!(
        states(&street).await,
        ["FULL can wait", "FULL can wait", "OFFERED 2026-11-24T11:00:00Z"]
    );
    neighbours[2].decline("2", "Enfant", "etude", &[DAY]).await;
    assert_eq!(states(&street).await, ["AVAILABLE", "AVAILABLE", "AVAILABLE"]);
    let sacha = street.server.parent("sacha@milly.example").await;
    assert_eq!(sacha.heads("etude", DAY).await, 0);
    let mails = street.server.mails().len();
    street.server.work().await;
    let told: Vec<String> = street.server.mails()[mails..]
        .iter()
        .map(|mail| mail.to.clone())
        .collect();
    assert_eq!(
        told,
        ["camille@example.org"],
        "offers that were answered are told no more"
    );
}

/// D14: a place that is freed elsewhere is nobody's here.
async fn other_days_are_left_alone(store: Store) {
    let street = three_wait(store, &rules_with_lists(1, 24)).await;
    street.camille.book("2", "Léa", "etude", &["2026-12-01"]).await;
    street.camille.book("3", "Léa", "soir", &[DAY]).await;
    street.camille.cancel("4", "Léa", "etude", &["2026-12-01"]).await;
    street.camille.cancel("5", "Léa", "soir", &[DAY]).await;
    assert_eq!(states(&street).await, ["WAITING 1", "WAITING 2", "WAITING 3"]);
    assert_eq!(
        street.neighbours[0].slot("Enfant", "etude", "2026-12-01").await,
        "AVAILABLE"
    );
}

/// D14, G3: places of a new rule book are offered by the next turn that comes by, before what it was asked.
async fn more_places_go_to_those_who_wait(store: Store) {
    let street = three_wait(store, &rules_with_lists(1, 24)).await;
    street.server.publish(&rules_with_lists(3, 12)).await;
    assert_eq!(
        street.camille.book("2", "Zoé", "etude", &[DAY]).await,
        ["Zoé etude 2026-11-30 REFUSED FULL"]
    );
    assert_eq!(
        states(&street).await,
        [
            "OFFERED 2026-11-23T20:00:00Z",
            "OFFERED 2026-11-23T20:00:00Z",
            "WAITING 1"
        ]
    );
}

/// D14: behind the deadline one may still wait until another one, and a free place is offered at once.
async fn late_requests_wait_for_the_town(store: Store) {
    let rules = rules_with_lists(1, 24)
        .replace(
            "[deadlines.semaine-suivante]",
            "[deadlines.veille]\nform = \"days_before\"\ndays = 1\nat = \"12:00\"\n\n[attendance.tard.late]\n\
             until = \"veille\"\nwaiting_list = true\n\n[deadlines.semaine-suivante]",
        )
        .replace("capacity = 1\n", "capacity = 1\nattendance = \"tard\"\n");
    let (house, server) = Server::of_town(store, &rules, PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    house.time.set("2026-11-28T10:00:00+01:00");
    assert_eq!(
        alix.book("1", "Tom", "etude", &[DAY]).await,
        ["Tom etude 2026-11-30 REFUSED TOO_LATE"]
    );
    assert_eq!(alix.slot("Tom", "etude", DAY).await, "OUT_OF_TIME can wait");
    assert_eq!(
        alix.rehearse_join("Tom", "etude", &[DAY]).await,
        ["Tom etude 2026-11-30 OFFERED 2026-11-29T09:00:00Z"]
    );
    assert_eq!(
        alix.join("2", "Tom", "etude", &[DAY]).await,
        ["Tom etude 2026-11-30 OFFERED 2026-11-29T09:00:00Z"]
    );
    assert_eq!(
        camille.join("1", "Léa", "etude", &[DAY]).await,
        ["Léa etude 2026-11-30 WAITING 1"]
    );
    assert_eq!(
        alix.accept("3", "Tom", "etude", &[DAY]).await,
        ["Tom etude 2026-11-30 BOOKED 260"]
    );
    assert_eq!(alix.slot("Tom", "etude", DAY).await, "BOOKED");
    // The same for what comes along.
    assert_eq!(
        camille.join("2", "Léa", "restauration", &[DAY]).await,
        ["Léa restauration 2026-11-30 OFFERED 2026-11-29T09:00:00Z with midi"]
    );
    house.time.set("2026-11-29T12:00:00+01:00");
    assert_eq!(
        camille.join("3", "Zoé", "soir", &[DAY]).await,
        ["Zoé soir 2026-11-30 REFUSED TOO_LATE"]
    );
}
