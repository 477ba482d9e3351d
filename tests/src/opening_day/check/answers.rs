//! Every place that a family was promised, and did not give back, is in the books at the price that it was told, no other
//! is, and whoever was told "full" met a full slot.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::noon::Noon;
use super::place::{Place, of_row, place};
use super::{Books, Check};
use crate::Outcome;
use crate::opening_day::{Act, Became, Kind, Line, Played, Stage, Told, Wish};

/// Places with their prices in cents.
type Places = BTreeMap<Place, i64>;

pub(super) async fn check(books: &Books, stage: &Stage, played: &[Played], noon: &Noon) -> Outcome<Check> {
    let (mut lines, mut promised, mut violations) = (0, 0, Vec::new());
    for one in played {
        let booked = booked(books, one).await?;
        lines += one.told().map(|told| told.lines.len()).sum::<usize>();
        let wrong = told_wrong(stage, one, noon);
        violations.extend(wrong.into_iter().map(|what| format!("family {}: {what}", one.family)));
        let expected = promised_places(books, stage, one).await?;
        promised += expected.len();
        for (place, price) in &expected {
            match booked.get(place) {
                Some(found) if found == price => {}
                found => violations.push(format!(
                    "{place:?} was promised at {price} cents, the books have {found:?}"
                )),
            }
        }
        let stray = booked.iter().filter(|(place, _)| !expected.contains_key(place));
        violations.extend(stray.map(|place| format!("{place:?} was promised to nobody")));
    }
    let live = books
        .number("SELECT count(*) FROM bookings WHERE commune_id = :town AND cancelled_at IS NULL")
        .await?;
    if usize::try_from(live) != Ok(promised) {
        violations.push(format!("{live} bookings are live, {promised} were promised"));
    }
    Ok(Check::of(
        "answers",
        format!("{lines} lines, {promised} places"),
        violations,
    ))
}

/// What of a family's answers cannot be.
fn told_wrong(stage: &Stage, one: &Played, noon: &Noon) -> Vec<String> {
    let mut wrong = Vec::new();
    let full = |wish: Wish| {
        let (_, activity, day) = place(stage, one, wish);
        noon.full.contains(&(activity, day))
    };
    let last_plan = one.acts.iter().rposition(|act| act.kind == Kind::Plan);
    for (nth, act) in one.acts.iter().enumerate() {
        let Some(told) = &act.told else { continue };
        wrong.extend(does_not_add_up(act, told));
        for line in &told.lines {
            let explained = match (act.kind, &line.became) {
                (Kind::Plan, Became::NotOpenYet(_)) => Some(nth) != last_plan,
                (Kind::Plan, Became::Full) => full(line.wish()),
                (Kind::Plan | Kind::OrderCart | Kind::Accept, Became::Booked(_))
                | (Kind::GiveBack, Became::Cancelled) => true,
                _ => false,
            };
            if !explained {
                wrong.push(format!("{line:?}, which nothing explains"));
            }
        }
    }
    let cart = one.cart.as_ref().and_then(|cart| cart.told.as_ref());
    for line in cart.iter().flat_map(|told| &told.left_out) {
        if line.became != Became::Full || !full(line.wish()) {
            wrong.push(format!("{line:?}, left out of the cart, which nothing explains"));
        }
    }
    wrong
}

/// Each wish has one line, the total is the sum, and there is an order where something changed.
fn does_not_add_up(act: &Act, told: &Told) -> Vec<String> {
    let mut wrong = Vec::new();
    let asked: BTreeSet<Wish> = act.asked.iter().copied().collect();
    let answered: BTreeSet<Wish> = told.lines.iter().map(Line::wish).collect();
    if asked != answered || told.lines.len() != asked.len() {
        let (asked, lines) = (asked.len(), told.lines.len());
        wrong.push(format!("{:?}: {asked} wishes, {lines} lines", act.kind));
    }
    let price = |line: &Line| match line.became {
        Became::Booked(cents) => Some(cents),
        Became::Cancelled => Some(0),
        _ => None,
    };
    let changed: Vec<i64> = told.lines.iter().filter_map(price).collect();
    if changed.iter().sum::<i64>() != told.total || told.order.is_none() != changed.is_empty() {
        wrong.push(format!("{:?}: the answer does not add up", act.kind));
    }
    wrong
}

/// What a family was promised and has not given back since. Of a request that was never answered nobody knows what became:
/// it was done whole or not at all, as the answer says that the store keeps.
async fn promised_places(books: &Books, stage: &Stage, one: &Played) -> Outcome<Places> {
    let mut places = Places::new();
    for act in &one.acts {
        let changes = match &act.told {
            Some(told) => told.lines.iter().filter_map(|line| changed(stage, one, line)).collect(),
            None => kept(books, &act.key).await?,
        };
        for (place, price) in changes {
            match price {
                Some(price) => drop(places.insert(place, price)),
                None => drop(places.remove(&place)),
            }
        }
    }
    Ok(places)
}

/// A place that was booked, with its price, or given back.
type Changed = (Place, Option<i64>);

fn changed(stage: &Stage, one: &Played, line: &Line) -> Option<Changed> {
    let price = match line.became {
        Became::Booked(cents) => Some(cents),
        Became::Cancelled => None,
        _ => return None,
    };
    Some((place(stage, one, line.wish()), price))
}

async fn kept(books: &Books, key: &str) -> Outcome<Vec<Changed>> {
    let mut changes = Vec::new();
    let sql = format!(
        "SELECT CAST(answer AS text) AS answer FROM idempotency_keys WHERE commune_id = :town AND key = '{key}'"
    );
    for row in books.rows(&sql).await? {
        let answer: Value = serde_json::from_str(&row.try_get::<String>("", "answer")?)?;
        // That of an acceptance says beside the waits what it books.
        let answer = answer.get("booked").unwrap_or(&answer);
        for line in answer["outcomes"].as_array().into_iter().flatten() {
            let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
            let place = (text("child"), text("activity"), text("day").parse()?);
            match line["result"].as_str() {
                Some("booked") => {
                    let price = line["price"].as_i64().ok_or("a kept price that is no number")?;
                    changes.push((place, Some(price)));
                }
                Some("cancelled") => changes.push((place, None)),
                _ => {}
            }
        }
    }
    Ok(changes)
}

/// The live bookings of a family's children.
async fn booked(books: &Books, one: &Played) -> Outcome<Places> {
    let children: Vec<String> = one
        .children
        .iter()
        .map(|child| format!("'{}'", super::place::bare(child)))
        .collect();
    if children.is_empty() {
        return Ok(Places::new());
    }
    let sql = format!(
        "SELECT child_id, activity_id, CAST(day AS text) AS day, price_cents FROM bookings
         WHERE commune_id = :town AND child_id IN ({}) AND cancelled_at IS NULL",
        children.join(", ")
    );
    let rows = books.rows(&sql).await?;
    rows.iter()
        .map(|row| Ok((of_row(row)?, row.try_get("", "price_cents")?)))
        .collect()
}
