//! Who may write and read what.

use preau_tests::towns::{MILLY, PASSWORD};
use preau_tests::{Parent, Store, both_stores};
use serde_json::json;

use super::desk::{Desk, RECORD, ROLL, RULES, people};

both_stores!(
    parents_and_programs_neither_record_nor_read_rolls,
    towns_and_families_are_apart
);

const DAY: &str = "2026-12-01";

async fn parents_and_programs_neither_record_nor_read_rolls(store: Store) {
    let desk = Desk::open(store).await;
    desk.book("Léa", "cantine", &[DAY]).await;
    desk.house.time.set("2026-12-01T12:00:00+01:00");
    let event = desk.tap(1, "CHECKED_IN Léa cantine 2026-12-01", "2026-12-01T11:50:00+01:00");
    let input = json!({ "input": { "device": "tablette", "events": [event] } });
    let caterer = desk.server.phone().sign_in(MILLY, "cuisine-centrale", PASSWORD).await;
    for phone in [&desk.camille.phone, &caterer] {
        let answer = phone.ask(RECORD, input.clone()).await;
        assert_eq!(answer.codes(), ["FORBIDDEN"]);
        let answer = phone.ask(ROLL, json!({ "day": DAY })).await;
        assert!(!answer.codes().is_empty());
        assert!(
            answer.codes().iter().all(|&code| code == "FORBIDDEN"),
            "{:#}",
            answer.body
        );
        assert!(!answer.body.to_string().contains("firstName"));
    }
    let anonymous = desk.server.phone();
    assert_eq!(anonymous.ask(RECORD, input).await.codes(), ["UNAUTHENTICATED"]);
    let report = "mutation($input: AbsenceReportInput!) { absenceReport(input: $input) { errors { code } } }";
    let input = json!({ "input": {
        "childId": desk.camille.child("Léa"), "dates": [DAY], "reason": "OTHER", "idempotencyKey": "1",
    } });
    assert_eq!(caterer.ask(report, input).await.codes(), ["FORBIDDEN"]);
    let child = "query($id: ID!) { child(id: $id) { due(from: \"2026-12-01\", to: \"2026-12-01\") { total { amountCents } } } }";
    for phone in [&caterer, &desk.awa.phone] {
        let answer = phone.ask(child, json!({ "id": desk.camille.child("Léa") })).await;
        assert_eq!(answer.codes(), ["NOT_FOUND"]);
    }
    assert_eq!(desk.attendance("Léa", DAY, DAY).await, [] as [&str; 0]);
}

/// A neighbour's staff write nothing here, under the same ids neither.
async fn towns_and_families_are_apart(store: Store) {
    let desk = Desk::open(store).await;
    desk.book("Léa", "cantine", &[DAY]).await;
    let village = RULES
        .replace("slug = \"milly-la-foret\"", "slug = \"le-village\"")
        .replace("insee = \"91405\"", "insee = \"91406\"");
    desk.server.settle(&village, &people("ormes", 300)).await;
    let neighbour = desk
        .server
        .phone()
        .sign_in("le-village", "sacha@milly.example", PASSWORD)
        .await;
    let there = Parent::new(neighbour.clone()).await;
    desk.house.time.set("2026-12-01T12:00:00+01:00");
    let event = desk.tap(1, "CHECKED_IN Léa cantine 2026-12-01", "2026-12-01T11:50:00+01:00");
    let mut theirs = event.clone();
    theirs["activityId"] = json!(there.activity("cantine"));
    let told = neighbour
        .ask(
            RECORD,
            json!({ "input": { "device": "tablette", "events": [event.clone(), theirs] } }),
        )
        .await
        .field("attendanceRecord");
    for nth in 0..2 {
        assert_eq!(told["outcomes"][nth]["refusal"]["code"], "UNKNOWN_CHILD");
    }
    let mut ours = event.clone();
    ours["activityId"] = json!(there.activity("cantine"));
    ours["id"] = json!("00000000000000000000000002");
    assert_eq!(
        desk.record("tablette", &[ours, event]).await,
        ["2 REFUSED UNKNOWN_ACTIVITY", "1 RECORDED"]
    );
    // The same id in the other town is another event.
    let camille = Parent::new(
        desk.server
            .phone()
            .sign_in("le-village", "camille@example.org", PASSWORD)
            .await,
    )
    .await;
    let mut own = desk.tap(1, "CHECKED_IN Léa cantine 2026-12-01", "2026-12-01T11:50:00+01:00");
    own["childId"] = json!(camille.child("Léa"));
    own["activityId"] = json!(there.activity("cantine"));
    let told = neighbour
        .ask(RECORD, json!({ "input": { "device": "tablette", "events": [own] } }))
        .await
        .field("attendanceRecord");
    assert_eq!(told["outcomes"][0]["result"], "RECORDED");
    let rolls = neighbour.ask(ROLL, json!({ "day": DAY })).await.field("viewer");
    assert_eq!(
        rolls["town"]["activities"][0]["roll"]["children"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    // Their staff read no roll of this town.
    let public =
        "query($day: Date!) { town(slug: \"milly-la-foret\") { activities { roll(date: $day) { expected } } } }";
    let answer = neighbour.ask(public, json!({ "day": DAY })).await;
    assert!(!answer.codes().is_empty());
    assert!(
        answer.codes().iter().all(|&code| code == "NOT_FOUND"),
        "{:#}",
        answer.body
    );
}
