//! What families left in their carts stands there, and its places are kept for them until their time is over, not longer.

use std::collections::BTreeSet;

use super::noon::{self, Holds, Noon};
use super::outbox::last_alarms;
use super::place::{Place, bare, place};
use super::{Books, Check, Evening};
use crate::Outcome;
use crate::opening_day::{Played, Stage};

pub(super) async fn check(books: &Books, stage: &Stage, played: &[Played], evening: &Evening) -> Outcome<Check> {
    // What became of a request that was never answered nobody was told.
    let unheard = played.iter().filter(|one| one.unanswered());
    let unheard: BTreeSet<&str> = unheard
        .flat_map(|one| one.children.iter().map(|child| bare(child)))
        .collect();
    let heard = |place: &Place| !unheard.contains(place.0.as_str());
    let left: BTreeSet<Place> = played
        .iter()
        .filter(|one| !one.unanswered())
        .flat_map(|one| one.left_in_cart().iter().map(|&wish| place(stage, one, wish)))
        .collect();
    let Noon { holds, lines, .. } = &evening.noon;
    let mut violations = Vec::new();
    let of_heard = |places: &BTreeSet<Place>| places.iter().filter(|&place| heard(place)).cloned().collect();
    let kept_at_noon: BTreeSet<Place> = holds.keys().cloned().collect();
    let stood_at_noon = lines.clone();
    let stand = noon::lines(books).await?;
    for (what, found) in [
        ("kept for carts at noon", &kept_at_noon),
        ("in carts at noon", &stood_at_noon),
        ("in carts", &stand),
    ] {
        violations.extend(differs(what, &left, &of_heard(found)));
    }
    let now = noon::holds(books).await?;
    violations.extend(outlives(holds, &now, evening));
    let last = last_alarms(books).await?;
    for (place, until) in &now {
        if last.get("end_cart_holds").is_none_or(|last| last < until) {
            violations.push(format!("{place:?} is kept until {until}, and nobody comes then"));
        }
    }
    let seen = format!("{} places kept at noon, {} in the evening", holds.len(), now.len());
    Ok(Check::of("carts", seen, violations))
}

fn differs(what: &str, told: &BTreeSet<Place>, found: &BTreeSet<Place>) -> Vec<String> {
    let missing = told.difference(found).map(|place| format!("{place:?} is not {what}"));
    let stray = found.difference(told);
    let stray = stray.map(|place| format!("{place:?} is {what}, which nobody asked for"));
    missing.chain(stray).collect()
}

/// Of what was kept at noon: nothing whose time is over is kept, and all else still is. The first only once the workers are
/// done.
fn outlives(noon: &Holds, now: &Holds, evening: &Evening) -> Vec<String> {
    let mut wrong = Vec::new();
    for (place, until) in now {
        if noon.get(place) != Some(until) {
            wrong.push(format!(
                "{place:?} is kept until {until}, at noon {:?}",
                noon.get(place)
            ));
        }
        if evening.done && *until <= evening.at {
            let at = evening.at;
            wrong.push(format!("{place:?} was to be kept until {until}, and still is at {at}"));
        }
    }
    let lasting = noon.iter().filter(|(_, until)| **until > evening.at);
    let gone = lasting.filter(|(place, _)| !now.contains_key(*place));
    wrong.extend(gone.map(|(place, until)| format!("{place:?} was to be kept until {until}, and is not")));
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(holds: &[(&str, &str)]) -> Holds {
        let hold = |&(child, until): &(&str, &str)| {
            let place = (child.to_owned(), "midi".to_owned(), "2026-09-01".parse().unwrap());
            (place, format!("2026-08-20T{until}:00Z").parse().unwrap())
        };
        holds.iter().map(hold).collect()
    }

    #[test]
    fn a_place_is_kept_for_its_time() {
        let noon = kept(&[("Léa", "10:00"), ("Tom", "11:00")]);
        let evening = |done| Evening {
            noon: Noon::default(),
            at: "2026-08-20T10:00:00Z".parse().unwrap(),
            done,
            down: Vec::new(),
        };
        let of = |child: &str| format!("(\"{child}\", \"midi\", 2026-09-01)");
        let until = |time: &str| format!("2026-08-20 {time}:00 UTC");
        let (lea, tom, ana) = (of("Léa"), of("Tom"), of("Ana"));
        let (ten, eleven) = (until("10:00"), until("11:00"));
        let still = format!("{lea} was to be kept until {ten}, and still is at {ten}");
        let gone = format!("{tom} was to be kept until {eleven}, and is not");
        let longer = format!(
            "{tom} is kept until {}, at noon Some(2026-08-20T11:00:00Z)",
            until("11:30")
        );
        let new = format!("{ana} is kept until {}, at noon None", until("12:00"));
        for (now, done, found) in [
            (kept(&[("Tom", "11:00")]), true, vec![]),
            (kept(&[("Léa", "10:00"), ("Tom", "11:00")]), true, vec![&still]),
            (kept(&[("Léa", "10:00"), ("Tom", "11:00")]), false, vec![]),
            (kept(&[]), true, vec![&gone]),
            (kept(&[]), false, vec![&gone]),
            (kept(&[("Tom", "11:30")]), true, vec![&longer]),
            (kept(&[("Tom", "11:00"), ("Ana", "12:00")]), true, vec![&new]),
        ] {
            let told = outlives(&noon, &now, &evening(done));
            assert_eq!(told.iter().collect::<Vec<_>>(), found, "{now:?}");
        }
    }

    #[test]
    fn what_was_told_stands_there() {
        let places = |children: &[&str]| -> BTreeSet<Place> {
            let holds: Vec<_> = children.iter().map(|child| (*child, "10:00")).collect();
            kept(&holds).into_keys().collect()
        };
        assert_eq!(differs("there", &places(&["Léa"]), &places(&["Léa"])), [""; 0]);
        let [lea, ana] = ["Léa", "Ana"].map(|child| format!("(\"{child}\", \"midi\", 2026-09-01)"));
        assert_eq!(
            differs("there", &places(&["Léa", "Tom"]), &places(&["Ana", "Tom"])),
            [
                format!("{lea} is not there"),
                format!("{ana} is there, which nobody asked for")
            ]
        );
    }
}
