//! What comes behind a day: the next one that can be booked, or when booking the next one begins.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::Scope;
use preau_domain::booking::{WhenBookable, when_bookable};
use preau_domain::family::ChildFacts;
use preau_domain::ids::ActivityId;
use preau_entities::store::people::ChildLine;
use preau_entities::store::places::Span;

use super::Scene;
use crate::booking::known::facts;
use crate::{Fault, Portal};

/// What comes behind a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ahead {
    /// The next day that can be booked now.
    pub bookable: Option<NaiveDate>,
    /// Where there is none: the next day that only has to be waited for, and the instant at which its booking begins.
    pub opening: Option<(NaiveDate, DateTime<Utc>)>,
}

/// A child's, by activity and day by day.
pub type DaysAhead = HashMap<ActivityId, Vec<Ahead>>;

/// For each child, by activity: what comes behind each day from `from` to `to` (both included), as far as the town's
/// calendar is known. Two statements at most.
pub async fn days_ahead(
    portal: &Portal,
    scope: Scope,
    children: &[ChildLine],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<DaysAhead>, Fault> {
    let town = portal.towns.get(scope.commune).await?;
    let now = portal.clock.now();
    let facts: Vec<ChildFacts> = children.iter().map(|line| facts(&town, line)).collect();
    // A day that is over is none to be shown, whatever could still be asked of it.
    let first = from.max(town.today);
    let last = town.known_until().max(first);
    let span = Span {
        from: first,
        to: last,
        now,
    };
    let scene = Scene::load(portal, &town, &facts, span).await?;
    let child = |child: &ChildFacts| {
        let when = |id, day| when_bookable(&scene.situation(town.on(day), child, now), town.slot(id, day)?);
        let now = |id, day| (when(id, day)? == WhenBookable::Now).then_some(());
        let later = |id, day| match when(id, day)? {
            WhenBookable::From(opens_at) => Some(opens_at),
            WhenBookable::Now => None,
        };
        let ahead = |id: ActivityId| {
            let bookable = behind((from, to), (first, last), |day| now(id, day));
            // Those behind which no day can be booked come last.
            let with = bookable.iter().take_while(|next| next.is_some()).count();
            let rest = from.iter_days().nth(with).filter(|&day| day <= to);
            let opening = rest.map(|rest| behind((rest, to), (first, last), |day| later(id, day)));
            let known = bookable.iter().flatten().map(|&(day, ())| Ahead {
                bookable: Some(day),
                opening: None,
            });
            let opening = opening.into_iter().flatten().map(|opening| Ahead {
                bookable: None,
                opening,
            });
            (id, known.chain(opening).collect())
        };
        let activities = scene.activities(&town, child, first, last).into_iter();
        activities.map(ahead).collect()
    };
    Ok(facts.iter().map(child).collect())
}

/// Behind each day from one to another, the next one from `first` to `last` of which something is found. It looks at no day
/// twice: what lies ahead of one day mostly lies ahead of the next.
fn behind<T: Copy>(
    (from, to): (NaiveDate, NaiveDate),
    (first, last): (NaiveDate, NaiveDate),
    find: impl Fn(NaiveDate) -> Option<T>,
) -> Vec<Option<(NaiveDate, T)>> {
    let mut ahead = first.iter_days().take_while(|&day| day <= last);
    let mut next: Option<(NaiveDate, T)> = None;
    let days = from.iter_days().take_while(|&day| day <= to);
    let of_day = |day: NaiveDate| {
        if next.is_none_or(|(next, _)| next <= day) {
            let mut later = ahead.by_ref().skip_while(|&ahead| ahead <= day);
            next = later.find_map(|ahead| Some((ahead, find(ahead)?)));
        }
        next
    };
    days.map(of_day).collect()
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    fn day(of_june: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 6, of_june).unwrap()
    }

    /// Of the 3rd, the 4th and the 9th something is found.
    fn behind_each(range: (u32, u32), looked: (u32, u32)) -> (Vec<Option<u32>>, Vec<NaiveDate>) {
        let asked = RefCell::new(Vec::new());
        let find = |ahead: NaiveDate| {
            asked.borrow_mut().push(ahead);
            [3, 4, 9].into_iter().find(|&found| ahead == day(found))
        };
        let found = behind((day(range.0), day(range.1)), (day(looked.0), day(looked.1)), find);
        let found = found.into_iter().map(|next| next.map(|(_, found)| found)).collect();
        (found, asked.into_inner())
    }

    #[test]
    fn the_next_one_behind_each_day() {
        let cases = [
            ((1, 5), (1, 30), vec![Some(3), Some(3), Some(4), Some(9), Some(9)]),
            // What lies before the first is passed over, and behind the last is nothing.
            ((1, 4), (4, 30), vec![Some(4), Some(4), Some(4), Some(9)]),
            ((2, 4), (2, 8), vec![Some(3), Some(4), None]),
            ((8, 10), (8, 30), vec![Some(9), None, None]),
            ((20, 21), (20, 20), vec![None, None]),
        ];
        for (range, looked, expected) in cases {
            let (found, asked) = behind_each(range, looked);
            assert_eq!(found, expected, "{range:?} in {looked:?}");
            assert!(asked.is_sorted_by(|one, next| one < next), "no day twice: {asked:?}");
        }
    }
}
