//! `preau rulebook simulate`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::rulebook_explain::day;
use crate::settings::StoreSettings;

pub const MORE: &str = "\
Each booking of the period is asked for again under the draft, as of the instant at which it was booked, and what is due for
each place is reckoned again: as it came to pass, where attendance was written down. What the draft says of its validity is not
looked at. Of each day, places are given away in the order of booking until the draft's capacity is reached; what is refused for
another reason takes none, and what takes it along falls with it. Families' files are looked at as they stand today. Nothing is
written to the store, which must have the shape of this version (preau migrate), and nobody who books meanwhile waits. How far it
is stands on standard error, each 50 000 places. Ctrl-C ends it behind the page that it reckons.

Example:
  preau rulebook simulate next-year.toml --from 2025-09-01 --to 2026-07-03 --families families.csv

Exit codes:
  0  told, whatever comes of it
  1  the rule book has mistakes, or the store cannot be read
  2  wrong usage or settings, a file that cannot be read, or a town that is not there
  130  interrupted by Ctrl-C";

#[derive(Args, Clone, Debug)]
pub struct Simulate {
    /// The draft, - for standard input
    pub file: PathBuf,

    /// First day of the period
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub from: NaiveDate,

    /// Last day of the period
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub to: NaiveDate,

    /// The town whose past is looked at [default: the draft's own]
    #[arg(long, value_name = "SLUG")]
    pub town: Option<String>,

    /// text: tables; json: facts for programs, an object a line; csv: the same as one table
    #[arg(long, default_value = "text")]
    pub format: Shape,

    /// Write a line for each family to this file: by id, as CSV, or as JSON with --format json
    #[arg(long, value_name = "PATH")]
    pub families: Option<PathBuf>,

    #[command(flatten)]
    pub store: StoreSettings,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Text,
    Json,
    Csv,
}
