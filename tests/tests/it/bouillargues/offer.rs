//! "L'activité est ouverte du … au …".

use preau_tests::towns::{Town, bouillargues};
use preau_tests::{Parent, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(
    what_an_activity_says_of_itself,
    not_of_the_age,
    not_in_the_class,
    a_class_of_the_year_before,
    documents_of_a_file
);

async fn activity(parent: &Parent, code: &str) -> Value {
    let document =
        "{ viewer { town { activities { code place period { from to } ages { from to } classes { from to } needsCompleteFile
             documents } } } }";
    let viewer = parent.phone.ask(document, json!({})).await.field("viewer");
    let activities = viewer["town"]["activities"].as_array().expect("activities");
    let found = activities.iter().find(|one| one["code"] == code);
    found.expect("an activity").clone()
}

/// C2: its period, its ages and classes, its place, whether a complete file is needed, and what it has to hold.
async fn what_an_activity_says_of_itself(store: Store) {
    let town = bouillargues().saying(
        "waiting_list = { offer_hours = 24 }",
        "waiting_list = { offer_hours = 24 }\nages = { from = 6 }\nclasses = { from = \"ce1\", to = \"6e\" }\n\
         needs_complete_file = true\ndocuments = [\"Attestation d'assurance\", \"Fiche sanitaire\"]",
    );
    let (_house, server) = Server::of(store, town).await;
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    assert_eq!(
        activity(&lucie, "accueil-soir").await,
        json!({
            "code": "accueil-soir", "place": null, "period": { "from": "2025-09-01", "to": "2027-07-02" }, "ages": null,
            "classes": null, "needsCompleteFile": false, "documents": [],
        })
    );
    assert_eq!(
        activity(&lucie, "restauration").await,
        json!({
            "code": "restauration", "place": "Restaurant élémentaire", "period": null, "ages": null,
            "classes": null, "needsCompleteFile": false, "documents": [],
        })
    );
    assert_eq!(
        activity(&lucie, "mercredi-matin").await,
        json!({
            "code": "mercredi-matin", "place": null, "period": null, "ages": { "from": 6, "to": null },
            "classes": { "from": "CE1", "to": "SIXIEME" }, "needsCompleteFile": true,
            "documents": ["Attestation d'assurance", "Fiche sanitaire"],
        })
    );
}

/// C2: Elsa is nine; Hugo is four.
async fn not_of_the_age(store: Store) {
    let town = bouillargues().saying(
        "waiting_list = { offer_hours = 24 }",
        "waiting_list = { offer_hours = 24 }\nages = { from = 6 }",
    );
    let (_house, server) = Server::of(store, town).await;
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    let day = "2026-12-02";
    let calendar = lucie.calendar("Hugo", day, day).await;
    assert_eq!(
        calendar.on("mercredi-matin", day),
        format!("{day} CLOSED WRONG_AGE - 800 -")
    );
    let changes = ["Elsa", "Hugo"].map(|child| lucie.booking(child, "mercredi-matin", &[day]));
    let payload = lucie.plan("1", &changes).await.field("bookingPlan");
    assert_eq!(
        lucie.outcomes(&payload),
        [
            format!("Elsa mercredi-matin {day} BOOKED 800"),
            format!("Hugo mercredi-matin {day} REFUSED WRONG_AGE"),
        ]
    );
    assert_eq!(lucie.history().await.len(), 1);
}

/// The Wednesday is for these classes.
fn for_classes(classes: &str) -> Town {
    let list = "waiting_list = { offer_hours = 24 }";
    bouillargues().saying(list, &format!("{list}\nclasses = {classes}"))
}

/// The classes of a family's children on a day; today, without one.
async fn classes(parent: &Parent, on: Option<&str>) -> Value {
    let document = "query($on: Date) { viewer { family { children { firstName class(on: $on) } } } }";
    let viewer = parent.phone.ask(document, json!({ "on": on })).await.field("viewer");
    viewer["family"]["children"].clone()
}

/// Why a place cannot be booked: code, message and rule of the rehearsal of a booking.
async fn why(parent: &Parent, child: &str, day: &str) -> Value {
    let document = "mutation($input: BookingPlanInput!) { bookingPlan(input: $input) {
        outcomes { reason { code message rule } } } }";
    let changes = [parent.booking(child, "mercredi-matin", &[day])];
    let input = json!({ "changes": changes, "dryRun": true, "idempotencyKey": "pourquoi" });
    let told = parent.phone.ask(document, json!({ "input": input })).await;
    told.field("bookingPlan")["outcomes"][0]["reason"].clone()
}

