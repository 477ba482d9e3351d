//! Civil times of a town as instants, and back.

use chrono::{DateTime, Days, MappedLocalTime, NaiveDate, NaiveTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

/// No zone ever skipped more civil time than a day (Samoa left out a whole one).
const LONGEST_GAP_MINUTES: i64 = 26 * 60;

/// The instant at which clocks of the zone show `time` on `day`.
///
/// A time that clocks skip (the last Sunday of March, 02:00 to 03:00 in France) is the first instant after the gap,
/// to the minute. A time that clocks show twice (the last Sunday of October) is the earlier of its two instants: a
/// closing never comes later than a reader of the clock expects.
#[must_use]
pub fn instant(zone: Tz, day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    let civil = day.and_time(time);
    match zone.from_local_datetime(&civil) {
        MappedLocalTime::Single(at) | MappedLocalTime::Ambiguous(at, _) => at.to_utc(),
        MappedLocalTime::None => {
            let minute = day.and_time(time.with_second(0).and_then(|t| t.with_nanosecond(0)).unwrap_or(time));
            (1..=LONGEST_GAP_MINUTES)
                .filter_map(|skipped| minute.checked_add_signed(TimeDelta::minutes(skipped)))
                .find_map(|after| zone.from_local_datetime(&after).earliest())
                .map_or_else(|| civil.and_utc(), |at| at.to_utc())
        }
    }
}

/// The civil day that clocks of the zone show at an instant.
#[must_use]
pub fn civil_day(zone: Tz, at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

/// The first instant of a civil day: midnight, or the end of a gap that skips midnight.
#[must_use]
pub fn day_start(zone: Tz, day: NaiveDate) -> DateTime<Utc> {
    instant(zone, day, NaiveTime::MIN)
}

/// The first instant that is no longer part of a civil day: "until the end of Monday" closes here.
#[must_use]
pub fn day_end(zone: Tz, day: NaiveDate) -> DateTime<Utc> {
    day.checked_add_days(Days::new(1))
        .map_or(DateTime::<Utc>::MAX_UTC, |next| day_start(zone, next))
}
