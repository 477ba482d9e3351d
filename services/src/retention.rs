//! How long the store keeps what only machines read.

use chrono::TimeDelta;
use preau_entities::store::{expired, statistics};

use crate::{Fault, Portal};

/// Answers kept for retries: a phone that was off for a weekend still hears what became of its request.
pub const ANSWERS: TimeDelta = TimeDelta::hours(72);

/// Devices behind the end of their sign-in: for so long a token is told why it no longer works.
pub const DEVICES: TimeDelta = TimeDelta::days(30);

/// Lines of carts behind their day: nothing comes of them any more.
pub const CART_LINES: TimeDelta = TimeDelta::days(7);

/// Rows struck off by one statement, so that none holds its locks for long.
const CHUNK: u64 = 1_000;

/// How many rows were struck off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StruckOff {
    pub answers: u64,
    pub devices: u64,
    pub cart_lines: u64,
}

/// Strikes off what has been kept for long enough, in all towns, and lets the store see what it then holds.
pub async fn strike_off(portal: &Portal) -> Result<StruckOff, Fault> {
    let now = portal.clock.now();
    let mut struck_off = StruckOff::default();
    loop {
        let gone = expired::answers(&portal.db, now - ANSWERS, CHUNK).await?;
        struck_off.answers += gone;
        if gone < CHUNK {
            break;
        }
    }
    loop {
        let gone = expired::devices(&portal.db, now - DEVICES, CHUNK).await?;
        struck_off.devices += gone;
        if gone < CHUNK {
            break;
        }
    }
    loop {
        let gone = expired::cart_lines(&portal.db, (now - CART_LINES).date_naive(), CHUNK).await?;
        struck_off.cart_lines += gone;
        if gone < CHUNK {
            break;
        }
    }
    statistics::refresh(&portal.db).await?;
    Ok(struck_off)
}
