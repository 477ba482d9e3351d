//! One slot of a child's wait; kept when it has ended.

use preau_domain::waiting::PartState;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::Key;

/// How far it has come; the words of [`PartState`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum State {
    Waiting,
    Offered,
    Accepted,
    Lapsed,
    Left,
    Expired,
    Withdrawn,
}

impl From<PartState> for State {
    fn from(state: PartState) -> Self {
        match state {
            PartState::Waiting => Self::Waiting,
            PartState::Offered => Self::Offered,
            PartState::Accepted => Self::Accepted,
            PartState::Lapsed => Self::Lapsed,
            PartState::Left => Self::Left,
            PartState::Expired => Self::Expired,
            PartState::Withdrawn => Self::Withdrawn,
        }
    }
}

impl From<State> for PartState {
    fn from(state: State) -> Self {
        match state {
            State::Waiting => Self::Waiting,
            State::Offered => Self::Offered,
            State::Accepted => Self::Accepted,
            State::Lapsed => Self::Lapsed,
            State::Left => Self::Left,
            State::Expired => Self::Expired,
            State::Withdrawn => Self::Withdrawn,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "waiting_places")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub commune_id: i32,
    /// The same in all slots of a wait.
    #[sea_orm(primary_key, auto_increment = false)]
    pub waiting_id: Key,
    #[sea_orm(primary_key, auto_increment = false)]
    pub activity_id: Key,
    pub day: Date,
    pub child_id: Key,
    pub family_id: Key,
    pub position: i64,
    pub asked: bool,
    pub joined_at: DateTimeUtc,
    pub state: State,
    pub offered_at: Option<DateTimeUtc>,
    pub offer_ends_at: Option<DateTimeUtc>,
    /// From this instant on it can come to nothing, as last reckoned.
    pub closes_at: Option<DateTimeUtc>,
    pub ended_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
