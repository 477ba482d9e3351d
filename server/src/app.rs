//! The commands that need the whole program.
#![allow(clippy::unused_async, reason = "they will wait for the store")]

use crate::cli::Failure;
use crate::cli::command::{Demo, Install, Migrate, Serve};

pub async fn demo(_: Demo) -> Result<(), Failure> {
    Err(Failure::Failed("the demo is not wired yet".to_owned()))
}

pub async fn serve(_: Serve) -> Result<(), Failure> {
    Err(Failure::Failed("the server is not wired yet".to_owned()))
}

pub async fn migrate(_: Migrate) -> Result<(), Failure> {
    Err(Failure::Failed("migrating is not wired yet".to_owned()))
}

pub async fn town_install(_: Install) -> Result<(), Failure> {
    Err(Failure::Failed("installing a town is not wired yet".to_owned()))
}

pub fn schema() -> Result<(), Failure> {
    Err(Failure::Failed("the schema is not wired yet".to_owned()))
}
