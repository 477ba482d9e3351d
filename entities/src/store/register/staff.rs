//! Entering staff and partner programs into a town's files.

use preau_domain::ids::{AgentId, CommuneId, PartnerId};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

use crate::rows::{Key, agent, partner};
use crate::store::{Db, StoreError};

#[derive(Clone, Debug)]
pub struct NewAgent {
    pub id: AgentId,
    pub name: String,
    pub email: String,
    pub locale: String,
}

#[derive(Clone, Debug)]
pub struct NewPartner {
    pub id: PartnerId,
    pub name: String,
    pub locale: String,
    /// Separated by spaces.
    pub scopes: String,
}

/// Enters a member of the town's staff.
pub async fn agent(db: &Db, commune: CommuneId, new: NewAgent) -> Result<(), StoreError> {
    agent::ActiveModel {
        commune_id: Set(commune.0),
        agent_id: Set(Key(new.id.0)),
        name: Set(new.name),
        email: Set(new.email),
        locale: Set(new.locale),
    }
    .insert(db)
    .await?;
    Ok(())
}

/// Enters a partner program.
pub async fn partner(db: &Db, commune: CommuneId, new: NewPartner) -> Result<(), StoreError> {
    partner::ActiveModel {
        commune_id: Set(commune.0),
        partner_id: Set(Key(new.id.0)),
        name: Set(new.name),
        locale: Set(new.locale),
        scopes: Set(new.scopes),
    }
    .insert(db)
    .await?;
    Ok(())
}
