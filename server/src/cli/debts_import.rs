//! `preau debts import`.

use std::path::PathBuf;

use clap::Args;

use super::rulebook_check::{Format, Language};
use crate::settings::StoreSettings;

pub const MORE: &str = "\
The file:
  as_of = 2026-11-27          # may: for lines that do not say otherwise
  cash_desk = \"restauration\"  # may: likewise

  [[debts]]
  family = \"MIL-1001\"         # the code that the town knows it by
  amount = \"12.40\"            # what it owes at the end of that day; \"0.00\" once it has paid

Families that the file does not name stay as they are. The same file twice changes nothing.

Exit codes:
  0  noted, or it would be
  1  the file has mistakes, or the store failed
  2  wrong usage or settings, a file that cannot be read, or a town that is not there";

#[derive(Args, Clone, Debug)]
pub struct Import {
    /// What families owe, - for standard input
    pub file: PathBuf,

    /// The town whose families they are
    #[arg(long, value_name = "SLUG")]
    pub town: String,

    /// Only say what would happen
    #[arg(long)]
    pub dry_run: bool,

    #[arg(
        long,
        default_value = "text",
        help = "text: a line, or file:line:column: message on standard error; json: an object, or an array of mistakes, on standard output"
    )]
    pub format: Format,

    /// The language of messages
    #[arg(long, default_value = "en")]
    pub lang: Language,

    #[command(flatten)]
    pub store: StoreSettings,
}
