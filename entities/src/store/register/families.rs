//! Entering families into a town's files.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::classes::FiledClass;
use preau_domain::family::{FamilyFile, GivenQuotient, Regime, Residence};
use preau_domain::ids::{ActivityId, ChildId, CommuneId, FamilyId, GuardianId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
    TransactionTrait,
};
use ulid::Ulid;

use crate::rows::{Key, care_plan, child, family, guardian, quotient, regular_attendance};
use crate::store::accounts::Source;
use crate::store::{Db, StoreError, dialect, words};

#[derive(Clone, Debug)]
pub struct NewFamily {
    pub id: FamilyId,
    pub code: String,
    pub name: String,
    pub residence: Residence,
    pub regime: Regime,
    /// Each day once.
    pub quotients: Vec<KnownQuotient>,
    /// Each cash desk once.
    pub debts: Vec<KnownDebt>,
    /// None: nobody has looked at its file.
    pub file: Option<KnownFile>,
    pub guardians: Vec<NewGuardian>,
    pub children: Vec<NewChild>,
}

/// A quotient that a family is known to have given as it is entered.
#[derive(Clone, Debug)]
pub struct KnownQuotient {
    pub given: GivenQuotient,
    pub recorded_at: DateTime<Utc>,
}

/// What a family is known to owe as it is entered.
#[derive(Clone, Debug)]
pub struct KnownDebt {
    pub cash_desk: String,
    pub amount_cents: i64,
    pub as_of: NaiveDate,
    pub recorded_at: DateTime<Utc>,
}

/// What was declared of a family's file as it is entered.
#[derive(Clone, Debug)]
pub struct KnownFile {
    pub id: Ulid,
    pub file: FamilyFile,
    pub decided_at: DateTime<Utc>,
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
    pub class: Option<FiledClass>,
    /// A care plan (PAI) concerning food is in force.
    pub food_care_plan: bool,
    /// Activities that it attends regularly.
    pub regular_in: Vec<ActivityId>,
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
        residence: Set(words::written(new.residence)?),
        regime: Set(words::written(new.regime)?),
    }
    .insert(&tx)
    .await?;
    for known in new.quotients {
        quotient(&tx, commune, family_id, known).await?;
    }
    for known in new.debts {
        debt(&tx, commune, family_id, known).await?;
    }
    if let Some(known) = new.file {
        file(&tx, commune, family_id, known).await?;
    }
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
        child(&tx, commune, family_id, new).await?;
    }
    Ok(tx.commit().await?)
}

async fn quotient<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    family: Key,
    known: KnownQuotient,
) -> Result<(), StoreError> {
    let value = known.given.value.map(i32::try_from).transpose();
    let value = value.map_err(|_| StoreError::Broken("a quotient that no column holds".to_owned()))?;
    quotient::ActiveModel {
        commune_id: Set(commune.0),
        family_id: Set(family),
        given_on: Set(known.given.on),
        nth: Set(0),
        value: Set(value),
        settled: Set(known.given.settled),
        of_month: Set(None),
        source: Set(words::written(Source::Import)?),
        recorded_at: Set(known.recorded_at),
        actor: Set(String::new()),
        actor_name: Set(String::new()),
    }
    .insert(db)
    .await?;
    Ok(())
}

async fn debt<C: ConnectionTrait>(db: &C, commune: CommuneId, family: Key, new: KnownDebt) -> Result<(), StoreError> {
    let sql = "INSERT INTO debts (commune_id, family_id, cash_desk, amount_cents, as_of, source, recorded_at, actor,
                 actor_name)
               VALUES ($1, $2, $3, $4, $5, 'import', $6, '', '')";
    let values = [
        commune.0.into(),
        family.into(),
        new.cash_desk.into(),
        new.amount_cents.into(),
        new.as_of.into(),
        new.recorded_at.into(),
    ];
    dialect::execute(db, sql, values).await.map(drop)
}

async fn file<C: ConnectionTrait>(db: &C, commune: CommuneId, family: Key, new: KnownFile) -> Result<(), StoreError> {
    let missing = serde_json::to_string(&new.file.missing).map_err(|error| StoreError::Broken(error.to_string()))?;
    let sql =
        "INSERT INTO family_files (commune_id, family_id, file_id, complete, until_day, missing, decided_at, actor,
                 actor_name)
               VALUES ($1, $2, $3, $4, $5, $6, $7, '', '')";
    let values = [
        commune.0.into(),
        family.into(),
        Key(new.id).into(),
        new.file.complete.into(),
        new.file.until.into(),
        missing.into(),
        new.decided_at.into(),
    ];
    dialect::execute(db, sql, values).await.map(drop)
}

async fn child<C: ConnectionTrait>(db: &C, commune: CommuneId, family: Key, new: NewChild) -> Result<(), StoreError> {
    let child_id = Key(new.id.0);
    child::ActiveModel {
        commune_id: Set(commune.0),
        child_id: Set(child_id),
        family_id: Set(family),
        first_name: Set(new.first_name),
        last_name: Set(new.last_name),
        birth_date: Set(new.birth_date),
        school_code: Set(new.school_code),
        class: Set(new.class.map(|filed| words::written(filed.class)).transpose()?),
        class_year: Set(new.class.map(|filed| filed.year)),
    }
    .insert(db)
    .await?;
    if new.food_care_plan {
        care_plan::ActiveModel {
            commune_id: Set(commune.0),
            child_id: Set(child_id),
            food: Set(true),
        }
        .insert(db)
        .await?;
    }
    for activity in new.regular_in {
        regular_attendance::ActiveModel {
            commune_id: Set(commune.0),
            child_id: Set(child_id),
            activity_id: Set(Key(activity.0)),
        }
        .insert(db)
        .await?;
    }
    Ok(())
}
