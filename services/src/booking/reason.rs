//! Why a day is refused, in a form that can be kept with an answer and told in any language later.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::booking::{Mark, Refusal, SlotView, WishKind};
use preau_domain::calendar::Closure;
use preau_domain::classes::ClassSpan;
use preau_domain::ids::ActivityId;
use preau_domain::money::Money;
use preau_domain::rulebook::condition::{Condition, Span};
use preau_domain::rulebook::model::ActivityIx;
use preau_domain::waiting::WaitRefusal;
use serde::{Deserialize, Serialize};

/// A refusal of the rules, with the facts that its text names. `texts::reasons` words it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    pub code: ReasonCode,
    /// With [`ReasonCode::NotOpenYet`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<DateTime<Utc>>,
    /// With [`ReasonCode::TooLate`]: the first instant that is too late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<DateTime<Utc>>,
    /// Name of the holiday or closure, where the code is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Youngest and oldest age, with [`ReasonCode::WrongAge`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ages: Option<Span>,
    /// First and last class, with [`ReasonCode::WrongClass`] and [`ReasonCode::ClassUnknown`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classes: Option<ClassSpan>,
    /// Of whom it has to be true, with [`ReasonCode::NotForChild`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<Box<Condition>>,
    /// What is owed, with [`ReasonCode::Owes`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// The day as of which it is, with [`ReasonCode::Owes`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<NaiveDate>,
    /// First and last day of the places, with [`ReasonCode::Suspended`]; open without a last one. With
    /// [`ReasonCode::FileIncomplete`], the last day on which the file counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// What is missing in the file, with [`ReasonCode::FileIncomplete`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// What it has to hold for the activity, with [`ReasonCode::FileIncomplete`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<String>,
    /// The other activity, with [`ReasonCode::Excluded`], [`ReasonCode::Linked`] and [`ReasonCode::ChangeRefused`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<ActivityId>,
    /// Why that other activity is refused, with [`ReasonCode::Linked`] and [`ReasonCode::ChangeRefused`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<Box<Reason>>,
}

/// The values of `SlotReasonCode` in the API, spelt as there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReasonCode {
    NotOffered,
    Weekday,
    SchoolHoliday,
    SchoolTime,
    PublicHoliday,
    TownClosure,
    Unpublished,
    OutsideRuleBook,
    OutsidePeriod,
    WrongAge,
    WrongClass,
    ClassUnknown,
    NotForChild,
    NotOpenYet,
    TooLate,
    NoDeadline,
    Firm,
    Full,
    Owes,
    FileIncomplete,
    Suspended,
    Excluded,
    Linked,
    ChangeRefused,
    Undecided,
    Contradictory,
    AlreadyBooked,
    AlreadyWaiting,
    PlaceFree,
    NoWaitingList,
    NoOffer,
    CartBooks,
    CartCancels,
}

impl ReasonCode {
    /// The code of a refusal alone: calendars show hundreds, and no word of them.
    pub fn of(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::NotOffered => Self::NotOffered,
            Refusal::Closed(Closure::Weekday) => Self::Weekday,
            Refusal::Closed(Closure::SchoolHoliday { .. }) => Self::SchoolHoliday,
            Refusal::Closed(Closure::SchoolTime) => Self::SchoolTime,
            Refusal::Closed(Closure::PublicHoliday { .. }) => Self::PublicHoliday,
            Refusal::Closed(Closure::TownClosure { .. }) => Self::TownClosure,
            Refusal::Closed(Closure::Unpublished) => Self::Unpublished,
            Refusal::Closed(Closure::OutsideRuleBook) => Self::OutsideRuleBook,
            Refusal::Closed(Closure::OutsidePeriod) => Self::OutsidePeriod,
            Refusal::WrongAge { .. } => Self::WrongAge,
            Refusal::WrongClass { .. } => Self::WrongClass,
            Refusal::ClassUnknown { .. } => Self::ClassUnknown,
            Refusal::NotForChild { .. } => Self::NotForChild,
            Refusal::NotOpenYet { .. } => Self::NotOpenYet,
            Refusal::TooLate { .. } => Self::TooLate,
            Refusal::NoDeadline => Self::NoDeadline,
            Refusal::Firm => Self::Firm,
            Refusal::Full => Self::Full,
            Refusal::Owes { .. } => Self::Owes,
            Refusal::FileIncomplete { .. } => Self::FileIncomplete,
            Refusal::Suspended { .. } => Self::Suspended,
            Refusal::Excluded { .. } => Self::Excluded,
            Refusal::Linked { .. } => Self::Linked,
            Refusal::ChangeRefused { .. } => Self::ChangeRefused,
            Refusal::Undecided => Self::Undecided,
            Refusal::Contradictory => Self::Contradictory,
        }
    }
}

impl ReasonCode {
    /// Why a slot that a family sees cannot be changed now. Where it can and stands in the cart, what ordering that would
    /// do with it.
    pub fn of_view(view: &SlotView) -> Option<Self> {
        let refused = view.obstacle.as_ref().map(Self::of);
        refused.or_else(|| Self::of_cart(view))
    }

