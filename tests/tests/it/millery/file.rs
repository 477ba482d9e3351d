//! "Les inscriptions sont automatiquement bloquées si le dossier famille n'est pas complet."

use preau_tests::towns::{bouillargues, millery};
use preau_tests::{House, Parent, Phone, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(
    refused_until_the_file_is_complete,
    complete_until_a_day,
    what_cannot_be_declared,
    only_the_towns_own_staff_declare,
    an_offer_passes_on,
);

const DAY: &str = "2026-12-04";
const DECIDE: &str = "mutation($input: FamilyFileDecideInput!) { familyFileDecide(input: $input) {
    family { file { complete validUntil missing decidedAt decidedBy } } errors { code path } } }";
const FILE: &str = "{ viewer { family { id file { complete validUntil missing decidedAt decidedBy } } } }";
const MISSING: [&str; 2] = [
    "Copie du carnet de vaccinations de Lina",
    "Attestation d'assurance scolaire",
];

/// The family Girard, whose file is not complete, and the service.
async fn town(store: Store) -> (House, Server, Parent, Phone, String) {
    let (house, server) = Server::of(store, millery()).await;
    let thomas = server.parent("thomas.girard@millery.example").await;
    let staff = server.sign_in("service@millery.example").await;
    let family = family(&thomas.phone).await["id"].as_str().expect("an id").to_owned();
    (house, server, thomas, staff, family)
}

async fn family(phone: &Phone) -> Value {
    phone.ask(FILE, json!({})).await.field("viewer")["family"].clone()
}

async fn decide(staff: &Phone, input: Value) -> Value {
    staff
        .ask(DECIDE, json!({ "input": input }))
        .await
        .field("familyFileDecide")
}

/// The service accepts the file of the family Girard, which is not complete yet.
pub async fn accept_girard(server: &Server) {
    let thomas = server.sign_in("thomas.girard@millery.example").await;
    let staff = server.sign_in("service@millery.example").await;
    let id = family(&thomas).await["id"].clone();
    let declared = decide(&staff, json!({ "familyId": id, "complete": true })).await;
    assert_eq!(declared["errors"], json!([]));
}

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

async fn line(parent: &Parent) -> String {
    parent.calendar("Lina", DAY, DAY).await.on("midi", DAY)
}

/// B7, C2, D3, D15: everything says no, and what is missing; once the service has accepted the file, the day is asked for.
async fn refused_until_the_file_is_complete(store: Store) {
    let (_house, server, thomas, staff, id) = town(store).await;
    let refused = [format!("Lina midi {DAY} REFUSED FILE_INCOMPLETE")];
    let shut = format!("{DAY} SUSPENDED FILE_INCOMPLETE 2026-12-01T11:00:00Z 620 -");
    assert_eq!(line(&thomas).await, shut);
    let changes = [thomas.booking("Lina", "midi", &[DAY])];
    assert_eq!(thomas.told(thomas.rehearse("essai", &changes).await), refused);
    assert_eq!(thomas.told(thomas.plan("1", &changes).await), refused);
    assert_eq!(thomas.tick("Lina", "midi", &[DAY]).await, refused);
    let why = "mutation($input: BookingPlanInput!) { bookingPlan(input: $input) {
        outcomes { reason { code message missing until } } } }";
    let input = json!({ "changes": changes, "dryRun": true, "idempotencyKey": "pourquoi" });
    let told = thomas
        .phone
        .ask(why, json!({ "input": input }))
        .await
        .field("bookingPlan");
    let reason = &told["outcomes"][0]["reason"];
    assert_eq!(
        (&reason["code"], &reason["missing"], &reason["until"]),
        (&json!("FILE_INCOMPLETE"), &json!(MISSING), &Value::Null)
    );
    assert_eq!(
        plain(reason["message"].as_str().expect("words")),
        "Le dossier de votre famille n’est pas complet. Il manque : Copie du carnet de vaccinations de Lina, Attestation \
         d'assurance scolaire. Fournissez ce qui manque, ou adressez-vous à Service périscolaire \
         (periscolaire@millery.example)."
    );
    assert_eq!(thomas.history().await, [""; 0]);
    assert_eq!(Parent::lines(&thomas.cart().await), [""; 0]);
    assert_eq!(thomas.heads_of(&staff, "midi", DAY).await, 0);

    let declared = decide(&staff, json!({ "familyId": id, "complete": true })).await;
    let file = json!({
        "complete": true, "validUntil": null, "missing": [], "decidedAt": "2026-11-23T08:00:00Z",
        "decidedBy": "Service périscolaire",
    });
    assert_eq!(declared, json!({ "family": { "file": file }, "errors": [] }));
    assert_eq!(family(&thomas.phone).await["file"], file);
    // What is so already is not declared, nor told, again.
    decide(&staff, json!({ "familyId": id, "complete": true })).await;
    server.work().await;
    let mails = server.mails();
    let [mail] = mails.as_slice() else { panic!("{mails:#?}") };
    assert_eq!(plain(&mail.subject), "Millery : votre dossier est complet");
    assert_eq!(
        plain(&mail.text),
        "Bonjour Thomas Girard,

Le dossier de votre famille est complet. Vous pouvez réserver sur le portail famille.

Une question ? Écrivez-nous ou appelez-nous :
  Service périscolaire : periscolaire@millery.example

Le portail famille de Millery
"
    );
    let mut ear = thomas.phone.clone().listen().await;
    let alerts = "subscription { alerts(after: \"0\") { position kind suspension { id } order { id } } }";
    ear.say(&json!({ "id": "1", "type": "subscribe", "payload": { "query": alerts } }))
        .await;
    assert_eq!(
        ear.alert().await,
        json!({ "position": "1", "kind": "FILE_DECIDED", "suspension": null, "order": null })
    );
    let booked = thomas.book("2", "Lina", "midi", &[DAY]).await;
    assert_eq!(booked, [format!("Lina midi {DAY} PENDING 620")]);
    assert_eq!(thomas.heads_of(&staff, "midi", DAY).await, 1);
}

