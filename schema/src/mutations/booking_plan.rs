use std::str::FromStr;
use std::sync::Arc;

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use preau_domain::ids::{ActivityId, ChildId, OrderId};
use preau_entities::store::people;
use preau_services::booking::answer::{LineOutcome, OutcomeLine, PlanAnswer};
use preau_services::booking::plan;
use preau_services::booking::request::{Change, MAX_KEY, PlanRefusal, PlanRequest};
use preau_services::texts::errors::{self, ErrorText};
use preau_services::towns::Town;

use crate::asking::{asking, caller, portal, scope};
use crate::faults::{Answer, fault};
use crate::scalars::id::id;
use crate::scalars::{Date, Money};
use crate::types::activity::Activity;
use crate::types::child::{Child, Children};
use crate::types::order::Order;
use crate::types::slot_reason::SlotReason;

/// Days to book and to cancel.
#[derive(InputObject)]
pub(crate) struct BookingPlanInput {
    /// One entry per child and activity; at most 100, and 2600 days in all.
    changes: Vec<BookingChangeInput>,
    /// True: nothing is written, and the answer says what would happen.
    #[graphql(default)]
    dry_run: bool,
    /// 1 to 64 visible ASCII characters chosen by the client; the same key again gives the same answer and changes
    /// nothing.
    idempotency_key: String,
}

/// Days of one child in one activity.
#[derive(InputObject)]
pub(crate) struct BookingChangeInput {
    /// The child.
    child_id: ID,
    /// The activity.
    activity_id: ID,
    /// Days to book.
    #[graphql(default)]
    book: Vec<Date>,
    /// Days to give back.
    #[graphql(default)]
    cancel: Vec<Date>,
}

/// Why the request was not considered at all.
#[derive(SimpleObject)]
pub(crate) struct BookingPlanError {
    /// For programs.
    code: BookingPlanErrorCode,
    /// In the person's language.
    pub(crate) message: String,
    /// The input field concerned, from the input's root; empty when it is the whole input.
    pub(crate) path: Vec<String>,
}

/// Why a request was not considered at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum BookingPlanErrorCode {
    /// The request names no day.
    NothingAsked,
    /// The request names too many days or entries.
    TooManyDays,
    /// The caller knows no such child.
    UnknownChild,
    /// The rule book in force has no such activity.
    UnknownActivity,
    /// One request concerns one family.
    SeveralFamilies,
    /// The key is empty, too long or not visible ASCII.
    InvalidIdempotencyKey,
    /// The key was used before for a different request.
    IdempotencyMismatch,
}

/// What became of a booking plan.
pub(crate) struct BookingPlanPayload {
    answer: Option<Settled>,
    errors: Vec<BookingPlanError>,
}

struct Settled {
    answer: PlanAnswer,
    town: Arc<Town>,
    children: Vec<ChildId>,
}

/// What became of a booking plan.
#[Object]
impl BookingPlanPayload {
    /// None when nothing changed, or for a dry run.
    async fn order(&self, ctx: &Context<'_>) -> Answer<Option<Order>> {
        match self.answer.as_ref().and_then(|settled| settled.answer.order) {
            Some(order) => find_order(ctx, order).await,
            None => Ok(None),
        }
    }

    /// What became of each day asked for and of each one that came along, child by child in the order asked.
    async fn outcomes(&self) -> Vec<BookingOutcome> {
        let Some(settled) = &self.answer else { return Vec::new() };
        let outcome = |line: &OutcomeLine| BookingOutcome {
            town: Arc::clone(&settled.town),
            line: line.clone(),
        };
        settled.answer.outcomes.iter().map(outcome).collect()
    }

    /// Price of all that is booked by this request; null when it was not considered.
    async fn total(&self) -> Option<Money> {
        self.answer.as_ref().map(|settled| settled.answer.total.into())
    }

    /// The children concerned, as they now are.
    async fn children(&self, ctx: &Context<'_>) -> Answer<Vec<Child>> {
        let Some(settled) = &self.answer else {
            return Ok(Vec::new());
        };
        let found = people::children(&portal(ctx)?.db, scope(ctx)?, &settled.children).await;
        let mut lines = found.map_err(|error| fault(ctx, &error.into()))?;
        lines.sort_by_key(|line| (line.birth_date, line.child_id));
        Ok(Children::new(scope(ctx)?, Arc::clone(&settled.town), lines).each())
    }

    /// Why the request was not considered at all; empty when it was.
    async fn errors(&self) -> &[BookingPlanError] {
        &self.errors
    }
}

async fn find_order(ctx: &Context<'_>, order: OrderId) -> Answer<Option<Order>> {
    Order::find(ctx, scope(ctx)?, order).await
}

struct BookingOutcome {
    town: Arc<Town>,
    line: OutcomeLine,
}

/// What became of one day in one activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
enum BookingResult {
    /// The place is booked.
    Booked,
    /// The place is given back.
    Cancelled,
    /// It was so already.
    Unchanged,
    /// The rules refuse it; see the reason.
    Refused,
}

/// What became of one day in one activity.
#[Object]
impl BookingOutcome {
    /// The child.
    async fn child_id(&self) -> ID {
        id(self.line.child)
    }

    /// The activity.
    async fn activity(&self) -> Activity {
        Activity::new(&self.town, self.line.activity)
    }

