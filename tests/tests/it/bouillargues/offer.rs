//! "L'activité est ouverte du … au …".

use preau_tests::towns::bouillargues;
use preau_tests::{Parent, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(what_an_activity_says_of_itself, not_of_the_age);

async fn activity(parent: &Parent, code: &str) -> Value {
    let document =
        "{ viewer { town { activities { code place period { from to } ages { from to } needsCompleteFile } } } }";
    let viewer = parent.phone.ask(document, json!({})).await.field("viewer");
    let activities = viewer["town"]["activities"].as_array().expect("activities");
    let found = activities.iter().find(|one| one["code"] == code);
    found.expect("an activity").clone()
}

/// C2: its period, its ages, its place, and whether a complete file is needed.
async fn what_an_activity_says_of_itself(store: Store) {
    let town = bouillargues().saying(
        "waiting_list = { offer_hours = 24 }",
        "waiting_list = { offer_hours = 24 }\nages = { from = 6 }\nneeds_complete_file = true",
    );
    let (_house, server) = Server::of(store, town).await;
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    assert_eq!(
        activity(&lucie, "accueil-soir").await,
        json!({
            "code": "accueil-soir", "place": null, "period": { "from": "2025-09-01", "to": "2027-07-02" }, "ages": null,
            "needsCompleteFile": false,
        })
    );
    assert_eq!(
        activity(&lucie, "restauration").await,
        json!({
            "code": "restauration", "place": "Restaurant élémentaire", "period": null, "ages": null,
            "needsCompleteFile": false,
        })
    );
    assert_eq!(
        activity(&lucie, "mercredi-matin").await,
        json!({
            "code": "mercredi-matin", "place": null, "period": null, "ages": { "from": 6, "to": null },
            "needsCompleteFile": true,
        })
    );
}

/// C2: Elsa is nine; Hugo is four.
async fn not_of_the_age(store: Store) {
    let town = bouillargues().saying(
        "waiting_list = { offer_hours = 24 }",
        "waiting_list = { offer_hours = 24 }\nages = { from = 6 }",
    );
    let (_house, server) = Server::of(store, town).await;
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    let day = "2026-12-02";
    let calendar = lucie.calendar("Hugo", day, day).await;
    assert_eq!(
        calendar.on("mercredi-matin", day),
        format!("{day} CLOSED WRONG_AGE - 800 -")
    );
    let changes = ["Elsa", "Hugo"].map(|child| lucie.booking(child, "mercredi-matin", &[day]));
    let payload = lucie.plan("1", &changes).await.field("bookingPlan");
    assert_eq!(
        lucie.outcomes(&payload),
        [
            format!("Elsa mercredi-matin {day} BOOKED 800"),
            format!("Hugo mercredi-matin {day} REFUSED WRONG_AGE"),
        ]
    );
    assert_eq!(lucie.history().await.len(), 1);
}
