use async_graphql::{Context, ID, Object};
use preau_domain::ids::{ChildId, OrderId};
use preau_entities::store::accounts;
use preau_entities::store::people::Whose;
use preau_services::{Fault, drafts};

use crate::asking::{asking, caller, portal, scope};
use crate::faults::{Answer, fault};
use crate::scalars::id;
use crate::types::child::{Child, Children};
use crate::types::family::Family;
use crate::types::legend::SlotStateLegend;
use crate::types::order::Order;
use crate::types::rule_book_answer::{RuleBookAnswer, RuleBookCheck};
use crate::types::rule_book_question::RuleBookQuestion;
use crate::types::town::Town;
use crate::types::viewer::Viewer;

pub struct Query;

/// What can be asked. What lies outside the caller's reach does not exist for them: `NOT_FOUND`.
#[Object]
impl Query {
    /// Who is asking.
    async fn viewer(&self, ctx: &Context<'_>) -> Answer<Viewer> {
        Ok(Viewer {
            caller: caller(ctx)?.clone(),
        })
    }

    /// Public facts about a town; needs no sign-in.
    async fn town(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The town's name in addresses.")] slug: String,
    ) -> Answer<Option<Town>> {
        let town = portal(ctx)?
            .towns
            .by_slug(&slug)
            .await
            .map_err(|error| fault(ctx, &error))?;
        Ok(town.map(Town))
    }

    /// What the states of a slot are called and mean, in the order of a legend; needs no sign-in.
    async fn legend(&self, ctx: &Context<'_>) -> Vec<SlotStateLegend> {
        SlotStateLegend::all(asking(ctx).locale())
    }

    /// A child the caller may see.
    async fn child(&self, ctx: &Context<'_>, #[graphql(desc = "The child.")] id: ID) -> Answer<Option<Child>> {
        let (portal, scope) = (portal(ctx)?, scope(ctx)?);
        let child: ChildId = id::parse(ctx, &id)?;
        let town = portal.towns.get(scope.commune).await;
        let town = town.map_err(|error| fault(ctx, &error))?;
        let children = Children::read(ctx, scope, town, Whose::Child(child)).await?;
        let found = children.each().into_iter().next();
        found.map(Some).ok_or_else(|| fault(ctx, &Fault::NotFound))
    }

    /// A family the caller may see.
    async fn family(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The code by which the town knows it, as invoices print it.")] code: String,
    ) -> Answer<Option<Family>> {
        let scope = scope(ctx)?;
        let found = accounts::families_by_code(&portal(ctx)?.db, scope.commune, &[code]).await;
        let found = found.map_err(|error| fault(ctx, &error.into()))?;
        let seen = found.into_iter().map(|(_, id)| id).find(|&id| scope.sees(id));
        let family = seen.map(|id| Family::new(scope, id));
        family.map(Some).ok_or_else(|| fault(ctx, &Fault::NotFound))
    }

    /// An order the caller may see.
    async fn order(&self, ctx: &Context<'_>, #[graphql(desc = "The order.")] id: ID) -> Answer<Option<Order>> {
        let scope = scope(ctx)?;
        let order: OrderId = id::parse(ctx, &id)?;
        let found = Order::find(ctx, scope, order).await?;
        found.map(Some).ok_or_else(|| fault(ctx, &Fault::NotFound))
    }

    /// What is wrong with a draft of a rule book. For staff.
    async fn rule_book_check(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The file, at most 524,288 bytes.")] source: String,
    ) -> Answer<Option<RuleBookCheck>> {
        let found = drafts::check(scope(ctx)?, source).await;
        let found = found.map_err(|error| fault(ctx, &error))?;
        Ok(Some(RuleBookCheck::of(&found, asking(ctx).locale())))
    }

    /// What a draft, or the version that governs the day, says of a place: whether it would be booked, at what price, and
    /// what would be due. For staff.
    async fn rule_book_explain(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The question.")] question: RuleBookQuestion,
    ) -> Answer<Option<RuleBookAnswer>> {
        let (portal, scope) = (portal(ctx)?, scope(ctx)?);
        let said = drafts::explain(portal, scope, question.asked(ctx)?).await;
        let said = said.map_err(|error| fault(ctx, &error))?;
        RuleBookAnswer::of(said, asking(ctx).locale()).map(Some)
    }
}
