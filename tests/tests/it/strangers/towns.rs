use preau_tests::towns::{MILLY, PASSWORD, PEOPLE, RULES, VILLAGE, VILLAGE_PASSWORD, village_people, village_rules};
use preau_tests::{House, Parent, Server, Store, both_stores, documents};
use serde_json::json;

both_stores!(the_same_family_in_two_towns, staff_see_their_town);

async fn two_towns(store: Store) -> (House, Server) {
    let house = House::new(store).await;
    let server = house.open().await;
    server.settle(RULES, PEOPLE).await;
    server.settle(&village_rules(), &village_people()).await;
    (house, server)
}

/// G4, A5: same code, same address, same names; other password, other bookings, other numbers.
async fn the_same_family_in_two_towns(store: Store) {
    let (_house, server) = two_towns(store).await;
    let phone = server.phone();
    for (town, login, password) in [
        (MILLY, "camille@example.org", VILLAGE_PASSWORD),
        (MILLY, "100200", VILLAGE_PASSWORD),
        (VILLAGE, "camille@example.org", PASSWORD),
        (VILLAGE, "100200", PASSWORD),
    ] {
        let refused = phone.session_open(town, login, password, "Téléphone").await;
        assert_eq!(
            refused["errors"][0]["code"], "UNKNOWN_LOGIN_OR_PASSWORD",
            "{town} {login}"
        );
    }
    let camille = server.parent("camille@example.org").await;
    let neighbour = Parent::new(phone.sign_in(VILLAGE, "100200", VILLAGE_PASSWORD).await).await;
    camille.book("1", "Léa", "matin", &["2026-11-30"]).await;
    camille.book("2", "Léa", "matin", &["2026-12-01"]).await;
    neighbour.book("1", "Léa", "soir", &["2026-11-30"]).await;
    assert_eq!(
        neighbour.history().await,
        ["2026-11-23T08:00:00Z BOOKED Léa soir 2026-11-30 340 by Camille Martin no 1"]
    );
    assert_eq!(camille.history().await.len(), 2);
    let matin = neighbour.calendar("Léa", "2026-11-30", "2026-11-30").await;
    assert_eq!(
        matin.on("matin", "2026-11-30"),
        "2026-11-30 AVAILABLE - 2026-11-26T09:00:00Z 195 60"
    );
    let home = neighbour.phone.ask(documents::HOME, json!({})).await.field("viewer");
    assert_eq!(home["town"]["name"], "Le Village");
    server.work().await;
    let subjects: Vec<String> = server
        .mails()
        .into_iter()
        .map(|mail| mail.subject.replace('\u{a0}', " "))
        .collect();
    let mut sorted = subjects.clone();
    sorted.sort();
    assert_eq!(
        sorted,
        [
            "Le Village : réservation confirmée (commande n° 1)",
            "Milly-la-Forêt : réservation confirmée (commande n° 1)",
            "Milly-la-Forêt : réservation confirmée (commande n° 2)",
        ]
    );
}

/// G2, G4, G5: every child and every head of the town, and none of the other.
async fn staff_see_their_town(store: Store) {
    let (_house, server) = two_towns(store).await;
    let sacha = server.sign_in("sacha@milly.example").await;
    let camille = server.parent("camille@example.org").await;
    let neighbour = Parent::new(
        server
            .phone()
            .sign_in(VILLAGE, "camille@example.org", VILLAGE_PASSWORD)
            .await,
    )
    .await;
    let child = "query($id: ID!) { child(id: $id) { firstName lastName } }";
    let seen = sacha.ask(child, json!({ "id": camille.child("Léa") })).await.data();
    assert_eq!(seen, json!({ "child": { "firstName": "Léa", "lastName": "Martin" } }));
    let unseen = sacha.ask(child, json!({ "id": neighbour.child("Léa") })).await;
    assert_eq!(
        (unseen.codes(), &unseen.body["data"]),
        (vec!["NOT_FOUND"], &json!({ "child": null }))
    );
    let heads = "query($slug: String!) { town(slug: $slug) {
        activities { occupancy(from: \"2026-11-30\", to: \"2026-11-30\") { taken } }
    } }";
    let caterer = server.sign_in("cuisine-centrale").await;
    for phone in [&sacha, &caterer] {
        let foreign = phone.ask(heads, json!({ "slug": VILLAGE })).await;
        assert_eq!(
            foreign.codes(),
            ["NOT_FOUND"; 9],
            "heads of another town: {:#}",
            foreign.body
        );
        phone.ask(heads, json!({ "slug": MILLY })).await.data();
    }
    let viewer = sacha.ask("{ viewer { kind family { id } } }", json!({})).await.data();
    assert_eq!(viewer, json!({ "viewer": { "kind": "AGENT", "family": null } }));
}
