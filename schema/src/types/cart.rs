use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use preau_domain::access::Scope;
use preau_domain::booking::WishKind;
use preau_domain::ids::{ChildId, FamilyId};
use preau_entities::store::people;
use preau_services::Fault;
use preau_services::booking::answer::LineOutcome;
use preau_services::booking::cart::read::{CartView, LineView, cart};
use tokio::sync::OnceCell;

use super::activity::Activity;
use super::child::{Child, Children};
use super::debt::DebtToPay;
use super::term_price::TermPrice;
use crate::asking::portal;
use crate::faults::{Answer, fault};
use crate::mutations::booking_plan::outcome::BookingOutcome;
use crate::mutations::booking_plan::pattern::PlanAction;
use crate::scalars::id::id;
use crate::scalars::{Date, DateTime, Money};

/// A family's cart as of the moment it was read.
pub(crate) struct Cart(Arc<Loaded>);

struct Loaded {
    scope: Scope,
    family: FamilyId,
    view: CartView,
    /// The children of its lines, read when a field of one is asked for.
    children: OnceCell<Vec<Child>>,
}

impl Cart {
    pub(crate) async fn load(ctx: &Context<'_>, scope: Scope, family: FamilyId) -> Answer<Self> {
        let view = cart(portal(ctx)?, scope).await.map_err(|error| fault(ctx, &error))?;
        Ok(Self(Arc::new(Loaded {
            scope,
            family,
            view,
            children: OnceCell::new(),
        })))
    }
}

/// What a family has chosen and not asked for yet, shared by its phones. Nothing is sent before it is ordered.
#[Object]
impl Cart {
    /// Stable id.
    async fn id(&self) -> ID {
        id(&format!("cart:{}", self.0.family.0))
    }

    /// In the order in which they were added.
    async fn lines(&self) -> Vec<CartLine> {
        let lines = 0..self.0.view.lines.len();
        lines
            .map(|at| CartLine {
                cart: Arc::clone(&self.0),
                at,
            })
            .collect()
    }

    /// What ordering it would do now: each line, what would come along and what would change in price.
    async fn outcomes(&self) -> Vec<BookingOutcome> {
        let view = &self.0.view;
        let outcome = |line: &_| BookingOutcome {
            town: Arc::clone(&view.town),
            line: Clone::clone(line),
            changed: false,
        };
        view.answer.outcomes.iter().map(outcome).collect()
    }

    /// What ordering it now would add to what the family pays.
    async fn total(&self) -> Money {
        self.0.view.answer.total.into()
    }

    /// The part of the total that is to be paid with the order itself. The rest comes on the month's invoice.
    async fn due_now(&self) -> Money {
        self.0.view.answer.due_now.into()
    }

    /// The part of the total that comes on the month's invoice.
    async fn on_invoice(&self) -> Money {
        self.0.view.answer.on_invoice().into()
    }

    /// What the family owes and is to pay with the order, beside the total; null where there is nothing, where nothing is
    /// booked, and where the town does not ask for it.
    async fn debt_to_pay(&self) -> Option<DebtToPay> {
        self.0.view.answer.owed.map(DebtToPay::from)
    }

    /// Prices by the term that ordering it now would take up, give up or make another, beside the prices of its places and part of the total. Child by child.
    async fn terms(&self) -> Vec<TermPrice> {
        let view = &self.0.view;
        TermPrice::each(&view.town, &view.answer.terms)
    }

    /// How many lines there are.
    async fn badge(&self) -> u32 {
        u32::try_from(self.0.view.lines.len()).unwrap_or(u32::MAX)
    }

    /// The first instant at which a place is kept no longer (the instant itself is over); null where none is kept.
    async fn expires_at(&self) -> Option<DateTime> {
        self.0.view.expires_at.map(DateTime)
    }

    /// Pass it as `expects` to order just what the outcomes say.
    async fn plan_token(&self) -> String {
        self.0.view.token.write()
    }
}

/// A day in a cart.
pub(crate) struct CartLine {
    cart: Arc<Loaded>,
    at: usize,
}

impl CartLine {
    fn line(&self) -> &LineView {
        &self.cart.view.lines[self.at]
    }
}

/// A child's activity on a day, to be booked or given back.
#[Object]
impl CartLine {
    /// Stable id.
    async fn id(&self) -> ID {
        let key = self.line().key;
        id(&format!("cart-line:{}:{}:{}", key.activity.0, key.child.0, key.day))
    }

    /// The child; null once it is no longer of the family.
    async fn child(&self, ctx: &Context<'_>) -> Answer<Option<Child>> {
        let child = self.line().key.child;
        let load = || async {
            let ids: Vec<ChildId> = self.cart.view.lines.iter().map(|line| line.key.child).collect();
            let lines = people::children(&portal(ctx)?.db, self.cart.scope, &ids).await;
            let lines = lines.map_err(|error| fault(ctx, &Fault::from(error)))?;
            Ok::<_, async_graphql::Error>(
                Children::new(self.cart.scope, Arc::clone(&self.cart.view.town), lines).each(),
            )
        };
        let children = self.cart.children.get_or_try_init(load).await?;
        Ok(children.iter().find(|known| known.child_id() == child).cloned())
    }

    /// The activity.
    async fn activity(&self) -> Activity {
        Activity::new(&self.cart.view.town, self.line().key.activity)
    }

    /// The day.
    async fn date(&self) -> Date {
        Date(self.line().key.day)
    }

    /// To book it, or to give it back.
    async fn action(&self) -> PlanAction {
        self.line().line.kind.into()
    }

    /// What the place costs, as ordering would book it now; null where it would not.
    async fn price(&self) -> Option<Money> {
        match (self.line().line.kind, &self.line().outcome.as_ref()?.outcome) {
            (WishKind::Book, LineOutcome::Booked { price } | LineOutcome::Pending { price }) => Some((*price).into()),
            _ => None,
        }
    }

    /// What would become of it, were the cart ordered now; null where the child is no longer of the family.
    async fn outcome(&self) -> Option<BookingOutcome> {
        Some(BookingOutcome {
            town: Arc::clone(&self.cart.view.town),
            line: self.line().outcome.clone()?,
            changed: false,
        })
    }

    /// Who added it.
    async fn added_by(&self) -> &str {
        &self.line().line.added_by
    }

    /// When it was added.
    async fn added_at(&self) -> DateTime {
        DateTime(self.line().line.added_at)
    }

    /// Until when a place is kept for it (the instant itself is over); null where none is.
    async fn held_until(&self) -> Option<DateTime> {
        self.line().held_until.map(DateTime)
    }
}
