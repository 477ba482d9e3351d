//! The rule of the rule book that a refusal comes from.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::limit::only;
use crate::booking::SlotKey;
use crate::calendar::Calendar;
use crate::classes::ClassSpan;
use crate::money::Money;
use crate::rulebook::RuleBook;
use crate::rulebook::attendance::LateBooking;
use crate::rulebook::closing::{Setting, Window};
use crate::rulebook::condition::{Condition, Span};
use crate::rulebook::deadline::{DeadlineForm, WeekdayKey};
use crate::rulebook::model::{Activity, Code};

/// What the rule book says where it refuses, before any day or instant is put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// What must be asked by it, and what it says of the service day.
    Deadline {
        asked: Vec<Asked>,
        form: DeadlineForm,
    },
    /// So many a day.
    Places(u32),
    Ages(Span),
    Classes(ClassSpan),
    /// Kept for children of whom this is true.
    Only(Condition),
    /// Open to these schools only.
    Schools(Vec<Code>),
    Weekdays(BTreeSet<WeekdayKey>),
    Period {
        from: NaiveDate,
        to: NaiveDate,
    },
    /// Never on the same day as this other activity.
    Without(Code),
    /// No booking for a family that owes more.
    DebtAbove(Money),
    /// For families with a complete file only, which has to hold these documents where the rule book names any.
    CompleteFile(Vec<String>),
    /// Of an activity that goes with it.
    Of {
        activity: Code,
        rule: Box<Self>,
    },
}

/// What a deadline is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Book,
    /// Behind the deadline, at the price of that.
    BookLate,
    GiveBack,
    /// Another activity in its place.
    Change,
}

/// A slot of which a rule is told.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    pub rules: &'a RuleBook,
    pub calendar: &'a Calendar,
    pub slot: SlotKey,
    /// The child's school; where it is not known, days with class are the town's.
    pub school: Option<&'a Code>,
    /// Whether giving it back was refused, or booking it; both may have been where that is not known.
    pub booked: Option<bool>,
}

impl<'a> Told<'a> {
    /// # Panics
    /// When the slot names an activity of another rule book.
    #[must_use]
    pub fn activity(&self) -> &'a Activity {
        self.rules.activity(self.slot.activity)
    }

    /// The deadline that closes the slot at this instant.
    #[must_use]
    pub fn closing(&self, at: DateTime<Utc>) -> Option<Rule> {
        self.deadline(|window| window.closes_at == Some(at))
    }

    /// The deadline that opens the slot at this instant.
    #[must_use]
    pub fn opening(&self, at: DateTime<Utc>) -> Option<Rule> {
        self.deadline(|window| window.opens_at == Some(at))
    }

    /// The deadline that lets nobody give the slot back.
    #[must_use]
    pub fn firm(&self) -> Option<Rule> {
        let booked = Some(true);
        Self { booked, ..*self }.deadline(|window| window.closes_at.is_none())
    }

    /// The first that falls so, and all that it is for.
    fn deadline(&self, falls: impl Fn(Window) -> bool) -> Option<Rule> {
        let setting = Setting::of(self.activity(), self.school, self.calendar, self.rules.town.zone);
        let found: Vec<(Asked, &Code, &DeadlineForm)> = self
            .deadlines()
            .into_iter()
            .filter_map(|(asked, code)| Some((asked, code, self.rules.deadlines.get(code)?)))
            .filter(|(_, _, form)| falls(form.window(self.slot.day, setting)))
            .collect();
        let &(_, first, form) = found.first()?;
        let same = found.iter().filter(|(_, code, _)| *code == first);
        Some(Rule::Deadline {
            asked: same.map(|(asked, _, _)| *asked).collect(),
            form: only(form, self.slot.day),
        })
    }

    /// Those that may have been asked, the likeliest first.
    fn deadlines(&self) -> Vec<(Asked, &'a Code)> {
        let activity = self.activity();
        let late = match &activity.attendance.late_booking {
            LateBooking::Accept { until, .. } => Some((Asked::BookLate, until)),
            LateBooking::Refuse | LateBooking::WaitingList { .. } => None,
        };
        let change = activity.deadlines.modify.as_ref().map(|code| (Asked::Change, code));
        let book = std::iter::once((Asked::Book, &activity.deadlines.book)).chain(late);
        let give_back = std::iter::once((Asked::GiveBack, &activity.deadlines.cancel));
        match self.booked {
            Some(false) => book.collect(),
            Some(true) => give_back.chain(change).collect(),
            None => book.chain(give_back).chain(change).collect(),
        }
    }

    /// The weekdays on which it runs: its own, or those with class.
    #[must_use]
    pub fn weekdays(&self) -> Rule {
        let calendar = &self.rules.calendar;
        let of_school = calendar
            .school_weeks
            .iter()
            .find(|week| Some(&week.school) == self.school);
        let of_school = of_school.map_or(&calendar.school_weekdays, |week| &week.weekdays);
        Rule::Weekdays(self.activity().days.weekdays.as_ref().unwrap_or(of_school).clone())
    }
}
