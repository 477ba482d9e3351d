use chrono::TimeDelta;
use preau_entities::store::ConnectionTrait;
use preau_services::sign_in::{Caller, RefreshRefusal};

use super::house::{House, at};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    a_token_is_traded_for_the_next_pair
    a_refresh_tells_what_changed_about_the_person
    a_lost_answer_is_made_good_once
    reuse_ends_the_device
    a_revoked_token_ends_the_device
    rotation_never_moves_the_end
}

async fn a_token_is_traded_for_the_next_pair(store: Store) {
    let house = House::build(store).await;
    let opened = house.enter("camille@example.org", "Téléphone").await;
    house.clock.set(at("2025-10-01T08:09:30.250Z"));
    let next = house.refresh(&opened.tokens).await.unwrap();
    assert_eq!(next.access_expires_at, at("2025-10-01T08:19:30Z"));
    assert_eq!(next.refresh_expires_at, at("2025-10-01T20:00:00Z"));
    assert_ne!(next.refresh, opened.tokens.refresh);
    let expected = Caller {
        expires_at: at("2025-10-01T08:19:30Z"),
        ..opened.caller
    };
    assert_eq!(house.caller(&next), Some(expected));
    assert_eq!(house.chain().await, [(1, true, false), (2, false, false)]);
    let device = house.devices().await.remove(0);
    assert_eq!(device.signed_in_at, at("2025-10-01T08:00:00Z"));
    assert_eq!(device.last_seen_at, at("2025-10-01T08:09:30.250Z"));
    assert_eq!(device.expires_at, at("2025-10-01T20:00:00Z"));
}

async fn a_refresh_tells_what_changed_about_the_person(store: Store) {
    let house = House::build(store).await;
    let opened = house.enter("traiteur-nord", "Cuisine").await;
    let sql = "UPDATE partners SET name = 'Traiteur du Sud', scopes = ''";
    house.portal.db.execute_unprepared(sql).await.unwrap();
    let next = house.refresh(&opened.tokens).await.unwrap();
    let expected = Caller {
        name: "Traiteur du Sud".to_owned(),
        partner_scopes: vec![],
        ..opened.caller
    };
    assert_eq!(house.caller(&next), Some(expected));
}

async fn a_lost_answer_is_made_good_once(store: Store) {
    let house = House::build(store).await;
    let first = house.enter("camille@example.org", "Téléphone").await.tokens;
    house.refresh(&first).await.unwrap();
    let again = house.refresh(&first).await.unwrap();
    assert_eq!(
        house.chain().await,
        [(1, true, false), (2, false, true), (3, false, false)]
    );
    let next = house.refresh(&again).await.unwrap();
    assert_eq!(
        house.chain().await,
        [(1, true, false), (2, false, true), (3, true, false), (4, false, false)]
    );
    assert_eq!(house.refresh(&first).await, Err(RefreshRefusal::Reused));
    assert_eq!(house.refresh(&next).await, Err(RefreshRefusal::Reused));
}

async fn reuse_ends_the_device(store: Store) {
    let house = House::build(store).await;
    let first = house.enter("camille@example.org", "Téléphone").await.tokens;
    let other = house.enter("camille@example.org", "Tablette").await.tokens;
    let second = house.refresh(&first).await.unwrap();
    let third = house.refresh(&second).await.unwrap();
    house.clock.advance(TimeDelta::seconds(1));
    for token in [&first, &third, &second, &first] {
        assert_eq!(house.refresh(token).await, Err(RefreshRefusal::Reused));
    }
    let [phone, tablet] = <[_; 2]>::try_from(house.devices().await).unwrap();
    let ended: Vec<_> = [phone, tablet]
        .into_iter()
        .map(|device| (device.name, device.ended_at, device.ended_because))
        .collect();
    let at_once = Some(at("2025-10-01T08:00:01Z"));
    assert!(
        ended.contains(&("Téléphone".to_owned(), at_once, Some("reuse".to_owned()))),
        "{ended:?}"
    );
    assert!(ended.contains(&("Tablette".to_owned(), None, None)), "{ended:?}");
    assert!(house.refresh(&other).await.is_ok());
}

async fn a_revoked_token_ends_the_device(store: Store) {
    let house = House::build(store).await;
    let first = house.enter("camille@example.org", "Téléphone").await.tokens;
    let lost = house.refresh(&first).await.unwrap();
    let again = house.refresh(&first).await.unwrap();
    assert_eq!(house.refresh(&lost).await, Err(RefreshRefusal::Reused));
    assert_eq!(house.refresh(&again).await, Err(RefreshRefusal::Reused));
}

async fn rotation_never_moves_the_end(store: Store) {
    let house = House::build(store).await;
    let mut tokens = house.enter("paul@mairie.example", "Guichet").await.tokens;
    while house.portal.clock.now() < at("2025-10-01T19:50:00Z") {
        house.clock.advance(TimeDelta::minutes(71));
        tokens = house.refresh(&tokens).await.unwrap();
        assert_eq!(tokens.refresh_expires_at, at("2025-10-01T20:00:00Z"));
    }
    assert_eq!(house.portal.clock.now(), at("2025-10-01T19:50:00Z"));
    house.clock.set(at("2025-10-01T19:59:59.999999Z"));
    tokens = house.refresh(&tokens).await.unwrap();
    assert_eq!(tokens.access_expires_at, at("2025-10-01T20:00:00Z"));
    assert!(house.caller(&tokens).is_some());
    house.clock.set(at("2025-10-01T20:00:00Z"));
    assert_eq!(house.caller(&tokens), None);
    assert_eq!(house.refresh(&tokens).await, Err(RefreshRefusal::Expired));
}
