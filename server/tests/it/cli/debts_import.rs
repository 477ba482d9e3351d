//! `preau debts import` (FEATURES: D17).

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::family::{Regime, Residence};
use preau_domain::ids::{ActivityId, ChildId, CommuneId, FamilyId};
use preau_entities::store::register::{self, NewChild, NewFamily};
use preau_entities::store::{ConnectionTrait, Db, connect};
use preau_migrations::bring_up;
use preau_server::adapters::bus::in_process::InProcessBus;
use preau_server::adapters::clock::{FrozenClock, SystemClock};
use preau_server::adapters::counts::in_process::InProcessCounts;
use preau_server::adapters::mail::NowhereMailer;
use preau_server::adapters::random::OsRandom;
use preau_services::Portal;
use preau_services::outbox::run_due;
use preau_services::ports::Counts;
use preau_services::ports::counts::{MonthKey, SlotCount};
use preau_services::towns::publish;
use serde_json::{Value, json};
use ulid::Ulid;

use super::program::{Outcome, preau};

const MILLY: &str = include_str!("../../../../demo/milly-la-foret.toml");

const FILE: &str = r#"cash_desk = "restauration"
as_of = 2025-10-31

[[debts]]
family = "MLF-1"
amount = "12.40"

[[debts]]
family = "MLF-2"
amount = "0"
"#;

/// A directory with a store of Milly and two of its families.
async fn milly() -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    let url = format!("sqlite://{}?mode=rwc", directory.path().join("preau.sqlite").display());
    let db = connect(&url, 8, None).await.expect("a store");
    bring_up(&db).await.expect("its tables");
    let counts = Arc::new(InProcessCounts::new(1, Duration::from_secs(1)));
    let bus = Arc::new(InProcessBus::default());
    let portal = Portal::new(db.clone(), Arc::new(SystemClock), Arc::new(OsRandom), counts, bus, 1);
    let (commune, _) = publish(&portal, MILLY).await.expect("published").expect("a rule book");
    for nth in [1, 2] {
        let new = NewFamily {
            id: FamilyId(Ulid(nth)),
            code: format!("MLF-{nth}"),
            name: "Marchand".to_owned(),
            residence: Residence::Resident,
            regime: Regime::Caf,
            quotients: Vec::new(),
            debts: Vec::new(),
            file: None,
            guardians: Vec::new(),
            children: vec![child(nth)],
        };
        register::family(&db, commune, new).await.expect("a family");
    }
    directory
}

fn child(nth: u128) -> NewChild {
    NewChild {
        id: ChildId(Ulid(100 + nth)),
        first_name: "Léa".to_owned(),
        last_name: "Marchand".to_owned(),
        birth_date: "2018-05-02".parse().expect("a day"),
        school_code: "cocteau".to_owned(),
        class: None,
        food_care_plan: false,
        regular_in: Vec::new(),
    }
}

fn import(directory: &Path, source: &str, more: &[&str]) -> Outcome {
    fs::write(directory.join("debts.toml"), source).expect("a file");
    let arguments = ["debts", "import", "debts.toml", "--town", "milly-la-foret"];
    preau(directory, &[], &[&arguments, more].concat())
}

/// Rows of a table of the store.
async fn rows(directory: &Path, table: &str) -> u64 {
    let url = format!("sqlite://{}", directory.join("preau.sqlite").display());
    let db = connect(&url, 1, None).await.expect("the store");
    let counted = db
        .execute_unprepared(&format!("UPDATE {table} SET commune_id = commune_id"))
        .await;
    counted.expect("rows").rows_affected()
}

