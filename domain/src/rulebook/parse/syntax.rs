//! Mistakes that keep the file from being TOML at all.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::Error;

use super::habits::written_right;
use super::report::Report;
use crate::rulebook::diagnostic::{Diagnostic, DiagnosticKind};

const UNQUOTED: &str = "string values must be quoted";
const NO_COMMA: &str = "missing comma between array elements";

/// Where the file could not be read.
pub(super) struct Damage {
    lines: BTreeSet<usize>,
    /// A section stands twice, so that keys may have ended up in the wrong one.
    repeats: bool,
}

/// Reports the first mistake of each line, since one mistake often makes several.
pub(super) fn report_errors(errors: &[Error], report: &mut Report) -> Damage {
    let place = |error: &Error| error.span().unwrap_or(0..0);
    let mut errors: Vec<(Range<usize>, &str)> = errors.iter().map(|error| (place(error), error.message())).collect();
    errors.sort_by_key(|(span, _)| span.start);
    let mut damage = Damage {
        lines: BTreeSet::new(),
        repeats: false,
    };
    let mut last_detail = "";
    for (span, message) in errors {
        let line = report.line(span.start);
        // A list that is never closed lacks a comma on each line to the end of the file.
        let runs_on = last_detail == NO_COMMA && message.starts_with(NO_COMMA) && damage.lines.contains(&(line - 1));
        if !damage.lines.insert(line) || runs_on {
            continue;
        }
        let (detail, allowed) = message.split_once(", expected ").unwrap_or((message, ""));
        last_detail = detail;
        let (detail, allowed) = match detail {
            UNQUOTED if span.is_empty() => ("missing value", "…"),
            UNQUOTED => (detail, "\"…\""),
            _ => (detail, allowed),
        };
        let kind = match detail {
            "duplicate key" => DiagnosticKind::DuplicateKey,
            _ => DiagnosticKind::Syntax {
                detail: detail.to_owned(),
            },
        };
        damage.repeats |= kind == DiagnosticKind::DuplicateKey;
        let allowed = written_right(report.rest_of_line(span.start)).unwrap_or_else(|| notation(allowed));
        report.add(&span, "", kind, allowed);
    }
    damage
}

/// What the reader expects, without its words.
fn notation(allowed: &str) -> String {
    match allowed {
        "nothing" => String::new(),
        "key" => "… =".to_owned(),
        "value" => "…".to_owned(),
        _ => match allowed.split_once(" between ") {
            Some((_, range)) => range.replace(" and ", " – "),
            None => allowed.replace("newline", "↵"),
        },
    }
}

impl Damage {
    /// Whether a mistake can be believed all the same: it lies elsewhere, and is not about something missing that
    /// may well stand where the file could not be read.
    pub fn spares(&self, offset: usize, diagnostic: &Diagnostic) -> bool {
        let elsewhere = offset != 0 && !self.lines.contains(&diagnostic.line);
        match diagnostic.kind {
            DiagnosticKind::Syntax { .. } | DiagnosticKind::DuplicateKey => true,
            DiagnosticKind::UnknownKey { .. } => elsewhere && !self.repeats,
            DiagnosticKind::WrongType { .. }
            | DiagnosticKind::Malformed { .. }
            | DiagnosticKind::UnknownValue { .. }
            | DiagnosticKind::OutOfRange => elsewhere,
            _ => false,
        }
    }
}
