//! The baseline of bookings: PostgreSQL's own load generator, running the statements of a turn.

use std::io::Write;
use std::ops::RangeInclusive;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::Outcome;
use crate::booking::{ACTIVITIES, KINDS, SLOTS};
use crate::house::variable;

const TURN: &str = include_str!("turn.sql");

/// Statements of a turn, its beginning and end apart.
pub fn statements() -> usize {
    TURN.lines()
        .filter(|line| line.ends_with(';') || *line == "\\gset")
        .count()
        - 2
}

/// Lets `clients` connections run turns of these towns; returns turns per second.
pub async fn run(database: &str, towns: RangeInclusive<i32>, clients: usize, window: Duration) -> Outcome<f64> {
    let mut command = Command::new(variable("PREAU_PGBENCH")?);
    command.args(["--no-vacuum", "--protocol=prepared", "--jobs=2", "--file=-"]);
    command
        .arg(format!("--client={clients}"))
        .arg(format!("--time={}", window.as_secs()));
    command.args(["--define=k=-1".to_owned(), format!("--define=kinds={KINDS}")]);
    command.args([
        format!("--define=first_town={}", towns.start()),
        format!("--define=last_town={}", towns.end()),
    ]);
    for (name, rows) in parameters() {
        command.arg(format!("--define={name}={rows}"));
    }
    command.arg(database);
    let output = tokio::task::spawn_blocking(move || play(command)).await??;
    let told = String::from_utf8_lossy(&output.stdout);
    let rate = told
        .lines()
        .find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
    match rate {
        Some(rate) if output.status.success() && !told.contains("aborted") => Ok(rate),
        _ => Err(format!("pgbench failed: {told}{}", String::from_utf8_lossy(&output.stderr)).into()),
    }
}

fn play(mut command: Command) -> std::io::Result<Output> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    if let Some(mut script) = child.stdin.take() {
        script.write_all(TURN.as_bytes())?;
    }
    child.wait_with_output()
}

/// The rows of one request, each set as the one JSON text that the portal sends. What begins with @ is made new for
/// every request.
fn parameters() -> [(&'static str, Value); 9] {
    let (child, activity) = ("0000000@child", format!("{}@activity", &ACTIVITIES[0][..25]));
    let (order, actor) = ("01BENCHR@n00", "agent:01KDZ4Q5T0Q5T0Q5T0Q5T0Q5T0");
    let each = |row: &dyn Fn(usize, String) -> Value| -> Value {
        (1..=SLOTS).map(|nth| row(nth, format!("@year-03-{nth:02}"))).collect()
    };
    let outcome = |_, day| json!({ "child": child, "activity": activity, "day": day, "taken_with": null, "result": "booked", "price": 340 });
    let hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    let at = "2026-11-23T08:00:00Z";
    [
        ("wanted_answers", json!([{ "actor": actor, "key": "bench-@n" }])),
        ("wanted_children", json!([{ "child_id": child }])),
        (
            "wanted_slots",
            each(&|_, day| json!({ "activity_id": activity, "day": day })),
        ),
        (
            "slots",
            each(&|_, day| json!({ "activity_id": activity, "day": day, "capacity": 100_000, "delta": 1 })),
        ),
        (
            "orders",
            json!([{ "order_id": order, "number": "@number", "family_id": child, "placed_at": at, "actor": actor,
                "actor_name": "Accueil", "total_cents": 6_800, "booked_count": SLOTS, "cancelled_count": 0,
                "position": "@position" }]),
        ),
        (
            "bookings",
            each(&|nth, day| {
                json!({ "booking_id": format!("01BENCHB@n{nth:02}"), "child_id": child, "activity_id": activity,
                    "day": day, "price_cents": 340, "cancelled_at": null })
            }),
        ),
        (
            "events",
            each(&|nth, day| {
                json!({ "event_id": format!("01BENCHE@n{nth:02}"), "order_id": order, "family_id": child,
                    "booking_id": format!("01BENCHB@n{nth:02}"), "child_id": child, "activity_id": activity,
                    "day": day, "change": "booked", "price_cents": 340 })
            }),
        ),
        (
            "answers",
            json!([{ "actor": actor, "key": "bench-@n", "request_hash": hash,
                "answer": { "order": order, "outcomes": each(&outcome), "total": 6_800 } }]),
        ),
        (
            "tasks",
            json!([
                { "task_id": "01BENCHT@n00", "kind": "mail_booking_confirmation", "payload": { "order": order },
                    "due_at": at },
                { "task_id": "01BENCHT@n01", "kind": "publish_counts",
                    "payload": { "slots": each(&|_, day| json!([activity, day])) }, "due_at": at },
            ]),
        ),
    ]
}