    fn of_cart(view: &SlotView) -> Option<Self> {
        match view.mark {
            Some(Mark::InCart(WishKind::Book)) => Some(Self::CartBooks),
            Some(Mark::InCart(WishKind::Cancel)) => Some(Self::CartCancels),
            _ => None,
        }
    }
}

impl Reason {
    /// As [`ReasonCode::of_view`], with its facts.
    pub fn of_view(view: &SlotView, id_of: &dyn Fn(ActivityIx) -> ActivityId) -> Option<Self> {
        let refused = view.obstacle.as_ref().map(|refusal| Self::of(refusal, id_of));
        refused.or_else(|| ReasonCode::of_cart(view).map(Self::plain))
    }

    /// The reason of a refusal; `id_of` gives the lasting id of an activity of the rule book that refused.
    pub fn of(refusal: &Refusal, id_of: &dyn Fn(ActivityIx) -> ActivityId) -> Self {
        let plain = Self::plain(ReasonCode::of(refusal));
        match refusal {
            Refusal::Closed(closure) => Self {
                label: label(closure).map(ToOwned::to_owned),
                ..plain
            },
            Refusal::WrongAge { ages } => Self {
                ages: Some(*ages),
                ..plain
            },
            Refusal::WrongClass { classes } | Refusal::ClassUnknown { classes } => Self {
                classes: Some(*classes),
                ..plain
            },
            Refusal::NotForChild { only } => Self {
                only: Some(only.clone()),
                ..plain
            },
            Refusal::NotOpenYet { opens_at } => Self {
                opens_at: Some(*opens_at),
                ..plain
            },
            Refusal::TooLate { closed_at } => Self {
                closed_at: Some(*closed_at),
                ..plain
            },
            Refusal::Owes { amount, as_of } => Self {
                amount: Some(*amount),
                as_of: Some(*as_of),
                ..plain
            },
            Refusal::FileIncomplete {
                until,
                missing,
                documents,
            } => Self {
                until: *until,
                missing: missing.clone(),
                documents: documents.clone(),
                ..plain
            },
            Refusal::Suspended { from, until } => Self {
                from: Some(*from),
                until: *until,
                ..plain
            },
            Refusal::Excluded { by } => Self {
                activity: Some(id_of(*by)),
                ..plain
            },
            Refusal::Linked { activity, because } | Refusal::ChangeRefused { activity, because } => Self {
                activity: Some(id_of(*activity)),
                because: Some(Box::new(Self::of(because, id_of))),
                ..plain
            },
            Refusal::NotOffered
            | Refusal::NoDeadline
            | Refusal::Firm
            | Refusal::Full
            | Refusal::Undecided
            | Refusal::Contradictory => plain,
        }
    }

    /// What lies behind reasons that only pass another one on.
    #[must_use]
    pub fn root(&self) -> &Self {
        self.because.as_deref().map_or(self, Self::root)
    }

    /// The other activity concerned: where reasons only pass another one on, the one that this one is of.
    #[must_use]
    pub fn at_fault(&self) -> Option<ActivityId> {
        let behind = self.because.as_deref().filter(|because| because.because.is_some());
        behind.map_or(self.activity, Self::at_fault)
    }

    /// A reason that names nothing else.
    pub fn plain(code: ReasonCode) -> Self {
        Self {
            code,
            opens_at: None,
            closed_at: None,
            label: None,
            ages: None,
            classes: None,
            only: None,
            amount: None,
            as_of: None,
            from: None,
            until: None,
            missing: Vec::new(),
            documents: Vec::new(),
            activity: None,
            because: None,
        }
    }

    /// What closed at that instant.
    pub fn too_late(closed_at: DateTime<Utc>) -> Self {
        Self {
            closed_at: Some(closed_at),
            ..Self::plain(ReasonCode::TooLate)
        }
    }

    /// Why a child may not wait for a place of `asked`.
    pub fn of_wait(refusal: &WaitRefusal, asked: ActivityId, id_of: &dyn Fn(ActivityIx) -> ActivityId) -> Self {
        match refusal {
            WaitRefusal::AlreadyBooked => Self::plain(ReasonCode::AlreadyBooked),
            WaitRefusal::AlreadyWaiting => Self::plain(ReasonCode::AlreadyWaiting),
            WaitRefusal::PlaceFree => Self::plain(ReasonCode::PlaceFree),
            WaitRefusal::NoList { activity } if id_of(*activity) == asked => Self::plain(ReasonCode::NoWaitingList),
            // Of a part that comes along.
            WaitRefusal::NoList { activity } => Self {
                activity: Some(id_of(*activity)),
                because: Some(Box::new(Self::plain(ReasonCode::NoWaitingList))),
                ..Self::plain(ReasonCode::Linked)
            },
            WaitRefusal::Rules(refusal) => Self::of(refusal, id_of),
        }
    }
}

fn label(closure: &Closure) -> Option<&str> {
    match closure {
        Closure::SchoolHoliday { name } | Closure::PublicHoliday { name } => Some(name),
        Closure::TownClosure { label } => Some(label),
        Closure::Weekday
        | Closure::SchoolTime
        | Closure::Unpublished
        | Closure::OutsideRuleBook
        | Closure::OutsidePeriod => None,
    }
}
