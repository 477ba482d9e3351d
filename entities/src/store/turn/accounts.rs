//! What a turn writes of families' accounts and files: quotients, debts, and what staff decided.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::Turn;
use crate::rows::{Key, alert};
use crate::store::StoreError;
use crate::store::accounts::Source;
use crate::store::dialect::{self, Type};

/// Rows about accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accounts {
    /// Each family once.
    pub quotients: Vec<NewQuotient>,
    /// Each family and cash desk once.
    pub debts: Vec<NewDebt>,
    pub suspended: Vec<NewSuspension>,
    pub lifted: Vec<Lifted>,
    pub reprieves: Vec<NewReprieve>,
    pub files: Vec<NewFile>,
    /// In the order of their positions.
    pub alerts: Vec<NewAccountAlert>,
}

/// A quotient that a family gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewQuotient {
    pub family_id: Key,
    pub given_on: NaiveDate,
    /// How many were given on that day before.
    pub nth: u32,
    pub value: Option<u32>,
    /// First day of the month whose quotient it is.
    pub of_month: Option<NaiveDate>,
    pub source: Source,
    pub recorded_at: DateTime<Utc>,
    pub actor: String,
    pub actor_name: String,
}

/// What a family owes from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewDebt {
    /// Of the line of history that tells so.
    pub event_id: Key,
    pub family_id: Key,
    pub cash_desk: String,
    pub before_cents: Option<i64>,
    pub amount_cents: i64,
    pub as_of: NaiveDate,
    pub source: Source,
    pub recorded_at: DateTime<Utc>,
    pub actor: String,
    pub actor_name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewSuspension {
    pub suspension_id: Key,
    pub family_id: Key,
    pub child_id: Option<Key>,
    pub from_day: NaiveDate,
    pub until_day: Option<NaiveDate>,
    /// Codes, as a JSON array.
    pub activities: Option<String>,
    pub reason: String,
    pub decided_at: DateTime<Utc>,
    pub actor: String,
    pub actor_name: String,
}

/// A suspension that withholds nothing from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lifted {
    pub suspension_id: Key,
    pub lifted_at: DateTime<Utc>,
    pub lifted_by: String,
    pub lifted_by_name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewReprieve {
    pub reprieve_id: Key,
    pub family_id: Key,
    pub until_day: Option<NaiveDate>,
    pub decided_at: DateTime<Utc>,
    pub actor: String,
    pub actor_name: String,
}

/// What staff declare of a family's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewFile {
    pub file_id: Key,
    pub family_id: Key,
    pub complete: bool,
    pub until_day: Option<NaiveDate>,
    /// Texts, as a JSON array.
    pub missing: String,
    pub decided_at: DateTime<Utc>,
    pub actor: String,
    pub actor_name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewAccountAlert {
    pub position: i64,
    pub family_id: Key,
    pub suspension_id: Option<Key>,
    pub kind: alert::Kind,
    pub at: DateTime<Utc>,
}

impl Accounts {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self {
            quotients,
            debts,
            suspended,
            lifted,
            reprieves,
            files,
            alerts,
        } = self;
        let decided = suspended.is_empty() && lifted.is_empty() && reprieves.is_empty() && files.is_empty();
        quotients.is_empty() && debts.is_empty() && decided && alerts.is_empty()
    }
}

const DEBT_COLUMNS: &[(&str, Type)] = &[
    ("event_id", Type::Text),
    ("family_id", Type::Text),
    ("cash_desk", Type::Text),
    ("before_cents", Type::Int),
    ("amount_cents", Type::Int),
    ("as_of", Type::Day),
    ("source", Type::Text),
    ("recorded_at", Type::Instant),
    ("actor", Type::Text),
    ("actor_name", Type::Text),
];

impl Turn {
    pub(super) async fn write_accounts(&self, accounts: &Accounts) -> Result<(), StoreError> {
        self.insert_quotients(&accounts.quotients).await?;
        self.set_debts(&accounts.debts).await?;
        self.insert_suspensions(&accounts.suspended).await?;
        self.lift_suspensions(&accounts.lifted).await?;
        self.insert_reprieves(&accounts.reprieves).await?;
        self.insert_files(&accounts.files).await?;
        self.insert_account_alerts(&accounts.alerts).await
    }

