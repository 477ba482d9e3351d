use async_graphql::Object;
use preau_entities::store::family_files::FileLine;

use crate::scalars::{Date, DateTime};

pub(crate) struct FamilyFile(pub FileLine);

/// What the town's staff declared of a family's file.
#[Object]
impl FamilyFile {
    /// It is complete, until `validUntil`.
    async fn complete(&self) -> bool {
        self.0.file.complete
    }

    /// Last day on which it counts as complete; null where that is left open, and where it is not complete.
    async fn valid_until(&self) -> Option<Date> {
        self.0.file.until.map(Date)
    }

    /// What is missing, in words for the family; at most 20 texts.
    async fn missing(&self) -> &[String] {
        &self.0.file.missing
    }

    /// When it was declared.
    async fn decided_at(&self) -> DateTime {
        DateTime(self.0.decided_at)
    }

    /// Who declared it; empty where it came with the family.
    async fn decided_by(&self) -> &str {
        &self.0.actor_name
    }
}