/// C2: Elsa is in CM1, Hugo in moyenne section; of Paul, the town has no class in its files.
async fn not_in_the_class(store: Store) {
    let (_house, server) = Server::of(store, for_classes("{ from = \"ce1\", to = \"cm2\" }")).await;
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    let anne = server.parent("anne.roussel@bouillargues.example").await;
    let day = "2026-12-02";
    assert_eq!(
        classes(&lucie, None).await,
        json!([{ "firstName": "Elsa", "class": "CM1" }, { "firstName": "Hugo", "class": "MS" }])
    );
    assert_eq!(
        classes(&anne, None).await,
        json!([{ "firstName": "Paul", "class": null }])
    );
    let line = |calendar: preau_tests::Calendar| calendar.on("mercredi-matin", day);
    assert_eq!(
        line(lucie.calendar("Hugo", day, day).await),
        format!("{day} CLOSED WRONG_CLASS - 800 -")
    );
    assert_eq!(
        line(anne.calendar("Paul", day, day).await),
        format!("{day} CLOSED CLASS_UNKNOWN - 1000 -")
    );
    let rule = "pour les élèves du CE1 au CM2";
    assert_eq!(
        why(&lucie, "Hugo", day).await,
        json!({
            "code": "WRONG_CLASS",
            "message": "L’activité accueille les élèves du CE1 au CM2 ce jour-là. Choisissez une activité pour la classe de \
                        l’enfant.",
            "rule": rule,
        })
    );
    assert_eq!(
        why(&anne, "Paul", day).await,
        json!({
            "code": "CLASS_UNKNOWN",
            "message": "L’activité accueille les élèves du CE1 au CM2, et la commune ne connaît pas la classe de l’enfant. \
                        Demandez-lui de compléter le dossier de l’enfant\u{a0}: adressez-vous à Restauration scolaire et \
                        temps méridien (cantine@bouillargues.example).",
            "rule": rule,
        })
    );
    let changes = ["Elsa", "Hugo"].map(|child| lucie.booking(child, "mercredi-matin", &[day]));
    let payload = lucie.plan("1", &changes).await.field("bookingPlan");
    assert_eq!(
        lucie.outcomes(&payload),
        [
            format!("Elsa mercredi-matin {day} BOOKED 800"),
            format!("Hugo mercredi-matin {day} REFUSED WRONG_CLASS"),
        ]
    );
    assert_eq!(
        anne.book("2", "Paul", "mercredi-matin", &[day]).await,
        [format!("Paul mercredi-matin {day} REFUSED CLASS_UNKNOWN")]
    );
    assert_eq!((lucie.history().await.len(), anne.history().await.len()), (1, 0));
}

/// C2: Jade was in CE1 in the school year that began in 2025, so that she is in CE2 by now, and in CM1 from 1 September on.
async fn a_class_of_the_year_before(store: Store) {
    let (_house, server) = Server::of(store, for_classes("{ to = \"ce2\" }")).await;
    let karim = server.parent("karim.vidal@bouillargues.example").await;
    for (on, class) in [
        (None, json!("CE2")),
        (Some("2026-08-31"), json!("CE1")),
        (Some("2026-09-01"), json!("CE2")),
        (Some("2027-09-01"), json!("CM1")),
        (Some("2032-09-01"), json!("TROISIEME")),
        (Some("2033-09-01"), Value::Null),
    ] {
        let expected = json!([{ "firstName": "Jade", "class": class }]);
        assert_eq!(classes(&karim, on).await, expected, "{on:?}");
    }
    let (last, first) = ("2027-06-30", "2027-09-08");
    let booked = karim.book("1", "Jade", "mercredi-matin", &["2026-12-02", last]).await;
    assert_eq!(
        booked,
        [
            "Jade mercredi-matin 2026-12-02 BOOKED 600".to_owned(),
            format!("Jade mercredi-matin {last} BOOKED 600"),
        ]
    );
    assert_eq!(
        karim.book("2", "Jade", "mercredi-matin", &[first]).await,
        [format!("Jade mercredi-matin {first} REFUSED WRONG_CLASS")]
    );
}

/// C2: the rule book says what the file has to hold, and the refusal says so, too.
async fn documents_of_a_file(store: Store) {
    let list = "waiting_list = { offer_hours = 24 }";
    let needed = "needs_complete_file = true\ndocuments = [\"Attestation d'assurance\", \"Fiche sanitaire\"]";
    let town = bouillargues().saying(list, &format!("{list}\n{needed}"));
    let (_house, server) = Server::of(store, town).await;
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    let day = "2026-12-02";
    assert_eq!(
        why(&lucie, "Elsa", day).await,
        json!({
            "code": "FILE_INCOMPLETE",
            "message": "La commune n’a pas encore déclaré complet le dossier de votre famille\u{a0}: il faut Attestation \
                        d'assurance, Fiche sanitaire. Complétez-le, ou adressez-vous à Restauration scolaire et \
                        temps méridien (cantine@bouillargues.example).",
            "rule": "réservé aux familles dont le dossier est complet : il faut Attestation d'assurance, Fiche sanitaire",
        })
    );
    assert_eq!(
        lucie.book("1", "Elsa", "mercredi-matin", &[day]).await,
        [format!("Elsa mercredi-matin {day} REFUSED FILE_INCOMPLETE")]
    );
    assert_eq!(lucie.history().await, [""; 0]);
}
