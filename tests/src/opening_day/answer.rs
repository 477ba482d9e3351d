//! The answer to a request that changes bookings, as the clients' documents ask for it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

use super::played::{Became, Content, Line, Told, Wish};
use super::stage::Stage;
use crate::documents;

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow)]
    data: Data<'a>,
}

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(
        borrow,
        rename = "bookingPlan",
        alias = "cartOrder",
        alias = "offerAccept",
        alias = "cartAdd"
    )]
    payload: Payload<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Payload<'a> {
    #[serde(borrow)]
    order: Option<Named<'a>>,
    #[serde(borrow, alias = "leftOut")]
    outcomes: Vec<Outcome<'a>>,
    total: Option<Money>,
    cart: Option<Cart>,
    #[serde(borrow)]
    errors: Vec<Coded<'a>>,
}

#[derive(Deserialize)]
struct Cart {
    // Not asked for once it is ordered.
    #[serde(default)]
    lines: Vec<IgnoredAny>,
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

/// A clients' document, which also asks when booking opens.
pub(super) fn asking_when(document: &str) -> String {
    document.replace("reason { code message }", "reason { code message opensAt }")
}

/// What the family was told; or what is wrong with the answer.
pub(super) fn told(stage: &Stage, children: &[String], text: &str) -> Result<Told, String> {
    let payload = payload(text)?;
    Ok(Told {
        order: payload.order.map(|order| order.id.to_owned()),
        lines: lines(stage, children, payload.outcomes)?,
        total: payload.total.map_or(0, |total| total.amount_cents),
    })
}

/// What went into the cart of what was asked for.
pub(super) fn filled(stage: &Stage, children: &[String], wishes: &[Wish], text: &str) -> Result<Content, String> {
    let payload = payload(text)?;
    let left_out = lines(stage, children, payload.outcomes)?;
    let out = |wish: &Wish| left_out.iter().any(|line| line.wish() == *wish);
    let kept: Vec<Wish> = wishes.iter().copied().filter(|wish| !out(wish)).collect();
    match payload.cart {
        Some(Cart { lines }) if lines.len() == kept.len() && kept.len() + left_out.len() == wishes.len() => {
            Ok(Content { kept, left_out })
        }
        cart => {
            let (asked, out, inside) = (wishes.len(), left_out.len(), cart.map(|cart| cart.lines.len()));
            Err(format!(
                "{asked} days for the cart, {out} left out, and {inside:?} are in it"
            ))
        }
    }
}

fn payload(text: &str) -> Result<Payload<'_>, String> {
    let body: Body<'_> = serde_json::from_str(text).map_err(|error| format!("{error}: {text}"))?;
    let payload = body.data.payload;
    match payload.errors.first() {
        Some(error) => Err(format!("the request was refused as a whole: {}", error.code)),
        None => Ok(payload),
    }
}

fn lines(stage: &Stage, children: &[String], outcomes: Vec<Outcome<'_>>) -> Result<Vec<Line>, String> {
    let line = |outcome: Outcome<'_>| {
        let child = children.iter().position(|known| known == outcome.child_id)?;
        let activity = stage.activities.iter().position(|known| known == outcome.activity.id)?;
        let became = match (outcome.result, outcome.price, outcome.reason) {
            ("BOOKED", Some(price), None) => Became::Booked(price.amount_cents),
            ("CANCELLED", None, None) => Became::Cancelled,
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
    let lines: Option<Vec<Line>> = outcomes.into_iter().map(line).collect();
    lines.ok_or_else(|| "a line about another's child or an activity that the town does not have".to_owned())
}

/// Whether days are booked or given back.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Book,
    Cancel,
}

/// The days of a request, by child and activity.
pub(super) fn changes(stage: &Stage, children: &[String], wishes: &[Wish], way: Way) -> Vec<Value> {
    let field = if way == Way::Book { "book" } else { "cancel" };
    let change = |(child, activity, days): (usize, usize, Vec<NaiveDate>)| json!({ "childId": children[child], "activityId": stage.activities[activity], field: days });
    by_pair(wishes).into_iter().map(change).collect()
}

/// The same days, together for each child in each activity.
pub(super) fn by_pair(wishes: &[Wish]) -> Vec<(usize, usize, Vec<NaiveDate>)> {
    let mut pairs: Vec<(usize, usize, Vec<NaiveDate>)> = Vec::new();
    for &(child, activity, day) in wishes {
        match pairs.iter_mut().find(|pair| (pair.0, pair.1) == (child, activity)) {
            Some((.., days)) => days.push(day),
            None => pairs.push((child, activity, vec![day])),
        }
    }
    pairs
}

/// A request that books days, or gives them back.
pub(super) fn plan(changes: &[Value], key: &str) -> String {
    let input = json!({ "changes": changes, "idempotencyKey": key });
    json!({ "query": asking_when(documents::BOOKING_PLAN), "variables": { "input": input } }).to_string()
}
