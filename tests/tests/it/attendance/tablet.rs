//! Tablets that were offline.

use preau_tests::{Store, both_stores};
use serde_json::{Value, json};

use super::desk::{Desk, RECORD};

both_stores!(
    a_day_at_the_canteen,
    two_tablets_in_any_order_come_to_the_same,
    the_same_batch_twice_changes_nothing,
    what_is_undone_uncovers_what_was_before,
    who_comes_back_is_there,
    many_tablets_at_once,
);

const DAY: &str = "2026-12-01";

/// D18, as the guide of Bouillargues has it: the roll at midday, a child who is not booked, one who is absent.
async fn a_day_at_the_canteen(store: Store) {
    let desk = Desk::open(store).await;
    desk.book("Léa", "cantine", &[DAY]).await;
    desk.book("Noé", "cantine", &[DAY]).await;
    desk.house.time.set("2026-12-01T12:30:00+01:00");
    assert_eq!(
        desk.roll("cantine", DAY).await,
        [
            "2 expected, 0 present, 0 left, 0 absent",
            "Léa Martin BOOKED EXPECTED - -",
            "Noé Martin BOOKED EXPECTED - -",
        ]
    );
    let events = [
        desk.tap(1, "CHECKED_IN Léa cantine 2026-12-01", "2026-12-01T11:50:00+01:00"),
        desk.tap(2, "ABSENT Noé cantine 2026-12-01", "2026-12-01T11:55:00+01:00"),
        desk.tap(3, "CHECKED_IN Inès cantine 2026-12-01", "2026-12-01T11:56:00+01:00"),
    ];
    assert_eq!(
        desk.record("tablette-1", &events).await,
        ["1 RECORDED", "2 RECORDED", "3 RECORDED"]
    );
    assert_eq!(
        desk.roll("cantine", DAY).await,
        [
            "2 expected, 2 present, 0 left, 1 absent",
            "Inès Diallo UNBOOKED PRESENT 2026-12-01T10:56:00Z -",
            "Léa Martin BOOKED PRESENT 2026-12-01T10:50:00Z -",
            "Noé Martin BOOKED ABSENT - -",
        ]
    );
    assert_eq!(
        desk.roll("soir", DAY).await,
        ["0 expected, 0 present, 0 left, 0 absent"]
    );
    let leaving = [desk.tap(4, "CHECKED_OUT Léa cantine 2026-12-01", "2026-12-01T12:29:00+01:00")];
    desk.record("tablette-1", &leaving).await;
    assert_eq!(
        desk.roll("cantine", DAY).await[..3],
        [
            "2 expected, 1 present, 1 left, 1 absent",
            "Inès Diallo UNBOOKED PRESENT 2026-12-01T10:56:00Z -",
            "Léa Martin BOOKED LEFT 2026-12-01T10:50:00Z 2026-12-01T11:29:00Z",
        ]
    );
    assert_eq!(
        desk.attendance("Léa", DAY, DAY).await,
        ["2026-12-01 cantine booked 2026-12-01T10:50:00Z 2026-12-01T11:29:00Z"]
    );
    assert_eq!(
        desk.attendance("Noé", DAY, DAY).await,
        ["2026-12-01 cantine booked - - absent"]
    );
    // The calendar of the family says so, and the day's price is still what it was.
    let calendar = desk.camille.calendar("Noé", DAY, DAY).await;
    assert_eq!(
        calendar.on("cantine", DAY),
        "2026-12-01 ABSENT TOO_LATE 2026-11-26T09:00:00Z 280 248"
    );
    let calendar = desk.camille.calendar("Léa", DAY, DAY).await;
    assert!(calendar.on("cantine", DAY).starts_with("2026-12-01 BOOKED "));
    // Who came without a booking has no place, and took none away.
    let calendar = desk.awa.calendar("Inès", DAY, DAY).await;
    assert_eq!(
        calendar.on("cantine", DAY),
        "2026-12-01 OUT_OF_TIME TOO_LATE 2026-11-26T09:00:00Z 280 248"
    );
}

/// What two tablets gathered about the same child, as pairs of device and event.
fn gathered(desk: &Desk) -> Vec<(&'static str, Value)> {
    let tap = |nth, what, at: &str| desk.tap(nth, what, &format!("2026-12-01T{at}+01:00"));
    let mut corrected = tap(6, "CHECKED_IN Noé cantine 2026-12-01", "12:20:00");
    corrected["happenedAt"] = json!("2026-12-01T11:47:00+01:00");
    vec![
        ("un", tap(1, "CHECKED_IN Léa cantine 2026-12-01", "11:50:00")),
        ("deux", tap(2, "ABSENT Léa cantine 2026-12-01", "11:40:00")),
        ("deux", tap(3, "CHECKED_IN Léa cantine 2026-12-01", "11:52:00")),
        ("un", tap(4, "CHECKED_OUT Léa cantine 2026-12-01", "12:10:00")),
        ("un", tap(5, "ABSENT Noé cantine 2026-12-01", "12:00:00")),
        ("deux", corrected),
        // At the same instant: the device whose name comes later in the alphabet holds.
        ("deux", tap(7, "CHECKED_OUT Noé cantine 2026-12-01", "12:25:00")),
        ("un", {
            let mut other = tap(8, "CHECKED_OUT Noé cantine 2026-12-01", "12:25:00");
            other["happenedAt"] = json!("2026-12-01T12:24:00+01:00");
            other
        }),
    ]
}

