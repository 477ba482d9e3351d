//! Who is asking, and how far they may see.

use serde::{Deserialize, Serialize};

use crate::ids::{AgentId, CommuneId, FamilyId, GuardianId, PartnerId};

/// A signed-in person or program, inside one town.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Subject {
    Guardian { id: GuardianId, family: FamilyId },
    Agent { id: AgentId },
    Partner { id: PartnerId },
}

/// The part of the store a finder may look at. Anything outside it does not exist for the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Scope {
    pub commune: CommuneId,
    pub reach: Reach,
}

/// How much of the town lies inside a [`Scope`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// One family and what belongs to it.
    Family(FamilyId),
    /// Every family of the town: its staff.
    Town,
    /// Facts about activities, never about people: partner programs.
    Counts,
}

impl Subject {
    #[must_use]
    pub fn scope(self, commune: CommuneId) -> Scope {
        let reach = match self {
            Self::Guardian { family, .. } => Reach::Family(family),
            Self::Agent { .. } => Reach::Town,
            Self::Partner { .. } => Reach::Counts,
        };
        Scope { commune, reach }
    }

    /// The stable name under which the subject acts: `guardian:…`, `agent:…` or `partner:…`.
    #[must_use]
    pub fn actor(self) -> String {
        match self {
            Self::Guardian { id, .. } => id.to_string(),
            Self::Agent { id } => id.to_string(),
            Self::Partner { id } => id.to_string(),
        }
    }
}

impl Scope {
    /// Which people the scope sees: none at all for a partner program.
    #[must_use]
    pub fn people(self) -> Option<People> {
        match self.reach {
            Reach::Family(family) => Some(People { family: Some(family) }),
            Reach::Town => Some(People { family: None }),
            Reach::Counts => None,
        }
    }

    /// Whether the family and what belongs to it lie in the scope.
    #[must_use]
    pub fn sees(self, family: FamilyId) -> bool {
        self.people()
            .is_some_and(|people| people.family.is_none_or(|only| only == family))
    }
}

/// The people inside a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct People {
    /// The one family it is limited to; every family of the town without it.
    pub family: Option<FamilyId>,
}
