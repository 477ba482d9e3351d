//! The mail that confirms an order.

use preau_domain::access::{Reach, Scope};
use preau_domain::ids::{CommuneId, FamilyId, GuardianId, OrderId};
use preau_domain::locale::Locale;
use preau_entities::rows::{Key, guardian, order};
use preau_entities::store::events::{self, EventLine};
use preau_entities::store::page::{Direction, Page};
use preau_entities::store::tasks;
use preau_entities::store::turn::NewTask;
use preau_entities::store::{orders, people};

use super::letter::Letter;
use super::task::Task;
use super::undone::Undone;
use crate::ports::Mailer;
use crate::ports::mailer::Mail;
use crate::ports::random::ulid;
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

/// Mails the one reader, or splits the task so that each reader's mail succeeds and is retried alone.
pub(super) async fn send(
    portal: &Portal,
    mailer: &dyn Mailer,
    commune: CommuneId,
    task: Key,
    id: OrderId,
) -> Result<(), Undone> {
    let order = order(portal, commune, id).await?;
    let readers = readers(portal, commune, &order).await?;
    match readers.as_slice() {
        [] => {
            tracing::warn!(commune = commune.0, order = %id, "an order has nobody to be confirmed to");
            Ok(())
        }
        [reader] => mail(portal, mailer, commune, task, &order, reader).await,
        several => {
            let now = portal.clock.now();
            let parts: Vec<NewTask> = several
                .iter()
                .map(|reader| {
                    let guardian = GuardianId(reader.guardian_id.0);
                    let part = Task::MailBookingConfirmationTo { order: id, guardian };
                    let task_id = Key(ulid(portal.random.as_ref(), now));
                    NewTask {
                        task_id,
                        kind: part.kind(),
                        payload: part.payload(),
                        due_at: now,
                    }
                })
                .collect();
            tasks::split(&portal.db, commune, task, &parts)
                .await
                .map_err(Fault::from)?;
            portal.outbox.notify_one();
            Ok(())
        }
    }
}

/// Mails one guardian. One who left the family since is not written to.
pub(super) async fn send_to(
    portal: &Portal,
    mailer: &dyn Mailer,
    commune: CommuneId,
    task: Key,
    id: OrderId,
    guardian: GuardianId,
) -> Result<(), Undone> {
    let order = order(portal, commune, id).await?;
    let readers = readers(portal, commune, &order).await?;
    match readers.iter().find(|reader| reader.guardian_id == Key(guardian.0)) {
        Some(reader) => mail(portal, mailer, commune, task, &order, reader).await,
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

async fn mail(
    portal: &Portal,
    mailer: &dyn Mailer,
    commune: CommuneId,
    task: Key,
    order: &order::Model,
    reader: &guardian::Model,
) -> Result<(), Undone> {
    let town = portal.towns.get(commune).await?;
    let events = events_of(portal, commune, order).await?;
    let name = format!("{} {}", reader.first_name, reader.last_name);
    let letter = Letter {
        town: &town,
        order,
        events: &events,
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

async fn events_of(portal: &Portal, commune: CommuneId, order: &order::Model) -> Result<Vec<EventLine>, Fault> {
    let (id, family) = (OrderId(order.order_id.0), FamilyId(order.family_id.0));
    let mut events: Vec<EventLine> = Vec::new();
    loop {
        let cursor = events.last().map(|event| event.event_id.0);
        let page = Page {
            size: PAGE,
            cursor,
            direction: Direction::Forward,
        };
        let slice = events::of_order(&portal.db, scope(commune), id, family, page).await?;
        events.extend(slice.rows);
        if !slice.more {
            return Ok(events);
        }
    }
}