#[tokio::test]
async fn a_file_is_noted_once() {
    let directory = milly().await;
    let here = directory.path();
    let said = |text: &str| (Some(0), format!("{text}\n"), String::new());
    assert_eq!(
        import(here, FILE, &["--dry-run"]),
        said("2 would change, 0 are so already")
    );
    assert_eq!(rows(here, "debts").await, 0);
    assert_eq!(import(here, FILE, &[]), said("2 changed, 0 were so already"));
    assert_eq!(import(here, FILE, &[]), said("0 changed, 2 were so already"));
    assert_eq!((rows(here, "debts").await, rows(here, "debt_events").await), (2, 2));
    let paid = FILE.replace("12.40", "0.00");
    let (code, out, err) = import(here, &paid, &["--format", "json"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert_eq!(
        serde_json::from_str::<Value>(&out).expect("JSON"),
        json!({ "town": "milly-la-foret", "dry_run": false, "changed": 1, "unchanged": 1 })
    );
    assert_eq!((rows(here, "debts").await, rows(here, "debt_events").await), (2, 3));
}

#[tokio::test]
async fn every_mistake_is_told_and_nothing_is_noted() {
    let directory = milly().await;
    let here = directory.path();
    let wrong = FILE
        .replace("MLF-2", "MLF-9")
        .replace("\"12.40\"", "\"12,40\"")
        .replace("amount = \"0\"", "amount = \"0\"\nas_of = 2999-01-01");
    let (code, out, err) = import(here, &wrong, &[]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    let lines: Vec<&str> = err.lines().collect();
    assert_eq!(lines.len(), 3, "{err}");
    assert!(
        lines[0].starts_with("debts.toml:6:10: \"12,40\" is not written as an amount"),
        "{err}"
    );
    assert!(
        lines[1].starts_with("debts.toml:9:10: \"MLF-9\" is the code of no family of the town."),
        "{err}"
    );
    assert!(
        lines[2].starts_with("debts.toml:11:9: 2999-01-01 is out of bounds."),
        "{err}"
    );
    let (code, out, err) = import(here, &wrong, &["--format", "json", "--lang", "fr"]);
    assert_eq!((code, err.as_str()), (Some(1), ""));
    let told: Vec<Value> = serde_json::from_str(&out).expect("JSON");
    let places: Vec<(u64, u64)> = told
        .iter()
        .map(|one| {
            (
                one["line"].as_u64().expect("a line"),
                one["column"].as_u64().expect("a column"),
            )
        })
        .collect();
    assert_eq!(places, [(6, 10), (9, 10), (11, 9)]);
    assert_eq!(told[1]["kind"], "unknown_family");
    assert_eq!((rows(here, "debts").await, rows(here, "debt_events").await), (0, 0));
}

#[tokio::test]
async fn a_file_of_before_is_refused() {
    let directory = milly().await;
    let here = directory.path();
    let (code, _, err) = import(here, FILE, &[]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let older = FILE.replace("2025-10-31", "2025-10-30").replace("\"0\"", "\"3.00\"");
    let told =
        "debts.toml:5:10: For \"MLF-1\", a later statement is noted already: €12.40 as of 2025-10-31. Remove this \
        line, or tell what is owed as of that day or later.
debts.toml:9:10: For \"MLF-2\", a later statement is noted already: €0.00 as of 2025-10-31. Remove this line, or tell \
        what is owed as of that day or later.\n";
    for more in [&["--dry-run"][..], &[]] {
        assert_eq!(import(here, &older, more), (Some(1), String::new(), told.to_owned()));
    }
    let (code, out, _) = import(here, &older, &["--format", "json", "--lang", "fr"]);
    let kinds: Vec<Value> = serde_json::from_str(&out).expect("JSON");
    assert_eq!(
        (code, &kinds[0]["kind"], &kinds[0]["as_of"]),
        (Some(1), &json!("older_statement"), &json!("2025-10-31"))
    );
    assert_eq!((rows(here, "debts").await, rows(here, "debt_events").await), (2, 2));
}

#[tokio::test]
async fn what_is_not_there_cannot_be_read() {
    let directory = milly().await;
    let here = directory.path();
    let (code, _, err) = preau(here, &[], &["debts", "import", "none.toml", "--town", "milly-la-foret"]);
    assert_eq!(code, Some(2));
    assert!(err.starts_with("preau: none.toml cannot be read: "), "{err}");
    fs::write(here.join("debts.toml"), FILE).expect("a file");
    let (code, _, err) = preau(here, &[], &["debts", "import", "debts.toml", "--town", "elsewhere"]);
    assert_eq!(
        (code, err.as_str()),
        (
            Some(2),
            "preau: the store has no town `elsewhere`: name one with --town\n"
        )
    );
}

const DAY: &str = "2025-11-03";

/// The one place in the evening of a day is kept for the first family.
async fn offered(db: &Db, commune: CommuneId, activity: ActivityId) {
    let (family, child) = (FamilyId(Ulid(1)).0, ChildId(Ulid(101)).0);
    let (commune, activity) = (commune.0, activity.0);
    for sql in [
        format!(
            "INSERT INTO slots (commune_id, activity_id, day, capacity, taken, version)
             VALUES ({commune}, '{activity}', '{DAY}', 1, 1, 1)"
        ),
        format!(
            "INSERT INTO waiting_places (commune_id, waiting_id, activity_id, day, child_id, family_id, position, asked,
               joined_at, state, offered_at, offer_ends_at)
             VALUES ({commune}, '{}', '{activity}', '{DAY}', '{child}', '{family}', 1, true, '2025-10-30 08:00:00+00:00',
               'offered', '2025-10-30 08:00:00+00:00', '2025-10-31 08:00:00+00:00')",
            Ulid(900)
        ),
    ] {
        db.execute_unprepared(&sql).await.expect("a row");
    }
}

/// A server has counted the places while one was kept for a family that now owes: the worker of the server tells its copy
/// what the command has changed.
#[tokio::test]
async fn those_who_serve_hear_what_it_changed() {
    let directory = milly().await;
    let here = directory.path();
    let url = format!("sqlite://{}", here.join("preau.sqlite").display());
    let db = connect(&url, 2, None).await.expect("the store");
    let counts = Arc::new(InProcessCounts::new(10, Duration::from_mins(10)));
    let later: DateTime<Utc> = "2999-01-01T00:00:00Z".parse().expect("an instant");
    let server = Portal::new(
        db.clone(),
        Arc::new(FrozenClock::new(later)),
        Arc::new(OsRandom),
        Arc::clone(&counts) as Arc<dyn Counts>,
        Arc::new(InProcessBus::default()),
        1,
    );
    let town = server.towns.by_slug("milly-la-foret").await.expect("a town");
    let town = town.expect("Milly");
    let mut evenings = town.activities().filter(|offered| offered.activity.code.0 == "soir");
    let activity = evenings.next().expect("the evening").id;
    offered(&db, town.id, activity).await;
    let day: NaiveDate = DAY.parse().expect("a day");
    let key = MonthKey {
        commune: town.id,
        activity,
        month: "2025-11-01".parse().expect("a day"),
    };
    let count = |taken, version| SlotCount { day, taken, version };
    counts.fill(&[(key, vec![count(1, 1)])]).await;

    let (code, _, err) = import(here, FILE, &[]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let left = "UPDATE tasks SET attempts = attempts WHERE kind = 'publish_counts'";
    assert_eq!(db.execute_unprepared(left).await.expect("tasks").rows_affected(), 1);
    while run_due(&server, &NowhereMailer::new(), 10).await > 0 {}
    assert_eq!(counts.read(&[key]).await, [Some(vec![count(0, 2)])]);
}
