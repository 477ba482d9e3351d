//! What every family's phone shares.

use std::net::SocketAddr;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use tokio::time::Instant;

use super::cast::{Arrival, Cast, Family};
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
    pub until: Instant,
    pub gate: Gate,
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
            town: super::slug(&cast),
            activities: learned.activities,
            days: learned.days,
            until: Instant::now() + time,
            log: Log::default(),
            cast,
            families,
            servers,
            opens_at,
        }
    }
}
