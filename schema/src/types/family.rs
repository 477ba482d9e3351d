use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use preau_domain::access::Scope;
use preau_domain::ids::FamilyId;
use preau_entities::store::accounts::DebtLine;
use preau_entities::store::people::{FamilyLine, Whose};
use preau_entities::store::quotients::QuotientLine;
use preau_entities::store::{accounts, family_files, orders, people, quotients};
use preau_services::Fault;
use preau_services::accounts::{debts, quotient};
use preau_services::towns::Town;
use tokio::sync::OnceCell;

use super::booking_event::BookingEventConnection;
use super::cart::Cart;
use super::child::{Child, Children};
use super::debt::{Debt, DebtEventConnection};
use super::family_file::FamilyFile;
use super::order::OrderConnection;
use super::quotient::Quotient;
use super::suspension::Suspension;
use super::waiting_place::WaitingPlaceConnection;
use crate::asking::portal;
use crate::connection::Arguments;
use crate::faults::{Answer, fault};
use crate::scalars::id::id;
use crate::scalars::{Date, Money};
use crate::shared::Shared;

/// The row is only read when a field of it is asked for.
pub(crate) struct Family {
    scope: Scope,
    id: FamilyId,
    row: OnceCell<FamilyLine>,
    given: OnceCell<Vec<QuotientLine>>,
    families: Arc<Families>,
}

/// Families that a request met together. Their rows are read together too.
struct Families {
    ids: Vec<FamilyId>,
    rows: Shared<(), Vec<FamilyLine>>,
}

impl Family {
    pub(crate) fn new(scope: Scope, id: FamilyId) -> Self {
        Self::of(scope, id, Arc::new(Families::new(vec![id])))
    }

    /// Families that are met together, in the order of their ids.
    pub(crate) fn several(scope: Scope, ids: Vec<FamilyId>) -> Vec<Self> {
        let families = Arc::new(Families::new(ids));
        let each = families.ids.iter();
        each.map(|&id| Self::of(scope, id, Arc::clone(&families))).collect()
    }

    fn of(scope: Scope, id: FamilyId, families: Arc<Families>) -> Self {
        Self {
            scope,
            id,
            row: OnceCell::new(),
            given: OnceCell::new(),
            families,
        }
    }

    async fn town(&self, ctx: &Context<'_>) -> Answer<Arc<Town>> {
        let town = portal(ctx)?.towns.get(self.scope.commune).await;
        town.map_err(|error| fault(ctx, &error))
    }

    /// The quotients that it gave, in the order in which it did.
    async fn given(&self, ctx: &Context<'_>) -> Answer<&[QuotientLine]> {
        let portal = portal(ctx)?;
        let load = || quotients::of_family(&portal.db, self.scope, self.id);
        let given = self.given.get_or_try_init(load).await;
        let given = given.map_err(|error| fault(ctx, &error.into()))?;
        Ok(given)
    }

    async fn row(&self, ctx: &Context<'_>) -> Answer<&FamilyLine> {
        let portal = portal(ctx)?;
        let load = || async {
            let all = || people::families(&portal.db, self.scope, &self.families.ids);
            let rows = self.families.rows.get((), all).await.map_err(Fault::from)?;
            let own = rows.iter().find(|row| row.family_id.0 == self.id.0);
            own.cloned().ok_or(Fault::NotFound)
        };
        self.row.get_or_try_init(load).await.map_err(|error| fault(ctx, &error))
    }
}

impl Families {
    fn new(ids: Vec<FamilyId>) -> Self {
        Self {
            ids,
            rows: Shared::default(),
        }
    }
}

/// A household known to the town.
#[Object]
impl Family {
    /// Stable id.
    async fn id(&self) -> ID {
        id(&self.id)
    }

    /// The code printed on invoices.
    async fn code(&self, ctx: &Context<'_>) -> Answer<&str> {
        Ok(&self.row(ctx).await?.code)
    }

    /// The name the town knows the household by.
    async fn name(&self, ctx: &Context<'_>) -> Answer<&str> {
        Ok(&self.row(ctx).await?.name)
    }

    /// Its children, eldest first.
    async fn children(&self, ctx: &Context<'_>) -> Answer<Vec<Child>> {
        let town = self.town(ctx).await?;
        let children = Children::read(ctx, self.scope, town, Whose::Family(self.id)).await?;
        Ok(children.each())
    }

    /// How many of its orders the town's staff have yet to decide about.
    async fn waiting_order_count(&self, ctx: &Context<'_>) -> Answer<i32> {
        let found = orders::waiting_of_family(&portal(ctx)?.db, self.scope, self.id).await;
        let count = found.map_err(|error| fault(ctx, &error.into()))?;
        Ok(i32::try_from(count).unwrap_or(i32::MAX))
    }

