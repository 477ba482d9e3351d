use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use preau_entities::store::ConnectionTrait;
use preau_services::sign_in::{RefreshRefusal, Tokens, close, refresh};

use super::house::House;
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    what_is_no_token_is_unknown
    a_token_changed_in_any_byte_is_unknown_and_harms_nobody
    a_token_of_one_town_is_unknown_in_another
    a_signed_out_device_stays_out
    a_person_who_left_is_signed_out
}

async fn what_is_no_token_is_unknown(store: Store) {
    let house = House::build(store).await;
    let tokens = house.enter("camille@example.org", "Téléphone").await.tokens;
    let good = tokens.refresh.expose();
    for text in [
        String::new(),
        "prt_".to_owned(),
        "prt_é".to_owned(),
        format!("{good}="),
        format!("{good}AAAA"),
        format!(" {good}"),
        good[..good.len() - 1].to_owned(),
        good[4..].to_owned(),
        good.replacen("prt_", "PRT_", 1),
        "x".repeat(100_000),
        format!("prt_{}", "A".repeat(100_000)),
        tokens.access.expose().to_owned(),
    ] {
        let answer = refresh(&house.portal, &house.sign_in, &text).await.unwrap();
        assert_eq!(answer, Err(RefreshRefusal::UnknownToken), "{text:.100}");
    }
    assert!(house.refresh(&tokens).await.is_ok());
}

fn bytes(tokens: &Tokens) -> Vec<u8> {
    BASE64_URL_SAFE_NO_PAD.decode(&tokens.refresh.expose()[4..]).unwrap()
}

fn text(bytes: &[u8]) -> String {
    format!("prt_{}", BASE64_URL_SAFE_NO_PAD.encode(bytes))
}

async fn a_token_changed_in_any_byte_is_unknown_and_harms_nobody(store: Store) {
    let house = House::build(store).await;
    let tokens = house.enter("camille@example.org", "Téléphone").await.tokens;
    let good = bytes(&tokens);
    assert_eq!(good.len(), 56);
    for place in 0..good.len() {
        let mut changed = good.clone();
        changed[place] ^= 0x81;
        let answer = refresh(&house.portal, &house.sign_in, &text(&changed)).await.unwrap();
        assert_eq!(answer, Err(RefreshRefusal::UnknownToken), "byte {place}");
    }
    assert_eq!(house.chain().await, [(1, false, false)]);
    assert!(house.refresh(&tokens).await.is_ok());
}

async fn a_token_of_one_town_is_unknown_in_another(store: Store) {
    let house = House::build(store).await;
    let tokens = house.enter("camille@example.org", "Téléphone").await.tokens;
    let mut moved = bytes(&tokens);
    assert_eq!(moved[..4], house.town.0.to_be_bytes());
    moved[..4].copy_from_slice(&house.other_town.0.to_be_bytes());
    let answer = refresh(&house.portal, &house.sign_in, &text(&moved)).await.unwrap();
    assert_eq!(answer, Err(RefreshRefusal::UnknownToken));
    assert!(house.refresh(&tokens).await.is_ok());
}

async fn a_signed_out_device_stays_out(store: Store) {
    let house = House::build(store).await;
    let opened = house.enter("camille@example.org", "Téléphone").await;
    let next = house.refresh(&opened.tokens).await.unwrap();
    close(&house.portal, &opened.caller, None).await.unwrap().unwrap();
    for token in [&next, &opened.tokens] {
        assert_eq!(house.refresh(token).await, Err(RefreshRefusal::SignedOut));
    }
    assert_eq!(house.chain().await, [(1, true, false), (2, false, false)]);
}

async fn a_person_who_left_is_signed_out(store: Store) {
    let house = House::build(store).await;
    let tokens = house.enter("paul@mairie.example", "Guichet").await.tokens;
    house.portal.db.execute_unprepared("DELETE FROM agents").await.unwrap();
    assert_eq!(house.refresh(&tokens).await, Err(RefreshRefusal::SignedOut));
    assert_eq!(house.chain().await, [(1, false, false)]);
}
