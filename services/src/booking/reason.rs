//! Why a day is refused, in a form that can be kept with an answer and told in any language later.

use chrono::{DateTime, Utc};
use preau_domain::booking::Refusal;
use preau_domain::calendar::Closure;
use preau_domain::ids::ActivityId;
use preau_domain::rulebook::model::ActivityIx;
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
    /// The other activity, with [`ReasonCode::Excluded`] and [`ReasonCode::Linked`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<ActivityId>,
    /// Why that other activity is refused, with [`ReasonCode::Linked`].
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
    NotOpenYet,
    TooLate,
    NoDeadline,
    Full,
    Excluded,
    Linked,
    Contradictory,
}

impl Reason {
    /// The reason of a refusal; `id_of` gives the lasting id of an activity of the rule book that refused.
    pub fn of(refusal: &Refusal, id_of: &dyn Fn(ActivityIx) -> ActivityId) -> Self {
        match refusal {
            Refusal::NotOffered => Self::plain(ReasonCode::NotOffered),
            Refusal::Closed(closure) => Self::closed(closure),
            Refusal::NotOpenYet { opens_at } => Self {
                opens_at: Some(*opens_at),
                ..Self::plain(ReasonCode::NotOpenYet)
            },
            Refusal::TooLate { closed_at } => Self {
                closed_at: Some(*closed_at),
                ..Self::plain(ReasonCode::TooLate)
            },
            Refusal::NoDeadline => Self::plain(ReasonCode::NoDeadline),
            Refusal::Full => Self::plain(ReasonCode::Full),
            Refusal::Excluded { by } => Self {
                activity: Some(id_of(*by)),
                ..Self::plain(ReasonCode::Excluded)
            },
            Refusal::Linked { activity, because } => Self {
                activity: Some(id_of(*activity)),
                because: Some(Box::new(Self::of(because, id_of))),
                ..Self::plain(ReasonCode::Linked)
            },
            Refusal::Contradictory => Self::plain(ReasonCode::Contradictory),
        }
    }

    /// The reason that no more than its code says.
    fn plain(code: ReasonCode) -> Self {
        Self {
            code,
            opens_at: None,
            closed_at: None,
            label: None,
            activity: None,
            because: None,
        }
    }

    fn closed(closure: &Closure) -> Self {
        let labelled = |code, label: &String| Self {
            label: Some(label.clone()),
            ..Self::plain(code)
        };
        match closure {
            Closure::Weekday => Self::plain(ReasonCode::Weekday),
            Closure::SchoolHoliday { name } => labelled(ReasonCode::SchoolHoliday, name),
            Closure::SchoolTime => Self::plain(ReasonCode::SchoolTime),
            Closure::PublicHoliday { name } => labelled(ReasonCode::PublicHoliday, name),
            Closure::TownClosure { label } => labelled(ReasonCode::TownClosure, label),
            Closure::Unpublished => Self::plain(ReasonCode::Unpublished),
            Closure::OutsideRuleBook => Self::plain(ReasonCode::OutsideRuleBook),
        }
    }
}
