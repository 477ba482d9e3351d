//! Rule books side by side, each for its own days.

use std::sync::Arc;

use preau_domain::money::Money;
use preau_entities::rows::booking;
use preau_entities::store::people;
use preau_services::booking::answer::LineOutcome;
use preau_services::booking::plan::{commit, rehearse};
use preau_services::booking::reason::ReasonCode;
use preau_services::calendar::calendars;
use preau_services::towns::{PublishRefusal, publish};
use sea_orm::EntityTrait;

use super::world::{RULES, World, at, child, day};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    each_day_goes_by_the_rules_that_govern_it
    a_year_without_an_activity_refuses_its_days
    what_lies_behind_its_validity_keeps_no_rule_book_back
    the_rules_of_today_change_at_midnight
    days_that_a_correction_leaves_are_closed
    a_correction_closes_no_day_on_which_places_are_booked
    a_later_one_ends_the_earlier_whatever_its_own_end
    what_comes_along_is_told_of_each_day
    rule_books_side_by_side_are_in_one_time_zone
}

/// The rules until the end of the year, and those from 2027 on: the study costs more, and closes on the eve.
fn this_year() -> String {
    RULES.replace(
        "valid_from = 2026-09-01",
        "valid_from = 2026-09-01\nvalid_to = 2026-12-31",
    )
}

fn next_year() -> String {
    RULES
        .replace("valid_from = 2026-09-01", "valid_from = 2027-01-01")
        .replace("amount = \"2.60\"", "amount = \"2.90\"")
        .replace("\"semaine-suivante\"", "\"veille\"")
        .replace(
            "[deadlines.semaine-suivante]\nform = \"week_table\"\nweekday = \"thursday\"\nat = \"10:00\"\nweeks_before = 1\n",
            "[deadlines.veille]\nform = \"days_before\"\ndays = 1\nat = \"18:00\"\n",
        )
}

async fn both(store: Store) -> World {
    let world = World::with_rules(store, &this_year(), "2026-12-16T08:00:00Z").await;
    publish(&world.portal, &next_year()).await.unwrap().unwrap();
    world
}

async fn each_day_goes_by_the_rules_that_govern_it(store: Store) {
    let world = both(store).await;
    // Thursday 17 December, 10:00 and later: this year's rules have closed the week of 21 December.
    world.clock.set(at("2026-12-31T09:00:00Z"));
    let mut request = world.request(
        0,
        "two-years",
        vec![world.book(child(0, 0), "etude", &["2027-01-04", "2026-12-18"])],
    );
    request.received_at = at("2026-12-31T09:00:00Z");
    let rehearsed = rehearse(&world.portal, &request).await.unwrap().unwrap();
    let answer = commit(&world.portal, request).await.unwrap().unwrap();
    assert_eq!((&rehearsed.outcomes, rehearsed.total), (&answer.outcomes, answer.total));
    assert_eq!(answer.total, Money::from_cents(290));
    let told: Vec<_> = answer.outcomes.iter().map(|line| (line.day, &line.outcome)).collect();
    let booked = LineOutcome::Booked {
        price: Money::from_cents(290),
    };
    assert_eq!(told[0], (day("2027-01-04"), &booked));
    assert_eq!(told[1].0, day("2026-12-18"));
    let LineOutcome::Refused { reason, .. } = told[1].1 else {
        panic!("{told:?}")
    };
    assert_eq!(
        (reason.code, reason.closed_at),
        (ReasonCode::TooLate, Some(at("2026-12-10T09:00:00Z")))
    );
    let rows = booking::Entity::find().all(&world.store.db).await.unwrap();
    let rows: Vec<_> = rows
        .iter()
        .map(|row| (row.day, row.price_cents, row.rule_book_version))
        .collect();
    assert_eq!(rows, [(day("2027-01-04"), 290, 2)]);
}

