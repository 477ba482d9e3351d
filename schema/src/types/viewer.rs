use async_graphql::{Context, Enum, ID, Object};
use preau_domain::access::Subject;
use preau_services::sign_in::Caller;

use super::device::Device;
use super::family::Family;
use super::locale::Locale;
use super::town::Town;
use crate::asking::portal;
use crate::faults::{Answer, fault};
use crate::scalars::id::id;

pub(crate) struct Viewer {
    pub caller: Caller,
}

/// What kind of caller it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum ViewerKind {
    /// An adult of a family.
    Guardian,
    /// A member of the town's staff.
    Agent,
    /// A partner program.
    Partner,
}

/// The signed-in person or program.
#[Object]
impl Viewer {
    /// Stable id.
    async fn id(&self) -> ID {
        id(&self.caller.subject.actor())
    }

    /// What kind of caller it is.
    async fn kind(&self) -> ViewerKind {
        match self.caller.subject {
            Subject::Guardian { .. } => ViewerKind::Guardian,
            Subject::Agent { .. } => ViewerKind::Agent,
            Subject::Partner { .. } => ViewerKind::Partner,
        }
    }

    /// First and last name, or the program's name.
    async fn name(&self) -> &str {
        &self.caller.name
    }

    /// The language the portal speaks to the viewer.
    async fn locale(&self) -> Locale {
        Locale::of(self.caller.locale)
    }

    /// The town that the viewer signed in to.
    async fn town(&self, ctx: &Context<'_>) -> Answer<Town> {
        let town = portal(ctx)?.towns.get(self.caller.commune).await;
        Ok(Town(town.map_err(|error| fault(ctx, &error))?))
    }

    /// The family of a guardian; none for staff and partners.
    async fn family(&self) -> Option<Family> {
        match self.caller.subject {
            Subject::Guardian { family, .. } => {
                Some(Family::new(self.caller.subject.scope(self.caller.commune), family))
            }
            Subject::Agent { .. } | Subject::Partner { .. } => None,
        }
    }

    /// The devices on which the viewer is signed in, latest first.
    async fn devices(&self, ctx: &Context<'_>) -> Answer<Option<Vec<Device>>> {
        Device::of(ctx, &self.caller).await.map(Some)
    }
}
