//! What a family has chosen and not asked for yet.

mod alerts;
mod approval;
mod calendar;
mod filling;
mod holds;
mod ordering;
mod refused;
mod retries;
mod statements;
mod switched_off;
mod waiting;