async fn a_year_without_an_activity_refuses_its_days(store: Store) {
    let world = both(store).await;
    let next = next_year();
    let (before, etude) = next.split_once("[[activities]]\ncode = \"etude\"").unwrap();
    let (_, links) = etude.split_once("[[links]]").unwrap();
    publish(&world.portal, &format!("{before}[[links]]{links}"))
        .await
        .unwrap()
        .unwrap();
    world.clock.set(at("2026-12-02T08:00:00Z"));
    let days = ["2027-01-04", "2026-12-10"];
    let request = world.request(0, "gone", vec![world.book(child(0, 0), "etude", &days)]);
    let answer = commit(&world.portal, request).await.unwrap().unwrap();
    let codes = answer.outcomes.iter().map(|line| match &line.outcome {
        LineOutcome::Refused { reason, .. } => (line.day, Some(reason.code)),
        _ => (line.day, None),
    });
    let codes: Vec<_> = codes.collect();
    assert_eq!(
        codes,
        [
            (day("2027-01-04"), Some(ReasonCode::NotOffered)),
            (day("2026-12-10"), None)
        ]
    );
}

async fn what_lies_behind_its_validity_keeps_no_rule_book_back(store: Store) {
    let world = both(store).await;
    let changes = vec![world.book(child(0, 0), "etude", &["2027-01-05"])];
    commit(&world.portal, world.request(0, "first", changes))
        .await
        .unwrap()
        .unwrap();
    let without = |rules: String| {
        let (before, etude) = rules.split_once("[[activities]]\ncode = \"etude\"").unwrap();
        let (_, links) = etude.split_once("[[links]]").unwrap();
        format!("{before}[[links]]{links}")
    };
    let refused = Err(PublishRefusal::StillBooked(vec!["etude".to_owned()]));
    assert_eq!(publish(&world.portal, &without(next_year())).await.unwrap(), refused);
    assert_eq!(
        publish(&world.portal, &without(this_year())).await.unwrap(),
        Ok((world.commune, 3))
    );
}

async fn the_rules_of_today_change_at_midnight(store: Store) {
    let world = both(store).await;
    let versions = async || {
        let town = world.portal.towns.get(world.commune).await.unwrap();
        let all: Vec<i32> = town.editions().map(|edition| edition.version).collect();
        (town.in_force().version, all)
    };
    world.clock.set(at("2026-12-31T22:59:59Z"));
    assert_eq!(versions().await, (1, vec![1, 2]));
    world.clock.set(at("2026-12-31T23:00:00Z"));
    assert_eq!(versions().await, (2, vec![2, 1]));
    // What begins on the same day takes the place of the one before; what begins later ends it.
    publish(&world.portal, &RULES.replace("2.60", "2.70"))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(versions().await, (2, vec![2, 3]));
    let town = world.portal.towns.get(world.commune).await.unwrap();
    let days = town
        .editions()
        .map(|edition| (edition.rules.valid_from, edition.rules.valid_to));
    assert_eq!(
        days.collect::<Vec<_>>(),
        [(day("2027-01-01"), None), (day("2026-09-01"), Some(day("2026-12-31")))]
    );
}

fn ending(on: &str) -> String {
    RULES.replace(
        "valid_from = 2026-09-01",
        &format!("valid_from = 2026-09-01\nvalid_to = {on}"),
    )
}

/// Why the study cannot be booked on a day; none where it can.
async fn refusal(world: &World, on: &str) -> Option<ReasonCode> {
    let asked = world.request(0, on, vec![world.book(child(0, 0), "etude", &[on])]);
    let told = rehearse(&world.portal, &asked).await.unwrap().unwrap();
    match &told.outcomes[0].outcome {
        LineOutcome::Refused { reason, .. } => Some(reason.code),
        _ => None,
    }
}

async fn days_that_a_correction_leaves_are_closed(store: Store) {
    let world = World::with_rules(store, RULES, "2026-11-04T08:00:00Z").await;
    publish(&world.portal, &ending("2026-11-30")).await.unwrap().unwrap();
    assert_eq!(refusal(&world, "2026-11-30").await, None);
    assert_eq!(refusal(&world, "2026-12-01").await, Some(ReasonCode::OutsideRuleBook));
}

async fn a_correction_closes_no_day_on_which_places_are_booked(store: Store) {
    let world = World::with_rules(store, RULES, "2026-11-04T08:00:00Z").await;
    let changes = vec![world.book(child(0, 0), "etude", &["2026-12-03"])];
    let asked = world.request(0, "first", changes);
    commit(&world.portal, asked).await.unwrap().unwrap();
    let refused = Err(PublishRefusal::StillBooked(vec!["etude".to_owned()]));
    assert_eq!(publish(&world.portal, &ending("2026-11-30")).await.unwrap(), refused);
    let published = Ok((world.commune, 2));
    assert_eq!(publish(&world.portal, &ending("2026-12-03")).await.unwrap(), published);
}

