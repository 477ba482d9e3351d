//! A place that is offered to who may not book it any more goes to the next in line, in the same turn.

use preau_tests::{House, Parent, Server, Store, both_stores};
use serde_json::{Value, json};

use super::office::{Office, at_noon, line, with_list};
use super::suspended::{FROM, asked, id_of, with};

both_stores!(
    a_suspension_passes_on_what_is_offered,
    a_debt_passes_on_what_is_offered,
    what_is_spared_no_more_is_passed_on,
    the_end_of_a_reprieve_passes_on_what_is_offered,
    another_childs_offer_stays,
    who_loses_an_offer_hears_of_it
);

const UNTIL: &str = "2026-11-24T11:00:00Z";

struct Street {
    house: House,
    server: Server,
    office: Office,
    claire: Parent,
    david: Parent,
    family: String,
}

/// The place is kept for Célia; behind her wait Alice, her sister, and Nolan.
async fn offered(store: Store) -> Street {
    let (house, server, office, [claire, david]) = at_noon(store, with_list(1)).await;
    david.book("book", "Nolan", "cantine", &[FROM]).await;
    claire.join("join", "Célia", "cantine", &[FROM]).await;
    claire.join("join-too", "Alice", "cantine", &[FROM]).await;
    david.cancel("cancel", "Nolan", "cantine", &[FROM]).await;
    david.join("join", "Nolan", "cantine", &[FROM]).await;
    server.work().await;
    let family = id_of(&office, "LUT-4101").await;
    let street = Street {
        house,
        server,
        office,
        claire,
        david,
        family,
    };
    street
        .is_so([&format!("OFFERED {UNTIL}"), "WAITING 1", "WAITING 2"])
        .await;
    street
}

impl Street {
    /// How Célia, Alice and Nolan stand.
    async fn states(&self) -> [String; 3] {
        [
            self.claire.slot("Célia", "cantine", FROM).await,
            self.claire.slot("Alice", "cantine", FROM).await,
            self.david.slot("Nolan", "cantine", FROM).await,
        ]
    }

    async fn is_so(&self, expected: [&str; 3]) {
        assert_eq!(self.states().await, expected);
    }

    /// The place has gone to Nolan in the turn itself, and the others have kept their places in line.
    async fn is_passed_on(&self, until: &str) {
        let nolan = format!("OFFERED {until}");
        self.is_so(["WAITING 1", "WAITING 2", &nolan]).await;
        assert_eq!(
            self.claire.waiting().await,
            [
                format!("Alice cantine {FROM} WAITING 2"),
                format!("Célia cantine {FROM} WAITING 1"),
            ]
        );
        let accepted = self.claire.accept("accept", "Célia", "cantine", &[FROM]).await;
        assert_eq!(accepted, [format!("Célia cantine {FROM} REFUSED NO_OFFER")]);
        self.is_so(["WAITING 1", "WAITING 2", &nolan]).await;
        // The tasks that were left behind for the offer find nothing to do.
        self.server.work().await;
        self.is_so(["WAITING 1", "WAITING 2", &nolan]).await;
    }

    /// Nobody is served before whom nothing bars; then Célia, whose place in line is the first.
    async fn is_served_again(&self, unbar: impl AsyncFnOnce()) {
        self.david.decline("decline", "Nolan", "cantine", &[FROM]).await;
        self.is_so(["WAITING 1", "WAITING 2", "AVAILABLE"]).await;
        unbar().await;
        self.server.work().await;
        assert!(self.claire.slot("Célia", "cantine", FROM).await.starts_with("OFFERED"));
        let accepted = self.claire.accept("accept-again", "Célia", "cantine", &[FROM]).await;
        assert_eq!(accepted.len(), 1);
        assert!(accepted[0].contains(" BOOKED "), "{accepted:?}");
    }
}

/// D14, D17: also where no place is given back.
async fn a_suspension_passes_on_what_is_offered(store: Store) {
    let street = offered(store).await;
    street.office.owes("LUT-4101", 900).await;
    let nobody = asked(&street.family, "later");
    street
        .office
        .suspend(with(nobody, json!({ "from": "2026-12-02", "dryRun": false })))
        .await;
    let before = [&format!("OFFERED {UNTIL}"), "WAITING 1", "WAITING 2"];
    street.is_so(before).await;
    let input = asked(&street.family, "1");
    street
        .office
        .suspend(with(input.clone(), json!({ "dryRun": true })))
        .await;
    street.is_so(before).await;
    let done = street.office.suspend(input).await;
    assert_eq!((&done["errors"], &done["places"]), (&json!([]), &json!([])));
    street.is_passed_on(UNTIL).await;
    let id = done["suspension"]["id"].as_str().expect("an id").to_owned();
    street
        .is_served_again(async || drop(street.office.lift(&id).await))
        .await;
}

