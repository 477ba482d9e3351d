//! A small town by hand.

use preau_domain::code::Code;
use preau_domain::money::Money;
use preau_domain::simulation::{
    BandTaken, CrowdedSlot, Example, FamilyLine, Kept, Lacking, Reason, Refused, Tier, TierSummary,
};
use preau_services::booking::plan::commit;
use preau_services::booking::request::Change;

use super::town::{Notes, everything, trial, tried};
use crate::booking::world::{RULES, World, child, day, family};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    a_small_town_is_told_to_the_cent
    a_draft_that_closes_earlier_refuses_who_came_late
    the_rule_book_in_force_changes_nothing
    a_town_of_nothing_is_told_too
    it_ends_when_it_is_told_to
}

const BOOKED_AT: &str = "2026-11-05T08:00:00Z";
const WEDNESDAY: &str = "2026-11-11T09:00:00Z";

fn euros(cents: i64) -> Money {
    Money::from_cents(cents)
}

/// Two families: the first child of each takes midday and canteen on Monday and Tuesday, the second (with a care plan)
/// midday alone and study; the second family asks for a Tuesday in two weeks on a Wednesday, and gives a day back.
async fn booked(store: Store) -> World {
    let world = World::open(store, BOOKED_AT).await;
    let (monday, tuesday) = ("2026-11-16", "2026-11-17");
    for nth in 0..2 {
        let changes = vec![
            world.book(child(nth, 0), "cantine", &[monday, tuesday]),
            world.book(child(nth, 1), "midi", &[monday]),
            world.book(child(nth, 1), "etude", &[monday]),
        ];
        ask(&world, nth, "first", changes).await;
    }
    world.clock.set(WEDNESDAY.parse().unwrap());
    ask(
        &world,
        1,
        "late",
        vec![world.book(child(1, 1), "etude", &["2026-11-19"])],
    )
    .await;
    let back = Change {
        book: Vec::new(),
        cancel: vec![day(tuesday)],
        ..world.book(child(1, 0), "cantine", &[])
    };
    ask(&world, 1, "back", vec![back]).await;
    world
}

async fn ask(world: &World, nth: usize, key: &str, changes: Vec<Change>) {
    let plan = commit(&world.portal, world.request(nth, key, changes)).await;
    plan.unwrap().unwrap();
}

/// Midday costs 2.00; the canteen has bands; the study is gone; midday closes a day earlier for all of the week, and has
/// one place.
fn draft() -> String {
    let study = RULES.find("[[activities]]\ncode = \"etude\"").unwrap();
    let links = RULES.find("[[links]]").unwrap();
    let without = format!("{}{}", &RULES[..study], &RULES[links..]);
    without
        .replace("\"1.70\"", "\"2.00\"")
        .replace("capacity = 4\n", "capacity = 1\n")
        .replace(
            "{ form = \"flat\", amount = \"3.15\" }",
            "{ form = \"bands\", bands = [{ up_to = 800, amount = \"1.00\" }, { amount = \"3.30\" }] }",
        )
}

fn code(text: &str) -> Code {
    Code(text.to_owned())
}