/// D18: offline, out of order, with duplicates, in batches of any size.
async fn two_tablets_in_any_order_come_to_the_same(store: Store) {
    let expected = [
        "2 expected, 0 present, 2 left, 0 absent",
        "Léa Martin BOOKED LEFT 2026-12-01T10:52:00Z 2026-12-01T11:10:00Z",
        "Noé Martin BOOKED LEFT 2026-12-01T10:47:00Z 2026-12-01T11:24:00Z",
    ];
    for order in [
        [0, 1, 2, 3, 4, 5, 6, 7],
        [7, 6, 5, 4, 3, 2, 1, 0],
        [3, 0, 6, 5, 1, 7, 4, 2],
    ] {
        let desk = Desk::open(store).await;
        desk.book("Léa", "cantine", &[DAY]).await;
        desk.book("Noé", "cantine", &[DAY]).await;
        desk.house.time.set("2026-12-02T08:00:00+01:00");
        let all = gathered(&desk);
        for nth in order {
            let (device, event) = &all[nth];
            let told = desk.record(device, std::slice::from_ref(event)).await;
            assert!(!told[0].contains("REFUSED"), "{told:?}");
        }
        assert_eq!(desk.roll("cantine", DAY).await, expected, "{order:?}");
        // Each tablet sends all it has once more, at once.
        for device in ["un", "deux"] {
            let own: Vec<Value> = all
                .iter()
                .filter(|one| one.0 == device)
                .map(|one| one.1.clone())
                .collect();
            let told = desk.record(device, &own).await;
            assert!(told.iter().all(|line| line.ends_with("KNOWN_ALREADY")), "{told:?}");
        }
        assert_eq!(desk.roll("cantine", DAY).await, expected, "{order:?}");
    }
}

/// D18: a tablet that lost the answer sends the same again.
async fn the_same_batch_twice_changes_nothing(store: Store) {
    let desk = Desk::open(store).await;
    desk.book("Léa", "cantine", &[DAY]).await;
    desk.house.time.set("2026-12-01T12:30:00+01:00");
    let early = desk.tap(1, "CHECKED_IN Léa cantine 2026-12-01", "2026-12-01T11:50:00+01:00");
    let later = desk.tap(2, "ABSENT Léa cantine 2026-12-01", "2026-12-01T11:55:00+01:00");
    let overtaken = desk.tap(3, "CHECKED_IN Léa cantine 2026-12-01", "2026-12-01T11:45:00+01:00");
    let batch = [early.clone(), later, overtaken, early.clone()];
    assert_eq!(
        desk.record("tablette", &batch).await,
        ["1 SUPERSEDED", "2 RECORDED", "3 SUPERSEDED", "1 KNOWN_ALREADY"]
    );
    let roll = desk.roll("cantine", DAY).await;
    assert_eq!(
        desk.record("tablette", &batch).await,
        [
            "1 KNOWN_ALREADY",
            "2 KNOWN_ALREADY",
            "3 KNOWN_ALREADY",
            "1 KNOWN_ALREADY"
        ]
    );
    // An id belongs to one event of one device.
    let mut other = early.clone();
    other["at"] = json!("2026-12-01T11:59:00+01:00");
    assert_eq!(desk.record("tablette", &[other]).await, ["1 REFUSED ID_TAKEN"]);
    assert_eq!(desk.record("autre", &[early]).await, ["1 REFUSED ID_TAKEN"]);
    assert_eq!(desk.roll("cantine", DAY).await, roll);
    assert_eq!(roll[1], "Léa Martin BOOKED ABSENT - -");
}

