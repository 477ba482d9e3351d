use std::sync::Arc;

use async_graphql::{Context, Enum, Object, SimpleObject};
use preau_domain::access::Scope;
use preau_domain::ids::FamilyId;
use preau_domain::money;
use preau_domain::rulebook::arrears::Arrears;
use preau_entities::store::accounts::{self, DebtEvent as Event, DebtLine, Source};
use preau_services::towns::Town;
use ulid::Ulid;

use crate::asking::portal;
use crate::connection::{Arguments, PageInfo, encode, page_info};
use crate::faults::{Answer, fault};
use crate::scalars::{Date, DateTime, Money};

/// Where a debt is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Source")]
pub(crate) enum DebtSource {
    /// Staff noted it.
    Staff,
    /// A file that the town imported.
    Import,
}

/// With the town whose rule book says by when what is owed was to be paid.
pub(crate) struct Debt {
    pub town: Arc<Town>,
    pub line: DebtLine,
}

impl Debt {
    fn owed(&self) -> bool {
        self.line.amount_cents > 0
    }

    fn arrears(&self) -> Option<&Arrears> {
        let rules = &self.town.on(self.line.as_of).rules;
        rules.arrears.as_ref().filter(|_| self.owed())
    }
}

/// What a family owes to a cash desk.
#[Object]
impl Debt {
    /// The cash desk, by its code.
    async fn cash_desk(&self) -> &str {
        &self.line.cash_desk
    }

    /// The amount; nothing once it is paid.
    async fn amount(&self) -> Money {
        money::Money::from_cents(self.line.amount_cents).into()
    }

    /// The day at whose end it was so.
    async fn as_of(&self) -> Date {
        Date(self.line.as_of)
    }

    /// Where it is known from.
    async fn source(&self) -> DebtSource {
        self.line.source.into()
    }

    /// When it was noted.
    async fn recorded_at(&self) -> DateTime {
        DateTime(self.line.recorded_at)
    }

    /// The last day to pay of the latest services that were overdue at the end of `asOf`; null where nothing is owed, or the
    /// rule book of that day says no such day.
    async fn due_on(&self) -> Option<Date> {
        self.arrears()?.last_due_day(self.line.as_of).map(Date)
    }

    /// Whether what is unpaid then goes to the tax office; null as `dueOn`.
    async fn handed_over(&self) -> Option<bool> {
        Some(self.arrears()?.handed_over)
    }

    /// The first day from which staff may suspend the family for it; null where they never may.
    async fn earliest_suspension(&self) -> Option<Date> {
        self.arrears()?.earliest_suspension(self.line.as_of).map(Date)
    }
}

#[derive(Clone)]
pub(crate) struct DebtEvent(Event);

/// A time at which a debt was noted anew.
#[Object]
impl DebtEvent {
    /// The cash desk, by its code.
    async fn cash_desk(&self) -> &str {
        &self.0.cash_desk
    }

    /// What was known until then; null where nothing was.
    async fn before(&self) -> Option<Money> {
        self.0.before_cents.map(|cents| money::Money::from_cents(cents).into())
    }

    /// What is known since.
    async fn amount(&self) -> Money {
        money::Money::from_cents(self.0.amount_cents).into()
    }

    /// The day at whose end it was so.
    async fn as_of(&self) -> Date {
        Date(self.0.as_of)
    }

    /// Where it is known from.
    async fn source(&self) -> DebtSource {
        self.0.source.into()
    }

    /// When it was noted.
    async fn at(&self) -> DateTime {
        DateTime(self.0.recorded_at)
    }

    /// Who noted it.
    async fn by(&self) -> &str {
        &self.0.actor_name
    }
}

/// A page of how debts changed.
#[derive(SimpleObject)]
pub(crate) struct DebtEventConnection {
    /// The rows with their cursors.
    edges: Vec<DebtEventEdge>,
    /// The rows.
    nodes: Vec<DebtEvent>,
    /// Where the page stands.
    page_info: PageInfo,
}

/// A change in a page.
#[derive(SimpleObject)]
pub(crate) struct DebtEventEdge {
    /// The change.
    node: DebtEvent,
    /// Its place in the list.
    cursor: String,
}

impl DebtEventConnection {
    const KIND: &'static str = "debt";

    pub(crate) async fn of_family(
        ctx: &Context<'_>,
        scope: Scope,
        family: FamilyId,
        arguments: &Arguments,
    ) -> Answer<Self> {
        let page = arguments.page(Self::KIND)?;
        let found = accounts::debt_history(&portal(ctx)?.db, scope, family, page).await;
        let slice = found.map_err(|error| fault(ctx, &error.into()))?;
        let key = |event: &Event| -> Ulid { event.event_id.0 };
        let page_info = page_info(Self::KIND, page, &slice, key);
        let nodes: Vec<DebtEvent> = slice.rows.into_iter().map(DebtEvent).collect();
        let edge = |node: &DebtEvent| DebtEventEdge {
            cursor: encode(Self::KIND, key(&node.0)),
            node: node.clone(),
        };
        Ok(Self {
            edges: nodes.iter().map(edge).collect(),
            nodes,
            page_info,
        })
    }
}

/// What a family owes and is to pay with an order, beside what the order costs.
#[derive(Clone, Copy, SimpleObject)]
pub(crate) struct DebtToPay {
    /// The amount.
    amount: Money,
    /// The latest day of which it is known.
    as_of: Date,
}

impl From<preau_domain::family::Owed> for DebtToPay {
    fn from(owed: preau_domain::family::Owed) -> Self {
        Self {
            amount: owed.amount.into(),
            as_of: Date(owed.as_of),
        }
    }
}
