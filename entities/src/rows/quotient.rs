//! A family's quotient (quotient familial), as the town was given it.

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
    pub given_on: Date,
    /// Which of that day's, from 0; the last one holds.
    #[sea_orm(primary_key, auto_increment = false)]
    pub nth: i32,
    /// None: the family has none any more, or takes it back.
    pub value: Option<i32>,
    /// It counts from the day itself, whatever the rule book says.
    pub settled: bool,
    /// First day of the month whose quotient it is, where that was said.
    pub of_month: Option<Date>,
    pub source: String,
    pub recorded_at: DateTimeUtc,
    pub actor: String,
    pub actor_name: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
