//! An activity on a day, with its counter.

use sea_orm::entity::prelude::*;

use super::Key;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "slots")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub commune_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub activity_id: Key,
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    pub capacity: i32,
    pub taken: i32,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
