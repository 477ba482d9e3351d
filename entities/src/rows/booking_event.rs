//! One change to one booking; never edited.

use sea_orm::entity::prelude::*;

use serde::Serialize;

use super::Key;

/// What happened to a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Booked,
    Cancelled,
    /// The place stays, at another price.
    Repriced,
}

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
    pub change: Change,
    pub price_cents: i64,
    pub rule_book_version: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
