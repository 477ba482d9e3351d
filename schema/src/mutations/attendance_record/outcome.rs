use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use chrono::NaiveDate;
use preau_domain::attendance::EntryRefusal;
use preau_domain::ids::ActivityId;
use preau_services::attendance::record::{TapRefusal, Verdict};
use preau_services::booking::reason::Reason;
use preau_services::texts::errors::{self, ErrorText};
use preau_services::towns::Town;

use crate::asking::asking;
use crate::scalars::DateTime;
use crate::types::slot_reason::SlotReason;

pub(crate) struct AttendanceOutcome {
    pub town: Arc<Town>,
    pub id: ID,
    pub day: NaiveDate,
    /// None where the id is none of an activity.
    pub activity: Option<ActivityId>,
    pub verdict: Verdict,
}

/// What became of one event, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum AttendanceResult {
    /// It is written down, and holds.
    Recorded,
    /// It was written down before.
    KnownAlready,
    /// It is written down, and another one holds in its place.
    Superseded,
    /// It is not written down; see the refusal.
    Refused,
}

/// What became of one event.
#[Object]
impl AttendanceOutcome {
    /// The event.
    async fn event_id(&self) -> &ID {
        &self.id
    }

    /// What became of it.
    async fn result(&self) -> AttendanceResult {
        match self.verdict {
            Verdict::Recorded => AttendanceResult::Recorded,
            Verdict::KnownAlready => AttendanceResult::KnownAlready,
            Verdict::Superseded => AttendanceResult::Superseded,
            Verdict::Refused(_) => AttendanceResult::Refused,
        }
    }

    /// Why it is not written down.
    async fn refusal(&self) -> Option<AttendanceRefusal<'_>> {
        match &self.verdict {
            Verdict::Refused(refusal) => Some(AttendanceRefusal { of: self, refusal }),
            Verdict::Recorded | Verdict::KnownAlready | Verdict::Superseded => None,
        }
    }
}

pub(crate) struct AttendanceRefusal<'a> {
    of: &'a AttendanceOutcome,
    refusal: &'a TapRefusal,
}

/// Why an event is not written down, for programs. But for `FUTURE`, nothing comes of sending it again as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum AttendanceRefusalCode {
    /// There is no such child in the town.
    UnknownChild,
    /// There is no such activity in the town.
    UnknownActivity,
    /// The id is no ULID, the device has no name that can be kept, or `undoes` does not fit the kind.
    Malformed,
    /// Another event has this id.
    IdTaken,
    /// The activity does not run that day, and the child has no place in it.
    NotOffered,
    /// It is dated more than five minutes ahead of the server's clock: keep it, and send it again from `retryAt` on.
    Future,
    /// It is dated before the rule book of the day.
    BeforeRules,
    /// An arrival or departure on another day than the one named.
    OtherDay,
}

/// Why an event is not written down.
#[Object]
impl AttendanceRefusal<'_> {
    /// For programs.
    async fn code(&self) -> AttendanceRefusalCode {
        self.worded().0
    }

    /// In the person's language.
    async fn message(&self, ctx: &Context<'_>) -> String {
        errors::error(asking(ctx).locale(), self.worded().1)
    }

    /// For `FUTURE`: the first instant at which the same event is no longer ahead of the server's clock.
    async fn retry_at(&self) -> Option<DateTime> {
        match self.refusal {
            TapRefusal::Rules(EntryRefusal::Future { retry_at }) => Some(DateTime(*retry_at)),
            _ => None,
        }
    }

    /// Why nothing runs there, for `NOT_OFFERED`.
    async fn reason(&self) -> Option<SlotReason> {
        let TapRefusal::Rules(EntryRefusal::NotOffered(refusal)) = self.refusal else {
            return None;
        };
        let town = &self.of.town;
        let edition = town.on(self.of.day);
        let reason = Reason::of(refusal, &|ix| edition.id(ix));
        Some(SlotReason::of_request(town, self.of.activity?, self.of.day, reason))
    }
}

impl AttendanceRefusal<'_> {
    fn worded(&self) -> (AttendanceRefusalCode, ErrorText) {
        use AttendanceRefusalCode as Code;
        match self.refusal {
            TapRefusal::UnknownChild => (Code::UnknownChild, ErrorText::EventUnknownChild),
            TapRefusal::UnknownActivity => (Code::UnknownActivity, ErrorText::UnknownActivity),
            TapRefusal::Malformed => (Code::Malformed, ErrorText::EventMalformed),
            TapRefusal::IdTaken => (Code::IdTaken, ErrorText::EventIdTaken),
            TapRefusal::Rules(EntryRefusal::NotOffered(_)) => (Code::NotOffered, ErrorText::EventNotOffered),
            TapRefusal::Rules(EntryRefusal::Future { .. }) => (Code::Future, ErrorText::EventFuture),
            TapRefusal::Rules(EntryRefusal::BeforeRules) => (Code::BeforeRules, ErrorText::EventBeforeRules),
            TapRefusal::Rules(EntryRefusal::OtherDay) => (Code::OtherDay, ErrorText::EventOtherDay),
        }
    }
}
