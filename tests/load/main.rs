//! `make load`: plays opening day against servers that it starts itself, or against yours. See README.md beside it.

mod arguments;
mod day;
mod processor;
mod serve;
mod servers;
mod store;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use preau_tests::Outcome;

use crate::arguments::{Arguments, Format};

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let told = match Arguments::try_parse().and_then(Arguments::checked) {
        Ok(Arguments {
            command: Some(arguments::Command::Serve(server)),
            ..
        }) => serve::serve(server).await.map(|()| true),
        Ok(arguments) => play(arguments).await,
        Err(error) => {
            // Nowhere left to complain if this fails.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match told {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            say(&format!("opening-day: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// Plays, tells, and says whether everything held.
async fn play(arguments: Arguments) -> Outcome<bool> {
    let report = tokio::select! {
        report = day::play(&arguments) => report?,
        // What was started goes when it is dropped.
        stopped = tokio::signal::ctrl_c() => return Err(stopped.err().map_or("stopped".into(), Into::into)),
    };
    if let Some(file) = &arguments.svg {
        std::fs::write(file, preau_tests::opening_day::graph(&report.how, &report.samples))?;
    }
    let text = match arguments.format {
        Format::Text => report.text(),
        Format::Json => serde_json::to_string_pretty(&report.json())?,
    };
    writeln!(std::io::stdout(), "{text}")?;
    Ok(report.holds())
}

/// Tells how far it is, where the result does not go.
fn say(progress: &str) {
    // Nobody may be listening.
    let _ = writeln!(std::io::stderr(), "{progress}");
}
