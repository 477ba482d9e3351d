//! `preau rulebook check`.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use preau_domain::locale::Locale;
use preau_domain::rulebook::RuleBook;
use preau_domain::rulebook::diagnostic::Diagnostic;
use preau_domain::rulebook::parse::parse;
use serde::Serialize;

use super::text_file::read;

#[derive(Args, Clone, Debug)]
pub struct Check {
    /// The rule book, - for standard input
    pub file: PathBuf,

    #[arg(
        long,
        default_value = "text",
        help = "text: file:line:column: message, or what was read, on standard error; json: an array on standard output"
    )]
    pub format: Format,

    /// The language of messages
    #[arg(long, default_value = "en")]
    pub lang: Language,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Json,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    En,
    Fr,
}

#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    message: String,
    #[serde(flatten)]
    diagnostic: &'a Diagnostic,
}

impl Check {
    /// 0: the file is a rule book; 1: it has mistakes; 2: it cannot be read.
    pub fn run(&self) -> ExitCode {
        let name = self.file.display().to_string();
        let source = match read(&self.file) {
            Ok(source) => source,
            Err(error) => {
                let message = error.message(self.lang.locale());
                return report(writeln!(io::stderr(), "{name}: {message}"), 2);
            }
        };
        let read = parse(&source);
        let diagnostics = read.as_ref().err().map(Vec::as_slice).unwrap_or_default();
        let written = match (self.format, &read) {
            (Format::Text, Ok(rules)) => writeln!(io::stderr(), "{}", sound(&name, rules, self.lang)),
            (Format::Text, Err(_)) => complain(&name, diagnostics, self.lang.locale()),
            (Format::Json, _) => complain_in_json(&mut io::stdout(), &name, diagnostics, self.lang.locale()),
        };
        report(written, u8::from(!diagnostics.is_empty()))
    }
}

/// What was read, so that who checks a file sees that it was looked at, and that it is the one that was meant.
fn sound(name: &str, rules: &RuleBook, language: Language) -> String {
    let RuleBook { town, title, .. } = rules;
    let (town, activities, schools) = (&town.name, rules.activities.len(), rules.schools.len());
    let (from, to) = (rules.valid_from, rules.valid_to);
    match language {
        Language::En => {
            let to = to.map_or_else(|| "on".to_owned(), |to| format!("to {to}"));
            format!(
                "{name}: no mistake. {town}, {title}, from {from} {to}; schools: {schools}, activities: {activities}."
            )
        }
        Language::Fr => {
            let valid = to.map_or_else(|| format!("à partir du {from}"), |to| format!("du {from} au {to}"));
            format!("{name} : aucune erreur. {town}, {title}, {valid} ; écoles : {schools}, activités : {activities}.")
        }
    }
}

impl Language {
    pub fn locale(self) -> Locale {
        match self {
            Self::En => Locale::En,
            Self::Fr => Locale::Fr,
        }
    }
}

/// Writes `file:line:column: message` to standard error, a line for each mistake.
pub fn complain(name: &str, diagnostics: &[Diagnostic], locale: Locale) -> io::Result<()> {
    let mut out = io::stderr().lock();
    for diagnostic in diagnostics {
        let (line, column) = (diagnostic.line, diagnostic.column);
        writeln!(out, "{name}:{line}:{column}: {}", diagnostic.message(locale))?;
    }
    Ok(())
}

/// Writes the mistakes as one array.
pub fn complain_in_json(out: &mut dyn Write, name: &str, diagnostics: &[Diagnostic], locale: Locale) -> io::Result<()> {
    let line = |diagnostic| Line {
        file: name,
        message: Diagnostic::message(diagnostic, locale),
        diagnostic,
    };
    let lines: Vec<Line> = diagnostics.iter().map(line).collect();
    writeln!(out, "{}", serde_json::to_string_pretty(&lines)?)
}

/// A reader that went away early, as `head` does, has what it wants.
pub fn report(written: io::Result<()>, code: u8) -> ExitCode {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(1),
        _ => ExitCode::from(code),
    }
}
