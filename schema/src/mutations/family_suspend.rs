use std::sync::Arc;

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use preau_domain::access::{Reach, Scope};
use preau_domain::booking::SuspendRefusal;
use preau_domain::ids::{ActivityId, ChildId, FamilyId};
use preau_domain::locale::Locale;
use preau_services::Fault;
use preau_services::accounts::suspend::request::{Asked, SuspendFault, SuspendRequest};
use preau_services::accounts::suspend::{self, SuspendAnswer, WithheldPlace};
use preau_services::booking::request::MAX_KEY;
use preau_services::texts::errors::{self, ErrorText};
use preau_services::towns::Town;

use crate::asking::{asking, caller, portal, scope};
use crate::faults::{Answer, fault};
use crate::scalars::id::id;
use crate::scalars::{Date, Money};
use crate::types::activity::Activity;
use crate::types::family::Family;
use crate::types::order::Order;
use crate::types::suspension::Suspension;

/// Whose places are withheld, and which.
#[derive(InputObject)]
pub(crate) struct FamilySuspendInput {
    /// The family.
    family_id: ID,
    /// One child of it; all of them without.
    child_id: Option<ID>,
    /// 1 to 50 activities; all from which the rule book lets staff suspend without.
    activity_ids: Option<Vec<ID>>,
    /// First day of the places: tomorrow at the earliest, and not before what the rule book says.
    from: Date,
    /// Last day; without end where there is none.
    until: Option<Date>,
    /// Told the family; at most 500 characters.
    reason: String,
    /// Give back the places of those days that are booked; they stay without it.
    #[graphql(default)]
    cancel_bookings: bool,
    /// Only say which booked places it would concern.
    #[graphql(default)]
    dry_run: bool,
    /// 1 to 64 visible ASCII characters chosen by the client; the same key again gives the same answer and changes
    /// nothing.
    idempotency_key: String,
}

/// A suspension, or why there is none.
pub(crate) struct FamilySuspendPayload {
    scope: Scope,
    town: Arc<Town>,
    family: Option<FamilyId>,
    answer: SuspendAnswer,
    error: Option<FamilySuspendError>,
}

/// What became of a suspension.
#[Object]
impl FamilySuspendPayload {
    /// Null for a dry run, and when nobody is suspended.
    async fn suspension(&self, ctx: &Context<'_>) -> Answer<Option<Suspension>> {
        match self.answer.suspension {
            Some(suspension) => Suspension::find(ctx, self.scope, suspension).await,
            None => Ok(None),
        }
    }

    /// The booked places that it concerns, in order of days; where they are given back, also those that go with them.
    async fn places(&self) -> Vec<SuspendedPlace> {
        let place = |place: &WithheldPlace| SuspendedPlace {
            town: Arc::clone(&self.town),
            place: place.clone(),
        };
        self.answer.places.iter().map(place).collect()
    }

    /// The total of the order in which places are given back, or would be: what places that stay cost more or less from
    /// then on. Cancelled places are not subtracted.
    async fn total(&self) -> Money {
        self.answer.total.into()
    }

    /// The order in which places were given back; null where none were.
    async fn order(&self, ctx: &Context<'_>) -> Answer<Option<Order>> {
        match self.answer.order {
            Some(order) => Order::find(ctx, self.scope, order).await,
            None => Ok(None),
        }
    }

    /// The family, as it now is; null when nothing was considered.
    async fn family(&self) -> Option<Family> {
        self.family.map(|family| Family::new(self.scope, family))
    }

    /// Why nobody is suspended.
    async fn errors(&self) -> &[FamilySuspendError] {
        self.error.as_slice()
    }
}

pub(crate) struct SuspendedPlace {
    town: Arc<Town>,
    place: WithheldPlace,
}

/// A booked place that a suspension concerns.
#[Object]
impl SuspendedPlace {
    /// The child.
    async fn child_id(&self) -> ID {
        id(&self.place.child)
    }

    /// The activity.
    async fn activity(&self) -> Activity {
        Activity::new(&self.town, self.place.activity)
    }

    /// The day.
    async fn date(&self) -> Date {
        Date(self.place.day)
    }

    /// What was agreed on for it.
    async fn price(&self) -> Money {
        self.place.price.into()
    }

    /// It is given back, or would be; otherwise it stays.
    async fn cancelled(&self) -> bool {
        self.place.cancelled
    }
}

/// Why nobody is suspended.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub(crate) struct FamilySuspendError {
    /// For programs.
    code: FamilySuspendErrorCode,
    /// In the person's language.
    pub(crate) message: String,
    /// The input field concerned, from the input's root; empty when it is the whole input.
    pub(crate) path: Vec<String>,
    /// With `TOO_EARLY`: the first day that the rules allow, where there is one.
    earliest: Option<Date>,
}

/// Why nobody is suspended, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum FamilySuspendErrorCode {
    /// The town has no such family.
    UnknownFamily,
    /// The family has no such child.
    UnknownChild,
    /// The town has no such activity.
    UnknownActivity,
    /// The list of activities is empty.
    NoActivity,
    /// Too many activities are named.
    TooManyActivities,
    /// The last day comes before the first.
    Reversed,
    /// The family is told no reason.
    ReasonMissing,
    /// The reason is too long.
    ReasonTooLong,
    /// The rule book of the first day suspends nobody.
    NotProvided,
    /// The rule book does not suspend from this activity.
    ActivityNotConcerned,
    /// It does not begin after today.
    NotAhead,
    /// The family owes nothing.
    NothingOwed,
    /// The rule book allows it from a later day on.
    TooEarly,
    /// The key is empty, too long or not visible ASCII.
    InvalidIdempotencyKey,
    /// The key was used before for a different request.
    IdempotencyMismatch,
}

