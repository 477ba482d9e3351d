//! Quotients as families gave them.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::Scope;
use preau_domain::family::GivenQuotient;
use preau_domain::ids::FamilyId;
use sea_orm::ConnectionTrait;

use super::accounts::Source;
use super::{StoreError, dialect, words};
use crate::rows::Key;

/// A quotient that a family gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotientLine {
    pub given: GivenQuotient,
    /// Which of that day's, from 0; the last one holds.
    pub nth: u32,
    /// First day of the month whose quotient it is, where that was said.
    pub of_month: Option<NaiveDate>,
    pub source: Source,
    pub recorded_at: DateTime<Utc>,
    /// Who noted it; empty for an import.
    pub actor_name: String,
}

/// All that a family gave, in the order in which it was: a few in a year.
pub async fn of_family<C: ConnectionTrait>(
    db: &C,
    scope: Scope,
    family: FamilyId,
) -> Result<Vec<QuotientLine>, StoreError> {
    if !scope.sees(family) {
        return Ok(Vec::new());
    }
    let sql = "SELECT given_on, nth, value, settled, of_month, source, recorded_at, actor_name FROM quotients
               WHERE commune_id = $1 AND family_id = $2 ORDER BY given_on, nth";
    let rows = dialect::query(db, sql, [scope.commune.0.into(), Key(family.0).into()]).await?;
    let number = |value: i32| {
        u32::try_from(value).map_err(|_| StoreError::Broken(format!("{value} stands in a family's quotients")))
    };
    rows.iter()
        .map(|row| {
            let value: Option<i32> = row.try_get("", "value")?;
            Ok(QuotientLine {
                given: GivenQuotient {
                    on: row.try_get("", "given_on")?,
                    value: value.map(number).transpose()?,
                    settled: row.try_get("", "settled")?,
                },
                nth: number(row.try_get("", "nth")?)?,
                of_month: row.try_get("", "of_month")?,
                source: words::read(&row.try_get::<String>("", "source")?)?,
                recorded_at: row.try_get("", "recorded_at")?,
                actor_name: row.try_get("", "actor_name")?,
            })
        })
        .collect()
}
