//! Many bookings, few at a time.

use std::ops::ControlFlow;

use preau_domain::ids::FamilyId;
use preau_domain::money::Money;
use preau_domain::simulation::FamilyLine;
use preau_services::booking::plan::commit;
use preau_services::simulation::{Follower, Progress, simulate};
use tokio::runtime::Builder;

use super::crowd::{FROM, NOW, TO, crowd, roomy};
use super::town::{Notes, everything, trial, tried};
use crate::booking::world::{RULES, World, child};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    thirty_thousand_bookings_are_never_held_together
    what_is_booked_meanwhile_is_not_seen
}

async fn thirty_thousand_bookings_are_never_held_together(store: Store) {
    let world = World::open(store, NOW).await;
    crowd(&world, 1..=250).await;
    // 167 families with bookings: 90 days of midday for each child, and of study for every other of them.
    let midday = 167 * 2 * 90;
    let study = 84 * 2 * 90;
    let before = everything(&world.store).await;
    let mut trial = trial(&world, &roomy(), FROM, TO);
    trial.children_at_once = Some(7);
    let (summary, notes) = tried(&world, trial.clone()).await;
    assert_eq!(everything(&world.store).await, before);
    let last = notes.pages.last().unwrap();
    assert_eq!((summary.places, last.places), (midday + study, midday + study));
    assert_eq!((summary.families, summary.children, last.children), (167, 334, 508));
    assert_eq!(
        summary.before,
        Money::from_cents(i64::try_from(midday * 170 + study * 260).unwrap())
    );
    // Seven children at once are three families, one of them without a booking, and one without study.
    assert_eq!(notes.pages.len(), 508_usize.div_ceil(6));
    assert_eq!(notes.pages.iter().map(|page| page.held).max(), Some(2 * 180 + 2 * 90));
    let families: Vec<FamilyId> = notes.families.iter().map(|line| line.family).collect();
    assert!(families.is_sorted_by(|one, next| one < next));
    assert_eq!(families.len(), 167);
    let added: u64 = notes.families.iter().map(|line| line.kept + line.refused).sum();
    assert_eq!(added, summary.places);

    // As many as fit the 305 days: 16.
    trial.children_at_once = None;
    let (again, in_larger_pages) = tried(&world, trial).await;
    assert_eq!((again, in_larger_pages.families), (summary, notes.families));
    assert_eq!(in_larger_pages.pages.len(), 508_usize.div_ceil(16));
    assert!(in_larger_pages.pages.iter().all(|page| page.held <= 16 * 180));
}

/// Lets somebody book behind the first page.
struct Meddling<'w> {
    world: &'w World,
    notes: Notes,
    done: bool,
}

impl Follower for Meddling<'_> {
    fn family(&mut self, line: &FamilyLine) -> ControlFlow<()> {
        self.notes.family(line)
    }

    fn page(&mut self, progress: Progress) -> ControlFlow<()> {
        if !std::mem::replace(&mut self.done, true) {
            let world = self.world;
            let request = world.request(3, "meanwhile", vec![world.book(child(3, 1), "midi", &["2026-11-16"])]);
            // The connections of this process wait for what calls here.
            let elsewhere = || {
                let runtime = Builder::new_current_thread().enable_all().build().unwrap();
                runtime.block_on(async { commit(&world.another_process(2).await, request).await })
            };
            let committed = std::thread::scope(|scope| scope.spawn(elsewhere).join().unwrap());
            assert!(committed.unwrap().unwrap().order.is_some());
        }
        self.notes.page(progress)
    }
}

async fn what_is_booked_meanwhile_is_not_seen(store: Store) {
    let world = World::open(store, "2026-11-05T08:00:00Z").await;
    let changes = vec![world.book(child(0, 1), "midi", &["2026-11-16"])];
    commit(&world.portal, world.request(0, "before", changes))
        .await
        .unwrap()
        .unwrap();
    let mut trial = trial(&world, RULES, FROM, TO);
    trial.children_at_once = Some(2);
    let mut meddling = Meddling {
        world: &world,
        notes: Notes::default(),
        done: false,
    };
    let summary = simulate(&world.portal, trial.clone(), &mut meddling)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((summary.places, meddling.notes.families.len()), (1, 1));
    let (summary, _) = tried(&world, trial).await;
    assert_eq!(summary.places, 2);
}
