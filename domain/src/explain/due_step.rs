//! How what is due for a day comes about, once it has come to pass.

use chrono::{DateTime, NaiveTime, Utc};
use serde::Serialize;

use crate::attendance::{DueKind, DueLine, Happened, PlaceRecord};
use crate::money::Money;
use crate::rulebook::absence::{AbsencePart, AbsenceReason, Charge};
use crate::rulebook::judged::Judged;
use crate::rulebook::late_pickup::{LatePickup, LateReckoned, PickedUp};
use crate::rulebook::surcharge::{Per, Surcharge};
use crate::rulebook::visit::Visit;

/// One turn of the reckoning. Cases and rules are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum DueStep {
    /// A booked place that counts as used.
    Used {
        booked_late: bool,
        /// Whether anyone wrote down that the child came.
        recorded: bool,
        arrived: Option<NaiveTime>,
        left: Option<NaiveTime>,
    },
    /// A booked place that was not used.
    Absent {
        booked_late: bool,
        reason: Option<AbsenceReason>,
        reported_at: Option<DateTime<Utc>>,
        certificate_at: Option<DateTime<Utc>>,
        /// Start of the session on the absence's first day.
        began_at: DateTime<Utc>,
        nth_day: u32,
        /// How many days the absence has, as far as is known.
        length: u32,
        /// Start of the next session that the child has a place in.
        returned_at: Option<DateTime<Utc>>,
        /// For the how manieth time within the school year; none where it is not counted.
        time: Option<u16>,
    },
    /// What was agreed on when the place was booked, which counts.
    Agreed {
        agreed: Money,
        /// What the rules make of it today.
        reckoned: Money,
    },
    /// What was agreed on does not stand: the price hangs on what came to pass.
    Anew {
        agreed: Money,
        reckoned: Money,
    },
    /// A case of absences, and what it finds: the last one told fits, unless the rest counts.
    Case {
        number: usize,
        of: usize,
        #[serde(flatten)]
        judged: Judged,
        fits: bool,
    },
    /// No case of absences fits: what is due otherwise counts.
    Otherwise {
        of: usize,
    },
    /// What an absence costs, for a place that would have cost `price`.
    Charge {
        rule: Charge,
        price: Money,
        amount: Money,
    },
    /// A place used without a booking.
    Unbooked {
        /// For the how manieth time within the school year.
        time: u16,
        arrived: Option<NaiveTime>,
        left: Option<NaiveTime>,
    },
    /// The rule of unbooked places that counts.
    UnbookedRule {
        number: usize,
        of: usize,
        time: u16,
        rule: Box<Surcharge>,
    },
    /// None of them counts.
    NoUnbookedRule {
        of: usize,
        time: u16,
    },
    PickUp {
        ends_at: NaiveTime,
        left: NaiveTime,
        /// Whole minutes after the end; negative before it.
        minutes: i64,
        tolerance_minutes: u16,
        late: bool,
        /// For the how manieth time within the school year it is late.
        time: u16,
        /// The first time at which it is due.
        from_time: u16,
        due: bool,
        /// How the amount is reckoned, where it hangs on how late it is and is due.
        #[serde(skip_serializing_if = "Option::is_none")]
        reckoned: Option<LateReckoned>,
    },
    Amount {
        kind: DueKind,
        amount: Money,
        per: Per,
    },
}

impl DueStep {
    pub(super) fn booked(record: &PlaceRecord) -> Self {
        let booked_late = record.booking.is_some_and(|booking| booking.late);
        let used = |recorded, visit: Visit| Self::Used {
            booked_late,
            recorded,
            arrived: visit.arrived_at(),
            left: visit.left_at(),
        };
        match record.happened {
            Happened::Unrecorded => used(false, Visit::default()),
            Happened::Came(visit) => used(true, visit),
            Happened::Absent(absence) => Self::Absent {
                booked_late,
                reason: absence.reason,
                reported_at: absence.reported_at,
                certificate_at: absence.certificate_at,
                began_at: absence.began_at,
                nth_day: absence.nth_day,
                length: absence.length.max(absence.nth_day),
                returned_at: absence.returned_at,
                time: absence.times.map(|times| times.in_school_year),
            },
        }
    }

    pub(super) fn unbooked(visit: Visit, time: u16) -> Self {
        Self::Unbooked {
            time,
            arrived: visit.arrived_at(),
            left: visit.left_at(),
        }
    }

    pub(super) fn pick_up(rule: &LatePickup, ends_at: NaiveTime, left: NaiveTime, time: u16, found: PickedUp) -> Self {
        Self::PickUp {
            ends_at,
            left,
            minutes: found.minutes,
            tolerance_minutes: rule.tolerance_minutes,
            late: found.late,
            time,
            from_time: rule.from_time,
            due: found.due.is_some(),
            reckoned: found.reckoned,
        }
    }
}

impl From<AbsencePart> for DueStep {
    fn from(part: AbsencePart) -> Self {
        match part {
            AbsencePart::Case { number, of, judged } => Self::Case {
                number,
                of,
                fits: judged.fits(),
                judged,
            },
            AbsencePart::Otherwise { of } => Self::Otherwise { of },
        }
    }
}

impl From<DueLine> for DueStep {
    fn from(line: DueLine) -> Self {
        Self::Amount {
            kind: line.kind,
            amount: line.amount,
            per: line.per,
        }
    }
}
