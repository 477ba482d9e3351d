use std::sync::Arc;

use async_graphql::{Context, Enum, InputObject, Object, SimpleObject};
use preau_domain::access::Scope;
use preau_domain::ids::FamilyId;
use preau_services::Fault;
use preau_services::booking::answer::PlanAnswer;
use preau_services::booking::plan;
use preau_services::booking::request::{Aim, CartChange, PlanRefusal, PlanRequest};
use preau_services::towns::Town;

use super::request::{family, request};
use crate::asking::{asking, portal};
use crate::faults::{Answer, fault};
use crate::mutations::booking_plan::copy::BookingCopyInput;
use crate::mutations::booking_plan::error::{BookingPlanError, BookingPlanErrorCode};
use crate::mutations::booking_plan::input::{BookingChangeInput, Entries};
use crate::mutations::booking_plan::outcome::BookingOutcome;
use crate::mutations::booking_plan::pattern::BookingPatternInput;
use crate::types::cart::Cart;

/// Days to put into the cart, said as for a plan. At most 100 entries in all.
#[derive(InputObject)]
pub(crate) struct CartAddInput {
    /// One entry per child and activity; at most 2600 days in all.
    #[graphql(default)]
    changes: Vec<BookingChangeInput>,
    /// Days that repeat by the week. With `copies`, they may come to 6000 days in all, and concern at most 2600.
    #[graphql(default)]
    patterns: Vec<BookingPatternInput>,
    /// A week as it is, once more: for later weeks, or for a brother or sister.
    #[graphql(default)]
    copies: Vec<BookingCopyInput>,
}

pub(crate) enum CartAddPayload {
    Filled(Filled),
    Refused(CartAddError),
}

pub(crate) struct Filled {
    scope: Scope,
    family: FamilyId,
    town: Arc<Town>,
    answer: PlanAnswer,
}

/// Why nothing was put into the cart. What becomes of each day is told by the payload.
#[derive(SimpleObject)]
pub(crate) struct CartAddError {
    /// For programs.
    code: CartAddErrorCode,
    /// In the person's language.
    pub(crate) message: String,
    /// The input field concerned, from the input's root; empty when it is the whole input.
    pub(crate) path: Vec<String>,
}

/// Why nothing was put into the cart, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum CartAddErrorCode {
    /// The request names no day.
    NothingAsked,
    /// The request names too many days or entries, or the cart would hold too many.
    TooManyDays,
    /// `to` lies before `from`.
    ReversedRange,
    /// From the first day of a pattern to its last there are too many days.
    RangeTooLong,
    /// A pattern names no weekday.
    NoWeekday,
    /// A rota has too many weeks.
    RotaTooLong,
    /// A copy fills no week.
    NoWeek,
    /// A copy fills too many weeks.
    TooManyWeeks,
    /// The week that a copy adds holds nothing in the activities concerned, neither booked nor in the cart. With
    /// `mode: REPLACE`, it clears the weeks filled instead.
    NothingToCopy,
    /// The caller knows no such child.
    UnknownChild,
    /// The rule book in force has no such activity.
    UnknownActivity,
}

/// What became of days for the cart.
#[Object]
impl CartAddPayload {
    /// The family's cart, as it now is. Null when it cannot be read: what was added holds.
    async fn cart(&self, ctx: &Context<'_>) -> Answer<Option<Cart>> {
        match self {
            Self::Filled(filled) => Cart::load(ctx, filled.scope, filled.family).await.map(Some),
            Self::Refused(_) => Ok(None),
        }
    }

    /// Days that are not in the cart: the rules refuse them beside what stands there, or they are so already.
    async fn left_out(&self) -> Vec<BookingOutcome> {
        let Self::Filled(filled) = self else {
            return Vec::new();
        };
        let outcome = |line: &_| BookingOutcome {
            town: Arc::clone(&filled.town),
            line: Clone::clone(line),
            changed: false,
        };
        filled.answer.outcomes.iter().map(outcome).collect()
    }

    /// Days that patterns and copies came to and passed over: they are so already, or nothing runs.
    async fn skipped(&self) -> u32 {
        match self {
            Self::Filled(filled) => filled.answer.skipped,
            Self::Refused(_) => 0,
        }
    }

    /// Why nothing was put into the cart; empty when the request was considered.
    async fn errors(&self) -> &[CartAddError] {
        match self {
            Self::Filled(_) => &[],
            Self::Refused(error) => std::slice::from_ref(error),
        }
    }
}

pub(crate) async fn run(ctx: &Context<'_>, input: CartAddInput) -> Answer<CartAddPayload> {
    let (scope, family) = family(ctx)?;
    let portal = portal(ctx)?;
    let entries = match Entries::read(&input.changes, &input.patterns, &input.copies) {
        Ok(entries) => entries,
        Err(refusal) => return refused(ctx, &refusal),
    };
    let request = PlanRequest {
        changes: entries.changes,
        patterns: entries.patterns,
        copies: entries.copies,
        ..request(ctx, scope, Aim::Cart(family, CartChange::Add))?
    };
    let reply = plan::commit(portal, request).await;
    match reply.map_err(|error| fault(ctx, &error))? {
        Ok(answer) => {
            let town = portal.towns.get(scope.commune).await;
            Ok(CartAddPayload::Filled(Filled {
                scope,
                family,
                town: town.map_err(|error| fault(ctx, &error))?,
                answer,
            }))
        }
        Err(refusal) => refused(ctx, &refusal),
    }
}

fn refused(ctx: &Context<'_>, refusal: &PlanRefusal) -> Answer<CartAddPayload> {
    let BookingPlanError { code, message, path } = BookingPlanError::of(asking(ctx).locale(), refusal);
    let code = CartAddErrorCode::of(code).ok_or_else(|| {
        let what = format!("a cart is refused with {refusal:?}");
        fault(ctx, &Fault::Defect(what))
    })?;
    Ok(CartAddPayload::Refused(CartAddError { code, message, path }))
}

impl CartAddErrorCode {
    fn of(code: BookingPlanErrorCode) -> Option<Self> {
        Some(match code {
            BookingPlanErrorCode::NothingAsked => Self::NothingAsked,
            BookingPlanErrorCode::TooManyDays => Self::TooManyDays,
            BookingPlanErrorCode::ReversedRange => Self::ReversedRange,
            BookingPlanErrorCode::RangeTooLong => Self::RangeTooLong,
            BookingPlanErrorCode::NoWeekday => Self::NoWeekday,
            BookingPlanErrorCode::RotaTooLong => Self::RotaTooLong,
            BookingPlanErrorCode::NoWeek => Self::NoWeek,
            BookingPlanErrorCode::TooManyWeeks => Self::TooManyWeeks,
            BookingPlanErrorCode::NothingToCopy => Self::NothingToCopy,
            BookingPlanErrorCode::UnknownChild => Self::UnknownChild,
            BookingPlanErrorCode::UnknownActivity => Self::UnknownActivity,
            // Of what a cart never is: an order, or of several families.
            BookingPlanErrorCode::SeveralFamilies
            | BookingPlanErrorCode::PlanChanged
            | BookingPlanErrorCode::InvalidIdempotencyKey
            | BookingPlanErrorCode::IdempotencyMismatch => return None,
        })
    }
}
