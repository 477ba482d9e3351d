//! What is not written down, and does not stop the rest.

use preau_tests::{Store, both_stores};
use serde_json::{Value, json};

use super::desk::Desk;

both_stores!(
    good_ones_are_kept_though_others_are_refused,
    what_is_ahead_is_sent_again,
    a_batch_has_bounds
);

const DAY: &str = "2026-12-01";

/// D18: wrong clocks, unknown children, closed days; typed, each alone.
async fn good_ones_are_kept_though_others_are_refused(store: Store) {
    let desk = Desk::open(store).await;
    desk.book("Léa", "cantine", &[DAY]).await;
    desk.house.time.set("2026-12-01T12:00:00+01:00");
    let with = |nth, what, at: &str, changes: Value| {
        let mut event = desk.tap(nth, what, at);
        for (name, value) in changes.as_object().expect("an object") {
            event[name] = value.clone();
        }
        event
    };
    let here = "CHECKED_IN Léa cantine 2026-12-01";
    let noon = "2026-12-01T12:00:00+01:00";
    let stranger = json!({ "childId": "child:01J9Z3NDEKTSV4RRFFQ69G5FAV" });
    let events = [
        with(1, here, noon, stranger),
        with(2, here, noon, json!({ "childId": "Léa" })),
        with(
            3,
            here,
            noon,
            json!({ "activityId": "activity:01J9Z3NDEKTSV4RRFFQ69G5FAV" }),
        ),
        // A Wednesday, a holiday, a year that no rule book governs.
        with(
            4,
            "CHECKED_IN Inès cantine 2026-11-25",
            "2026-11-25T12:00:00+01:00",
            json!({}),
        ),
        with(
            5,
            "CHECKED_IN Inès cantine 2026-11-11",
            "2026-11-11T12:00:00+01:00",
            json!({}),
        ),
        with(
            6,
            "CHECKED_IN Inès cantine 2026-06-01",
            "2026-06-01T12:00:00+02:00",
            json!({}),
        ),
        // Five minutes ahead are forgiven.
        with(7, here, "2026-12-01T12:05:00.001+01:00", json!({})),
        with(8, here, "2026-12-01T12:05:00+01:00", json!({})),
        with(9, "ABSENT Léa cantine 2026-12-03", noon, json!({})),
        with(10, here, "2000-01-01T00:00:00Z", json!({})),
        with(11, here, noon, json!({ "happenedAt": "2026-11-30T12:00:00+01:00" })),
        with(12, here, noon, json!({ "undoes": "CHECKED_IN" })),
        with(13, "UNDONE Léa cantine 2026-12-01", noon, json!({})),
        with(14, here, noon, json!({ "id": "quatorze" })),
        with(15, here, noon, json!({ "sequence": -1 })),
        with(16, here, noon, json!({ "happenedAt": "2026-12-01T12:06:00+01:00" })),
        with(17, "CHECKED_IN Inès soir 2026-12-01", noon, json!({})),
    ];
    assert_eq!(
        desk.record("tablette", &events).await,
        [
            "1 REFUSED UNKNOWN_CHILD",
            "2 REFUSED UNKNOWN_CHILD",
            "3 REFUSED UNKNOWN_ACTIVITY",
            "4 REFUSED NOT_OFFERED WEEKDAY",
            "5 REFUSED NOT_OFFERED PUBLIC_HOLIDAY",
            "6 REFUSED BEFORE_RULES",
            "7 REFUSED FUTURE",
            "8 RECORDED",
            "9 REFUSED FUTURE",
            "10 REFUSED BEFORE_RULES",
            "11 REFUSED OTHER_DAY",
            "12 REFUSED MALFORMED",
            "13 REFUSED MALFORMED",
            "quatorze REFUSED MALFORMED",
            "15 REFUSED MALFORMED",
            "16 REFUSED FUTURE",
            "17 RECORDED",
        ]
    );
    assert_eq!(
        desk.attendance("Léa", "2026-11-01", "2026-12-31").await,
        ["2026-12-01 cantine booked 2026-12-01T11:05:00Z -"]
    );
    assert_eq!(
        desk.attendance("Inès", "2026-11-01", "2026-12-31").await,
        ["2026-12-01 soir unbooked 2026-12-01T11:00:00Z -"]
    );
    let english = desk.sacha.phone.speaking("en");
    assert_eq!(english.access_token().await, desk.sacha.phone.access_token().await);
    let payload = desk.send("tablette", &events[6..7]).await.field("attendanceRecord");
    assert_eq!(
        payload["outcomes"][0]["refusal"]["message"],
        "Ce pointage est daté du futur. Vérifiez l’heure de l’appareil. Le pointage pourra être renvoyé une fois son heure venue."
    );
}

/// D18: a tablet whose clock runs ahead keeps what it has, and sends it again once it may.
async fn what_is_ahead_is_sent_again(store: Store) {
    let desk = Desk::open(store).await;
    desk.book("Léa", "cantine", &[DAY]).await;
    desk.house.time.set("2026-12-01T12:00:00+01:00");
    let refusal = async |event: &Value| {
        let payload = desk.send("tablette", std::slice::from_ref(event)).await;
        let payload = payload.field("attendanceRecord");
        let refusal = &payload["outcomes"][0]["refusal"];
        (refusal["code"].clone(), refusal["retryAt"].clone())
    };
    let ahead = desk.tap(1, "CHECKED_IN Léa cantine 2026-12-01", "2026-12-01T12:06:00+01:00");
    let told = (json!("FUTURE"), json!("2026-12-01T11:01:00Z"));
    assert_eq!(refusal(&ahead).await, told);
    // Nobody is seen before the day.
    let thursday = desk.tap(2, "ABSENT Léa cantine 2026-12-03", "2026-12-01T12:00:00+01:00");
    let told = (json!("FUTURE"), json!("2026-12-02T22:55:00Z"));
    assert_eq!(refusal(&thursday).await, told);
    let old = desk.tap(3, "CHECKED_IN Léa cantine 2026-12-01", "2000-01-01T00:00:00Z");
    assert_eq!(refusal(&old).await, (json!("BEFORE_RULES"), Value::Null));
    desk.house.time.set("2026-12-01T12:01:00+01:00");
    assert_eq!(desk.record("tablette", &[ahead]).await, ["1 RECORDED"]);
}

async fn a_batch_has_bounds(store: Store) {
    let desk = Desk::open(store).await;
    desk.house.time.set("2026-12-01T12:00:00+01:00");
    let one = |nth| desk.tap(nth, "CHECKED_IN Léa cantine 2026-12-01", "2026-12-01T12:00:00+01:00");
    let many: Vec<Value> = (1..=501).map(one).collect();
    for (events, code) in [(&many[..0], "NOTHING_SENT"), (&many[..], "TOO_MANY_EVENTS")] {
        let payload = desk.send("tablette", events).await.field("attendanceRecord");
        assert_eq!(payload["outcomes"], json!([]));
        assert_eq!(
            (&payload["errors"][0]["code"], &payload["errors"][0]["path"]),
            (&json!(code), &json!(["events"]))
        );
    }
    assert_eq!(desk.attendance("Léa", DAY, DAY).await, [] as [&str; 0]);
    let told = desk.record("tablette", &many[..500]).await;
    assert_eq!(told.iter().filter(|line| line.ends_with(" RECORDED")).count(), 1);
    assert_eq!(told.iter().filter(|line| line.ends_with(" SUPERSEDED")).count(), 499);
    let device = "x".repeat(65);
    assert_eq!(desk.record(&device, &many[500..]).await, ["501 REFUSED MALFORMED"]);
}
