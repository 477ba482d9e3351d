//! The waiting list as a family meets it: what it asks and what it reads.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::answer::by_pair;
use super::log::Step;
use super::played::{Join, Shown, Wait, WaitLine, Wish};
use super::walk::Walk;
use crate::documents;

/// Days of one child in one activity for which a family waits, at most.
const MOST: usize = 24;

/// Rows of a page.
const PAGE: usize = 100;

impl Walk {
    /// Waits for some of the days that were full: those of one child in one activity in one request.
    pub(super) async fn join(&mut self) -> Option<()> {
        let full: Vec<Wish> = self.played.full().collect();
        for (child, activity, mut days) in by_pair(&full) {
            days.retain(|_| self.chance.below(2) == 0);
            days.truncate(MOST);
            if days.is_empty() {
                continue;
            }
            let body = self.list_request(documents::WAITING_LIST_JOIN, (child, activity, &days), &self.key());
            let wishes: Vec<Wish> = days.iter().map(|&day| (child, activity, day)).collect();
            self.played.joins.push(Join {
                wishes,
                asked: Instant::now(),
                told: None,
            });
            let lines = self
                .press(Step::Join, &body, |walk, answer| walk.lines("waitingListJoin", answer))
                .await?;
            self.played.joins.last_mut()?.told = Some((Instant::now(), lines));
        }
        Some(())
    }

    /// A request about days of one child in one activity.
    pub(super) fn list_request(
        &self,
        document: &str,
        (child, activity, days): (usize, usize, &[NaiveDate]),
        key: &str,
    ) -> String {
        let (child, activity) = (&self.played.children[child], &self.stage.activities[activity]);
        let input = json!({ "childId": child, "activityId": activity, "dates": days, "idempotencyKey": key });
        json!({ "query": document, "variables": { "input": input } }).to_string()
    }

    /// What became of days in a waiting list.
    pub(super) fn lines(&self, field: &str, answer: &str) -> Result<Vec<WaitLine>, String> {
        let body: Value = serde_json::from_str(answer).map_err(|error| error.to_string())?;
        let payload = &body["data"][field];
        let outcomes = payload["outcomes"]
            .as_array()
            .filter(|_| payload["errors"] == json!([]));
        let line = |line: &Value| {
            Some(WaitLine {
                wish: self.wish(line)?,
                became: stands(line, "result"),
            })
        };
        let lines: Option<Vec<WaitLine>> = outcomes.and_then(|outcomes| outcomes.iter().map(line).collect());
        lines.ok_or_else(|| format!("{field}: {answer}"))
    }

    /// All that the family waits for, and what is offered to it.
    pub(super) async fn look_at_waits(&mut self) -> Option<Vec<Shown>> {
        let (mut shown, mut behind) = (Vec::new(), Value::Null);
        loop {
            let variables = json!({ "first": PAGE, "after": behind });
            let body = json!({ "query": documents::WAITING_PLACES, "variables": variables }).to_string();
            let answer = self.caller.ask(Step::LookAtWaits, &body).await?;
            let page: Value = serde_json::from_str(&answer).unwrap_or_default();
            let page = &page["data"]["viewer"]["family"]["waiting"];
            let node = |node: &Value| {
                Some(Shown {
                    wish: self.wish(node)?,
                    stands: stands(node, "state"),
                })
            };
            let nodes = page["nodes"].as_array();
            let nodes: Option<Vec<Shown>> = nodes.and_then(|nodes| nodes.iter().map(node).collect());
            shown.extend(self.read(nodes.ok_or_else(|| format!("waits that cannot be read: {answer}")))?);
            if page["pageInfo"]["hasNextPage"] != true {
                return Some(shown);
            }
            behind = page["pageInfo"]["endCursor"].clone();
        }
    }

    fn wish(&self, line: &Value) -> Option<Wish> {
        let child = line["childId"].as_str()?;
        let child = self.played.children.iter().position(|known| known == child)?;
        let activity = line["activity"]["id"].as_str()?;
        let activity = self.stage.activities.iter().position(|known| known == activity)?;
        Some((child, activity, line["date"].as_str()?.parse().ok()?))
    }
}

fn stands(line: &Value, field: &str) -> Wait {
    let until = line["offeredUntil"].as_str();
    let until = until.and_then(|until| until.parse::<DateTime<Utc>>().ok());
    match (line[field].as_str(), line["position"].as_i64(), until) {
        (Some("WAITING"), Some(position), None) => Wait::Waiting(position),
        (Some("OFFERED"), None, Some(until)) => Wait::Offered(until),
        (Some("LEFT"), None, None) => Wait::Left,
        _ => Wait::Else(line.to_string()),
    }
}
