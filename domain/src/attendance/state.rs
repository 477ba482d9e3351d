//! What became of a child's place, as far as anyone wrote it down.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::log::Report;
use super::record::Happened;
use crate::rulebook::absence::{Absence, AbsenceReason};
use crate::rulebook::visit::Visit;

/// The default: nobody wrote anything down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceState {
    pub arrived_at: Option<DateTime<Utc>>,
    pub left_at: Option<DateTime<Utc>>,
    /// It was seen not to be there. Never together with the two above.
    pub seen_absent: bool,
    /// Why, as the staff wrote it.
    pub seen_reason: Option<AbsenceReason>,
    /// What the family said, also of a child that came all the same.
    pub report: Option<Report>,
    pub certificate_at: Option<DateTime<Utc>>,
}

/// Where an absence stands among the days that are one absence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell {
    /// Start of the session on its first day of service.
    pub began_at: DateTime<Utc>,
    /// Which of its days of service it is, from 1.
    pub nth_day: u32,
    /// How many there are, as far as is known.
    pub length: u32,
    /// Start of the next session that the child is booked into behind it.
    pub returned_at: Option<DateTime<Utc>>,
}

impl Spell {
    /// An absence of one day.
    #[must_use]
    pub fn of_one_day(began_at: DateTime<Utc>) -> Self {
        Self {
            began_at,
            nth_day: 1,
            length: 1,
            returned_at: None,
        }
    }
}

impl PlaceState {
    /// The child was there: it was seen to come, or to leave.
    #[must_use]
    pub fn came(&self) -> bool {
        self.arrived_at.is_some() || self.left_at.is_some()
    }

    /// The child was not there, or is announced not to come.
    #[must_use]
    pub fn absent(&self) -> bool {
        !self.came() && (self.seen_absent || self.report.is_some())
    }

    /// Why it is absent: what the staff wrote, else what the family said.
    #[must_use]
    pub fn reason(&self) -> Option<AbsenceReason> {
        self.seen_reason
            .or(self.report.as_ref().and_then(|report| report.reason))
    }

    /// The child is missing, and nobody told why.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.absent() && self.report.is_none()
    }

    /// The same of a place that was booked then. What a family told before is not told of it: it gave the place back
    /// since, and took it again because the child will come after all.
    #[must_use]
    pub fn of_booking(mut self, booked_at: DateTime<Utc>) -> Self {
        self.report = self.report.filter(|report| report.at >= booked_at);
        self
    }

    /// The same of a place that is not booked, or no more: what a family tells ends with the booking.
    #[must_use]
    pub fn without_booking(mut self) -> Self {
        self.report = None;
        self
    }

    /// What a place is reckoned by. Clocks of the zone tell the times of day; `siblings_there` are the
    /// brothers and sisters who came to the same activity that day. For the how manieth time it is absent is not known
    /// of the place alone.
    #[must_use]
    pub fn happened(&self, zone: Tz, siblings_there: u32, spell: Spell) -> Happened {
        let clock = |at: DateTime<Utc>| at.with_timezone(&zone).time();
        if self.came() {
            return Happened::Came(Visit {
                arrived: self.arrived_at.map(clock),
                left: self.left_at.map(clock),
                siblings_there,
            });
        }
        if !self.absent() {
            return Happened::Unrecorded;
        }
        Happened::Absent(Absence {
            reason: self.reason(),
            reported_at: self.report.as_ref().map(|report| report.at),
            certificate_at: self.certificate_at,
            began_at: spell.began_at,
            nth_day: spell.nth_day,
            length: spell.length,
            returned_at: spell.returned_at,
            times: None,
        })
    }
}
