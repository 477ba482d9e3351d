//! The statements of a turn about what waits for the town's staff.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Turn;
use super::batch::{Answered, ClosedLine, NewDecision, NewLine, Stands};
use crate::rows::Key;
use crate::store::StoreError;
use crate::store::dialect::{self, Type};

#[derive(Serialize)]
struct Counted {
    order_id: Key,
    #[serde(flatten)]
    answered: Answered,
}

impl Turn {
    pub(super) async fn stand_bookings(&self, stands: &[Stands]) -> Result<(), StoreError> {
        if stands.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "UPDATE bookings SET standing = r.standing, asked_in = r.asked_in FROM {}
             WHERE bookings.commune_id = $2 AND bookings.booking_id = r.booking_id",
            self.recordset(&[
                ("booking_id", Type::Text),
                ("standing", Type::Text),
                ("asked_in", Type::Text),
            ])
        );
        let values = [dialect::rows(stands)?, self.commune.0.into()];
        self.write_each("a booking", stands.len(), &sql, values).await
    }

    pub(super) async fn insert_lines(&self, lines: &[NewLine]) -> Result<(), StoreError> {
        if lines.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO order_lines (commune_id, order_id, booking_id, asked, answer)
             SELECT $2, r.order_id, r.booking_id, r.asked, r.answer FROM {}",
            self.recordset(&[
                ("order_id", Type::Text),
                ("booking_id", Type::Text),
                ("asked", Type::Text),
                ("answer", Type::Text),
            ])
        );
        self.write(&sql, [dialect::rows(lines)?, self.commune.0.into()]).await
    }

    /// Each of the lines waits until now, and is answered once.
    pub(super) async fn close_lines(&self, lines: &[ClosedLine]) -> Result<(), StoreError> {
        if lines.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "UPDATE order_lines SET answer = r.answer, reason = r.reason FROM {}
             WHERE order_lines.commune_id = $2 AND order_lines.order_id = r.order_id
               AND order_lines.booking_id = r.booking_id AND order_lines.answer = 'waiting'",
            self.recordset(&[
                ("order_id", Type::Text),
                ("booking_id", Type::Text),
                ("answer", Type::Text),
                ("reason", Type::Text),
            ])
        );
        let values = [dialect::rows(lines)?, self.commune.0.into()];
        self.write_each("a line", lines.len(), &sql, values).await
    }

    pub(super) async fn count_answers(&self, answered: &BTreeMap<Key, Answered>) -> Result<(), StoreError> {
        if answered.is_empty() {
            return Ok(());
        }
        let counted = answered.iter();
        let rows: Vec<Counted> = counted
            .map(|(&order_id, &answered)| Counted { order_id, answered })
            .collect();
        let sql = format!(
            "UPDATE orders SET accepted_count = orders.accepted_count + r.accepted,
               refused_count = orders.refused_count + r.refused,
               waiting_count = orders.waiting_count - r.accepted - r.refused - r.withdrawn
             FROM {} WHERE orders.commune_id = $2 AND orders.order_id = r.order_id",
            self.recordset(&[
                ("order_id", Type::Text),
                ("accepted", Type::Int),
                ("refused", Type::Int),
                ("withdrawn", Type::Int),
            ])
        );
        self.write(&sql, [dialect::rows(&rows)?, self.commune.0.into()]).await
    }

    pub(super) async fn insert_decisions(&self, decisions: &[NewDecision]) -> Result<(), StoreError> {
        if decisions.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO decisions (commune_id, decision_id, order_id, decided_at, actor, actor_name, terms)
             SELECT $2, r.decision_id, r.order_id, r.decided_at, r.actor, r.actor_name, r.terms FROM {}",
            self.recordset(&[
                ("decision_id", Type::Text),
                ("order_id", Type::Text),
                ("decided_at", Type::Instant),
                ("actor", Type::Text),
                ("actor_name", Type::Text),
                ("terms", Type::Text),
            ])
        );
        self.write(&sql, [dialect::rows(decisions)?, self.commune.0.into()])
            .await
    }
}
