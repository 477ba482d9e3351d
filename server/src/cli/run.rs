//! From a command to the code that does it.

use std::io::Write;
use std::process::ExitCode;

use preau_services::ports::Clock;

use super::command::{Command, Debts, Rulebook, Town};
use super::failure::Failure;
use crate::adapters::clock::SystemClock;
use crate::app;

/// Runs until the work is done or, for a server, until it is asked to stop.
pub async fn run(command: Command) -> ExitCode {
    let outcome = match command {
        Command::Rulebook(Rulebook::Check(check)) => return check.run(),
        Command::Rulebook(Rulebook::Explain(explain)) => return explain.run(SystemClock.now()),
        Command::Rulebook(Rulebook::Simulate(simulate)) => app::simulate(simulate).await,
        Command::Rulebook(Rulebook::Versions(versions)) => app::rulebook_versions(versions).await,
        Command::Demo(demo) => app::demo(demo).await,
        Command::Serve(serve) => app::serve(serve).await,
        Command::Migrate(migrate) => app::migrate(migrate).await,
        Command::Town(Town::Install(install)) => app::town_install(install).await,
        Command::Town(Town::Rollback(rollback)) => app::town_rollback(rollback).await,
        Command::Debts(Debts::Import(import)) => app::debts_import(import).await,
        Command::Schema => app::schema(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if failure != Failure::Told {
                // Nowhere left to complain if this fails.
                let _ = writeln!(std::io::stderr(), "preau: {failure}");
            }
            failure.exit_code()
        }
    }
}
