//! Opening day in miniature: `make load` plays it large.

use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use preau_tests::opening_day::check::{self, Books, Check};
use preau_tests::opening_day::{
    Cast, OPENS_AT, Opening, Played, Report, Share, Stage, learn, people, play, rule_books,
};
use preau_tests::{House, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(nothing_is_lost, what_is_wrong_is_found, a_server_dies);

fn cast() -> Cast {
    Cast {
        families: 20,
        children: 2,
        activities: 3,
        weeks: 1,
        capacity_share: Share(800),
        retry_share: Share(500),
        window: Duration::ZERO,
        seed: 7,
    }
}

/// A day that was played; on PostgreSQL by two servers.
struct Day {
    _house: House,
    servers: Vec<Server>,
    stage: Arc<Stage>,
    played: Vec<Played>,
    books: Books,
}

impl Day {
    async fn play(store: Store) -> Self {
        let cast = cast();
        let house = House::new(store).await;
        house.time.set("2026-08-19T23:55:00+02:00");
        let mut servers = vec![house.open().await];
        if store == Store::Postgres {
            servers.push(house.open().await);
        }
        let mut rules = rule_books(&cast, Opening::Instant);
        let last = rules.pop().expect("a rule book");
        for rules in rules {
            servers[0].publish(&rules).await;
        }
        servers[0].settle(&last, &people(&cast)).await;
        let addresses: Vec<_> = servers.iter().map(Server::address).collect();
        let learned = learn(addresses[0], &cast, "2026-09-01".parse().expect("a day"));
        let learned = learned.await.expect("a town");
        let opens_at: DateTime<Utc> = OPENS_AT.parse().expect("an instant");
        let stage = Stage::new(cast, addresses, learned, Some(opens_at), Duration::from_mins(1));
        let stage = Arc::new(stage);
        let opening = async {
            stage.gate.all_turned_away().await;
            house.time.set(OPENS_AT);
        };
        let played = play(&stage, opening).await;
        // What the turns did not strike off themselves is due by then.
        house.time.set("2026-08-20T00:01:00+02:00");
        for server in &servers {
            server.work().await;
        }
        let books = Books::open(house.store(), &stage.town).await.expect("the store");
        Self {
            _house: house,
            servers,
            stage,
            played,
            books,
        }
    }

    /// Name, what was seen and what is wrong, of each check but that of the waiting list.
    async fn checks(&self, stage: &Stage) -> Vec<(&'static str, String, Vec<String>)> {
        let mut checks = check::all(&self.books, stage, &self.played, true)
            .await
            .expect("checks");
        let waiting = checks.pop().expect("a check");
        assert_eq!((waiting.name, waiting.violations.as_slice()), ("waiting list", &[][..]));
        checks
            .into_iter()
            .map(
                |Check {
                     name, seen, violations, ..
                 }| (name, seen, violations),
            )
            .collect()
    }
}

/// D4, D13: twenty families of two, three activities with places for eight children in ten, half of the phones send
/// their request twice, and the early ones are told when to come.
async fn nothing_is_lost(store: Store) {
    let day = Day::play(store).await;
    let checks = day.checks(&day.stage).await;
    let ok = |name, seen: &str| (name, seen.to_owned(), Vec::new());
    let servers = day.servers.len();
    // Who comes too late for every day orders nothing, and who that is, is a race.
    let told = day.played.iter().filter_map(|one| one.told.as_ref());
    let orders = told.filter(|told| told.order.is_some()).count();
    let expected = [
        ok("on the way", "20 families"),
        ok("places", "12 slots"),
        ok("answers", "396 lines, 312 places"),
        ok("orders", &format!("{orders} orders")),
        ok("history", "312 events"),
        ok("outbox", "every task"),
        ok("counts", &format!("12 slots on {servers} servers")),
    ];
    assert_eq!(checks, expected);
    let report = Report::new(String::new(), &day.stage, &day.played, Vec::new());
    assert_eq!(
        (report.booked, report.full, report.early, report.unanswered),
        (312, 84, 4, 0)
    );
    assert_eq!(report.faults, [].into());
}

/// D13: the checks themselves. Each entry spoils one thing, says who finds it, and mends it.
async fn what_is_wrong_is_found(store: Store) {
    let day = Day::play(store).await;
    let found = async |stage: &Stage| {
        let checks = day.checks(stage).await.into_iter();
        let wrong = checks.filter(|(_, _, violations)| !violations.is_empty());
        wrong.map(|(name, ..)| name).collect::<Vec<_>>()
    };
    let booking = "commune_id = :town AND booking_id = (SELECT min(booking_id) FROM bookings WHERE commune_id = :town)";
    let slot = "commune_id = :town AND activity_id = (SELECT min(activity_id) FROM slots) AND day = '2026-09-01'";
    let order = "commune_id = :town AND order_id = (SELECT min(order_id) FROM orders WHERE commune_id = :town)";
    let task = "(:town, 'T', 'publish_counts', '{}', '2026-08-20 00:00:00+00:00', 0)";
    for (spoil, mend, finds) in [
        (
            format!("UPDATE bookings SET price_cents = price_cents + 1 WHERE {booking}"),
            format!("UPDATE bookings SET price_cents = price_cents - 1 WHERE {booking}"),
            &["answers", "history"][..],
        ),
        (
            format!("UPDATE bookings SET cancelled_at = booked_at WHERE {booking}"),
            format!("UPDATE bookings SET cancelled_at = NULL WHERE {booking}"),
            &["places", "answers", "history"],
        ),
        (
            format!("UPDATE slots SET taken = taken - 1 WHERE {slot}"),
            format!("UPDATE slots SET taken = taken + 1 WHERE {slot}"),
            &["places", "answers", "counts"],
        ),
        (
            format!("UPDATE orders SET number = number + 100 WHERE {order}"),
            format!("UPDATE orders SET number = number - 100 WHERE {order}"),
            &["orders"],
        ),
        (
            "UPDATE lanes SET last_position = last_position + 1 WHERE commune_id = :town".to_owned(),
            "UPDATE lanes SET last_position = last_position - 1 WHERE commune_id = :town".to_owned(),
            &["orders"],
        ),
        (
            format!("UPDATE orders SET total_cents = total_cents + 1 WHERE {order}"),
            format!("UPDATE orders SET total_cents = total_cents - 1 WHERE {order}"),
            &["history"],
        ),
        (
            format!("INSERT INTO tasks (commune_id, task_id, kind, payload, due_at, attempts) VALUES {task}"),
            "DELETE FROM tasks WHERE commune_id = :town".to_owned(),
            &["outbox"],
        ),
    ] {
        day.books.write(&spoil).await.expect("a change");
        assert_eq!(found(&day.stage).await, finds, "{spoil}");
        day.books.write(&mend).await.expect("a change");
    }
    assert_eq!(found(&day.stage).await, [""; 0]);

    // The same books, and fewer places.
    let smaller = Cast {
        capacity_share: Share(700),
        ..cast()
    };
    let learned = learn(day.servers[0].address(), &smaller, "2026-09-01".parse().expect("a day"));
    let learned = learned.await.expect("a town");
    let addresses = day.stage.servers.clone();
    let stage = Stage::new(smaller, addresses, learned, day.stage.opens_at, Duration::ZERO);
    assert_eq!(found(&stage).await, ["places"]);
}

/// D13: the program itself; where there are two servers, one of them is killed in mid-flight.
async fn a_server_dies(store: Store) {
    let name = match store {
        Store::Sqlite => "sqlite",
        Store::Postgres => "postgres",
    };
    let servers = if store == Store::Postgres { "2" } else { "1" };
    let output = Command::new(env!("CARGO_BIN_EXE_opening-day"))
        .args([
            "--families",
            "16",
            "--weeks",
            "2",
            "--seconds",
            "0",
            "--retry-share",
            "0.5",
            "--passwords",
            "cheap",
        ])
        .args([
            "--store",
            name,
            "--servers",
            servers,
            "--kill",
            "--drain",
            "0",
            "--format",
            "json",
        ])
        .output()
        .expect("the program runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let counted = ["booked", "full", "unanswered", "holds"].map(|name| report[name].clone());
    assert_eq!(counted, [json!(528), json!(72), json!(0), json!(true)], "{report:#}");
}