    async fn insert_quotients(&self, quotients: &[NewQuotient]) -> Result<(), StoreError> {
        if quotients.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO quotients (commune_id, family_id, given_on, nth, value, settled, of_month, source, recorded_at,
               actor, actor_name)
             SELECT $2, r.family_id, r.given_on, r.nth, r.value, false, r.of_month, r.source, r.recorded_at, r.actor,
               r.actor_name FROM {}",
            self.recordset(&[
                ("family_id", Type::Text),
                ("given_on", Type::Day),
                ("nth", Type::Int),
                ("value", Type::Int),
                ("of_month", Type::Day),
                ("source", Type::Text),
                ("recorded_at", Type::Instant),
                ("actor", Type::Text),
                ("actor_name", Type::Text),
            ])
        );
        self.write(&sql, [dialect::rows(quotients)?, self.commune.0.into()])
            .await
    }

    async fn set_debts(&self, debts: &[NewDebt]) -> Result<(), StoreError> {
        if debts.is_empty() {
            return Ok(());
        }
        let source = self.recordset(DEBT_COLUMNS);
        let told = format!(
            "INSERT INTO debt_events (commune_id, event_id, family_id, cash_desk, before_cents, amount_cents, as_of,
               source, recorded_at, actor, actor_name)
             SELECT $2, r.event_id, r.family_id, r.cash_desk, r.before_cents, r.amount_cents, r.as_of, r.source,
               r.recorded_at, r.actor, r.actor_name FROM {source}"
        );
        self.write(&told, [dialect::rows(debts)?, self.commune.0.into()])
            .await?;
        let set = format!(
            "INSERT INTO debts (commune_id, family_id, cash_desk, amount_cents, as_of, source, recorded_at, actor,
               actor_name)
             SELECT $2, r.family_id, r.cash_desk, r.amount_cents, r.as_of, r.source, r.recorded_at, r.actor, r.actor_name
             FROM {source} WHERE true
             ON CONFLICT (commune_id, family_id, cash_desk) DO UPDATE SET amount_cents = excluded.amount_cents,
               as_of = excluded.as_of, source = excluded.source, recorded_at = excluded.recorded_at,
               actor = excluded.actor, actor_name = excluded.actor_name"
        );
        self.write(&set, [dialect::rows(debts)?, self.commune.0.into()]).await
    }

    async fn insert_suspensions(&self, suspended: &[NewSuspension]) -> Result<(), StoreError> {
        if suspended.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO suspensions (commune_id, suspension_id, family_id, child_id, from_day, until_day, activities,
               reason, decided_at, actor, actor_name)
             SELECT $2, r.suspension_id, r.family_id, r.child_id, r.from_day, r.until_day, r.activities, r.reason,
               r.decided_at, r.actor, r.actor_name FROM {}",
            self.recordset(&[
                ("suspension_id", Type::Text),
                ("family_id", Type::Text),
                ("child_id", Type::Text),
                ("from_day", Type::Day),
                ("until_day", Type::Day),
                ("activities", Type::Text),
                ("reason", Type::Text),
                ("decided_at", Type::Instant),
                ("actor", Type::Text),
                ("actor_name", Type::Text),
            ])
        );
        self.write(&sql, [dialect::rows(suspended)?, self.commune.0.into()])
            .await
    }

    async fn lift_suspensions(&self, lifted: &[Lifted]) -> Result<(), StoreError> {
        if lifted.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "UPDATE suspensions SET lifted_at = r.lifted_at, lifted_by = r.lifted_by,
               lifted_by_name = r.lifted_by_name FROM {}
             WHERE suspensions.commune_id = $2 AND suspensions.suspension_id = r.suspension_id
               AND suspensions.lifted_at IS NULL",
            self.recordset(&[
                ("suspension_id", Type::Text),
                ("lifted_at", Type::Instant),
                ("lifted_by", Type::Text),
                ("lifted_by_name", Type::Text),
            ])
        );
        let values = [dialect::rows(lifted)?, self.commune.0.into()];
        self.write_each("a suspension", lifted.len(), &sql, values).await
    }

    async fn insert_reprieves(&self, reprieves: &[NewReprieve]) -> Result<(), StoreError> {
        if reprieves.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO reprieves (commune_id, family_id, reprieve_id, until_day, decided_at, actor, actor_name)
             SELECT $2, r.family_id, r.reprieve_id, r.until_day, r.decided_at, r.actor, r.actor_name FROM {}",
            self.recordset(&[
                ("family_id", Type::Text),
                ("reprieve_id", Type::Text),
                ("until_day", Type::Day),
                ("decided_at", Type::Instant),
                ("actor", Type::Text),
                ("actor_name", Type::Text),
            ])
        );
        self.write(&sql, [dialect::rows(reprieves)?, self.commune.0.into()])
            .await
    }

    async fn insert_files(&self, files: &[NewFile]) -> Result<(), StoreError> {
        if files.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO family_files (commune_id, family_id, file_id, complete, until_day, missing, decided_at, actor,
               actor_name)
             SELECT $2, r.family_id, r.file_id, r.complete, r.until_day, r.missing, r.decided_at, r.actor, r.actor_name
             FROM {}",
            self.recordset(&[
                ("family_id", Type::Text),
                ("file_id", Type::Text),
                ("complete", Type::Bool),
                ("until_day", Type::Day),
                ("missing", Type::Text),
                ("decided_at", Type::Instant),
                ("actor", Type::Text),
                ("actor_name", Type::Text),
            ])
        );
        self.write(&sql, [dialect::rows(files)?, self.commune.0.into()]).await
    }

    async fn insert_account_alerts(&self, alerts: &[NewAccountAlert]) -> Result<(), StoreError> {
        if alerts.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO account_alerts (commune_id, position, family_id, suspension_id, kind, at)
             SELECT $2, r.position, r.family_id, r.suspension_id, r.kind, r.at FROM {}",
            self.recordset(&[
                ("position", Type::Int),
                ("family_id", Type::Text),
                ("suspension_id", Type::Text),
                ("kind", Type::Text),
                ("at", Type::Instant),
            ])
        );
        self.write(&sql, [dialect::rows(alerts)?, self.commune.0.into()]).await
    }
}