    /// The quotient that prices go by on a day; null where the town holds none that counts then.
    async fn quotient(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day; today without it.")] on: Option<Date>,
    ) -> Answer<Option<u32>> {
        let town = self.town(ctx).await?;
        let lines = self.given(ctx).await?;
        Ok(quotient::counting(&town, lines, on.map_or(town.today, |day| day.0)))
    }

    /// All that it gave, the latest first; of two on one day, the first one here holds. Null when they cannot be read.
    async fn quotients(&self, ctx: &Context<'_>) -> Answer<Option<Vec<Quotient>>> {
        let town = self.town(ctx).await?;
        let lines = self.given(ctx).await?;
        let quotient = |line: &QuotientLine| Quotient {
            town: Arc::clone(&town),
            line: line.clone(),
        };
        Ok(Some(lines.iter().rev().map(quotient).collect()))
    }

    /// What it owes to each cash desk, by code; also where it has paid since. Null when it cannot be read.
    async fn debts(&self, ctx: &Context<'_>) -> Answer<Option<Vec<Debt>>> {
        let lines = &self.row(ctx).await?.debts;
        let town = portal(ctx)?.towns.get(self.scope.commune).await;
        let town = town.map_err(|error| fault(ctx, &error))?;
        let debt = |line: &DebtLine| Debt {
            town: Arc::clone(&town),
            line: line.clone(),
        };
        Ok(Some(lines.iter().map(debt).collect()))
    }

    /// What it owes in all. Null when it cannot be read.
    async fn debt_total(&self, ctx: &Context<'_>) -> Answer<Option<Money>> {
        Ok(Some(debts::total(&self.row(ctx).await?.debts).into()))
    }

    /// How that changed, latest first.
    async fn debt_history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many rows from the beginning, 1 to 100; 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "So many rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Answer<Option<DebtEventConnection>> {
        let arguments = Arguments {
            first,
            after,
            last,
            before,
        };
        let history = DebtEventConnection::of_family(ctx, self.scope, self.id, &arguments).await;
        history.map(Some)
    }

    /// Last day on which staff let it book in spite of what it owes.
    async fn spared_until(&self, ctx: &Context<'_>) -> Answer<Option<Date>> {
        let until = accounts::spared_until(&portal(ctx)?.db, self.scope, self.id).await;
        Ok(until.map_err(|error| fault(ctx, &error.into()))?.map(Date))
    }

    /// What staff declared of its file; null where nobody has looked at it yet.
    async fn file(&self, ctx: &Context<'_>) -> Answer<Option<FamilyFile>> {
        let line = family_files::file_of(&portal(ctx)?.db, self.scope, self.id).await;
        Ok(line.map_err(|error| fault(ctx, &error.into()))?.map(FamilyFile))
    }

    /// Places that staff withhold, the latest decision first; at most 100. Null when they cannot be read.
    async fn suspensions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Also those that are lifted.", default = false)] lifted: bool,
    ) -> Answer<Option<Vec<Suspension>>> {
        let portal = portal(ctx)?;
        let town = self.town(ctx).await?;
        let found = accounts::suspensions_of(&portal.db, self.scope, self.id, lifted).await;
        let lines = found.map_err(|error| fault(ctx, &error.into()))?;
        let suspension = |line| Suspension {
            town: Arc::clone(&town),
            line,
        };
        Ok(Some(lines.into_iter().map(suspension).collect()))
    }

    /// What it has chosen and not asked for yet. Null when it cannot be read.
    async fn cart(&self, ctx: &Context<'_>) -> Answer<Option<Cart>> {
        Cart::load(ctx, self.scope, self.id).await.map(Some)
    }

    /// Its orders, latest first.
    async fn orders(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many rows from the beginning, 1 to 100; 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "So many rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only those that wait for the town's staff (true), or only those that do not (false).")]
        waiting: Option<bool>,
    ) -> Answer<Option<OrderConnection>> {
        let page = Arguments {
            first,
            after,
            last,
            before,
        }
        .page(OrderConnection::KIND)?;
        let found = orders::of_family(&portal(ctx)?.db, self.scope, self.id, waiting, page).await;
        let slice = found.map_err(|error| fault(ctx, &error.into()))?;
        Ok(Some(OrderConnection::new(self.scope, page, slice)))
    }

    /// Every change to a booking of the family, latest first.
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many rows from the beginning, 1 to 100; 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "So many rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Answer<Option<BookingEventConnection>> {
        let arguments = Arguments {
            first,
            after,
            last,
            before,
        };
        let history = BookingEventConnection::of_family(ctx, self.scope, self.id, &arguments).await;
        history.map(Some)
    }

    /// What its children wait for, and the places that are kept for them, latest first; nothing whose time is over.
    async fn waiting(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many rows from the beginning, 1 to 100; 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "So many rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Answer<Option<WaitingPlaceConnection>> {
        let arguments = Arguments {
            first,
            after,
            last,
            before,
        };
        let waiting = WaitingPlaceConnection::of_family(ctx, self.scope, self.id, &arguments).await;
        waiting.map(Some)
    }
}
