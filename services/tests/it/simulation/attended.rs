//! What came of bookings counts: on the side of the rule book in force, and on that of the draft.

use preau_domain::money::Money;
use preau_domain::rulebook::absence::AbsenceReason;
use preau_domain::simulation::{FamilyLine, Kept};
use preau_services::booking::plan::commit;
use preau_services::booking::request::Change;

use super::tablet::{Tablet, due};
use super::town::{everything, trial, tried};
use crate::booking::world::{RULES, World, child, day, family};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    what_came_to_pass_is_told_to_the_cent
    what_a_draft_asks_of_the_year_is_counted_as_it_says
    what_came_before_is_read_only_where_it_counts
}

pub const ATTENDED: &str = include_str!("attended.toml");

const FROM: &str = "2026-12-01";
const TO: &str = "2026-12-31";

fn euros(cents: i64) -> Money {
    Money::from_cents(cents)
}

/// Of the first family, Léa is ill from Friday 27 November on and comes back after 3 December, and stays in the evening
/// with Noé; of the second, Inès comes to the canteen unbooked, and gives back an evening of which an absence was told.
async fn past(store: Store) -> World {
    let world = World::with_rules(store, ATTENDED, "2026-11-05T08:00:00Z").await;
    let (lea, noe, ines) = (child(0, 0), child(0, 1), child(1, 0));
    let evenings = ["2026-11-26", "2026-12-01", "2026-12-03"];
    let meals = ["2026-11-26", "2026-11-27", "2026-12-01", "2026-12-03"];
    let mut of_first = vec![world.book(lea, "cantine", &meals), world.book(lea, "soir", &evenings)];
    of_first.push(world.book(noe, "soir", &["2026-12-03"]));
    ask(&world, 0, "first", of_first).await;
    ask(&world, 1, "second", vec![world.book(ines, "soir", &["2026-12-11"])]).await;
    let mut told = Tablet::default();
    told.reported(&world, (ines, "soir", "2026-12-11"), "2026-11-05T08:00:00Z");
    let back = Change {
        book: Vec::new(),
        cancel: vec![day("2026-12-11")],
        ..world.book(ines, "soir", &[])
    };

    let mut tablet = told;
    tablet.came(&world, lea, "cantine", "2026-11-26", None);
    let (ill, certificate) = (Some(AbsenceReason::Illness), Some("2026-11-28T09:00:00+01:00"));
    tablet.absent(&world, (lea, "cantine", "2026-11-27"), ill, certificate);
    tablet.absent(&world, (lea, "cantine", "2026-12-01"), ill, certificate);
    tablet.absent(&world, (lea, "cantine", "2026-12-03"), ill, None);
    tablet.came(&world, ines, "cantine", "2026-12-01", None);
    for (of, on, left) in [
        (lea, "2026-11-26", "18:36"),
        (noe, "2026-11-26", "18:36"),
        (lea, "2026-12-01", "18:20"),
        (noe, "2026-12-01", "18:25"),
        (lea, "2026-12-03", "18:40"),
        (noe, "2026-12-03", "18:40"),
    ] {
        tablet.came(&world, of, "soir", on, Some(left));
    }
    world.clock.set("2026-11-06T08:00:00Z".parse().unwrap());
    ask(&world, 1, "back", vec![back]).await;
    world.clock.set("2026-12-18T12:00:00Z".parse().unwrap());
    tablet.send(&world).await;
    world
}

async fn ask(world: &World, nth: usize, key: &str, changes: Vec<Change>) {
    let plan = commit(&world.portal, world.request(nth, key, changes)).await;
    plan.unwrap().unwrap();
}

fn line(nth: usize, kept: u64, before: i64, after: i64) -> FamilyLine {
    FamilyLine {
        family: family(nth),
        kept,
        refused: 0,
        lacking: 0,
        before: euros(before),
        before_kept: euros(before),
        after: euros(after),
    }
}

