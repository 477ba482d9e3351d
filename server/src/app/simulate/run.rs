//! From the command to what it prints.

use std::io::{self, Write};

use preau_domain::locale::Locale;
use preau_domain::rulebook::parse;
use preau_services::simulation::{Progress, Trial, simulate as try_against};

use super::families::Telling;
use super::{line, tables};
use crate::app::outside::{bare_portal, look_into_store};
use crate::app::versions::{town, unread};
use crate::cli::Failure;
use crate::cli::rulebook_check::complain;
use crate::cli::rulebook_simulate::{Shape, Simulate};
use crate::cli::text_file::read;

/// Tries a draft against the past of a town.
pub async fn simulate(command: Simulate) -> Result<(), Failure> {
    let Simulate { from, to, format, .. } = command;
    if to < from {
        return Err(Failure::Usage(format!("--to {to} comes before --from {from}")));
    }
    let name = command.file.display().to_string();
    let source = read(&command.file).map_err(|error| Failure::Usage(format!("{name} cannot be read: {error}")))?;
    let draft = match parse(&source) {
        Ok(rules) => rules,
        Err(mistakes) => {
            complain(&name, &mistakes, Locale::En).map_err(|error| failed(&error))?;
            return Err(Failure::Told);
        }
    };
    let portal = bare_portal(look_into_store(&command.store).await?, 1);
    let slug = command.town.as_ref().unwrap_or(&draft.town.slug.0);
    let town = town(&portal, slug).await?;
    let mut telling = Telling::new(command.families.as_deref(), format)
        .map_err(|error| Failure::Usage(format!("--families cannot be written: {error}")))?;
    let title = draft.title.clone();
    let trial = Trial::new(town.id, draft, from, to);
    let summary = try_against(&portal, trial, &mut telling)
        .await
        .map_err(|fault| unread(&fault))?;
    // Also where it was ended: what is written then are whole lines.
    let flushed = telling.flush();
    if let Some(why) = telling.failed.take().or(flushed.err()) {
        return Err(Failure::Failed(format!("--families cannot be written: {why}")));
    }
    let Some(summary) = summary else {
        let lacks = command
            .families
            .map_or("", |_| "; --families lacks who comes from there on");
        let behind = behind(telling.progress);
        return Err(Failure::Interrupted(format!(
            "stopped behind {behind}, and nothing is changed{lacks}"
        )));
    };

    let mut out = io::stdout().lock();
    let written = match format {
        Shape::Text => tables::text(&title, &summary, &mut out),
        Shape::Json => line::json(&summary, &mut out),
        Shape::Csv => line::csv(&summary, &mut out),
    };
    match written.and_then(|()| out.flush()) {
        // A reader that went away early, as `head` does, has what it wants.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(failed(&error)),
        _ => Ok(()),
    }
}

/// How far it came.
fn behind(progress: Progress) -> String {
    match progress {
        Progress {
            children: 0, crowded, ..
        } if crowded > 0 => format!("{crowded} bookings of days with too few places"),
        Progress { children, places, .. } => format!("{places} places of {children} children"),
    }
}

fn failed(error: &io::Error) -> Failure {
    Failure::Failed(error.to_string())
}
