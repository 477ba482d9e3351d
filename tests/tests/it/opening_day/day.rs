//! A day with a frozen clock, and what its checks find.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use preau_tests::opening_day::check::{self, Books, Check, Evening, Noon};
use preau_tests::opening_day::{
    Cast, Crowd, OPENS_AT, Opening, Played, Report, Share, Stage, learn, people, rule_books,
};
use preau_tests::{House, Server, Store, both_stores};
use serde_json::json;

use super::spoils::spoils;

both_stores!(
    nothing_is_lost,
    what_is_wrong_is_found,
    a_day_without_answers_is_no_good_day
);

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
pub struct Day {
    _house: House,
    servers: Vec<Server>,
    stage: Arc<Stage>,
    played: Vec<Played>,
    pub books: Books,
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
            down: Vec::new(),
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
    pub async fn one(&self, sql: &str) -> String {
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

    // The same books, and servers that are gone: nobody says what they count.
    let same = cast();
    let learned = learn(day.servers[0].address(), &same, "2026-09-01".parse().expect("a day"));
    let learned = learned.await.expect("a town");
    let gone = vec![nobody()];
    let stage = Stage::new(same, gone.clone(), learned, day.stage.opens_at, Duration::ZERO);
    let counts = async |down: Vec<SocketAddr>| {
        let evening = Evening {
            down,
            ..day.evening.clone()
        };
        let checks = check::all(&day.books, &stage, &day.played, &evening).await;
        let wrong = checks.expect("checks").into_iter();
        let wrong = wrong.filter(|check| !check.violations.is_empty());
        wrong.map(|check| (check.name, check.violations)).collect::<Vec<_>>()
    };
    let nobody = "there was no server to ask".to_owned();
    let silent = format!("{} does not answer", gone[0]);
    assert_eq!(counts(Vec::new()).await, [("counts", vec![silent, nobody.clone()])]);
    assert_eq!(counts(gone).await, [("counts", vec![nobody])]);

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

/// D13: what makes a good day.
async fn a_day_without_answers_is_no_good_day(store: Store) {
    let day = Day::play(store).await;
    let report = |checks| Report::new(String::new(), &day.stage, &day.played, checks);
    let check = |skipped, violations| Check {
        name: "outbox",
        seen: String::new(),
        skipped,
        violations,
    };
    let good = || vec![check(false, Vec::new())];
    assert!(report(good()).holds());
    assert!(!report(vec![check(false, vec!["a row".to_owned()])]).holds());
    let unanswered = Report {
        unanswered: 1,
        ..report(good())
    };
    assert!(!unanswered.holds());
    assert!(!report(vec![check(true, Vec::new())]).holds());
    let asked_for = Report {
        skips: true,
        ..report(vec![check(true, Vec::new())])
    };
    assert!(asked_for.holds());
    assert_eq!(
        (
            report(good()).json()["holds"].clone(),
            unanswered.json()["holds"].clone()
        ),
        (json!(true), json!(false))
    );
}

/// An address at which nobody listens any more: whoever asks there is told so at once.
fn nobody() -> SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("an address");
    listener.local_addr().expect("an address")
}
