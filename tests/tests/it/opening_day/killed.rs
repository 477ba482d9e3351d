//! The program of opening day, and servers of its that die on the way.

use std::process::Command;

use preau_tests::{Store, both_stores};
use serde_json::{Value, json};

both_stores!(a_server_dies_in_the_morning, a_server_dies_amid_offers);

/// D13: the program itself; where there are two servers, one of them is killed in mid-flight.
async fn a_server_dies_in_the_morning(store: Store) {
    a_server_dies(store, "morning");
}

/// The same while what is given back goes to those who wait.
async fn a_server_dies_amid_offers(store: Store) {
    a_server_dies(store, "afternoon");
}

fn a_server_dies(store: Store, hour: &str) {
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
            hour,
            "--give-share",
            "0.5",
            "--drain",
            "240",
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
    let checks = report["checks"].as_array().expect("checks");
    let looked_at = checks.iter().filter(|check| check["skipped"] == json!(false));
    assert_eq!(looked_at.count(), 9, "{report:#}");
}
