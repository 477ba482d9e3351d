//! What is kept of a suspension that staff lifted, and what the version before finds of it.

use preau_domain::access::{Reach, Scope};
use preau_domain::ids::SuspensionId;
use preau_entities::rows::{Key, task};
use preau_entities::store::ConnectionTrait;
use preau_entities::store::turn::{Batch, NewSuspension, Turn};
use preau_migrations::{Migrator, MigratorTrait, bring_up};
use preau_services::accounts::lift::{LiftRequest, lift};
use sea_orm::{EntityTrait, Statement};
use ulid::Ulid;

use crate::booking::world::{World, at, day, family};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    who_lifted_it_is_kept_and_the_version_before_reads_all_tasks
}

const NOW: &str = "2026-11-04T08:00:00Z";

async fn kinds(world: &World) -> Vec<String> {
    let rows = task::Entity::find().all(&world.store.db).await.unwrap();
    rows.into_iter().map(|row| row.kind).collect()
}

async fn who_lifted_it_is_kept_and_the_version_before_reads_all_tasks(store: Store) {
    let world = World::open(store, NOW).await;
    let db = &world.store.db;
    let others = kinds(&world).await;
    let mut batch = Batch::default();
    batch.accounts.suspended.push(NewSuspension {
        suspension_id: Key(Ulid(1)),
        family_id: Key(family(0).0),
        child_id: None,
        from_day: day("2026-11-16"),
        until_day: None,
        activities: None,
        reason: "Factures impayées.".to_owned(),
        decided_at: at(NOW),
        actor: "staff:1".to_owned(),
        actor_name: "Anne".to_owned(),
    });
    let turn = Turn::begin(db, world.commune).await.unwrap().unwrap();
    turn.commit(&batch, at(NOW)).await.unwrap();
    let by = |nth: u8, name: &str| LiftRequest {
        scope: Scope {
            commune: world.commune,
            reach: Reach::Town,
        },
        actor: format!("staff:{nth}"),
        actor_name: name.to_owned(),
        suspension: SuspensionId(Ulid(1)),
    };
    // The second one finds it lifted.
    for request in [by(2, "Benoît"), by(3, "Chloé")] {
        assert_eq!(lift(&world.portal, request).await.unwrap(), Ok(family(0)));
    }
    let asked = "SELECT lifted_by, lifted_by_name FROM suspensions";
    let asked = Statement::from_string(db.get_database_backend(), asked);
    let rows = db.query_all_raw(asked).await.unwrap();
    let told = |column: &str| rows[0].try_get::<String>("", column).unwrap();
    assert_eq!(
        (rows.len(), told("lifted_by"), told("lifted_by_name")),
        (1, "staff:2".to_owned(), "Benoît".to_owned())
    );

    let with_mail: Vec<String> = others.iter().cloned().chain(["mail_account".to_owned()]).collect();
    assert_eq!(sorted(kinds(&world).await), sorted(with_mail));
    let steps = Migrator::migrations();
    let own = steps.iter().position(|step| step.name() == "m20261129_01_debts");
    let undone = u32::try_from(steps.len() - own.unwrap()).unwrap();
    Migrator::down(db, Some(undone)).await.unwrap();
    assert_eq!(sorted(kinds(&world).await), sorted(others));
    bring_up(db).await.unwrap();
}

fn sorted(mut kinds: Vec<String>) -> Vec<String> {
    kinds.sort();
    kinds
}
