//! What every family's phone shares.

use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use tokio::time::Instant;

use super::cast::{Arrival, Cast, Family};
use super::countdown::Countdown;
use super::gate::Gate;
use super::learn::Learned;
use super::log::Log;

pub struct Stage {
    pub cast: Cast,
    pub families: Vec<Family>,
    pub servers: Vec<SocketAddr>,
    pub town: String,
    /// Ids of the activities, in the order in which they are offered.
    pub activities: Vec<String>,
    /// The days that each family books, in order.
    pub days: Vec<NaiveDate>,
    /// When those who come early must be told to come; none when it is open from the beginning.
    pub opens_at: Option<DateTime<Utc>>,
    /// Nobody tries again after this.
    until: Mutex<Instant>,
    pub gate: Gate,
    /// Families that still have days to give back.
    pub(super) giving: Countdown,
    pub log: Log,
}

impl Stage {
    /// Phones give up when so much time has passed from now on.
    pub fn new(
        cast: Cast,
        servers: Vec<SocketAddr>,
        learned: Learned,
        opens_at: Option<DateTime<Utc>>,
        time: Duration,
    ) -> Self {
        let mut families = cast.families();
        if opens_at.is_none() {
            for family in &mut families {
                if let Arrival::Early(after) = family.arrival {
                    family.arrival = Arrival::Open(after);
                }
            }
        }
        let early = families
            .iter()
            .filter(|family| matches!(family.arrival, Arrival::Early(_)));
        Self {
            gate: Gate::new(early.count()),
            giving: Countdown::new(families.iter().filter(|family| family.gives).count()),
            town: super::slug(&cast),
            activities: learned.activities,
            days: learned.days,
            until: Mutex::new(Instant::now() + time),
            log: Log::default(),
            cast,
            families,
            servers,
            opens_at,
        }
    }

    /// Phones give up when so much time has passed from now on.
    pub fn give_time(&self, time: Duration) {
        *self.until.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now() + time;
    }

    pub(super) fn out_of_time(&self) -> bool {
        Instant::now() >= *self.until.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until half of those who give days back have done so: others are offered places by then.
    pub async fn half_is_given_back(&self) {
        self.giving.at_most_half().await;
    }

    /// The days that a family puts into its cart, if it has one: one in four. The others it books at once.
    pub(super) fn cart_days(&self, family: &Family) -> Vec<NaiveDate> {
        self.some_days(family, true)
    }

    pub(super) fn plan_days(&self, family: &Family) -> Vec<NaiveDate> {
        self.some_days(family, false)
    }

    fn some_days(&self, family: &Family, in_cart: bool) -> Vec<NaiveDate> {
        let days = self.days.iter().enumerate();
        let some = days.filter(|(nth, _)| (family.basket.is_some() && nth % 4 == family.nth % 4) == in_cart);
        some.map(|(_, &day)| day).collect()
    }
}
