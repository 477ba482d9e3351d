//! The person or program behind an account or a device.

use preau_domain::access::Subject;
use preau_domain::ids::{AgentId, CommuneId, FamilyId, GuardianId, PartnerId};
use preau_domain::locale::Locale;
use sea_orm::{ConnectionTrait, EntityTrait};

use crate::rows::{Key, agent, guardian, partner};
use crate::store::StoreError;

/// A subject as it introduces itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectLine {
    pub subject: Subject,
    pub name: String,
    pub locale: Locale,
    /// What a partner program may ask, as codes separated by spaces; empty for people.
    pub partner_scopes: String,
}

/// The subject that an account or device points at, if it is still there.
pub async fn subject<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    kind: &str,
    id: Key,
) -> Result<Option<SubjectLine>, StoreError> {
    let at = (commune.0, id);
    let line = match kind {
        "guardian" => guardian::Entity::find_by_id(at).one(db).await?.map(|row| SubjectLine {
            subject: Subject::Guardian {
                id: GuardianId(row.guardian_id.0),
                family: FamilyId(row.family_id.0),
            },
            name: format!("{} {}", row.first_name, row.last_name),
            locale: locale(&row.locale),
            partner_scopes: String::new(),
        }),
        "agent" => agent::Entity::find_by_id(at).one(db).await?.map(|row| SubjectLine {
            subject: Subject::Agent {
                id: AgentId(row.agent_id.0),
            },
            name: row.name,
            locale: locale(&row.locale),
            partner_scopes: String::new(),
        }),
        "partner" => partner::Entity::find_by_id(at).one(db).await?.map(|row| SubjectLine {
            subject: Subject::Partner {
                id: PartnerId(row.partner_id.0),
            },
            name: row.name,
            locale: locale(&row.locale),
            partner_scopes: row.scopes,
        }),
        other => return Err(StoreError::Broken(format!("a subject is of kind {other}"))),
    };
    Ok(line)
}

fn locale(code: &str) -> Locale {
    Locale::preferred(code).unwrap_or_default()
}

/// The word under which the store keeps the kind of a subject.
pub(super) fn kind(subject: Subject) -> &'static str {
    match subject {
        Subject::Guardian { .. } => "guardian",
        Subject::Agent { .. } => "agent",
        Subject::Partner { .. } => "partner",
    }
}

pub(super) fn key(subject: Subject) -> Key {
    match subject {
        Subject::Guardian { id, .. } => Key(id.0),
        Subject::Agent { id } => Key(id.0),
        Subject::Partner { id } => Key(id.0),
    }
}
