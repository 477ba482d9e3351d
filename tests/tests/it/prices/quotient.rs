//! B5, E1: a quotient that a family gives counts from the day that the rule book says, and for what is booked already.

use preau_tests::{House, Parent, Phone, Server, Store, both_stores};
use serde_json::{Value, json};

use super::{PEOPLE, RULES};

both_stores!(
    it_counts_from_the_month_after_it_was_given,
    it_counts_at_once_where_the_rule_book_says_so,
    one_that_is_taken_back_is_unknown_from_the_next_month,
    a_late_word_corrects_the_first_one_of_its_day,
    what_is_agreed_on_is_what_is_due,
    bad_input_notes_nothing,
    only_staff_note_quotients,
);

const NOON: &str = "2026-11-12T12:00:00+01:00";

const AGENT: &str = "
[[agents]]
name = \"Service enfance\"
email = \"bureau@example.org\"
password = \"un préau sous la pluie\"
";

const RECORD: &str = "mutation ($input: QuotientRecordInput!) { quotientRecord(input: $input) {
    family { november: quotient(on: \"2026-11-30\") december: quotient(on: \"2026-12-01\") }
    order { number placedBy total { amountCents } }
    errors { code path message } } }";

const KNOWN: &str = "query ($code: String!) { family(code: $code) { id quotient
    quotients { value givenOn countsFrom month source recordedAt recordedBy } } }";

struct Office(Phone);

impl Office {
    async fn record(&self, input: Value) -> Value {
        self.0
            .ask(RECORD, json!({ "input": input }))
            .await
            .field("quotientRecord")
    }

    async fn martins(&self) -> Value {
        self.0.ask(KNOWN, json!({ "code": "100200" })).await.field("family")
    }

    async fn martin_id(&self) -> String {
        self.martins().await["id"].as_str().expect("an id").to_owned()
    }
}

/// The Martins, whose quotient is 400 for as long as they say nothing, on 12 November; and the office.
async fn at_noon(store: Store, more: &str) -> (House, Server, Office, Parent) {
    let people = PEOPLE.replacen(", { from = \"2026-12-01\", value = 1050 }", "", 1);
    let (house, server) = Server::of_town(store, &format!("{RULES}{more}"), &format!("{people}{AGENT}")).await;
    house.time.set(NOON);
    let office = Office(server.sign_in("bureau@example.org").await);
    let camille = server.parent("camille@example.org").await;
    (house, server, office, camille)
}

/// The end of November, the beginning of December; an activity that asks for no quotient.
async fn book(camille: &Parent) {
    camille
        .book("1", "Léa", "cantine", &["2026-11-30", "2026-12-01", "2026-12-03"])
        .await;
    camille.book("2", "Noé", "cantine", &["2026-12-01"]).await;
    camille.book("3", "Léa", "matin", &["2026-12-01"]).await;
}

/// What each place costs, by what calendars say.
async fn prices(camille: &Parent) -> Vec<String> {
    let mut told = Vec::new();
    for (child, activity, days) in [
        ("Léa", "cantine", &["2026-11-30", "2026-12-01", "2026-12-03"][..]),
        ("Noé", "cantine", &["2026-12-01"]),
        ("Léa", "matin", &["2026-12-01"]),
    ] {
        let calendar = camille.calendar(child, "2026-11-30", "2026-12-04").await;
        for day in days {
            let line = calendar.on(activity, day);
            let cents = line.split(' ').rev().nth(1).expect("a price");
            told.push(format!("{child} {activity} {day} {cents}"));
        }
    }
    told
}

const BEFORE: [&str; 5] = [
    "Léa cantine 2026-11-30 100",
    "Léa cantine 2026-12-01 100",
    "Léa cantine 2026-12-03 100",
    "Noé cantine 2026-12-01 80",
    "Léa matin 2026-12-01 200",
];

const FROM_DECEMBER: [&str; 5] = [
    "Léa cantine 2026-11-30 100",
    "Léa cantine 2026-12-01 300",
    "Léa cantine 2026-12-03 300",
    "Noé cantine 2026-12-01 250",
    "Léa matin 2026-12-01 200",
];

