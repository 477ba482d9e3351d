//! Families tell that a child will not come.

use preau_tests::{Store, both_stores};
use serde_json::{Value, json};

use super::desk::Desk;

both_stores!(
    a_report_covers_what_is_booked,
    the_first_report_counts,
    what_cannot_be_reported,
    the_same_report_twice,
    a_report_is_refused_as_a_whole,
);

const DAY: &str = "2026-12-01";

/// D18, D3: the calendar shows the absence, and the roll that it was told.
async fn a_report_covers_what_is_booked(store: Store) {
    let desk = Desk::open(store).await;
    desk.book("Léa", "cantine", &[DAY, "2026-12-03"]).await;
    desk.book("Léa", "soir", &[DAY]).await;
    let answer = desk.report(
        "1",
        "Léa",
        &["2026-12-03", DAY, "2026-12-04"],
        json!({ "note": "Grippe" }),
    );
    assert_eq!(
        Desk::reported(answer.await),
        [
            "2026-12-01 cantine REPORTED 2026-11-23T08:00:00Z",
            "2026-12-01 soir REPORTED 2026-11-23T08:00:00Z",
            "2026-12-03 cantine REPORTED 2026-11-23T08:00:00Z",
            "2026-12-04 - NOT_BOOKED -",
        ]
    );
    assert_eq!(
        desk.attendance("Léa", DAY, DAY).await,
        [
            "2026-12-01 cantine booked - - absent reason ILLNESS reportedAt 2026-11-23T08:00:00Z note Grippe",
            "2026-12-01 soir booked - - absent reason ILLNESS reportedAt 2026-11-23T08:00:00Z note Grippe",
        ]
    );
    let calendar = desk.camille.calendar("Léa", DAY, "2026-12-04").await;
    let states: Vec<String> = calendar
        .of("cantine")
        .iter()
        .map(|line| line[..17].to_owned())
        .collect();
    assert_eq!(
        states,
        [
            "2026-12-01 ABSENT",
            "2026-12-02 CLOSED",
            "2026-12-03 ABSENT",
            "2026-12-04 AVAILA"
        ]
    );
    assert_eq!(
        desk.roll("cantine", DAY).await,
        [
            "1 expected, 0 present, 0 left, 1 absent",
            "Léa Martin BOOKED ABSENT - - reported"
        ]
    );
    // It came all the same.
    desk.house.time.set("2026-12-01T12:00:00+01:00");
    let came = desk.tap(1, "CHECKED_IN Léa cantine 2026-12-01", "2026-12-01T11:50:00+01:00");
    desk.record("tablette", &[came]).await;
    assert_eq!(
        desk.roll("cantine", DAY).await[1],
        "Léa Martin BOOKED PRESENT 2026-12-01T10:50:00Z - reported"
    );
    let calendar = desk.camille.calendar("Léa", DAY, DAY).await;
    assert!(calendar.on("cantine", DAY).starts_with("2026-12-01 BOOKED "));
}

async fn the_first_report_counts(store: Store) {
    let desk = Desk::open(store).await;
    desk.book("Léa", "cantine", &[DAY]).await;
    desk.house.time.set("2026-12-01T08:00:00+01:00");
    let first = "2026-12-01 cantine REPORTED 2026-12-01T07:00:00Z";
    assert_eq!(
        Desk::reported(desk.report("1", "Léa", &[DAY], json!({})).await),
        [first]
    );
    desk.house.time.set("2026-12-01T10:00:00+01:00");
    let again = desk.report("2", "Léa", &[DAY], json!({ "reason": "FAMILY" })).await;
    assert_eq!(
        Desk::reported(again),
        ["2026-12-01 cantine REPORTED_BEFORE 2026-12-01T07:00:00Z"]
    );
    let expected = "2026-12-01 cantine booked - - absent reason ILLNESS reportedAt 2026-12-01T07:00:00Z";
    assert_eq!(desk.attendance("Léa", DAY, DAY).await, [expected]);
    // A tablet that was wrong about its clock took the report back: the next one holds.
    let mut undone = desk.tap(1, "UNDONE Léa cantine 2026-12-01", "2026-12-01T10:04:00+01:00");
    undone["undoes"] = json!("REPORTED");
    assert_eq!(desk.record("bureau", &[undone]).await, ["1 RECORDED"]);
    let third = desk.report("3", "Léa", &[DAY], json!({})).await;
    assert_eq!(
        Desk::reported(third),
        ["2026-12-01 cantine REPORTED 2026-12-01T09:00:00Z"]
    );
    assert_eq!(
        desk.attendance("Léa", DAY, DAY).await,
        ["2026-12-01 cantine booked - - absent reason ILLNESS reportedAt 2026-12-01T09:00:00Z"]
    );
}

