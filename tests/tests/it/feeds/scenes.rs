use std::collections::BTreeSet;

use preau_tests::towns::{PEOPLE, RULES};
use preau_tests::{Parent, Phone, Server, Store, both_stores};
use serde_json::{Value, json};

use super::reader::{Calendar, read};

both_stores!(
    bookings_are_read_under_a_secret_address,
    what_is_given_back_disappears_and_comes_again,
    clocks_change,
    children_are_apart,
    names_with_signs_of_the_format,
    a_place_that_the_town_names_is_where_the_event_is,
);

pub const CREATE: &str = "mutation($id: ID!) { calendarFeedCreate(input: { childId: $id }) {
    feed { id createdAt lastReadAt } address errors { code path message } } }";

/// The id and the address of a new feed.
pub async fn create(parent: &Parent, child: &str) -> (String, String) {
    let payload = parent.phone.ask(CREATE, json!({ "id": parent.child(child) })).await;
    let payload = payload.field("calendarFeedCreate");
    assert_eq!(payload["errors"], json!([]));
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    (text(&payload["feed"]["id"]), text(&payload["address"]))
}

pub async fn fetched(phone: &Phone, address: &str) -> Calendar {
    let (status, headers, text) = phone.fetch(address, None).await;
    assert_eq!(status, 200, "{text}");
    assert_eq!(headers["content-type"], "text/calendar; charset=utf-8");
    read(&text)
}

/// Each event: `20261201T063000Z 20261201T073500Z Léa – Accueil du matin`.
fn told(calendar: &Calendar) -> Vec<String> {
    let told =
        |event: &super::reader::Properties| format!("{} {} {}", event["DTSTART"], event["DTEND"], event["SUMMARY"]);
    calendar.events.iter().map(told).collect()
}

/// D16: from 30 days back to the end of the published calendar, the first name and nothing of the family.
async fn bookings_are_read_under_a_secret_address(store: Store) {
    let (house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "matin", &["2026-12-01", "2026-12-03"]).await;
    let (id, address) = create(&camille, "Léa").await;
    let secret = address
        .strip_prefix("/feeds/")
        .and_then(|rest| rest.strip_suffix(".ics"));
    assert_eq!(secret.map(str::len), Some(48), "{address}");
    // Nobody is signed in on the program that reads it.
    let program = server.phone();
    let (_, headers, text) = program.fetch(&address, None).await;
    assert!(
        !text.contains("Martin") && !text.contains("METHOD") && !text.contains(camille.child("Léa")),
        "{text}"
    );
    assert_eq!(headers["cache-control"], "private, no-cache");
    let calendar = read(&text);
    let own: Vec<(&str, &str)> = calendar
        .own
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        own,
        [
            ("CALSCALE", "GREGORIAN"),
            ("NAME", "Léa"),
            ("PRODID", "-//Preau//Calendar feed//FR"),
            ("REFRESH-INTERVAL;VALUE=DURATION", "PT6H"),
            ("VERSION", "2.0"),
            ("X-PUBLISHED-TTL", "PT6H"),
            ("X-WR-CALNAME", "Léa"),
        ]
    );
    assert_eq!(
        told(&calendar),
        [
            "20261201T062000Z 20261201T073500Z Léa – Accueil du matin",
            "20261203T062000Z 20261203T073500Z Léa – Accueil du matin",
        ]
    );
    assert_eq!(calendar.events[0]["DTSTAMP"], "20261123T080000Z");
    // Nothing new: nothing sent.
    let (status, again, text) = program.fetch(&address, Some(&headers["etag"])).await;
    assert_eq!((status, text.as_str(), &again["etag"]), (304, "", &headers["etag"]));
    assert_eq!(again["cache-control"], "private, no-cache");

    // A month later it is still there, a day after that no longer.
    house.time.set("2026-12-31T09:00:00+01:00");
    assert_eq!(fetched(&program, &address).await.events.len(), 2);
    house.time.set("2027-01-01T09:00:00+01:00");
    assert_eq!(fetched(&program, &address).await.events.len(), 1);
    let (status, _, _) = program.fetch(&address, Some(&headers["etag"])).await;
    assert_eq!(status, 200);
    let feeds = "query($id: ID!) { child(id: $id) { calendarFeeds { id createdAt lastReadAt } } }";
    let child = camille
        .phone
        .ask(feeds, json!({ "id": camille.child("Léa") }))
        .await
        .field("child");
    assert_eq!(
        child["calendarFeeds"],
        json!([{ "id": id, "createdAt": "2026-11-23T08:00:00Z", "lastReadAt": "2027-01-01T08:00:00Z" }])
    );
}

