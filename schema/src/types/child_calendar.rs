use std::sync::Arc;

use async_graphql::{Enum, Error, ID, InputType, Object, SimpleObject, Value};
use chrono::NaiveDate;
use preau_domain::booking::SlotView;
use preau_domain::calendar::DayKind as Kind;
use preau_services::booking::reason::ReasonCode;
use preau_services::calendar::{self, ActivityDays, RangeRefusal};

use super::activity::Activity;
use super::calendar_slot::{CalendarSlot, SlotState};
use super::child::{Child, Range};
use super::slot_reason::SlotReasonCode;
use super::term_price::OfferedTerm;
use crate::faults::bad_input;
use crate::scalars::id::id;
use crate::scalars::money::cents;
use crate::scalars::{Date, DateTime, Leaves, Plain, Plains};

/// A child's days, and the child they are of.
pub(crate) struct Page {
    pub child: Child,
    pub range: Range,
    /// Of all children met together, not copied for each.
    calendars: Arc<Vec<calendar::ChildCalendar>>,
    /// The child and the days, as ids tell them.
    key: String,
}

#[derive(Clone)]
pub(crate) struct ChildCalendar(Arc<Page>);

impl ChildCalendar {
    pub(crate) fn new(child: Child, range: Range, calendars: Arc<Vec<calendar::ChildCalendar>>) -> Self {
        let (from, to) = range;
        let key = format!("{}:{from}:{to}", child.among(&calendars).child.0);
        Self(Arc::new(Page {
            child,
            range,
            calendars,
            key,
        }))
    }
}

/// A child's days, from one civil day to another.
// All its fields are at hand: one after the other costs less than side by side.
#[Object(serial)]
impl ChildCalendar {
    /// Stable id of the child's calendar over these days.
    async fn id(&self) -> ID {
        id(&format!("calendar:{}", self.0.key))
    }

    /// First day.
    async fn from(&self) -> Date {
        Date(self.0.range.0)
    }

    /// Last day, included.
    async fn to(&self) -> Date {
        Date(self.0.range.1)
    }

    /// One per civil day, in order.
    async fn days(&self) -> Plains<CalendarDay> {
        self.0.calendar().days.iter().map(CalendarDay::of).collect()
    }

    /// One per activity offered to the child, in the rule book's order.
    async fn activities(&self) -> Vec<ActivityCalendar> {
        (0..self.0.calendar().activities.len())
            .map(|at| ActivityCalendar {
                page: Arc::clone(&self.0),
                at,
            })
            .collect()
    }
}

impl Page {
    pub(crate) fn calendar(&self) -> &calendar::ChildCalendar {
        self.child.among(&self.calendars)
    }
}

/// A civil day in the child's school.
#[derive(SimpleObject)]
pub(crate) struct CalendarDay {
    /// The day.
    date: Date,
    /// What kind of day it is.
    kind: DayKind,
    /// Name of the holiday or closure.
    label: Option<String>,
}

/// What a day is, before any activity is considered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum DayKind {
    /// Outside school holidays.
    SchoolTime,
    /// School holidays.
    SchoolHoliday,
    /// A public holiday.
    PublicHoliday,
    /// Closed by the town.
    TownClosure,
    /// Beyond the published school calendars.
    Unpublished,
}

impl CalendarDay {
    fn of((day, kind): &(NaiveDate, Kind)) -> Self {
        let (kind, label) = match kind {
            Kind::SchoolTime => (DayKind::SchoolTime, None),
            Kind::SchoolHoliday { name } => (DayKind::SchoolHoliday, Some(name)),
            Kind::PublicHoliday { name } => (DayKind::PublicHoliday, Some(name)),
            Kind::TownClosure { label } => (DayKind::TownClosure, Some(label)),
            Kind::Unpublished => (DayKind::Unpublished, None),
        };
        Self {
            date: Date(*day),
            kind,
            label: label.map(ToString::to_string),
        }
    }
}

impl Plain for CalendarDay {
    fn field(&self, name: &str) -> Option<Value> {
        match name {
            "date" => Some(self.date.to_value()),
            "kind" => Some(self.kind.to_value()),
            "label" => Some(self.label.to_value()),
            _ => None,
        }
    }
}

pub(crate) struct ActivityCalendar {
    page: Arc<Page>,
    at: usize,
}

impl ActivityCalendar {
    fn days(&self) -> &ActivityDays {
        &self.page.calendar().activities[self.at]
    }

