//! What was tapped on tablets, and what it comes to, whatever order it arrives in.
//!
//! Of each thing that can be said of a place (came, left, absent, reported, certificate) the entry with the latest
//! stamp holds. So two tablets that were offline agree with each other however their entries are mixed or repeated.

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

/// The entries of one place that hold: one of each kind at most.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    checked_in: Option<Entry>,
    checked_out: Option<Entry>,
    absent: Option<Entry>,
    reported: Option<Entry>,
    certificate: Option<Entry>,
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

    /// Takes an entry, unless a later one of its kind holds.
    pub fn take(&mut self, entry: &Entry) {
        let held = self.held_mut(entry.fact.kind());
        if held.as_ref().is_none_or(|held| held.stamp < entry.stamp) {
            *held = Some(entry.clone());
        }
    }

    /// Whether this entry holds: no later one of its kind is known.
    #[must_use]
    pub fn holds(&self, id: AttendanceEventId) -> bool {
        let held = [
            &self.checked_in,
            &self.checked_out,
            &self.absent,
            &self.reported,
            &self.certificate,
        ];
        held.into_iter().flatten().any(|entry| entry.stamp.id == id)
    }

    /// What the entries come to.
    ///
    /// Of having come and being absent, what was tapped last counts. A child that came back is there: a departure
    /// that lies before the arrival is over, by the instants that the two speak of and whenever they were tapped. It has
    /// been there since it came back. A report counts where nobody saw whether the child was there: the eyes of the staff
    /// are believed before what was announced.
    #[must_use]
    pub fn state(&self) -> PlaceState {
        let arrived = self.checked_in.as_ref().and_then(|entry| match entry.fact {
            Fact::CheckedIn(at) => Some((&entry.stamp, at)),
            _ => None,
        });
        let left = self.checked_out.as_ref().and_then(|entry| match entry.fact {
            Fact::CheckedOut(at) => Some((&entry.stamp, at)),
            _ => None,
        });
        let absent = self.absent.as_ref().and_then(|entry| match entry.fact {
            Fact::Absent(reason) => Some((&entry.stamp, reason)),
            _ => None,
        });
        let report = self.reported.as_ref().and_then(|entry| match &entry.fact {
            Fact::Reported(report) => Some(report.clone()),
            _ => None,
        });
        let certificate_at = self.certificate.as_ref().and_then(|entry| match entry.fact {
            Fact::Certificate(at) => Some(at),
            _ => None,
        });
        let seen_there = arrived.map(|(stamp, _)| stamp).max(left.map(|(stamp, _)| stamp));
        let seen_away = absent.map(|(stamp, _)| stamp);
        let came = seen_there.is_some() && seen_there > seen_away;
        let arrived_at = arrived.map(|(_, at)| at).filter(|_| came);
        let left_at = left.map(|(_, at)| at).filter(|_| came);
        PlaceState {
            arrived_at,
            left_at: left_at.filter(|&left_at| arrived_at.is_none_or(|arrived_at| arrived_at <= left_at)),
            seen_absent: !came && seen_away.is_some(),
            seen_reason: absent.and_then(|(_, reason)| reason),
            report,
            certificate_at,
        }
    }

    fn held_mut(&mut self, kind: FactKind) -> &mut Option<Entry> {
        match kind {
            FactKind::CheckedIn => &mut self.checked_in,
            FactKind::CheckedOut => &mut self.checked_out,
            FactKind::Absent => &mut self.absent,
            FactKind::Reported => &mut self.reported,
            FactKind::Certificate => &mut self.certificate,
        }
    }
}

/// What the entries of one place come to.
#[must_use]
pub fn state_of<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> PlaceState {
    Log::of(entries).state()
}
