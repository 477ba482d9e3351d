//! What was tapped on tablets, and what it comes to, whatever order it arrives in.
//!
//! Of each thing that can be said of a place (came, left, absent, certificate) the entry with the latest stamp holds. Of
//! what was reported the first counts, until it is taken back: deadlines are held against it. So two tablets that were
//! offline agree with each other however their entries are mixed or repeated.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::state::PlaceState;
use crate::ids::AttendanceEventId;
use crate::rulebook::absence::AbsenceReason;

/// One entry: never changed, only followed by others.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    pub stamp: Stamp,
    pub fact: Fact,
}

/// When something was tapped, by the clock of the device. The later one holds; of two at the same instant, the one of
/// the device, number and id that come later in order, so that there are never two.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    pub at: DateTime<Utc>,
    pub device: String,
    pub sequence: u32,
    pub id: AttendanceEventId,
}

/// What an entry says. The instants are those it speaks of, which may lie before the tap.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Fact {
    CheckedIn(DateTime<Utc>),
    CheckedOut(DateTime<Utc>),
    /// The child is not there, as seen by whoever is.
    Absent(Option<AbsenceReason>),
    /// Someone said that it would not come.
    Reported(Report),
    /// A certificate came in.
    Certificate(DateTime<Utc>),
    /// What was said of it last was a mistake.
    Undone(FactKind),
}

/// An absence as the family tells it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Report {
    pub at: DateTime<Utc>,
    pub reason: Option<AbsenceReason>,
    pub note: Option<String>,
}

/// Which of the things that can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    CheckedIn,
    CheckedOut,
    Absent,
    Reported,
    Certificate,
}

impl Fact {
    /// The thing that it says something of, or takes back.
    #[must_use]
    pub fn kind(&self) -> FactKind {
        match self {
            Self::CheckedIn(_) => FactKind::CheckedIn,
            Self::CheckedOut(_) => FactKind::CheckedOut,
            Self::Absent(_) => FactKind::Absent,
            Self::Reported(_) => FactKind::Reported,
            Self::Certificate(_) => FactKind::Certificate,
            Self::Undone(kind) => *kind,
        }
    }
}

/// The entries of one place that count: one of each kind at most, and the reports since the last was taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    checked_in: Option<Entry>,
    checked_out: Option<Entry>,
    absent: Option<Entry>,
    certificate: Option<Entry>,
    reports: BTreeMap<Stamp, Report>,
    /// When reports were last taken back.
    unreported: Option<Stamp>,
}