    fn views(&self) -> &[SlotView] {
        &self.days().slots
    }
}

/// A child's days in one activity. The lists run parallel to the calendar's `days`.
#[Object(serial)]
impl ActivityCalendar {
    /// Stable id of the child's calendar in this activity over these days.
    async fn id(&self) -> ID {
        id(&format!("activity-calendar:{}:{}", self.days().id.0, self.page.key))
    }

    /// The activity.
    async fn activity(&self) -> Activity {
        Activity::new(&self.page.calendar().town, self.days().id)
    }

    /// Activities that are booked with this one for this child on each of the days; where rule books change between them,
    /// `slot` tells what else is on its own day.
    async fn takes(&self) -> Vec<Activity> {
        self.days()
            .takes
            .iter()
            .map(|&id| Activity::new(&self.page.calendar().town, id))
            .collect()
    }

    /// State of each day.
    async fn states(&self) -> Leaves<SlotState> {
        self.views().iter().map(|slot| slot.state.into()).collect()
    }

    /// Whether the child has a place, whatever is asked about it, of staff or in the family's cart.
    async fn booked(&self) -> Leaves<bool> {
        self.views().iter().map(|slot| slot.booked).collect()
    }

    /// Why a day cannot be changed now; where it can and is in the family's cart, what ordering that would do; null
    /// otherwise.
    async fn reasons(&self) -> Leaves<Option<SlotReasonCode>> {
        self.views()
            .iter()
            .map(|slot| ReasonCode::of_view(slot).map(Into::into))
            .collect()
    }

    /// Until when each day can be changed (the instant itself is too late); null where nothing runs.
    async fn closes_at(&self) -> Leaves<Option<DateTime>> {
        self.views().iter().map(|slot| slot.closes_at.map(DateTime)).collect()
    }

    /// Prices by the term of the terms that the days lie in, due once for all of the child's places in a term; empty where the
    /// child pays by the day. Whether it has places in them already is told by a dry run.
    async fn terms(&self) -> Vec<OfferedTerm> {
        let terms = self.page.calendar().terms(self.at).into_iter();
        terms.map(OfferedTerm::from).collect()
    }

    /// Price of each day, in whole cents; nothing where it is paid by the term.
    async fn price_cents(&self) -> Leaves<i32> {
        self.views().iter().map(|slot| cents(slot.price)).collect()
    }

    /// Places left; null where the town does not show them, or nothing runs.
    async fn places_left(&self) -> Leaves<Option<u32>> {
        self.views().iter().map(|slot| slot.places_left).collect()
    }

    /// The same, day by day, with reasons in words.
    async fn slots(&self) -> Vec<CalendarSlot> {
        (0..self.views().len())
            .map(|day| CalendarSlot::new(&self.page, self.at, day))
            .collect()
    }

    /// One day of it; null outside the calendar's days.
    async fn slot(&self, #[graphql(desc = "The day.")] date: Date) -> Option<CalendarSlot> {
        let day = self.page.calendar().days.iter().position(|(day, _)| *day == date.0)?;
        Some(CalendarSlot::new(&self.page, self.at, day))
    }
}

pub(crate) fn range_refused(refusal: RangeRefusal) -> Error {
    match refusal {
        RangeRefusal::Reversed => bad_input("`to` lies before `from`"),
        RangeRefusal::TooLong { most } => bad_input(format!("a calendar spans at most {most} days")),
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::OutputType;
    use async_graphql::registry::Registry;

    use super::*;

    #[test]
    fn a_day_answers_for_each_of_its_fields() {
        let mut registry = Registry::default();
        CalendarDay::create_type_info(&mut registry);
        let fields = registry.types["CalendarDay"].fields().unwrap();
        let name = "Toussaint".to_owned();
        let day = CalendarDay::of(&(
            NaiveDate::from_ymd_opt(2026, 11, 1).unwrap(),
            Kind::PublicHoliday { name },
        ));
        let told: Vec<(&str, Option<Value>)> = fields.keys().map(|name| (name.as_str(), day.field(name))).collect();
        assert_eq!(
            told,
            [
                ("date", Some("2026-11-01".into())),
                ("kind", Some(Value::Enum(async_graphql::Name::new("PUBLIC_HOLIDAY")))),
                ("label", Some("Toussaint".into())),
            ]
        );
    }
}