    /// The day.
    async fn date(&self) -> Date {
        Date(self.line.day)
    }

    /// What became of it.
    async fn result(&self) -> BookingResult {
        match self.line.outcome {
            LineOutcome::Booked { .. } => BookingResult::Booked,
            LineOutcome::Cancelled => BookingResult::Cancelled,
            LineOutcome::Unchanged => BookingResult::Unchanged,
            LineOutcome::Refused { .. } => BookingResult::Refused,
        }
    }

    /// The activity asked for, when this one came along with it.
    async fn taken_with(&self) -> Option<Activity> {
        self.line.taken_with.map(|id| Activity::new(&self.town, id))
    }

    /// The price, when it is booked by this request.
    async fn price(&self) -> Option<Money> {
        match self.line.outcome {
            LineOutcome::Booked { price } => Some(price.into()),
            LineOutcome::Cancelled | LineOutcome::Unchanged | LineOutcome::Refused { .. } => None,
        }
    }

    /// Why it is refused.
    async fn reason(&self) -> Option<SlotReason> {
        match &self.line.outcome {
            LineOutcome::Refused { reason } => Some(SlotReason::new(&self.town, self.line.day, reason.clone())),
            LineOutcome::Booked { .. } | LineOutcome::Cancelled | LineOutcome::Unchanged => None,
        }
    }
}

pub(crate) async fn run(ctx: &Context<'_>, input: BookingPlanInput) -> Answer<BookingPlanPayload> {
    let portal = portal(ctx)?;
    let received_at = portal.clock.now();
    let caller = caller(ctx)?;
    let changes = match input
        .changes
        .into_iter()
        .enumerate()
        .map(change)
        .collect::<Result<Vec<_>, _>>()
    {
        Ok(changes) => changes,
        Err(refusal) => return Ok(refused(ctx, &refusal)),
    };
    let mut children: Vec<ChildId> = changes.iter().map(|change| change.child).collect();
    children.sort_unstable();
    children.dedup();
    let request = PlanRequest {
        scope: scope(ctx)?,
        actor: caller.subject.actor(),
        actor_name: caller.name.clone(),
        changes,
        key: input.idempotency_key,
        received_at,
    };
    let reply = if input.dry_run {
        plan::rehearse(portal, &request).await
    } else {
        plan::commit(portal, request).await
    };
    match reply.map_err(|error| fault(ctx, &error))? {
        Ok(answer) => {
            let town = portal
                .towns
                .get(caller.commune)
                .await
                .map_err(|error| fault(ctx, &error))?;
            Ok(BookingPlanPayload {
                answer: Some(Settled { answer, town, children }),
                errors: Vec::new(),
            })
        }
        Err(refusal) => Ok(refused(ctx, &refusal)),
    }
}

/// A text that is no id of the kind is refused like the id of something that is not there.
fn change((at, input): (usize, BookingChangeInput)) -> Result<Change, PlanRefusal> {
    let days = |days: Vec<Date>| days.into_iter().map(|day| day.0).collect();
    Ok(Change {
        child: ChildId::from_str(&input.child_id).map_err(|_| PlanRefusal::UnknownChild { change: at })?,
        activity: ActivityId::from_str(&input.activity_id).map_err(|_| PlanRefusal::UnknownActivity { change: at })?,
        book: days(input.book),
        cancel: days(input.cancel),
    })
}

fn refused(ctx: &Context<'_>, refusal: &PlanRefusal) -> BookingPlanPayload {
    let most = |most: usize| u32::try_from(most).unwrap_or(u32::MAX);
    let entry = |change: usize, field: &str| vec!["changes".to_owned(), change.to_string(), field.to_owned()];
    let (code, text, path) = match *refusal {
        PlanRefusal::NothingAsked => (BookingPlanErrorCode::NothingAsked, ErrorText::NothingAsked, Vec::new()),
        PlanRefusal::TooManyDays { most: days } => {
            let text = ErrorText::TooManyDays { most: most(days) };
            (BookingPlanErrorCode::TooManyDays, text, vec!["changes".to_owned()])
        }
        PlanRefusal::UnknownChild { change } => (
            BookingPlanErrorCode::UnknownChild,
            ErrorText::UnknownChild,
            entry(change, "childId"),
        ),
        PlanRefusal::UnknownActivity { change } => (
            BookingPlanErrorCode::UnknownActivity,
            ErrorText::UnknownActivity,
            entry(change, "activityId"),
        ),
        PlanRefusal::SeveralFamilies { change } => (
            BookingPlanErrorCode::SeveralFamilies,
            ErrorText::SeveralFamilies,
            entry(change, "childId"),
        ),
        PlanRefusal::InvalidKey => (
            BookingPlanErrorCode::InvalidIdempotencyKey,
            ErrorText::InvalidIdempotencyKey { most: most(MAX_KEY) },
            vec!["idempotencyKey".to_owned()],
        ),
        PlanRefusal::KeyMismatch => (
            BookingPlanErrorCode::IdempotencyMismatch,
            ErrorText::IdempotencyMismatch,
            vec!["idempotencyKey".to_owned()],
        ),
    };
    let error = BookingPlanError {
        code,
        message: errors::error(asking(ctx).locale(), text),
        path,
    };
    BookingPlanPayload {
        answer: None,
        errors: vec![error],
    }
}
