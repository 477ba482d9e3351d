use std::sync::Arc;

use async_graphql::{Context, Enum, Object};
use chrono::NaiveDate;
use preau_domain::ids::ActivityId;
use preau_services::booking::reason::{Reason, ReasonCode};
use preau_services::booking::rule::{Whose, rule};
use preau_services::texts::reasons::{self, Names};
use preau_services::towns::Town;

use super::activity::Activity;
use crate::asking::asking;
use crate::scalars::{Date, DateTime, Money};

pub(crate) struct SlotReason {
    town: Arc<Town>,
    whose: Whose,
    reason: Reason,
}

impl SlotReason {
    pub(crate) fn new(town: &Arc<Town>, whose: Whose, reason: Reason) -> Self {
        Self {
            town: Arc::clone(town),
            whose,
            reason,
        }
    }

    /// Of a request, of which only the activity and the day are known.
    pub(crate) fn of_request(town: &Arc<Town>, activity: ActivityId, day: NaiveDate, reason: Reason) -> Self {
        let whose = Whose {
            activity,
            day,
            school: None,
            booked: None,
        };
        Self::new(town, whose, reason)
    }
}

/// Why a slot cannot be changed now, or what the family's cart would do with it.
#[Object]
impl SlotReason {
    /// For programs.
    async fn code(&self) -> SlotReasonCode {
        self.reason.code.into()
    }

    /// In the person's language, with the deadline in local time.
    async fn message(&self, ctx: &Context<'_>) -> String {
        let locale = asking(ctx).locale();
        let rules = &self.town.on(self.whose.day).rules;
        let names = Names {
            activity: &|id| self.town.activity_name(id),
            only: &|only| only.say(locale, rules),
        };
        reasons::reason(
            locale,
            self.town.zone(),
            self.whose.day,
            &self.reason,
            names,
            rules.contacts.first(),
        )
    }

    /// What the town's rule book says about it, in the person's language: by when to ask, how many places there are, for which
    /// ages it is. Null where no rule says so, such as for a day that the town closes.
    async fn rule(&self, ctx: &Context<'_>) -> Option<String> {
        let rule = rule(&self.town, &self.whose, &self.reason)?;
        Some(rule.say(asking(ctx).locale(), &self.town.on(self.whose.day).rules))
    }

    /// When booking begins, for `NOT_OPEN_YET`, also of an activity that goes with it.
    async fn opens_at(&self) -> Option<DateTime> {
        self.reason.root().opens_at.map(DateTime)
    }

    /// The instant from which it was too late, for `TOO_LATE`, also of an activity that goes with it.
    async fn closed_at(&self) -> Option<DateTime> {
        self.reason.root().closed_at.map(DateTime)
    }

    /// What the family owes, for `OWES`.
    async fn amount(&self) -> Option<Money> {
        self.reason.amount.map(Money::from)
    }

    /// The day as of which it owes it, for `OWES`.
    async fn as_of(&self) -> Option<Date> {
        self.reason.as_of.map(Date)
    }

    /// First day of the places that are withheld, for `SUSPENDED`.
    async fn from(&self) -> Option<Date> {
        self.reason.from.map(Date)
    }

    /// Last day of them, for `SUSPENDED`; null where it is left open. Last day on which the family's file counts as
    /// complete, for `FILE_INCOMPLETE`; null where it does not.
    async fn until(&self) -> Option<Date> {
        self.reason.until.map(Date)
    }

    /// What is missing in the family's file, for `FILE_INCOMPLETE`; at most 20 texts.
    async fn missing(&self) -> &[String] {
        &self.reason.missing
    }

    /// The other activity concerned, for `EXCLUDED`, `LINKED` and `CHANGE_REFUSED`: of linked ones, that which is refused
    /// for itself.
    async fn activity(&self) -> Option<Activity> {
        self.reason.at_fault().map(|id| Activity::new(&self.town, id))
    }
}

/// Why a slot cannot be changed now, or what the family's cart would do with it, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "ReasonCode")]
pub(crate) enum SlotReasonCode {
    /// The activity is not for the child's school.
    NotOffered,
    /// It never runs on this weekday.
    Weekday,
    /// It does not run in school holidays.
    SchoolHoliday,
    /// It runs in school holidays only.
    SchoolTime,
    /// It does not run on public holidays.
    PublicHoliday,
    /// The town is closed.
    TownClosure,
    /// The school calendar for that day is not published.
    Unpublished,
    /// Outside the dates of the rule book in force.
    OutsideRuleBook,
    /// Before the activity begins, or after it ends.
    OutsidePeriod,
    /// The child is too young or too old that day.
    WrongAge,
    /// The child is in another class that day.
    WrongClass,
    /// The activity is for some classes, and the town has none of the child in its files: it has to complete them.
    ClassUnknown,
    /// The activity is kept for some children, such as those of the town's families: `rule` says whom.
    NotForChild,
    /// Booking has not begun.
    NotOpenYet,
    /// The closing instant has come.
    TooLate,
    /// The rule book gives this day no closing, so it is not open to booking.
    NoDeadline,
    /// The rule book lets nobody give this place back: what is booked is firm.
    Firm,
    /// No place is left.
    Full,
    /// The family owes more than the rule book lets it owe and still book.
    Owes,
    /// The family's file is not declared complete, or for days before that one only.
    FileIncomplete,
    /// Staff withhold the child's places in the activity.
    Suspended,
    /// Another activity booked for the day excludes this one.
    Excluded,
    /// An activity that goes with it is refused.
    Linked,
    /// Another part of the day's change is refused, and a change is made whole or not at all.
    ChangeRefused,
    /// Staff have yet to decide what was asked about this place before: it is kept, or taken back, first.
    Undecided,
    /// The same request asks to book and to cancel what belongs together.
    Contradictory,
    /// The child has a place already: nothing to wait for.
    AlreadyBooked,
    /// The child waits already, or is offered a place.
    AlreadyWaiting,
    /// There is a place: book it.
    PlaceFree,
    /// It is full, and nobody waits for it.
    NoWaitingList,
    /// No place is offered, or the time to accept it is over.
    NoOffer,
    /// Nothing stands in the way: it is in the family's cart, to be booked.
    CartBooks,
    /// Nothing stands in the way: it is in the family's cart, to be given back.
    CartCancels,
}
