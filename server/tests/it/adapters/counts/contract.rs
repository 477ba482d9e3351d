//! What every cache of counters promises. Each check gets a town of its own.

use chrono::NaiveDate;
use preau_domain::ids::{ActivityId, CommuneId};
use preau_services::ports::Counts;
use preau_services::ports::counts::{MonthKey, SlotCount};
use ulid::Ulid;

pub fn month(commune: i32, activity: u128, first: &str) -> MonthKey {
    MonthKey {
        commune: CommuneId(commune),
        activity: ActivityId(Ulid::from(activity)),
        month: first.parse().expect("a day"),
    }
}

pub fn september(commune: i32) -> MonthKey {
    month(commune, 1, "2026-09-01")
}

pub fn count(day: u32, taken: u32, version: i64) -> SlotCount {
    SlotCount {
        day: NaiveDate::from_ymd_opt(2026, 9, day).expect("a day of September"),
        taken,
        version,
    }
}

pub async fn holds_to_its_promises(counts: &dyn Counts) {
    a_filled_month_is_read_back(counts, september(1)).await;
    a_month_without_counters_is_held_too(counts, september(2)).await;
    keys_are_answered_in_order_and_apart(counts).await;
    nothing_asked_is_nothing_answered(counts).await;
    a_published_change_is_read(counts, september(5)).await;
    a_late_writer_changes_nothing(counts, september(6)).await;
    a_month_not_held_stays_a_miss_and_remembers(counts, september(7)).await;
    a_load_that_was_overtaken_does_not_win(counts, september(8)).await;
    a_second_fill_brings_what_is_newer(counts, september(9)).await;
    the_newest_of_one_batch_wins(counts, september(10)).await;
    versions_are_compared_exactly(counts, september(11)).await;
}

async fn read(counts: &dyn Counts, key: MonthKey) -> Option<Vec<SlotCount>> {
    let mut answers = counts.read(&[key]).await;
    assert_eq!(answers.len(), 1);
    answers.remove(0)
}

async fn a_filled_month_is_read_back(counts: &dyn Counts, key: MonthKey) {
    assert_eq!(read(counts, key).await, None);
    counts.fill(&[(key, vec![count(30, 0, 3), count(1, 12, 40)])]).await;
    assert_eq!(read(counts, key).await, Some(vec![count(1, 12, 40), count(30, 0, 3)]));
}

async fn a_month_without_counters_is_held_too(counts: &dyn Counts, key: MonthKey) {
    counts.fill(&[(key, vec![])]).await;
    assert_eq!(read(counts, key).await, Some(vec![]));
}

async fn keys_are_answered_in_order_and_apart(counts: &dyn Counts) {
    let held = september(3);
    let strangers = [
        september(4),
        month(3, 2, "2026-09-01"),
        month(3, 1, "2026-10-01"),
        month(3, 1, "2025-09-01"),
    ];
    counts.fill(&[(held, vec![count(7, 5, 1)])]).await;
    let asked = [strangers[0], held, strangers[1], strangers[2], held, strangers[3]];
    let five = Some(vec![count(7, 5, 1)]);
    assert_eq!(counts.read(&asked).await, [None, five.clone(), None, None, five, None]);
}

async fn nothing_asked_is_nothing_answered(counts: &dyn Counts) {
    assert_eq!(counts.read(&[]).await, []);
    counts.fill(&[]).await;
    assert_eq!(counts.publish(&[]).await, Ok(()));
}

async fn a_published_change_is_read(counts: &dyn Counts, key: MonthKey) {
    counts.fill(&[(key, vec![count(7, 5, 1), count(8, 9, 4)])]).await;
    assert_eq!(
        counts.publish(&[(key, count(7, 6, 2)), (key, count(9, 1, 1))]).await,
        Ok(())
    );
    assert_eq!(
        read(counts, key).await,
        Some(vec![count(7, 6, 2), count(8, 9, 4), count(9, 1, 1)])
    );
}

async fn a_late_writer_changes_nothing(counts: &dyn Counts, key: MonthKey) {
    counts.fill(&[(key, vec![count(7, 5, 9)])]).await;
    assert_eq!(counts.publish(&[(key, count(7, 1, 8))]).await, Ok(()));
    assert_eq!(read(counts, key).await, Some(vec![count(7, 5, 9)]));
}

async fn a_month_not_held_stays_a_miss_and_remembers(counts: &dyn Counts, key: MonthKey) {
    assert_eq!(
        counts.publish(&[(key, count(7, 6, 2)), (key, count(8, 3, 3))]).await,
        Ok(())
    );
    assert_eq!(read(counts, key).await, None);
    assert_eq!(counts.publish(&[(key, count(7, 1, 1))]).await, Ok(()));
    assert_eq!(read(counts, key).await, None);
    counts.fill(&[(key, vec![count(7, 5, 1), count(8, 4, 4)])]).await;
    assert_eq!(read(counts, key).await, Some(vec![count(7, 6, 2), count(8, 4, 4)]));
}

/// A reader misses and loads version 1; a booking commits and publishes version 2; then the reader fills.
async fn a_load_that_was_overtaken_does_not_win(counts: &dyn Counts, key: MonthKey) {
    assert_eq!(read(counts, key).await, None);
    let loaded = vec![count(7, 5, 1)];
    assert_eq!(
        counts.publish(&[(key, count(7, 6, 2)), (key, count(21, 1, 1))]).await,
        Ok(())
    );
    counts.fill(&[(key, loaded)]).await;
    assert_eq!(read(counts, key).await, Some(vec![count(7, 6, 2), count(21, 1, 1)]));
}

async fn a_second_fill_brings_what_is_newer(counts: &dyn Counts, key: MonthKey) {
    counts.fill(&[(key, vec![count(7, 5, 5), count(8, 2, 2)])]).await;
    counts
        .fill(&[(key, vec![count(7, 4, 4), count(8, 3, 3), count(9, 1, 1)])])
        .await;
    assert_eq!(
        read(counts, key).await,
        Some(vec![count(7, 5, 5), count(8, 3, 3), count(9, 1, 1)])
    );
}

async fn the_newest_of_one_batch_wins(counts: &dyn Counts, key: MonthKey) {
    counts.fill(&[(key, vec![])]).await;
    let batch = [count(7, 2, 2), count(7, 9, 9), count(7, 3, 3)].map(|change| (key, change));
    assert_eq!(counts.publish(&batch).await, Ok(()));
    assert_eq!(read(counts, key).await, Some(vec![count(7, 9, 9)]));
}

/// Where text, floats or 32 bits would be compared instead of numbers.
async fn versions_are_compared_exactly(counts: &dyn Counts, key: MonthKey) {
    const BEYOND_FLOATS: i64 = 9_007_199_254_740_992;
    let ladder = [
        i64::MIN,
        -10,
        -9,
        -1,
        0,
        9,
        10,
        100,
        BEYOND_FLOATS,
        BEYOND_FLOATS + 1,
        i64::MAX,
    ];
    counts.fill(&[(key, vec![])]).await;
    for (taken, version) in (1..).zip(ladder) {
        assert_eq!(counts.publish(&[(key, count(7, taken, version))]).await, Ok(()));
        let older = version.saturating_sub(1);
        assert_eq!(counts.publish(&[(key, count(7, 0, older))]).await, Ok(()));
        assert_eq!(read(counts, key).await, Some(vec![count(7, taken, version)]));
    }
}
