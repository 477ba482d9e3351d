//! A town of few places and four families that want them.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::{Reach, Scope};
use preau_domain::code::Code;
use preau_domain::family::{ChildFacts, Regime, Residence};
use preau_domain::ids::{ActivityId, ChildId, CommuneId, FamilyId, GuardianId};
use preau_entities::store::connect;
use preau_entities::store::people::children_in_town;
use preau_entities::store::register::{self, NewChild, NewFamily};
use preau_services::Portal;
use preau_services::booking::request::{Aim, Change, PlanRequest};
use preau_services::ports::{Clock, Counts};
use preau_services::towns::publish;
use ulid::Ulid;

use crate::doubles::{FrozenClock, NotedCounts, SeededRandom, SilentBus};
use crate::stores::Store;

pub const RULES: &str = include_str!("town.toml");

/// Children of a family. The second of every family has a food care plan.
pub const CHILDREN: usize = 2;
pub const FAMILIES: usize = 4;

pub struct World {
    pub store: Store,
    pub portal: Portal,
    pub clock: Arc<FrozenClock>,
    pub commune: CommuneId,
    activities: Vec<(String, ActivityId)>,
}

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn child(family: usize, nth: usize) -> ChildId {
    ChildId(Ulid(u128::try_from(0xc_0000 + family * 0x100 + nth).unwrap()))
}

pub fn family(nth: usize) -> FamilyId {
    FamilyId(Ulid(u128::try_from(0xf_0000 + nth).unwrap()))
}

/// A server process on the store.
pub fn portal(store: &Store, clock: Arc<dyn Clock>, counts: Arc<dyn Counts>, seed: u64) -> Portal {
    let random = Arc::new(SeededRandom::new(seed));
    Portal::new(store.db.clone(), clock, random, counts, Arc::new(SilentBus), 4)
}

impl World {
    pub async fn open(store: Store, now: &str) -> Self {
        Self::with_rules(store, RULES, now).await
    }

    pub async fn with_rules(store: Store, rules: &str, now: &str) -> Self {
        let clock = Arc::new(FrozenClock::new(at(now)));
        let portal = portal(&store, clock.clone(), Arc::new(NotedCounts::default()), 1);
        let (commune, _) = publish(&portal, rules).await.unwrap().unwrap();
        for nth in 0..FAMILIES {
            register::family(&store.db, commune, new_family(nth)).await.unwrap();
        }
        let town = portal.towns.get(commune).await.unwrap();
        let activities = town
            .activities()
            .map(|offered| (offered.activity.code.0.clone(), offered.id))
            .collect();
        Self {
            store,
            portal,
            clock,
            commune,
            activities,
        }
    }

    /// Another server process on the same store, with connections of its own.
    pub async fn another_process(&self, seed: u64) -> Portal {
        let db = connect(&self.store.url, 8, None).await.unwrap();
        let random = Arc::new(SeededRandom::new(seed));
        let counts = Arc::new(NotedCounts::default());
        Portal::new(db, self.clock.clone(), random, counts, Arc::new(SilentBus), 4)
    }

    pub fn activity(&self, code: &str) -> ActivityId {
        self.activities.iter().find(|(known, _)| known == code).unwrap().1
    }

    pub fn code(&self, id: ActivityId) -> &str {
        &self.activities.iter().find(|(_, known)| *known == id).unwrap().0
    }

    /// What the rules know of a child.
    pub async fn facts(&self, id: ChildId) -> ChildFacts {
        let line = children_in_town(&self.store.db, self.commune, &[id])
            .await
            .unwrap()
            .remove(0);
        ChildFacts {
            id,
            born: line.birth_date,
            class: line.class,
            school: Code(line.school_code),
            food_care_plan: line.food_care_plan,
            siblings: line.siblings,
            residence: line.residence,
            regime: line.regime,
            regular_in: line.regular_in,
            quotients: self
                .portal
                .towns
                .get(self.commune)
                .await
                .unwrap()
                .quotients(&line.quotients),
            account: line.account,
            file: line.file,
        }
    }

    /// A guardian of the family asks, now.
    pub fn request(&self, of: usize, key: &str, changes: Vec<Change>) -> PlanRequest {
        let guardian = GuardianId(Ulid(u128::try_from(0x9_0000 + of).unwrap()));
        PlanRequest {
            scope: Scope {
                commune: self.commune,
                reach: Reach::Family(family(of)),
            },
            actor: guardian.to_string(),
            actor_name: "Camille".to_owned(),
            changes,
            patterns: Vec::new(),
            copies: Vec::new(),
            expects: None,
            aim: Aim::Order,
            key: key.to_owned(),
            received_at: self.clock.now(),
        }
    }

    pub fn book(&self, child: ChildId, code: &str, days: &[&str]) -> Change {
        Change {
            child,
            activity: self.activity(code),
            book: days.iter().map(|text| day(text)).collect(),
            cancel: Vec::new(),
        }
    }
}

fn new_family(nth: usize) -> NewFamily {
    let new_child = |of| NewChild {
        id: child(nth, of),
        first_name: format!("Enfant {of}"),
        last_name: format!("Famille {nth}"),
        birth_date: day("2018-05-02"),
        school_code: "ormes".to_owned(),
        class: None,
        food_care_plan: of == 1,
        regular_in: Vec::new(),
    };
    NewFamily {
        id: family(nth),
        code: format!("FAMILLE{nth}"),
        name: format!("Famille {nth}"),
        residence: Residence::Resident,
        regime: Regime::Caf,
        quotients: Vec::new(),
        debts: Vec::new(),
        file: None,
        guardians: Vec::new(),
        children: (0..CHILDREN).map(new_child).collect(),
    }
}
