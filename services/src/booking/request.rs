//! A request for any number of days, and why it may be refused as a whole.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::access::Scope;
use preau_domain::ids::{ActivityId, ChildId, FamilyId};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::answer::PlanAnswer;
use super::planning::{Copy, DayPattern, Part, PartRefusal};
use super::token::{Difference, PlanToken};

/// Entries in one request.
pub const MAX_CHANGES: usize = 100;

/// Days in one request: six children, a year of four days a week in three activities.
pub const MAX_DAYS: usize = 2_600;

/// Activities that a copy of all of them is reckoned to come to: it is measured before the town is looked at.
const ACTIVITIES: usize = 8;

/// Days that the patterns and copies of one request may come to, holidays and days already booked included.
pub const MAX_REPEATED: usize = 6_000;

/// Characters of an idempotency key.
pub const MAX_KEY: usize = 64;

/// Whether a text can name a request: visible ASCII.
pub(crate) fn is_key(text: &str) -> bool {
    (1..=MAX_KEY).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// What a family (or an agent for it) wishes to change.
#[derive(Clone, Debug)]
pub struct PlanRequest {
    pub scope: Scope,
    /// Who asks, as [`preau_domain::access::Subject::actor`] names them.
    pub actor: String,
    /// How history names them.
    pub actor_name: String,
    pub changes: Vec<Change>,
    pub patterns: Vec<DayPattern>,
    pub copies: Vec<Copy>,
    /// What the person agreed to: should anything else come of it now, nothing is done.
    pub expects: Option<PlanToken>,
    pub aim: Aim,
    /// The client's name for this request: the same again is the same request.
    pub key: String,
    /// When the request reached the portal: the instant that deadlines are held against.
    pub received_at: DateTime<Utc>,
}

impl PlanRequest {
    /// What an agent (an actor and its name) changes of a family's places without asking for days.
    pub(crate) fn of_staff(
        scope: Scope,
        (actor, actor_name): (String, String),
        key: String,
        received_at: DateTime<Utc>,
    ) -> Self {
        Self {
            scope,
            actor,
            actor_name,
            changes: Vec::new(),
            patterns: Vec::new(),
            copies: Vec::new(),
            expects: None,
            aim: Aim::Order,
            key,
            received_at,
        }
    }
}

/// What is to be done with what a request asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Aim {
    #[default]
    Order,
    /// What stands in the family's cart is asked, and nothing else.
    OrderCart(FamilyId),
    /// Nothing is asked yet.
    Cart(FamilyId, CartChange),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CartChange {
    /// What is asked goes into the cart.
    Add,
    /// The days named leave it.
    Remove,
    Empty,
}

/// Days of one child in one activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    pub child: ChildId,
    pub activity: ActivityId,
    pub book: Vec<NaiveDate>,
    pub cancel: Vec<NaiveDate>,
}

/// Why nothing of the request was considered. `change` is the entry at fault, counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanRefusal {
    NothingAsked,
    TooManyEntries {
        most: usize,
    },
    TooManyDays {
        most: usize,
    },
    UnknownChild {
        change: usize,
    },
    UnknownActivity {
        change: usize,
    },
    /// An order is one family's.
    SeveralFamilies {
        change: usize,
    },
    /// A pattern or a copy is at fault.
    Part {
        part: Part,
        refusal: PartRefusal,
    },
    /// Something else would come of the request than it expects.
    Changed {
        /// What would happen now.
        answer: Box<PlanAnswer>,
        /// What of it is not as expected.
        difference: Difference,
    },
    InvalidKey,
    /// The key was used before for a different request.
    KeyMismatch,
}

impl PlanRequest {
    /// What can be told without looking at the town.
    pub fn check(&self) -> Result<(), PlanRefusal> {
        match self.aim {
            Aim::Order => {
                self.check_days()?;
                self.check_key()
            }
            Aim::OrderCart(_) => self.check_key(),
            Aim::Cart(_, CartChange::Add | CartChange::Remove) => self.check_days(),
            Aim::Cart(_, CartChange::Empty) => Ok(()),
        }
    }

    fn check_days(&self) -> Result<(), PlanRefusal> {
        let named = self.named();
        let entries = self.changes.len() + self.patterns.len() + self.copies.len();
        if entries > MAX_CHANGES {
            return Err(PlanRefusal::TooManyEntries { most: MAX_CHANGES });
        }
        let removes = matches!(self.aim, Aim::Cart(_, CartChange::Remove));
        if named == 0 && self.patterns.is_empty() && self.copies.is_empty() && !removes {
            return Err(PlanRefusal::NothingAsked);
        }
        if named > MAX_DAYS {
            return Err(PlanRefusal::TooManyDays { most: MAX_DAYS });
        }
        if self.repeated() > MAX_REPEATED {
            return Err(PlanRefusal::TooManyDays { most: MAX_REPEATED });
        }
        Ok(())
    }

    fn check_key(&self) -> Result<(), PlanRefusal> {
        if is_key(&self.key) {
            Ok(())
        } else {
            Err(PlanRefusal::InvalidKey)
        }
    }

    /// A request about a cart, by nobody in particular.
    pub(super) fn of_cart(scope: Scope, aim: Aim, now: DateTime<Utc>) -> Self {
        Self {
            scope,
            actor: String::new(),
            actor_name: String::new(),
            changes: Vec::new(),
            patterns: Vec::new(),
            copies: Vec::new(),
            expects: None,
            aim,
            key: String::new(),
            received_at: now,
        }
    }

    /// The family whose cart it is about.
    pub(super) fn cart_of(&self) -> Option<FamilyId> {
        match self.aim {
            Aim::Order => None,
            Aim::OrderCart(family) | Aim::Cart(family, _) => Some(family),
        }
    }

    /// Whether it is about all that stands in a cart, and not only about what it names.
    pub(super) fn is_of_a_whole_cart(&self) -> bool {
        matches!(self.aim, Aim::OrderCart(_) | Aim::Cart(_, CartChange::Empty))
    }

    /// Whether its answer is kept for retries.
    pub(super) fn has_key(&self) -> bool {
        !matches!(self.aim, Aim::Cart(..))
    }

    /// Days named one by one.
    fn named(&self) -> usize {
        let changes = self.changes.iter();
        changes.map(|change| change.book.len() + change.cancel.len()).sum()
    }

    /// Days that patterns and copies come to, give or take the activities of the town.
    fn repeated(&self) -> usize {
        let patterns = self.patterns.iter().map(DayPattern::size);
        let copies = self.copies.iter().map(|copy| copy.size(ACTIVITIES));
        patterns.chain(copies).sum()
    }

    /// How many days it may come to by itself. What it looks at in a cart comes on top of that.
    pub(super) fn weight(&self) -> usize {
        self.named() + self.repeated()
    }

    /// Tells whether two requests name the same days: SHA-256 of what they ask, in hexadecimal. An order of a cart names
    /// none.
    pub(super) fn fingerprint(&self) -> String {
        let asked = if self.patterns.is_empty() && self.copies.is_empty() {
            serde_json::to_vec(&self.changes)
        } else {
            serde_json::to_vec(&(&self.changes, &self.patterns, &self.copies))
        };
        format!("{:x}", Sha256::digest(asked.unwrap_or_default()))
    }
}
