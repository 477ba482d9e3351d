//! `preau rulebook simulate` (FEATURES: G3).

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use preau_domain::family::{Regime, Residence};
use preau_domain::ids::{ChildId, FamilyId};
use preau_entities::store::register::{self, NewChild, NewFamily};
use preau_entities::store::{ConnectionTrait, connect};
use preau_migrations::bring_up;
use preau_server::adapters::bus::in_process::InProcessBus;
use preau_server::adapters::clock::FrozenClock;
use preau_server::adapters::counts::in_process::InProcessCounts;
use preau_server::adapters::random::OsRandom;
use preau_services::Portal;
use preau_services::towns::publish;
use serde_json::{Value, json};

use super::program::{Outcome, preau};

pub const MILLY: &str = include_str!("../../../../demo/milly-la-foret.toml");
const NOW: &str = "2026-11-18T09:00:00Z";
pub const PERIOD: [&str; 4] = ["--from", "2026-11-01", "--to", "2026-11-30"];
const FAMILY: &str = "family:01J0000000000000000000FAM1";
const CHILD: &str = "child:01J0000000000000000000CH1D";

/// A directory with a store in which a child of Milly, who may have midday alone, has midday and canteen on one Monday, and with a draft.
pub async fn milly(draft: &str) -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    fs::write(directory.path().join("draft.toml"), draft).expect("a file");
    let url = format!("sqlite://{}?mode=rwc", directory.path().join("preau.sqlite").display());
    let db = connect(&url, 8, None).await.expect("a store");
    bring_up(&db).await.expect("its tables");
    let clock = Arc::new(FrozenClock::new(NOW.parse().expect("an instant")));
    let counts = Arc::new(InProcessCounts::new(1, Duration::from_secs(1)));
    let bus = Arc::new(InProcessBus::default());
    let portal = Portal::new(db.clone(), clock, Arc::new(OsRandom), counts, bus, 1);
    let (commune, _) = publish(&portal, MILLY).await.expect("published").expect("a rule book");
    let (family, child): (FamilyId, ChildId) = (FAMILY.parse().expect("an id"), CHILD.parse().expect("an id"));
    let new = NewFamily {
        id: family,
        code: "MLF-1".to_owned(),
        name: "Marchand".to_owned(),
        residence: Residence::Resident,
        regime: Regime::Caf,
        quotients: Vec::new(),
        debts: Vec::new(),
        file: None,
        guardians: Vec::new(),
        children: vec![NewChild {
            id: child,
            first_name: "Inès".to_owned(),
            last_name: "Marchand".to_owned(),
            birth_date: "2018-05-02".parse().expect("a day"),
            school_code: "cocteau".to_owned(),
            class: None,
            food_care_plan: true,
            regular_in: Vec::new(),
        }],
    };
    register::family(&db, commune, new).await.expect("a family");
    let town = portal.towns.get(commune).await.expect("a town");
    for (nth, code, cents) in [(1, "midi", 170), (2, "restauration", 315)] {
        let offer = town.activities().find(|offer| offer.activity.code.0 == code);
        let activity = offer.expect("an activity").id.0;
        let (commune, child) = (commune.0, child.0);
        for sql in [
            format!("INSERT INTO slots VALUES ({commune}, '{activity}', '2026-11-23', 100, 1, 1)"),
            format!(
                "INSERT INTO bookings (commune_id, booking_id, child_id, activity_id, day, price_cents, rule_book_version, booked_at)
                 VALUES ({commune}, '01J0000000000000000000000{nth}', '{child}', '{activity}', '2026-11-23', {cents}, 1,
                   '2026-11-18 09:00:00+00:00')"
            ),
        ] {
            db.execute_unprepared(&sql).await.expect("a row");
        }
    }
    db.close().await.expect("closed");
    directory
}

/// Dearer midday; and the canteen's booking ends two days earlier.
fn draft() -> String {
    let earlier = "[deadlines.plus-tot]\nform = \"days_before\"\ndays = 6\nat = \"10:00\"\n\n[[activities]]\ncode = \"restauration\"";
    let draft = MILLY.replacen("[[activities]]\ncode = \"restauration\"", earlier, 1);
    let at = draft.find(earlier).expect("the canteen");
    let (before, after) = draft.split_at(at);
    let from = after.find("deadlines = { book = \"").expect("its deadlines") + "deadlines = { book = \"".len();
    let to = from + after[from..].find('"').expect("their end");
    format!("{before}{}plus-tot{}", &after[..from], &after[to..]).replacen("\"1.70\"", "\"2.00\"", 1)
}

fn simulate(directory: &Path, more: &[&str]) -> Outcome {
    preau(
        directory,
        &[],
        &[&["rulebook", "simulate", "draft.toml"], &PERIOD[..], more].concat(),
    )
}

