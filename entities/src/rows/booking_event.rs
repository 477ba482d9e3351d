//! One change to one booking; never edited.

use sea_orm::entity::prelude::*;

use super::Key;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "booking_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub commune_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub event_id: Key,
    pub order_id: Key,
    pub family_id: Key,
    pub booking_id: Key,
    pub child_id: Key,
    pub activity_id: Key,
    pub day: Date,
    pub change: String,
    pub price_cents: i64,
    pub rule_book_version: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
