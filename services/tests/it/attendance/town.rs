//! A town whose rule book says much of those who come unbooked, late, or not at all; and what it says, once more.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Paris;
use preau_domain::ids::ChildId;
use preau_services::towns::publish;

use crate::booking::reference;
use crate::booking::world::{World, day};
use crate::stores::Store;

const RULES: &str = include_str!("town.toml");

/// In the order of the rule book.
pub const ACTIVITIES: [&str; 2] = ["cantine", "soir"];

pub type Place = (ChildId, &'static str, NaiveDate);

/// The town, whose meals cost more from winter on.
pub async fn open(store: Store, now: &str) -> World {
    let world = World::with_rules(store, RULES, now).await;
    let winter = RULES
        .replace("valid_from = 2026-09-01", "valid_from = 2026-11-24")
        .replace("\"2.80\"", "\"3.10\"")
        .replace("\"6.50\"", "\"7.10\"");
    publish(&world.portal, &winter).await.unwrap().unwrap();
    world
}

/// First day of the rule book that a day goes by; that of today, where none held yet.
pub fn valid_from(on: NaiveDate, today: NaiveDate) -> NaiveDate {
    let by = if on < day("2026-09-01") { today } else { on };
    day(if by < day("2026-11-24") {
        "2026-09-01"
    } else {
        "2026-11-24"
    })
}

/// Cents of a meal, booked and not booked.
pub fn meal(on: NaiveDate) -> (i64, i64) {
    if on < day("2026-11-24") { (280, 650) } else { (310, 710) }
}

/// Class days since the rule book holds; in autumn there are holidays.
pub fn runs(on: NaiveDate) -> bool {
    let autumn = day("2026-10-17")..day("2026-11-02");
    on >= day("2026-09-01") && !autumn.contains(&on) && reference::open(on)
}

/// An instant, by the clocks of the town.
pub fn local(on: NaiveDate, time: &str) -> DateTime<Utc> {
    let time: NaiveTime = time.parse().unwrap();
    Paris.from_local_datetime(&on.and_time(time)).unwrap().to_utc()
}

pub fn civil(at: DateTime<Utc>) -> (NaiveDate, NaiveTime) {
    let there = at.with_timezone(&Paris).naive_local();
    (there.date(), there.time())
}

/// From then on nothing of the day is booked, given back or told in time.
pub fn morning(on: NaiveDate) -> DateTime<Utc> {
    local(on, "09:00:00")
}

pub fn begins((_, activity, on): Place) -> DateTime<Utc> {
    local(on, if activity == "soir" { "16:30:00" } else { "11:45:00" })
}
