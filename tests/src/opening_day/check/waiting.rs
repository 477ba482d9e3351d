//! Who waits is served in the order in which they came, and nobody waits beside a free place; and what families were told
//! of it is so.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::line::{InLine, Told, ranks, wrong};
use super::outbox::last_alarms;
use super::place::{Place, Slot, capacities, of_row, place};
use super::{Books, Check};
use crate::Outcome;
use crate::opening_day::{Became, Kind, Played, Stage, Wait};

const WAITS: &str = "
SELECT child_id, activity_id, CAST(day AS text) AS day, state, offer_ends_at, closes_at,
  CAST(CASE WHEN offered_at IS NULL THEN 0 ELSE 1 END AS bigint) AS offered
FROM waiting_places WHERE commune_id = :town ORDER BY activity_id, day, position";

/// A child waits for nothing that it has, or that a cart keeps for it.
const HAS_ALREADY: &str = "
SELECT w.child_id, w.activity_id, CAST(w.day AS text) AS day
FROM waiting_places w JOIN (
  SELECT child_id, activity_id, day FROM bookings WHERE commune_id = :town AND cancelled_at IS NULL
  UNION ALL SELECT child_id, activity_id, day FROM cart_holds WHERE commune_id = :town
) AS p ON p.child_id = w.child_id AND p.activity_id = w.activity_id AND p.day = w.day
WHERE w.commune_id = :town AND w.state IN ('waiting', 'offered')";

/// Everybody who ever stood in a line, by slot, in order.
#[derive(Default)]
struct Stored {
    lines: BTreeMap<Slot, Vec<InLine>>,
    ends: BTreeMap<Place, Ends>,
}

/// Until when somebody waits, and has an offer.
#[derive(Clone, Copy)]
struct Ends {
    wait: Option<DateTime<Utc>>,
    offer: Option<DateTime<Utc>>,
}

pub(super) async fn check(books: &Books, stage: &Stage, played: &[Played]) -> Outcome<Check> {
    let stored = stored(books, &told(stage, played)).await?;
    let mut violations = Vec::new();
    for (slot, left) in left(books, stage, stored.lines.keys()).await? {
        violations.extend(wrong(&stored.lines[&slot], left));
    }
    for row in books.rows(HAS_ALREADY).await? {
        violations.push(format!("{:?} waits for a place that it has", of_row(&row)?));
    }
    violations.extend(nobody_comes(books, &stored).await?);
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    for one in stored.lines.values().flatten() {
        *states.entry(&one.state).or_default() += 1;
    }
    for one in played.iter().filter(|one| !one.unanswered()) {
        let wrong = as_told(stage, one, &stored);
        violations.extend(wrong.into_iter().map(|what| format!("family {}: {what}", one.family)));
    }
    let seen: Vec<String> = states
        .into_iter()
        .map(|(state, count)| format!("{count} {state}"))
        .collect();
    Ok(Check::of("waiting list", seen.join(", "), violations))
}

/// What families were told when they joined.
fn told(stage: &Stage, played: &[Played]) -> BTreeMap<Place, Told> {
    let mut told = BTreeMap::new();
    for one in played {
        for join in &one.joins {
            let Some((answered, lines)) = &join.told else { continue };
            for line in lines {
                if let Wait::Waiting(position) = line.became {
                    let (asked, answered) = (join.asked, *answered);
                    let heard = Told {
                        position,
                        asked,
                        answered,
                    };
                    told.insert(place(stage, one, line.wish), heard);
                }
            }
        }
    }
    told
}

async fn stored(books: &Books, told: &BTreeMap<Place, Told>) -> Outcome<Stored> {
    let mut stored = Stored::default();
    for row in books.rows(WAITS).await? {
        let place = of_row(&row)?;
        let ends = Ends {
            wait: row.try_get("", "closes_at")?,
            offer: row.try_get("", "offer_ends_at")?,
        };
        stored.ends.insert(place.clone(), ends);
        let (_, activity, day) = place.clone();
        stored.lines.entry((activity, day)).or_default().push(InLine {
            state: row.try_get("", "state")?,
            offered: row.try_get::<i64>("", "offered")? == 1,
            told: told.get(&place).copied(),
            place,
        });
    }
    Ok(stored)
}

