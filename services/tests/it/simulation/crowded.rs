//! A draft with fewer places than were booked, and one that asks for files.

use preau_domain::code::Code;
use preau_domain::family::FamilyFile;
use preau_domain::money::Money;
use preau_domain::simulation::{CrowdedSlot, Example, FamilyLine, Kept, Reason, Refused, Summary};
use preau_services::accounts::file::{FileRequest, declare};
use preau_services::booking::plan::commit;
use preau_services::booking::request::Change;
use preau_services::simulation::simulate;

use super::crowd::{FROM, NOW, TO, crowd};
use super::tablet::town;
use super::town::{Notes, everything, trial, tried};
use crate::booking::world::{RULES, World, child, day, family};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    who_came_last_finds_no_place
    more_places_than_before_refuse_nobody
    of_one_request_what_was_asked_first_comes_first
    a_companion_falls_and_leaves_its_place
    a_place_given_back_is_nobodys
    however_it_is_read_it_comes_to_the_same
    it_ends_while_it_looks_ahead_when_it_is_told_to
    files_are_looked_at_as_they_stand_today
}

const BOOKED_AT: &str = "2026-11-05T08:00:00Z";
const LATER: [&str; 3] = ["2026-11-05T08:00:01Z", "2026-11-05T09:00:00Z", "2026-11-06T08:00:00Z"];
const MONDAY: &str = "2026-11-16";
const TUESDAY: &str = "2026-11-17";

fn euros(cents: i64) -> Money {
    Money::from_cents(cents)
}

fn kept(places: u64, cents: i64) -> Kept {
    Kept {
        places,
        before: euros(cents),
        after: euros(cents),
    }
}

fn line(nth: usize, kept: u64, refused: u64, before: i64, before_kept: i64) -> FamilyLine {
    FamilyLine {
        family: family(nth),
        kept,
        refused,
        lacking: 0,
        before: euros(before),
        before_kept: euros(before_kept),
        after: euros(before_kept),
    }
}

fn example(nth: usize, of: usize, on: &str) -> Example {
    Example {
        family: family(nth),
        child: child(nth, of),
        day: day(on),
    }
}

fn refused(reason: Reason, before: i64, examples: &[Example]) -> Refused {
    Refused {
        reason,
        places: examples.len() as u64,
        before: euros(before),
        examples: examples.to_vec(),
    }
}

fn crowded(code: &str, on: &str, wanted: u32, capacity: u32) -> CrowdedSlot {
    CrowdedSlot {
        activity: Code(code.to_owned()),
        day: day(on),
        wanted,
        capacity,
    }
}

/// Places for midday, canteen and study.
fn places([midday, canteen, study]: [u32; 3]) -> String {
    RULES
        .replace("capacity = 4\n", &format!("capacity = {midday}\n"))
        .replace("capacity = 3\n", &format!("capacity = {canteen}\n"))
        .replace("capacity = 2\n", &format!("capacity = {study}\n"))
}

async fn ask(world: &World, nth: usize, key: &str, changes: Vec<Change>) {
    let plan = commit(&world.portal, world.request(nth, key, changes)).await;
    assert!(plan.unwrap().unwrap().order.is_some());
}

/// Of each activity, what is kept, and every refusal.
fn told(summary: &Summary) -> Vec<(&str, Kept, &[Refused])> {
    let activities = summary.activities.iter();
    activities
        .map(|one| (one.activity.0.as_str(), one.kept, one.refused.as_slice()))
        .collect()
}

/// The third family asks first, then the first, then the second: for midday on Monday, and the first for Tuesday too. All of
/// them may have midday alone.
async fn midday(store: Store) -> World {
    let world = World::open(store, BOOKED_AT).await;
    for (nth, at) in [2, 0, 1].into_iter().zip(LATER) {
        world.clock.set(at.parse().unwrap());
        let days = if nth == 0 { &[MONDAY, TUESDAY][..] } else { &[MONDAY] };
        ask(&world, nth, "midday", vec![world.book(child(nth, 1), "midi", days)]).await;
    }
    world
}

