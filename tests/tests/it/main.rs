//! The portal as its callers meet it: each scenario names the rows of `docs/FEATURES.md` that it proves.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test may")]

mod alerts;
mod approval;
mod arrears;
mod attendance;
mod bad_input;
mod bouillargues;
mod capacity;
mod cart;
mod drafts;
mod explanation;
mod feeds;
mod firm;
mod four_towns;
mod kept_for_some;
mod linkage;
mod lutins;
mod millery;
mod milly;
mod opening_day;
mod orders;
mod planning;
mod prices;
mod races;
mod redis_down;
mod retries;
mod sessions;
mod statements;
mod strangers;
mod two_schools;
mod waiting;
