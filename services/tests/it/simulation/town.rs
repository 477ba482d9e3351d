//! A simulation followed, and the rows of a store counted and summed up.

use std::ops::ControlFlow;

use preau_domain::rulebook::parse::parse;
use preau_domain::simulation::{FamilyLine, Summary};
use preau_entities::store::ConnectionTrait;
use preau_services::simulation::{Follower, Progress, Trial, simulate};
use sea_orm::{DbBackend, Statement};

use crate::booking::world::{World, day};
use crate::stores::Store;

/// Keeps what it is told, and ends the simulation after so many pages.
#[derive(Default)]
pub struct Notes {
    pub families: Vec<FamilyLine>,
    pub pages: Vec<Progress>,
    /// Behind each page: how many families are told.
    pub told: Vec<usize>,
    pub stop_after: Option<usize>,
}

impl Notes {
    /// The most that was held at one time: beforehand, for crowded days, or for a page of families.
    pub fn most_held(&self, beforehand: bool) -> usize {
        let of = self.pages.iter().filter(|page| (page.places == 0) == beforehand);
        of.map(|page| page.held).max().unwrap_or_default()
    }
}

impl Follower for Notes {
    fn family(&mut self, line: &FamilyLine) -> ControlFlow<()> {
        self.families.push(*line);
        ControlFlow::Continue(())
    }

    fn page(&mut self, progress: Progress) -> ControlFlow<()> {
        self.pages.push(progress);
        self.told.push(self.families.len());
        if self.stop_after == Some(self.pages.len()) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

/// The draft against all that was booked in a period.
pub fn trial(world: &World, draft: &str, from: &str, to: &str) -> Trial {
    let draft = parse(draft).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    Trial::new(world.commune, draft, day(from), day(to))
}

pub async fn tried(world: &World, trial: Trial) -> (Summary, Notes) {
    let mut notes = Notes::default();
    let summary = simulate(&world.portal, trial, &mut notes).await.unwrap().unwrap();
    (summary, notes)
}

/// Of each table: how many rows there are, and all of them as one text.
pub async fn everything(store: &Store) -> Vec<(String, i64, String)> {
    let db = &store.db;
    store.at_rest().await;
    let backend = db.get_database_backend();
    let tables = match backend {
        DbBackend::Postgres => "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
        _ => "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1",
    };
    let mut all = Vec::new();
    for row in db.query_all_raw(Statement::from_string(backend, tables)).await.unwrap() {
        let table: String = row.try_get("", "name").unwrap();
        let sql = if backend == DbBackend::Postgres {
            format!(
                "SELECT count(*) AS n, COALESCE(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS sum FROM {table} t"
            )
        } else {
            let columns = format!(
                "SELECT group_concat('quote(\"' || name || '\")', ' || ') AS list FROM pragma_table_info('{table}')"
            );
            let row = db.query_one_raw(Statement::from_string(backend, columns)).await;
            let list: String = row.unwrap().unwrap().try_get("", "list").unwrap();
            format!(
                "SELECT count(*) AS n, COALESCE(group_concat(line), '') AS sum FROM (SELECT {list} AS line FROM {table} ORDER BY 1)"
            )
        };
        let row = db
            .query_one_raw(Statement::from_string(backend, sql))
            .await
            .unwrap()
            .unwrap();
        all.push((table, row.try_get("", "n").unwrap(), row.try_get("", "sum").unwrap()));
    }
    all
}