async fn it_counts_from_the_month_after_it_was_given(store: Store) {
    let (_house, server, office, camille) = at_noon(store, "").await;
    book(&camille).await;
    server.work().await;
    assert_eq!(prices(&camille).await, BEFORE);
    let mails = server.mails().len();

    let input = json!({ "familyId": office.martin_id().await, "value": 700, "month": "2026-11-17" });
    let recorded = office.record(input.clone()).await;
    assert_eq!(
        recorded,
        json!({
            "family": { "november": 400, "december": 700 },
            "order": { "number": 4, "placedBy": "Service enfance", "total": { "amountCents": 570 } },
            "errors": [],
        })
    );
    assert_eq!(prices(&camille).await, FROM_DECEMBER);
    assert_eq!(
        office.martins().await["quotients"],
        json!([
            {
                "value": 700, "givenOn": "2026-11-12", "countsFrom": "2026-12-01", "month": "2026-11-01",
                "source": "STAFF", "recordedAt": "2026-11-12T11:00:00Z", "recordedBy": "Service enfance",
            },
            {
                "value": 400, "givenOn": "2026-09-01", "countsFrom": "2026-09-01", "month": null,
                "source": "IMPORT", "recordedAt": office.martins().await["quotients"][1]["recordedAt"], "recordedBy": null,
            },
        ])
    );

    // The family is told.
    server.work().await;
    let letters = server.mails();
    let [letter] = &letters[mails..] else {
        panic!("{} letters", letters.len() - mails)
    };
    assert_eq!(
        letter.subject,
        "Milly-la-Forêt\u{a0}: nouveaux prix de vos réservations (commande n°\u{a0}4)"
    );
    assert!(
        letter.text.contains("jeudi 3 décembre 2026, désormais 3,00"),
        "{}",
        letter.text
    );

    // Whoever says it again says nothing new.
    let (history, known) = (camille.history().await, office.martins().await);
    let again = office.record(input).await;
    assert_eq!((&again["order"], &again["errors"]), (&Value::Null, &json!([])));
    assert_eq!((camille.history().await, office.martins().await), (history, known));
}

async fn it_counts_at_once_where_the_rule_book_says_so(store: Store) {
    let (_house, _server, office, camille) = at_noon(store, "\n[quotient]\ncounts_from = \"at_once\"\n").await;
    book(&camille).await;
    let input = json!({ "familyId": office.martin_id().await, "value": 700, "givenOn": "2026-11-12" });
    let recorded = office.record(input).await;
    assert_eq!(recorded["family"], json!({ "november": 700, "december": 700 }));
    assert_eq!(recorded["order"]["total"]["amountCents"], 770);
    let mut everywhere = FROM_DECEMBER;
    everywhere[0] = "Léa cantine 2026-11-30 300";
    assert_eq!(prices(&camille).await, everywhere);
}

async fn one_that_is_taken_back_is_unknown_from_the_next_month(store: Store) {
    let (_house, _server, office, camille) = at_noon(store, "").await;
    book(&camille).await;
    let recorded = office
        .record(json!({ "familyId": office.martin_id().await, "value": null }))
        .await;
    assert_eq!(recorded["family"], json!({ "november": 400, "december": null }));
    assert_eq!(
        prices(&camille).await,
        [
            "Léa cantine 2026-11-30 100",
            "Léa cantine 2026-12-01 350",
            "Léa cantine 2026-12-03 350",
            "Noé cantine 2026-12-01 300",
            "Léa matin 2026-12-01 200",
        ]
    );
}

async fn a_late_word_corrects_the_first_one_of_its_day(store: Store) {
    let (_house, _server, office, camille) = at_noon(store, "").await;
    book(&camille).await;
    let family = office.martin_id().await;
    office.record(json!({ "familyId": family, "value": 7000 })).await;
    let corrected = office.record(json!({ "familyId": family, "value": 700 })).await;
    assert_eq!(corrected["family"], json!({ "november": 400, "december": 700 }));
    assert_eq!(prices(&camille).await, FROM_DECEMBER);
    let known = office.martins().await;
    let values: Vec<_> = known["quotients"]
        .as_array()
        .expect("quotients")
        .iter()
        .map(|one| one["value"].clone())
        .collect();
    assert_eq!(values, [json!(700), json!(7000), json!(400)]);
}