async fn a_later_one_ends_the_earlier_whatever_its_own_end(store: Store) {
    let world = World::with_rules(store, RULES, "2026-11-04T08:00:00Z").await;
    let december = ending("2026-12-31").replace("valid_from = 2026-09-01", "valid_from = 2026-12-01");
    publish(&world.portal, &december).await.unwrap().unwrap();
    assert_eq!(refusal(&world, "2026-11-30").await, None);
    assert_eq!(refusal(&world, "2026-12-03").await, None);
    assert_eq!(refusal(&world, "2027-01-04").await, Some(ReasonCode::OutsideRuleBook));
}

/// Links until November, and none from December on.
async fn what_comes_along_is_told_of_each_day(store: Store) {
    let world = World::with_rules(store, RULES, "2026-11-04T08:00:00Z").await;
    let (unlinked, _) = RULES.split_once("[[links]]").unwrap();
    let december = unlinked.replace("valid_from = 2026-09-01", "valid_from = 2026-12-01");
    publish(&world.portal, &december).await.unwrap().unwrap();
    let scope = world.request(0, "-", Vec::new()).scope;
    let lines = people::children(&world.store.db, scope, &[child(0, 0)]).await.unwrap();
    let midi = world.activity("midi");
    let seen = async |from: &str, to: &str| {
        let found = calendars(&world.portal, scope, &lines, day(from), day(to))
            .await
            .unwrap();
        let calendar = &found[0];
        let cantine = world.activity("cantine");
        let at = calendar.activities.iter().position(|days| days.id == cantine).unwrap();
        let days = (0..calendar.days.len()).map(|day| calendar.takes(at, day));
        (calendar.activities[at].takes.clone(), days.collect::<Vec<_>>())
    };
    assert_eq!(
        seen("2026-11-30", "2026-12-01").await,
        (vec![], vec![vec![midi], vec![]])
    );
    assert_eq!(seen("2026-11-30", "2026-11-30").await, (vec![midi], vec![vec![midi]]));
    let asked = world.request(0, "-", vec![world.book(child(0, 0), "cantine", &["2026-12-01"])]);
    let told = rehearse(&world.portal, &asked).await.unwrap().unwrap();
    assert_eq!(told.outcomes.len(), 1);
}

async fn rule_books_side_by_side_are_in_one_time_zone(store: Store) {
    let world = World::with_rules(store, RULES, "2026-11-04T21:00:00Z").await;
    let overseas = [
        ("Europe/Paris", "Indian/Reunion"),
        ("insee = \"91999\"", "insee = \"97411\""),
        (
            "school_zone = \"C\"",
            "exceptions = [{ from = 2027-10-09, label = \"Octobre\", effect = \"holiday\" }]",
        ),
        ("territory = \"metropole\"", "territory = \"reunion\""),
    ];
    let reunion = |rules: &str| {
        let moved = overseas.iter();
        moved.fold(rules.to_owned(), |rules, (here, there)| rules.replace(here, there))
    };
    let next = RULES.replace("valid_from = 2026-09-01", "valid_from = 2027-09-01");
    let refused = Err(PublishRefusal::OtherZone("Europe/Paris".to_owned()));
    assert_eq!(publish(&world.portal, &reunion(&next)).await.unwrap(), refused);
    assert_eq!(world.portal.towns.get(world.commune).await.unwrap().version, 1);
    // Alone, a file may correct it.
    let corrected = publish(&world.portal, &reunion(RULES)).await.unwrap();
    assert_eq!(corrected, Ok((world.commune, 2)));
    let town = world.portal.towns.get(world.commune).await.unwrap();
    assert_eq!((town.zone().name(), town.today), ("Indian/Reunion", day("2026-11-05")));
    let again = world.portal.towns.get(world.commune).await.unwrap();
    assert!(Arc::ptr_eq(&town, &again), "kept");
}
