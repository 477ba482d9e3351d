//! Random families fill and order carts, book past them, wait, accept and let go, and staff decide, while the clock runs,
//! the worker is late, and the town stops and begins to keep places for carts: every answer is what the store holds, and
//! the store is sound after every step.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{Datelike, Days, TimeDelta};
use futures_util::future::join_all;
use preau_domain::access::{Reach, Scope};
use preau_domain::ids::{AgentId, BookingId, OrderId};
use preau_entities::rows::order_line::{self, Reply};
use preau_entities::store::cart;
use preau_services::Portal;
use preau_services::booking::cart::read::cart as read_cart;
use preau_services::booking::desk::decide;
use preau_services::booking::desk::request::{DecideRequest, LineWord};
use preau_services::booking::plan::commit;
use preau_services::booking::request::{CartChange, PlanRefusal, PlanRequest};
use preau_services::outbox::run_due;
use preau_services::ports::mailer::{Mail, MailFault};
use preau_services::ports::{Clock, Mailer};
use preau_services::towns::publish;
use preau_services::waiting::answer::WaitingOutcome;
use preau_services::waiting::request::Action;
use sea_orm::{EntityTrait, QueryOrder};
use ulid::Ulid;

use super::audit::{Place, Stands, stands};
use super::hearing::{Heard, pending};
use super::town::{ACTIVITIES, rules};
use crate::booking::chance::{Chance, Walks};
use crate::booking::world::{CHILDREN, FAMILIES, World, child, family, portal};
use crate::cart::town::{change, changing, ordering};
use crate::doubles::NotedCounts;
use crate::stores::{Store, on_both_stores};
use crate::waiting::town::{ask, asking};

on_both_stores! {
    carts_and_lists_and_staff_agree
}

const STEPS: usize = 1_000;
const MINUTES: i64 = 20;

/// Takes every mail.
pub struct Postbox;

#[async_trait]
impl Mailer for Postbox {
    async fn send(&self, _: &Mail) -> Result<(), MailFault> {
        Ok(())
    }
}

/// A walk through the town.
pub struct Walk {
    pub world: World,
    portal: Portal,
    counts: Arc<NotedCounts>,
    chance: Chance,
    /// How the places stand that answers told of.
    pub told: BTreeMap<Place, &'static str>,
    /// What the step asked, and was refused.
    pub heard: Heard,
    /// What was met, so that the walk is known to have met enough.
    met: BTreeMap<String, usize>,
    step: usize,
    /// Whether the town keeps places for carts.
    keeps: bool,
    /// How many are kept.
    held: usize,
}

async fn carts_and_lists_and_staff_agree(store: Store) {
    let walks = Walks::from(20_261_130);
    let world = World::with_rules(store, &rules(Some(MINUTES)), "2026-11-09T08:00:00Z").await;
    let counts = Arc::new(NotedCounts::default());
    let portal = portal(&world.store, world.clock.clone(), counts.clone(), 5);
    let mut walk = Walk {
        world,
        portal,
        counts,
        chance: Chance::new(walks.seed),
        told: BTreeMap::new(),
        heard: Heard::default(),
        met: BTreeMap::new(),
        step: 0,
        keeps: true,
        held: 0,
    };
    for step in 0..STEPS {
        walk.step = step;
        walk.go().await;
    }
    if !walks.as_ever {
        return;
    }
    for (what, least) in [
        ("cart Booked", 10),
        ("cart Cancelled", 5),
        ("cart Pending", 2),
        ("left out", 20),
        ("plan Booked", 10),
        ("plan Cancelled", 5),
        ("plan ChangeAsked", 1),
        ("Waiting", 10),
        ("Left", 1),
        ("accepted Booked", 5),
        ("Accepted", 3),
        ("Refused", 3),
        ("held", 50),
        ("held without the rule", 5),
        ("offered", 50),
        ("refused Full", 20),
        ("refused TooLate", 1),
        ("refused Excluded", 5),
        ("refused Contradictory", 1),
    ] {
        let times = walk.met.get(what).copied().unwrap_or(0);
        assert!(times >= least, "{what}: {:#?}", walk.met);
    }
}

