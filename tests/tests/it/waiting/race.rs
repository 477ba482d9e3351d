//! Many phones join, accept and give back at once.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::future::join_all;
use preau_tests::towns::{PEOPLE, more_families, rules_with_lists};
use preau_tests::{House, Parent, Server, Store, both_stores};

both_stores!(twenty_phones_race_for_places_that_are_freed);

/// Two instances over one store.
mod instances {
    preau_tests::postgres_only!(twenty_phones_race_through_two_servers);

    async fn twenty_phones_race_through_two_servers(store: preau_tests::Store) {
        super::race(store, true).await;
    }
}

const DAY: &str = "2026-11-30";
const PHONES: usize = 20;
const PLACES: usize = 4;
const ROUNDS: usize = 8;

/// D13, D14.
async fn twenty_phones_race_for_places_that_are_freed(store: Store) {
    race(store, false).await;
}

async fn race(store: Store, two_servers: bool) {
    let house = House::new(store).await;
    let first = house.open().await;
    let people = format!("{PEOPLE}{}", more_families(PHONES));
    first
        .settle(&rules_with_lists(u32::try_from(PLACES).expect("few"), 2), &people)
        .await;
    let second = if two_servers { Some(house.open().await) } else { None };
    let servers: Vec<&Server> = [Some(&first), second.as_ref()].into_iter().flatten().collect();
    let mut parents = Vec::new();
    for nth in 0..PHONES {
        let server = servers[nth % servers.len()];
        parents.push(server.parent(&format!("famille-{nth}@example.org")).await);
    }
    let sacha = first.parent("sacha@milly.example").await;
    let mut order: Vec<String> = Vec::new();
    let mut accepted = 0;
    for round in 0..ROUNDS {
        // The clock moves between the rounds: some offers are over, their tasks may or may not have run.
        house.time.set(&format!("2026-11-23T{:02}:30:00+01:00", 9 + round));
        let told = join_all(parents.iter().enumerate().map(|(nth, parent)| turn(parent, nth, round))).await;
        accepted += told.iter().flatten().filter(|told| told.contains("BOOKED")).count();
        if round % 3 == 2 {
            for server in &servers {
                server.work().await;
            }
        }
        check(&parents, &sacha, &mut order).await;
    }
    assert!(accepted > PLACES, "nobody got a place that was freed");
    // Everybody gives back and lets go: nothing is kept for anybody.
    for (nth, parent) in parents.iter().enumerate() {
        parent.leave(&format!("out-{nth}"), "Enfant", "etude", &[DAY]).await;
        parent.cancel(&format!("back-{nth}"), "Enfant", "etude", &[DAY]).await;
    }
    assert_eq!(sacha.heads("etude", DAY).await, 0);
    assert_eq!(sacha.line("etude", DAY).await, [] as [&str; 0]);
}

/// What one phone does in a round, all phones at once.
async fn turn(parent: &Parent, nth: usize, round: usize) -> Vec<String> {
    let key = format!("tour-{round}");
    match (nth + 3 * round) % 5 {
        0 | 1 if round == 0 => parent.book(&key, "Enfant", "etude", &[DAY]).await,
        0 => parent.cancel(&key, "Enfant", "etude", &[DAY]).await,
        1 | 2 => parent.join(&key, "Enfant", "etude", &[DAY]).await,
        3 => parent.accept(&key, "Enfant", "etude", &[DAY]).await,
        _ => parent.book(&key, "Enfant", "etude", &[DAY]).await,
    }
}

/// Never over the places; nobody twice; nobody overtakes; no place idle while somebody waits.
async fn check(parents: &[Parent], sacha: &Parent, order: &mut Vec<String>) {
    let mut states: BTreeMap<String, usize> = BTreeMap::new();
    for parent in parents {
        let state = parent.slot("Enfant", "etude", DAY).await;
        let word = state.split(' ').next().expect("a word").to_owned();
        *states.entry(word).or_default() += 1;
    }
    let of = |word: &str| states.get(word).copied().unwrap_or(0);
    let line = sacha.line("etude", DAY).await;
    let kept: Vec<&String> = line.iter().filter(|told| told.contains("OFFERED")).collect();
    let waiting: Vec<&String> = line.iter().filter(|told| told.contains("WAITING")).collect();
    let heads = sacha.heads("etude", DAY).await;
    assert_eq!(heads, of("BOOKED") + kept.len(), "{states:?} {line:?}");
    assert!(heads <= PLACES, "{states:?}");
    if !waiting.is_empty() {
        assert_eq!(heads, PLACES, "a place is idle: {line:?}");
    }
    // Offers stand before those who wait, who are numbered without a gap.
    let names = |told: &[&String]| -> Vec<String> {
        let name = |told: &&String| told.split(" WAITING").next().unwrap_or_default().to_owned();
        told.iter().map(name).collect()
    };
    let positions: Vec<String> = (1..=waiting.len()).map(|at| at.to_string()).collect();
    let told: Vec<String> = waiting
        .iter()
        .map(|told| told.rsplit(' ').next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(told, positions);
    let served = line
        .iter()
        .position(|told| told.contains("WAITING"))
        .unwrap_or(line.len());
    assert!(
        line[served..].iter().all(|told| told.contains("WAITING")),
        "overtaken: {line:?}"
    );
    // Those who waited before and wait still do so in the same order, before those who came since.
    let now = names(&waiting);
    let still: Vec<String> = order.iter().filter(|name| now.contains(name)).cloned().collect();
    assert_eq!(now[..still.len()], still[..], "before: {order:?}");
    assert_eq!(now.iter().collect::<BTreeSet<_>>().len(), now.len(), "twice in line");
    *order = now;
}
