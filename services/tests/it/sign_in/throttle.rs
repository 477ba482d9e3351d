use std::net::IpAddr;
use std::sync::Arc;

use chrono::TimeDelta;
use preau_services::sign_in::{OpenRefusal, OpenRequest, open};

use super::house::{House, OTHER_TOWN, at, request, wrong};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    five_wrong_tries_then_a_wait
    the_wait_doubles_up_to_five_minutes
    a_right_password_clears_the_account
    a_quiet_quarter_of_an_hour_clears_the_account
    a_hundred_tries_at_once_are_five_guesses
    an_account_is_slowed_in_its_town_only
    a_family_code_is_one_account_however_it_is_spaced
    an_address_has_sixty_wrong_tries_a_minute
}

const WRONG: Result<(), OpenRefusal> = Err(OpenRefusal::UnknownLoginOrPassword);

fn wait_until(instant: &str) -> Result<(), OpenRefusal> {
    Err(OpenRefusal::TooManyTries { retry_at: at(instant) })
}

async fn try_on(house: &House, request: OpenRequest) -> Result<(), OpenRefusal> {
    house.open(request).await.map(|_| ())
}

async fn five_wrong_tries_then_a_wait(store: Store) {
    let house = House::build(store).await;
    for _ in 0..5 {
        assert_eq!(try_on(&house, wrong("camille@example.org")).await, WRONG);
    }
    // However it is spelled, wherever it comes from, and though the password is right.
    for spelling in ["camille@example.org", " CAMILLE@example.org"] {
        let from = Some(IpAddr::from([198, 51, 100, 9]));
        let right = OpenRequest {
            client_address: from,
            ..request("camille@example.org")
        };
        let right = OpenRequest {
            login: spelling.to_owned(),
            ..right
        };
        assert_eq!(try_on(&house, right).await, wait_until("2025-10-01T08:00:10Z"));
    }
    assert_eq!(house.devices().await, []);
    house.clock.set(at("2025-10-01T08:00:09.999Z"));
    assert_eq!(
        try_on(&house, request("camille@example.org")).await,
        wait_until("2025-10-01T08:00:10Z")
    );
    house.clock.set(at("2025-10-01T08:00:10Z"));
    assert_eq!(try_on(&house, request("camille@example.org")).await, Ok(()));
}

async fn the_wait_doubles_up_to_five_minutes(store: Store) {
    let house = House::build(store).await;
    for _ in 0..4 {
        assert_eq!(try_on(&house, wrong("camille@example.org")).await, WRONG);
    }
    let mut waits = vec![];
    for _ in 0..8 {
        let tried_at = house.portal.clock.now();
        assert_eq!(try_on(&house, wrong("camille@example.org")).await, WRONG);
        let Err(OpenRefusal::TooManyTries { retry_at }) = try_on(&house, wrong("camille@example.org")).await else {
            panic!("a try without a wait")
        };
        waits.push((retry_at - tried_at).num_seconds());
        house.clock.set(retry_at);
    }
    assert_eq!(waits, [10, 20, 40, 80, 160, 300, 300, 300]);
}

async fn a_right_password_clears_the_account(store: Store) {
    let house = House::build(store).await;
    for _ in 0..4 {
        for _ in 0..4 {
            assert_eq!(try_on(&house, wrong("camille@example.org")).await, WRONG);
        }
        assert_eq!(try_on(&house, request("camille@example.org")).await, Ok(()));
    }
}

async fn a_quiet_quarter_of_an_hour_clears_the_account(store: Store) {
    let house = House::build(store).await;
    for _ in 0..5 {
        assert_eq!(try_on(&house, wrong("camille@example.org")).await, WRONG);
    }
    house.clock.advance(TimeDelta::minutes(15));
    for _ in 0..5 {
        assert_eq!(try_on(&house, wrong("camille@example.org")).await, WRONG);
    }
    assert_eq!(
        try_on(&house, wrong("camille@example.org")).await,
        wait_until("2025-10-01T08:15:10Z")
    );
}

async fn a_hundred_tries_at_once_are_five_guesses(store: Store) {
    let house = Arc::new(House::build(store).await);
    let tries: Vec<_> = (0..100_u8)
        .map(|nth| {
            let house = Arc::clone(&house);
            let from = Some(IpAddr::from([198, 51, 100, nth]));
            let request = OpenRequest {
                client_address: from,
                ..wrong("camille@example.org")
            };
            tokio::spawn(async move { open(&house.portal, &house.sign_in, request).await.unwrap().map(|_| ()) })
        })
        .collect();
    let mut guesses = 0;
    for tried in tries {
        match tried.await.unwrap() {
            Err(OpenRefusal::UnknownLoginOrPassword) => guesses += 1,
            refused => assert_eq!(refused, wait_until("2025-10-01T08:00:10Z")),
        }
    }
    assert_eq!(guesses, 5);
}

async fn an_account_is_slowed_in_its_town_only(store: Store) {
    let house = House::build(store).await;
    for _ in 0..5 {
        let elsewhere = OpenRequest {
            town: OTHER_TOWN.to_owned(),
            ..wrong("camille@example.org")
        };
        assert_eq!(try_on(&house, elsewhere).await, WRONG);
    }
    assert_eq!(try_on(&house, request("camille@example.org")).await, Ok(()));
    assert_eq!(try_on(&house, request("noe@example.org")).await, Ok(()));
}

async fn an_address_has_sixty_wrong_tries_a_minute(store: Store) {
    let house = House::build(store).await;
    let from = |address: &str, request| OpenRequest {
        client_address: Some(address.parse().unwrap()),
        ..request
    };
    for nth in 0..60 {
        let stranger = format!("nobody{nth}@example.org");
        let address = format!("2001:db8:1:2:{nth:x}::1");
        // A right password takes nothing from the address.
        assert_eq!(try_on(&house, from(&address, request("noe@example.org"))).await, Ok(()));
        assert_eq!(try_on(&house, from(&address, wrong(&stranger))).await, WRONG);
        house.clock.advance(TimeDelta::milliseconds(10));
    }
    let camille = request("camille@example.org");
    let refused = try_on(&house, from("2001:db8:1:2::9", camille.clone())).await;
    assert_eq!(refused, wait_until("2025-10-01T08:01:00Z"));
    assert_eq!(try_on(&house, from("2001:db8:1:3::9", camille.clone())).await, Ok(()));
    assert_eq!(
        try_on(
            &house,
            OpenRequest {
                client_address: None,
                ..camille.clone()
            }
        )
        .await,
        Ok(())
    );
    house.clock.set(at("2025-10-01T08:01:00Z"));
    assert_eq!(try_on(&house, from("2001:db8:1:2::9", camille)).await, Ok(()));
}

/// Codes are printed in groups, so blanks do not count: nor do they make new accounts to guess at.
async fn a_family_code_is_one_account_however_it_is_spaced(store: Store) {
    let house = House::build(store).await;
    for spelling in ["DURAND", "D URAND", "DU RAND", "dur\u{a0}and", "DURA ND"] {
        assert_eq!(try_on(&house, wrong(spelling)).await, WRONG);
    }
    assert_eq!(
        try_on(&house, wrong("D U R A N D")).await,
        wait_until("2025-10-01T08:00:10Z")
    );
}
