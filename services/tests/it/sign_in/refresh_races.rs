use std::sync::Arc;

use preau_services::sign_in::{RefreshRefusal, Tokens, refresh};

use super::house::House;
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    of_two_refreshes_at_once_one_chain_survives
    of_many_refreshes_at_once_none_survives
}

/// Presents one token several times at once.
async fn race(house: &Arc<House>, tokens: &Tokens, times: usize) -> Vec<Result<Tokens, RefreshRefusal>> {
    let presented = (0..times).map(|_| {
        let (house, token) = (Arc::clone(house), tokens.refresh.clone());
        tokio::spawn(async move { refresh(&house.portal, &house.sign_in, token.expose()).await.unwrap() })
    });
    let mut answers = vec![];
    for answer in presented.collect::<Vec<_>>() {
        answers.push(answer.await.unwrap());
    }
    answers
}

async fn of_two_refreshes_at_once_one_chain_survives(store: Store) {
    let house = Arc::new(House::build(store).await);
    let tokens = house.enter("camille@example.org", "Téléphone").await.tokens;
    let answers = race(&house, &tokens, 2).await;
    // The second took the place of the first, as if the first answer had been lost.
    assert_eq!(
        house.chain().await,
        [(1, true, false), (2, false, true), (3, false, false)]
    );
    let given: Vec<Tokens> = answers.into_iter().map(Result::unwrap).collect();
    let mut steps: Vec<_> = given.iter().map(step).collect();
    steps.sort_unstable();
    assert_eq!(steps, [2, 3]);
    let survivor = given.iter().find(|tokens| step(tokens) == 3).unwrap();
    let next = house.refresh(survivor).await.unwrap();
    assert_eq!(step(&next), 4);
    assert_eq!(house.devices().await[0].ended_at, None);
}

async fn of_many_refreshes_at_once_none_survives(store: Store) {
    let house = Arc::new(House::build(store).await);
    let tokens = house.enter("camille@example.org", "Téléphone").await.tokens;
    let answers = race(&house, &tokens, 6).await;
    let reused = answers
        .iter()
        .filter(|answer| **answer == Err(RefreshRefusal::Reused))
        .count();
    assert_eq!(reused, 4);
    for given in answers.into_iter().flatten() {
        assert_eq!(house.refresh(&given).await, Err(RefreshRefusal::Reused));
    }
    assert_eq!(
        house.chain().await,
        [(1, true, false), (2, false, true), (3, false, false)]
    );
    assert_eq!(house.devices().await[0].ended_because.as_deref(), Some("reuse"));
}

fn step(tokens: &Tokens) -> u8 {
    use base64::Engine;
    let bytes = base64::prelude::BASE64_URL_SAFE_NO_PAD
        .decode(&tokens.refresh.expose()[4..])
        .unwrap();
    bytes[23]
}
