//! `preau rulebook explain`.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::{DateTime, NaiveDate, Utc};
use clap::Args;
use preau_domain::calendar::Calendar;
use preau_domain::explain::{Question, Words};
use preau_domain::rulebook::{Diagnostic, parse};

use super::command::instant;
use super::happening::Supposed;
use super::rulebook_check::{Format, Language, complain, report};
use super::text_file::read;

pub const EXAMPLE: &str = "\
Of a child can be said, with commas between or in several --child:
  school=CODE                            needed
  born=YYYY-MM-DD                        needed where an activity has ages
  class=CLASS, class=CLASS@YEAR          such as ce1, of the current school year or the one that begins then;
                                         unknown without it
  quotient=NUMBER                        unknown without it
  quotient=NUMBER@DAY+NUMBER@DAY         each given on a day; the rule book says which counts
  residence=resident|partner|outside     resident without it
  regime=caf|msa|other                   caf without it
  regular=CODE+CODE                      activities that it attends regularly
  care_plan                              has an individual care plan (PAI) concerning food
  siblings=elder:SCHOOL+younger:SCHOOL   the other children of the family
  owes=AMOUNT                            what its family owes that day, nothing without it
  file=complete|incomplete|YYYY-MM-DD    its family's file: complete without it; until that day with one

Example:
  preau rulebook explain demo/milly-la-foret.toml --child school=cocteau,quotient=850 \\
    --activity midi --date 2026-11-30 --at 2026-11-26T09:30:00+01:00

What is due once the day has come to pass, of a place that is booked when it is asked:
  preau rulebook explain demo/milly-la-foret.toml --child school=cocteau,quotient=850 \\
    --activity midi --date 2026-11-30 --at 2026-11-20T09:30:00+01:00 \\
    --absent illness@2026-11-30T08:30:00+01:00 --certificate 2026-12-01T09:00:00+01:00

Exit codes:
  0  told, whatever the answer is
  1  the rule book has mistakes
  2  wrong usage, or a file that cannot be read";

#[derive(Args, Clone, Debug)]
pub struct Explain {
    /// The rule book, - for standard input
    pub file: PathBuf,

    /// What the child is, see below
    #[arg(long, required = true, value_name = "KEY=VALUE,…")]
    pub child: Vec<String>,

    /// The activity's code
    #[arg(long, value_name = "CODE")]
    pub activity: String,

    /// The day to book
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub date: NaiveDate,

    /// When it is asked, such as 2026-11-26T09:30:00+01:00 [default: now]
    #[arg(long, value_name = "RFC3339", value_parser = instant)]
    pub at: Option<DateTime<Utc>>,

    /// What the child is booked into that day
    #[arg(long, value_name = "CODE,…", value_delimiter = ',')]
    pub booked: Vec<String>,

    /// How many places are taken
    #[arg(long, value_name = "NUMBER")]
    pub taken: Option<u32>,

    #[command(flatten)]
    pub supposed: Supposed,

    /// text: a line for each step; json: facts for programs
    #[arg(long, default_value = "text")]
    pub format: Format,

    /// The language of what is told
    #[arg(long, default_value = "en")]
    pub lang: Language,
}

/// Why nothing is told.
#[derive(Debug)]
pub enum Untold {
    Mistakes(Vec<Diagnostic>),
    Calendar(String),
    /// The question cannot be understood: the option, and what is wrong.
    Question(String),
}

impl Explain {
    /// 0: told, whatever the answer is; 1: the rule book has mistakes; 2: the file or the question cannot be read.
    pub fn run(self, now: DateTime<Utc>) -> ExitCode {
        let (name, locale) = (self.file.display().to_string(), self.lang.locale());
        let source = match read(&self.file) {
            Ok(source) => source,
            Err(error) => return report(writeln!(io::stderr(), "{name}: {}", error.message(locale)), 2),
        };
        match self.answer(&source, now) {
            Ok(told) => report(write!(io::stdout(), "{told}"), 0),
            Err(Untold::Mistakes(diagnostics)) => report(complain(&name, &diagnostics, locale), 1),
            Err(Untold::Calendar(error)) => report(writeln!(io::stderr(), "preau: {error}"), 1),
            Err(Untold::Question(fault)) => report(writeln!(io::stderr(), "{fault}"), 2),
        }
    }

    /// What is told of the text of a rule book, whatever the file's name.
    pub fn answer(self, source: &str, now: DateTime<Utc>) -> Result<String, Untold> {
        let rules = parse(source).map_err(Untold::Mistakes)?;
        let calendar = Calendar::new(&rules.calendar).map_err(|error| Untold::Calendar(error.to_string()))?;
        let (format, locale) = (self.format, self.lang.locale());
        let question = Question::read(&self.words(now), &rules).map_err(|fault| {
            let (key, message) = (&fault.key, fault.message(locale));
            Untold::Question(format!("{}: {message}", option(key)))
        })?;
        let explanation = question.explain(&rules, &calendar);
        Ok(match format {
            Format::Text => explanation.say(locale, &rules),
            Format::Json => serde_json::to_string_pretty(&explanation).unwrap_or_default() + "\n",
        })
    }

    fn words(self, now: DateTime<Utc>) -> Words {
        Words {
            child: self.child,
            activity: self.activity,
            day: self.date,
            now: self.at.unwrap_or(now),
            booked: self.booked,
            taken: self.taken,
            happening: self.supposed.into(),
        }
    }
}

/// The option that a part of the question stands in.
fn option(key: &str) -> &'static str {
    match key {
        "activity" => "--activity",
        "booked" => "--booked",
        "absent" => "--absent",
        "absent_since" => "--absent-since",
        "absent_until" => "--absent-until",
        "certificate" => "--certificate",
        "unbooked" => "--unbooked",
        "arrived" => "--arrived",
        "left" => "--left",
        "time" => "--time",
        _ => "--child",
    }
}

pub(super) fn day(text: &str) -> Result<NaiveDate, String> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d");
    day.map_err(|_| "expected a day such as 2026-11-30".to_owned())
}