async fn what_is_given_back_disappears_and_comes_again(store: Store) {
    let (house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "matin", &["2026-12-01"]).await;
    let (_, address) = create(&camille, "Léa").await;
    let first = fetched(&server.phone(), &address).await;
    camille.cancel("2", "Léa", "matin", &["2026-12-01"]).await;
    assert_eq!(fetched(&server.phone(), &address).await.events, []);
    house.time.set("2026-11-24T10:30:00+01:00");
    camille.book("3", "Léa", "matin", &["2026-12-01"]).await;
    let again = fetched(&server.phone(), &address).await;
    assert_eq!(told(&again), told(&first));
    assert_eq!(
        again.events[0]["UID"], first.events[0]["UID"],
        "the slot is the same one"
    );
    let nth = |calendar: &Calendar| calendar.events[0]["SEQUENCE"].parse::<i32>().expect("a number");
    assert!(nth(&again) > nth(&first));
    assert_eq!(again.events[0]["LAST-MODIFIED"], "20261124T093000Z");
    // Another hour under the next rule book is a later state of the same event.
    server
        .publish(&RULES.replace("starts_at = \"07:20\"", "starts_at = \"07:15\""))
        .await;
    let moved = fetched(&server.phone(), &address).await;
    assert_eq!(
        told(&moved),
        ["20261201T061500Z 20261201T073500Z Léa – Accueil du matin"]
    );
    assert_eq!(moved.events[0]["UID"], first.events[0]["UID"]);
    assert!(nth(&moved) > nth(&again));
}

/// The last Sunday of March is the 28th in 2027: the same time on the town's clocks is another instant.
async fn clocks_change(store: Store) {
    let (house, server) = Server::of_milly(store).await;
    house.time.set("2027-03-01T09:00:00+01:00");
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "matin", &["2027-03-26", "2027-03-30"]).await;
    let (_, address) = create(&camille, "Léa").await;
    assert_eq!(
        told(&fetched(&server.phone(), &address).await),
        [
            "20270326T062000Z 20270326T073500Z Léa – Accueil du matin",
            "20270330T052000Z 20270330T063500Z Léa – Accueil du matin",
        ]
    );
}

async fn children_are_apart(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "matin", &["2026-12-01"]).await;
    camille.book("2", "Noé", "matin-mater", &["2026-12-03"]).await;
    let (_, lea) = create(&camille, "Léa").await;
    let (_, noe) = create(&camille, "Noé").await;
    let (lea, noe) = (
        fetched(&server.phone(), &lea).await,
        fetched(&server.phone(), &noe).await,
    );
    assert_eq!(told(&lea), ["20261201T062000Z 20261201T073500Z Léa – Accueil du matin"]);
    assert_eq!(told(&noe), ["20261203T062000Z 20261203T072500Z Noé – Accueil du matin"]);
    assert_ne!(lea.events[0]["UID"], noe.events[0]["UID"]);
    // Nobody makes an address of a stranger's child, nor do the staff or a program make any.
    let nicolas = server.parent("awa@example.org").await;
    let unknown = json!([{ "code": "UNKNOWN_CHILD", "path": ["childId"],
        "message": "Cet enfant n’existe pas dans votre famille. Actualisez la page et réessayez." }]);
    for id in [camille.child("Léa"), "child:01J9Z3NDEKTSV4RRFFQ69G5FAV", "Léa"] {
        let payload = nicolas
            .phone
            .ask(CREATE, json!({ "id": id }))
            .await
            .field("calendarFeedCreate");
        assert_eq!(payload, json!({ "feed": null, "address": null, "errors": unknown }));
    }
    for login in ["sacha@milly.example", "cuisine-centrale"] {
        let phone = server.sign_in(login).await;
        let answer = phone.ask(CREATE, json!({ "id": camille.child("Léa") })).await;
        assert_eq!(answer.codes(), ["FORBIDDEN"], "{login}");
    }
}

async fn names_with_signs_of_the_format(store: Store) {
    let name = "Accueil du matin, long ; avec \\\\ et des signes : « é » — et plus encore, pour que la ligne se plie";
    let rules = RULES.replace("name = \"Accueil du matin\"", &format!("name = \"{name}\""));
    assert!(rules != RULES);
    let (_house, server) = Server::of_town(store, &rules, PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "matin", &["2026-12-01"]).await;
    let (_, address) = create(&camille, "Léa").await;
    let calendar = fetched(&server.phone(), &address).await;
    assert_eq!(
        calendar.events[0]["SUMMARY"],
        "Léa – Accueil du matin\\, long \\; avec \\\\ et des signes : « é » — et plus encore\\, pour que la ligne se plie"
    );
}

/// D16: a calendar shows the way to a canteen, and nothing where the town names no place.
async fn a_place_that_the_town_names_is_where_the_event_is(store: Store) {
    let name = "name = \"Accueil du matin\"";
    let rules = RULES.replacen(name, &format!("{name}\nplace = \"Préau des Tilleuls, entrée B\""), 1);
    assert!(rules != RULES);
    let (_house, server) = Server::of_town(store, &rules, PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "matin", &["2026-12-01"]).await;
    camille.book("2", "Léa", "soir", &["2026-12-01"]).await;
    let (_, address) = create(&camille, "Léa").await;
    let calendar = fetched(&server.phone(), &address).await;
    // Events stand in the order of their keys.
    let told = calendar
        .events
        .iter()
        .map(|event| (event["SUMMARY"].as_str(), event.get("LOCATION").map(String::as_str)));
    assert_eq!(
        told.collect::<BTreeSet<_>>(),
        BTreeSet::from([
            ("Léa – Accueil du matin", Some("Préau des Tilleuls\\, entrée B")),
            ("Léa – Accueil du soir", None),
        ])
    );
}
