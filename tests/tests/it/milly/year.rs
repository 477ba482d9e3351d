//! The whole school year in one request.

use preau_tests::{Server, Store, both_stores};
use serde_json::json;

both_stores!(a_year_of_lunches);

/// C6, D4, D6, D9, D12: of the 180 days from January to July, the 83 on which there is school. Of the 26 weeks' four days
/// each, the winter and spring holidays take 16, Ascension and its bridge 2, Easter and Whit Monday 2, and the school
/// fête 1.
async fn a_year_of_lunches(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let first = chrono::NaiveDate::from_ymd_opt(2027, 1, 4).expect("a day");
    let days: Vec<String> = first.iter_days().take(180).map(|day| day.to_string()).collect();
    let days: Vec<&str> = days.iter().map(String::as_str).collect();
    let payload = camille
        .plan("annee", &[camille.booking("Léa", "midi", &days)])
        .await
        .field("bookingPlan");
    assert_eq!(payload["errors"], json!([]));
    let mut counts = std::collections::BTreeMap::new();
    for outcome in camille.outcomes(&payload) {
        let words: Vec<&str> = outcome.split(' ').collect();
        let kind = if words[3] == "BOOKED" {
            words[1].to_owned()
        } else {
            words[4].to_owned()
        };
        *counts.entry(kind).or_insert(0) += 1;
    }
    let expected = [
        ("PUBLIC_HOLIDAY", 5),
        ("SCHOOL_HOLIDAY", 34),
        ("TOWN_CLOSURE", 1),
        ("WEEKDAY", 57),
        ("midi", 83),
        ("restauration", 83),
    ];
    assert_eq!(counts, expected.map(|(kind, count)| (kind.to_owned(), count)).into());
    let booked = i64::from(counts["midi"]);
    assert_eq!(
        payload["total"],
        json!({ "amountCents": booked * 485, "currency": "EUR" })
    );
    assert_eq!(camille.history().await.len(), 100);
}