async fn what_cannot_be_reported(store: Store) {
    let desk = Desk::open(store).await;
    desk.book("Léa", "cantine", &[DAY, "2026-12-03", "2026-12-04"]).await;
    desk.house.time.set("2026-12-03T23:59:00+01:00");
    let came = desk.tap(1, "CHECKED_IN Léa cantine 2026-12-03", "2026-12-03T11:50:00+01:00");
    desk.record("tablette", &[came]).await;
    let days = [DAY, "2026-12-03", "2026-12-04"];
    let soir = desk.camille.activity("soir");
    let answer = desk.report("1", "Léa", &days, json!({})).await;
    let messages: Vec<Value> = answer.body["data"]["absenceReport"]["outcomes"]
        .as_array()
        .expect("outcomes")
        .iter()
        .map(|outcome| outcome["message"].clone())
        .collect();
    assert_eq!(
        Desk::reported(answer),
        [
            "2026-12-01 cantine DAY_OVER -",
            "2026-12-03 cantine CAME_ALREADY -",
            "2026-12-04 cantine REPORTED 2026-12-03T22:59:00Z",
        ]
    );
    assert_eq!(
        messages,
        [
            json!("Ce jour est passé. Pour une absence passée, contactez le service périscolaire."),
            json!("L’enfant a été vu sur place ce jour-là. En cas d’erreur, contactez le service périscolaire."),
            json!(null),
        ]
    );
    let answer = desk
        .report("2", "Léa", &["2026-12-04"], json!({ "activityIds": [soir] }))
        .await;
    assert_eq!(Desk::reported(answer), ["2026-12-04 soir NOT_BOOKED -"]);
}

async fn the_same_report_twice(store: Store) {
    let desk = Desk::open(store).await;
    desk.book("Léa", "cantine", &[DAY]).await;
    let first = desk.report("1", "Léa", &[DAY], json!({})).await;
    desk.house.time.set("2026-11-24T09:00:00+01:00");
    let again = desk.report("1", "Léa", &[DAY], json!({})).await;
    assert_eq!(again.essence(), first.essence());
    let other = desk
        .report("1", "Léa", &["2026-12-03"], json!({}))
        .await
        .field("absenceReport");
    assert_eq!(
        other["errors"],
        json!([{ "code": "IDEMPOTENCY_MISMATCH", "path": ["idempotencyKey"] }])
    );
    // A booking under the same key is another request.
    assert_eq!(
        desk.camille.book("1", "Léa", "soir", &["2026-12-03"]).await,
        ["Léa soir 2026-12-03 BOOKED 200"]
    );
}

async fn a_report_is_refused_as_a_whole(store: Store) {
    let desk = Desk::open(store).await;
    desk.book("Léa", "cantine", &[DAY]).await;
    let many = chrono::NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
    let many: Vec<String> = many.iter_days().take(63).map(|day| day.to_string()).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let cantine = desk.camille.activity("cantine");
    let stranger = desk.awa.child("Inès");
    let nobody = "child:01J9Z3NDEKTSV4RRFFQ69G5FAV";
    for (days, changes, code, path) in [
        (
            &[DAY][..],
            json!({ "childId": stranger }),
            "UNKNOWN_CHILD",
            json!(["childId"]),
        ),
        (
            &[DAY],
            json!({ "childId": nobody }),
            "UNKNOWN_CHILD",
            json!(["childId"]),
        ),
        (&[DAY], json!({ "childId": "Léa" }), "UNKNOWN_CHILD", json!(["childId"])),
        (
            &[DAY],
            json!({ "activityIds": [cantine, "activity:01J9Z3NDEKTSV4RRFFQ69G5FAV"] }),
            "UNKNOWN_ACTIVITY",
            json!(["activityIds", "1"]),
        ),
        (&[], json!({}), "NOTHING_ASKED", json!(["dates"])),
        (&many, json!({}), "TOO_MANY_DAYS", json!(["dates"])),
        (
            &[DAY],
            json!({ "activityIds": vec![cantine; 21] }),
            "TOO_MANY_ACTIVITIES",
            json!(["activityIds"]),
        ),
        (
            &[DAY],
            json!({ "note": "é".repeat(501) }),
            "NOTE_TOO_LONG",
            json!(["note"]),
        ),
        (
            &[DAY],
            json!({ "idempotencyKey": "" }),
            "INVALID_IDEMPOTENCY_KEY",
            json!(["idempotencyKey"]),
        ),
    ] {
        let payload = desk.report("1", "Léa", days, changes).await.field("absenceReport");
        assert_eq!(payload["errors"], json!([{ "code": code, "path": path }]));
        assert_eq!(
            (&payload["outcomes"], &payload["child"]),
            (&json!([]), &json!(null)),
            "{code}"
        );
    }
    assert_eq!(
        desk.attendance("Léa", "2026-12-01", "2026-12-31").await,
        [] as [&str; 0]
    );
}
