//! Reading a feed.

use std::net::IpAddr;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use preau_domain::calendar::zone::instant;
use preau_domain::ids::ActivityId;
use preau_entities::rows::Key;
use preau_entities::store::feeds::{self, FeedBooking, OpenFeed};
use sha2::{Digest, Sha256};

use super::address::FeedSecret;
use super::ical::{Event, calendar};
use super::throttle::{Counted, Throttle};
use crate::towns::Town;
use crate::{Fault, Portal};

/// How far back a feed reaches.
const DAYS_BACK: Days = Days::new(30);

/// A read within so long of the one noted before is not noted again.
const NOTED_FOR: TimeDelta = TimeDelta::minutes(10);

/// The feeds of one server process.
pub struct Feeds {
    portal: Portal,
    throttle: Throttle,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedAnswer {
    /// The calendar, and a mark that is the same for as long as it is.
    Found {
        text: String,
        etag: String,
    },
    /// There is none behind this secret, or no longer.
    Unknown,
    TooMany {
        retry_after: u32,
    },
}

impl Feeds {
    pub fn new(portal: Portal) -> Self {
        Self {
            portal,
            throttle: Throttle::default(),
        }
    }

    /// What stands behind a secret, for a client at this address: the child's first name, and its bookings from a month
    /// back to the end of the published calendar. Three statements at most.
    pub async fn read(&self, secret: &str, client: Option<IpAddr>) -> Result<FeedAnswer, Fault> {
        let now = self.portal.clock.now();
        let guessing = client.map(Counted::Unknown);
        if let Some(retry_after) = guessing.and_then(|guessing| self.throttle.wait(guessing, now)) {
            return Ok(FeedAnswer::TooMany { retry_after });
        }
        let Some(secret) = FeedSecret::parse(secret) else {
            return Ok(self.unknown(guessing, now));
        };
        let hash = secret.hash();
        if let Some(retry_after) = self.throttle.wait(Counted::Feed(&hash), now) {
            return Ok(FeedAnswer::TooMany { retry_after });
        }
        let Some(feed) = feeds::open(&self.portal.db, secret.commune, &hash).await? else {
            return Ok(self.unknown(guessing, now));
        };
        self.throttle.count(Counted::Feed(&hash), now);
        let town = self.portal.towns.get(secret.commune).await?;
        let text = self.text(&town, &feed).await?;
        if feed.last_read_at.is_none_or(|last| now - last >= NOTED_FOR) {
            feeds::was_read(&self.portal.db, secret.commune, feed.feed_id, now).await?;
        }
        let etag = format!("\"{:.32}\"", format!("{:x}", Sha256::digest(&text)));
        Ok(FeedAnswer::Found { text, etag })
    }

    fn unknown(&self, guessing: Option<Counted<'_>>, now: DateTime<Utc>) -> FeedAnswer {
        if let Some(guessing) = guessing {
            self.throttle.count(guessing, now);
        }
        FeedAnswer::Unknown
    }

    async fn text(&self, town: &Town, feed: &OpenFeed) -> Result<String, Fault> {
        let from = town.today.checked_sub_days(DAYS_BACK).unwrap_or(town.today);
        let (_, to) = town.in_force().calendar.published();
        let bookings = feeds::bookings(&self.portal.db, town.id, feed.child_id, from, to).await?;
        let events: Vec<Event> = bookings
            .iter()
            .filter_map(|booking| event(town, feed, booking))
            .collect();
        Ok(calendar(&feed.first_name, &events))
    }
}

/// None where the rule book of the day no longer has the activity: nobody knows its times.
fn event(town: &Town, feed: &OpenFeed, booking: &FeedBooking) -> Option<Event> {
    let activity = ActivityId(booking.activity_id.0);
    let offer = town.activity_on(activity, booking.day)?;
    let starts_at = instant(town.zone(), booking.day, offer.activity.starts_at);
    let ends_on = if offer.activity.ends_at > offer.activity.starts_at {
        booking.day
    } else {
        booking.day.succ_opt()?
    };
    Some(Event {
        uid: uid(feed.child_id, activity, booking.day),
        starts_at,
        ends_at: instant(town.zone(), ends_on, offer.activity.ends_at),
        summary: format!("{} – {}", feed.first_name, offer.activity.name),
        location: offer.activity.place.clone(),
        changed_at: booking.booked_at,
        // A place booked again, and one whose times another rule book changed, have a larger one: minutes since 2020
        // up to the booking, and the number of the version.
        sequence: (booking.booked_at.timestamp() - SINCE) / 60 + i64::from(town.on(booking.day).version),
    })
}

/// The first second of 2020.
const SINCE: i64 = 1_577_836_800;

/// Names a slot of a child, and neither of them.
fn uid(child: Key, activity: ActivityId, day: NaiveDate) -> String {
    let slot = format!("{child} {} {day}", activity.0);
    format!("{:.32}@preau", format!("{:x}", Sha256::digest(slot)))
}
