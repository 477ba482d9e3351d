//! What becomes of those who wait when the time to book is over.

use preau_tests::towns::{PEOPLE, more_families, rules_with_lists};
use preau_tests::{House, Parent, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(
    waits_end_with_the_time_to_book,
    a_turn_ends_them_before_the_worker_comes,
    a_pair_ends_as_one,
    waits_go_by_the_deadline_that_is_in_force,
    families_are_told,
);

const DAY: &str = "2026-11-30";
/// Bookings of the week close on Thursday at ten.
const BEFORE: &str = "2026-11-26T09:59:59+01:00";
const CLOSED: &str = "2026-11-26T10:00:00+01:00";

struct Street {
    house: House,
    server: Server,
    camille: Parent,
    neighbours: Vec<Parent>,
}

/// One place, which Léa has, and two who wait.
async fn two_wait(store: Store) -> Street {
    let people = format!("{PEOPLE}{}", more_families(2));
    let (house, server) = Server::of_town(store, &rules_with_lists(1, 24), &people).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "etude", &[DAY]).await;
    let mut neighbours = Vec::new();
    for nth in 0..2 {
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

    async fn waiting(&self) -> Vec<Vec<String>> {
        let mut waiting = Vec::new();
        for parent in &self.neighbours {
            waiting.push(parent.waiting().await);
        }
        waiting
    }
}

/// D14, D6: at the instant itself, in the calendar by the clock and in the line by the worker, once.
async fn waits_end_with_the_time_to_book(store: Store) {
    let street = two_wait(store).await;
    street.house.time.set(BEFORE);
    assert_eq!(street.server.work().await, 0, "nothing is due");
    assert_eq!(street.states().await, ["WAITING 1", "WAITING 2"]);
    street.house.time.set(CLOSED);
    assert_eq!(street.states().await, ["OUT_OF_TIME", "OUT_OF_TIME"]);
    assert_eq!(street.waiting().await, [[""; 0]; 2], "before a turn ends them");
    assert!(street.server.work().await > 0);
    assert_eq!(street.states().await, ["OUT_OF_TIME", "OUT_OF_TIME"]);
    assert_eq!(street.waiting().await, [[""; 0]; 2]);
    let sacha = street.server.parent("sacha@milly.example").await;
    assert_eq!(sacha.line("etude", DAY).await, [""; 0]);
    assert_eq!(sacha.heads("etude", DAY).await, 1, "Léa has her place");
    assert_eq!(street.server.work().await, 0, "nothing is done twice");
    assert_eq!(
        street.neighbours[0].leave("2", "Enfant", "etude", &[DAY]).await,
        ["Enfant etude 2026-11-30 UNCHANGED"]
    );
    assert_eq!(
        street.neighbours[0].join("3", "Enfant", "etude", &[DAY]).await,
        ["Enfant etude 2026-11-30 REFUSED TOO_LATE"]
    );
}

/// D14: whoever comes by; the worker finds nothing left but the mails.
async fn a_turn_ends_them_before_the_worker_comes(store: Store) {
    let street = two_wait(store).await;
    assert_eq!(street.waiting().await.concat().len(), 2);
    street.house.time.set(CLOSED);
    assert_eq!(
        street.camille.book("2", "Zoé", "etude", &[DAY]).await,
        ["Zoé etude 2026-11-30 REFUSED TOO_LATE"]
    );
    assert_eq!(street.waiting().await, [[""; 0]; 2]);
    let mails = street.server.mails().len();
    street.server.work().await;
    assert_eq!(street.server.mails().len(), mails + 2, "each is told once");
}

/// D14, C5: the canteen closes on the eve, midday care on Thursday: what waits together ends together.
async fn a_pair_ends_as_one(store: Store) {
    let rules = rules_with_lists(1, 24).replace(
        "[deadlines.semaine-suivante]",
        "[deadlines.veille]\nform = \"days_before\"\ndays = 1\nat = \"12:00\"\n\n[deadlines.semaine-suivante]",
    );
    let (before, canteen) = rules.split_once("code = \"restauration\"\n").unwrap();
    let canteen = canteen.replacen("book = \"semaine-suivante\"", "book = \"veille\"", 1);
    let rules = format!("{before}code = \"restauration\"\n{canteen}");
    let (house, server) = Server::of_town(store, &rules, PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    camille.book("1", "Léa", "restauration", &[DAY]).await;
    alix.join("1", "Tom", "restauration", &[DAY]).await;
    house.time.set(CLOSED);
    // The canteen by itself is in time, and full.
    assert_eq!(alix.slot("Tom", "restauration", DAY).await, "FULL");
    assert_eq!(alix.slot("Tom", "midi", DAY).await, "OUT_OF_TIME");
    server.work().await;
    assert_eq!(alix.waiting().await, [""; 0]);
}

/// D14, G3: a new rule book may close later or earlier than the one that they joined under.
async fn waits_go_by_the_deadline_that_is_in_force(store: Store) {
    let moved = |to: &str| rules_with_lists(1, 24).replace("at = \"10:00\"", &format!("at = \"{to}\""));
    let street = two_wait(store).await;
    street.server.publish(&moved("14:00")).await;
    // The worker has not looked at it yet, and a turn comes by at what was the end.
    street.house.time.set(CLOSED);
    street.camille.book("2", "Zoé", "etude", &[DAY]).await;
    assert_eq!(street.states().await, ["WAITING 1", "WAITING 2"]);
    street.server.work().await;
    assert_eq!(street.states().await, ["WAITING 1", "WAITING 2"]);
    street.server.publish(&moved("11:00")).await;
    street.server.work().await;
    street.house.time.set("2026-11-26T10:59:59+01:00");
    assert_eq!(street.server.work().await, 0);
    assert_eq!(street.states().await, ["WAITING 1", "WAITING 2"]);
    street.house.time.set("2026-11-26T11:00:00+01:00");
    assert_eq!(street.states().await, ["OUT_OF_TIME", "OUT_OF_TIME"]);
    street.server.work().await;
    assert_eq!(street.waiting().await, [[""; 0]; 2]);
    // Nobody comes back to them at the end of a rule book that is over.
    street.house.time.set("2026-11-26T14:00:00+01:00");
    let mails = street.server.mails().len();
    street.server.work().await;
    assert_eq!(street.server.mails().len(), mails);
}

const ALERTS: &str = "subscription($after: String) { alerts(after: $after) { position kind at order { number }
    waiting { childFirstName date state position offeredUntil } } }";