impl Log {
    /// What holds of these entries, in any order, however often each is among them.
    #[must_use]
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        let mut log = Self::default();
        for entry in entries {
            log.take(entry);
        }
        log
    }

    /// Takes an entry, unless a later one of its kind holds, or takes it back.
    pub fn take(&mut self, entry: &Entry) {
        let held = match entry.fact.kind() {
            FactKind::CheckedIn => &mut self.checked_in,
            FactKind::CheckedOut => &mut self.checked_out,
            FactKind::Absent => &mut self.absent,
            FactKind::Certificate => &mut self.certificate,
            FactKind::Reported => return self.take_report(entry),
        };
        if held.as_ref().is_none_or(|held| held.stamp < entry.stamp) {
            *held = Some(entry.clone());
        }
    }

    fn take_report(&mut self, entry: &Entry) {
        if self.unreported.as_ref().is_some_and(|undone| entry.stamp < *undone) {
            return;
        }
        if let Fact::Reported(report) = &entry.fact {
            self.reports.insert(entry.stamp.clone(), report.clone());
        } else {
            self.reports.retain(|stamp, _| *stamp > entry.stamp);
            self.unreported = Some(entry.stamp.clone());
        }
    }

    /// The same of a place that was booked then: what was told of one before, which was given back since, is not told of
    /// it.
    #[must_use]
    pub fn of_booking(mut self, booked_at: DateTime<Utc>) -> Self {
        self.reports.retain(|_, report| report.at >= booked_at);
        self
    }

    /// Whether this entry holds: it is part of what all of them come to, or takes back what would be.
    #[must_use]
    pub fn holds(&self, id: AttendanceEventId) -> bool {
        let seen = [&self.checked_in, &self.checked_out, &self.absent, &self.certificate];
        let seen = seen.into_iter().flatten().filter(|entry| self.counts(entry));
        let undone = self.unreported.as_ref().filter(|_| self.reports.is_empty());
        let reports = [self.first_report(), self.last_with_reason(), self.last_with_note()];
        let reports = reports.into_iter().flatten().map(|(stamp, _)| stamp);
        let mut stamps = seen.map(|entry| &entry.stamp).chain(undone).chain(reports);
        stamps.any(|stamp| stamp.id == id)
    }

    /// Whether the latest of its kind is not overtaken by one of another kind.
    fn counts(&self, entry: &Entry) -> bool {
        match entry.fact {
            Fact::CheckedIn(_) => self.came(),
            Fact::CheckedOut(_) => self.came() && self.left_at().is_some(),
            Fact::Absent(_) => !self.came(),
            Fact::Reported(_) | Fact::Certificate(_) | Fact::Undone(_) => true,
        }
    }

    /// Of having come and being absent, what was tapped last counts.
    fn came(&self) -> bool {
        let of = |held: &'_ Option<Entry>, says: fn(&Fact) -> bool| {
            let held = held.as_ref().filter(|entry| says(&entry.fact));
            held.map(|entry| entry.stamp.clone())
        };
        let arrived = of(&self.checked_in, |fact| matches!(fact, Fact::CheckedIn(_)));
        let left = of(&self.checked_out, |fact| matches!(fact, Fact::CheckedOut(_)));
        let there = arrived.max(left);
        there.is_some() && there > of(&self.absent, |fact| matches!(fact, Fact::Absent(_)))
    }

    fn arrived_at(&self) -> Option<DateTime<Utc>> {
        match self.checked_in.as_ref()?.fact {
            Fact::CheckedIn(at) => Some(at),
            _ => None,
        }
    }

    /// None where the child came back: a departure that lies before the arrival is over, by the instants that the two
    /// speak of and whenever they were tapped.
    fn left_at(&self) -> Option<DateTime<Utc>> {
        let left_at = match self.checked_out.as_ref()?.fact {
            Fact::CheckedOut(at) => Some(at),
            _ => None,
        };
        let arrived_at = self.arrived_at();
        left_at.filter(|&left_at| arrived_at.is_none_or(|arrived_at| arrived_at <= left_at))
    }

    /// The one that speaks of the earliest instant.
    fn first_report(&self) -> Option<(&Stamp, &Report)> {
        self.reports.iter().min_by_key(|(_, report)| report.at)
    }

    fn last_with_reason(&self) -> Option<(&Stamp, &Report)> {
        self.reports.iter().rfind(|(_, report)| report.reason.is_some())
    }

    fn last_with_note(&self) -> Option<(&Stamp, &Report)> {
        self.reports.iter().rfind(|(_, report)| report.note.is_some())
    }

    /// What was told from when on: a later report adds what those before left open and corrects what they said, but it
    /// makes none of them later.
    fn report(&self) -> Option<Report> {
        let (_, first) = self.first_report()?;
        Some(Report {
            at: first.at,
            reason: self.last_with_reason().and_then(|(_, report)| report.reason),
            note: self.last_with_note().and_then(|(_, report)| report.note.clone()),
        })
    }

    /// What the entries come to.
    ///
    /// A child that came back has been there since then. A report counts where nobody saw whether the child was there: the
    /// eyes of the staff are believed before what was announced.
    #[must_use]
    pub fn state(&self) -> PlaceState {
        let came = self.came();
        let absent = self.absent.as_ref().and_then(|entry| match entry.fact {
            Fact::Absent(reason) => Some(reason),
            _ => None,
        });
        let certificate_at = self.certificate.as_ref().and_then(|entry| match entry.fact {
            Fact::Certificate(at) => Some(at),
            _ => None,
        });
        PlaceState {
            arrived_at: self.arrived_at().filter(|_| came),
            left_at: self.left_at().filter(|_| came),
            seen_absent: !came && absent.is_some(),
            seen_reason: absent.flatten(),
            report: self.report(),
            certificate_at,
        }
    }
}

/// What the entries of one place come to.
#[must_use]
pub fn state_of<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> PlaceState {
    Log::of(entries).state()
}
