//! The answer to a request that books, as `BookingPlan.graphql` asks for it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use super::stage::Stage;
use super::walk::{Became, Line, Told};
use crate::documents;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow)]
    data: Data<'a>,
}

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(borrow, rename = "bookingPlan")]
    payload: Payload<'a>,
}

#[derive(Deserialize)]
struct Payload<'a> {
    #[serde(borrow)]
    order: Option<Named<'a>>,
    #[serde(borrow)]
    outcomes: Vec<Outcome<'a>>,
    total: Option<Money>,
    #[serde(borrow)]
    errors: Vec<Coded<'a>>,
}

#[derive(Deserialize)]
struct Named<'a> {
    id: &'a str,
}

#[derive(Deserialize)]
struct Coded<'a> {
    code: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    child_id: &'a str,
    #[serde(borrow)]
    activity: Named<'a>,
    date: NaiveDate,
    result: &'a str,
    price: Option<Money>,
    #[serde(borrow)]
    reason: Option<Reason<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Money {
    amount_cents: i64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Reason<'a> {
    code: &'a str,
    opens_at: Option<DateTime<Utc>>,
}

/// The clients' document, which also asks when booking opens.
pub(super) fn document() -> String {
    documents::BOOKING_PLAN.replace("reason { code message }", "reason { code message opensAt }")
}

/// One request for all that the children of a family want, on every day.
pub(super) fn request(stage: &Stage, children: &[String], wants: &[Vec<usize>], key: &str, document: &str) -> String {
    let wanted = children.iter().zip(wants).flat_map(|(child, wants)| {
        wants.iter().map(
            move |&activity| json!({ "childId": child, "activityId": stage.activities[activity], "book": stage.days }),
        )
    });
    let changes: Vec<Value> = wanted.collect();
    let input = json!({ "changes": changes, "idempotencyKey": key });
    json!({ "query": document, "variables": { "input": input } }).to_string()
}

/// What the family was told; or what is wrong with the answer.
pub(super) fn told(stage: &Stage, children: &[String], text: &str) -> Result<Told, String> {
    let body: Body<'_> = serde_json::from_str(text).map_err(|error| format!("{error}: {text}"))?;
    let payload = body.data.payload;
    if let Some(error) = payload.errors.first() {
        return Err(format!("the request was refused as a whole: {}", error.code));
    }
    let line = |outcome: Outcome<'_>| {
        let child = children.iter().position(|known| known == outcome.child_id)?;
        let activity = stage.activities.iter().position(|known| known == outcome.activity.id)?;
        let became = match (outcome.result, outcome.price, outcome.reason) {
            ("BOOKED", Some(price), None) => Became::Booked(price.amount_cents),
            ("REFUSED", None, Some(Reason { code: "FULL", .. })) => Became::Full,
            ("REFUSED", None, Some(reason)) if reason.code == "NOT_OPEN_YET" => Became::NotOpenYet(reason.opens_at),
            (result, _, reason) => Became::Else(format!("{result} {}", reason.map_or("", |reason| reason.code))),
        };
        Some(Line {
            child,
            activity,
            day: outcome.date,
            became,
        })
    };
    let lines: Option<Vec<Line>> = payload.outcomes.into_iter().map(line).collect();
    Ok(Told {
        order: payload.order.map(|order| order.id.to_owned()),
        lines: lines.ok_or("a line about another's child or an activity that the town does not have")?,
        total: payload.total.map_or(0, |total| total.amount_cents),
    })
}
