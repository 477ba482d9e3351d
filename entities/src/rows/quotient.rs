//! A family's quotient (quotient familial) from a civil day on, until the next one counts.

use sea_orm::entity::prelude::*;

use super::Key;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "quotients")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub commune_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub family_id: Key,
    #[sea_orm(primary_key, auto_increment = false)]
    pub counts_from: Date,
    /// None: withdrawn, the town holds none from that day on.
    pub value: Option<i32>,
    pub source: String,
    pub recorded_at: DateTimeUtc,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
