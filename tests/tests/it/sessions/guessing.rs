use futures_util::future::join_all;
use preau_tests::towns::{MILLY, PASSWORD, VILLAGE, VILLAGE_PASSWORD, village_people, village_rules};
use preau_tests::{Phone, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(guessing_slows_down, a_hundred_guesses_at_once);

const CAMILLE: &str = "camille@example.org";

async fn code(phone: &Phone, town: &str, login: &str, password: &str) -> Value {
    let opened = phone.session_open(town, login, password, "Téléphone").await;
    assert_eq!(opened["tokens"].is_null(), opened["errors"] != json!([]));
    opened["errors"][0]["code"].clone()
}

/// A5, G4: five wrong passwords, then a wait, also for the right one; nobody else waits, and after it the right one works.
async fn guessing_slows_down(store: Store) {
    let (house, server) = Server::of_milly(store).await;
    server.settle(&village_rules(), &village_people()).await;
    let phone = server.phone();
    for _ in 0..5 {
        assert_eq!(
            code(&phone, MILLY, CAMILLE, "au hasard").await,
            "UNKNOWN_LOGIN_OR_PASSWORD"
        );
    }
    let opened = phone.session_open(MILLY, CAMILLE, PASSWORD, "Téléphone").await;
    assert_eq!(
        opened,
        json!({ "tokens": null, "viewer": null, "errors": [{
            "code": "TOO_MANY_TRIES", "message": "Trop d’essais. Réessayez dans une minute.", "path": [],
        }] })
    );
    assert_eq!(code(&phone, MILLY, "alix@example.org", PASSWORD).await, Value::Null);
    assert_eq!(code(&phone, VILLAGE, CAMILLE, VILLAGE_PASSWORD).await, Value::Null);
    house.time.set("2026-11-23T09:00:09+01:00");
    assert_eq!(code(&phone, MILLY, CAMILLE, PASSWORD).await, "TOO_MANY_TRIES");
    house.time.set("2026-11-23T09:00:10+01:00");
    assert_eq!(code(&phone, MILLY, CAMILLE, PASSWORD).await, Value::Null);
    assert_eq!(
        code(&phone, MILLY, CAMILLE, "au hasard").await,
        "UNKNOWN_LOGIN_OR_PASSWORD"
    );
}

/// A5: a try counts before the password is looked at.
async fn a_hundred_guesses_at_once(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let phone = server.phone();
    let codes = join_all((0..100).map(|_| code(&phone, MILLY, CAMILLE, "au hasard"))).await;
    let count = |code: &str| codes.iter().filter(|found| **found == code).count();
    assert_eq!((count("UNKNOWN_LOGIN_OR_PASSWORD"), count("TOO_MANY_TRIES")), (5, 95));
}