/// B7: a file that counts until a day counts on that day; one that is complete no more takes no place away.
async fn complete_until_a_day(store: Store) {
    let (_house, server, thomas, staff, id) = town(store).await;
    decide(&staff, json!({ "familyId": id, "complete": true, "validUntil": DAY })).await;
    let days = [DAY, "2026-12-07"];
    assert_eq!(
        thomas.book("1", "Lina", "midi", &days).await,
        [
            format!("Lina midi {DAY} PENDING 620"),
            "Lina midi 2026-12-07 REFUSED FILE_INCOMPLETE".to_owned(),
        ]
    );
    server.work().await;
    let before = server.mails().len();
    let input = json!({ "familyId": id, "complete": false, "missing": [" Justificatif de domicile "] });
    let declared = decide(&staff, input).await;
    assert_eq!(
        declared["family"]["file"]["missing"],
        json!(["Justificatif de domicile"])
    );
    server.work().await;
    let mails = server.mails().split_off(before);
    let [mail] = mails.as_slice() else { panic!("{mails:#?}") };
    assert_eq!(plain(&mail.subject), "Millery : votre dossier n’est pas complet");
    assert!(
        plain(&mail.text).contains(
            "Le dossier de votre famille n’est pas complet : les activités qui le demandent ne peuvent pas être réservées pour \
             le moment. Il manque :
  Justificatif de domicile
"
        ),
        "{}",
        mail.text
    );
    assert_eq!(
        line(&thomas).await,
        format!("{DAY} PENDING - 2026-12-01T11:00:00Z 620 -")
    );
    let off = thomas.cancel("2", "Lina", "midi", &[DAY]).await;
    assert_eq!(off, [format!("Lina midi {DAY} CANCELLED")]);
    let again = thomas.book("3", "Lina", "midi", &[DAY]).await;
    assert_eq!(again, [format!("Lina midi {DAY} REFUSED FILE_INCOMPLETE")]);
}

/// B7, I: what makes no sense is refused, and nothing changes.
async fn what_cannot_be_declared(store: Store) {
    let (_house, server, thomas, staff, id) = town(store).await;
    let before = family(&thomas.phone).await;
    let long = "x".repeat(121);
    for (input, code, path) in [
        (
            json!({ "familyId": "family:01ARZ3NDEKTSV4RRFFQ69G5FAV", "complete": true }),
            "UNKNOWN_FAMILY",
            json!(["familyId"]),
        ),
        (
            json!({ "familyId": id, "complete": true, "validUntil": "2026-11-22" }),
            "PAST_DAY",
            json!(["validUntil"]),
        ),
        (
            json!({ "familyId": id, "complete": false, "validUntil": "2026-12-22" }),
            "UNTIL_OF_INCOMPLETE",
            json!(["validUntil"]),
        ),
        (
            json!({ "familyId": id, "complete": true, "missing": ["Assurance"] }),
            "MISSING_OF_COMPLETE",
            json!(["missing"]),
        ),
        (
            json!({ "familyId": id, "complete": false, "missing": vec!["Assurance"; 21] }),
            "TOO_MANY_MISSING",
            json!(["missing"]),
        ),
        (
            json!({ "familyId": id, "complete": false, "missing": ["Assurance", long] }),
            "INVALID_MISSING",
            json!(["missing", "1"]),
        ),
    ] {
        let declared = decide(&staff, input).await;
        assert_eq!(
            declared,
            json!({ "family": null, "errors": [{ "code": code, "path": path }] })
        );
    }
    assert_eq!(family(&thomas.phone).await, before);
    server.work().await;
    assert_eq!(server.mails(), []);
}

