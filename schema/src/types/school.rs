use std::sync::Arc;

use async_graphql::{ID, Object};
use preau_domain::rulebook::model::Code;
use preau_services::towns::Town;

use crate::scalars::id::id;

pub(crate) struct School {
    pub town: Arc<Town>,
    pub code: Code,
}

/// A school of the town.
#[Object]
impl School {
    /// Stable id.
    async fn id(&self) -> ID {
        id(&format!("school:{}", self.code.0))
    }

    /// Its name; its code when the rule book in force no longer has it.
    async fn name(&self) -> &str {
        self.town
            .rules()
            .school(&self.code)
            .map_or(self.code.0.as_str(), |school| school.name.as_str())
    }
}
