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
    /// The place is held until staff decide.
    BookingAsked,
    BookingAccepted,
    /// The place that was held is given back.
    BookingRefused,
    /// The place stays until staff let it go.
    CancellationAsked,
    CancellationAccepted,
    CancellationRefused,
    /// The place stays until staff accept others in its place.
    ChangeAsked,
    /// It is given back for these.
    ChangeAccepted,
    ChangeRefused,
    /// The family took back what it asked about the place.
    Kept,
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
    /// The decision of staff that it belongs to.
    pub decision_id: Option<Key>,
    /// What staff told the family about it.
    pub reason: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
