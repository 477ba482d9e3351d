//! "Réservation périodique : je sélectionne les dates, puis la récurrence et le jour souhaités."

use preau_tests::towns::millery;
use preau_tests::{Parent, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(every_tuesday_and_friday, a_whole_year_of_middays);

/// Each day asked for with what it costs, whatever staff will say of it.
fn summary(parent: &Parent, payload: &Value) -> Vec<String> {
    assert_eq!(payload["errors"], json!([]));
    let outcomes = payload["outcomes"].as_array().expect("outcomes");
    let line = |outcome: &Value| {
        assert_eq!(outcome["reason"], Value::Null);
        assert_eq!(outcome["childId"], parent.child("Maya"));
        format!(
            "{} {}",
            outcome["date"].as_str().expect("a day"),
            outcome["price"]["amountCents"]
        )
    };
    outcomes.iter().map(line).collect()
}

fn pattern(parent: &Parent, from: &str, to: &str, days: &Value) -> Value {
    json!({ "dryRun": true, "patterns": [{
        "childId": parent.child("Maya"), "activityId": parent.activity("midi"), "from": from, "to": to, "days": days,
    }] })
}

/// D5, D7: the guide's own "3, 6, 10 and 13 September 2024", Tuesdays and Fridays of two weeks.
async fn every_tuesday_and_friday(store: Store) {
    let (_house, server) = Server::of(store, millery()).await;
    let julie = server.parent("julie.lambert@millery.example").await;
    let days = json!({ "everyWeek": ["TUESDAY", "FRIDAY"] });
    let recap = julie
        .ask_plan("resume", pattern(&julie, "2026-12-01", "2026-12-13", &days))
        .await;
    assert_eq!(
        summary(&julie, &recap),
        ["2026-12-01 410", "2026-12-04 410", "2026-12-08 410", "2026-12-11 410"]
    );
    assert_eq!(
        (&recap["total"]["amountCents"], &recap["skipped"]),
        (&json!(1640), &json!(0))
    );
    assert_eq!(recap["order"], Value::Null, "nothing is sent before « Valider »");
    assert_eq!(julie.history().await, [""; 0]);
}

/// C6, D4, D5: to the last day of the year with class, over holidays of zone A and public holidays.
async fn a_whole_year_of_middays(store: Store) {
    let (_house, server) = Server::of(store, millery()).await;
    let julie = server.parent("julie.lambert@millery.example").await;
    let days = json!({ "everyWeek": ["MONDAY", "TUESDAY", "THURSDAY", "FRIDAY"] });
    let recap = julie
        .ask_plan("annee", pattern(&julie, "2026-12-01", "2027-07-06", &days))
        .await;
    let days = summary(&julie, &recap);
    let month = |month: &str| days.iter().filter(|day| day.starts_with(month)).count();
    let by_month = [
        "2026-12", "2027-01", "2027-02", "2027-03", "2027-04", "2027-05", "2027-06", "2027-07",
    ]
    .map(month);
    assert_eq!(by_month, [11, 16, 8, 17, 10, 14, 17, 2]);
    assert_eq!(days.first().map(String::as_str), Some("2026-12-01 410"));
    assert_eq!(days.last().map(String::as_str), Some("2027-07-02 410"));
    assert_eq!(recap["total"]["amountCents"], 410 * days.len());
    // Christmas 8, winter 8, Easter Monday, spring 8, Ascension and its bridge, Whit Monday, summer 2.
    assert_eq!(recap["skipped"], 8 + 8 + 1 + 8 + 2 + 1 + 2);
}
