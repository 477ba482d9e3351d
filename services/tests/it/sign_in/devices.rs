use chrono::TimeDelta;
use preau_services::sign_in::{SignedInDevice, close, devices};

use super::house::{House, at};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    a_caller_sees_where_they_are_signed_in
}

async fn a_caller_sees_where_they_are_signed_in(store: Store) {
    let house = House::build(store).await;
    house.enter("camille@example.org", "Ordinateur").await;
    house.clock.advance(TimeDelta::hours(12));
    let phone = house.enter("camille@example.org", "Téléphone").await;
    house.clock.advance(TimeDelta::minutes(1));
    let tablet = house.enter("camille@example.org", "Tablette").await;
    let lost = house.enter("camille@example.org", "Perdu").await;
    house.enter("noe@example.org", "Noé").await;
    close(&house.portal, &phone.caller, Some(lost.caller.device))
        .await
        .unwrap()
        .unwrap();
    house.clock.advance(TimeDelta::minutes(1));
    house.refresh(&phone.tokens).await.unwrap();
    let line = |id, name: &str, signed_in_at, last_seen_at, current| SignedInDevice {
        id,
        name: name.to_owned(),
        signed_in_at: at(signed_in_at),
        last_seen_at: at(last_seen_at),
        current,
    };
    let (first, second, third) = ("2025-10-01T20:00:00Z", "2025-10-01T20:01:00Z", "2025-10-01T20:02:00Z");
    assert_eq!(
        devices(&house.portal, &phone.caller).await.unwrap(),
        [
            line(tablet.caller.device, "Tablette", second, second, false),
            line(phone.caller.device, "Téléphone", first, third, true),
        ]
    );
}