/// How many places are left in some slots.
async fn left(books: &Books, stage: &Stage, slots: impl Iterator<Item = &Slot>) -> Outcome<Vec<(Slot, i64)>> {
    let mut taken = BTreeMap::new();
    let sql = "SELECT activity_id, CAST(day AS text) AS day, CAST(taken AS bigint) AS taken FROM slots
               WHERE commune_id = :town";
    for row in books.rows(sql).await? {
        let (activity, day): (String, String) = (row.try_get("", "activity_id")?, row.try_get("", "day")?);
        taken.insert((activity, day.parse()?), row.try_get::<i64>("", "taken")?);
    }
    let capacities = capacities(stage);
    let left = |slot: &Slot| {
        let capacity = capacities.get(&slot.0).copied().unwrap_or(0);
        (slot.clone(), capacity - taken.get(slot).copied().unwrap_or(0))
    };
    Ok(slots.map(left).collect())
}

/// Whoever waits does so until some instant, and so does an offer: a task is there for it.
async fn nobody_comes(books: &Books, stored: &Stored) -> Outcome<Vec<String>> {
    let last = last_alarms(books).await?;
    let mut wrong = Vec::new();
    for one in stored.lines.values().flatten() {
        let ends = stored.ends[&one.place];
        let (kind, end) = match one.state.as_str() {
            "waiting" => ("end_waits", ends.wait),
            "offered" => ("offer_lapses", ends.offer),
            _ => continue,
        };
        if end.is_none_or(|end| last.get(kind).is_none_or(|last| *last < end)) {
            wrong.push(format!(
                "{:?} is {} until {end:?}, and nobody comes then",
                one.place, one.state
            ));
        }
    }
    Ok(wrong)
}

/// The family waits where it was told so and nowhere else, what it accepted and declined is so, and it was shown how it stands.
fn as_told(stage: &Stage, one: &Played, stored: &Stored) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut expected: BTreeMap<Place, &[&str]> = BTreeMap::new();
    for join in &one.joins {
        let lines = join.told.as_ref().map_or(&[][..], |(_, lines)| lines);
        let answered: Vec<_> = lines.iter().map(|line| line.wish).collect();
        if answered != join.wishes {
            wrong.push(format!("{} days to wait for, {} lines", join.wishes.len(), lines.len()));
        }
        for line in lines {
            if matches!(line.became, Wait::Waiting(_)) {
                expected.insert(place(stage, one, line.wish), &["waiting", "offered"]);
            } else {
                wrong.push(format!("{line:?}, which nothing explains"));
            }
        }
    }
    for act in one.acts.iter().filter(|act| act.kind == Kind::Accept) {
        let lines = act.told.iter().flat_map(|told| &told.lines);
        for line in lines.filter(|line| matches!(line.became, Became::Booked(_))) {
            expected.insert(place(stage, one, line.wish()), &["accepted"]);
        }
    }
    for declined in &one.declined {
        for line in declined.told.iter().flatten() {
            if line.became == Wait::Left {
                expected.insert(place(stage, one, line.wish), &["left"]);
            } else {
                wrong.push(format!("{line:?}, which nothing explains"));
            }
        }
    }
    let children: BTreeSet<&str> = one.children.iter().map(|child| super::place::bare(child)).collect();
    let (mut stands, mut open) = (BTreeMap::new(), BTreeMap::new());
    for (own, rank) in stored.lines.values().flat_map(|line| ranks(line)) {
        if !children.contains(own.place.0.as_str()) {
            continue;
        }
        stands.insert(&own.place, own.state.as_str());
        let now = match (rank, own.state.as_str(), stored.ends[&own.place].offer) {
            (Some(rank), ..) => Wait::Waiting(rank),
            (None, "offered", Some(until)) => Wait::Offered(until),
            _ => continue,
        };
        open.insert(own.place.clone(), now);
    }
    for (place, states) in &expected {
        let stored = stands.remove(place);
        if stored.is_none_or(|state| !states.contains(&state)) {
            wrong.push(format!(
                "{place:?} should be one of {states:?}, the books have {stored:?}"
            ));
        }
    }
    wrong.extend(
        stands
            .keys()
            .map(|place| format!("{place:?} waits, which nobody asked for")),
    );
    let shown = one.shown.as_ref().map(|shown| {
        let shown = shown
            .iter()
            .map(|shown| (place(stage, one, shown.wish), shown.stands.clone()));
        shown.collect::<BTreeMap<_, _>>()
    });
    if let Some(shown) = shown.filter(|shown| *shown != open) {
        let differ = |place: &&Place| shown.get(*place) != open.get(*place);
        let places: BTreeSet<&Place> = shown.keys().chain(open.keys()).filter(differ).collect();
        for place in places {
            let (was, is) = (shown.get(place), open.get(place));
            wrong.push(format!("was shown {was:?} for {place:?}, which is {is:?}"));
        }
    } else if one.shown.is_none() && !one.joins.is_empty() {
        wrong.push("was not shown at last what it waits for".to_owned());
    }
    wrong
}
