//! A case of absences, held against one of them.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::absence::AbsenceReason;
use super::condition::Span;
use super::model::Code;

/// What a case asks of an absence, and what it finds; what it does not ask is none. The case fits where all that it asks
/// is true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Judged {
    pub reason: Option<Reasoned>,
    pub reported: Option<Reported>,
    pub certificate: Option<Certified>,
    pub day: Option<NthDay>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reasoned {
    pub among: Vec<AbsenceReason>,
    pub reason: Option<AbsenceReason>,
    pub fits: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reported {
    pub deadline: Code,
    /// For the day; the first instant that is too late.
    pub closes_at: Option<DateTime<Utc>>,
    pub reported_at: Option<DateTime<Utc>>,
    pub fits: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Certified {
    pub hours: u16,
    /// The last instant that is in time.
    pub latest: Option<DateTime<Utc>>,
    pub came_at: Option<DateTime<Utc>>,
    pub fits: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NthDay {
    pub days: Span,
    pub nth_day: u32,
    pub fits: bool,
}

impl Judged {
    #[must_use]
    pub fn fits(&self) -> bool {
        let Self {
            reason,
            reported,
            certificate,
            day,
        } = self;
        let answers = [
            reason.as_ref().map(|asked| asked.fits),
            reported.as_ref().map(|asked| asked.fits),
            certificate.as_ref().map(|asked| asked.fits),
            day.as_ref().map(|asked| asked.fits),
        ];
        answers.into_iter().flatten().all(|fits| fits)
    }
}
