use async_graphql::{Enum, ID, InputObject};
use preau_domain::attendance::{Entry, Fact, FactKind, Report, Stamp};
use preau_domain::ids::AttendanceEventId;
use preau_services::attendance::record::{MAX_DEVICE, Tap, kept};
use preau_services::attendance::report::MAX_NOTE;

use crate::scalars::{Date, DateTime};
use crate::types::attendance::AbsenceReason;

/// What a tablet gathered.
#[derive(InputObject)]
pub(crate) struct AttendanceRecordInput {
    /// The device's own name, always the same: 1 to 64 visible ASCII characters.
    device: String,
    /// In any order, at most 500.
    events: Vec<AttendanceEventInput>,
}

/// One thing that someone saw and tapped.
#[derive(InputObject)]
pub(crate) struct AttendanceEventInput {
    /// A ULID made by the device: the same again is known and changes nothing.
    pub(super) id: ID,
    /// The device's own count, which tells events of the same instant apart; 0 at least.
    sequence: i32,
    /// The child.
    child_id: ID,
    /// The activity.
    activity_id: ID,
    /// The day of service.
    date: Date,
    /// What happened.
    kind: AttendanceEventKind,
    /// What an `UNDONE` takes back.
    undoes: Option<AttendanceFact>,
    /// When it was tapped, by the device's clock. Of two events of one kind, the later one holds, in whatever order they
    /// arrive; of reports, the one that was told first.
    at: DateTime,
    /// When it happened, where that was not when it was tapped: an arrival written down later, a report by telephone.
    happened_at: Option<DateTime>,
    /// Why, for `ABSENT` and `REPORTED`.
    reason: Option<AbsenceReason>,
    /// What was said, for `REPORTED`; at most 500 characters.
    note: Option<String>,
}

/// What can be seen and tapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum AttendanceEventKind {
    /// The child came.
    CheckedIn,
    /// The child left.
    CheckedOut,
    /// The child is not there.
    Absent,
    /// The family told that it would not come.
    Reported,
    /// A certificate came in.
    Certificate,
    /// What was tapped last was a mistake; `undoes` says of what.
    Undone,
}

/// What can be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "FactKind")]
pub(crate) enum AttendanceFact {
    /// That the child came.
    CheckedIn,
    /// That the child left.
    CheckedOut,
    /// That the child is not there.
    Absent,
    /// That the family told so.
    Reported,
    /// That a certificate came in.
    Certificate,
}

impl AttendanceRecordInput {
    /// The events in the terms of the use case.
    pub(super) fn taps(&self) -> Vec<Tap> {
        let tap = |event: &AttendanceEventInput| Tap {
            child: event.child_id.parse().ok(),
            activity: event.activity_id.parse().ok(),
            day: event.date.0,
            entry: event.entry(&self.device).map(kept),
        };
        self.events.iter().map(tap).collect()
    }

    pub(super) fn ids(self) -> Vec<ID> {
        self.events.into_iter().map(|event| event.id).collect()
    }
}

impl AttendanceEventInput {
    /// None for what cannot be kept: no ULID in its one spelling, no device, a mistake of nothing.
    fn entry(&self, device: &str) -> Option<Entry> {
        let id = format!("{}:{}", AttendanceEventId::PREFIX, *self.id).parse().ok()?;
        let fits = (1..=MAX_DEVICE).contains(&device.len()) && device.bytes().all(|byte| byte.is_ascii_graphic());
        let note = self.note.as_deref().unwrap_or_default();
        if !fits || note.chars().count() > MAX_NOTE || note.contains('\0') {
            return None;
        }
        let happened_at = self.happened_at.unwrap_or(self.at).0;
        let reason = self.reason.map(Into::into);
        let fact = match (self.kind, self.undoes) {
            (AttendanceEventKind::Undone, Some(undoes)) => Fact::Undone(undoes.into()),
            (AttendanceEventKind::CheckedIn, None) => Fact::CheckedIn(happened_at),
            (AttendanceEventKind::CheckedOut, None) => Fact::CheckedOut(happened_at),
            (AttendanceEventKind::Absent, None) => Fact::Absent(reason),
            (AttendanceEventKind::Reported, None) => Fact::Reported(Report {
                at: happened_at,
                reason,
                note: self.note.clone(),
            }),
            (AttendanceEventKind::Certificate, None) => Fact::Certificate(happened_at),
            (AttendanceEventKind::Undone, None) | (_, Some(_)) => return None,
        };
        Some(Entry {
            stamp: Stamp {
                at: self.at.0,
                device: device.to_owned(),
                sequence: u32::try_from(self.sequence).ok()?,
                id,
            },
            fact,
        })
    }
}
