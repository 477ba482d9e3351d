//! Mistakes that keep the file from being TOML at all.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::Error;

use super::report::Report;
use crate::rulebook::diagnostic::{Diagnostic, DiagnosticKind};

/// Reports the first mistake of each line, since one mistake often makes several, and returns those lines.
pub(super) fn report_errors(errors: &[Error], report: &mut Report) -> BTreeSet<usize> {
    let mut spans: Vec<(Range<usize>, &str)> = errors
        .iter()
        .map(|error| (error.span().unwrap_or(0..0), error.message()))
        .collect();
    spans.sort_by_key(|(span, _)| span.start);
    let mut lines = BTreeSet::new();
    for (span, message) in spans {
        if !lines.insert(report.line(span.start)) {
            continue;
        }
        let (detail, allowed) = message.split_once(", expected ").unwrap_or((message, ""));
        let kind = match detail {
            "duplicate key" => DiagnosticKind::DuplicateKey,
            _ => DiagnosticKind::Syntax {
                detail: detail.to_owned(),
            },
        };
        let allowed = if allowed == "nothing" { "" } else { allowed };
        report.add(&span, "", kind, allowed);
    }
    lines
}

/// Whether a mistake can be believed although lines of the file could not be read: it lies elsewhere, and is not
/// about something missing that may well stand on one of those lines.
pub(super) fn stands_alone(offset: usize, diagnostic: &Diagnostic, broken: &BTreeSet<usize>) -> bool {
    match diagnostic.kind {
        DiagnosticKind::Syntax { .. } | DiagnosticKind::DuplicateKey => true,
        DiagnosticKind::UnknownKey { .. }
        | DiagnosticKind::WrongType { .. }
        | DiagnosticKind::Malformed { .. }
        | DiagnosticKind::UnknownValue { .. }
        | DiagnosticKind::OutOfRange => offset != 0 && !broken.contains(&diagnostic.line),
        _ => false,
    }
}
