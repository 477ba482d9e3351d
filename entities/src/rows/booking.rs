//! A child's place in a slot; kept when cancelled.

use sea_orm::entity::prelude::*;

use super::Key;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bookings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub commune_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub booking_id: Key,
    pub child_id: Key,
    pub activity_id: Key,
    pub day: Date,
    pub price_cents: i64,
    pub rule_book_version: i32,
    pub late: bool,
    pub booked_at: DateTimeUtc,
    pub cancelled_at: Option<DateTimeUtc>,
    /// As [`preau_domain::booking::Standing`] is spelt.
    pub standing: String,
    /// The order that asks about it, while it is not confirmed.
    pub asked_in: Option<Key>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
