//! What is due says how it comes about.

use preau_tests::{Store, both_stores};
use serde_json::{Value, json};

use super::desk::Desk;

both_stores!(what_is_due_tells_its_steps, strangers_hear_no_steps);

const DAY: &str = "2026-12-01";

const STEPS: &str = "query($id: ID!) { child(id: $id) { due(from: \"2026-12-01\", to: \"2026-12-03\") {
    lines { kind amount { amountCents } steps { kind message } } } } }";

async fn lines(phone: &preau_tests::Phone, child: &str) -> Vec<(String, Vec<String>)> {
    let found = phone.ask(STEPS, json!({ "id": child })).await.field("child");
    let told = |line: &Value| {
        let steps = line["steps"].as_array().expect("steps").iter();
        let said = steps.map(|step| step["message"].as_str().expect("words").replace('\u{a0}', " "));
        (
            format!(
                "{} {}",
                line["kind"].as_str().expect("a kind"),
                line["amount"]["amountCents"]
            ),
            said.collect(),
        )
    };
    found["due"]["lines"]
        .as_array()
        .expect("lines")
        .iter()
        .map(told)
        .collect()
}

fn says(line: &str, steps: &[&str]) -> (String, Vec<String>) {
    (line.to_owned(), steps.iter().map(ToString::to_string).collect())
}

/// D18, G3: which case, until when, since when, for the how manieth time; for the family as for the staff.
async fn what_is_due_tells_its_steps(store: Store) {
    let desk = Desk::open(store).await;
    desk.book("Léa", "cantine", &[DAY]).await;
    desk.house.time.set("2026-12-01T09:00:00+01:00");
    Desk::reported(desk.report("1", "Léa", &[DAY], json!({})).await);
    desk.house.time.set("2026-12-04T08:00:00+01:00");
    let mut events = vec![desk.tap(9, "CERTIFICATE Léa cantine 2026-12-01", "2026-12-03T11:50:00+01:00")];
    events[0]["happenedAt"] = json!("2026-12-03T11:45:00+01:00");
    for (nth, day) in [(1, "2026-12-01"), (2, "2026-12-03")] {
        let came = format!("CHECKED_IN Inès soir {day}");
        let left = format!("CHECKED_OUT Inès soir {day}");
        events.push(desk.tap(nth, &came, &format!("{day}T16:30:00+01:00")));
        events.push(desk.tap(nth + 10, &left, &format!("{day}T18:36:00+01:00")));
    }
    desk.record("tablette", &events).await;

    let (lea, ines) = (desk.camille.child("Léa"), desk.awa.child("Inès"));
    let told = lines(&desk.camille.phone, lea).await;
    assert_eq!(
        told,
        [says(
            "ABSENT 280",
            &[
                "La place est réservée ; l'enfant n'est pas venu. Motif : maladie. Absence : signalée le mardi 1er décembre 2026 à 09:00. Certificat du jeudi 3 décembre 2026 à 11:45. Jour 1 sur 1 de l'absence, qui commence le mardi 1er décembre 2026 à 11:45. C'est la 1re absence comptée de l'année scolaire.",
                "Absence, cas 1 sur 2 : pour maladie ou hospitalisation (maladie), oui ; signalée avant le mardi 1er décembre 2026 à 09:00, délai « matin-meme » (signalée le mardi 1er décembre 2026 à 09:00), non ; certificat sous 48 h, jusqu'au jeudi 3 décembre 2026 à 11:45 (du jeudi 3 décembre 2026 à 11:45), oui. Ce cas ne s'applique pas.",
                "Absence, cas 2 sur 2 : pour maladie ou hospitalisation (maladie), oui ; certificat sous 48 h, jusqu'au jeudi 3 décembre 2026 à 11:45 (du jeudi 3 décembre 2026 à 11:45), oui ; jour de l'absence 2 ou plus (1), non. Ce cas ne s'applique pas.",
                "Aucun cas d'absence ne s'applique : la règle générale compte.",
                "Prix fixe : 2,80 €.",
                "C'est le prix convenu à la réservation : 2,80 €.",
                "Le prix de la place est dû : 2,80 €.",
                "Dû pour la place non utilisée : 2,80 €.",
            ],
        )]
    );
    assert_eq!(lines(&desk.sacha.phone, lea).await, told);
    assert_eq!(
        lines(&desk.awa.phone, ines).await,
        [
            says(
                "UNBOOKED 200",
                &[
                    "L'enfant est venu sans réservation, à 16:30, jusqu'à 18:36, pour la 1re fois de l'année scolaire.",
                    "Sans réservation, aucune règle ne compte : le prix ordinaire est dû.",
                    "Prix fixe : 2,00 €.",
                    "Dû pour la place sans réservation : 2,00 €.",
                ],
            ),
            says(
                "UNBOOKED 200",
                &[
                    "L'enfant est venu sans réservation, à 16:30, jusqu'à 18:36, pour la 2e fois de l'année scolaire.",
                    "Prix fixe : 2,00 €.",
                    "Dû pour la place sans réservation : 2,00 €.",
                ],
            ),
            says(
                "UNBOOKED_EXTRA 500",
                &[
                    "Sans réservation, règle 1 sur 1 (à partir de la 2e fois) : 5,00 € de plus par place.",
                    "Dû en plus, sans réservation : 5,00 €.",
                ],
            ),
            says(
                "LATE_PICKUP 1500",
                &[
                    "Départ à 18:36, 6 min après la fin à 18:30 ; tolérance, 5 min : en retard, pour la 2e fois de l'année scolaire, et c'est dû à partir de la 2e.",
                    "Dû pour le départ en retard : 15,00 €, par jour pour toute la famille.",
                ],
            ),
        ]
    );
}

/// A10.
async fn strangers_hear_no_steps(store: Store) {
    let desk = Desk::open(store).await;
    desk.book("Léa", "cantine", &[DAY]).await;
    let child = desk.camille.child("Léa");
    let asked = desk.awa.phone.ask(STEPS, json!({ "id": child })).await;
    assert_eq!(asked.codes(), ["NOT_FOUND"]);
}
