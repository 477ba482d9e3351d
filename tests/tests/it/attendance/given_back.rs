//! What arrives of places that were given back meanwhile, or taken again.

use preau_tests::{Store, both_stores};
use serde_json::json;

use super::desk::Desk;

both_stores!(
    a_mark_of_a_place_given_back,
    a_report_ends_with_the_place_it_was_told_of,
    nothing_is_told_of_a_place_given_back,
);

const DAY: &str = "2026-12-01";

/// D18: a tablet that was offline with an old roll marks children whose places were cancelled since. What it saw is
/// kept; nobody is told that a child is missing who was not expected, and one that stands there came without a booking.
async fn a_mark_of_a_place_given_back(store: Store) {
    let desk = Desk::open(store).await;
    desk.book("Léa", "cantine", &[DAY]).await;
    desk.book("Noé", "cantine", &[DAY]).await;
    desk.camille.cancel("2", "Léa", "cantine", &[DAY]).await;
    desk.camille.cancel("3", "Noé", "cantine", &[DAY]).await;
    desk.server.work().await;
    desk.house.time.set("2026-12-01T14:00:00+01:00");
    let events = [
        desk.tap(1, "CHECKED_IN Léa cantine 2026-12-01", "2026-12-01T11:50:00+01:00"),
        desk.tap(2, "ABSENT Noé cantine 2026-12-01", "2026-12-01T11:50:00+01:00"),
    ];
    assert_eq!(desk.record("tablette", &events).await, ["1 RECORDED", "2 RECORDED"]);
    assert_eq!(desk.server.work().await, 0);
    assert_eq!(
        desk.roll("cantine", DAY).await,
        [
            "0 expected, 1 present, 0 left, 0 absent",
            "Léa Martin UNBOOKED PRESENT 2026-12-01T10:50:00Z -",
        ]
    );
    assert_eq!(
        desk.due("Léa", DAY, DAY).await,
        ["2026-12-01 cantine UNBOOKED 650", "total 650"]
    );
    assert_eq!(desk.due("Noé", DAY, DAY).await, ["total 0"]);
}

/// D18, D3: the family told that the child would not come, gave the place back, and took it again: now it is expected.
async fn a_report_ends_with_the_place_it_was_told_of(store: Store) {
    let desk = Desk::open(store).await;
    desk.book("Léa", "cantine", &[DAY]).await;
    Desk::reported(desk.report("1", "Léa", &[DAY], json!({})).await);
    desk.house.time.set("2026-11-24T09:00:00+01:00");
    desk.camille.cancel("2", "Léa", "cantine", &[DAY]).await;
    assert_eq!(
        desk.camille.book("3", "Léa", "cantine", &[DAY]).await,
        ["Léa cantine 2026-12-01 BOOKED 280"]
    );
    let calendar = desk.camille.calendar("Léa", DAY, DAY).await;
    assert!(calendar.on("cantine", DAY).starts_with("2026-12-01 BOOKED "));
    assert_eq!(desk.attendance("Léa", DAY, DAY).await, [] as [&str; 0]);
    assert_eq!(
        desk.roll("cantine", DAY).await,
        [
            "1 expected, 0 present, 0 left, 0 absent",
            "Léa Martin BOOKED EXPECTED - -"
        ]
    );
    // It does not come: nobody told, so its family is.
    desk.server.work().await;
    let before = desk.server.mails().len();
    desk.house.time.set("2026-12-01T12:00:00+01:00");
    let absent = desk.tap(1, "ABSENT Léa cantine 2026-12-01", "2026-12-01T11:55:00+01:00");
    desk.record("tablette", &[absent]).await;
    assert_eq!(desk.server.work().await, 1);
    assert_eq!(desk.server.mails().len(), before + 1);
    assert_eq!(
        desk.attendance("Léa", DAY, DAY).await,
        ["2026-12-01 cantine booked - - absent"]
    );
    // And it can be told of this place.
    assert_eq!(
        Desk::reported(desk.report("4", "Léa", &[DAY], json!({})).await),
        ["2026-12-01 cantine REPORTED 2026-12-01T11:00:00Z"]
    );
    assert_eq!(
        desk.attendance("Léa", DAY, DAY).await,
        ["2026-12-01 cantine booked - - absent reason ILLNESS reportedAt 2026-12-01T11:00:00Z"]
    );
}

/// D18: whatever was told before, and whatever is written down later, a place that was given back has no report. The
/// child that comes all the same came without a booking.
async fn nothing_is_told_of_a_place_given_back(store: Store) {
    let desk = Desk::open(store).await;
    desk.book("Léa", "cantine", &[DAY]).await;
    Desk::reported(desk.report("1", "Léa", &[DAY], json!({})).await);
    desk.house.time.set("2026-11-24T09:00:00+01:00");
    desk.camille.cancel("2", "Léa", "cantine", &[DAY]).await;
    assert_eq!(desk.attendance("Léa", DAY, DAY).await, [] as [&str; 0]);
    desk.house.time.set("2026-12-01T12:00:00+01:00");
    let came = desk.tap(1, "CHECKED_IN Léa cantine 2026-12-01", "2026-12-01T11:50:00+01:00");
    assert_eq!(desk.record("tablette", &[came]).await, ["1 RECORDED"]);
    assert_eq!(
        desk.attendance("Léa", DAY, DAY).await,
        ["2026-12-01 cantine unbooked 2026-12-01T10:50:00Z -"]
    );
}