impl Walk {
    async fn go(&mut self) {
        // Now and then nobody looks for most of a day.
        let minutes = if self.step % 40 == 20 {
            20 * 60
        } else {
            self.chance.below(12)
        };
        self.world
            .clock
            .advance(TimeDelta::minutes(i64::try_from(minutes).unwrap()));
        // While something is kept, the town may stop to keep anything for carts; some steps later it begins again.
        let changes = if self.keeps {
            self.held > 0 && self.chance.below(20) == 0
        } else {
            self.chance.below(8) == 0
        };
        if changes {
            self.keeps = !self.keeps;
            let minutes = self.keeps.then_some(MINUTES);
            publish(&self.portal, &rules(minutes)).await.unwrap().unwrap();
        }
        let before = stands(&self.world).await;
        self.heard.asks_what_stands_in_carts(&self.world).await;
        match self.chance.below(12) {
            0..=1 => while run_due(&self.portal, &Postbox, 100).await > 0 {},
            2..=3 => self.wait().await,
            4 => self.answer_an_offer().await,
            5 => self.staff().await,
            6 => self.order().await,
            _ => self.together().await,
        }
        let found = stands(&self.world).await;
        found.is_published(&self.counts);
        let booked = found.booked.iter();
        let booked: BTreeMap<Place, &str> = booked.map(|(&place, word)| (place, pending(word))).collect();
        assert_eq!(booked, self.told, "after step {}", self.step);
        self.count("offered", found.offered.len());
        let now = self.world.clock.now();
        self.held = found.held.values().filter(|&&until| now < until).count();
        let what = if self.keeps { "held" } else { "held without the rule" };
        self.count(what, self.held);
        let mut heard = std::mem::take(&mut self.heard);
        heard.asks_what_stands_in_carts(&self.world).await;
        heard.weigh(&self.world, &before, &found);
        for (_, reason) in heard.refused {
            self.count(&format!("refused {:?}", reason.code), 1);
        }
    }

    pub fn count(&mut self, what: &str, times: usize) {
        *self.met.entry(what.to_owned()).or_default() += times;
    }

    /// Some families tick and book at once: the town's lane takes them in as they come.
    async fn together(&mut self) {
        let found = stands(&self.world).await;
        let mut requests: Vec<(bool, PlanRequest)> = Vec::new();
        for nth in 0..=self.chance.below(3) {
            let of = self.chance.below(FAMILIES);
            let mut changes = Vec::new();
            for _ in 0..=self.chance.below(3) {
                let ((child, activity, day), book) = some_tick(&self.world, &mut self.chance, &found, of);
                let code = self.world.code(activity);
                changes.push(change(&self.world, child, code, (book, day)));
                if code == "etude" && !book && self.chance.below(2) == 0 {
                    changes.push(change(&self.world, child, "garderie", (true, day)));
                }
            }
            let key = format!("{}-{nth}", self.step);
            let request = match self.chance.below(10) {
                0 => changing(&self.world, of, CartChange::Remove, changes),
                1 => changing(&self.world, of, CartChange::Empty, Vec::new()),
                2..=6 => changing(&self.world, of, CartChange::Add, changes),
                _ => self.world.request(of, &key, changes),
            };
            self.heard.asks(&request.changes);
            requests.push((!request.key.is_empty(), request));
        }
        let asked = requests
            .iter()
            .map(|(_, request)| commit(&self.portal, request.clone()));
        let answers = join_all(asked).await;
        for ((plans, _), answer) in requests.into_iter().zip(answers) {
            let answer = answer.unwrap().unwrap();
            if plans {
                self.hear("plan", &answer);
            } else {
                self.count("left out", answer.outcomes.len());
                self.heard.refuses(&answer);
            }
        }
    }

    /// What the cart says that its order will do is what it does; once more it does nothing.
    async fn order(&mut self) {
        let of = self.chance.below(FAMILIES);
        let request = ordering(&self.world, of, &self.step.to_string());
        let shown = read_cart(&self.portal, request.scope).await.unwrap();
        let lines = cart::lines(&self.world.store.db, self.world.commune, &[family(of)]).await;
        assert_eq!(shown.lines.len(), lines.unwrap().len());
        let request = PlanRequest {
            expects: Some(shown.token),
            ..request
        };
        let answer = commit(&self.portal, request.clone()).await.unwrap();
        match &answer {
            Ok(done) => {
                assert_eq!(done.outcomes, shown.answer.outcomes);
                self.hear("cart", done);
                assert_eq!(commit(&self.portal, request).await.unwrap(), answer);
            }
            Err(refusal) => {
                assert_eq!((refusal, shown.lines.len()), (&PlanRefusal::NothingAsked, 0));
            }
        }
    }

