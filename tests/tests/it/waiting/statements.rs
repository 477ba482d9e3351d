//! A waiting list costs few statements, and as many for one day as for many.

use chrono::{Days, NaiveDate};
use preau_tests::towns::{PEOPLE, large_family, more_families, rules_with_lists};
use preau_tests::{Parent, Server, Store, both_stores, documents};
use serde_json::json;

both_stores!(what_a_waiting_list_costs, as_much_for_one_who_waits_as_for_twenty);

const DAYS: [&str; 4] = ["2026-11-30", "2026-12-01", "2026-12-03", "2026-12-04"];

/// What a request costs; some is sent behind its answer.
async fn cost(server: &Server, expected: usize, asked: impl Future<Output = Vec<String>>) -> usize {
    let before = server.statements();
    asked.await;
    server.statements_after(before + expected).await - before
}

/// For one day and for four: joining (with the task that ends the wait), handing over, accepting, passing on what was let go; a month costs what it cost.
async fn what_a_waiting_list_costs(store: Store) {
    for days in [&DAYS[..1], &DAYS[..]] {
        let people = format!("{PEOPLE}{}", more_families(2));
        let (_house, server) = Server::of_town(store, &rules_with_lists(1, 24), &people).await;
        let camille = server.parent("camille@example.org").await;
        let neighbours: [Parent; 2] = [
            server.parent("famille-0@example.org").await,
            server.parent("famille-1@example.org").await,
        ];
        let mut costs = Vec::new();
        let booking = camille.book("1", "Léa", "etude", days);
        costs.push(("booking", cost(&server, 17, booking).await));
        let joining = neighbours[0].join("1", "Enfant", "etude", days);
        costs.push(("joining", cost(&server, 11, joining).await));
        neighbours[1].join("1", "Enfant", "etude", days).await;
        let giving_back = camille.cancel("2", "Léa", "etude", days);
        costs.push(("giving back", cost(&server, 19, giving_back).await));
        let declining = neighbours[0].decline("2", "Enfant", "etude", days);
        costs.push(("declining", cost(&server, 14, declining).await));
        let accepting = neighbours[1].accept("2", "Enfant", "etude", days);
        costs.push(("accepting", cost(&server, 16, accepting).await));
        let month = json!({ "childId": neighbours[0].child("Enfant"), "from": "2026-12-01", "to": "2026-12-31" });
        for name in ["a month, cold", "a month, warm"] {
            let before = server.statements();
            let phone = &neighbours[0].phone;
            phone.ask(documents::CHILD_MONTH, month.clone()).await.data();
            costs.push((name, server.statements() - before));
        }
        assert_eq!(
            costs,
            [
                ("booking", 17),
                ("joining", 11),
                ("giving back", 19),
                ("declining", 14),
                ("accepting", 16),
                ("a month, cold", 2),
                ("a month, warm", 1),
            ],
            "{days:?}"
        );
    }
}

/// As many for twenty days, for each of which another child comes first, and some behind it.
async fn as_much_for_one_who_waits_as_for_twenty(store: Store) {
    let weeks = ["2026-11-30", "2026-12-07", "2026-12-14", "2027-01-04", "2027-01-11"];
    let weeks = weeks.map(|monday| monday.parse::<NaiveDate>().expect("a day"));
    let days = weeks
        .iter()
        .flat_map(|&monday| [0, 1, 3, 4].map(|more| (monday + Days::new(more)).to_string()));
    let days: Vec<String> = days.collect();
    let days: Vec<&str> = days.iter().map(String::as_str).collect();
    for days in [&days[..1], &days[..]] {
        let people = format!("{PEOPLE}{}{}", more_families(1), large_family(20));
        let (_house, server) = Server::of_town(store, &rules_with_lists(1, 24), &people).await;
        let camille = server.parent("camille@example.org").await;
        let many = server.parent("nombreuse@example.org").await;
        let neighbour = server.parent("famille-0@example.org").await;
        camille.book("1", "Léa", "etude", days).await;
        for (nth, day) in days.iter().enumerate() {
            let child = format!("Enfant {nth:02}");
            many.join(&format!("{nth}"), &child, "etude", &[day]).await;
        }
        neighbour.join("1", "Enfant", "etude", days).await;
        let giving_back = camille.cancel("2", "Léa", "etude", days);
        assert_eq!(cost(&server, 19, giving_back).await, 19, "{} days", days.len());
        for (nth, day) in days.iter().enumerate() {
            let slot = many.slot(&format!("Enfant {nth:02}"), "etude", day).await;
            assert!(slot.starts_with("OFFERED"), "{day}: {slot}");
            let behind = neighbour.slot("Enfant", "etude", day).await;
            assert!(behind.starts_with("WAITING"), "{day}: {behind}");
        }
    }
}
