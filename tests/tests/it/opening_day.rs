//! Opening day in miniature: `make load` plays it large.

use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use preau_tests::opening_day::check::{self, Books, Check, Evening, Noon};
use preau_tests::opening_day::{
    Cast, Crowd, OPENS_AT, Opening, Played, Report, Share, Stage, learn, people, rule_books,
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
        capacity_share: Share(600),
        retry_share: Share(500),
        cart_share: Share(500),
        give_share: Share(500),
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
    evening: Evening,
}

/// Carts that were filled at the opening keep their places until it has come.
const CARTS_END: &str = "2026-08-20T01:00:00+02:00";

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
        let mut crowd = Crowd::come(&stage, opening).await;
        let books = Books::open(house.store(), &stage.town).await.expect("the store");
        let noon = Noon::read(&books, &stage).await.expect("noon");
        crowd.afternoon().await;
        house.time.set(CARTS_END);
        let workers = async {
            for server in &servers {
                server.work().await;
            }
        };
        tokio::join!(crowd.evening(), workers);
        // What the turns did not strike off themselves is due by then.
        house.time.set("2026-08-20T01:01:00+02:00");
        for server in &servers {
            server.work().await;
        }
        let played = crowd.night().await;
        let evening = Evening {
            noon,
            at: CARTS_END.parse().expect("an instant"),
            done: true,
        };
        Self {
            _house: house,
            servers,
            stage,
            played,
            books,
            evening,
        }
    }

    /// The one text that a statement gives.
    async fn one(&self, sql: &str) -> String {
        let rows = self.books.rows(&format!("SELECT CAST(({sql}) AS text) AS one")).await;
        let found: Option<String> = rows.expect("rows")[0].try_get("", "one").expect("a text");
        found.unwrap_or_else(|| panic!("nothing to spoil: {sql}"))
    }

    /// Name, what was seen and what is wrong, of each check.
    async fn checks(&self, stage: &Stage) -> Vec<(&'static str, String, Vec<String>)> {
        let checks = check::all(&self.books, stage, &self.played, &self.evening)
            .await
            .expect("checks");
        let told = |check: Check| {
            assert!(!check.skipped, "{check:?}");
            (check.name, check.seen, check.violations)
        };
        checks.into_iter().map(told).collect()
    }
}

/// D4, D13: twenty families of two, three activities with places for six children in ten, half of the phones send
/// their request twice, and the early ones are told when to come. Some fill carts, those who find no place wait, and what
/// is given back goes to them.
async fn nothing_is_lost(store: Store) {
    let day = Day::play(store).await;
    let checks = day.checks(&day.stage).await;
    let servers = day.servers.len();
    let report = Report::new(String::new(), &day.stage, &day.played, Vec::new());
    // Who comes too late for every day orders nothing, and who that is, is a race; so is what becomes of who waits.
    let told: Vec<_> = day.played.iter().flat_map(Played::told).collect();
    let orders = told.iter().filter(|told| told.order.is_some()).count();
    let lines: usize = told.iter().map(|told| told.lines.len()).sum();
    let places = report.booked + report.accepted - report.given_back;
    let expected = [
        ("on the way", Some("20 families".to_owned())),
        ("places", Some("12 slots".to_owned())),
        ("answers", Some(format!("{lines} lines, {places} places"))),
        ("orders", Some(format!("{orders} orders"))),
        (
            "history",
            Some(format!(
                "{} events",
                report.booked + report.accepted + report.given_back
            )),
        ),
        ("waiting list", None),
        (
            "carts",
            Some(format!(
                "{} places kept at noon, 0 in the evening",
                report.left_in_carts
            )),
        ),
        ("outbox", Some("every task".to_owned())),
        ("counts", Some(format!("12 slots on {servers} servers"))),
    ];
    assert_eq!(checks.len(), expected.len());
    for ((name, seen, violations), (expected, what)) in checks.into_iter().zip(expected) {
        let what = what.unwrap_or_else(|| seen.clone());
        assert_eq!((name, seen, violations), (expected, what, Vec::new()));
    }
    assert_eq!(
        (
            report.booked + report.left_in_carts,
            report.full,
            report.early,
            report.unanswered
        ),
        (232, 164, 4, 0)
    );
    let some = [
        report.left_in_carts,
        report.waited_for,
        report.given_back,
        report.accepted,
        report.declined,
    ];
    assert!(some.iter().all(|&some| some > 0), "{some:?}");
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
    for (spoil, mend, finds) in spoils(&day).await {
        day.books.write(&spoil).await.expect("a change");
        assert_eq!(found(&day.stage).await, finds, "{spoil}");
        day.books.write(&mend).await.expect("a change");
    }
    assert_eq!(found(&day.stage).await, [""; 0]);

    // The same books, and fewer places.
    let smaller = Cast {
        capacity_share: Share(500),
        ..cast()
    };
    let learned = learn(day.servers[0].address(), &smaller, "2026-09-01".parse().expect("a day"));
    let learned = learned.await.expect("a town");
    let addresses = day.stage.servers.clone();
    let stage = Stage::new(smaller, addresses, learned, day.stage.opens_at, Duration::ZERO);
    assert_eq!(found(&stage).await, ["places"]);

    // The same books, and nothing known of how they stood at noon.
    let day = Day {
        evening: Evening {
            noon: Noon::default(),
            ..day.evening.clone()
        },
        ..day
    };
    let checks = day.checks(&day.stage).await.into_iter();
    let wrong: Vec<_> = checks
        .filter(|(_, _, wrong)| !wrong.is_empty())
        .map(|(name, ..)| name)
        .collect();
    assert_eq!(wrong, ["answers", "carts"]);
}

