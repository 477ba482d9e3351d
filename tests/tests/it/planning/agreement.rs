use preau_tests::towns::{PEOPLE, RULES, rules_with_places};
use preau_tests::{Parent, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(
    what_was_shown_is_what_is_done,
    what_changed_since_is_told_and_nothing_is_done,
    a_day_that_a_pattern_comes_to_no_more_is_told,
    nothing_is_left_of_a_pattern,
    a_week_that_became_another_is_told,
    a_sister_who_has_it_by_now_is_told,
    another_price_is_told,
    a_day_that_became_full_is_told,
    a_line_that_left_the_cart_is_told,
    no_price_comes_from_a_client
);

fn two_days(parent: &Parent) -> Value {
    json!({ "changes": [parent.booking("Léa", "matin", &["2026-11-30", "2026-12-01"])] })
}

fn with(mut input: Value, key: &str, value: Value) -> Value {
    input[key] = value;
    input
}

/// D7: the dry run gives a token, and the commit that passes it does just that.
async fn what_was_shown_is_what_is_done(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let shown = camille
        .ask_plan("dry", with(two_days(&camille), "dryRun", true.into()))
        .await;
    let agreed = with(two_days(&camille), "expects", shown["planToken"].clone());
    let done = camille.ask_plan("1", agreed.clone()).await;
    assert_eq!(
        (&done["outcomes"], &done["total"]),
        (&shown["outcomes"], &shown["total"])
    );
    assert_eq!(
        (&done["order"]["number"], &done["planToken"]),
        (&json!(1), &Value::Null)
    );
    // A retry of the same request is given the same answer, though by now it would be another one.
    assert_eq!(camille.ask_plan("1", agreed).await, done);
}

/// D7: the other parent was quicker.
async fn what_changed_since_is_told_and_nothing_is_done(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let dominique = server.parent("dominique@example.org").await;
    let shown = camille
        .ask_plan("dry", with(two_days(&camille), "dryRun", true.into()))
        .await;
    dominique.book("quicker", "Léa", "matin", &["2026-12-01"]).await;
    let before = camille.history().await;

    let agreed = with(two_days(&camille), "expects", shown["planToken"].clone());
    let stale = camille.ask_plan("1", agreed).await;
    assert_eq!(stale["errors"][0]["code"], "PLAN_CHANGED");
    assert_eq!(stale["errors"][0]["path"], json!(["expects"]));
    assert_eq!(
        camille.outcomes(&stale),
        ["Léa matin 2026-11-30 BOOKED 195", "Léa matin 2026-12-01 UNCHANGED"]
    );
    let changed: Vec<&Value> = stale["outcomes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| &line["changed"])
        .collect();
    assert_eq!(changed, [&json!(false), &json!(true)]);
    assert_eq!((&stale["order"], camille.history().await), (&Value::Null, before));

    // What is agreed to anew is done, under the same key: nothing was kept under it.
    let agreed = with(two_days(&camille), "expects", stale["planToken"].clone());
    assert_eq!(camille.ask_plan("1", agreed).await["order"]["number"], 2);
    let nonsense = with(two_days(&camille), "expects", "nonsense".into());
    assert_eq!(
        camille.ask_plan("2", nonsense).await["errors"][0]["code"],
        "PLAN_CHANGED"
    );
}

/// A plan that is agreed to with the token of a dry run, once `meanwhile` has happened: nothing is done, and with the token
/// of that answer all that it says is.
async fn stale(parent: &Parent, input: &Value, meanwhile: impl AsyncFnOnce()) -> Value {
    let shown = parent.ask_plan("dry", with(input.clone(), "dryRun", true.into())).await;
    assert_eq!((&shown["gone"], &shown["debtChanged"]), (&json!([]), &json!(false)));
    meanwhile().await;
    let before = parent.history().await;
    let expects = |payload: &Value| with(input.clone(), "expects", payload["planToken"].clone());
    let stale = parent.ask_plan("1", expects(&shown)).await;
    assert_eq!(
        stale["errors"],
        json!([{
            "code": "PLAN_CHANGED",
            "message": "Quelque chose a changé depuis que ces jours vous ont été montrés, alors rien n’a été fait. Regardez les \
                        jours signalés et ceux qui n’y sont plus, puis confirmez à nouveau.",
            "path": ["expects"],
        }])
    );
    assert_eq!((&stale["order"], &stale["debtChanged"]), (&Value::Null, &json!(false)));
    assert_eq!(parent.history().await, before);
    let done = parent.ask_plan("1", expects(&stale)).await;
    assert_eq!(
        (&done["errors"], &done["outcomes"].as_array().unwrap().len()),
        (&json!([]), &stale["outcomes"].as_array().unwrap().len())
    );
    assert_eq!(parent.outcomes(&done), parent.outcomes(&stale));
    stale
}

/// Its outcomes, those that are marked with a star.
fn marked(parent: &Parent, payload: &Value) -> Vec<String> {
    let lines = payload["outcomes"].as_array().unwrap().iter();
    let told = parent.outcomes(payload).into_iter().zip(lines);
    told.map(|(told, line)| {
        if line["changed"] == true {
            format!("* {told}")
        } else {
            told
        }
    })
    .collect()
}

/// Mondays and Tuesdays of two weeks.
fn mondays_and_tuesdays(parent: &Parent, activity: &str) -> Value {
    json!({ "patterns": [{
        "childId": parent.child("Léa"), "activityId": parent.activity(activity), "from": "2026-11-30", "to": "2026-12-08",
        "days": { "everyWeek": ["MONDAY", "TUESDAY"] },
    }] })
}

/// D5, D7: the other parent has booked one of its days, with what comes along: it is not asked any more.
async fn a_day_that_a_pattern_comes_to_no_more_is_told(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let dominique = server.parent("dominique@example.org").await;
    let input = mondays_and_tuesdays(&camille, "restauration");
    let told = stale(&camille, &input, async || {
        dominique.book("quicker", "Léa", "restauration", &["2026-12-01"]).await;
    })
    .await;
    assert_eq!(
        marked(&camille, &told),
        [
            "Léa restauration 2026-11-30 BOOKED 315",
            "Léa midi 2026-11-30 BOOKED 170 with restauration",
            "Léa restauration 2026-12-07 BOOKED 315",
            "Léa midi 2026-12-07 BOOKED 170 with restauration",
            "Léa restauration 2026-12-08 BOOKED 315",
            "Léa midi 2026-12-08 BOOKED 170 with restauration",
        ]
    );
    assert_eq!(
        camille.gone(&told),
        ["Léa midi 2026-12-01", "Léa restauration 2026-12-01"]
    );
    assert_eq!(told["skipped"], 1);
}

/// D5, D7: the other parent has booked all of them.
async fn nothing_is_left_of_a_pattern(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let dominique = server.parent("dominique@example.org").await;
    let days = ["2026-11-30", "2026-12-01", "2026-12-07", "2026-12-08"];
    let told = stale(&camille, &mondays_and_tuesdays(&camille, "matin"), async || {
        dominique.book("quicker", "Léa", "matin", &days).await;
    })
    .await;
    assert_eq!(marked(&camille, &told), [""; 0]);
    assert_eq!(camille.gone(&told), days.map(|day| format!("Léa matin {day}")));
}

/// D4, D7: what was given back in the week that is copied is copied no more, and what was booked there is copied too.
async fn a_week_that_became_another_is_told(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let dominique = server.parent("dominique@example.org").await;
    camille
        .book("week", "Léa", "matin", &["2026-11-30", "2026-12-01"])
        .await;
    let copy = json!({ "fromChildId": camille.child("Léa"), "week": "2026-11-30", "firstWeek": "2026-12-07" });
    let told = stale(&camille, &json!({ "copies": [copy] }), async || {
        dominique.cancel("back", "Léa", "matin", &["2026-12-01"]).await;
        dominique.book("other", "Léa", "soir", &["2026-12-03"]).await;
    })
    .await;
    assert_eq!(
        marked(&camille, &told),
        ["Léa matin 2026-12-07 BOOKED 195", "* Léa soir 2026-12-10 BOOKED 340"]
    );
    assert_eq!(camille.gone(&told), ["Léa matin 2026-12-08"]);
}

/// D4, D7: the sister was given one of the days by the other parent.
async fn a_sister_who_has_it_by_now_is_told(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let dominique = server.parent("dominique@example.org").await;
    camille
        .book("week", "Léa", "matin", &["2026-11-30", "2026-12-01"])
        .await;
    let (lea, zoe) = (camille.child("Léa"), camille.child("Zoé"));
    let copy = json!({ "fromChildId": lea, "toChildId": zoe, "week": "2026-11-30" });
    let told = stale(&camille, &json!({ "copies": [copy] }), async || {
        dominique.book("quicker", "Zoé", "matin", &["2026-11-30"]).await;
    })
    .await;
    assert_eq!(marked(&camille, &told), ["Zoé matin 2026-12-01 BOOKED 195"]);
    assert_eq!(camille.gone(&told), ["Zoé matin 2026-11-30"]);
}

/// D7: the town has published another price.
async fn another_price_is_told(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let told = stale(&camille, &two_days(&camille), async || {
        server.publish(&RULES.replace("\"1.95\"", "\"2.05\"")).await;
    })
    .await;
    assert_eq!(
        marked(&camille, &told),
        ["* Léa matin 2026-11-30 BOOKED 205", "* Léa matin 2026-12-01 BOOKED 205"]
    );
    assert_eq!(camille.gone(&told), [""; 0]);
}

/// D7: another family has taken the last place of a day.
async fn a_day_that_became_full_is_told(store: Store) {
    let (_house, server) = Server::of_town(store, &rules_with_places(1), PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    let told = stale(&camille, &mondays_and_tuesdays(&camille, "soir"), async || {
        alix.book("quicker", "Tom", "soir", &["2026-12-07"]).await;
    })
    .await;
    assert_eq!(
        marked(&camille, &told),
        [
            "Léa soir 2026-11-30 BOOKED 340",
            "Léa soir 2026-12-01 BOOKED 340",
            "* Léa soir 2026-12-07 REFUSED FULL",
            "Léa soir 2026-12-08 BOOKED 340",
        ]
    );
    assert_eq!(camille.gone(&told), [""; 0]);
}

/// D7, D8: the other phone has taken a line out, then put it back: ordered last, it is the same cart.
async fn a_line_that_left_the_cart_is_told(store: Store) {
    let (house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let dominique = server.parent("dominique@example.org").await;
    let days = ["2026-11-30", "2026-12-01"];
    camille.tick("Léa", "matin", &days).await;
    let shown = camille.cart().await["planToken"].as_str().unwrap().to_owned();
    dominique.cart_remove("Léa", "matin", &days[..1]).await;
    let told = camille.cart_order("1", Some(&shown)).await;
    assert_eq!(told["errors"], json!([{ "code": "PLAN_CHANGED", "path": ["expects"] }]));
    assert_eq!(marked(&camille, &told), ["Léa matin 2026-12-01 BOOKED 195"]);
    assert_eq!(camille.gone(&told), ["Léa matin 2026-11-30"]);
    assert_eq!((&told["order"], &told["debtChanged"]), (&Value::Null, &json!(false)));

    house.time.set("2026-11-23T09:00:01+01:00");
    dominique.tick("Léa", "matin", &days[..1]).await;
    let done = camille.cart_order("1", Some(&shown)).await;
    assert_eq!((&done["errors"], &done["gone"]), (&json!([]), &json!([])));
    assert_eq!(
        marked(&camille, &done),
        ["Léa matin 2026-12-01 BOOKED 195", "Léa matin 2026-11-30 BOOKED 195"]
    );
}

/// The server decides prices: there is no field to send one in.
async fn no_price_comes_from_a_client(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let mut change = camille.booking("Léa", "matin", &["2026-11-30"]);
    change["price"] = json!({ "amountCents": 1 });
    let answer = camille.plan("1", &[change]).await;
    assert_eq!(answer.codes(), ["BAD_USER_INPUT"]);
    assert_eq!(camille.history().await, Vec::<String>::new());
}
