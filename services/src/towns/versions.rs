//! Looking back on a town's rule books, and going back to one.

use preau_domain::ids::CommuneId;
use preau_entities::store::towns::{self, VersionLine};

use super::publish::{PublishRefusal, publish_again};
use crate::{Fault, Portal};

/// All versions of a town's rule book, the latest first.
pub async fn versions(portal: &Portal, town: CommuneId) -> Result<Vec<VersionLine>, Fault> {
    Ok(towns::versions(&portal.db, town).await?)
}

/// Publishes the file of an earlier version again, as the latest one; returns its number. None where there is no such
/// version. What was published in between stays readable for the bookings that it decided.
pub async fn roll_back(
    portal: &Portal,
    town: CommuneId,
    version: i32,
) -> Result<Option<Result<i32, PublishRefusal>>, Fault> {
    let Some(source) = towns::source(&portal.db, town, version).await? else {
        return Ok(None);
    };
    let published = publish_again(portal, &source).await?;
    Ok(Some(published.map(|(_, version)| version)))
}
