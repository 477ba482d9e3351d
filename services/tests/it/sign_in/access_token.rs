use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use preau_services::Fault;
use preau_services::sign_in::{PasswordCost, Secret, SignIn, SignInMistake, authenticate};
use serde_json::{Value as Json, json};

use super::house::{House, KEY, at, signer};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    an_access_token_ends_at_the_instant_itself
    a_token_changed_anywhere_is_nobodys
    a_token_of_another_key_is_nobodys
    keys_are_changed_without_signing_anyone_out
    only_our_own_claims_are_believed
    the_clock_of_the_issuer_may_be_a_minute_ahead
}

const OTHER_KEY: &str = "another key for tests, of thirty-two bytes or more";

fn is_nobody(house: &House, sign_in: &SignIn, token: &str) -> bool {
    matches!(authenticate(&house.portal, sign_in, token), Err(Fault::Unauthenticated))
}

async fn an_access_token_ends_at_the_instant_itself(store: Store) {
    let house = House::build(store).await;
    let opened = house.enter("camille@example.org", "Téléphone").await;
    house.clock.set(at("2025-10-01T08:09:59.999999Z"));
    assert_eq!(house.caller(&opened.tokens), Some(opened.caller));
    house.clock.set(at("2025-10-01T08:10:00Z"));
    assert!(is_nobody(&house, &house.sign_in, opened.tokens.access.expose()));
}

async fn a_token_changed_anywhere_is_nobodys(store: Store) {
    let house = House::build(store).await;
    let tokens = house.enter("camille@example.org", "Téléphone").await.tokens;
    let good = tokens.access.expose();
    for (place, letter) in good.char_indices() {
        let other = if letter == 'A' { 'B' } else { 'A' };
        let changed = format!("{}{other}{}", &good[..place], &good[place + 1..]);
        assert!(is_nobody(&house, &house.sign_in, &changed), "letter {place}");
    }
    let (signed, _) = good.rsplit_once('.').unwrap();
    for text in [
        "",
        ".",
        "..",
        "a.b.c",
        signed,
        &format!("{signed}."),
        &format!(" {good}"),
        &"x".repeat(100_000),
    ] {
        assert!(is_nobody(&house, &house.sign_in, text), "{text:.100}");
    }
    assert!(is_nobody(&house, &house.sign_in, tokens.refresh.expose()));
}

async fn a_token_of_another_key_is_nobodys(store: Store) {
    let house = House::build(store).await;
    let tokens = house.enter("camille@example.org", "Téléphone").await.tokens;
    assert!(is_nobody(&house, &signer(&[OTHER_KEY]), tokens.access.expose()));
}

async fn keys_are_changed_without_signing_anyone_out(store: Store) {
    let house = House::build(store).await;
    let old = house.enter("camille@example.org", "Téléphone").await;
    let both = signer(&[OTHER_KEY, KEY]);
    let read = authenticate(&house.portal, &both, old.tokens.access.expose()).unwrap();
    assert_eq!(read, old.caller);
    let token = preau_services::sign_in::refresh(&house.portal, &both, old.tokens.refresh.expose());
    let new = token.await.unwrap().unwrap();
    assert!(authenticate(&house.portal, &signer(&[OTHER_KEY]), new.access.expose()).is_ok());
    assert!(
        is_nobody(&house, &house.sign_in, new.access.expose()),
        "the first key signs"
    );
}

/// Claims that are believed.
fn claims() -> Json {
    json!({
        "iss": "preau",
        "sub": "guardian:01K6F0000000000000000CAMEA",
        "fam": "family:01K6F0000000000000000DVRAN",
        "town": 1,
        "dev": "device:01K6F0000000000000000CAMEA",
        "name": "Camille Durand",
        "locale": "fr",
        "iat": at("2025-10-01T08:00:00Z").timestamp(),
        "exp": at("2025-10-01T08:10:00Z").timestamp(),
    })
}

fn signed(algorithm: Algorithm, claims: &Json) -> String {
    encode(
        &Header::new(algorithm),
        claims,
        &EncodingKey::from_secret(KEY.as_bytes()),
    )
    .unwrap()
}

async fn only_our_own_claims_are_believed(store: Store) {
    let house = House::build(store).await;
    assert!(!is_nobody(&house, &house.sign_in, &signed(Algorithm::HS256, &claims())));
    for (claim, value) in [
        ("iss", json!("another")),
        ("iss", Json::Null),
        ("sub", json!("guardian:nobody")),
        ("sub", json!("child:01K6F0000000000000000CAMEA")),
        ("sub", json!("01K6F0000000000000000CAMEA")),
        ("sub", Json::Null),
        ("fam", Json::Null),
        ("fam", json!("guardian:01K6F0000000000000000DVRAN")),
        ("town", json!("1")),
        ("town", json!(3_000_000_000_u32)),
        ("dev", json!("")),
        ("locale", json!("de")),
        ("exp", Json::Null),
        ("exp", json!(i64::MAX)),
        ("exp", json!(-1)),
        ("iat", json!(i64::MIN)),
        ("aud", json!("another")),
    ] {
        let mut claims = claims();
        claims[claim] = value;
        assert!(
            is_nobody(&house, &house.sign_in, &signed(Algorithm::HS256, &claims)),
            "{claims}"
        );
    }
    assert!(is_nobody(&house, &house.sign_in, &signed(Algorithm::HS512, &claims())));
    // {"alg":"none"}
    let token = signed(Algorithm::HS256, &claims());
    let payload = token.split('.').nth(1).unwrap();
    assert!(is_nobody(
        &house,
        &house.sign_in,
        &format!("eyJhbGciOiJub25lIn0.{payload}.")
    ));
}

async fn the_clock_of_the_issuer_may_be_a_minute_ahead(store: Store) {
    let house = House::build(store).await;
    let opened = house.enter("camille@example.org", "Téléphone").await;
    house.clock.advance(TimeDelta::seconds(-60));
    assert_eq!(house.caller(&opened.tokens), Some(opened.caller));
    house.clock.advance(TimeDelta::microseconds(-1));
    assert_eq!(house.caller(&opened.tokens), None);
}

#[test]
fn keys_must_be_there_and_long_enough() {
    let keys = |keys: &[&str]| {
        let keys: Vec<Secret> = keys.iter().map(|&key| Secret::from(key)).collect();
        SignIn::new(&keys, PasswordCost::FOR_TESTS).err()
    };
    assert_eq!(keys(&[]), Some(SignInMistake::NoKey));
    assert_eq!(keys(&[KEY, "short"]), Some(SignInMistake::ShortKey));
    assert_eq!(
        keys(&["thirty-one bytes are not enough"]),
        Some(SignInMistake::ShortKey)
    );
    assert_eq!(keys(&["thirty-two bytes are just enough"]), None);
    let cost = PasswordCost {
        memory_kib: 0,
        passes: 0,
        lanes: 0,
    };
    assert_eq!(
        SignIn::new(&[Secret::from(KEY)], cost).err(),
        Some(SignInMistake::PasswordCost)
    );
}
