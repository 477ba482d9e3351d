use std::time::Duration;

use preau_server::adapters::counts::InProcessCounts;
use preau_services::ports::Counts;

use super::contract::{self, count, month, september};

const LONG: Duration = Duration::from_mins(10);

#[tokio::test]
async fn holds_to_its_promises() {
    contract::holds_to_its_promises(&InProcessCounts::new(1000, LONG)).await;
}

#[tokio::test]
async fn a_month_whose_time_is_over_is_a_miss_and_forgotten() {
    let counts = InProcessCounts::new(1000, Duration::ZERO);
    let key = september(1);
    counts.fill(&[(key, vec![count(7, 5, 9)])]).await;
    assert_eq!(counts.read(&[key]).await, [None]);
    assert_eq!(counts.publish(&[(key, count(7, 6, 10))]).await, Ok(()));
    assert_eq!(counts.read(&[key]).await, [None]);
}

#[tokio::test]
async fn a_full_cache_forgets_the_older_half() {
    let counts = InProcessCounts::new(4, LONG);
    let keys: Vec<_> = (1..=5).map(|activity| month(1, activity, "2026-09-01")).collect();
    for key in &keys {
        counts.fill(&[(*key, vec![count(7, 1, 1)])]).await;
    }
    assert_eq!(counts.held(), 3);
    let held = Some(vec![count(7, 1, 1)]);
    assert_eq!(counts.read(&keys).await, [None, None, held.clone(), held.clone(), held]);
}

#[tokio::test]
async fn a_full_cache_takes_changes_of_what_it_holds() {
    let counts = InProcessCounts::new(1, LONG);
    counts.fill(&[(september(1), vec![count(7, 1, 1)])]).await;
    assert_eq!(counts.publish(&[(september(1), count(7, 2, 2))]).await, Ok(()));
    assert_eq!(counts.read(&[september(1)]).await, [Some(vec![count(7, 2, 2)])]);
    assert_eq!(counts.held(), 1);
}
