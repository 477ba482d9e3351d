//! The entries of the log.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::attendance::{Entry, Fact, FactKind, Report, Stamp};
use preau_domain::ids::{AttendanceEventId, CommuneId};
use preau_domain::rulebook::absence::AbsenceReason;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::Serialize;

use crate::rows::Key;
use crate::store::dialect::{self, Type};
use crate::store::{StoreError, words};

/// An entry as the store keeps it.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct EventRow {
    pub event_id: Key,
    pub child_id: Key,
    pub activity_id: Key,
    pub day: NaiveDate,
    kind: String,
    undoes: Option<String>,
    at: DateTime<Utc>,
    happened_at: DateTime<Utc>,
    reason: Option<String>,
    note: Option<String>,
    device: String,
    sequence: i64,
}

/// An entry to be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewEvent {
    event_id: Key,
    child_id: Key,
    activity_id: Key,
    day: NaiveDate,
    kind: String,
    undoes: Option<String>,
    at: DateTime<Utc>,
    happened_at: DateTime<Utc>,
    reason: Option<String>,
    note: Option<String>,
    device: String,
    sequence: i64,
    actor: String,
    actor_name: String,
}

/// Names an entry and the place it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct PlaceRef {
    pub event_id: Key,
    pub child_id: Key,
    pub activity_id: Key,
    pub day: NaiveDate,
}

pub(in crate::store) const COLUMNS: &[(&str, Type)] = &[
    ("event_id", Type::Text),
    ("child_id", Type::Text),
    ("activity_id", Type::Text),
    ("day", Type::Day),
    ("kind", Type::Text),
    ("undoes", Type::Text),
    ("at", Type::Instant),
    ("happened_at", Type::Instant),
    ("reason", Type::Text),
    ("note", Type::Text),
    ("device", Type::Text),
    ("sequence", Type::Int),
    ("actor", Type::Text),
    ("actor_name", Type::Text),
];

/// All entries of the places of `wanted`, and those that have one of its ids, wherever they are. Each once, in no order.
pub async fn known<C: ConnectionTrait>(
    db: &C,
    commune: CommuneId,
    wanted: &[PlaceRef],
) -> Result<Vec<EventRow>, StoreError> {
    let source = dialect::recordset(db.get_database_backend(), &COLUMNS[..4]);
    let columns = "e.event_id, e.child_id, e.activity_id, e.day, e.kind, e.undoes, e.at, e.happened_at, e.reason,
           e.note, e.device, e.sequence";
    let sql = format!(
        "SELECT {columns} FROM (SELECT DISTINCT r.child_id, r.activity_id, r.day FROM {source}) w
         JOIN attendance_events e ON e.commune_id = $2 AND e.child_id = w.child_id AND e.day = w.day
           AND e.activity_id = w.activity_id
         UNION
         SELECT {columns} FROM {source} JOIN attendance_events e ON e.commune_id = $2 AND e.event_id = r.event_id"
    );
    let rows = dialect::query(db, &sql, [dialect::rows(wanted)?, commune.0.into()]).await?;
    rows.iter()
        .map(|row| Ok(EventRow::from_query_result(row, "")?))
        .collect()
}

impl EventRow {
    /// What it says.
    pub fn entry(&self) -> Result<Entry, StoreError> {
        let reason = self.reason.as_deref().map(words::read::<AbsenceReason>).transpose()?;
        let fact = match (self.kind.as_str(), self.undoes.as_deref()) {
            ("undone", Some(undoes)) => Fact::Undone(words::read(undoes)?),
            (kind, _) => match words::read::<FactKind>(kind)? {
                FactKind::CheckedIn => Fact::CheckedIn(self.happened_at),
                FactKind::CheckedOut => Fact::CheckedOut(self.happened_at),
                FactKind::Absent => Fact::Absent(reason),
                FactKind::Reported => Fact::Reported(Report {
                    at: self.happened_at,
                    reason,
                    note: self.note.clone(),
                }),
                FactKind::Certificate => Fact::Certificate(self.happened_at),
            },
        };
        Ok(Entry {
            stamp: Stamp {
                at: self.at,
                device: self.device.clone(),
                sequence: u32::try_from(self.sequence).unwrap_or(u32::MAX),
                id: AttendanceEventId(self.event_id.0),
            },
            fact,
        })
    }
}

impl NewEvent {
    /// The row of an entry about a place, written by someone.
    pub fn new(place: PlaceRef, entry: &Entry, actor: &str, actor_name: &str) -> Result<Self, StoreError> {
        let (happened_at, reason, note) = match &entry.fact {
            Fact::CheckedIn(at) | Fact::CheckedOut(at) | Fact::Certificate(at) => (*at, None, None),
            Fact::Absent(reason) => (entry.stamp.at, *reason, None),
            Fact::Reported(report) => (report.at, report.reason, report.note.clone()),
            Fact::Undone(_) => (entry.stamp.at, None, None),
        };
        let (kind, undoes) = match &entry.fact {
            Fact::Undone(kind) => ("undone".to_owned(), Some(words::written(kind)?)),
            fact => (words::written(fact.kind())?, None),
        };
        Ok(Self {
            event_id: place.event_id,
            child_id: place.child_id,
            activity_id: place.activity_id,
            day: place.day,
            kind,
            undoes,
            at: entry.stamp.at,
            happened_at,
            reason: reason.map(words::written).transpose()?,
            note,
            device: entry.stamp.device.clone(),
            sequence: entry.stamp.sequence.into(),
            actor: actor.to_owned(),
            actor_name: actor_name.to_owned(),
        })
    }
}
