//! A case of absences, held against one of them.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::absence::{AbsenceReason, CertificateFrom, Times, TimesWithin};
use super::condition::Span;
use super::model::Code;

/// What a case asks of an absence, and what it finds; what it does not ask is none. The case fits where all that it asks
/// is true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Judged {
    pub reason: Option<Reasoned>,
    pub reported: Option<Reported>,
    pub certificate: Option<Certified>,
    /// Which day of the absence it is.
    pub day: Option<Numbered>,
    /// How many days it has.
    pub length: Option<Numbered>,
    pub times: Option<Repeated>,
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
    /// None where any certificate will do.
    pub hours: Option<u16>,
    /// Since when those hours run.
    pub from: CertificateFrom,
    /// The last instant that is in time; none where every instant is, be it because the child has yet to return.
    pub latest: Option<DateTime<Utc>>,
    pub came_at: Option<DateTime<Utc>>,
    pub fits: bool,
}

/// A number of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Numbered {
    pub days: Span,
    pub number: u32,
    pub fits: bool,
}

/// For the how manieth time it happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Repeated {
    pub times: Span,
    pub within: TimesWithin,
    /// None where this absence is not counted.
    pub time: Option<u16>,
    pub fits: bool,
}

impl Numbered {
    #[must_use]
    pub fn of(days: Span, number: u32) -> Self {
        let fits = days.includes(number);
        Self { days, number, fits }
    }
}

impl Repeated {
    #[must_use]
    pub fn of(asked: Span, within: TimesWithin, times: Option<Times>) -> Self {
        let time = times.map(|times| times.within(within));
        Self {
            times: asked,
            within,
            time,
            fits: time.is_some_and(|time| asked.includes(time.into())),
        }
    }
}

impl Judged {
    #[must_use]
    pub fn fits(&self) -> bool {
        let Self {
            reason,
            reported,
            certificate,
            day,
            length,
            times,
        } = self;
        let answers = [
            reason.as_ref().map(|asked| asked.fits),
            reported.as_ref().map(|asked| asked.fits),
            certificate.as_ref().map(|asked| asked.fits),
            day.as_ref().map(|asked| asked.fits),
            length.as_ref().map(|asked| asked.fits),
            times.as_ref().map(|asked| asked.fits),
        ];
        answers.into_iter().flatten().all(|fits| fits)
    }
}
