//! One immutable version of a town's rule book.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rule_books")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub commune_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    pub title: String,
    /// The file as the town wrote it.
    pub source: String,
    /// The same, validated, as the program reads it.
    pub document: Json,
    pub published_at: DateTimeUtc,
    /// First day it governs, unless a later version does.
    pub valid_from: Date,
    /// Last one; for ever without it.
    pub valid_to: Option<Date>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
