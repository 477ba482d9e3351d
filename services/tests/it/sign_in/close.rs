use chrono::{DateTime, TimeDelta, Utc};
use preau_domain::ids::DeviceId;
use preau_services::sign_in::{Caller, CloseRefusal, OpenRequest, RefreshRefusal, Secret, close, close_all};

use super::house::{House, OTHER_TOWN, at, password, request};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    a_caller_signs_out_here
    a_caller_signs_out_another_device_of_theirs
    nobody_signs_out_someone_else
    a_caller_signs_out_everywhere
}

/// Name and end of every device.
async fn ends(house: &House) -> Vec<(String, Option<DateTime<Utc>>)> {
    house
        .devices()
        .await
        .into_iter()
        .map(|device| (device.name, device.ended_at))
        .collect()
}

async fn a_caller_signs_out_here(store: Store) {
    let house = House::build(store).await;
    let phone = house.enter("camille@example.org", "Téléphone").await;
    house.clock.advance(TimeDelta::seconds(1));
    let tablet = house.enter("camille@example.org", "Tablette").await;
    for _ in 0..2 {
        let closed = close(&house.portal, &phone.caller, None).await.unwrap();
        assert_eq!(closed, Ok(phone.caller.device), "asking twice is not refused");
        house.clock.advance(TimeDelta::seconds(1));
    }
    let expected = [
        ("Téléphone".to_owned(), Some(at("2025-10-01T08:00:01Z"))),
        ("Tablette".to_owned(), None),
    ];
    assert_eq!(ends(&house).await, expected);
    assert_eq!(house.devices().await[0].ended_because.as_deref(), Some("signed_out"));
    assert_eq!(house.refresh(&phone.tokens).await, Err(RefreshRefusal::SignedOut));
    assert!(house.refresh(&tablet.tokens).await.is_ok());
}

async fn a_caller_signs_out_another_device_of_theirs(store: Store) {
    let house = House::build(store).await;
    let phone = house.enter("camille@example.org", "Téléphone").await;
    let tablet = house.enter("camille@example.org", "Tablette").await;
    let other = Some(tablet.caller.device);
    assert_eq!(
        close(&house.portal, &phone.caller, other).await.unwrap(),
        Ok(tablet.caller.device)
    );
    assert_eq!(house.refresh(&tablet.tokens).await, Err(RefreshRefusal::SignedOut));
    assert!(house.refresh(&phone.tokens).await.is_ok());
    let again = close(&house.portal, &phone.caller, other).await.unwrap();
    assert_eq!(again, Err(CloseRefusal::UnknownDevice));
}

async fn nobody_signs_out_someone_else(store: Store) {
    let house = House::build(store).await;
    let phone = house.enter("camille@example.org", "Téléphone").await;
    let elsewhere = OpenRequest {
        town: OTHER_TOWN.to_owned(),
        password: Secret::from(format!("{} ailleurs", password("camille@example.org"))),
        ..request("camille@example.org")
    };
    let strangers: Vec<Caller> = vec![
        house.enter("noe@example.org", "Noé").await.caller,
        house.enter("ines@example.org", "Inès").await.caller,
        house.enter("paul@mairie.example", "Guichet").await.caller,
        house.enter("traiteur-nord", "Cuisine").await.caller,
        house.open(elsewhere).await.unwrap().caller,
    ];
    for stranger in strangers {
        for device in [phone.caller.device, DeviceId(ulid::Ulid::nil())] {
            let refused = close(&house.portal, &stranger, Some(device)).await.unwrap();
            assert_eq!(refused, Err(CloseRefusal::UnknownDevice), "{stranger:?}");
        }
    }
    assert!(ends(&house).await.iter().all(|(_, ended_at)| ended_at.is_none()));
    assert!(house.refresh(&phone.tokens).await.is_ok());
}

async fn a_caller_signs_out_everywhere(store: Store) {
    let house = House::build(store).await;
    let lapsed = house.enter("camille@example.org", "Ordinateur").await;
    house.clock.advance(TimeDelta::hours(12));
    let phone = house.enter("camille@example.org", "Téléphone").await;
    house.clock.advance(TimeDelta::seconds(1));
    let tablet = house.enter("camille@example.org", "Tablette").await;
    let noe = house.enter("noe@example.org", "Noé").await;
    let closed = close_all(&house.portal, &tablet.caller).await.unwrap();
    assert_eq!(closed, [tablet.caller.device, phone.caller.device]);
    for tokens in [&tablet.tokens, &phone.tokens] {
        assert_eq!(house.refresh(tokens).await, Err(RefreshRefusal::SignedOut));
    }
    assert_eq!(house.refresh(&lapsed.tokens).await, Err(RefreshRefusal::Expired));
    assert!(house.refresh(&noe.tokens).await.is_ok());
    assert_eq!(close_all(&house.portal, &tablet.caller).await.unwrap(), []);
}
