use async_graphql::Enum;
use preau_entities::rows::order;

/// Where an order stands with the town.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum OrderStatus {
    /// It asked nothing of the town's staff: it is done.
    Confirmed,
    /// Staff have yet to decide about a part of it.
    Pending,
    /// Staff decided about all that was left to decide.
    Decided,
    /// The family took back all that it asked.
    Withdrawn,
}

impl OrderStatus {
    pub(crate) fn of(row: &order::Model) -> Self {
        match row {
            row if row.asked_count == 0 => Self::Confirmed,
            row if row.waiting_count > 0 => Self::Pending,
            row if row.accepted_count + row.refused_count > 0 => Self::Decided,
            _ => Self::Withdrawn,
        }
    }
}
