//! A town with one family, orders as a turn writes them, and a mailer that notes what it sends.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::booking::Standing;
use preau_domain::family::{Regime, Residence};
use preau_domain::ids::{ActivityId, ChildId, CommuneId, FamilyId, GuardianId, OrderId};
use preau_entities::rows::booking_event::Change as What;
use preau_entities::rows::{Key, alert, task};
use preau_entities::store::register::{self, NewChild, NewFamily, NewGuardian};
use preau_entities::store::turn::{Batch, NewAlert, NewBooking, NewEvent, NewOrder, NewTask, SlotChange, Turn};
use preau_services::Portal;
use preau_services::outbox::Task;
use preau_services::ports::Mailer;
use preau_services::ports::mailer::{Mail, MailFault};
use preau_services::towns::publish;
use sea_orm::{EntityTrait, QueryOrder};
use tokio::sync::Notify;
use ulid::Ulid;

use crate::doubles::{FrozenClock, NotedCounts, SeededRandom, SilentBus};
use crate::stores::Store;

pub const CAMILLE: GuardianId = GuardianId(Ulid(0xca));
pub const ALEX: GuardianId = GuardianId(Ulid(0xa1));
const FAMILY: FamilyId = FamilyId(Ulid(0xfa));
pub const LEA: ChildId = ChildId(Ulid(0x1ea));
pub const ZOE: ChildId = ChildId(Ulid(0x20e));

pub struct World {
    pub portal: Portal,
    pub clock: Arc<FrozenClock>,
    pub counts: Arc<NotedCounts>,
    pub commune: CommuneId,
    pub store: Store,
    activities: BTreeMap<String, ActivityId>,
}

/// One change of an order.
#[derive(Clone, Copy)]
pub struct Change {
    pub child: ChildId,
    pub activity: &'static str,
    pub day: NaiveDate,
    pub what: What,
    pub cents: i64,
    /// To what the order adds up to.
    pub adds: i64,
}

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn booked(child: ChildId, activity: &'static str, on: &str, cents: i64) -> Change {
    Change {
        child,
        activity,
        day: day(on),
        what: What::Booked,
        cents,
        adds: cents,
    }
}

/// A place that costs something else now.
pub fn repriced(child: ChildId, activity: &'static str, on: &str, from: i64, to: i64) -> Change {
    Change {
        what: What::Repriced,
        adds: to - from,
        ..booked(child, activity, on, to)
    }
}

pub fn cancelled(child: ChildId, activity: &'static str, on: &str, cents: i64) -> Change {
    Change {
        what: What::Cancelled,
        adds: 0,
        ..booked(child, activity, on, cents)
    }
}

/// The id of the order of that number, and of its task.
pub fn order_id(number: u8) -> OrderId {
    OrderId(Ulid(0x0dde_0000 + u128::from(number)))
}

pub fn task_id(number: u8) -> Key {
    Key(Ulid(0x7a5c_0000 + u128::from(number)))
}

impl World {
    pub async fn open(store: Store) -> Self {
        let clock = Arc::new(FrozenClock::new(at("2026-11-23T17:04:00Z")));
        let counts = Arc::new(NotedCounts::default());
        let random = Arc::new(SeededRandom::new(1));
        let portal = Portal::new(
            store.db.clone(),
            clock.clone(),
            random,
            counts.clone(),
            Arc::new(SilentBus),
            4,
        );
        let (commune, _) = publish(&portal, include_str!("town.toml")).await.unwrap().unwrap();
        register::family(&store.db, commune, family()).await.unwrap();
        let town = portal.towns.get(commune).await.unwrap();
        let activities = town
            .activities()
            .map(|offered| (offered.activity.code.0.clone(), offered.id))
            .collect();
        Self {
            portal,
            clock,
            counts,
            commune,
            store,
            activities,
        }
    }

    pub fn activity(&self, code: &str) -> ActivityId {
        self.activities[code]
    }

