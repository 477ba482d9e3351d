//! What waits is no place yet for those who look after the children.

use preau_tests::{Parent, Store, both_stores};
use serde_json::json;

use super::desk::{Desk, placed};
use super::steps::town;

both_stores!(nobody_is_expected_who_was_not_accepted);

const DAY: &str = "2026-11-30";

const ROLL: &str = "query($day: Date!) { viewer { town { activities { code roll(date: $day) { expected } } } } }";

const REPORT: &str = "mutation($input: AbsenceReportInput!) { absenceReport(input: $input) {
    outcomes { result } errors { code } } }";

impl Desk {
    /// How many the roll of an activity expects.
    async fn expected(&self, activity: &str) -> i64 {
        let viewer = self.phone.ask(ROLL, json!({ "day": DAY })).await.field("viewer");
        let activities = viewer["town"]["activities"].as_array().expect("activities");
        let found = activities.iter().find(|one| one["code"] == activity);
        found.expect("an activity")["roll"]["expected"]
            .as_i64()
            .expect("a number")
    }
}

async fn report(parent: &Parent, key: &str) -> String {
    let input = json!({ "childId": parent.child("Léa"), "dates": [DAY], "reason": "ILLNESS", "idempotencyKey": key });
    let payload = parent
        .phone
        .ask(REPORT, json!({ "input": input }))
        .await
        .field("absenceReport");
    assert_eq!(payload["errors"], json!([]));
    payload["outcomes"][0]["result"].as_str().expect("a result").to_owned()
}

/// D9, D18: a place that is asked for is held, and stands on no roll; that which is to be given back stands there still.
async fn nobody_is_expected_who_was_not_accepted(store: Store) {
    let (_house, _server, camille, desk) = town(store).await;
    let order = placed(
        &camille
            .plan("1", &[camille.booking("Léa", "soir", &[DAY])])
            .await
            .field("bookingPlan"),
    );
    assert_eq!(
        (
            camille.heads_of(&desk.phone, "soir", DAY).await,
            desk.expected("soir").await
        ),
        (1, 0)
    );
    assert_eq!(report(&camille, "a").await, "NOT_BOOKED");
    desk.all("1", &order, true, None).await;
    assert_eq!(desk.expected("soir").await, 1);
    camille.cancel("2", "Léa", "soir", &[DAY]).await;
    assert_eq!(desk.expected("soir").await, 1);
    // What is asked says more of the day than the absence, which counts all the same.
    assert_eq!(report(&camille, "b").await, "REPORTED");
    let calendar = camille.calendar("Léa", DAY, DAY).await;
    assert_eq!(calendar.on("soir", DAY), "2026-11-30 CANCELLATION_ASKED - - 340 44");
    camille.book("3", "Léa", "soir", &[DAY]).await;
    let calendar = camille.calendar("Léa", DAY, DAY).await;
    assert_eq!(
        calendar.on("soir", DAY),
        "2026-11-30 ABSENT - 2026-11-26T09:00:00Z 340 44"
    );
}
