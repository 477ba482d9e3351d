//! What an order asks of the town's staff about one place.

use sea_orm::entity::prelude::*;

use serde::{Deserialize, Serialize};

use super::Key;

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// Staff have yet to decide.
    Waiting,
    Accepted,
    Refused,
    /// The family took it back before.
    Withdrawn,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "order_lines")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub commune_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub order_id: Key,
    #[sea_orm(primary_key, auto_increment = false)]
    pub booking_id: Key,
    /// How the place stood since, as [`preau_domain::booking::Standing`] is spelt.
    pub asked: String,
    pub answer: Reply,
    /// What staff told the family.
    pub reason: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