pub(crate) async fn run(ctx: &Context<'_>, input: FamilySuspendInput) -> Answer<FamilySuspendPayload> {
    let (portal, caller, scope) = (portal(ctx)?, caller(ctx)?, scope(ctx)?);
    // Before anything that they sent is looked at.
    if scope.reach != Reach::Town {
        return Err(fault(ctx, &Fault::Forbidden));
    }
    // Read before anything is written: what is decided must be told.
    let town = portal.towns.get(caller.commune).await;
    let town = town.map_err(|error| fault(ctx, &error))?;
    let dry_run = input.dry_run;
    let request = asked(&input).map(|asked| SuspendRequest {
        scope,
        actor: caller.subject.actor(),
        actor_name: caller.name.clone(),
        asked,
        key: input.idempotency_key,
        received_at: portal.clock.now(),
    });
    let (family, reply) = match request {
        Err(refusal) => (None, Err(refusal)),
        Ok(request) => {
            let family = request.asked.family;
            let reply = if dry_run {
                suspend::rehearse(portal, &request).await
            } else {
                suspend::commit(portal, request).await
            };
            (Some(family), reply.map_err(|error| fault(ctx, &error))?)
        }
    };
    let (answer, error) = match reply {
        Ok(answer) => (answer, None),
        Err(refusal) => (SuspendAnswer::default(), Some(told(asking(ctx).locale(), &refusal))),
    };
    Ok(FamilySuspendPayload {
        scope,
        town,
        family: family.filter(|_| error.is_none()),
        answer,
        error,
    })
}

fn asked(input: &FamilySuspendInput) -> Result<Asked, SuspendFault> {
    let child = input.child_id.as_ref().map(|child| child.parse::<ChildId>());
    let activity = |(nth, id): (usize, &ID)| {
        let parsed = id.parse::<ActivityId>();
        parsed.map_err(|_| SuspendFault::UnknownActivity { nth })
    };
    let activities = input.activity_ids.as_ref();
    let activities = activities.map(|ids| ids.iter().enumerate().map(activity).collect::<Result<Vec<_>, _>>());
    Ok(Asked {
        family: input.family_id.parse().map_err(|_| SuspendFault::UnknownFamily)?,
        child: child.transpose().map_err(|_| SuspendFault::UnknownChild)?,
        activities: activities.transpose()?,
        from: input.from.0,
        until: input.until.map(|day| day.0),
        reason: input.reason.clone(),
        cancel: input.cancel_bookings,
    })
}

fn told(locale: Locale, refusal: &SuspendFault) -> FamilySuspendError {
    use FamilySuspendErrorCode as Code;
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let field = |name: &str| vec![name.to_owned()];
    let nth = |nth: usize| vec!["activityIds".to_owned(), nth.to_string()];
    let mut first = None;
    let (code, text, path) = match *refusal {
        SuspendFault::UnknownFamily => (Code::UnknownFamily, ErrorText::UnknownFamily, field("familyId")),
        SuspendFault::UnknownChild => (Code::UnknownChild, ErrorText::UnknownChild, field("childId")),
        SuspendFault::UnknownActivity { nth: at } => (Code::UnknownActivity, ErrorText::UnknownActivity, nth(at)),
        SuspendFault::NoActivity => (Code::NoActivity, ErrorText::NoActivityNamed, field("activityIds")),
        SuspendFault::TooManyActivities { most } => {
            let most = number(most);
            let text = ErrorText::TooManyEntries { most };
            (Code::TooManyActivities, text, field("activityIds"))
        }
        SuspendFault::Reversed => (Code::Reversed, ErrorText::ReversedRange, field("until")),
        SuspendFault::ReasonMissing => (Code::ReasonMissing, ErrorText::ReasonMissing, field("reason")),
        SuspendFault::ReasonTooLong { most } => {
            let most = number(most);
            (Code::ReasonTooLong, ErrorText::ReasonTooLong { most }, field("reason"))
        }
        SuspendFault::Rules(SuspendRefusal::NotProvided) => {
            (Code::NotProvided, ErrorText::SuspensionNotProvided, field("from"))
        }
        SuspendFault::Rules(SuspendRefusal::ActivityNotConcerned { nth: at }) => (
            Code::ActivityNotConcerned,
            ErrorText::SuspensionOfOtherActivity,
            nth(at),
        ),
        SuspendFault::Rules(SuspendRefusal::NotAhead { .. }) => {
            (Code::NotAhead, ErrorText::SuspensionNotAhead, field("from"))
        }
        SuspendFault::Rules(SuspendRefusal::NothingOwed) => {
            (Code::NothingOwed, ErrorText::SuspensionWithoutDebt, field("familyId"))
        }
        SuspendFault::Rules(SuspendRefusal::TooEarly { earliest }) => {
            first = earliest;
            (
                Code::TooEarly,
                ErrorText::SuspensionTooEarly { earliest },
                field("from"),
            )
        }
        SuspendFault::InvalidKey => {
            let text = ErrorText::InvalidIdempotencyKey { most: number(MAX_KEY) };
            (Code::InvalidIdempotencyKey, text, field("idempotencyKey"))
        }
        SuspendFault::KeyMismatch => (
            Code::IdempotencyMismatch,
            ErrorText::IdempotencyMismatch,
            field("idempotencyKey"),
        ),
    };
    FamilySuspendError {
        code,
        message: errors::error(locale, text),
        path,
        earliest: first.map(Date),
    }
}
