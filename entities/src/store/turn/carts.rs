//! What a turn changes of families' carts.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::Turn;
use crate::rows::Key;
use crate::store::StoreError;
use crate::store::cart::{CartLine, Hold};
use crate::store::dialect::{self, Type};

/// Names a line of a cart, or a place kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CartRef {
    pub child_id: Key,
    pub activity_id: Key,
    pub day: NaiveDate,
}

/// A family is told that its cart changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct NewCartAlert {
    pub family_id: Key,
    pub position: i64,
    pub at: DateTime<Utc>,
}

/// All that changes of carts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carts {
    pub lines_gone: Vec<CartRef>,
    pub lines: Vec<CartLine>,
    pub holds_gone: Vec<CartRef>,
    /// New ones, and those that are kept until another instant.
    pub holds: Vec<Hold>,
    /// At most one for a family, in the order of their positions.
    pub alerts: Vec<NewCartAlert>,
}

const REF: [(&str, Type); 3] = [
    ("child_id", Type::Text),
    ("activity_id", Type::Text),
    ("day", Type::Day),
];

impl Carts {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines_gone.is_empty() && self.lines.is_empty() && self.holds_gone.is_empty() && self.holds.is_empty()
    }
}

impl Turn {
    /// Behind the slots that the places are of.
    pub(super) async fn write_carts(&self, carts: &Carts) -> Result<(), StoreError> {
        self.strike_off("cart_lines", &carts.lines_gone).await?;
        self.strike_off("cart_holds", &carts.holds_gone).await?;
        self.insert_cart_lines(&carts.lines).await?;
        self.insert_holds(&carts.holds).await?;
        self.insert_cart_alerts(&carts.alerts).await
    }

    async fn strike_off(&self, table: &str, gone: &[CartRef]) -> Result<(), StoreError> {
        if gone.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "DELETE FROM {table} WHERE commune_id = $2 AND (child_id, activity_id, day) IN
               (SELECT r.child_id, r.activity_id, r.day FROM {})",
            self.recordset(&REF)
        );
        self.write(&sql, [dialect::rows(gone)?, self.commune.0.into()]).await
    }

    async fn insert_cart_lines(&self, lines: &[CartLine]) -> Result<(), StoreError> {
        if lines.is_empty() {
            return Ok(());
        }
        let mut columns = REF.to_vec();
        columns.extend([
            ("family_id", Type::Text),
            ("action", Type::Text),
            ("added_at", Type::Instant),
            ("added_by", Type::Text),
        ]);
        let sql = format!(
            "INSERT INTO cart_lines (commune_id, child_id, day, activity_id, family_id, action, added_at, added_by)
             SELECT $2, r.child_id, r.day, r.activity_id, r.family_id, r.action, r.added_at, r.added_by FROM {}",
            self.recordset(&columns)
        );
        self.write(&sql, [dialect::rows(lines)?, self.commune.0.into()]).await
    }

    async fn insert_holds(&self, holds: &[Hold]) -> Result<(), StoreError> {
        if holds.is_empty() {
            return Ok(());
        }
        let mut columns = REF.to_vec();
        columns.extend([("family_id", Type::Text), ("held_until", Type::Instant)]);
        let sql = format!(
            "INSERT INTO cart_holds (commune_id, child_id, day, activity_id, family_id, held_until)
             SELECT $2, r.child_id, r.day, r.activity_id, r.family_id, r.held_until FROM {} WHERE true
             ON CONFLICT (commune_id, child_id, day, activity_id) DO UPDATE SET held_until = excluded.held_until",
            self.recordset(&columns)
        );
        self.write(&sql, [dialect::rows(holds)?, self.commune.0.into()]).await
    }

    async fn insert_cart_alerts(&self, alerts: &[NewCartAlert]) -> Result<(), StoreError> {
        if alerts.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO cart_alerts (commune_id, family_id, position, at)
             SELECT $2, r.family_id, r.position, r.at FROM {} WHERE true
             ON CONFLICT (commune_id, family_id) DO UPDATE SET position = excluded.position, at = excluded.at",
            self.recordset(&[
                ("family_id", Type::Text),
                ("position", Type::Int),
                ("at", Type::Instant),
            ])
        );
        self.write(&sql, [dialect::rows(alerts)?, self.commune.0.into()]).await
    }
}
