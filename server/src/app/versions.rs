//! The versions of a town's rule book.

use std::io::{self, Write};
use std::sync::Arc;

use preau_services::towns::{Town, roll_back, versions};
use preau_services::{Fault, Portal};

use super::commands::{refused, tell};
use super::outside::{bare_portal, look_into_store, open_store};
use crate::cli::Failure;
use crate::cli::command::{Rollback, Versions};

/// Lists the versions, the latest first.
pub async fn rulebook_versions(command: Versions) -> Result<(), Failure> {
    let portal = bare_portal(look_into_store(&command.store).await?, 1);
    let town = town(&portal, &command.town).await?;
    let versions = versions(&portal, town.id).await.map_err(|fault| unread(&fault))?;
    let mut out = io::stdout().lock();
    for one in versions {
        let (version, title) = (one.version, one.title);
        let published = one.published_at.format("%Y-%m-%dT%H:%M:%SZ");
        let until = one.valid_to.map_or_else(String::new, |day| day.to_string());
        let line = writeln!(out, "{version}\t{published}\t{}\t{until}\t{title}", one.valid_from);
        line.map_err(|error| Failure::Failed(error.to_string()))?;
    }
    Ok(())
}

/// Publishes the file of an earlier version again.
pub async fn town_rollback(command: Rollback) -> Result<(), Failure> {
    let (db, turns) = open_store(&command.store, None).await?;
    let portal = bare_portal(db, turns);
    let town = town(&portal, &command.town).await?;
    let (slug, version) = (&command.town, command.version);
    match roll_back(&portal, town.id, version).await {
        Ok(None) => Err(Failure::Usage(format!("the town `{slug}` has no version {version}"))),
        Ok(Some(Ok(now))) => tell(&format!("the file of version {version} is in force as version {now}")),
        Ok(Some(Err(refusal))) => refused(&format!("version {version}"), refusal),
        Err(fault) => Err(Failure::Failed(format!("the town cannot be rolled back: {fault:?}"))),
    }
}

pub(super) async fn town(portal: &Portal, slug: &str) -> Result<Arc<Town>, Failure> {
    let town = portal.towns.by_slug(slug).await.map_err(|fault| unread(&fault))?;
    town.ok_or_else(|| Failure::Usage(format!("the store has no town `{slug}`: name one with --town")))
}

pub(super) fn unread(fault: &Fault) -> Failure {
    tracing::debug!(?fault, "the store cannot be read");
    Failure::Failed("the store cannot be read: has it the shape of this version (preau migrate)?".to_owned())
}
