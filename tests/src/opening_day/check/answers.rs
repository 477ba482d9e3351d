//! Every place that a family was promised is in the books at the price that it was told, no other is, and whoever was
//! told "full" met a full slot.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::Value;

use super::{Books, Check};
use crate::Outcome;
use crate::opening_day::{Became, Family, Line, Played, Stage, Told};

/// A child's place, by its id, its activity's id and the day, with its price in cents.
type Places = BTreeMap<(String, String, NaiveDate), i64>;

pub(super) async fn check(books: &Books, stage: &Stage, played: &[Played]) -> Outcome<Check> {
    let full = full(books, stage).await?;
    let (mut lines, mut promised, mut violations) = (0, 0, Vec::new());
    for one in played {
        let booked = booked(books, one).await?;
        let expected = match &one.told {
            Some(told) => {
                lines += told.lines.len();
                violations.extend(told_wrong(stage, &stage.families[one.family], told, &full));
                promised_places(stage, one, told)
            }
            // Nobody knows what became of the last request: it was done whole or not at all.
            None => kept(books, one).await?,
        };
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

/// The slots in which no place is left, by activity and day.
async fn full(books: &Books, stage: &Stage) -> Outcome<BTreeSet<(usize, NaiveDate)>> {
    let capacities = stage.cast.capacities(&stage.families);
    let rows = books
        .rows(
            "SELECT activity_id, CAST(day AS text) AS day, CAST(taken AS bigint) AS taken FROM slots
             WHERE commune_id = :town",
        )
        .await?;
    let mut full = BTreeSet::new();
    for row in rows {
        let (activity, day): (String, String) = (row.try_get("", "activity_id")?, row.try_get("", "day")?);
        let place = stage.activities.iter().position(|id| id.ends_with(&activity));
        let taken = usize::try_from(row.try_get::<i64>("", "taken")?)?;
        if let Some(place) = place.filter(|&place| taken >= capacities[place]) {
            full.insert((place, day.parse()?));
        }
    }
    // Where there never was a place, there is no row either.
    let none = (0..capacities.len()).filter(|&place| capacities[place] == 0);
    full.extend(none.flat_map(|place| stage.days.iter().map(move |&day| (place, day))));
    Ok(full)
}

/// Each wish has one line, of the kind that this day brings, and the total is the sum.
fn told_wrong(stage: &Stage, family: &Family, told: &Told, full: &BTreeSet<(usize, NaiveDate)>) -> Vec<String> {
    let mut wrong = Vec::new();
    let asked: BTreeSet<_> = (family.wants.iter().enumerate())
        .flat_map(|(child, wants)| wants.iter().map(move |&activity| (child, activity)))
        .flat_map(|(child, activity)| stage.days.iter().map(move |&day| (child, activity, day)))
        .collect();
    let answered: BTreeSet<_> = told
        .lines
        .iter()
        .map(|line| (line.child, line.activity, line.day))
        .collect();
    if asked != answered || told.lines.len() != asked.len() {
        let (asked, lines) = (asked.len(), told.lines.len());
        wrong.push(format!("family {}: {asked} wishes, {lines} lines", family.nth));
    }
    let mut total = 0;
    for line in &told.lines {
        match line.became {
            Became::Booked(cents) => total += cents,
            Became::Full if full.contains(&(line.activity, line.day)) => {}
            _ => wrong.push(format!("family {}: {line:?}, which nothing explains", family.nth)),
        }
    }
    if total != told.total || told.order.is_none() != told.lines.iter().all(|line| !promises(line)) {
        wrong.push(format!("family {}: the answer does not add up", family.nth));
    }
    wrong
}

fn promises(line: &Line) -> bool {
    matches!(line.became, Became::Booked(_))
}

fn promised_places(stage: &Stage, one: &Played, told: &Told) -> Places {
    let place = |line: &Line| match line.became {
        Became::Booked(cents) => {
            let (child, activity) = (&one.children[line.child], &stage.activities[line.activity]);
            Some(((bare(child).to_owned(), bare(activity).to_owned(), line.day), cents))
        }
        _ => None,
    };
    told.lines.iter().filter_map(place).collect()
}

/// What the store keeps as the answer to a request whose phone never heard it.
async fn kept(books: &Books, one: &Played) -> Outcome<Places> {
    let mut places = Places::new();
    for key in &one.keys {
        let sql = format!(
            "SELECT CAST(answer AS text) AS answer FROM idempotency_keys WHERE commune_id = :town AND key = '{key}'"
        );
        for row in books.rows(&sql).await? {
            let answer: Value = serde_json::from_str(&row.try_get::<String>("", "answer")?)?;
            for line in answer["outcomes"].as_array().into_iter().flatten() {
                let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
                if line["result"] == "booked" {
                    let price = line["price"].as_i64().ok_or("a kept price that is no number")?;
                    places.insert((text("child"), text("activity"), text("day").parse()?), price);
                }
            }
        }
    }
    Ok(places)
}

/// The live bookings of a family's children.
async fn booked(books: &Books, one: &Played) -> Outcome<Places> {
    let mut places = Places::new();
    let children: Vec<String> = one.children.iter().map(|child| format!("'{}'", bare(child))).collect();
    if children.is_empty() {
        return Ok(places);
    }
    let sql = format!(
        "SELECT child_id, activity_id, CAST(day AS text) AS day, price_cents FROM bookings
         WHERE commune_id = :town AND child_id IN ({}) AND cancelled_at IS NULL",
        children.join(", ")
    );
    for row in books.rows(&sql).await? {
        let day: String = row.try_get("", "day")?;
        let key = (
            row.try_get("", "child_id")?,
            row.try_get("", "activity_id")?,
            day.parse()?,
        );
        places.insert(key, row.try_get("", "price_cents")?);
    }
    Ok(places)
}

/// An id as the store has it.
fn bare(id: &str) -> &str {
    id.split_once(':').map_or(id, |(_, key)| key)
}