/// What is changed, how it is mended, and which checks find it.
type Spoil = (String, String, &'static [&'static str]);

async fn spoils(day: &Day) -> Vec<Spoil> {
    let booking = day.one("SELECT min(booking_id) FROM bookings WHERE commune_id = :town AND cancelled_at IS NULL");
    let booking = format!("commune_id = :town AND booking_id = '{}'", booking.await);
    let mut spoils = spoils_of_orders(&booking);
    spoils.extend(spoils_of_waits(day).await);
    spoils.extend(spoils_of_carts(day, &booking).await);
    spoils
}

fn spoils_of_orders(booking: &str) -> Vec<Spoil> {
    let order = "commune_id = :town AND order_id = (SELECT min(order_id) FROM orders WHERE commune_id = :town)";
    let task = "(:town, 'T', 'publish_counts', '{}', '2026-08-20 00:00:00+00:00', 0)";
    vec![
        (
            format!("UPDATE bookings SET price_cents = price_cents + 1 WHERE {booking}"),
            format!("UPDATE bookings SET price_cents = price_cents - 1 WHERE {booking}"),
            &["answers", "history"],
        ),
        (
            format!("UPDATE bookings SET cancelled_at = booked_at WHERE {booking}"),
            format!("UPDATE bookings SET cancelled_at = NULL WHERE {booking}"),
            &["places", "answers", "history"],
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
            "DELETE FROM tasks WHERE commune_id = :town AND task_id = 'T'".to_owned(),
            &["outbox"],
        ),
    ]
}

async fn spoils_of_waits(day: &Day) -> Vec<Spoil> {
    let wait = async |which: &str| {
        let first = format!("SELECT min(w.position) FROM waiting_places w WHERE w.commune_id = :town AND {which}");
        format!("commune_id = :town AND position = {}", day.one(&first).await)
    };
    let waits = wait("w.state = 'waiting'").await;
    let offered = wait("w.state = 'offered'").await;
    let accepted = wait("w.state = 'accepted'").await;
    let ahead = wait(
        "EXISTS (SELECT 1 FROM waiting_places o WHERE o.commune_id = w.commune_id AND o.activity_id = w.activity_id
           AND o.day = w.day AND o.position > w.position)",
    )
    .await;
    let behind = format!("{ahead} + 100000");
    let slot = format!(
        "commune_id = :town AND (activity_id, day) = (SELECT activity_id, day FROM waiting_places WHERE {waits})"
    );
    vec![
        (
            format!("UPDATE slots SET taken = taken - 1 WHERE {slot}"),
            format!("UPDATE slots SET taken = taken + 1 WHERE {slot}"),
            &["places", "waiting list", "counts"],
        ),
        (
            format!("UPDATE waiting_places SET state = 'left' WHERE {offered}"),
            format!("UPDATE waiting_places SET state = 'offered' WHERE {offered}"),
            &["places", "waiting list"],
        ),
        (
            format!("UPDATE waiting_places SET state = 'left' WHERE {waits}"),
            format!("UPDATE waiting_places SET state = 'waiting' WHERE {waits}"),
            &["waiting list"],
        ),
        (
            format!("UPDATE waiting_places SET state = 'waiting' WHERE {accepted}"),
            format!("UPDATE waiting_places SET state = 'accepted' WHERE {accepted}"),
            &["waiting list"],
        ),
        (
            format!("UPDATE waiting_places SET position = position + 100000 WHERE {ahead}"),
            format!("UPDATE waiting_places SET position = position - 100000 WHERE {behind}"),
            &["waiting list"],
        ),
        (
            "UPDATE tasks SET kind = 'another' WHERE commune_id = :town AND kind = 'offer_lapses'".to_owned(),
            "UPDATE tasks SET kind = 'offer_lapses' WHERE commune_id = :town AND kind = 'another'".to_owned(),
            &["waiting list", "outbox"],
        ),
    ]
}

async fn spoils_of_carts(day: &Day, booking: &str) -> Vec<Spoil> {
    let cart_day = day
        .one("SELECT min(day) FROM cart_lines WHERE commune_id = :town")
        .await;
    vec![
        (
            format!(
                "INSERT INTO cart_holds (commune_id, child_id, day, activity_id, family_id, held_until)
                 SELECT commune_id, child_id, day, activity_id, 'F', '2026-08-20 09:00:00+00:00' FROM bookings
                 WHERE {booking}"
            ),
            "DELETE FROM cart_holds WHERE commune_id = :town".to_owned(),
            &["places", "carts"],
        ),
        (
            format!("UPDATE cart_lines SET day = '2027-06-01' WHERE commune_id = :town AND day = '{cart_day}'"),
            format!("UPDATE cart_lines SET day = '{cart_day}' WHERE commune_id = :town AND day = '2027-06-01'"),
            &["carts"],
        ),
    ]
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
    let counted = ["full", "unanswered", "holds"].map(|name| report[name].clone());
    assert_eq!(counted, [json!(72), json!(0), json!(true)], "{report:#}");
    let places = ["booked", "leftInCarts"].map(|name| report[name].as_i64().expect("a number"));
    assert_eq!(places.iter().sum::<i64>(), 528, "{report:#}");
}