async fn who_came_last_finds_no_place(store: Store) {
    let world = midday(store).await;
    let before = everything(&world.store).await;
    let (summary, notes) = tried(&world, trial(&world, &places([1, 3, 2]), "2026-11-01", "2026-11-30")).await;
    assert_eq!(everything(&world.store).await, before);
    let full = refused(Reason::Full, 340, &[example(0, 1, MONDAY), example(1, 1, MONDAY)]);
    assert_eq!(
        told(&summary),
        [
            ("midi", kept(2, 340), &[full][..]),
            ("cantine", Kept::default(), &[]),
            ("etude", Kept::default(), &[]),
        ]
    );
    assert_eq!(summary.crowded, [crowded("midi", MONDAY, 3, 1)]);
    assert_eq!(
        notes.families,
        [line(0, 1, 1, 340, 170), line(1, 0, 1, 170, 0), line(2, 1, 0, 170, 170)]
    );
    let told = (summary.places, summary.kept, summary.refused, summary.before_refused);
    assert_eq!(told, (4, kept(2, 340), 2, euros(340)));
}

async fn more_places_than_before_refuse_nobody(store: Store) {
    let world = midday(store).await;
    for draft in [places([3, 3, 2]), places([400, 300, 200])] {
        let (summary, notes) = tried(&world, trial(&world, &draft, "2026-11-01", "2026-11-30")).await;
        assert_eq!(told(&summary)[0], ("midi", kept(4, 680), &[][..]));
        assert_eq!((summary.refused, summary.crowded), (0, Vec::new()));
        let lines = [
            line(0, 2, 0, 340, 340),
            line(1, 1, 0, 170, 170),
            line(2, 1, 0, 170, 170),
        ];
        assert_eq!(notes.families, lines);
        // Nothing is crowded, and so nothing is read twice.
        assert!(notes.pages.iter().all(|page| page.crowded == 0));
    }
}

/// The younger of two children, whose id comes last, is named first.
async fn of_one_request_what_was_asked_first_comes_first(store: Store) {
    let world = World::open(store, BOOKED_AT).await;
    let changes = vec![
        world.book(child(0, 1), "etude", &[MONDAY, TUESDAY]),
        world.book(child(0, 0), "etude", &[MONDAY]),
    ];
    ask(&world, 0, "study", changes).await;
    // At the same instant, and behind it.
    ask(&world, 1, "study", vec![world.book(child(1, 0), "etude", &[TUESDAY])]).await;
    let (summary, notes) = tried(&world, trial(&world, &places([4, 3, 1]), MONDAY, TUESDAY)).await;
    let full = refused(Reason::Full, 520, &[example(0, 0, MONDAY), example(1, 0, TUESDAY)]);
    assert_eq!(told(&summary)[2], ("etude", kept(2, 520), &[full][..]));
    let slots = [crowded("etude", MONDAY, 2, 1), crowded("etude", TUESDAY, 2, 1)];
    assert_eq!(summary.crowded, slots);
    assert_eq!(notes.families, [line(0, 2, 1, 780, 520), line(1, 0, 1, 260, 0)]);
}

/// Canteen and midday go together; the second canteen finds no place, and its midday goes to a child that has midday alone.
async fn a_companion_falls_and_leaves_its_place(store: Store) {
    let world = World::open(store, BOOKED_AT).await;
    for (nth, (of, code)) in [(0, "cantine"), (0, "cantine"), (1, "midi")].into_iter().enumerate() {
        world.clock.set(LATER[nth].parse().unwrap());
        ask(&world, nth, "both", vec![world.book(child(nth, of), code, &[MONDAY])]).await;
    }
    let (summary, notes) = tried(&world, trial(&world, &places([2, 1, 2]), MONDAY, MONDAY)).await;
    let example = [example(1, 0, MONDAY)];
    assert_eq!(
        told(&summary),
        [
            (
                "midi",
                kept(2, 340),
                &[refused(Reason::CompanionRefused, 170, &example)][..]
            ),
            ("cantine", kept(1, 315), &[refused(Reason::Full, 315, &example)]),
            ("etude", Kept::default(), &[]),
        ]
    );
    assert_eq!(summary.crowded, [crowded("cantine", MONDAY, 2, 1)]);
    let lines = [line(0, 2, 0, 485, 485), line(1, 0, 2, 485, 0), line(2, 1, 0, 170, 170)];
    assert_eq!(notes.families, lines);
}

/// Whoever gave a place back before the day does not stand before those who kept theirs.
async fn a_place_given_back_is_nobodys(store: Store) {
    let world = midday(store).await;
    let back = Change {
        book: Vec::new(),
        cancel: vec![day(MONDAY)],
        ..world.book(child(2, 1), "midi", &[])
    };
    ask(&world, 2, "back", vec![back]).await;
    let (summary, notes) = tried(&world, trial(&world, &places([1, 3, 2]), MONDAY, MONDAY)).await;
    let full = refused(Reason::Full, 170, &[example(1, 1, MONDAY)]);
    assert_eq!(told(&summary)[0], ("midi", kept(1, 170), &[full][..]));
    assert_eq!(notes.families, [line(0, 1, 0, 170, 170), line(1, 0, 1, 170, 0)]);
}

