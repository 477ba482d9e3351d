use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use preau_domain::access::{Reach, Scope};
use preau_domain::family::{FamilyFile, FileMistake};
use preau_domain::ids::FamilyId;
use preau_services::Fault;
use preau_services::accounts::file::{FileRefusal, FileRequest, declare};
use preau_services::texts::errors::{self, ErrorText};

use crate::asking::{asking, caller, portal, scope};
use crate::faults::{Answer, fault};
use crate::scalars::Date;
use crate::types::family::Family;

/// Whose file is complete, and until when, or what is missing. What is declared already is not declared again.
#[derive(InputObject)]
pub(crate) struct FamilyFileDecideInput {
    /// The family.
    family_id: ID,
    /// Its file is complete.
    complete: bool,
    /// Last day on which it counts as complete, today or later; it counts on without one.
    valid_until: Option<Date>,
    /// What is missing, in words for the family: at most 20 texts of at most 120 characters each.
    #[graphql(default)]
    missing: Vec<String>,
}

/// What was declared, or why nothing was.
pub(crate) struct FamilyFileDecidePayload {
    scope: Scope,
    family: Option<FamilyId>,
    errors: Vec<FamilyFileDecideError>,
}

/// What became of it.
#[Object]
impl FamilyFileDecidePayload {
    /// The family, as it now is; null when nothing was done.
    async fn family(&self) -> Option<Family> {
        self.family.map(|family| Family::new(self.scope, family))
    }

    /// Why nothing was done.
    async fn errors(&self) -> &[FamilyFileDecideError] {
        &self.errors
    }
}

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub(crate) struct FamilyFileDecideError {
    /// For programs.
    code: FamilyFileDecideErrorCode,
    /// In the person's language.
    pub(crate) message: String,
    /// The input field concerned, from the input's root; empty when it is the whole input.
    pub(crate) path: Vec<String>,
}

/// Why nothing was done, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum FamilyFileDecideErrorCode {
    /// The town has no such family.
    UnknownFamily,
    /// The day is over.
    PastDay,
    /// A file that is not complete counts until no day.
    UntilOfIncomplete,
    /// Nothing is missing in a complete file.
    MissingOfComplete,
    /// More is missing than can be told.
    TooManyMissing,
    /// A text is blank, or too long.
    InvalidMissing,
}

pub(crate) async fn run(ctx: &Context<'_>, input: FamilyFileDecideInput) -> Answer<FamilyFileDecidePayload> {
    let (portal, caller, scope) = (portal(ctx)?, caller(ctx)?, scope(ctx)?);
    // Before anything that they sent is looked at.
    if scope.reach != Reach::Town {
        return Err(fault(ctx, &Fault::Forbidden));
    }
    let reply = match input.family_id.parse::<FamilyId>() {
        Ok(family) => {
            let request = FileRequest {
                scope,
                actor: caller.subject.actor(),
                actor_name: caller.name.clone(),
                family,
                complete: input.complete,
                until: input.valid_until.map(|day| day.0),
                missing: input.missing,
            };
            let reply = declare(portal, request).await.map_err(|error| fault(ctx, &error))?;
            reply.map(|()| family)
        }
        Err(_) => Err(FileRefusal::UnknownFamily),
    };
    let (family, errors) = match reply {
        Ok(family) => (Some(family), Vec::new()),
        Err(refusal) => (None, vec![told(ctx, refusal)]),
    };
    Ok(FamilyFileDecidePayload { scope, family, errors })
}

fn told(ctx: &Context<'_>, refusal: FileRefusal) -> FamilyFileDecideError {
    use FamilyFileDecideErrorCode as Code;
    let (code, text, path) = match refusal {
        FileRefusal::UnknownFamily => (
            Code::UnknownFamily,
            ErrorText::UnknownFamily,
            vec!["familyId".to_owned()],
        ),
        FileRefusal::Past => (Code::PastDay, ErrorText::SparedDayOver, vec!["validUntil".to_owned()]),
        FileRefusal::Mistake(FileMistake::UntilOfIncomplete) => (
            Code::UntilOfIncomplete,
            ErrorText::UntilOfIncompleteFile,
            vec!["validUntil".to_owned()],
        ),
        FileRefusal::Mistake(FileMistake::MissingOfComplete) => (
            Code::MissingOfComplete,
            ErrorText::MissingOfCompleteFile,
            vec!["missing".to_owned()],
        ),
        FileRefusal::Mistake(FileMistake::TooManyMissing) => {
            let most = count(FamilyFile::MOST_MISSING);
            (
                Code::TooManyMissing,
                ErrorText::TooManyMissing { most },
                vec!["missing".to_owned()],
            )
        }
        FileRefusal::Mistake(FileMistake::InvalidMissing { nth }) => {
            let most = count(FamilyFile::LONGEST_MISSING);
            let path = vec!["missing".to_owned(), nth.to_string()];
            (Code::InvalidMissing, ErrorText::InvalidMissing { most }, path)
        }
    };
    FamilyFileDecideError {
        code,
        message: errors::error(asking(ctx).locale(), text),
        path,
    }
}

fn count(most: usize) -> u32 {
    u32::try_from(most).unwrap_or(u32::MAX)
}
