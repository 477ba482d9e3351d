//! Many bookings, few at a time.

use std::ops::ControlFlow;

use preau_domain::ids::FamilyId;
use preau_domain::money::Money;
use preau_domain::simulation::FamilyLine;
use preau_entities::store::ConnectionTrait;
use preau_services::booking::plan::commit;
use preau_services::simulation::{Follower, Progress, simulate};
use sea_orm::DbBackend;
use tokio::runtime::Builder;

use super::town::{Notes, everything, trial, tried};
use crate::booking::world::{RULES, World, child};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    thirty_thousand_bookings_are_never_held_together
    what_is_booked_meanwhile_is_not_seen
}

const NOW: &str = "2026-09-02T08:00:00Z";
const FROM: &str = "2026-09-01";
const TO: &str = "2027-07-02";

/// 250 families of 2 children, of whom one in three has no booking; the others have 90 days of midday, or of midday and
/// study. The two tables are filled without asking any rule.
async fn crowd(store: Store) -> World {
    let world = World::open(store, NOW).await;
    let db = &world.store.db;
    let (midday, study) = (world.activity("midi").0, world.activity("etude").0);
    let commune = world.commune.0;
    let series = |name: &str, to: u32| {
        format!(
            "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {to}) SELECT i FROM n) AS {name}"
        )
    };
    let day = match db.get_database_backend() {
        DbBackend::Postgres => "(DATE '2026-09-07' + d.i)",
        _ => "date('2026-09-07', '+' || d.i || ' days')",
    };
    // A key: nine digits behind seventeen characters.
    let key = |nth: &str, kind: &str| format!("'01{kind:0>15}' || substr(CAST(1000000000 + {nth} AS text), 2)");
    let at = "'2026-08-20 08:00:00+00:00'";
    let (families, children, days) = (series("f", 250), series("c", 2), series("d", 90));
    let (family, kid) = (key("f.i", "F"), key("f.i * 10 + c.i", "C"));
    let mut statements = vec![
        format!(
            "INSERT INTO families (commune_id, family_id, code, name) SELECT {commune}, {family}, 'G' || f.i, 'G' FROM {families}"
        ),
        format!(
            "INSERT INTO children (commune_id, child_id, family_id, first_name, last_name, birth_date, school_code)
             SELECT {commune}, {kid}, {family}, 'E', 'G', '2018-05-02', 'ormes' FROM {families} CROSS JOIN {children}"
        ),
    ];
    for (nth, (activity, cents, one_in)) in [(midday, 170, 1), (study, 260, 2)].into_iter().enumerate() {
        statements.push(format!(
            "INSERT INTO slots (commune_id, activity_id, day, capacity, taken, version)
             SELECT {commune}, '{activity}', {day}, 1000, 0, 1 FROM {days}"
        ));
        let booking = key("f.i * 1000 + c.i * 100 + d.i", &format!("B{nth}"));
        statements.push(format!(
            "INSERT INTO bookings (commune_id, booking_id, child_id, activity_id, day, price_cents, rule_book_version, late, booked_at, cancelled_at)
             SELECT {commune}, {booking}, {kid}, '{activity}', {day}, {cents}, 1, false, {at}, NULL
             FROM {families} CROSS JOIN {children} CROSS JOIN {days} WHERE f.i % 3 <> 0 AND f.i % {one_in} = 0"
        ));
    }
    statements.push(format!(
        "INSERT INTO care_plans (commune_id, child_id, food) SELECT {commune}, {kid}, true FROM {families} CROSS JOIN {children}"
    ));
    for sql in statements {
        db.execute_unprepared(&sql).await.unwrap();
    }
    world
}

async fn thirty_thousand_bookings_are_never_held_together(store: Store) {
    let world = crowd(store).await;
    // 167 families with bookings: 90 days of midday for each child, and of study for every other of them.
    let midday = 167 * 2 * 90;
    let study = 84 * 2 * 90;
    let before = everything(&world.store).await;
    let mut trial = trial(&world, RULES, FROM, TO);
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

    // As many as fit the 305 days: 65, of whole families 64.
    trial.children_at_once = None;
    let (again, in_larger_pages) = tried(&world, trial).await;
    assert_eq!((again, in_larger_pages.families), (summary, notes.families));
    assert_eq!(in_larger_pages.pages.len(), 508_usize.div_ceil(64));
    assert!(in_larger_pages.pages.iter().all(|page| page.held <= 64 * 180));
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
