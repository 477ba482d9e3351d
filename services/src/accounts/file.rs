//! Staff declare a family's file complete, or not.

use chrono::NaiveDate;
use futures_util::FutureExt;
use preau_domain::access::{Reach, Scope};
use preau_domain::calendar::zone::civil_day;
use preau_domain::family::{FamilyFile, FileMistake};
use preau_domain::ids::{DeclarationId, FamilyId};
use preau_entities::rows::{Key, alert};
use preau_entities::store::turn::{NewAccountAlert, NewFile, Turn};
use preau_entities::store::{accounts, family_files};

use crate::booking::batch::Rows;
use crate::booking::known::{Known, KnownChild};
use crate::booking::turn::{Lost, conclude, in_turn};
use crate::outbox::{AccountNews, Task};
use crate::waiting::review;
use crate::waiting::withheld::hold_against;
use crate::{Fault, Portal};

#[derive(Clone, Debug)]
pub struct FileRequest {
    pub scope: Scope,
    pub actor: String,
    pub actor_name: String,
    pub family: FamilyId,
    pub complete: bool,
    /// Last civil day on which it counts as complete; it counts on without one.
    pub until: Option<NaiveDate>,
    /// What is missing, in words for the family.
    pub missing: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileRefusal {
    UnknownFamily,
    /// The day is over.
    Past,
    /// It cannot be declared so.
    Mistake(FileMistake),
}

/// Declares it in the town's turn. What is declared so already is not written again.
pub async fn declare(portal: &Portal, request: FileRequest) -> Result<Result<(), FileRefusal>, Fault> {
    if request.scope.reach != Reach::Town {
        return Err(Fault::Forbidden);
    }
    let file = match FamilyFile::declared(request.complete, request.until, &request.missing) {
        Ok(file) => file,
        Err(mistake) => return Ok(Err(FileRefusal::Mistake(mistake))),
    };
    let commune = request.scope.commune;
    in_turn(portal, commune, (request, file), |own, (request, file)| {
        attempt(own, request, file).boxed()
    })
    .await
}

async fn attempt(portal: &Portal, request: &FileRequest, file: &FamilyFile) -> Result<Result<(), FileRefusal>, Lost> {
    let commune = request.scope.commune;
    let turn = Turn::begin(&portal.db, commune).await?.ok_or(Fault::NotFound)?;
    let town = portal.towns.at_version(commune, turn.start.rule_book_version).await?;
    let now = portal.clock.now();
    let today = civil_day(town.zone(), now);
    if accounts::known_families(turn.reads(), commune, &[request.family])
        .await?
        .is_empty()
    {
        return Ok(Err(FileRefusal::UnknownFamily));
    }
    if file.until.is_some_and(|until| until < today) {
        return Ok(Err(FileRefusal::Past));
    }
    let before = family_files::file_of(turn.reads(), request.scope, request.family).await?;
    if before.as_ref().is_some_and(|line| line.file == *file) {
        return Ok(Ok(()));
    }
    let mut known = Known::default();
    // Nothing is offered to whom it was closed before.
    if before.is_some_and(|line| line.file.complete) {
        let bring = |child: &mut KnownChild| {
            if child.family == request.family {
                child.facts.file = file.clone();
            }
        };
        known = hold_against(turn.reads(), &town, &[request.family], bring, now).await?;
    }
    let mut rows = Rows::new(&town, portal.random.as_ref(), now, turn.start);
    let position = rows.next_position();
    let declaration = DeclarationId(rows.ordered(position, 0));
    rows.batch.accounts.files.push(NewFile {
        file_id: Key(declaration.0),
        family_id: Key(request.family.0),
        complete: file.complete,
        until_day: file.until,
        missing: serde_json::to_string(&file.missing).map_err(|error| Fault::Defect(error.to_string()))?,
        decided_at: now,
        actor: request.actor.clone(),
        actor_name: request.actor_name.clone(),
    });
    rows.batch.accounts.alerts.push(NewAccountAlert {
        position,
        family_id: Key(request.family.0),
        suspension_id: None,
        kind: alert::Kind::FileDecided,
        at: now,
    });
    let mail = Task::MailAccount {
        family: request.family,
        news: AccountNews::File { declaration },
        guardian: None,
    };
    rows.task(&mail, now);
    let reviews = review::again_until(&town, portal.random.as_ref(), now, file.until);
    rows.batch.tasks.extend(reviews);
    conclude(portal, &town, turn, rows, &known).await?;
    Ok(Ok(()))
}
