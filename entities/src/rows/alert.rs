//! Something that happened to an order, in the town's order.

use sea_orm::entity::prelude::*;
use serde::Serialize;

use super::Key;

/// What happened, to an order or to a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An order changed bookings, and asks nothing.
    BookingsChanged,
    /// An order asks something that staff have yet to decide.
    OrderWaits,
    /// Staff decided about an order.
    OrderDecided,
    /// A place is kept for whoever waited.
    Offered,
    /// A place that was kept is kept no more.
    Lapsed,
    /// A wait ended without a place.
    WaitEnded,
    /// The family's cart changed.
    CartChanged,
    /// Staff withhold places.
    Suspended,
    /// They withhold them no more.
    SuspensionLifted,
    /// Until when the family may book in spite of what it owes is another day now.
    DebtSpared,
    /// Staff declared the family's file complete, or not.
    FileDecided,
}

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
    pub kind: Kind,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