#[tokio::test]
async fn a_person_reads_tables() {
    let directory = milly(&draft()).await;
    let (code, out, err) = simulate(directory.path(), &["--families", "families.csv"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let title = out.lines().next().expect("a title").to_owned();
    assert!(title.ends_with(", tried against 2026-11-01 to 2026-11-30"), "{title}");
    let expected = format!(
        "{title}
families: 1, children: 1

                                                places         before          after     difference
kept                                                 1           1.70           2.00          +0.30
refused                                              1           3.15
not in the draft                                     0           0.00
all                                                  2           4.85

KEPT, by activity and price                     places         before          after     difference
midi                                                 1           1.70           2.00          +0.30
  all                                                1           1.70           2.00          +0.30

REFUSED, by activity and reason                 places         before
restauration: too_late                               1           3.15
    2026-11-23 {CHILD} of {FAMILY}

FAMILIES would pay, for what is kept          families     difference
more by 0.00 to 5.00                                 1          +0.30
    most more: +0.30 {FAMILY}
"
    );
    assert_eq!(out, expected);
    let families = fs::read_to_string(directory.path().join("families.csv")).expect("a file");
    let line = format!("{FAMILY},1,1,0,4.85,1.70,2.00,0.30\n");
    let head = "family,kept,refused,lacking,before,before_kept,after,difference\n";
    assert_eq!(families, format!("{head}{line}"));
}

#[tokio::test]
async fn programs_read_a_fact_a_line() {
    let directory = milly(&draft()).await;
    let (code, out, err) = simulate(directory.path(), &["--format", "json", "--families", "families.json"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let lines: Vec<Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let example = json!({"family": FAMILY, "child": CHILD, "day": "2026-11-23"});
    assert_eq!(
        lines,
        [
            json!({"line": "total", "from": "2026-11-01", "to": "2026-11-30", "families": 1, "children": 1, "places": 2, "before": "4.85"}),
            json!({"line": "kept", "places": 1, "before": "1.70", "after": "2.00"}),
            json!({"line": "refused", "places": 1, "before": "3.15"}),
            json!({"line": "activity", "activity": "midi", "late": 0, "places": 1, "before": "1.70", "after": "2.00"}),
            json!({"line": "tier", "activity": "midi", "case": null, "band": null, "places": 1, "before": "1.70", "after": "2.00"}),
            json!({"line": "activity", "activity": "restauration", "late": 0, "places": 0, "before": "0.00", "after": "0.00"}),
            json!({"line": "refusal", "activity": "restauration", "reason": "too_late", "places": 1, "before": "3.15", "examples": [example]}),
            json!({"line": "families", "step": {"step": "more", "over": "0.00", "up_to": "5.00"}, "families": 1, "difference": "0.30"}),
            json!({"line": "pays_more", "family": FAMILY, "difference": "0.30"}),
        ]
    );
    let families = fs::read_to_string(directory.path().join("families.json")).expect("a file");
    assert_eq!(
        serde_json::from_str::<Value>(&families).expect("JSON"),
        json!({"family": FAMILY, "kept": 1, "refused": 1, "lacking": 0, "before": "4.85", "before_kept": "1.70", "after": "2.00"})
    );
}

#[tokio::test]
async fn spreadsheets_read_one_table() {
    let directory = milly(&draft()).await;
    let (code, out, _) = simulate(directory.path(), &["--format", "csv"]);
    assert_eq!(code, Some(0));
    let expected = format!(
        "line,activity,what,count,before,after
total,,2026-11-01 to 2026-11-30,2,4.85,
kept,,,1,1.70,2.00
refused,,,1,3.15,
activity,midi,,1,1.70,2.00
tier,midi,all,1,1.70,2.00
activity,restauration,,0,0.00,0.00
refusal,restauration,too_late,1,3.15,
families,,more by 0.00 to 5.00,1,,0.30
pays_more,,{FAMILY},,,0.30
"
    );
    assert_eq!(out, expected);
}

#[tokio::test]
async fn what_cannot_be_tried_is_told_and_nothing_is_made() {
    let directory = milly(MILLY).await;
    let here = directory.path();
    let reversed = [
        "rulebook",
        "simulate",
        "draft.toml",
        "--from",
        "2026-11-30",
        "--to",
        "2026-11-01",
    ];
    assert_eq!(
        preau(here, &[], &reversed),
        (
            Some(2),
            String::new(),
            "preau: --to 2026-11-01 comes before --from 2026-11-30\n".to_owned()
        )
    );
    assert_eq!(
        simulate(here, &["--town", "nowhere"]),
        (
            Some(2),
            String::new(),
            "preau: the store has no town `nowhere`: name one with --town\n".to_owned()
        )
    );
    fs::write(here.join("draft.toml"), "[town]\nname = 7\n").expect("a file");
    let checked = preau(here, &[], &["rulebook", "check", "draft.toml"]);
    assert_eq!((checked.0, simulate(here, &[])), (Some(1), checked));
    fs::remove_file(here.join("draft.toml")).expect("gone");
    assert_eq!(simulate(here, &[]).0, Some(2));

    fs::write(here.join("draft.toml"), MILLY).expect("a file");
    let (code, out, err) = simulate(here, &["--database", "sqlite://none.sqlite?mode=rwc"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert_eq!(err, "preau: the store cannot be opened: look at DATABASE_URL\n");
    assert!(!here.join("none.sqlite").exists());
}
