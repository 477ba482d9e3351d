//! `make bench`: how fast the portal books and shows calendars, beside a bare baseline measured in the same run.
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

use std::io::Write;
use std::process::ExitCode;

use crate::arguments::Arguments;
use crate::house::House;
use crate::report::Report;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use preau_tests::Outcome;

#[tokio::main]
async fn main() -> ExitCode {
    match bench().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("bench: {error}"));
            ExitCode::FAILURE
        }
    }
}

async fn bench() -> Outcome<()> {
    let arguments = Arguments::read(std::env::args().skip(1))?;
    let house = House::open(&arguments).await?;
    let measured = measure(&house, &arguments).await;
    house.close().await?;
    measured?.write(arguments.format)
}

async fn measure(house: &House, arguments: &Arguments) -> Outcome<Report> {
    let mut report = Report::new(arguments);
    calendar::measure(house, arguments, &mut report).await?;
    booking::measure(house, arguments, &mut report).await?;
    Ok(report)
}

/// Tells how far it is, where the result does not go.
fn say(progress: &str) {
    // Nobody may be listening.
    let _ = writeln!(std::io::stderr(), "{progress}");
}
