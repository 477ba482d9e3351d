//! What can be asked of the program.

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand};

use super::debts_import::{self, Import};
use super::logging::LogSettings;
use super::rulebook_check::Check;
use super::rulebook_explain::{self, Explain};
use super::rulebook_simulate::{self, Simulate};
use crate::settings::secret::WeakSecret;
use crate::settings::{Secret, Settings, StoreSettings};

const AFTER_HELP: &str = "\
Without a command, preau starts the demo.

Exit codes:
  0  done
  1  failed, or the rule book has mistakes
  2  wrong usage or settings, or a file that cannot be read";

/// The open back end of a town's family portal.
#[derive(Parser, Debug)]
#[command(name = "preau", version, about, after_help = AFTER_HELP)]
struct Cli {
    #[command(flatten)]
    log: LogSettings,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand, Clone, Debug)]
pub enum Command {
    /// Serve four fictional towns, with logins printed and mails readable at /dev/mails
    Demo(Demo),
    /// Serve real towns
    Serve(Serve),
    /// Bring the store to the shape this version expects
    Migrate(Migrate),
    /// Work with rule book files
    #[command(subcommand)]
    Rulebook(Rulebook),
    /// Work with the towns of the store
    #[command(subcommand)]
    Town(Town),
    /// Note what families owe
    #[command(subcommand)]
    Debts(Debts),
    /// Print the GraphQL schema
    Schema,
}

#[derive(Args, Clone, Debug)]
pub struct Demo {
    #[command(flatten)]
    pub settings: Settings,

    /// Stop the clock at this instant, such as 2026-09-10T09:59:00+02:00
    #[arg(long, value_name = "RFC3339", value_parser = instant)]
    pub at: Option<DateTime<Utc>>,
}

#[derive(Args, Clone, Debug)]
pub struct Serve {
    #[command(flatten)]
    pub settings: Settings,

    /// Signs tokens: at least 32 bytes, the same for all processes. Others see arguments: give it by the environment
    #[arg(
        long,
        env = "PREAU_SECRET",
        default_value = "",
        hide_default_value = true,
        hide_env_values = true
    )]
    pub secret: Secret,
}

#[derive(Args, Clone, Debug)]
pub struct Migrate {
    #[command(flatten)]
    pub store: StoreSettings,
}

#[derive(Subcommand, Clone, Debug)]
pub enum Rulebook {
    /// Report every mistake of a rule book file, without a store
    Check(Check),
    /// Explain step by step whether a child can be booked on a day, and at what price, without a store
    #[command(after_help = rulebook_explain::EXAMPLE)]
    Explain(Explain),
    /// Try a draft against what was booked and used in a past period: what it would refuse, and who would pay what
    #[command(after_help = rulebook_simulate::MORE)]
    Simulate(Simulate),
    /// List the versions of a town's rule book, the latest first: number, published, first and last day, title
    Versions(Versions),
}

#[derive(Subcommand, Clone, Debug)]
pub enum Town {
    /// Publish a rule book: makes the town, or gives it a new version of its rules
    Install(Install),
    /// Publish the file of an earlier version again, as the latest one
    Rollback(Rollback),
}

#[derive(Subcommand, Clone, Debug)]
pub enum Debts {
    /// Note what families owe from a file: all of it, or nothing
    #[command(after_help = debts_import::MORE)]
    Import(Import),
}

#[derive(Args, Clone, Debug)]
pub struct Install {
    /// The town's rule book
    pub file: PathBuf,
    #[command(flatten)]
    pub store: StoreSettings,
}

#[derive(Args, Clone, Debug)]
pub struct Versions {
    #[arg(long, value_name = "SLUG")]
    pub town: String,
    #[command(flatten)]
    pub store: StoreSettings,
}

#[derive(Args, Clone, Debug)]
pub struct Rollback {
    #[arg(long, value_name = "SLUG")]
    pub town: String,
    /// The version whose file is published again
    #[arg(long = "version", value_name = "NUMBER")]
    pub version: i32,
    #[command(flatten)]
    pub store: StoreSettings,
}

/// Reads arguments, the program's name first, and the environment. An error knows its text and exit code; asking for
/// help is one too.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<(Command, LogSettings), clap::Error> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let cli = Cli::try_parse_from(&arguments)?;
    let cli = match cli.command {
        Some(_) => cli,
        None => Cli::try_parse_from(arguments.into_iter().chain([OsString::from("demo")]))?,
    };
    match cli.command {
        Some(Command::Serve(serve)) => {
            serve
                .secret
                .fit_for_production()
                .map_err(|weak| usage(&in_words(weak)))?;
            Ok((Command::Serve(serve), cli.log))
        }
        Some(command) => Ok((command, cli.log)),
        None => Err(usage("a command is missing")),
    }
}

fn in_words(weak: WeakSecret) -> String {
    let fault = match weak {
        WeakSecret::Missing => "is missing",
        WeakSecret::Short => "is too short, it needs at least 32 bytes",
        WeakSecret::Guessable => "can be guessed",
    };
    format!("PREAU_SECRET {fault}: make one with `openssl rand -base64 48`")
}

fn usage(message: &str) -> clap::Error {
    Cli::command().error(ErrorKind::ValueValidation, message)
}

pub(super) fn instant(text: &str) -> Result<DateTime<Utc>, String> {
    DateTime::parse_from_rfc3339(text)
        .map(|instant| instant.to_utc())
        .map_err(|_| "expected an instant such as 2026-09-10T09:59:00+02:00".to_owned())
}
