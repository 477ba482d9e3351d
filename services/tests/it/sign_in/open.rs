use chrono::TimeDelta;
use preau_domain::locale::Locale;
use preau_domain::sign_in::PartnerScope;
use preau_entities::rows::Key;
use preau_services::sign_in::{Caller, OpenRequest, Secret};

use super::house::{House, OTHER_TOWN, agent, at, camille, noe, partner, password, request};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    a_guardian_signs_in_by_address
    a_guardian_who_asks_is_remembered
    staff_sign_in_for_a_shift
    a_partner_signs_in_with_its_scopes
    each_guardian_signs_in_by_the_family_code_and_a_password_of_their_own
    the_same_address_is_another_account_in_another_town
    a_new_login_replaces_the_old_one
}

async fn a_guardian_signs_in_by_address(store: Store) {
    let house = House::build(store).await;
    let opened = house.enter("  CAMILLE@example.org ", " Téléphone de Camille ").await;
    let devices = house.devices().await;
    assert_eq!(devices.len(), 1);
    let device = &devices[0];
    assert_eq!(
        opened.caller,
        Caller {
            subject: camille(),
            commune: house.town,
            device: format!("device:{}", device.device_id).parse().unwrap(),
            partner_scopes: vec![],
            name: "Camille Durand".to_owned(),
            locale: Locale::Fr,
            expires_at: at("2025-10-01T08:10:00Z"),
        }
    );
    assert_eq!(house.caller(&opened.tokens), Some(opened.caller));
    assert_eq!(opened.tokens.access_expires_at, at("2025-10-01T08:10:00Z"));
    assert_eq!(opened.tokens.refresh_expires_at, at("2025-10-01T20:00:00Z"));
    assert_eq!(
        (
            device.commune_id,
            device.subject_kind.as_str(),
            device.subject_id.to_string().as_str()
        ),
        (house.town.0, "guardian", "01K6F0000000000000000CAMEA")
    );
    assert_eq!(device.name, "Téléphone de Camille");
    assert_eq!(
        (device.signed_in_at, device.last_seen_at),
        (at("2025-10-01T08:00:00Z"), at("2025-10-01T08:00:00Z"))
    );
    assert_eq!((device.expires_at, device.ended_at), (at("2025-10-01T20:00:00Z"), None));
    assert_eq!(house.chain().await, [(1, false, false)]);
}

async fn a_guardian_who_asks_is_remembered(store: Store) {
    let house = House::build(store).await;
    let opened = house
        .open(OpenRequest {
            remember: true,
            ..request("noe@example.org")
        })
        .await
        .unwrap();
    assert_eq!(opened.tokens.refresh_expires_at, at("2025-12-30T08:00:00Z"));
    assert_eq!(
        (opened.caller.name.as_str(), opened.caller.locale),
        ("Noé Durand", Locale::En)
    );
}

async fn staff_sign_in_for_a_shift(store: Store) {
    let house = House::build(store).await;
    let opened = house
        .open(OpenRequest {
            remember: true,
            ..request("paul@mairie.example")
        })
        .await
        .unwrap();
    assert_eq!(opened.tokens.refresh_expires_at, at("2025-10-01T20:00:00Z"));
    assert_eq!(
        (opened.caller.subject, opened.caller.name.as_str()),
        (agent(), "Paul Lemaire")
    );
    assert_eq!(house.caller(&opened.tokens), Some(opened.caller));
}

async fn a_partner_signs_in_with_its_scopes(store: Store) {
    let house = House::build(store).await;
    let opened = house.enter("traiteur-nord", "Cuisine centrale").await;
    assert_eq!(opened.caller.subject, partner());
    assert_eq!(opened.caller.partner_scopes, [PartnerScope::HeadcountRead]);
    assert_eq!(house.caller(&opened.tokens), Some(opened.caller));
}

async fn each_guardian_signs_in_by_the_family_code_and_a_password_of_their_own(store: Store) {
    let house = House::build(store).await;
    for (login, subject) in [("camille@example.org", camille()), ("noe@example.org", noe())] {
        let by_code = OpenRequest {
            login: " dur 47 12".to_owned(),
            ..request(login)
        };
        assert_eq!(house.open(by_code).await.unwrap().caller.subject, subject);
    }
}

async fn the_same_address_is_another_account_in_another_town(store: Store) {
    let house = House::build(store).await;
    let elsewhere = OpenRequest {
        town: OTHER_TOWN.to_owned(),
        password: Secret::from(format!("{} ailleurs", password("camille@example.org"))),
        ..request("camille@example.org")
    };
    let opened = house.open(elsewhere).await.unwrap();
    assert_eq!(opened.caller.commune, house.other_town);
    assert_eq!(house.caller(&opened.tokens).unwrap().commune, house.other_town);
}

async fn a_new_login_replaces_the_old_one(store: Store) {
    let house = House::build(store).await;
    house.clock.advance(TimeDelta::seconds(1));
    let password = Secret::from("tout neuf, et bien long");
    let (portal, sign_in) = (&house.portal, &house.sign_in);
    let given = preau_services::sign_in::give_login(portal, sign_in, house.town, camille(), "c@example.org", &password);
    assert_eq!(given.await.unwrap(), Ok(()));
    assert!(house.open(request("camille@example.org")).await.is_err());
    let opened = house
        .open(OpenRequest {
            password,
            ..request("c@example.org")
        })
        .await
        .unwrap();
    assert_eq!(opened.caller.subject, camille());
    assert_eq!(
        house.devices().await[0].subject_id,
        Key("01K6F0000000000000000CAMEA".parse().unwrap())
    );
}