    async fn wait(&mut self) {
        let found = stands(&self.world).await;
        let of = self.chance.below(FAMILIES);
        let waits = found.waits.values().map(|(asked, _)| *asked);
        let theirs: Vec<Place> = waits.filter(|place| family_of(place) == of).collect();
        let leaves = !theirs.is_empty() && self.chance.below(6) == 0;
        let place = if leaves {
            *self.chance.one_of(&theirs)
        } else {
            some_place(&self.world, &mut self.chance, of)
        };
        let action = if leaves { Action::Leave } else { Action::Join };
        self.line(action, place).await;
    }

    async fn answer_an_offer(&mut self) {
        let found = stands(&self.world).await;
        let offered: Vec<Place> = found.offered.iter().copied().collect();
        if offered.is_empty() {
            return;
        }
        let place = *self.chance.one_of(&offered);
        let action = if self.chance.below(4) == 0 {
            Action::Decline
        } else {
            Action::Accept
        };
        self.line(action, place).await;
    }

    async fn line(&mut self, action: Action, (child, activity, day): Place) {
        let of = family_of(&(child, activity, day));
        let (key, code) = (self.step.to_string(), self.world.code(activity));
        let request = asking(&self.world, of, &key, action, (child, code), &[day]);
        let answer = ask(&self.portal, request).await;
        self.hear("accepted", &answer.booked);
        for line in answer.outcomes {
            let word = match line.outcome {
                WaitingOutcome::Waiting { .. } => "Waiting",
                WaitingOutcome::Offered { .. } => "Offered",
                WaitingOutcome::Left => "Left",
                WaitingOutcome::Unchanged => "Unchanged",
                WaitingOutcome::Refused { reason } => {
                    self.heard.refused.push(((line.child, line.activity, line.day), reason));
                    "may not wait"
                }
            };
            self.count(word, 1);
        }
    }

    /// An agent decides about a line that waits.
    async fn staff(&mut self) {
        let lines = order_line::Entity::find()
            .order_by_asc(order_line::Column::OrderId)
            .order_by_asc(order_line::Column::BookingId)
            .all(&self.world.store.db)
            .await
            .unwrap();
        let waiting: Vec<_> = lines.iter().filter(|line| line.answer == Reply::Waiting).collect();
        if waiting.is_empty() {
            return;
        }
        let line = *self.chance.one_of(&waiting);
        let request = DecideRequest {
            scope: Scope {
                commune: self.world.commune,
                reach: Reach::Town,
            },
            actor: AgentId(Ulid(1)).to_string(),
            actor_name: "Sacha".to_owned(),
            order: OrderId(line.order_id.0),
            lines: vec![LineWord {
                booking: BookingId(line.booking_id.0),
                accept: self.chance.below(2) == 0,
                reason: None,
            }],
            rest: None,
            reason: None,
            key: self.step.to_string(),
            received_at: self.world.clock.now(),
        };
        let answer = decide(&self.portal, request).await.unwrap().unwrap();
        for line in answer.lines.iter().filter(|line| line.changed) {
            let place = (line.child, line.activity, line.day);
            let accepted = line.reply == Reply::Accepted;
            if (self.told[&place] == "pending") == accepted {
                self.told.insert(place, "confirmed");
            } else {
                self.told.remove(&place);
            }
            self.count(if accepted { "Accepted" } else { "Refused" }, 1);
        }
    }
}

fn family_of(place: &Place) -> usize {
    let is_its = |&of: &usize| (0..CHILDREN).any(|nth| place.0 == child(of, nth));
    (0..FAMILIES).find(is_its).unwrap()
}

/// Few days, so that they fill.
fn some_place(world: &World, chance: &mut Chance, of: usize) -> Place {
    let today = world.clock.now().date_naive();
    let weekday = today.weekday().num_days_from_monday();
    let monday = today - Days::new(u64::from(weekday)) + Days::new(if weekday < 3 { 7 } else { 14 });
    let on = monday + Days::new(*chance.one_of(&[0, 0, 0, 0, 1, 1, 3, 2]));
    let (child, code) = (child(of, chance.below(CHILDREN)), *chance.one_of(&ACTIVITIES));
    (child, world.activity(code), on)
}

/// To be booked; now and then what is booked is given back.
fn some_tick(world: &World, chance: &mut Chance, found: &Stands, of: usize) -> (Place, bool) {
    let today = world.clock.now().date_naive();
    let theirs = found
        .booked
        .keys()
        .filter(|place| family_of(place) == of && place.2 > today);
    let theirs: Vec<Place> = theirs.copied().collect();
    if !theirs.is_empty() && chance.below(3) == 0 {
        return (*chance.one_of(&theirs), false);
    }
    (some_place(world, chance, of), chance.below(7) > 0)
}