/// D14, F4, F5: Camille reads French, Dominique English.
async fn families_are_told(store: Store) {
    let (house, server) = Server::of_town(store, &rules_with_lists(1, 24), PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    let days = [DAY, "2026-12-01"];
    alix.book("1", "Tom", "restauration", &days).await;
    camille.join("1", "Léa", "restauration", &days).await;
    server.work().await;
    let mails = server.mails().len();
    let mut ear = camille.phone.listen().await;
    let payload = json!({ "query": ALERTS, "variables": { "after": "1" } });
    ear.say(&json!({ "type": "subscribe", "id": "alerts", "payload": payload }))
        .await;
    house.time.set(CLOSED);
    server.work().await;
    let closed = "2026-11-26T09:00:00Z";
    for (position, date) in [("2", days[0]), ("3", days[1])] {
        let waiting = json!({ "childFirstName": "Léa", "date": date, "state": "EXPIRED", "position": null,
            "offeredUntil": null });
        let expected = json!({ "position": position, "kind": "WAIT_ENDED", "at": closed, "order": Value::Null,
            "waiting": waiting });
        assert_eq!(ear.alert().await, expected);
    }
    let mut told: Vec<_> = server.mails()[mails..]
        .iter()
        .map(|mail| (mail.to.clone(), mail.subject.clone(), mail.text.clone()))
        .collect();
    told.sort();
    let french = "Bonjour Camille Martin,\n\nVous attendiez ces places. L’attente a pris fin, et rien n’est réservé\u{a0}:\n\n  \
         Léa, Restauration + Accueil du midi, lundi 30 novembre 2026\u{a0}: les réservations sont closes, et aucune place \
         ne s’est libérée à temps\n  \
         Léa, Restauration + Accueil du midi, mardi 1er décembre 2026\u{a0}: les réservations sont closes, et aucune place \
         ne s’est libérée à temps\n\n\
         Il n’y a rien à payer. Consultez le portail famille pour ce qui peut encore être réservé.\n\n\
         Le portail famille de Milly-la-Forêt\n";
    let english = "Hello Dominique Martin,\n\nYou were waiting for these places. The wait has ended, and nothing is booked:\n\n  \
         Léa, Restauration + Accueil du midi, Monday 30 November 2026: booking has closed, and no place became free in \
         time\n  \
         Léa, Restauration + Accueil du midi, Tuesday 1 December 2026: booking has closed, and no place became free in \
         time\n\n\
         There is nothing to pay for it. See the family portal for what can still be booked.\n\n\
         The family portal of Milly-la-Forêt\n";
    let mail = |to: &str, subject: &str, text: &str| (to.to_owned(), subject.to_owned(), text.to_owned());
    assert_eq!(
        told,
        [
            mail(
                "camille@example.org",
                "Milly-la-Forêt\u{a0}: vous n’attendez plus de places",
                french
            ),
            mail(
                "dominique@example.org",
                "Milly-la-Forêt: you are no longer waiting for places",
                english
            ),
        ]
    );
}
