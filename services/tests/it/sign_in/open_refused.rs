use preau_entities::store::ConnectionTrait;
use preau_services::sign_in::{OpenRefusal, OpenRequest, Secret};

use super::house::{House, OTHER_TOWN, password, request, wrong};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    who_is_unknown_and_who_mistyped_hear_the_same
    a_device_name_that_deceives_is_refused_before_the_password_counts
    an_account_whose_person_left_is_unknown
    a_fifth_guardian_needs_their_address
}

async fn who_is_unknown_and_who_mistyped_hear_the_same(store: Store) {
    let house = House::build(store).await;
    let camille = request("camille@example.org");
    for refused in [
        wrong("camille@example.org"),
        wrong("DUR4712"),
        wrong("traiteur-nord"),
        request("nobody@example.org"),
        request("ZZZ9999"),
        request(""),
        request("camille@example.org\0"),
        request(&"x".repeat(10_000)),
        OpenRequest {
            town: OTHER_TOWN.to_owned(),
            ..camille.clone()
        },
        OpenRequest {
            town: "nowhere".to_owned(),
            ..camille.clone()
        },
        OpenRequest {
            town: String::new(),
            ..camille.clone()
        },
        // A text that one of the stores cannot even be asked about.
        OpenRequest {
            town: "milly-la-foret\0".to_owned(),
            ..camille.clone()
        },
        OpenRequest {
            password: Secret::from(""),
            ..request("noe@example.org")
        },
        OpenRequest {
            password: Secret::from("x".repeat(100_000)),
            ..request("noe@example.org")
        },
        // Another family's code with one's own password.
        OpenRequest {
            login: "MAR0815".to_owned(),
            ..camille.clone()
        },
        // Text of the dummy hash.
        OpenRequest {
            password: Secret::from("nobody"),
            ..request("unknown@example.org")
        },
        OpenRequest {
            password: Secret::from("nobody"),
            ..request("YYY1111")
        },
    ] {
        let asked = format!("{refused:?}");
        assert_eq!(
            house.open(refused).await,
            Err(OpenRefusal::UnknownLoginOrPassword),
            "{asked}"
        );
    }
    assert_eq!(house.devices().await, []);
    assert_eq!(house.chain().await, []);
}

async fn a_device_name_that_deceives_is_refused_before_the_password_counts(store: Store) {
    let house = House::build(store).await;
    for _ in 0..10 {
        let refused = OpenRequest {
            device_name: "a\u{202e}b".to_owned(),
            ..wrong("camille@example.org")
        };
        assert_eq!(house.open(refused).await, Err(OpenRefusal::InvalidDeviceName));
    }
    assert!(house.open(request("camille@example.org")).await.is_ok());
}

async fn an_account_whose_person_left_is_unknown(store: Store) {
    let house = House::build(store).await;
    house.portal.db.execute_unprepared("DELETE FROM agents").await.unwrap();
    let refused = house.open(request("paul@mairie.example")).await;
    assert_eq!(refused, Err(OpenRefusal::UnknownLoginOrPassword));
    assert_eq!(house.devices().await, []);
}

async fn a_fifth_guardian_needs_their_address(store: Store) {
    let house = House::build(store).await;
    let (id, family) = (house.town.0, "01K6F0000000000000000DVRAN");
    for nth in 3..=5 {
        let guardian = format!("01K6F000000000000000ZZZZZ{nth}");
        let sql = format!(
            "INSERT INTO guardians (commune_id, guardian_id, family_id, first_name, last_name, email, locale)
             VALUES ({id}, '{guardian}', '{family}', 'G', 'Durand', 'g{nth}@example.org', 'fr')"
        );
        house.portal.db.execute_unprepared(&sql).await.unwrap();
        let subject = preau_domain::access::Subject::Guardian {
            id: format!("guardian:{guardian}").parse().unwrap(),
            family: format!("family:{family}").parse().unwrap(),
        };
        let login = format!("g{nth}@example.org");
        let secret = Secret::from(password(&login));
        let given =
            preau_services::sign_in::give_login(&house.portal, &house.sign_in, house.town, subject, &login, &secret);
        given.await.unwrap().unwrap();
    }
    let by_code = |login: &str| OpenRequest {
        login: "DUR4712".to_owned(),
        ..request(login)
    };
    assert!(house.open(by_code("g4@example.org")).await.is_ok());
    assert_eq!(
        house.open(by_code("g5@example.org")).await,
        Err(OpenRefusal::UnknownLoginOrPassword)
    );
    assert!(house.open(request("g5@example.org")).await.is_ok());
}
