//! Ids in the API: `prefix:ULID`. A text that is no id of the kind answers like the id of something that is not there.

use std::str::FromStr;

use async_graphql::{Context, ID};
use preau_services::Fault;

use crate::faults::{Answer, fault};

pub(crate) fn id(id: &impl ToString) -> ID {
    ID(id.to_string())
}

/// The id in the text, or `NOT_FOUND`.
pub(crate) fn parse<T: FromStr>(ctx: &Context<'_>, id: &ID) -> Answer<T> {
    id.parse().map_err(|_| fault(ctx, &Fault::NotFound))
}
