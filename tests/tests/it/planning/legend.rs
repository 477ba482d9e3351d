use preau_tests::towns::{PEOPLE, RULES};
use preau_tests::{Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(
    every_state_has_its_words,
    all_that_stands_in_the_way,
    the_deadline_of_what_goes_with_it
);

const LEGEND: &str = "{ legend { state label meaning } }";

const FRENCH: [[&str; 3]; 14] = [
    ["AVAILABLE", "disponible", "Une place peut être réservée maintenant."],
    [
        "IN_CART",
        "dans le panier",
        "Choisi, mais rien n’est envoyé avant votre confirmation.",
    ],
    [
        "PENDING",
        "en attente de la mairie",
        "La place est gardée jusqu’à la décision de la commune.",
    ],
    ["BOOKED", "réservé", "La place est réservée."],
    [
        "CHANGE_ASKED",
        "changement demandé",
        "La place est réservée jusqu’à la décision de la commune sur une autre activité à sa place.",
    ],
    [
        "CANCELLATION_ASKED",
        "annulation demandée",
        "La place est réservée jusqu’à la décision de la commune de la reprendre.",
    ],
    [
        "ABSENT",
        "absent",
        "L’enfant n’est pas venu, ou son absence est annoncée.",
    ],
    [
        "WAITING",
        "sur liste d’attente",
        "Pas encore de place : votre famille est dans la file.",
    ],
    [
        "OFFERED",
        "place proposée, à accepter",
        "Une place vous est gardée un moment : acceptez-la ou laissez-la.",
    ],
    ["FULL", "complet", "Il n’y a plus de place."],
    [
        "BLOCKED",
        "impossible avec une autre réservation",
        "Une autre réservation du jour l’empêche.",
    ],
    [
        "SUSPENDED",
        "réservation suspendue",
        "Une somme restant due, un dossier incomplet ou une décision de la commune empêche de réserver. Ouvrez le jour pour savoir pourquoi.",
    ],
    [
        "OUT_OF_TIME",
        "hors délai",
        "La réservation n’est pas possible en ce moment.",
    ],
    ["CLOSED", "fermé", "L’activité n’a pas lieu ce jour-là pour cet enfant."],
];

const ENGLISH: [[&str; 3]; 14] = [
    ["AVAILABLE", "available", "A place can be booked now."],
    [
        "IN_CART",
        "in the cart",
        "Chosen, but nothing is sent before you confirm.",
    ],
    [
        "PENDING",
        "waiting for the town",
        "The place is kept until the town has decided.",
    ],
    ["BOOKED", "booked", "The place is booked."],
    [
        "CHANGE_ASKED",
        "change asked for",
        "The place is booked until the town has decided on another activity in its place.",
    ],
    [
        "CANCELLATION_ASKED",
        "cancellation asked for",
        "The place is booked until the town has decided to take it back.",
    ],
    ["ABSENT", "absent", "The child did not come, or is announced not to."],
    [
        "WAITING",
        "on the waiting list",
        "No place yet: your family is in the line.",
    ],
    [
        "OFFERED",
        "place offered, to accept",
        "A place is kept for you for a while: accept it or let it go.",
    ],
    ["FULL", "full", "No place is left."],
    [
        "BLOCKED",
        "impossible beside another booking",
        "Another booking of the day stands in the way.",
    ],
    [
        "SUSPENDED",
        "booking suspended",
        "An amount still owed, a file that is not complete or a decision of the town stands in the way. Open the day to learn why.",
    ],
    [
        "OUT_OF_TIME",
        "too late or too early",
        "It cannot be booked at this time.",
    ],
    ["CLOSED", "closed", "The activity does not run for this child that day."],
];

/// D3: one legend for all states, in the order of a key, for anyone and in the language asked for.
async fn every_state_has_its_words(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let french = server.phone().ask(LEGEND, json!({})).await.field("legend");
    let told = |legend: &Value| -> Vec<[String; 3]> {
        let text = |line: &Value, field: &str| line[field].as_str().expect("a text").to_owned();
        let lines = legend.as_array().expect("lines").iter();
        lines
            .map(|line| ["state", "label", "meaning"].map(|field| text(line, field)))
            .collect()
    };
    assert_eq!(told(&french), FRENCH.map(|line| line.map(str::to_owned)));
    let english = server.phone().speaking("en").ask(LEGEND, json!({})).await;
    let english = english.field("legend");
    assert_eq!(told(&english), ENGLISH.map(|line| line.map(str::to_owned)));
}

const OBSTACLES: &str = "query($child: ID!, $day: Date!) { child(id: $child) { calendar(from: $day, to: $day) {
  activities { activity { code } slot(date: $day) {
    reason { code } obstacles { code message rule closedAt } closesAt nextBookableOn } } } } }";

