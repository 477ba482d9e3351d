//! What is written down of one place, read as the API's page says it: all of it, anew each time.

use chrono::{DateTime, Utc};
use preau_domain::attendance::{Entry, Fact, FactKind, PlaceState, Report};
use preau_domain::ids::AttendanceEventId;
use preau_domain::rulebook::absence::AbsenceReason;

/// What anyone is told of a child's place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    pub arrived: Option<DateTime<Utc>>,
    pub left: Option<DateTime<Utc>>,
    pub absent: bool,
    pub reason: Option<AbsenceReason>,
    pub reported: Option<DateTime<Utc>>,
    pub note: Option<String>,
    pub certificate: Option<DateTime<Utc>>,
}

impl Seen {
    /// As the portal tells it.
    pub fn told(state: &PlaceState) -> Self {
        let report = state.report.as_ref();
        Self {
            arrived: state.arrived_at,
            left: state.left_at,
            absent: state.absent(),
            reason: state.reason(),
            reported: report.map(|report| report.at),
            note: report.and_then(|report| report.note.clone()),
            certificate: state.certificate_at,
        }
    }

    pub fn came(&self) -> bool {
        self.arrived.is_some() || self.left.is_some()
    }

    pub fn missing(&self) -> bool {
        self.absent && self.reported.is_none()
    }
}

/// All entries of a place, and since when it is booked.
#[derive(Clone, Copy)]
pub struct Log<'a> {
    pub entries: &'a [Entry],
    pub booked_at: Option<DateTime<Utc>>,
}

/// Later taps come later; at one instant the device, its number and the id say which.
fn order(entry: &Entry) -> (DateTime<Utc>, &str, u32, AttendanceEventId) {
    let stamp = &entry.stamp;
    (stamp.at, &stamp.device, stamp.sequence, stamp.id)
}

/// The kind of thing that an entry speaks of, and whether it takes it back.
fn about(entry: &Entry) -> (FactKind, bool) {
    match entry.fact {
        Fact::CheckedIn(_) => (FactKind::CheckedIn, false),
        Fact::CheckedOut(_) => (FactKind::CheckedOut, false),
        Fact::Absent(_) => (FactKind::Absent, false),
        Fact::Reported(_) => (FactKind::Reported, false),
        Fact::Certificate(_) => (FactKind::Certificate, false),
        Fact::Undone(kind) => (kind, true),
    }
}

fn happened(entry: &Entry) -> DateTime<Utc> {
    match &entry.fact {
        Fact::CheckedIn(at) | Fact::CheckedOut(at) | Fact::Certificate(at) => *at,
        Fact::Reported(report) => report.at,
        Fact::Absent(_) | Fact::Undone(_) => entry.stamp.at,
    }
}

