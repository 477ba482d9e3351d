//! What families hear of places kept for them.

use preau_tests::towns::{PEOPLE, rules_with_lists};
use preau_tests::{Parent, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(
    a_family_hears_of_an_offer_and_of_its_end,
    each_guardian_is_written_to_in_its_language,
);

const DAY: &str = "2026-11-30";

const ALERTS: &str = "subscription($after: String) { alerts(after: $after) { position kind at order { number }
    waiting { childFirstName date state position offeredUntil } } }";

async fn listen(parent: &Parent) -> preau_tests::Ear {
    let mut ear = parent.phone.listen().await;
    let payload = json!({ "query": ALERTS, "variables": { "after": "0" } });
    ear.say(&json!({ "type": "subscribe", "id": "alerts", "payload": payload }))
        .await;
    ear
}

fn told(position: &str, kind: &str, at: &str, order: Option<i64>, waiting: &Value) -> Value {
    let order = order.map(|number| json!({ "number": number }));
    json!({ "position": position, "kind": kind, "at": at, "order": order, "waiting": waiting })
}

/// D11, D14, F4: alerts of orders and of waits are one sequence, each family hears its own.
async fn a_family_hears_of_an_offer_and_of_its_end(store: Store) {
    let (house, server) = Server::of_town(store, &rules_with_lists(1, 24), PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    let (mut hers, mut his) = (listen(&camille).await, listen(&alix).await);
    camille.book("1", "Léa", "etude", &[DAY]).await;
    alix.join("1", "Tom", "etude", &[DAY]).await;
    camille.cancel("2", "Léa", "etude", &[DAY]).await;
    let (at, until) = ("2026-11-23T08:00:00Z", "2026-11-24T08:00:00Z");
    for (position, number) in [("1", 1), ("2", 2)] {
        let expected = told(position, "BOOKINGS_CHANGED", at, Some(number), &Value::Null);
        assert_eq!(hers.alert().await, expected);
    }
    let waiting = |state: &str| json!({ "childFirstName": "Tom", "date": DAY, "state": state, "position": null, "offeredUntil": until });
    assert_eq!(
        his.alert().await,
        told("3", "PLACE_OFFERED", at, None, &waiting("OFFERED"))
    );
    house.time.set("2026-11-24T09:00:00+01:00");
    server.work().await;
    assert_eq!(
        his.alert().await,
        told("4", "OFFER_LAPSED", until, None, &waiting("LAPSED"))
    );
    // The numbers of orders go on without a gap.
    alix.book("2", "Tom", "soir", &[DAY]).await;
    assert_eq!(
        his.alert().await,
        told("5", "BOOKINGS_CHANGED", until, Some(3), &Value::Null)
    );
}

/// D14, F5: Camille reads French, Dominique English; a mail tells of all days at once.
async fn each_guardian_is_written_to_in_its_language(store: Store) {
    let (house, server) = Server::of_town(store, &rules_with_lists(1, 24), PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    let days = [DAY, "2026-12-01"];
    alix.book("1", "Tom", "restauration", &days).await;
    camille.join("1", "Léa", "restauration", &days).await;
    alix.cancel("2", "Tom", "restauration", &days).await;
    server.work().await;
    let of = |to: &str| {
        let mails = server.mails().into_iter().filter(|mail| mail.to == to);
        mails.map(|mail| (mail.subject, mail.text)).collect::<Vec<_>>()
    };
    let english = "Hello Dominique Martin,\n\nPlaces you were waiting for have become free. They are kept for you:\n\n  \
         Léa, Restauration + Accueil du midi, Monday 30 November 2026: accept before Tuesday 24 November 2026 at 09:00\n  \
         Léa, Restauration + Accueil du midi, Tuesday 1 December 2026: accept before Tuesday 24 November 2026 at 09:00\n\n\
         Accept or decline on the family portal. Without an answer before the end, the place goes to the next family.\n\n\
         The family portal of Milly-la-Forêt\n";
    let subject = "Milly-la-Forêt: places are kept for you";
    assert_eq!(of("dominique@example.org"), [(subject.to_owned(), english.to_owned())]);
    assert_eq!(of("camille@example.org").len(), 1);
    camille.accept("2", "Léa", "midi", &days[..1]).await;
    house.time.set("2026-11-24T09:00:00+01:00");
    server.work().await;
    let english = "Hello Dominique Martin,\n\nThe time to accept this place is over:\n\n  \
         Léa, Restauration + Accueil du midi, Tuesday 1 December 2026\n\n\
         If you still need it, join the waiting list again.\n\nThe family portal of Milly-la-Forêt\n";
    let subject = "Milly-la-Forêt: a place is no longer kept for you";
    assert_eq!(
        of("dominique@example.org")[1..],
        [(subject.to_owned(), english.to_owned())]
    );
    let subjects: Vec<String> = of("camille@example.org")
        .into_iter()
        .map(|(subject, _)| subject)
        .collect();
    let mut late = subjects[1..].to_vec();
    late.sort();
    assert_eq!(
        late,
        [
            "Milly-la-Forêt\u{a0}: réservation confirmée (commande n°\u{a0}3)",
            "Milly-la-Forêt\u{a0}: une place n’est plus gardée pour vous",
        ]
    );
}
