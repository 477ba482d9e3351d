//! The rule book as the program uses it: closed types, references already checked.
//!
//! Stores hold these types as JSON. A field that comes later has a default, which is what older documents mean: they have
//! nothing of it.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::arrears::Arrears;
use super::attendance::{AttendanceRules, LateBooking};
use super::condition::{Condition, Span};
use super::deadline::DeadlineForm;
use super::link::Link;
use super::price::{Bundle, PriceForm, Share};
use super::quotient::QuotientRule;
use crate::calendar::rules::{CalendarRules, ServiceDays};
use crate::classes::ClassSpan;
pub use crate::code::Code;
use crate::locale::Locale;
use crate::money::Rounding;

/// Everything a town decided about its activities for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleBook {
    pub town: Town,
    pub title: String,
    /// First civil day the rules apply to.
    pub valid_from: NaiveDate,
    /// Last civil day the rules apply to; open-ended without it.
    pub valid_to: Option<NaiveDate>,
    pub contacts: Vec<Contact>,
    pub calendar: CalendarRules,
    pub schools: Vec<School>,
    pub deadlines: BTreeMap<Code, DeadlineForm>,
    /// In the order a family reads them. [`ActivityIx`] points into this list.
    pub activities: Vec<Activity>,
    pub links: Vec<Link>,
    /// Activities that cost less, or more, together.
    #[serde(default)]
    pub bundles: Vec<Bundle>,
    /// Who pays beside the families.
    #[serde(default)]
    pub payers: Vec<Payer>,
    #[serde(default)]
    pub quotient: QuotientRule,
    /// Where quotients come from, as the town says it to families.
    #[serde(default)]
    pub quotient_source: Option<String>,
    pub arrears: Option<Arrears>,
    /// Minutes for which what stands in a family's cart keeps its places; none are kept without it.
    pub cart_holds_minutes: Option<u16>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Town {
    /// The town's name in addresses: lower-case letters, digits and `-`.
    pub slug: Code,
    pub name: String,
    /// INSEE code of the commune: five characters.
    pub insee: String,
    /// The zone in which days and deadlines are meant.
    pub zone: Tz,
    pub language: Locale,
}

/// A service of the town that families may write to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub name: String,
    pub email: String,
    pub phone: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct School {
    pub code: Code,
    pub name: String,
    /// None where the file does not say.
    pub level: Option<Level>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// École maternelle.
    Nursery,
    /// École élémentaire.
    Elementary,
    /// Collège, lycée.
    Secondary,
}

/// A third party that pays a share of some prices: the state, the family benefits office, the town's social centre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payer {
    pub code: Code,
    pub name: String,
}

/// Where an activity stands in [`RuleBook::activities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActivityIx(pub u16);

/// Something a child can be booked into, one place a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    pub code: Code,
    pub name: String,
    /// Schools whose pupils may come; never empty.
    pub schools: Vec<Code>,
    /// Start and end of the session, in the town's zone.
    pub starts_at: NaiveTime,
    pub ends_at: NaiveTime,
    pub days: ServiceDays,
    /// Places a day.
    pub capacity: u32,
    /// Whether families are shown how many places are left.
    pub shows_places: bool,
    pub price: PriceForm,
    /// What third parties pay of a place, in the order in which they are reckoned.
    #[serde(default)]
    pub shares: Vec<Share>,
    pub deadlines: Deadlines,
    #[serde(default)]
    pub attendance: AttendanceRules,
    /// Nobody is handed over before; a child that leaves earlier is reckoned to have stayed until then.
    pub earliest_exit: Option<NaiveTime>,
    /// Ages on the day, in whole years; everyone without it.
    pub ages: Option<Span>,
    /// Classes in the school year of the day; everyone without it.
    pub classes: Option<ClassSpan>,
    /// Of whom this is true; everyone without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<Condition>,
    /// First and last day, where it does not run for as long as the rule book.
    pub period: Option<(NaiveDate, NaiveDate)>,
    #[serde(default)]
    pub approval: Approval,
    /// How long a family has to accept a place that is offered to it from the waiting list; no list without it.
    pub waiting_list: Option<WaitingList>,
    #[serde(default)]
    pub paid: Paid,
    /// How the town rounds amounts that are not whole cents; the same in all of its activities.
    #[serde(default)]
    pub rounding: Rounding,
    /// Only families whose file is complete may book it.
    #[serde(default)]
    pub needs_complete_file: bool,
    /// What the file has to hold, in words for families; nothing where the rule book does not say.
    #[serde(default)]
    pub documents: Vec<String>,
    /// Where it takes place, in words for families.
    pub place: Option<String>,
}

impl Activity {
    /// Whether families may wait for its places: for those of full days, or of days on which it is too late.
    #[must_use]
    pub fn keeps_list(&self) -> bool {
        let late = matches!(self.attendance.late_booking, LateBooking::WaitingList { .. });
        late || self.waiting_list.is_some()
    }
}

/// When families pay for the places that they book.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paid {
    /// At once, with the order.
    AtOrder,
    /// On the invoice of the month.
    #[default]
    MonthEnd,
}

/// What the town's staff must approve before it holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    pub book: bool,
    pub cancel: bool,
}

/// Families waiting for a place, in the order they came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingList {
    /// Hours to accept an offered place; never beyond the end of booking.
    pub offer_hours: u16,
}

/// Which named deadline governs what; each names an entry of [`RuleBook::deadlines`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadlines {
    pub book: Code,
    pub cancel: Code,
    /// Taking another activity in place of one that is booked, on the same day; without it, both deadlines above count.
    pub modify: Option<Code>,
}

impl RuleBook {
    /// The activity at `ix`.
    ///
    /// # Panics
    /// When `ix` comes from another rule book.
    #[must_use]
    pub fn activity(&self, ix: ActivityIx) -> &Activity {
        &self.activities[usize::from(ix.0)]
    }

    #[must_use]
    pub fn activity_ix(&self, code: &Code) -> Option<ActivityIx> {
        let at = self.activities.iter().position(|activity| activity.code == *code)?;
        u16::try_from(at).ok().map(ActivityIx)
    }

    /// Every activity with its index, in reading order.
    pub fn indexed(&self) -> impl Iterator<Item = (ActivityIx, &Activity)> {
        (0_u16..).map(ActivityIx).zip(&self.activities)
    }

    #[must_use]
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        day >= self.valid_from && self.valid_to.is_none_or(|last| day <= last)
    }

    #[must_use]
    pub fn school(&self, code: &Code) -> Option<&School> {
        self.schools.iter().find(|school| school.code == *code)
    }
}

/// All seven weekdays, Monday first.
pub const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];