/// Ninety days of 40 middays, for which the draft has 25 places; all were booked at one instant.
async fn however_it_is_read_it_comes_to_the_same(store: Store) {
    let world = World::open(store, NOW).await;
    crowd(&world, 1..=30).await;
    let mut trial = trial(&world, &places([25, 3, 100]), FROM, TO);
    let (summary, notes) = tried(&world, trial.clone()).await;
    let days = summary.crowded.len() as u64;
    assert!(
        summary
            .crowded
            .iter()
            .all(|slot| (slot.wanted, slot.capacity) == (40, 25))
    );
    // The days on which the school is closed are refused for that.
    let full = summary.activities[0]
        .refused
        .iter()
        .find(|one| one.reason == Reason::Full);
    assert_eq!((days, full.unwrap().places), (43, 43 * 15));
    assert_eq!(summary.activities[0].kept.places, 43 * 25);
    let read = |notes: &Notes| notes.pages.last().unwrap().crowded;
    assert_eq!(read(&notes), 90 * (40 + 20));

    // A child at a time, and a day at a time: no more is held than a day has.
    trial.children_at_once = Some(1);
    trial.crowded_at_once = Some(1);
    let (again, in_small_pages) = tried(&world, trial).await;
    assert_eq!((again, &in_small_pages.families), (summary, &notes.families));
    assert_eq!(in_small_pages.most_held(true), 40 + 20);
    assert_eq!(read(&in_small_pages), 90 * 60);
}

async fn it_ends_while_it_looks_ahead_when_it_is_told_to(store: Store) {
    let world = midday(store).await;
    let before = everything(&world.store).await;
    let mut trial = trial(&world, &places([1, 3, 2]), "2026-11-01", "2026-11-30");
    trial.children_at_once = Some(2);
    let mut notes = Notes {
        stop_after: Some(2),
        ..Notes::default()
    };
    let ended = simulate(&world.portal, trial, &mut notes).await.unwrap();
    let read: Vec<(u64, u64)> = notes.pages.iter().map(|page| (page.crowded, page.places)).collect();
    assert_eq!((ended, read), (None, vec![(1, 0), (2, 0)]));
    assert_eq!(notes.families, []);
    assert_eq!(everything(&world.store).await, before);
    // What it held is free again.
    ask(
        &world,
        3,
        "after",
        vec![world.book(child(3, 1), "midi", &["2026-11-27"])],
    )
    .await;
}

async fn files_are_looked_at_as_they_stand_today(store: Store) {
    let world = midday(store).await;
    let declared = |nth: usize, complete: bool| FileRequest {
        scope: town(&world),
        actor: "agent".to_owned(),
        actor_name: "Sacha".to_owned(),
        family: family(nth),
        complete,
        until: None,
        missing: Vec::new(),
    };
    // The first family's file was complete for a while, the third family's is so long after it booked.
    declare(&world.portal, declared(0, true)).await.unwrap().unwrap();
    world.clock.set("2026-12-20T08:00:00Z".parse().unwrap());
    declare(&world.portal, declared(0, false)).await.unwrap().unwrap();
    declare(&world.portal, declared(2, true)).await.unwrap().unwrap();
    assert_eq!(world.facts(child(2, 1)).await.file, FamilyFile::complete());

    let draft = places([1, 3, 2]).replacen("capacity = 1\n", "capacity = 1\nneeds_complete_file = true\n", 1);
    let (summary, notes) = tried(&world, trial(&world, &draft, "2026-11-01", "2026-11-30")).await;
    // Whoever is refused for a file takes no place: the slot is not full.
    let examples = [example(0, 1, MONDAY), example(0, 1, TUESDAY), example(1, 1, MONDAY)];
    let file = refused(Reason::FileIncomplete, 510, &examples);
    assert_eq!(told(&summary)[0], ("midi", kept(1, 170), &[file][..]));
    assert_eq!(summary.files_of_today, [Code("midi".to_owned())]);
    assert_eq!(summary.crowded, []);
    let lines = [line(0, 0, 2, 340, 0), line(1, 0, 1, 170, 0), line(2, 1, 0, 170, 170)];
    assert_eq!(notes.families, lines);
}
