//! One accepted request of a family.

use sea_orm::entity::prelude::*;

use super::Key;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "orders")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub commune_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub order_id: Key,
    pub number: i64,
    pub family_id: Key,
    pub placed_at: DateTimeUtc,
    pub actor: String,
    pub actor_name: String,
    pub total_cents: i64,
    /// The part of it that is to be paid with the order itself.
    pub due_now_cents: i64,
    /// What the family owed that was to be paid with it.
    pub debt_cents: i64,
    /// Prices by the term that it took up, gave up or made others, as a JSON array.
    pub terms: String,
    pub booked_count: i32,
    pub cancelled_count: i32,
    /// Lines that ask the town's staff for something.
    pub asked_count: i32,
    /// Those of them that staff have yet to decide.
    pub waiting_count: i32,
    pub accepted_count: i32,
    pub refused_count: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
