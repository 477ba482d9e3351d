//! What each server counts from its cache is what the books say.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::{Books, Check};
use crate::opening_day::learn::ask;
use crate::opening_day::{STAFF, Stage, sign_in};
use crate::{Outcome, Wire};

/// Days that one question may span.
const SPAN: u64 = 62;

const HEADS: &str = "query Heads($from: Date!, $to: Date!) {
  viewer { town { activities { id occupancy(from: $from, to: $to) { date taken } } } }
}";

type Heads = BTreeMap<(String, NaiveDate), i64>;

pub(super) async fn check(books: &Books, stage: &Stage, down: &[SocketAddr]) -> Outcome<Check> {
    let mut truth = Heads::new();
    let sql = "SELECT activity_id, CAST(day AS text) AS day, CAST(taken AS bigint) AS taken FROM slots
               WHERE commune_id = :town AND taken > 0";
    for row in books.rows(sql).await? {
        let (activity, day): (String, String) = (row.try_get("", "activity_id")?, row.try_get("", "day")?);
        truth.insert(
            (format!("activity:{activity}"), day.parse()?),
            row.try_get("", "taken")?,
        );
    }
    let (mut asked, mut violations) = (0, Vec::new());
    // One that was killed counts nothing.
    for &server in stage.servers.iter().filter(|server| !down.contains(server)) {
        let Ok(mut wire) = Wire::open(server).await else {
            violations.push(format!("{server} does not answer"));
            continue;
        };
        asked += 1;
        let token = sign_in(&mut wire, &stage.town, STAFF).await?;
        let counted = heads(&mut wire, &token, stage).await?;
        for (slot, taken) in &truth {
            let found = counted.get(slot).copied().unwrap_or(0);
            if found != *taken {
                violations.push(format!("{server} counts {found} for {slot:?}, the books {taken}"));
            }
        }
        let more = counted.iter().filter(|(slot, _)| !truth.contains_key(slot));
        violations.extend(more.map(|slot| format!("{server} counts {slot:?}, the books none")));
    }
    if asked == 0 {
        violations.push("there was no server to ask".to_owned());
    }
    Ok(Check::of(
        "counts",
        format!("{} slots on {asked} servers", truth.len()),
        violations,
    ))
}

/// How many are expected, wherever there is somebody.
async fn heads(wire: &mut Wire, token: &str, stage: &Stage) -> Outcome<Heads> {
    let mut heads = Heads::new();
    let (Some(&first), Some(&last)) = (stage.days.first(), stage.days.last()) else {
        return Ok(heads);
    };
    let mut from = first;
    while from <= last {
        let to = from + Days::new(SPAN - 1);
        let found = ask(wire, token, HEADS, &json!({ "from": from, "to": to })).await?;
        for activity in found["viewer"]["town"]["activities"].as_array().into_iter().flatten() {
            let id = activity["id"].as_str().unwrap_or_default();
            for slot in activity["occupancy"].as_array().into_iter().flatten() {
                let day: NaiveDate = serde_json::from_value(Value::clone(&slot["date"]))?;
                if let Some(taken) = slot["taken"].as_i64().filter(|&taken| taken > 0) {
                    heads.insert((id.to_owned(), day), taken);
                }
            }
        }
        from = to + Days::new(1);
    }
    Ok(heads)
}
