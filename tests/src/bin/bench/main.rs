//! `make bench`: how fast the portal books, shows calendars and tries a draft against a year, beside a bare baseline measured in the same run.
//!
//! Figures of one machine say little on another; ratios say more. Every pair is measured in turns, baseline then
//! portal, round after round, and each round's ratio is taken from neighbours in time.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "counts are small, and rates are for people to read"
)]

mod arguments;
mod booking;
mod calendar;
mod house;
mod load;
mod pgbench;
mod report;
mod simulation;

use std::io::Write;
use std::process::ExitCode;

use crate::arguments::{Arguments, Part};
use crate::house::House;
use crate::report::Report;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use preau_tests::Outcome;

#[tokio::main]
async fn main() -> ExitCode {
    match done().await {
        Ok(code) => code,
        Err(error) => {
            say(&format!("bench: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// The bench, or one of the processes that it starts to measure.
async fn done() -> Outcome<ExitCode> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.first().map(String::as_str) {
        Some(simulation::PROGRAM) => simulation::be_program().await,
        Some(simulation::READER) => simulation::be_reader(words.get(1).ok_or("no store")?).await,
        _ => bench(words).await.map(|()| ExitCode::SUCCESS),
    }
}

async fn bench(words: Vec<String>) -> Outcome<()> {
    let arguments = Arguments::read(words.into_iter())?;
    let mut report = Report::new(&arguments);
    let asked = |part| arguments.parts.contains(&part);
    if asked(Part::Calendar) || asked(Part::Booking) {
        let house = House::open(&arguments).await?;
        let measured = served(&house, &arguments, &mut report).await;
        house.close().await?;
        measured?;
    }
    if asked(Part::Simulation) {
        simulation::measure(&arguments, &mut report).await?;
    }
    report.write(arguments.format)
}

/// What callers ask of a server.
async fn served(house: &House, arguments: &Arguments, report: &mut Report) -> Outcome<()> {
    if arguments.parts.contains(&Part::Calendar) {
        calendar::measure(house, arguments, report).await?;
    }
    if arguments.parts.contains(&Part::Booking) {
        booking::measure(house, arguments, report).await?;
    }
    Ok(())
}

/// Tells how far it is, where the result does not go.
fn say(progress: &str) {
    // Nobody may be listening.
    let _ = writeln!(std::io::stderr(), "{progress}");
}