async fn what_is_undone_uncovers_what_was_before(store: Store) {
    let desk = Desk::open(store).await;
    desk.book("Léa", "cantine", &[DAY]).await;
    desk.house.time.set("2026-12-01T12:30:00+01:00");
    let mut undone = desk.tap(3, "UNDONE Léa cantine 2026-12-01", "2026-12-01T12:00:00+01:00");
    undone["undoes"] = json!("CHECKED_IN");
    let absent = desk.tap(1, "ABSENT Léa cantine 2026-12-01", "2026-12-01T11:50:00+01:00");
    let came = desk.tap(2, "CHECKED_IN Léa cantine 2026-12-01", "2026-12-01T11:55:00+01:00");
    let state = async |events: &[Value]| {
        desk.record("tablette", events).await;
        desk.roll("cantine", DAY).await[1].clone()
    };
    assert_eq!(state(&[absent]).await, "Léa Martin BOOKED ABSENT - -");
    assert_eq!(state(&[came]).await, "Léa Martin BOOKED PRESENT 2026-12-01T10:55:00Z -");
    assert_eq!(state(&[undone]).await, "Léa Martin BOOKED ABSENT - -");
    let mut undone = desk.tap(4, "UNDONE Léa cantine 2026-12-01", "2026-12-01T12:01:00+01:00");
    undone["undoes"] = json!("ABSENT");
    assert_eq!(state(&[undone]).await, "Léa Martin BOOKED EXPECTED - -");
    assert_eq!(desk.attendance("Léa", DAY, DAY).await, [] as [&str; 0]);
}

/// D18: an errand, or a tap too many; and a correction, which is no return.
async fn who_comes_back_is_there(store: Store) {
    let desk = Desk::open(store).await;
    desk.book("Léa", "cantine", &[DAY]).await;
    desk.house.time.set("2026-12-01T12:30:00+01:00");
    let tap = |nth, what, at: &str| desk.tap(nth, &format!("{what} Léa cantine {DAY}"), &format!("{DAY}T{at}+01:00"));
    let roll = async |event: Value| {
        desk.record("tablette", &[event]).await;
        let [counts, line] = &desk.roll("cantine", DAY).await[..] else {
            return Vec::new();
        };
        vec![counts.clone(), line.clone()]
    };
    roll(tap(1, "CHECKED_IN", "11:50:00")).await;
    assert_eq!(
        roll(tap(2, "CHECKED_OUT", "12:00:00")).await,
        [
            "1 expected, 0 present, 1 left, 0 absent",
            "Léa Martin BOOKED LEFT 2026-12-01T10:50:00Z 2026-12-01T11:00:00Z",
        ]
    );
    assert_eq!(
        roll(tap(3, "CHECKED_IN", "12:10:00")).await,
        [
            "1 expected, 1 present, 0 left, 0 absent",
            "Léa Martin BOOKED PRESENT 2026-12-01T11:10:00Z -",
        ]
    );
    let mut corrected = tap(4, "CHECKED_IN", "12:20:00");
    corrected["happenedAt"] = json!("2026-12-01T11:48:00+01:00");
    assert_eq!(
        roll(corrected).await,
        [
            "1 expected, 0 present, 1 left, 0 absent",
            "Léa Martin BOOKED LEFT 2026-12-01T10:48:00Z 2026-12-01T11:00:00Z",
        ]
    );
}

/// D18: on two servers at the same moment, nothing is lost and the latest holds.
async fn many_tablets_at_once(store: Store) {
    let desk = Desk::open(store).await;
    desk.book("Léa", "cantine", &[DAY]).await;
    let second = match store {
        Store::Postgres => Some(desk.house.open().await),
        Store::Sqlite => None,
    };
    desk.house.time.set("2026-12-01T12:30:00+01:00");
    let there = match &second {
        Some(server) => server.parent("sacha@milly.example").await.phone,
        None => desk.sacha.phone.clone(),
    };
    for phone in [&desk.sacha.phone, &there] {
        phone.access_token().await;
    }
    let batch = |device: u32| {
        let events: Vec<Value> = (0..5)
            .map(|nth| {
                let at = format!(
                    "2026-12-01T11:{:02}:{:02}+01:00",
                    10 + (device * 7 + nth * 11) % 40,
                    device
                );
                desk.tap(1 + device * 10 + nth, "CHECKED_IN Léa cantine 2026-12-01", &at)
            })
            .collect();
        json!({ "input": { "device": format!("tablette-{device}"), "events": events } })
    };
    let sent = (0..16).map(|device| {
        let phone = if device % 2 == 0 { &desk.sacha.phone } else { &there };
        phone.ask(RECORD, batch(device))
    });
    for answer in futures_util::future::join_all(sent).await {
        let payload = answer.field("attendanceRecord");
        let outcomes = payload["outcomes"].as_array().expect("outcomes");
        assert!(
            outcomes
                .iter()
                .all(|one| one["result"] != "REFUSED" && one["result"] != "KNOWN_ALREADY")
        );
    }
    let latest = (0..16_u32)
        .flat_map(|device| (0..5).map(move |nth| (10 + (device * 7 + nth * 11) % 40, device)))
        .max();
    let (minute, second) = latest.expect("a tap");
    assert_eq!(
        desk.attendance("Léa", DAY, DAY).await,
        [format!(
            "2026-12-01 cantine booked 2026-12-01T10:{minute:02}:{second:02}Z -"
        )]
    );
}
