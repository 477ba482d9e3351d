//! The carts and kept places that a turn knows, and what it changes of them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use preau_domain::booking::WishKind;
use preau_domain::cart::{Cart, Line, LineKey};
use preau_domain::ids::{ActivityId, ChildId, CommuneId, FamilyId};
use preau_entities::rows::Key;
use preau_entities::store::cart::{self, Action, CartLine, Hold};
use preau_entities::store::turn::CartRef;
use preau_entities::store::{ConnectionTrait, StoreError};

use crate::booking::request::PlanRequest;

/// A place that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    pub family: FamilyId,
    pub until: DateTime<Utc>,
}

/// Lines and places as they now are, over those that the store has.
#[derive(Debug, Default)]
pub(crate) struct Carts {
    by_family: BTreeMap<FamilyId, Cart>,
    by_family_before: BTreeMap<FamilyId, Cart>,
    holds: BTreeMap<LineKey, Held>,
    holds_before: BTreeMap<LineKey, Held>,
}

/// What differs from the store.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    pub lines_gone: Vec<CartRef>,
    pub lines: Vec<CartLine>,
    pub holds_gone: Vec<(LineKey, CartRef)>,
    pub holds: Vec<(LineKey, Hold)>,
    /// Places kept as before, only longer.
    pub longer: Vec<Hold>,
    pub families: BTreeSet<FamilyId>,
}

impl Carts {
    /// Reads the carts that requests are about, with one statement where there are any.
    pub async fn read<C: ConnectionTrait>(
        db: &C,
        commune: CommuneId,
        requests: &[&PlanRequest],
    ) -> Result<Self, StoreError> {
        let mut carts = Self::default();
        let families: BTreeSet<FamilyId> = requests.iter().filter_map(|request| request.cart_of()).collect();
        if !families.is_empty() {
            let families: Vec<FamilyId> = families.into_iter().collect();
            carts.stand(cart::lines(db, commune, &families).await?);
        }
        Ok(carts)
    }

    /// Lines as the store has them.
    fn stand(&mut self, rows: Vec<CartLine>) {
        for row in rows {
            let line = Line {
                kind: match row.action {
                    Action::Book => WishKind::Book,
                    Action::Cancel => WishKind::Cancel,
                },
                added_at: row.added_at,
                added_by: row.added_by,
            };
            let key = key(row.child_id, row.activity_id, row.day);
            let family = FamilyId(row.family_id.0);
            self.by_family_before.entry(family).or_default().tick(key, line);
        }
        self.by_family = self.by_family_before.clone();
    }

    /// Takes over the lines of others.
    pub fn put(&mut self, lines: Self) {
        self.by_family = lines.by_family;
        self.by_family_before = lines.by_family_before;
    }

    /// Kept places as the store has them, beside those known. Their keys come back.
    pub fn note_held(&mut self, rows: &[Hold]) -> Vec<LineKey> {
        let of = |row: &Hold| {
            let held = Held {
                family: FamilyId(row.family_id.0),
                until: row.held_until,
            };
            (key(row.child_id, row.activity_id, row.day), held)
        };
        let mut noted = Vec::new();
        for (key, held) in rows.iter().map(of) {
            if self.holds_before.insert(key, held).is_none() {
                self.holds.insert(key, held);
                noted.push(key);
            }
        }
        noted
    }

    /// Empty for a family that has none, and for one that was not asked for.
    pub fn of(&self, family: FamilyId) -> Option<&Cart> {
        self.by_family.get(&family)
    }

    pub fn set(&mut self, family: FamilyId, cart: Cart) {
        self.by_family.insert(family, cart);
    }

    pub fn held(&self, key: &LineKey) -> Option<Held> {
        self.holds.get(key).copied()
    }

    pub fn hold(&mut self, key: LineKey, held: Held) {
        self.holds.insert(key, held);
    }

    /// Those whose time is over.
    pub fn over(&self, now: DateTime<Utc>) -> Vec<LineKey> {
        let over = self.holds.iter().filter(|(_, held)| held.until <= now);
        over.map(|(key, _)| *key).collect()
    }

    /// True when there was such a place.
    pub fn let_go(&mut self, key: &LineKey) -> bool {
        self.holds.remove(key).is_some()
    }

    /// The places kept for a family.
    pub fn held_by(&self, family: FamilyId) -> Vec<LineKey> {
        let theirs = self.holds.iter().filter(|(_, held)| held.family == family);
        theirs.map(|(key, _)| *key).collect()
    }

    pub fn all_held(&self) -> BTreeMap<LineKey, Held> {
        self.holds.clone()
    }

    /// As they were.
    pub fn restore(&mut self, holds: BTreeMap<LineKey, Held>) {
        self.holds = holds;
    }

    pub fn changes(&self) -> Changes {
        let mut changes = Changes::default();
        for (family, cart) in &self.by_family {
            let none = Cart::default();
            let before = self.by_family_before.get(family).unwrap_or(&none);
            let differs = |a: &Cart, b: &Cart| {
                let lines = a.lines().filter(|(key, line)| b.get(key) != Some(line));
                lines.map(|(key, line)| (*key, line.clone())).collect::<Vec<_>>()
            };
            let (gone, new) = (differs(before, cart), differs(cart, before));
            if !gone.is_empty() || !new.is_empty() {
                changes.families.insert(*family);
            }
            changes.lines_gone.extend(gone.iter().map(|(key, _)| reference(key)));
            changes
                .lines
                .extend(new.iter().map(|(key, line)| row(*family, key, line)));
        }
        for (key, held) in &self.holds_before {
            if !self.holds.contains_key(key) {
                changes.families.insert(held.family);
                changes.holds_gone.push((*key, reference(key)));
            }
        }
        for (key, held) in &self.holds {
            match self.holds_before.get(key) {
                Some(before) if before == held => {}
                Some(_) => changes.longer.push(hold(key, *held)),
                None => changes.holds.push((*key, hold(key, *held))),
            }
        }
        changes
    }
}

fn key(child: Key, activity: Key, day: chrono::NaiveDate) -> LineKey {
    LineKey {
        day,
        child: ChildId(child.0),
        activity: ActivityId(activity.0),
    }
}

fn reference(key: &LineKey) -> CartRef {
    CartRef {
        child_id: Key(key.child.0),
        activity_id: Key(key.activity.0),
        day: key.day,
    }
}

fn row(family: FamilyId, key: &LineKey, line: &Line) -> CartLine {
    CartLine {
        family_id: Key(family.0),
        child_id: Key(key.child.0),
        activity_id: Key(key.activity.0),
        day: key.day,
        action: match line.kind {
            WishKind::Book => Action::Book,
            WishKind::Cancel => Action::Cancel,
        },
        added_at: line.added_at,
        added_by: line.added_by.clone(),
    }
}

fn hold(key: &LineKey, held: Held) -> Hold {
    Hold {
        family_id: Key(held.family.0),
        child_id: Key(key.child.0),
        activity_id: Key(key.activity.0),
        day: key.day,
        held_until: held.until,
    }
}
