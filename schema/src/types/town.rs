use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};
use preau_domain::access::Reach;
use preau_domain::rulebook::model;
use preau_services::{Fault, towns};

use super::activity::Activity;
use super::desk::{DeskCounters, DeskFilter, DeskOrderConnection};
use super::unreadable_rule_book::UnreadableRuleBook;
use crate::asking::scope;
use crate::connection::Arguments;
use crate::faults::{Answer, fault};
use crate::scalars::Date;
use crate::scalars::id::id;

pub(crate) struct Town(pub Arc<towns::Town>);

/// A town of the portal.
#[Object]
impl Town {
    /// Stable id.
    async fn id(&self) -> ID {
        id(&format!("town:{}", self.0.slug))
    }

    /// The town's name in addresses.
    async fn slug(&self) -> &str {
        &self.0.slug
    }

    /// The town's name.
    async fn name(&self) -> &str {
        &self.0.rules().town.name
    }

    /// IANA zone in which days and deadlines are meant.
    async fn time_zone(&self) -> &str {
        self.0.zone().name()
    }

    /// The rule book in force today.
    async fn rule_book(&self) -> RuleBook {
        RuleBook::new(&self.0, self.0.in_force().version)
    }

    /// Every version that governs some day: the one of today first, then the latest first.
    async fn rule_books(&self) -> Vec<RuleBook> {
        let books = self.0.editions();
        books.map(|edition| RuleBook::new(&self.0, edition.version)).collect()
    }

    /// Versions that this program cannot read, and whose days are closed for that. For the town's staff.
    async fn unreadable_rule_books(&self, ctx: &Context<'_>) -> Answer<Option<Vec<UnreadableRuleBook>>> {
        let scope = scope(ctx)?;
        if scope.reach != Reach::Town || scope.commune != self.0.id {
            return Err(fault(ctx, &Fault::Forbidden));
        }
        let unreadable = self.0.unreadable().iter().cloned();
        Ok(Some(unreadable.map(UnreadableRuleBook).collect()))
    }

    /// The activities of today's rule book, in its order, then those of other versions only.
    async fn activities(&self) -> Vec<Activity> {
        self.0
            .activities()
            .map(|offer| Activity::new(&self.0, offer.id))
            .collect()
    }

    /// Orders that wait for a decision, oldest first. For the town's staff.
    async fn orders_to_decide(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many rows from the beginning, 1 to 100; 20 unless said.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "So many rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which of them; all without it.")] filter: Option<DeskFilter>,
    ) -> Answer<Option<DeskOrderConnection>> {
        let arguments = Arguments {
            first,
            after,
            last,
            before,
        };
        let filter = filter.unwrap_or_default();
        DeskOrderConnection::of(ctx, self.0.id, &filter, &arguments)
            .await
            .map(Some)
    }

    /// How much waits for a decision. For the town's staff.
    async fn desk_counters(&self, ctx: &Context<'_>) -> Answer<Option<DeskCounters>> {
        DeskCounters::of(ctx, self.0.id).await.map(Some)
    }
}

pub(crate) struct RuleBook {
    town: Arc<towns::Town>,
    version: i32,
}

impl RuleBook {
    fn new(town: &Arc<towns::Town>, version: i32) -> Self {
        Self {
            town: Arc::clone(town),
            version,
        }
    }

    fn rules(&self) -> &model::RuleBook {
        let mut editions = self.town.editions();
        let edition = editions.find(|edition| edition.version == self.version);
        edition.map_or_else(|| self.town.rules(), |edition| &edition.rules)
    }
}

/// One version of a town's règlement.
#[Object]
impl RuleBook {
    /// Stable id.
    async fn id(&self) -> ID {
        id(&format!("rulebook:{}:{}", self.town.slug, self.version))
    }

    /// Counts up from 1 within the town.
    async fn version(&self) -> i32 {
        self.version
    }

    /// Its title.
    async fn title(&self) -> &str {
        &self.rules().title
    }

    /// First civil day it applies to.
    async fn valid_from(&self) -> Date {
        Date(self.rules().valid_from)
    }

    /// Last civil day it applies to; open-ended without it.
    async fn valid_to(&self) -> Option<Date> {
        self.rules().valid_to.map(Date)
    }

    /// Services of the town that families may write to.
    async fn contacts(&self) -> Vec<Contact> {
        self.rules().contacts.iter().map(Contact::of).collect()
    }

    /// For how many minutes a day in a family's cart keeps its place; null where a cart keeps none.
    async fn cart_holds_minutes(&self) -> Option<u16> {
        self.rules().cart_holds_minutes
    }
}

/// A service of the town that families may write to.
#[derive(SimpleObject)]
pub(crate) struct Contact {
    /// Name of the service.
    name: String,
    /// E-mail address.
    email: String,
    /// Telephone number, as people write it.
    phone: Option<String>,
}

impl Contact {
    fn of(contact: &model::Contact) -> Self {
        Self {
            name: contact.name.clone(),
            email: contact.email.clone(),
            phone: contact.phone.clone(),
        }
    }
}
