//! Something that happened, in the town's order.

use sea_orm::entity::prelude::*;

use super::Key;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "alerts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub commune_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i64,
    pub family_id: Key,
    pub order_id: Key,
    pub at: DateTimeUtc,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