/// D15: not only the first reason; the deadline as the town's clocks show it, and the next day that is still open.
async fn all_that_stands_in_the_way(store: Store) {
    let rules = preau_tests::towns::rules_with_places(1);
    let (house, server) = Server::of_town(store, &rules, preau_tests::towns::PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    alix.book("1", "Tom", "soir", &["2026-11-30"]).await;
    house.time.set("2026-11-26T10:00:00+01:00");
    let variables = json!({ "child": camille.child("Léa"), "day": "2026-11-30" });
    let child = camille.phone.ask(OBSTACLES, variables).await.field("child");
    let activities = child["calendar"]["activities"].as_array().unwrap();
    let slot = |code: &str| &activities.iter().find(|one| one["activity"]["code"] == code).unwrap()["slot"];
    let too_late = json!({
        "code": "TOO_LATE",
        "message": "Les réservations du lundi 30 novembre 2026 pouvaient être modifiées jusqu’au jeudi 26 novembre 2026 à \
                    10:00. Pour un besoin urgent, contactez le service périscolaire.",
        "rule": "à réserver au plus tard le jeudi de la semaine précédente à 10:00",
        "closedAt": "2026-11-26T09:00:00Z",
    });
    let full = json!({
        "code": "FULL",
        "message": "Plus de place le lundi 30 novembre 2026. Choisissez un autre jour ou réessayez plus tard : une place \
                    peut se libérer.",
        "rule": "1 place par jour",
        "closedAt": null,
    });
    assert_eq!(
        slot("soir"),
        &json!({
            "reason": { "code": "TOO_LATE" },
            "obstacles": [too_late, full],
            "closesAt": "2026-11-26T09:00:00Z",
            "nextBookableOn": "2026-12-07",
        })
    );
    assert_eq!(slot("midi")["obstacles"].as_array().unwrap().len(), 1);
}

/// D15: a link that is too late says since when, and by which rule of its own.
async fn the_deadline_of_what_goes_with_it(store: Store) {
    let midi = "price = { form = \"flat\", amount = \"1.70\" } # guide\ndeadlines = { book = \"semaine-suivante\"";
    let rules = RULES
        .replacen(midi, &midi.replace("semaine-suivante", "huitaine"), 1)
        .replacen(
            "[deadlines.semaine-suivante]",
            "[deadlines.huitaine]\nform = \"days_before\"\ndays = 7\nat = \"10:00\"\n\n[deadlines.semaine-suivante]",
            1,
        );
    let (house, server) = Server::of_town(store, &rules, PEOPLE).await;
    house.time.set("2026-11-24T09:00:00+01:00");
    let camille = server.parent("camille@example.org").await;
    assert_eq!(
        camille.rules_in_the_way("Léa", "restauration", "2026-11-30").await,
        [
            "LINKED midi 2026-11-23T09:00:00Z: va avec « Accueil du midi » : à réserver au plus tard 7 jours avant à 10:00"
        ]
    );
    // Of a request, where nobody knows whether it books or gives back, it says both if both end by it.
    let asked = [camille.booking("Léa", "restauration", &["2026-11-30"])];
    let request = json!({ "changes": asked, "dryRun": true, "idempotencyKey": "1" });
    let document = "mutation($input: BookingPlanInput!) { bookingPlan(input: $input) { outcomes {
      reason { code closedAt rule activity { code } } } } }";
    let payload = camille
        .phone
        .ask(document, json!({ "input": request }))
        .await
        .field("bookingPlan");
    assert_eq!(
        payload["outcomes"][0]["reason"],
        json!({
            "code": "LINKED",
            "closedAt": "2026-11-23T09:00:00Z",
            "rule": "va avec « Accueil du midi » : à réserver au plus tard 7 jours avant à 10:00",
            "activity": { "code": "midi" },
        })
    );
    house.time.set("2026-11-26T10:00:00+01:00");
    assert_eq!(
        camille.rules_in_the_way("Léa", "matin", "2026-11-30").await,
        ["TOO_LATE 2026-11-26T09:00:00Z: à réserver au plus tard le jeudi de la semaine précédente à 10:00"]
    );
}
