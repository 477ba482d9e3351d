//! What came to pass on the day, as a person supposes it.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};

use super::fault::{Fault, FaultKind};
use crate::nearest::nearest;
use crate::rulebook::absence::AbsenceReason;

/// Between a reason and when the absence was told.
const AT: char = '@';

/// How far back an absence may have begun.
const LONGEST_ABSENCE: Days = Days::new(366);

/// Why a child is absent, as it is typed. `unknown` is an absence of which nobody said why.
pub const REASONS: [(&str, Option<AbsenceReason>); 6] = [
    ("illness", Some(AbsenceReason::Illness)),
    ("hospital", Some(AbsenceReason::Hospital)),
    ("family", Some(AbsenceReason::Family)),
    ("school", Some(AbsenceReason::School)),
    ("exceptional", Some(AbsenceReason::Exceptional)),
    ("unknown", None),
];

/// Nothing is supposed, unless said: then nothing is reckoned either.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Happening {
    /// The child comes without a booking.
    pub unbooked: bool,
    /// It has a place and does not come.
    pub absent: Option<Missed>,
    /// The first day of the absence; the day itself without it. Places are booked on every day on which the activity runs.
    pub absent_since: Option<NaiveDate>,
    /// The last day of the absence, after which the child returns; without it, the absence is known up to the day itself.
    pub absent_until: Option<NaiveDate>,
    /// When a certificate of the absence came.
    pub certificate: Option<DateTime<Utc>>,
    pub arrived: Option<NaiveTime>,
    pub left: Option<NaiveTime>,
    /// For the how manieth time within the school year (and the month) the child comes unbooked, is picked up late, or is absent;
    /// the first without it.
    pub time: Option<u16>,
}

/// An absence as it was told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Missed {
    pub reason: Option<AbsenceReason>,
    pub reported_at: Option<DateTime<Utc>>,
}

impl Missed {
    /// Understands `REASON` or `REASON@WHEN`, such as `illness@2026-11-30T08:30:00+01:00`.
    ///
    /// # Errors
    /// What is wrong with the words.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let key = "absent";
        let (word, told) = match text.split_once(AT) {
            Some((word, at)) => (word, Some(at)),
            None => (text, None),
        };
        let found = REASONS.iter().find(|(known, _)| *known == word);
        let (_, reason) = found.ok_or_else(|| {
            let words = REASONS.map(|(word, _)| word);
            let fault = Fault::of(key, word, FaultKind::UnknownWord).allowing(words.join(", "));
            fault.meaning(nearest(word, words))
        })?;
        let read = |at: &str| {
            let at = DateTime::parse_from_rfc3339(at);
            at.map(|at| at.to_utc())
                .map_err(|_| Fault::of(key, text, FaultKind::Malformed).allowing("REASON@2026-11-30T08:30:00+01:00"))
        };
        Ok(Self {
            reason: *reason,
            reported_at: told.map(read).transpose()?,
        })
    }
}

impl Happening {
    /// Whether anything is supposed.
    #[must_use]
    pub fn is_any(&self) -> bool {
        *self != Self::default()
    }

    /// Whether it can be so, of a place on a day. `booked` says whether the child is said to have it.
    pub(super) fn check(&self, day: NaiveDate, booked: bool) -> Result<(), Fault> {
        let conflict = |key: &str, with: &str| Err(Fault::of(key, with, FaultKind::Conflicting));
        let stays = self.arrived.is_some() || self.left.is_some();
        if self.unbooked && booked {
            return conflict("unbooked", "booked");
        }
        if self.absent.is_some() && self.unbooked {
            return conflict("absent", "unbooked");
        }
        if self.absent.is_some() && stays {
            return conflict("absent", if self.arrived.is_some() { "arrived" } else { "left" });
        }
        for (key, said) in [
            ("absent_since", self.absent_since.is_some()),
            ("absent_until", self.absent_until.is_some()),
            ("certificate", self.certificate.is_some()),
        ] {
            if said && self.absent.is_none() {
                return Err(Fault::of(key, "absent", FaultKind::Lacking));
            }
        }
        if let Some(time) = self.time {
            if !self.unbooked && self.left.is_none() && self.absent.is_none() {
                return Err(Fault::of("time", "unbooked, left, absent", FaultKind::Lacking));
            }
            if time == 0 {
                return Err(Fault::of("time", "0", FaultKind::Malformed).allowing("1, 2, 3 …"));
            }
        }
        if let Some((arrived, left)) = self.arrived.zip(self.left).filter(|(arrived, left)| left < arrived) {
            let left = left.format("%H:%M").to_string();
            let allowed = format!("≥ {}", arrived.format("%H:%M"));
            return Err(Fault::of("left", &left, FaultKind::Malformed).allowing(allowed));
        }
        let earliest = day.checked_sub_days(LONGEST_ABSENCE).unwrap_or(day);
        if let Some(since) = self.absent_since.filter(|since| *since > day || *since < earliest) {
            let fault = Fault::of("absent_since", &since.to_string(), FaultKind::Malformed);
            return Err(fault.allowing(format!("{earliest} – {day}")));
        }
        let latest = day.checked_add_days(LONGEST_ABSENCE).unwrap_or(day);
        if let Some(until) = self.absent_until.filter(|until| *until < day || *until > latest) {
            let fault = Fault::of("absent_until", &until.to_string(), FaultKind::Malformed);
            return Err(fault.allowing(format!("{day} – {latest}")));
        }
        Ok(())
    }
}