/// B7, G4: neither a family, nor the staff of another town, nor nobody.
async fn only_the_towns_own_staff_declare(store: Store) {
    let (_house, server, thomas, _staff, id) = town(store).await;
    let elsewhere = bouillargues();
    server.settle(&elsewhere.rules, elsewhere.people).await;
    let login = "enfance@bouillargues.example";
    let stranger = server.phone();
    let stranger = stranger.sign_in(elsewhere.slug, login, elsewhere.password(login)).await;
    let julie = server.sign_in("julie.lambert@millery.example").await;
    let before = family(&thomas.phone).await;
    let input = json!({ "familyId": id, "complete": true });
    for (phone, code) in [
        (&thomas.phone, "FORBIDDEN"),
        (&julie, "FORBIDDEN"),
        (&server.phone(), "UNAUTHENTICATED"),
    ] {
        let answer = phone.ask(DECIDE, json!({ "input": input.clone() })).await;
        assert_eq!(answer.codes(), [code]);
    }
    let unknown = json!({ "family": null, "errors": [{ "code": "UNKNOWN_FAMILY", "path": ["familyId"] }] });
    assert_eq!(decide(&stranger, input).await, unknown);
    assert_eq!(family(&thomas.phone).await, before);
    let refused = thomas.book("1", "Lina", "midi", &[DAY]).await;
    assert_eq!(refused, [format!("Lina midi {DAY} REFUSED FILE_INCOMPLETE")]);
    server.work().await;
    assert_eq!(server.mails(), []);
}

/// B7, D14: who may not wait without a complete file; a place that is kept for a family whose file is complete no more goes
/// to the next in the same turn.
async fn an_offer_passes_on(store: Store) {
    let rules = millery()
        .saying("capacity = 120", "capacity = 1\nwaiting_list = { offer_hours = 24 }")
        .saying("{ amount = \"6.20\" },\n] } }\ndeadlines = { book = \"deux-jours-de-classe\", cancel = \"deux-jours-de-classe\" }\napproval = [\"book\", \"cancel\"]\nneeds_complete_file = true\nattendance = \"periscolaire\"\n\n[[activities]]\ncode = \"midi-mater\"",
            "{ amount = \"6.20\" },\n] } }\ndeadlines = { book = \"deux-jours-de-classe\", cancel = \"deux-jours-de-classe\" }\nneeds_complete_file = true\nattendance = \"periscolaire\"\n\n[[activities]]\ncode = \"midi-mater\"");
    let (_house, server) = Server::of(store, rules).await;
    let thomas = server.parent("thomas.girard@millery.example").await;
    let julie = server.parent("julie.lambert@millery.example").await;
    let staff = server.sign_in("service@millery.example").await;
    let id = family(&thomas.phone).await["id"].as_str().expect("an id").to_owned();
    julie.book("1", "Maya", "midi", &[DAY]).await;
    assert_eq!(
        thomas.join("1", "Lina", "midi", &[DAY]).await,
        [format!("Lina midi {DAY} REFUSED FILE_INCOMPLETE")]
    );
    decide(&staff, json!({ "familyId": id, "complete": true })).await;
    thomas.join("2", "Lina", "midi", &[DAY]).await;
    julie.cancel("2", "Maya", "midi", &[DAY]).await;
    julie.join("3", "Maya", "midi", &[DAY]).await;
    assert!(thomas.slot("Lina", "midi", DAY).await.starts_with("OFFERED"));
    decide(&staff, json!({ "familyId": id, "complete": false })).await;
    assert_eq!(thomas.slot("Lina", "midi", DAY).await, "WAITING 1");
    assert!(julie.slot("Maya", "midi", DAY).await.starts_with("OFFERED"));
    assert_eq!(
        thomas.accept("3", "Lina", "midi", &[DAY]).await,
        [format!("Lina midi {DAY} REFUSED NO_OFFER")]
    );
    // Complete again, the family is served in its turn.
    julie.decline("4", "Maya", "midi", &[DAY]).await;
    assert_eq!(thomas.slot("Lina", "midi", DAY).await, "WAITING 1");
    decide(&staff, json!({ "familyId": id, "complete": true })).await;
    server.work().await;
    assert!(thomas.slot("Lina", "midi", DAY).await.starts_with("OFFERED"));
    assert_eq!(
        thomas.accept("4", "Lina", "midi", &[DAY]).await,
        [format!("Lina midi {DAY} BOOKED 620")]
    );
}