/// D14, D17: from one cent above what is allowed on; what other desks are owed counts too.
async fn a_debt_passes_on_what_is_offered(store: Store) {
    let street = offered(store).await;
    street.office.owes("LUT-4101", 1_000).await;
    street
        .is_so([&format!("OFFERED {UNTIL}"), "WAITING 1", "WAITING 2"])
        .await;
    let set = street
        .office
        .set(json!([
            line("LUT-4102", "garderie", 900, "2026-10-31"),
            line("LUT-4101", "garderie", 1, "2026-10-31"),
        ]))
        .await;
    assert_eq!((&set["errors"], &set["changedCount"]), (&json!([]), &json!(2)));
    street.is_passed_on(UNTIL).await;
    street
        .is_served_again(async || street.office.owes("LUT-4101", 0).await)
        .await;
}

/// D14, D17.
async fn what_is_spared_no_more_is_passed_on(store: Store) {
    let street = offered(store).await;
    let spare = async |until: Option<&str>| {
        let spared = street.office.spare(&street.family, until).await;
        assert_eq!(spared["errors"], json!([]));
    };
    spare(Some("2026-12-31")).await;
    street.office.owes("LUT-4101", 5_000).await;
    spare(Some("2026-12-30")).await;
    street
        .is_so([&format!("OFFERED {UNTIL}"), "WAITING 1", "WAITING 2"])
        .await;
    spare(None).await;
    street.is_passed_on(UNTIL).await;
    street.is_served_again(async || spare(Some("2026-12-31")).await).await;
}

/// D14, D17: by the clock, at midnight.
async fn the_end_of_a_reprieve_passes_on_what_is_offered(store: Store) {
    let street = offered(store).await;
    street.office.spare(&street.family, Some("2026-11-23")).await;
    street.office.owes("LUT-4101", 5_000).await;
    street.server.work().await;
    let before = [&format!("OFFERED {UNTIL}"), "WAITING 1", "WAITING 2"];
    street.house.time.set("2026-11-23T23:59:59+01:00");
    assert_eq!(street.server.work().await, 0);
    street.is_so(before).await;
    street.house.time.set("2026-11-24T00:00:00+01:00");
    assert!(street.server.work().await > 0);
    street.is_passed_on("2026-11-24T23:00:00Z").await;
}

/// D14, D17: one child of a family is suspended, and its sister's offer stands.
async fn another_childs_offer_stays(store: Store) {
    let street = offered(store).await;
    street.office.owes("LUT-4101", 900).await;
    let of = |child: &str| json!({ "childId": street.claire.child(child) });
    street
        .office
        .suspend(with(asked(&street.family, "1"), of("Alice")))
        .await;
    street
        .is_so([&format!("OFFERED {UNTIL}"), "WAITING 1", "WAITING 2"])
        .await;
    street
        .office
        .suspend(with(asked(&street.family, "2"), of("Célia")))
        .await;
    street.is_passed_on(UNTIL).await;
}

const ALERTS: &str = "subscription { alerts(after: \"0\") { kind waiting { childFirstName state position offeredUntil }
    suspension { reason } } }";

/// D14, F4: by an alert, and by a mail that tells what goes on.
async fn who_loses_an_offer_hears_of_it(store: Store) {
    let street = offered(store).await;
    street.office.owes("LUT-4101", 900).await;
    street.server.work().await;
    let mails = street.server.mails().len();
    street.office.suspend(asked(&street.family, "1")).await;
    street.server.work().await;
    let mut ear = street.claire.phone.listen().await;
    ear.say(&json!({ "id": "1", "type": "subscribe", "payload": { "query": ALERTS } }))
        .await;
    let mut heard = Vec::new();
    while heard.last().is_none_or(|alert: &Value| alert["kind"] != "OFFER_LAPSED") {
        heard.push(ear.alert().await);
    }
    let suspended = json!({ "kind": "SUSPENDED", "waiting": null, "suspension": { "reason": "Factures impayées." } });
    let waits = json!({ "childFirstName": "Célia", "state": "WAITING", "position": 1, "offeredUntil": null });
    let lapsed = json!({ "kind": "OFFER_LAPSED", "waiting": waits, "suspension": null });
    assert_eq!(heard[heard.len() - 2..], [suspended, lapsed]);
    let mails = street.server.mails().split_off(mails);
    let told = mails
        .iter()
        .find(|mail| mail.subject.ends_with("n’est plus gardée pour vous"));
    let told = told.expect("a mail");
    assert_eq!(told.to, "claire.perrin@lutins.example");
    assert_eq!(
        told.text.replace(['\u{a0}', '\u{202f}'], " "),
        "Bonjour Claire Perrin,

Cette place vous était proposée. Votre famille ne peut pas la réserver pour le moment, alors elle passe à la famille \
         suivante :

  Célia, Cantine, mardi 1er décembre 2026

L’enfant garde son rang sur la liste d’attente, jusqu’à la fin des réservations. Le portail famille dit ce qui empêche de \
         réserver ; dès que plus rien ne l’empêche, la prochaine place libre lui est proposée à son rang.

Le portail famille de Les Lutins Gourmands
"
    );
    assert_eq!(
        mails.len(),
        3,
        "the suspension, the place that is lost, the place that is offered"
    );
}