async fn what_came_to_pass_is_told_to_the_cent(store: Store) {
    let world = past(store).await;
    // Léa's meals: ill for the second day with a certificate, free; then without one, due. Evenings: 1.50 each for two
    // who are there together; Noé unbooked for the second time, 5.00 more; both late for the second time on the 3rd, once
    // for the family.
    let first = 300 + 2 * 150 + 1500 + (150 + 500) + 150;
    let unbooked = 650;
    let before = everything(&world.store).await;
    let (summary, notes) = tried(&world, trial(&world, ATTENDED, FROM, TO)).await;
    assert_eq!(everything(&world.store).await, before);
    assert_eq!(
        notes.families,
        [line(0, 6, first, first), line(1, 1, unbooked, unbooked)]
    );
    assert_eq!(due(&world, 0, FROM, TO).await, euros(first));
    assert_eq!(due(&world, 1, FROM, TO).await, euros(unbooked));
    let told = |at: usize| (summary.activities[at].kept, summary.activities[at].late);
    let kept = |places, cents| Kept {
        places,
        before: euros(cents),
        after: euros(cents),
    };
    assert_eq!(told(0), (kept(3, 300 + 650), 0));
    assert_eq!(told(1), (kept(4, first - 300), 0));
    assert_eq!((summary.families, summary.children, summary.places), (2, 3, 7));
    assert_eq!((summary.refused, summary.crowded.len()), (0, 0));

    // An absence that began before the period is no new one, and what happened before it counts for the times.
    let (_, notes) = tried(&world, trial(&world, ATTENDED, "2026-12-03", "2026-12-03")).await;
    assert_eq!(notes.families, [line(0, 3, 300 + 1650 + 150, 300 + 1650 + 150)]);
}

/// A draft in which evenings end half an hour earlier, certificates must come within twelve hours, and times count
/// otherwise: each side counts as its own rule book says.
async fn what_a_draft_asks_of_the_year_is_counted_as_it_says(store: Store) {
    let world = past(store).await;
    let draft = ATTENDED
        .replace("\"3.00\"", "\"3.30\"")
        .replace("\"6.50\"", "\"8.00\"")
        .replace("certificate_within_hours = 48", "certificate_within_hours = 12")
        .replace("ends_at = \"18:30\"", "ends_at = \"18:00\"")
        .replace("add = \"5.00\", from_time = 2", "add = \"5.00\", from_time = 3")
        .replace("\"15.00\"", "\"12.00\"");
    let (_, notes) = tried(&world, trial(&world, &draft, FROM, TO)).await;
    // Both meals are due; Léa and Noé are late on the 1st as well, for the second time.
    let after = 2 * 330 + 2 * (150 + 1200) + 2 * 150;
    let before = 300 + 2 * 150 + 1500 + 650 + 150;
    assert_eq!(notes.families, [line(0, 6, before, after), line(1, 1, 650, 800)]);

    // Counted from the first time on, and for each child: four late evenings.
    let draft = ATTENDED
        .replace("ends_at = \"18:30\"", "ends_at = \"18:00\"")
        .replace("per = \"family\", from_time = 2", "per = \"place\", from_time = 1");
    let (_, notes) = tried(&world, trial(&world, &draft, FROM, TO)).await;
    let after = 300 + 4 * (150 + 1500) + 500;
    assert_eq!(notes.families, [line(0, 6, before, after), line(1, 1, 650, 650)]);
}

async fn what_came_before_is_read_only_where_it_counts(store: Store) {
    let world = World::open(store, "2026-11-05T08:00:00Z").await;
    let days = ["2026-11-16", "2026-11-17", "2026-11-19"];
    ask(&world, 0, "one", vec![world.book(child(0, 1), "midi", &days)]).await;
    let held = async |draft: &str| {
        let (summary, notes) = tried(&world, trial(&world, draft, "2026-11-17", "2026-11-30")).await;
        let page = notes.pages[0];
        (summary.places, page.places, page.held)
    };
    assert_eq!(held(RULES).await, (2, 2, 2));
    let shows = "shows_places = true\n";
    let with = |rules: &str| RULES.replacen(shows, &format!("{shows}attendance = \"regles\"\n"), 1) + rules;
    let once = "\n[attendance.regles]\nunbooked = [{ add = \"1.00\" }]\n";
    assert_eq!(held(&with(once)).await, (2, 2, 2));
    let repeated = "\n[attendance.regles]\nunbooked = [{ add = \"1.00\", from_time = 2 }]\n";
    assert_eq!(held(&with(repeated)).await, (2, 2, 3));
    let longer = "\n[attendance.regles]\nabsence = { cases = [{ day_from = 2, charge = \"waived\" }], otherwise = { charge = \"full\" } }\n";
    assert_eq!(held(&with(longer)).await, (2, 2, 3));
}
