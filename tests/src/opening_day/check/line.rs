//! The line for one slot: who came first is served first, and nobody waits beside a free place.

use tokio::time::Instant;

use super::place::Place;

/// Somebody in a line.
#[derive(Clone, Debug)]
pub(super) struct InLine {
    pub place: Place,
    pub state: String,
    /// A place was offered to it once.
    pub offered: bool,
    /// What its family was told when it joined; none when that was never heard.
    pub told: Option<Told>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    /// Its place in the line, the first is 1.
    pub position: i64,
    pub asked: Instant,
    pub answered: Instant,
}

/// What is wrong with a line, given in the order of its positions, and with so many places left in the slot. Nobody has
/// left it before the last one joined.
pub(super) fn wrong(line: &[InLine], left: i64) -> Vec<String> {
    let mut wrong = Vec::new();
    let last_offered = line.iter().rposition(|one| one.offered);
    let mut latest: Option<Instant> = None;
    for (nth, one) in line.iter().enumerate() {
        let place = &one.place;
        if one.state == "waiting" && last_offered.is_some_and(|last| last > nth) {
            wrong.push(format!(
                "{place:?} waits, and somebody who came later was offered a place"
            ));
        }
        if one.state == "waiting" && left > 0 {
            wrong.push(format!("{place:?} waits, and {left} places are free"));
        }
        let open = |other: &InLine| ["waiting", "offered"].contains(&other.state.as_str());
        if open(one) && line[..nth].iter().any(|other| open(other) && other.place == *place) {
            wrong.push(format!("{place:?} waits twice"));
        }
        let Some(told) = one.told else { continue };
        if usize::try_from(told.position) != Ok(nth + 1) {
            let (at, told) = (nth + 1, told.position);
            wrong.push(format!("{place:?} joined at place {at} and was told {told}"));
        }
        if latest.is_some_and(|latest| told.answered < latest) {
            wrong.push(format!("{place:?} had its answer before somebody ahead of it asked"));
        }
        latest = latest.max(Some(told.asked));
    }
    wrong
}

/// The place at which each one of a line waits now; none for those who do not.
pub(super) fn ranks(line: &[InLine]) -> impl Iterator<Item = (&InLine, Option<i64>)> {
    let mut waiting = 0;
    line.iter().map(move |one| {
        let waits = one.state == "waiting";
        waiting += i64::from(waits);
        (one, waits.then_some(waiting))
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// `Léa offered 1`, one a second; with `>` in front, a place was offered once.
    fn line(words: &[&str]) -> Vec<InLine> {
        let began = Instant::now();
        let one = |(nth, words): (u64, &&str)| {
            let words: Vec<&str> = words.split(' ').collect();
            let asked = began + Duration::from_secs(nth);
            let state = words[1].trim_start_matches('>');
            InLine {
                place: (words[0].to_owned(), "midi".to_owned(), "2026-09-01".parse().unwrap()),
                state: state.to_owned(),
                offered: state != words[1],
                told: words.get(2).map(|position| Told {
                    position: position.parse().unwrap(),
                    asked,
                    answered: asked + Duration::from_millis(500),
                }),
            }
        };
        (0..).zip(words).map(one).collect()
    }

    /// What is wrong with it, by first names.
    fn told(line: &[InLine], left: i64) -> Vec<String> {
        let name = |one: &InLine| (format!("{:?}", one.place), one.place.0.clone());
        let names: Vec<(String, String)> = line.iter().map(name).collect();
        let short = |text: String| names.iter().fold(text, |text, (place, name)| text.replace(place, name));
        wrong(line, left).into_iter().map(short).collect()
    }

    #[test]
    fn who_came_first_is_served_first() {
        let fair = [
            "Léa >accepted 1",
            "Tom >left 2",
            "Ana >offered 3",
            "Max waiting 4",
            "Eva waiting 5",
        ];
        assert_eq!(told(&line(&fair), 0), [""; 0]);
        assert_eq!(
            told(&line(&fair[..3]), 2),
            [""; 0],
            "a place may be free when nobody waits"
        );
        assert_eq!(told(&[], 2), [""; 0]);
        let lea = "Léa waits, and somebody who came later was offered a place";
        let tom = "Tom waits, and somebody who came later was offered a place";
        for (passed_over, found) in [
            (["Léa waiting 1", "Tom >offered 2", "Ana waiting 3"], vec![lea]),
            (["Léa waiting 1", "Tom waiting 2", "Ana >accepted 3"], vec![lea, tom]),
            (["Léa waiting 1", "Tom >left 2", "Ana waiting 3"], vec![lea]),
            (["Léa waiting 1", "Tom >lapsed 2", "Ana waiting 3"], vec![lea]),
            (["Léa left 1", "Tom >offered 2", "Ana waiting 3"], vec![]),
        ] {
            assert_eq!(told(&line(&passed_over), 0), found, "{passed_over:?}");
        }
    }

    #[test]
    fn nobody_waits_beside_a_free_place() {
        assert_eq!(
            told(&line(&["Léa >offered 1", "Tom waiting 2", "Ana waiting 3"]), 1),
            ["Tom waits, and 1 places are free", "Ana waits, and 1 places are free"]
        );
    }

    #[test]
    fn nobody_waits_twice() {
        assert_eq!(
            told(&line(&["Léa >offered 1", "Léa waiting 2"]), 0),
            ["Léa waits twice"]
        );
        assert_eq!(told(&line(&["Léa >left 1", "Léa waiting 2"]), 0), [""; 0]);
    }

    #[test]
    fn positions_are_those_told() {
        let nobody = Vec::<String>::new;
        let lea = |told: u32| format!("Léa joined at place 1 and was told {told}");
        let tom = |told: u32| format!("Tom joined at place 2 and was told {told}");
        let ana = |told: u32| format!("Ana joined at place 3 and was told {told}");
        for (words, found) in [
            (["Léa waiting 1", "Tom waiting 2", "Ana waiting"], nobody()),
            (["Léa waiting", "Tom waiting 2", "Ana waiting 3"], nobody()),
            (
                ["Léa waiting 2", "Tom waiting 1", "Ana waiting 3"],
                vec![lea(2), tom(1)],
            ),
            (
                ["Léa waiting 1", "Tom waiting 1", "Ana waiting 2"],
                vec![tom(1), ana(2)],
            ),
        ] {
            assert_eq!(told(&line(&words), 0), found, "{words:?}");
        }
    }

    #[test]
    fn positions_are_given_in_the_order_of_asking() {
        let mut swapped = line(&["Léa waiting 1", "Tom waiting 2", "Ana waiting 3"]);
        // Tom was answered before Léa asked, and stands behind her all the same.
        let first = swapped[0].told.unwrap();
        let second = swapped[1].told.unwrap();
        swapped[0].told = Some(Told { position: 1, ..second });
        swapped[1].told = Some(Told { position: 2, ..first });
        assert_eq!(
            told(&swapped, 0),
            ["Tom had its answer before somebody ahead of it asked"]
        );
    }

    #[test]
    fn ranks_count_those_who_wait() {
        let stands = line(&["Léa >offered 1", "Tom waiting 2", "Ana >left 3", "Max waiting 4"]);
        let ranks: Vec<_> = ranks(&stands).map(|(_, rank)| rank).collect();
        assert_eq!(ranks, [None, Some(1), None, Some(2)]);
    }
}
