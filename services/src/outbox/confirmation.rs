//! The mail that confirms an order, and the one that tells what staff decided about it.

use preau_domain::access::{Reach, Scope};
use preau_domain::ids::{CommuneId, DecisionId, FamilyId, GuardianId, OrderId};
use preau_domain::locale::Locale;
use preau_entities::rows::{Key, guardian, order};
use preau_entities::store::events::{self, EventLine};
use preau_entities::store::page::{Direction, Page};
use preau_entities::store::people::ChildLine;
use preau_entities::store::{orders, people};

use super::letter::Letter;
use super::split::split;
use super::task::Task;
use super::undone::Undone;
use crate::booking::terms;
use crate::ports::Mailer;
use crate::ports::mailer::Mail;
use crate::towns::Town;
use crate::{Fault, Portal};

const PAGE: u64 = 100;

/// The worker's own view of a town.
pub(super) fn scope(commune: CommuneId) -> Scope {
    Scope {
        commune,
        reach: Reach::Town,
    }
}

/// What a mail tells of.
#[derive(Clone, Copy)]
pub(super) struct News {
    pub order: OrderId,
    /// What staff decided; how the order was placed without it.
    pub decision: Option<DecisionId>,
}

impl News {
    fn part(self, guardian: GuardianId) -> Task {
        let order = self.order;
        match self.decision {
            None => Task::MailBookingConfirmationTo { order, guardian },
            Some(decision) => Task::MailOrderDecisionTo {
                order,
                decision,
                guardian,
            },
        }
    }
}

/// Mails the one reader, or splits the task so that each reader's mail succeeds and is retried alone.
pub(super) async fn send(
    portal: &Portal,
    mailer: &dyn Mailer,
    commune: CommuneId,
    task: Key,
    news: News,
) -> Result<(), Undone> {
    let order = order(portal, commune, news.order).await?;
    let readers = readers(portal, commune, &order).await?;
    match readers.as_slice() {
        [] => {
            tracing::warn!(commune = commune.0, order = %news.order, "an order has nobody to be confirmed to");
            Ok(())
        }
        [reader] => mail(portal, mailer, commune, task, &order, news, reader).await,
        several => {
            let part = |reader: &guardian::Model| news.part(GuardianId(reader.guardian_id.0));
            Ok(split(portal, commune, task, several.iter().map(part)).await?)
        }
    }
}

/// Mails one guardian. One who left the family since is not written to.
pub(super) async fn send_to(
    portal: &Portal,
    mailer: &dyn Mailer,
    commune: CommuneId,
    task: Key,
    news: News,
    guardian: GuardianId,
) -> Result<(), Undone> {
    let order = order(portal, commune, news.order).await?;
    let readers = readers(portal, commune, &order).await?;
    match readers.iter().find(|reader| reader.guardian_id == Key(guardian.0)) {
        Some(reader) => mail(portal, mailer, commune, task, &order, news, reader).await,
        None => Ok(()),
    }
}

async fn order(portal: &Portal, commune: CommuneId, id: OrderId) -> Result<order::Model, Fault> {
    let found = orders::by_ids(&portal.db, scope(commune), &[id]).await?;
    found
        .into_iter()
        .next()
        .ok_or_else(|| Fault::Defect(format!("there is no {id}")))
}

/// The guardian who placed the order; all guardians of the family when somebody else did.
async fn readers(portal: &Portal, commune: CommuneId, order: &order::Model) -> Result<Vec<guardian::Model>, Fault> {
    let mut guardians = people::guardians_of(&portal.db, scope(commune), FamilyId(order.family_id.0)).await?;
    guardians.retain(|guardian| !guardian.email.is_empty());
    if let Ok(GuardianId(actor)) = order.actor.parse() {
        guardians.retain(|guardian| guardian.guardian_id == Key(actor));
    }
    Ok(guardians)
}

async fn family_of(portal: &Portal, commune: CommuneId, order: &order::Model) -> Result<Vec<ChildLine>, Fault> {
    let family = FamilyId(order.family_id.0);
    Ok(people::children_of(&portal.db, scope(commune), family).await?)
}

async fn mail(
    portal: &Portal,
    mailer: &dyn Mailer,
    commune: CommuneId,
    task: Key,
    order: &order::Model,
    news: News,
    reader: &guardian::Model,
) -> Result<(), Undone> {
    let town = portal.towns.get(commune).await?;
    let events = events_of(portal, commune, order, news.decision).await?;
    let terms = match news.decision {
        Some(decision) => terms::of_decision(portal, commune, decision).await?,
        None => terms::of_order(order)?,
    };
    let children = match terms.as_slice() {
        [] => Vec::new(),
        _ => family_of(portal, commune, order).await?,
    };
    let name = format!("{} {}", reader.first_name, reader.last_name);
    let letter = Letter {
        town: &town,
        order,
        terms: &terms,
        children: &children,
        events: &events,
        decided: news.decision.is_some(),
        locale: locale(reader, &town),
        reader_name: &name,
        by_reader: order.actor == GuardianId(reader.guardian_id.0).to_string(),
    };
    let mail = Mail {
        key: format!("{task}-{}", reader.guardian_id),
        to: reader.email.clone(),
        subject: letter.subject(),
        text: letter.text(),
        to_name: name,
    };
    Ok(mailer.send(&mail).await?)
}

pub(super) fn locale(reader: &guardian::Model, town: &Town) -> Locale {
    let spoken = Locale::ALL.into_iter().find(|locale| locale.code() == reader.locale);
    spoken.unwrap_or(town.rules().town.language)
}

/// What the decision changed, or what the order changed when it was placed.
async fn events_of(
    portal: &Portal,
    commune: CommuneId,
    order: &order::Model,
    decision: Option<DecisionId>,
) -> Result<Vec<EventLine>, Fault> {
    let (id, family) = (OrderId(order.order_id.0), FamilyId(order.family_id.0));
    let mut events: Vec<EventLine> = Vec::new();
    loop {
        let cursor = events.last().map(|event| event.event_id.0);
        let page = Page {
            size: PAGE,
            cursor,
            direction: Direction::Forward,
        };
        let (db, scope) = (&portal.db, scope(commune));
        let slice = match decision {
            Some(decision) => events::of_decision(db, scope, decision.0, family, page).await?,
            None => events::of_order(db, scope, id, family, page).await?,
        };
        events.extend(slice.rows);
        if !slice.more {
            if decision.is_none() {
                events.retain(|event| !event.decided);
            }
            return Ok(events);
        }
    }
}
