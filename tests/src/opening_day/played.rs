//! How a family fared: what it asked and what it was told.

use chrono::{DateTime, NaiveDate, Utc};
use tokio::time::Instant;

use super::cast::Basket;

/// One child's day in one activity; children and activities by their places.
pub type Wish = (usize, usize, NaiveDate);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Played {
    pub family: usize,
    /// Ids of its children, in the order of [`super::Family::wants`]; none when it did not come so far.
    pub children: Vec<String>,
    /// Its requests that change bookings, in order.
    pub acts: Vec<Act>,
    pub cart: Option<Filled>,
    /// Its requests to wait, in order.
    pub joins: Vec<Join>,
    /// Offers that it let go.
    pub declined: Vec<Declined>,
    /// What it was shown at last of what it waits for; none when it did not look.
    pub shown: Option<Vec<Shown>>,
}

/// A request that changes bookings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    pub kind: Kind,
    pub key: String,
    /// The days that it names.
    pub asked: Vec<Wish>,
    /// The answer, once there was one.
    pub told: Option<Told>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Books the year; the last of them counts, those before came too early.
    Plan,
    OrderCart,
    GiveBack,
    Accept,
}

/// The answer to a request that changes bookings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub order: Option<String>,
    pub lines: Vec<Line>,
    pub total: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub child: usize,
    pub activity: usize,
    pub day: NaiveDate,
    pub became: Became,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Became {
    /// At this price in cents.
    Booked(i64),
    Cancelled,
    Full,
    NotOpenYet(Option<DateTime<Utc>>),
    /// Nothing that this day should bring.
    Else(String),
}

/// A cart that was filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    pub basket: Basket,
    /// What went in and what did not, once that was answered.
    pub told: Option<Content>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// Days whose places the cart keeps.
    pub kept: Vec<Wish>,
    pub left_out: Vec<Line>,
}

/// A request to wait for days of one child in one activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Join {
    pub wishes: Vec<Wish>,
    pub asked: Instant,
    /// The answer, and when it came.
    pub told: Option<(Instant, Vec<WaitLine>)>,
}

/// What became of one day in a waiting list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitLine {
    pub wish: Wish,
    pub became: Wait,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wait {
    /// At this place in the list; the first is 1.
    Waiting(i64),
    /// Until then.
    Offered(DateTime<Utc>),
    Left,
    /// Nothing that this day should bring.
    Else(String),
}

/// A request to let offers go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declined {
    pub wishes: Vec<Wish>,
    pub told: Option<Vec<WaitLine>>,
}

/// What a family is shown of one of its waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub wish: Wish,
    pub stands: Wait,
}

impl Line {
    pub fn wish(&self) -> Wish {
        (self.child, self.activity, self.day)
    }
}

impl Told {
    pub(super) fn too_early(&self) -> bool {
        let mut lines = self.lines.iter();
        lines.any(|line| matches!(line.became, Became::NotOpenYet(_)))
    }
}

impl Played {
    pub(super) fn new(family: usize) -> Self {
        Self {
            family,
            children: Vec::new(),
            acts: Vec::new(),
            cart: None,
            joins: Vec::new(),
            declined: Vec::new(),
            shown: None,
        }
    }

    /// The answer to the year that it booked.
    pub fn plan(&self) -> Option<&Told> {
        let last = self.acts.iter().rfind(|act| act.kind == Kind::Plan);
        last?.told.as_ref()
    }

    /// All answers to requests that change bookings.
    pub fn told(&self) -> impl Iterator<Item = &Told> {
        self.acts.iter().filter_map(|act| act.told.as_ref())
    }

    /// Days whose places its cart kept, and that it did not order.
    pub fn left_in_cart(&self) -> &[Wish] {
        let left = self.cart.as_ref().filter(|cart| cart.basket == Basket::Left);
        let told = left.and_then(|cart| cart.told.as_ref());
        told.map_or(&[], |told| &told.kept)
    }

    /// Days that it was refused because they were full, when it came for them.
    pub fn full(&self) -> impl Iterator<Item = Wish> {
        let cart = self.cart.iter().filter_map(|cart| cart.told.as_ref());
        let left_out = cart.flat_map(|told| &told.left_out);
        let lines = self.plan().into_iter().flat_map(|told| &told.lines).chain(left_out);
        let full = lines.filter(|line| line.became == Became::Full);
        full.map(Line::wish)
    }

    /// Whether a request of its was never answered, or it never came to ask: what became of it nobody was told.
    pub fn unanswered(&self) -> bool {
        self.plan().is_none()
            || self.acts.iter().any(|act| act.told.is_none())
            || self.cart.as_ref().is_some_and(|cart| cart.told.is_none())
            || self.joins.iter().any(|join| join.told.is_none())
            || self.declined.iter().any(|declined| declined.told.is_none())
    }
}
