//! Entering people and programs into a town's files.

use chrono::NaiveDate;
use preau_domain::ids::{AgentId, ChildId, CommuneId, FamilyId, GuardianId, PartnerId};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, TransactionTrait};

use super::{Db, StoreError};
use crate::rows::{Key, agent, care_plan, child, family, guardian, login, partner};

#[derive(Clone, Debug)]
pub struct NewFamily {
    pub id: FamilyId,
    pub code: String,
    pub name: String,
    pub guardians: Vec<NewGuardian>,
    pub children: Vec<NewChild>,
}

#[derive(Clone, Debug)]
pub struct NewGuardian {
    pub id: GuardianId,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub locale: String,
    pub password_hash: String,
}

#[derive(Clone, Debug)]
pub struct NewChild {
    pub id: ChildId,
    pub first_name: String,
    pub last_name: String,
    pub birth_date: NaiveDate,
    pub school_code: String,
    /// A care plan (PAI) concerning food is in force.
    pub food_care_plan: bool,
}

#[derive(Clone, Debug)]
pub struct NewAgent {
    pub id: AgentId,
    pub name: String,
    pub email: String,
    pub locale: String,
    pub password_hash: String,
}

#[derive(Clone, Debug)]
pub struct NewPartner {
    pub id: PartnerId,
    pub name: String,
    pub locale: String,
    pub client_id: String,
    /// Separated by spaces.
    pub scopes: String,
    pub secret_hash: String,
}

/// Enters a family with its adults, their logins and its children, or nothing.
pub async fn family(db: &Db, commune: CommuneId, new: NewFamily) -> Result<(), StoreError> {
    let tx = db.begin().await?;
    let family_id = Key(new.id.0);
    family::ActiveModel {
        commune_id: Set(commune.0),
        family_id: Set(family_id),
        code: Set(new.code),
        name: Set(new.name),
    }
    .insert(&tx)
    .await?;
    for adult in new.guardians {
        let guardian_id = Key(adult.id.0);
        guardian::ActiveModel {
            commune_id: Set(commune.0),
            guardian_id: Set(guardian_id),
            family_id: Set(family_id),
            first_name: Set(adult.first_name),
            last_name: Set(adult.last_name),
            email: Set(adult.email.clone()),
            locale: Set(adult.locale),
        }
        .insert(&tx)
        .await?;
        login(&tx, commune, adult.email, "guardian", guardian_id, adult.password_hash).await?;
    }
    for new in new.children {
        let child_id = Key(new.id.0);
        child::ActiveModel {
            commune_id: Set(commune.0),
            child_id: Set(child_id),
            family_id: Set(family_id),
            first_name: Set(new.first_name),
            last_name: Set(new.last_name),
            birth_date: Set(new.birth_date),
            school_code: Set(new.school_code),
        }
        .insert(&tx)
        .await?;
        if new.food_care_plan {
            care_plan::ActiveModel {
                commune_id: Set(commune.0),
                child_id: Set(child_id),
                food: Set(true),
            }
            .insert(&tx)
            .await?;
        }
    }
    Ok(tx.commit().await?)
}

/// Enters a member of the town's staff with a login.
pub async fn agent(db: &Db, commune: CommuneId, new: NewAgent) -> Result<(), StoreError> {
    let tx = db.begin().await?;
    let agent_id = Key(new.id.0);
    agent::ActiveModel {
        commune_id: Set(commune.0),
        agent_id: Set(agent_id),
        name: Set(new.name),
        email: Set(new.email.clone()),
        locale: Set(new.locale),
    }
    .insert(&tx)
    .await?;
    login(&tx, commune, new.email, "agent", agent_id, new.password_hash).await?;
    Ok(tx.commit().await?)
}

/// Enters a partner program with its client id and secret.
pub async fn partner(db: &Db, commune: CommuneId, new: NewPartner) -> Result<(), StoreError> {
    let tx = db.begin().await?;
    let partner_id = Key(new.id.0);
    partner::ActiveModel {
        commune_id: Set(commune.0),
        partner_id: Set(partner_id),
        name: Set(new.name),
        locale: Set(new.locale),
        scopes: Set(new.scopes),
    }
    .insert(&tx)
    .await?;
    login(&tx, commune, new.client_id, "partner", partner_id, new.secret_hash).await?;
    Ok(tx.commit().await?)
}

async fn login<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    login: String,
    kind: &str,
    subject: Key,
    password_hash: String,
) -> Result<(), StoreError> {
    login::ActiveModel {
        commune_id: Set(commune.0),
        login: Set(login),
        subject_kind: Set(kind.to_owned()),
        subject_id: Set(subject),
        password_hash: Set(password_hash),
    }
    .insert(db)
    .await?;
    Ok(())
}
