//! Which rule of the town's stands behind a reason.

use chrono::NaiveDate;
use preau_domain::explain::{Rule, Told};
use preau_domain::ids::ActivityId;
use preau_domain::rulebook::model::Code;

use super::reason::{Reason, ReasonCode};
use crate::towns::Town;

/// Of what a reason is told: an activity on a day, with what is known of the child there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whose {
    pub activity: ActivityId,
    pub day: NaiveDate,
    pub school: Option<Code>,
    /// Whether giving it back was refused, or booking it.
    pub booked: Option<bool>,
}

/// The rule that a reason comes from; none for what no rule says, such as a day that the town closes or what staff have yet
/// to decide.
pub fn rule(town: &Town, whose: &Whose, reason: &Reason) -> Option<Rule> {
    let edition = town.on(whose.day);
    let code_of = |id: ActivityId| Some(edition.activity(id)?.activity.code.clone());
    let told = Told {
        rules: &edition.rules,
        calendar: &edition.calendar,
        slot: town.slot(whose.activity, whose.day)?,
        school: whose.school.as_ref(),
        booked: whose.booked,
    };
    let activity = told.activity();
    match reason.code {
        ReasonCode::TooLate => told.closing(reason.closed_at?),
        ReasonCode::NotOpenYet => told.opening(reason.opens_at?),
        ReasonCode::Full => Some(Rule::Places(activity.capacity)),
        ReasonCode::WrongAge => reason.ages.map(Rule::Ages),
        ReasonCode::WrongClass | ReasonCode::ClassUnknown => reason.classes.map(Rule::Classes),
        ReasonCode::NotForChild => Some(Rule::Only(reason.only.as_deref()?.clone())),
        ReasonCode::NotOffered => Some(Rule::Schools(activity.schools.clone())),
        ReasonCode::Weekday => Some(told.weekdays()),
        ReasonCode::OutsidePeriod => activity.period.map(|(from, to)| Rule::Period { from, to }),
        ReasonCode::Excluded => code_of(reason.activity?).map(Rule::Without),
        ReasonCode::Owes => {
            let arrears = edition.rules.arrears.as_ref()?;
            Some(Rule::DebtAbove(arrears.blocks.as_ref()?.above))
        }
        ReasonCode::FileIncomplete => Some(Rule::CompleteFile(activity.documents.clone())),
        ReasonCode::Firm => told.firm(),
        ReasonCode::Linked | ReasonCode::ChangeRefused => {
            let part = Whose {
                activity: reason.activity?,
                ..whose.clone()
            };
            Some(Rule::Of {
                activity: code_of(part.activity)?,
                rule: Box::new(rule(town, &part, reason.because.as_deref()?)?),
            })
        }
        ReasonCode::SchoolHoliday
        | ReasonCode::SchoolTime
        | ReasonCode::PublicHoliday
        | ReasonCode::TownClosure
        | ReasonCode::Unpublished
        | ReasonCode::OutsideRuleBook
        | ReasonCode::NoDeadline
        | ReasonCode::Suspended
        | ReasonCode::Undecided
        | ReasonCode::Contradictory
        | ReasonCode::AlreadyBooked
        | ReasonCode::AlreadyWaiting
        | ReasonCode::PlaceFree
        | ReasonCode::NoWaitingList
        | ReasonCode::NoOffer
        | ReasonCode::CartBooks
        | ReasonCode::CartCancels => None,
    }
}