async fn a_small_town_is_told_to_the_cent(store: Store) {
    let world = booked(store).await;
    let before = everything(&world.store).await;
    let (summary, notes) = tried(&world, trial(&world, &draft(), "2026-11-01", "2026-11-30")).await;
    assert_eq!(everything(&world.store).await, before);

    let kept = |places, before, after| Kept {
        places,
        before: euros(before),
        after: euros(after),
    };
    // The one place at midday is that of the very first child, on Monday and on Tuesday; three others wanted it on Monday, and
    // the canteen of one of them goes with it.
    let midday = kept(2, 2 * 170, 2 * 200);
    let canteen = kept(2, 2 * 315, 2 * 330);
    let example = |nth, of| Example {
        family: family(nth),
        child: child(nth, of),
        day: day("2026-11-16"),
    };
    let full = Refused {
        reason: Reason::Full,
        places: 3,
        before: euros(3 * 170),
        examples: vec![example(0, 1), example(1, 0), example(1, 1)],
    };
    let companion = Refused {
        reason: Reason::CompanionRefused,
        places: 1,
        before: euros(315),
        examples: vec![example(1, 0)],
    };
    let last_band = Tier {
        case: None,
        band: Some(BandTaken {
            above: Some(800),
            up_to: None,
        }),
    };
    let told: Vec<_> = summary
        .activities
        .iter()
        .map(|one| {
            (
                one.activity.0.as_str(),
                one.kept,
                one.tiers.as_slice(),
                one.refused.as_slice(),
            )
        })
        .collect();
    let tier = |tier, kept| [TierSummary { tier, kept }];
    assert_eq!(
        told,
        [
            ("midi", midday, &tier(Tier::default(), midday)[..], &[full][..]),
            ("cantine", canteen, &tier(last_band, canteen)[..], &[companion][..]),
        ]
    );
    let lacking = Lacking {
        activity: code("etude"),
        places: 3,
        before: euros(3 * 260),
    };
    assert_eq!(summary.lacking, [lacking]);
    let crowded = |on, wanted| CrowdedSlot {
        activity: code("midi"),
        day: day(on),
        wanted,
        capacity: 1,
    };
    assert_eq!(summary.crowded, [crowded("2026-11-16", 4)]);
    assert_eq!((summary.families, summary.children), (2, 4));
    assert_eq!((summary.places, summary.before), (11, euros(850 + 945 + 780)));
    assert_eq!((summary.kept, summary.refused), (kept(4, 970, 1060), 4));
    assert_eq!(summary.before_refused, euros(3 * 170 + 315));
    let line = |nth, kept, refused, lacking, before, before_kept, after| FamilyLine {
        family: family(nth),
        kept,
        refused,
        lacking,
        before: euros(before),
        before_kept: euros(before_kept),
        after: euros(after),
    };
    assert_eq!(
        notes.families,
        [
            line(
                0,
                4,
                1,
                1,
                3 * 170 + 2 * 315 + 260,
                2 * 170 + 2 * 315,
                2 * 200 + 2 * 330
            ),
            line(1, 0, 3, 2, 2 * 170 + 315 + 520, 0, 0),
        ]
    );
}

async fn a_draft_that_closes_earlier_refuses_who_came_late(store: Store) {
    let world = booked(store).await;
    // The study closes on Tuesday: who asked on Wednesday would have come too late.
    let earlier = RULES.replace("weekday = \"thursday\"", "weekday = \"tuesday\"");
    let (summary, _) = tried(&world, trial(&world, &earlier, "2026-11-01", "2026-11-30")).await;
    let refused = Refused {
        reason: Reason::TooLate,
        places: 1,
        before: euros(260),
        examples: vec![Example {
            family: family(1),
            child: child(1, 1),
            day: day("2026-11-19"),
        }],
    };
    assert_eq!((summary.refused, summary.before_refused), (1, euros(260)));
    assert_eq!(summary.activities[2].refused, [refused]);
    assert_eq!(summary.kept.before, summary.kept.after);

    // The period is what it is: both days included, and nothing beside.
    let (summary, _) = tried(&world, trial(&world, RULES, "2026-11-17", "2026-11-18")).await;
    assert_eq!((summary.places, summary.families), (2, 1));
}

async fn the_rule_book_in_force_changes_nothing(store: Store) {
    let world = booked(store).await;
    let (summary, notes) = tried(&world, trial(&world, RULES, "2026-09-01", "2027-07-02")).await;
    assert_eq!(
        (summary.refused, summary.lacking.len(), summary.crowded.len()),
        (0, 0, 0)
    );
    assert_eq!((summary.places, summary.kept.places), (11, 11));
    assert_eq!((summary.before, summary.kept.after), (euros(2575), euros(2575)));
    assert!(
        notes
            .families
            .iter()
            .all(|line| line.difference() == Money::ZERO && line.before == line.after)
    );
}

async fn a_town_of_nothing_is_told_too(store: Store) {
    let world = World::open(store, BOOKED_AT).await;
    let (summary, notes) = tried(&world, trial(&world, RULES, "2026-09-01", "2027-07-02")).await;
    assert_eq!((summary.families, summary.places, notes.families.len()), (0, 0, 0));
}

async fn it_ends_when_it_is_told_to(store: Store) {
    let world = booked(store).await;
    let mut trial = trial(&world, RULES, "2026-09-01", "2027-07-02");
    trial.children_at_once = Some(1);
    let mut notes = Notes {
        stop_after: Some(2),
        ..Notes::default()
    };
    let ended = preau_services::simulation::simulate(&world.portal, trial, &mut notes)
        .await
        .unwrap();
    assert_eq!((ended, notes.pages.len()), (None, 2));
    // What it held is free again.
    commit(
        &world.portal,
        world.request(2, "after", vec![world.book(child(2, 1), "midi", &["2026-11-27"])]),
    )
    .await
    .unwrap()
    .unwrap();
}
