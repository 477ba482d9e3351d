//! What a new rule book makes of those who wait, and of what is kept for them.

use preau_tests::towns::{PEOPLE, more_families, rules_with_lists, rules_with_places};
use preau_tests::{House, Parent, Server, Store, both_stores};

both_stores!(
    new_places_are_passed_on_without_a_turn,
    waits_end_with_the_list,
    an_offer_outlives_the_list,
    a_list_that_is_gone_stands_in_nobodys_way,
    what_is_linked_meanwhile_is_offered_along,
    what_is_kept_keeps_no_rule_book_back,
    a_closed_day_ends_what_waits_for_it,
);

const DAY: &str = "2026-11-30";
const UNTIL: &str = "2026-11-24T08:00:00Z";

struct Street {
    house: House,
    server: Server,
    camille: Parent,
    neighbours: Vec<Parent>,
}

/// One place, which Léa has, and so many who wait.
async fn who_wait(store: Store, count: usize) -> Street {
    let people = format!("{PEOPLE}{}", more_families(count));
    let (house, server) = Server::of_town(store, &rules_with_lists(1, 24), &people).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "etude", &[DAY]).await;
    let mut neighbours = Vec::new();
    for nth in 0..count {
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

impl Street {
    async fn states(&self) -> Vec<String> {
        let mut states = Vec::new();
        for parent in &self.neighbours {
            states.push(parent.slot("Enfant", "etude", DAY).await);
        }
        states
    }

    async fn heads(&self, activity: &str) -> usize {
        self.server
            .parent("sacha@milly.example")
            .await
            .heads(activity, DAY)
            .await
    }

    /// The last line before the closing ones of each mail since.
    fn told_since(&self, mails: usize) -> Vec<(String, String)> {
        let told = self.server.mails().split_off(mails).into_iter().map(|mail| {
            let line = mail
                .text
                .lines()
                .find(|line| line.starts_with("  "))
                .unwrap_or_default();
            (mail.to, line.trim().to_owned())
        });
        let mut told: Vec<_> = told.collect();
        told.sort();
        told
    }
}

/// The rules without the study.
fn without_study(rules: &str) -> String {
    let (before, study) = rules.split_once("[[activities]]\ncode = \"etude\"").unwrap();
    let (_, behind) = study.split_once("[[activities]]").unwrap();
    format!("{before}[[activities]]{behind}")
}

const WITHDRAWN: &str = "Enfant, Étude du soir, lundi 30 novembre 2026\u{a0}: les règles de la commune ont changé, et l’on \
    n’y attend plus de place";

/// D14, G3.
async fn new_places_are_passed_on_without_a_turn(store: Store) {
    let street = who_wait(store, 3).await;
    street.server.publish(&rules_with_lists(3, 12)).await;
    assert!(street.server.work().await > 0);
    let until = "OFFERED 2026-11-23T20:00:00Z";
    assert_eq!(street.states().await, [until, until, "WAITING 1"]);
    assert_eq!(street.heads("etude").await, 3);
    assert_eq!(street.server.work().await, 0, "nothing is done twice");
}

/// D14, G3: the town keeps no list any more.
async fn waits_end_with_the_list(store: Store) {
    let street = who_wait(store, 2).await;
    let mails = street.server.mails().len();
    street.server.publish(&rules_with_places(1)).await;
    street.server.work().await;
    assert_eq!(street.states().await, ["FULL", "FULL"]);
    for parent in &street.neighbours {
        assert_eq!(parent.waiting().await, [""; 0]);
    }
    let told = |nth: usize| (format!("famille-{nth}@example.org"), WITHDRAWN.to_owned());
    assert_eq!(street.told_since(mails), [told(0), told(1)]);
    // It is kept again, and they are not in it.
    street.server.publish(&rules_with_lists(1, 24)).await;
    street.camille.cancel("2", "Léa", "etude", &[DAY]).await;
    street.server.work().await;
    assert_eq!(street.states().await, ["AVAILABLE", "AVAILABLE"]);
}

/// D14, G3: what was promised is kept, counted once, and passed on to nobody.
async fn an_offer_outlives_the_list(store: Store) {
    for accepted in [true, false] {
        let street = who_wait(store, 2).await;
        street.camille.cancel("2", "Léa", "etude", &[DAY]).await;
        street.server.publish(&rules_with_places(1)).await;
        street.server.work().await;
        assert_eq!(street.states().await, [format!("OFFERED {UNTIL}"), "FULL".to_owned()]);
        assert_eq!(street.heads("etude").await, 1);
        let nobody = ["Léa etude 2026-11-30 REFUSED FULL"];
        assert_eq!(street.camille.book("3", "Léa", "etude", &[DAY]).await, nobody);
        if accepted {
            assert_eq!(
                street.neighbours[0].book("2", "Enfant", "etude", &[DAY]).await,
                ["Enfant etude 2026-11-30 BOOKED 260"]
            );
            assert_eq!(street.neighbours[0].waiting().await, [""; 0]);
            assert_eq!(street.heads("etude").await, 1);
        }
        street.house.time.set("2026-11-24T09:00:00+01:00");
        street.server.work().await;
        let left = usize::from(accepted);
        assert_eq!(street.heads("etude").await, left);
        let state = if accepted {
            ["BOOKED", "FULL"]
        } else {
            ["AVAILABLE", "AVAILABLE"]
        };
        assert_eq!(street.states().await, state);
    }
}

/// D14, G3: also before the worker has looked at it.
async fn a_list_that_is_gone_stands_in_nobodys_way(store: Store) {
    let street = who_wait(store, 2).await;
    street.server.publish(&rules_with_places(2)).await;
    assert_eq!(
        street.camille.book("2", "Zoé", "etude", &[DAY]).await,
        ["Zoé etude 2026-11-30 BOOKED 260"]
    );
    assert_eq!(street.states().await, ["FULL", "FULL"]);
    assert_eq!(street.heads("etude").await, 2);
}

/// D14, C5, G3: the canteen takes the evening along where it took midday care. Whoever comes by from midday care meets a
/// wait whose parts lie elsewhere by now.
async fn what_is_linked_meanwhile_is_offered_along(store: Store) {
    let (_house, server) = Server::of_town(store, &rules_with_lists(1, 24), PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    let sacha = server.parent("sacha@milly.example").await;
    camille.book("1", "Léa", "restauration", &[DAY]).await;
    camille.book("2", "Léa", "soir", &[DAY]).await;
    alix.join("1", "Tom", "restauration", &[DAY]).await;
    let (rules, links) = rules_with_lists(2, 24)
        .split_once("[[links]]\nactivity = \"restauration\"\n")
        .map(|(before, links)| (before.to_owned(), links.to_owned()))
        .unwrap();
    let (_, nursery) = links
        .split_once("[[links]]\nactivity = \"restauration-mater\"")
        .unwrap();
    let link = "[[links]]\nactivity = \"restauration\"\ntakes = \"soir\"\n\n";
    let nursery = format!("[[links]]\nactivity = \"restauration-mater\"{nursery}");
    server.publish(&format!("{rules}{link}{nursery}")).await;
    assert_eq!(
        camille.cancel("3", "Léa", "midi", &[DAY]).await,
        ["Léa midi 2026-11-30 CANCELLED"]
    );
    for activity in ["restauration", "soir"] {
        assert_eq!(alix.slot("Tom", activity, DAY).await, format!("OFFERED {UNTIL}"));
        assert_eq!(sacha.heads(activity, DAY).await, 2);
    }
    assert_eq!(alix.slot("Tom", "midi", DAY).await, "AVAILABLE");
    assert_eq!(
        alix.accept("2", "Tom", "restauration", &[DAY]).await,
        [
            "Tom restauration 2026-11-30 BOOKED 315",
            "Tom soir 2026-11-30 BOOKED 340 with restauration"
        ]
    );
    server.work().await;
    for activity in ["restauration", "soir"] {
        assert_eq!(sacha.heads(activity, DAY).await, 2);
    }
}

/// G3, D14, D8: an offer and a place in a cart give way to a rule book without their activity; a booking does not.
async fn what_is_kept_keeps_no_rule_book_back(store: Store) {
    let people = format!("{PEOPLE}{}", more_families(2));
    let rules = |places| format!("{}\n[cart]\nholds_minutes = 20\n", rules_with_lists(places, 24));
    let (_house, server) = Server::of_town(store, &rules(1), &people).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    let neighbour = server.parent("famille-0@example.org").await;
    camille.book("1", "Léa", "etude", &[DAY]).await;
    neighbour.join("1", "Enfant", "etude", &[DAY]).await;
    server.publish(&rules(2)).await;
    server.work().await;
    alix.tick("Tom", "etude", &["2026-12-01"]).await;
    let refused = server.try_publish(&without_study(&rules(2))).await.unwrap_err();
    assert!(refused.contains("etude"), "{refused}");
    camille.cancel("2", "Léa", "etude", &[DAY]).await;
    let mails = server.mails().len();
    server.publish(&without_study(&rules(2))).await;
    server.work().await;
    assert_eq!(neighbour.waiting().await, [""; 0]);
    let told: Vec<_> = server.mails().split_off(mails);
    let told: Vec<_> = told.iter().filter(|mail| mail.to == "famille-0@example.org").collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].text.contains(WITHDRAWN), "{}", told[0].text);
    assert_eq!(
        Parent::lines(&alix.cart().await),
        ["Tom  2026-12-01 BOOK REFUSED NOT_OFFERED by Alix Bernard"],
        "no place is kept, and no rule book has its code any more"
    );
    // It comes back, and nothing is left of what was kept.
    server.publish(&rules(1)).await;
    let sacha = server.parent("sacha@milly.example").await;
    for day in [DAY, "2026-12-01"] {
        assert_eq!(sacha.heads("etude", day).await, 0);
        assert_eq!(camille.slot("Léa", "etude", day).await, "AVAILABLE");
    }
}

/// G3, D14: a rule book that ends sooner closes the days behind it.
async fn a_closed_day_ends_what_waits_for_it(store: Store) {
    let street = who_wait(store, 2).await;
    street.camille.cancel("2", "Léa", "etude", &[DAY]).await;
    street.server.work().await;
    assert_eq!(
        street.states().await,
        [format!("OFFERED {UNTIL}"), "WAITING 1".to_owned()]
    );
    let mails = street.server.mails().len();
    let rules = rules_with_lists(1, 24);
    let begins = "valid_from = 2025-09-01";
    let ending = rules.replace(begins, &format!("{begins}\nvalid_to = 2026-11-29"));
    assert_ne!(ending, rules);
    street.server.publish(&ending).await;
    street.server.work().await;
    let told = |nth: usize| (format!("famille-{nth}@example.org"), WITHDRAWN.to_owned());
    assert_eq!(street.told_since(mails), [told(0), told(1)]);
    assert_eq!(street.states().await, ["CLOSED", "CLOSED"]);
    street.server.publish(&rules).await;
    assert_eq!(street.states().await, ["AVAILABLE", "AVAILABLE"]);
    assert_eq!(street.heads("etude").await, 0);
}