    /// Writes an order and the task to confirm it, now.
    pub async fn place(&self, number: u8, actor: &str, actor_name: &str, changes: &[Change]) {
        let now = self.portal_now();
        let (order_id, family_id) = (Key(order_id(number).0), Key(FAMILY.0));
        let count = |what| i64::try_from(changes.iter().filter(|change| change.what == what).count()).unwrap();
        let order = NewOrder {
            order_id,
            number: i64::from(number),
            family_id,
            placed_at: now,
            actor: actor.to_owned(),
            actor_name: actor_name.to_owned(),
            total_cents: changes.iter().map(|change| change.adds).sum(),
            due_now_cents: 0,
            terms: "[]".to_owned(),
            debt_cents: 0,
            booked_count: count(What::Booked),
            cancelled_count: count(What::Cancelled),
            asked_count: 0,
            waiting_count: 0,
        };
        let alert = NewAlert {
            position: i64::from(number),
            family_id,
            order_id,
            at: now,
            kind: alert::Kind::BookingsChanged,
        };
        let mut batch = Batch {
            orders: vec![order],
            alerts: vec![alert],
            ..Batch::default()
        };
        let mut slots: BTreeMap<(Key, NaiveDate), i64> = BTreeMap::new();
        for (nth, change) in (1..).zip(changes) {
            let activity_id = Key(self.activity(change.activity).0);
            let booking_id = Key(Ulid((u128::from(number) << 32) + nth));
            *slots.entry((activity_id, change.day)).or_default() += i64::from(change.what != What::Cancelled);
            batch.bookings.push(NewBooking {
                booking_id,
                child_id: Key(change.child.0),
                activity_id,
                day: change.day,
                price_cents: change.cents,
                rule_book_version: 1,
                late: false,
                booked_at: now,
                cancelled_at: (change.what == What::Cancelled).then_some(now),
                standing: Standing::Confirmed,
                asked_in: None,
            });
            batch.events.push(NewEvent {
                event_id: booking_id,
                order_id,
                family_id,
                booking_id,
                child_id: Key(change.child.0),
                activity_id,
                day: change.day,
                change: change.what,
                price_cents: change.cents,
                rule_book_version: 1,
                decision_id: None,
                reason: None,
            });
        }
        batch.new_slots = slots
            .into_iter()
            .map(|((activity_id, day), delta)| SlotChange {
                activity_id,
                day,
                capacity: 120,
                delta,
            })
            .collect();
        batch.tasks.push(self.row(
            number,
            &Task::MailBookingConfirmation {
                order: self::order_id(number),
            },
        ));
        self.commit(batch).await;
    }

    /// Leaves a task for the worker, due now.
    pub async fn leave(&self, number: u8, task: &Task) {
        self.commit(Batch {
            tasks: vec![self.row(number, task)],
            ..Batch::default()
        })
        .await;
    }

    pub async fn commit(&self, batch: Batch) {
        let turn = Turn::begin(&self.store.db, self.commune).await.unwrap().unwrap();
        turn.commit(&batch, self.portal_now()).await.unwrap();
    }

    fn row(&self, number: u8, task: &Task) -> NewTask {
        NewTask {
            task_id: task_id(number),
            kind: task.kind(),
            payload: task.payload(),
            due_at: self.portal_now(),
        }
    }

    /// The outbox as it is.
    pub async fn tasks(&self) -> Vec<task::Model> {
        task::Entity::find()
            .order_by_asc(task::Column::TaskId)
            .all(&self.store.db)
            .await
            .unwrap()
    }

    fn portal_now(&self) -> DateTime<Utc> {
        self.portal.clock.now()
    }
}

fn family() -> NewFamily {
    let guardian = |id, first_name: &str, last_name: &str, email: &str, locale: &str| NewGuardian {
        id,
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        email: email.to_owned(),
        locale: locale.to_owned(),
    };
    let child = |id, first_name: &str, born| NewChild {
        id,
        first_name: first_name.to_owned(),
        last_name: "Durand".to_owned(),
        birth_date: day(born),
        school_code: "ormes".to_owned(),
        class: None,
        food_care_plan: false,
        regular_in: Vec::new(),
    };
    NewFamily {
        id: FAMILY,
        code: "DURAND1".to_owned(),
        name: "Durand".to_owned(),
        residence: Residence::Resident,
        regime: Regime::Caf,
        quotients: Vec::new(),
        debts: Vec::new(),
        file: None,
        guardians: vec![
            guardian(ALEX, "Alex", "Smith", "alex@example.org", "en"),
            guardian(CAMILLE, "Camille", "Durand", "camille@example.org", "fr"),
        ],
        children: vec![child(ZOE, "Zoé", "2018-05-02"), child(LEA, "Léa", "2020-03-14")],
    }
}

/// Notes what it sends; refuses and breaks where told to.
#[derive(Default)]
pub struct NotedMailer {
    sent: Mutex<Vec<Mail>>,
    /// Addresses that cannot be reached.
    pub refused: Mutex<Vec<String>>,
    /// Addresses that break the program.
    pub fatal: Mutex<Vec<String>>,
    pub rang: Notify,
}

impl NotedMailer {
    /// What was sent since last asked, by address.
    pub fn sent(&self) -> Vec<Mail> {
        let mut sent = std::mem::take(&mut *self.sent.lock().unwrap());
        sent.sort_by(|a, b| (&a.to, &a.key).cmp(&(&b.to, &b.key)));
        sent
    }
}

#[async_trait]
impl Mailer for NotedMailer {
    async fn send(&self, mail: &Mail) -> Result<(), MailFault> {
        assert!(!self.fatal.lock().unwrap().contains(&mail.to), "told to break");
        // Lets other workers come between.
        tokio::task::yield_now().await;
        if self.refused.lock().unwrap().contains(&mail.to) {
            return Err(MailFault("connection refused".to_owned()));
        }
        self.sent.lock().unwrap().push(mail.clone());
        self.rang.notify_one();
        Ok(())
    }
}
