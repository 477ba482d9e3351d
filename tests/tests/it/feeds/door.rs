//! The address as strangers meet it.

use preau_tests::{Server, Store, both_stores};
use serde_json::json;

use super::scenes::{CREATE, create, fetched};

both_stores!(
    what_is_revoked_is_gone,
    an_unknown_secret_is_no_address_at_all,
    who_guesses_or_reads_too_much_waits,
    ten_addresses_are_enough,
);

const REVOKE: &str = "mutation($id: ID!) { calendarFeedRevoke(input: { feedId: $id }) {
    revokedFeedId errors { code path } } }";

async fn what_is_revoked_is_gone(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "matin", &["2026-12-01"]).await;
    let (id, address) = create(&camille, "Léa").await;
    let (_, other) = create(&camille, "Léa").await;
    let (_, headers, _) = server.phone().fetch(&address, None).await;
    let unknown = json!({ "revokedFeedId": null, "errors": [{ "code": "UNKNOWN_FEED", "path": ["feedId"] }] });
    // Another family cannot.
    let awa = server.parent("awa@example.org").await;
    for (phone, id) in [
        (&awa.phone, id.as_str()),
        (&camille.phone, "feed:01J9Z3NDEKTSV4RRFFQ69G5FAV"),
        (&camille.phone, "x"),
    ] {
        let payload = phone.ask(REVOKE, json!({ "id": id })).await.field("calendarFeedRevoke");
        assert_eq!(payload, unknown);
    }
    assert_eq!(fetched(&server.phone(), &address).await.events.len(), 1);
    let payload = camille
        .phone
        .ask(REVOKE, json!({ "id": id }))
        .await
        .field("calendarFeedRevoke");
    assert_eq!(payload, json!({ "revokedFeedId": id, "errors": [] }));
    let payload = camille
        .phone
        .ask(REVOKE, json!({ "id": id }))
        .await
        .field("calendarFeedRevoke");
    assert_eq!(payload, unknown);
    // Not even to who holds the last version.
    let (status, _, _) = server.phone().fetch(&address, Some(&headers["etag"])).await;
    assert_eq!(status, 404);
    assert_eq!(fetched(&server.phone(), &other).await.events.len(), 1);
    let feeds = "query($id: ID!) { child(id: $id) { calendarFeeds { lastReadAt } } }";
    let child = camille
        .phone
        .ask(feeds, json!({ "id": camille.child("Léa") }))
        .await
        .field("child");
    assert_eq!(child["calendarFeeds"].as_array().map(Vec::len), Some(1));
    let staff = server.sign_in("sacha@milly.example").await;
    assert_eq!(staff.ask(REVOKE, json!({ "id": id })).await.codes(), ["FORBIDDEN"]);
}

async fn an_unknown_secret_is_no_address_at_all(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let (_, address) = create(&camille, "Léa").await;
    let nowhere = server.phone().fetch("/nowhere", None).await;
    assert_eq!(nowhere.0, 404);
    let other = if address.contains('A') { ('A', 'B') } else { ('B', 'A') };
    let wrong = [
        address.replace(other.0, &other.1.to_string()),
        address.replace(".ics", ""),
        address.replace(".ics", ".ICS"),
        address.replace(".ics", "=.ics"),
        address.replace("/feeds/", "/feeds/A"),
        "/feeds/.ics".to_owned(),
        "/feeds/%ff.ics".to_owned(),
        "/feeds/".to_owned(),
        format!("/feeds/{}.ics", "A".repeat(48)),
        format!("/feeds/{}.ics", "_".repeat(48)),
        format!("/feeds/{}.ics", "A".repeat(8_000)),
    ];
    for address in wrong {
        let found = server.phone().fetch(&address, None).await;
        let essence = |(status, headers, text): &(u16, std::collections::BTreeMap<String, String>, String)| {
            let mut headers = headers.clone();
            headers.remove("date");
            (*status, headers, text.clone())
        };
        assert_eq!(essence(&found), essence(&nowhere), "{address}");
    }
    assert_eq!(server.phone().fetch(&address, None).await.0, 200);
}

async fn who_guesses_or_reads_too_much_waits(store: Store) {
    let (house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let (_, address) = create(&camille, "Léa").await;
    let program = server.phone();
    for _ in 0..30 {
        assert_eq!(program.fetch(&address, None).await.0, 200);
    }
    let (status, headers, text) = program.fetch(&address, None).await;
    assert_eq!((status, headers["retry-after"].as_str()), (429, "60"));
    assert!(text.contains("RATE_LIMITED"), "{text}");
    house.time.set("2026-11-23T09:01:00+01:00");
    assert_eq!(program.fetch(&address, None).await.0, 200);
    for nth in 0..60 {
        assert_eq!(program.fetch(&format!("/feeds/{nth}.ics"), None).await.0, 404);
    }
    house.time.set("2026-11-23T09:01:30+01:00");
    for path in ["/feeds/60.ics", &address] {
        let (status, headers, _) = program.fetch(path, None).await;
        assert_eq!((status, headers["retry-after"].as_str()), (429, "31"));
    }
    house.time.set("2026-11-23T09:02:00+01:00");
    assert_eq!(program.fetch(&address, None).await.0, 200);
}

async fn ten_addresses_are_enough(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let mut first = None;
    for _ in 0..10 {
        let (id, _) = create(&camille, "Léa").await;
        first.get_or_insert(id);
    }
    let create_one = async || {
        let answer = camille.phone.ask(CREATE, json!({ "id": camille.child("Léa") })).await;
        answer.field("calendarFeedCreate")["errors"].clone()
    };
    assert_eq!(
        create_one().await,
        json!([{ "code": "TOO_MANY_FEEDS", "path": ["childId"],
            "message": "L’enfant a déjà 10 adresses de calendrier. Supprimez-en une, puis réessayez." }])
    );
    camille
        .phone
        .ask(REVOKE, json!({ "id": first }))
        .await
        .field("calendarFeedRevoke");
    assert_eq!(create_one().await, json!([]));
}
