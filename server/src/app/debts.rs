//! Noting what families owe, from a file.

use preau_domain::access::{Reach, Scope};
use preau_domain::debts::{DebtFile, DebtLine, parse};
use preau_domain::rulebook::Diagnostic;
use preau_domain::rulebook::diagnostic::DiagnosticKind;
use preau_entities::store::accounts::Source;
use preau_services::accounts::debts::{DebtWord, DebtsAnswer, DebtsRefusal, DebtsRequest, MAX_LINES, rehearse, set};
use serde::Serialize;

use super::commands::tell;
use super::outside::{bare_portal, look_into_store, open_store};
use super::versions::{town, unread};
use crate::cli::Failure;
use crate::cli::debts_import::Import;
use crate::cli::rulebook_check::{Format, complain, complain_in_json};
use crate::cli::text_file::read;

/// Who notes them, for the history.
const ACTOR: &str = "preau debts import";

#[derive(Serialize)]
struct Told {
    town: String,
    dry_run: bool,
    changed: usize,
    unchanged: usize,
}

/// Notes all that the file says, or nothing. Every mistake is told, those that only the town's files show too.
pub async fn debts_import(command: Import) -> Result<(), Failure> {
    let name = command.file.display().to_string();
    let source = read(&command.file).map_err(|error| Failure::Usage(format!("{name} cannot be read: {error}")))?;
    let DebtFile { lines, mut mistakes } = parse(&source);
    if lines.len() > MAX_LINES {
        let many = lines.len();
        return Err(Failure::Usage(format!(
            "{name} has {many} lines: cut it into files of at most {MAX_LINES}"
        )));
    }
    let portal = if command.dry_run {
        bare_portal(look_into_store(&command.store).await?, 1)
    } else {
        let (db, turns) = open_store(&command.store, None).await?;
        bare_portal(db, turns)
    };
    let town = town(&portal, &command.town).await?;
    let request = DebtsRequest {
        scope: Scope {
            commune: town.id,
            reach: Reach::Town,
        },
        actor: ACTOR.to_owned(),
        actor_name: ACTOR.to_owned(),
        source: Source::Import,
        lines: lines.iter().map(word).collect(),
    };
    // With mistakes nothing is written, and what else is wrong is told all the same.
    let only_look = command.dry_run || !mistakes.is_empty();
    let reply = if lines.is_empty() {
        Ok(Ok(DebtsAnswer::default()))
    } else if only_look {
        rehearse(&portal, &request).await
    } else {
        set(&portal, request).await
    };
    let reply = reply.map_err(|fault| unread(&fault))?;
    if let Err(refusals) = &reply {
        mistakes.extend(refusals.iter().filter_map(|refusal| mistake(*refusal, &lines)));
        mistakes.sort_by_key(|mistake| (mistake.line, mistake.column));
    }
    match reply {
        Ok(answer) if mistakes.is_empty() => told(&command, &answer),
        _ => refused(&command, &name, &mistakes),
    }
}

fn word(line: &DebtLine) -> DebtWord {
    DebtWord {
        family: line.family.clone(),
        cash_desk: line.cash_desk.0.clone(),
        amount_cents: line.amount.cents(),
        as_of: line.as_of,
    }
}

/// A refusal in its place; the others are the file's own, and told as it is read.
fn mistake(refusal: DebtsRefusal, lines: &[DebtLine]) -> Option<Diagnostic> {
    match refusal {
        DebtsRefusal::UnknownFamily { line } => {
            let place = &lines.get(line)?.family_place;
            Some(place.mistake(DiagnosticKind::UnknownFamily, String::new()))
        }
        DebtsRefusal::FutureDay { line, today } => {
            let place = &lines.get(line)?.day_place;
            Some(place.mistake(DiagnosticKind::OutOfRange, format!("≤ {today}")))
        }
        // A day may be said once for the whole file: the family tells which line it is.
        DebtsRefusal::OlderStatement { line, known } => {
            let place = &lines.get(line)?.family_place;
            let kind = DiagnosticKind::OlderStatement {
                amount: known.amount,
                as_of: known.as_of,
            };
            Some(place.mistake(kind, String::new()))
        }
        DebtsRefusal::NothingAsked
        | DebtsRefusal::TooManyLines { .. }
        | DebtsRefusal::InvalidCashDesk { .. }
        | DebtsRefusal::InvalidAmount { .. }
        | DebtsRefusal::Repeated { .. } => None,
    }
}

fn told(command: &Import, answer: &DebtsAnswer) -> Result<(), Failure> {
    let (changed, unchanged) = (answer.changed, answer.unchanged);
    match command.format {
        Format::Json => {
            let told = Told {
                town: command.town.clone(),
                dry_run: command.dry_run,
                changed,
                unchanged,
            };
            let text = serde_json::to_string(&told).map_err(|error| Failure::Failed(error.to_string()))?;
            tell(&text)
        }
        Format::Text if command.dry_run => tell(&format!("{changed} would change, {unchanged} are so already")),
        Format::Text => tell(&format!("{changed} changed, {unchanged} were so already")),
    }
}

fn refused(command: &Import, name: &str, mistakes: &[Diagnostic]) -> Result<(), Failure> {
    let locale = command.lang.locale();
    let written = match command.format {
        Format::Text => complain(name, mistakes, locale),
        Format::Json => complain_in_json(&mut std::io::stdout().lock(), name, mistakes, locale),
    };
    written.map_err(|error| Failure::Failed(error.to_string()))?;
    Err(Failure::Told)
}
