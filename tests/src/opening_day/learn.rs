//! What must be known before the families come: the activities, and the days of class.

use std::net::SocketAddr;

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::cast::Cast;
use super::people::{PASSWORD, login};
use super::rules::slug;
use crate::{Outcome, Wire, documents};

pub struct Learned {
    pub(super) activities: Vec<String>,
    pub(super) days: Vec<NaiveDate>,
}

/// Days that one calendar may span.
const SPAN: u64 = 62;

const ACTIVITIES: &str = "{ viewer { town { activities { id code } } family { children { id } } } }";

const DAYS: &str = "query Days($child: ID!, $from: Date!, $to: Date!) {
  child(id: $child) { calendar(from: $from, to: $to) { days { date kind } activities { states } } }
}";

/// Asks a server, as the first family. Takes the first days of class from `from` on.
pub async fn learn(server: SocketAddr, cast: &Cast, from: NaiveDate) -> Outcome<Learned> {
    let mut wire = Wire::open(server).await?;
    let token = sign_in(&mut wire, &slug(cast), &login(0)).await?;
    let found = ask(&mut wire, &token, ACTIVITIES, &json!({})).await?;
    let listed = found["viewer"]["town"]["activities"]
        .as_array()
        .ok_or("no activities")?;
    let id = |value: &Value| value["id"].as_str().map(ToOwned::to_owned);
    let activities: Vec<String> = listed.iter().filter_map(id).collect();
    let child = id(&found["viewer"]["family"]["children"][0]).ok_or("no child")?;
    let wanted = cast.weeks * 4;
    let mut days = Vec::new();
    // The longest school year, and its holidays.
    let mut first = from;
    for _ in 0..6 {
        let last = first + Days::new(SPAN - 1);
        let asked = json!({ "child": child, "from": first, "to": last });
        let found = ask(&mut wire, &token, DAYS, &asked).await?;
        for day in found["child"]["calendar"]["days"].as_array().into_iter().flatten() {
            let date: NaiveDate = serde_json::from_value(day["date"].clone())?;
            let class = !["Wed", "Sat", "Sun"].contains(&date.format("%a").to_string().as_str());
            if day["kind"] == "SCHOOL_TIME" && class {
                days.push(date);
            }
        }
        first = last + Days::new(1);
    }
    days.truncate(wanted);
    if activities.len() == cast.activities && !days.is_empty() {
        Ok(Learned { activities, days })
    } else {
        Err(format!("the town shows {} activities and {} days", activities.len(), days.len()).into())
    }
}

/// An access token of someone whose password is everyone's.
pub async fn sign_in(wire: &mut Wire, town: &str, login: &str) -> Outcome<String> {
    let body = sign_in_body(town, login);
    let answer: Value = serde_json::from_str(wire.post(None, &body).await?)?;
    let token = answer["data"]["sessionOpen"]["tokens"]["accessToken"].as_str();
    Ok(token.ok_or_else(|| format!("nobody signed in: {answer}"))?.to_owned())
}

pub(super) fn sign_in_body(town: &str, login: &str) -> String {
    let input = json!({ "town": town, "login": login, "password": PASSWORD, "deviceName": "Téléphone" });
    json!({ "query": documents::SESSION_OPEN, "variables": { "input": input } }).to_string()
}

/// The `data` of the answer.
pub(super) async fn ask(wire: &mut Wire, token: &str, document: &str, variables: &Value) -> Outcome<Value> {
    let body = json!({ "query": document, "variables": variables }).to_string();
    let mut answer: Value = serde_json::from_str(wire.post(Some(token), &body).await?)?;
    match answer.get("errors") {
        None => Ok(answer["data"].take()),
        Some(errors) => Err(errors.to_string().into()),
    }
}
