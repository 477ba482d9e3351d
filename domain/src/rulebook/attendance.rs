//! What an activity does about those who come late, unbooked, not at all, or stay too long.

use serde::{Deserialize, Serialize};

use super::absence::{AbsenceCase, AbsenceRule, CertificateFrom};
use super::late_pickup::LatePickup;
use super::model::Code;
use super::surcharge::{Per, Surcharge, SurchargeForm};

/// The rules behind an activity's `attendance`; without one, bookings end with their deadline, whoever comes unbooked
/// pays as if booked, and a place that is not used is paid.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AttendanceRules {
    pub late_booking: LateBooking,
    /// The first that counts; the ordinary price where none does.
    pub unbooked: Vec<Surcharge>,
    pub absence: AbsenceRule,
    pub late_pickup: Option<LatePickup>,
}

/// What becomes of a booking asked for once its deadline has closed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum LateBooking {
    #[default]
    Refuse,
    /// It waits for the town, which gives places as far as there are any, until this deadline closes.
    WaitingList { until: Code },
    /// It is accepted until this deadline closes, at the first surcharge that counts.
    Accept { until: Code, surcharges: Vec<Surcharge> },
}

impl LateBooking {
    /// Whether it may add an amount that is due once for the whole family.
    #[must_use]
    pub fn adds_per_family(&self) -> bool {
        let Self::Accept { surcharges, .. } = self else {
            return false;
        };
        let per_family = |one: &Surcharge| matches!(one.form, SurchargeForm::Add { per: Per::Family, .. });
        surcharges.iter().any(per_family)
    }
}

impl AttendanceRules {
    /// Whether it matters how often something happened since the school year began.
    #[must_use]
    pub fn counts_times(&self) -> bool {
        let unbooked = self.unbooked.iter().map(|one| one.from_time);
        let late = self.late_pickup.iter().map(|rule| rule.from_time);
        let absences = self.absence.cases.iter().any(|case| case.times.is_some());
        absences || unbooked.chain(late).any(|from_time| from_time > 1)
    }

    /// Whether it matters since when a child is absent.
    #[must_use]
    pub fn asks_since_when_absent(&self) -> bool {
        let asks = |case: &AbsenceCase| case.certificate_within_hours.is_some() || case.days.is_some();
        self.absence.cases.iter().any(asks) || self.asks_until_when_absent()
    }

    /// Whether it matters until when a child is absent.
    #[must_use]
    pub fn asks_until_when_absent(&self) -> bool {
        let asks = |case: &AbsenceCase| {
            let returns = case.certificate_from == CertificateFrom::Return;
            case.length.is_some() || returns && case.certificate_within_hours.is_some()
        };
        self.absence.cases.iter().any(asks)
    }
}
