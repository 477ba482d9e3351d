//! Entering people and programs into a town's files.

use chrono::NaiveDate;
use preau_domain::ids::{AgentId, ChildId, CommuneId, FamilyId, GuardianId, PartnerId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect, TransactionTrait,
};

use super::{Db, StoreError};
use crate::rows::{Key, agent, care_plan, child, family, guardian, partner};

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
}

#[derive(Clone, Debug)]
pub struct NewPartner {
    pub id: PartnerId,
    pub name: String,
    pub locale: String,
    /// Separated by spaces.
    pub scopes: String,
}

/// Whether the town's files hold any family.
pub async fn has_families(db: &Db, commune: CommuneId) -> Result<bool, StoreError> {
    let any = family::Entity::find()
        .filter(family::Column::CommuneId.eq(commune.0))
        .limit(1)
        .one(db)
        .await?;
    Ok(any.is_some())
}

/// Enters a family with its adults and its children, or nothing.
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
            email: Set(adult.email),
            locale: Set(adult.locale),
        }
        .insert(&tx)
        .await?;
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