impl<'a> Log<'a> {
    fn last(self, kind: FactKind) -> Option<&'a Entry> {
        let own = self.entries.iter().filter(|entry| about(entry).0 == kind);
        own.max_by_key(|entry| order(entry))
    }

    /// What was tapped last of a kind, unless that took it back.
    fn said(self, kind: FactKind) -> Option<&'a Entry> {
        self.last(kind).filter(|entry| !about(entry).1)
    }

    fn came(self) -> bool {
        let there = [FactKind::CheckedIn, FactKind::CheckedOut].map(|kind| self.said(kind));
        let there = there.into_iter().flatten().map(order).max();
        let away = self.said(FactKind::Absent).map(order);
        there.is_some_and(|there| away.is_none_or(|away| away < there))
    }

    /// Unless the child came back since.
    fn departure(self) -> Option<DateTime<Utc>> {
        let left = self.said(FactKind::CheckedOut).map(happened)?;
        let back = self
            .said(FactKind::CheckedIn)
            .is_some_and(|entry| happened(entry) > left);
        (!back).then_some(left)
    }

    /// The reports that were not taken back since, of this booking, in the order of their taps.
    fn reports(self) -> Vec<(&'a Entry, &'a Report)> {
        let of_kind = self.entries.iter().filter(|entry| about(entry).0 == FactKind::Reported);
        let undone = of_kind.clone().filter(|entry| about(entry).1).map(order).max();
        let mut live: Vec<_> = of_kind
            .filter_map(|entry| match &entry.fact {
                Fact::Reported(report) => Some((entry, report)),
                _ => None,
            })
            .filter(|(entry, _)| undone.is_none_or(|undone| undone < order(entry)))
            .filter(|(_, report)| self.booked_at.is_none_or(|since| since <= report.at))
            .collect();
        live.sort_by_key(|(entry, _)| order(entry));
        live
    }

    pub fn seen(self) -> Seen {
        // What is told of an absence ends with the booking.
        let reports = if self.booked_at.is_some() {
            self.reports()
        } else {
            Vec::new()
        };
        let said = |of: fn(&Report) -> bool| reports.iter().rev().find(|(_, report)| of(report)).map(|one| one.1);
        let reported = reports.iter().map(|(_, report)| report.at).min();
        let told_reason = said(|report| report.reason.is_some()).and_then(|report| report.reason);
        let absent = self.said(FactKind::Absent).map(|entry| &entry.fact);
        let seen_reason = absent.and_then(|fact| match fact {
            Fact::Absent(reason) => *reason,
            _ => None,
        });
        let came = self.came();
        Seen {
            arrived: self.said(FactKind::CheckedIn).map(happened).filter(|_| came),
            left: self.departure().filter(|_| came),
            absent: !came && (absent.is_some() || reported.is_some()),
            reason: seen_reason.or(told_reason),
            reported,
            note: said(|report| report.note.is_some()).and_then(|report| report.note.clone()),
            certificate: self.said(FactKind::Certificate).map(happened),
        }
    }

    /// Whether an entry says something of how the place stands; otherwise another has taken its place.
    pub fn holds(self, entry: &Entry) -> bool {
        let (kind, undoes) = about(entry);
        let is_last = self.last(kind).is_some_and(|last| order(last) == order(entry));
        match kind {
            FactKind::Reported if undoes => is_last_undone(self.entries, entry) && self.reports().is_empty(),
            FactKind::Reported => {
                let reports = self.reports();
                let first = reports.iter().min_by_key(|(entry, report)| (report.at, order(entry)));
                let with_reason = reports.iter().rev().find(|(_, report)| report.reason.is_some());
                let with_note = reports.iter().rev().find(|(_, report)| report.note.is_some());
                let count = [first, with_reason, with_note];
                count.into_iter().flatten().any(|(one, _)| order(one) == order(entry))
            }
            _ if undoes => is_last,
            FactKind::CheckedIn => is_last && self.came(),
            FactKind::CheckedOut => is_last && self.came() && self.departure().is_some(),
            FactKind::Absent => is_last && !self.came(),
            FactKind::Certificate => is_last,
        }
    }

    /// Whether a place without a booking was told of from an instant on.
    pub fn reported_since(self, at: DateTime<Utc>) -> bool {
        let reported = |(_, report): &(_, &Report)| at <= report.at;
        self.booked_at.is_none() && self.reports().iter().any(reported)
    }

    /// The latest tap of a report, or of one taken back.
    pub fn last_report(self) -> Option<DateTime<Utc>> {
        self.last(FactKind::Reported).map(|entry| entry.stamp.at)
    }
}

fn is_last_undone(entries: &[Entry], entry: &Entry) -> bool {
    let undone = entries.iter().filter(|one| about(one) == (FactKind::Reported, true));
    undone.map(order).max() == Some(order(entry))
}

/// The last instant of which an entry speaks, and the first.
pub fn speaks_of(entry: &Entry) -> (DateTime<Utc>, DateTime<Utc>) {
    let (tapped, then) = (entry.stamp.at, happened(entry));
    (tapped.max(then), tapped.min(then))
}

/// When a child came or left, by what an entry says.
pub fn on_the_day(entry: &Entry) -> Option<DateTime<Utc>> {
    match entry.fact {
        Fact::CheckedIn(at) | Fact::CheckedOut(at) => Some(at),
        _ => None,
    }
}
