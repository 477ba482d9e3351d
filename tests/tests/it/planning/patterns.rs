use preau_tests::{Parent, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(
    a_pattern_means_the_days_that_concern_the_child,
    odd_and_even_weeks_and_a_rota,
    a_year_is_cleared_again,
    patterns_that_are_none
);

fn pattern(parent: &Parent, child: &str, activity: &str, from: &str, to: &str, days: &Value) -> Value {
    json!({ "childId": parent.child(child), "activityId": parent.activity(activity), "from": from, "to": to, "days": days })
}

/// D5, D4: days that are so already and days off are only counted; days too late are told.
async fn a_pattern_means_the_days_that_concern_the_child(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("before", "Léa", "matin", &["2026-12-01"]).await;
    // From a Monday that is too late, over a Wednesday and the first days of the holidays.
    let week = json!({ "everyWeek": ["MONDAY", "TUESDAY", "WEDNESDAY"] });
    let input = json!({ "patterns": [pattern(&camille, "Léa", "matin", "2026-11-24", "2026-12-23", &week)] });
    let mut rehearsal = input.clone();
    rehearsal["dryRun"] = true.into();
    let rehearsed = camille.ask_plan("dry", rehearsal).await;
    let payload = camille.ask_plan("real", input).await;
    let told = camille.outcomes(&payload);
    assert_eq!(camille.outcomes(&rehearsed), told);
    assert_eq!(
        told,
        [
            "Léa matin 2026-11-24 REFUSED TOO_LATE",
            "Léa matin 2026-11-30 BOOKED 195",
            "Léa matin 2026-12-07 BOOKED 195",
            "Léa matin 2026-12-08 BOOKED 195",
            "Léa matin 2026-12-14 BOOKED 195",
            "Léa matin 2026-12-15 BOOKED 195",
        ]
    );
    // Five Wednesdays, the Tuesday that was booked, and 21 and 22 December.
    assert_eq!(payload["skipped"], 8);
    assert_eq!(payload["total"]["amountCents"], 5 * 195);
}

/// D5: weeks are those on the wall; a rota begins with the week of its first day.
async fn odd_and_even_weeks_and_a_rota(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let days = async |key: &str, child: &str, days: Value| {
        let one = pattern(&camille, child, "matin", "2026-11-30", "2027-01-22", &days);
        let payload = camille.ask_plan(key, json!({ "patterns": [one] })).await;
        let outcomes = payload["outcomes"].as_array().unwrap();
        let days = outcomes
            .iter()
            .map(|outcome| outcome["date"].as_str().unwrap().to_owned());
        days.collect::<Vec<_>>()
    };
    // 2026 has 53 weeks: week 53 and week 1 are both odd, and the first lies in the holidays.
    assert_eq!(
        days("odd", "Léa", json!({ "oddWeeks": ["MONDAY"] })).await,
        ["2026-11-30", "2026-12-14", "2027-01-04", "2027-01-18"]
    );
    assert_eq!(
        days("even", "Zoé", json!({ "evenWeeks": ["MONDAY"] })).await,
        ["2026-12-07", "2027-01-11"]
    );
    let rota = json!({ "rota": [["TUESDAY"], ["THURSDAY", "FRIDAY"], []] });
    assert_eq!(
        days("rota", "Léa", rota).await,
        [
            "2026-12-01",
            "2026-12-10",
            "2026-12-11",
            "2027-01-12",
            "2027-01-21",
            "2027-01-22"
        ]
    );
}

/// D4: the whole year for two children in one request, and back.
async fn a_year_is_cleared_again(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let year = |action: &str| {
        let every_day = json!({ "everyWeek": ["MONDAY", "TUESDAY", "THURSDAY", "FRIDAY"] });
        let mut all = Vec::new();
        for child in ["Léa", "Zoé"] {
            let mut one = pattern(&camille, child, "restauration", "2026-11-30", "2027-07-02", &every_day);
            one["action"] = action.into();
            all.push(one);
        }
        json!({ "patterns": all })
    };
    let booked = camille.ask_plan("book", year("BOOK")).await;
    let results = |payload: &Value, result: &str| {
        let outcomes = payload["outcomes"].as_array().unwrap();
        outcomes.iter().filter(|outcome| outcome["result"] == result).count()
    };
    let days = results(&booked, "BOOKED");
    assert_eq!(days, booked["outcomes"].as_array().unwrap().len());
    // 95 days with class, each the meal and the midday that comes along, for two children.
    assert_eq!(days, 95 * 2 * 2);
    let again = camille.ask_plan("again", year("BOOK")).await;
    assert_eq!((&again["outcomes"], &again["order"]), (&json!([]), &Value::Null));
    let cleared = camille.ask_plan("clear", year("CANCEL")).await;
    // Without the meal, Léa's midday goes too; Zoé has a care plan, and keeps hers.
    assert_eq!(results(&cleared, "CANCELLED"), 95 * 3);
}

/// Refused as a whole, with the part at fault named and nothing written.
async fn patterns_that_are_none(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    let monday = json!({ "everyWeek": ["MONDAY"] });
    let of = |from: &str, to: &str, days: &Value| pattern(&camille, "Léa", "matin", from, to, days);
    let sound = of("2026-11-30", "2026-12-04", &monday);
    let mut stranger = sound.clone();
    stranger["childId"] = alix.children().next().unwrap().1.into();
    let mut unknown = sound.clone();
    unknown["activityId"] = "activity:01J00000000000000000000000".into();
    for (wrong, code, field) in [
        (of("2026-12-04", "2026-11-30", &monday), "REVERSED_RANGE", "to"),
        (of("2026-11-30", "2028-01-04", &monday), "RANGE_TOO_LONG", "to"),
        (of("2026-11-30", "2100-12-31", &monday), "RANGE_TOO_LONG", "to"),
        (
            of("2026-11-30", "2026-12-04", &json!({ "everyWeek": [] })),
            "NO_WEEKDAY",
            "days",
        ),
        (
            of("2026-11-30", "2026-12-04", &json!({ "rota": vec![["MONDAY"]; 11] })),
            "ROTA_TOO_LONG",
            "days",
        ),
        (stranger, "UNKNOWN_CHILD", "childId"),
        (unknown, "UNKNOWN_ACTIVITY", "activityId"),
    ] {
        let payload = camille.ask_plan("1", json!({ "patterns": [sound, wrong] })).await;
        let error = &payload["errors"][0];
        assert_eq!(
            (&error["code"], &error["path"], &payload["outcomes"]),
            (&json!(code), &json!(["patterns", "1", field]), &json!([])),
        );
    }
    assert_eq!(camille.history().await, Vec::<String>::new());
}
