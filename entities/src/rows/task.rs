//! Work to do after a transaction.

use sea_orm::entity::prelude::*;

use super::Key;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tasks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub commune_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub task_id: Key,
    pub kind: String,
    pub payload: Json,
    pub due_at: DateTimeUtc,
    pub attempts: i32,
    pub last_error: Option<String>,
    pub parked_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
