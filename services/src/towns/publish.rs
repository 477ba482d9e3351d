//! Publishing a rule book: from the town's file to a version in force.

use preau_domain::calendar::zone::civil_day;
use preau_domain::ids::CommuneId;
use preau_domain::rulebook::RuleBook;
use preau_domain::rulebook::diagnostic::Diagnostic;
use preau_domain::rulebook::parse::{parse, parse_stored};
use preau_entities::rows::Key;
use preau_entities::store::towns::{self, NewActivity, NewRuleBook, Publication};

use crate::outbox::Task;
use crate::ports::random::ulid;
use crate::{Fault, Portal};

/// The file cannot become a rule book.
#[derive(Debug, PartialEq, Eq)]
pub enum PublishRefusal {
    Mistakes(Vec<Diagnostic>),
    /// It lacks activities, named by their codes, in which places are booked today or later, or it closes their days. Places
    /// that are only kept give way: the task that a publication leaves behind ends them.
    /// They must stay until those places are given back or past: nobody could see them any more, nor give them back.
    StillBooked(Vec<String>),
    /// Others govern some day from today on beside it, in this time zone: a town has one. Until then it can only be
    /// changed by installing over all of them.
    OtherZone(String),
}

/// Publishes a town's file as the version in force, and returns the town and that version. A town begins to exist with
/// its first rule book; publishing the file in force again changes nothing.
pub async fn publish(portal: &Portal, source: &str) -> Result<Result<(CommuneId, i32), PublishRefusal>, Fault> {
    match parse(source) {
        Ok(rules) => install(portal, rules, source).await,
        Err(mistakes) => Ok(Err(PublishRefusal::Mistakes(mistakes))),
    }
}

/// Publishes a file that was in force before, also where it says to no effect what earlier programs did not mind.
pub(super) async fn publish_again(
    portal: &Portal,
    source: &str,
) -> Result<Result<(CommuneId, i32), PublishRefusal>, Fault> {
    match parse_stored(source) {
        Ok(rules) => install(portal, rules, source).await,
        Err(mistakes) => Ok(Err(PublishRefusal::Mistakes(mistakes))),
    }
}

async fn install(
    portal: &Portal,
    rules: RuleBook,
    source: &str,
) -> Result<Result<(CommuneId, i32), PublishRefusal>, Fault> {
    let now = portal.clock.now();
    let document = serde_json::to_value(&rules).map_err(|error| Fault::Defect(error.to_string()))?;
    let activities = rules
        .activities
        .iter()
        .map(|activity| NewActivity {
            id: Key(ulid(portal.random.as_ref(), now)),
            code: activity.code.0.clone(),
            name: activity.name.clone(),
        })
        .collect();
    let book = NewRuleBook {
        slug: rules.town.slug.0,
        name: rules.town.name,
        time_zone: rules.town.zone.name().to_owned(),
        language: rules.town.language.code().to_owned(),
        title: rules.title,
        source: source.to_owned(),
        document,
        valid_from: rules.valid_from,
        valid_to: rules.valid_to,
        today: civil_day(rules.town.zone, now),
        activities,
        review: Task::ReviewWaits { behind: None }.row(portal.random.as_ref(), now),
    };
    match towns::publish(&portal.db, book, now).await? {
        Publication::InForce(id, version) => {
            portal.towns.reload(id).await?;
            portal.outbox.notify_one();
            Ok(Ok((id, version)))
        }
        Publication::StillBooked(codes) => Ok(Err(PublishRefusal::StillBooked(codes))),
        Publication::OtherZone(zone) => Ok(Err(PublishRefusal::OtherZone(zone))),
    }
}