/// A price that the town changes afterwards is another one for new bookings only, also when the month is reckoned.
async fn what_is_agreed_on_is_what_is_due(store: Store) {
    let (house, server, office, camille) = at_noon(store, "").await;
    book(&camille).await;
    server
        .publish(
            &RULES
                .replace("amount = \"1.00\"", "amount = \"1.10\"")
                .replace("amount = \"3.00\"", "amount = \"3.30\""),
        )
        .await;
    house.time.set("2026-12-05T12:00:00+01:00");
    let due = async || {
        let document = "query ($child: ID!) { child(id: $child) { due(from: \"2026-11-30\", to: \"2026-12-04\") {
            total { amountCents } lines { date activity { code } kind amount { amountCents } } } } }";
        let child = json!({ "child": camille.child("Léa") });
        camille.phone.ask(document, child).await.field("child")["due"].clone()
    };
    let line = |day: &str, code: &str, cents: i64| json!({ "date": day, "activity": { "code": code }, "kind": "USED", "amount": { "amountCents": cents } });
    assert_eq!(
        due().await,
        json!({
            "total": { "amountCents": 500 },
            "lines": [
                line("2026-11-30", "cantine", 100),
                line("2026-12-01", "cantine", 100),
                line("2026-12-01", "matin", 200),
                line("2026-12-03", "cantine", 100),
            ],
        })
    );
    // Another quotient makes another price, by the rule book of now.
    let input = json!({ "familyId": office.martin_id().await, "value": 700, "givenOn": "2026-11-12" });
    office.record(input).await;
    assert_eq!(due().await["total"]["amountCents"], 100 + 330 + 200 + 330);
}

async fn bad_input_notes_nothing(store: Store) {
    let (_house, _server, office, camille) = at_noon(store, "").await;
    book(&camille).await;
    let family = office.martin_id().await;
    let before = (office.martins().await, camille.history().await, prices(&camille).await);
    let unknown = "family:01ARZ3NDEKTSV4RRFFQ69G5FAV";
    for (input, code, path, message) in [
        (
            json!({ "familyId": unknown, "value": 700 }),
            "UNKNOWN_FAMILY",
            "familyId",
            "La mairie ne connaît aucune famille sous ce code.",
        ),
        (
            json!({ "familyId": "100200", "value": 700 }),
            "UNKNOWN_FAMILY",
            "familyId",
            "La mairie ne connaît aucune famille sous ce code.",
        ),
        (
            json!({ "familyId": family, "value": -1 }),
            "INVALID_VALUE",
            "value",
            "Un quotient familial est un nombre entier de 0 à 999999. Corrigez-le, ou laissez-le vide pour le retirer.",
        ),
        (
            json!({ "familyId": family, "value": 1_000_000 }),
            "INVALID_VALUE",
            "value",
            "Un quotient familial est un nombre entier de 0 à 999999. Corrigez-le, ou laissez-le vide pour le retirer.",
        ),
        (
            json!({ "familyId": family, "value": 700, "givenOn": "2026-11-13" }),
            "FUTURE_DAY",
            "givenOn",
            "Ce jour n’est pas encore venu : aujourd’hui, c’est le jeudi 12 novembre 2026. Indiquez le jour où la famille l’a donné.",
        ),
        (
            json!({ "familyId": family, "value": 700, "givenOn": "2026-10-31", "month": "2026-11-01" }),
            "FUTURE_MONTH",
            "month",
            "Ce mois n’avait pas commencé quand la famille a donné son quotient. Indiquez le mois écrit sur l’attestation.",
        ),
    ] {
        let refused = office.record(input).await;
        assert_eq!(
            refused,
            json!({
                "family": null, "order": null,
                "errors": [{ "code": code, "path": [path], "message": message }],
            })
        );
    }
    let after = (office.martins().await, camille.history().await, prices(&camille).await);
    assert_eq!(after, before);
}

async fn only_staff_note_quotients(store: Store) {
    let (_house, _server, office, camille) = at_noon(store, "").await;
    let before = office.martins().await;
    let input = json!({ "familyId": before["id"], "value": 0 });
    let refused = camille.phone.ask(RECORD, json!({ "input": input })).await;
    assert_eq!(refused.codes(), ["FORBIDDEN"]);
    assert_eq!(office.martins().await, before);
}
