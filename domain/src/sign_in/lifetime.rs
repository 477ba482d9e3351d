//! How long a sign-in lasts.

use chrono::{DateTime, TimeDelta, Utc};

use crate::access::Subject;

/// Life of an access token. It is also how long a device that was signed out from elsewhere may still act.
pub const ACCESS_LIFE: TimeDelta = TimeDelta::minutes(10);

/// A working day, with its overtime.
const SHIFT: TimeDelta = TimeDelta::hours(12);

const REMEMBERED: TimeDelta = TimeDelta::days(90);

/// The absolute end of a device signed in at `now`: no refresh moves it. Only a guardian may ask to be remembered;
/// staff and partner programs sign in anew every 12 hours.
#[must_use]
pub fn device_ends(subject: Subject, remember: bool, now: DateTime<Utc>) -> DateTime<Utc> {
    match subject {
        Subject::Guardian { .. } if remember => now + REMEMBERED,
        Subject::Guardian { .. } | Subject::Agent { .. } | Subject::Partner { .. } => now + SHIFT,
    }
}

/// The end of an access token issued at `now` to a device that ends at `device_ends_at`: it never outlives the device.
#[must_use]
pub fn access_ends(now: DateTime<Utc>, device_ends_at: DateTime<Utc>) -> DateTime<Utc> {
    (now + ACCESS_LIFE).min(device_ends_at)
}
