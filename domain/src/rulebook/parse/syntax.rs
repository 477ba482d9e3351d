//! Mistakes that keep the file from being TOML at all.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::Error;

use super::french::said_in_french;
use super::habits::{bare_decimals, written_right};
use super::node::single_heading;
use super::report::Report;
use crate::rulebook::diagnostic::{Diagnostic, DiagnosticKind};

const UNQUOTED: &str = "string values must be quoted";
/// Not a text whose quotes were forgotten.
const OTHERWISE: &str = "this is written otherwise";
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
        // What the reader makes of a comma in a number says nothing to who wrote it.
        if report_bare_decimals(span.start, report) {
            last_detail = UNQUOTED;
            continue;
        }
        let (detail, allowed) = message.split_once(", expected ").unwrap_or((message, ""));
        last_detail = detail;
        let (detail, allowed) = match detail {
            UNQUOTED if span.is_empty() => ("missing value", "…"),
            UNQUOTED => (detail, "\"…\""),
            _ => (detail, allowed),
        };
        let (detail, allowed) = match written_right(report.rest_of_line(span.start)) {
            Some(better) if better.starts_with(['"', '#']) => (detail.to_owned(), better),
            Some(better) => (OTHERWISE.to_owned(), better),
            None => (
                detail.to_owned(),
                key_in_french(span.start, report).unwrap_or_else(|| notation(allowed)),
            ),
        };
        let kind = match detail.as_str() {
            "duplicate key" => DiagnosticKind::DuplicateKey,
            _ => DiagnosticKind::Syntax { detail },
        };
        damage.repeats |= kind == DiagnosticKind::DuplicateKey;
        let allowed = doubled(report.whole_line(span.start).1, report).unwrap_or(allowed);
        report.add(&span, "", kind, allowed);
    }
    damage
}

/// How a heading stands in double brackets, where others of the same name do.
fn doubled(line: &str, report: &Report) -> Option<String> {
    let doubled = format!("[[{}]]", single_heading(line)?);
    report.has_line(&doubled).then_some(doubled)
}

/// What a French key with an accent, around this place and before a `=`, is called in the format.
fn key_in_french(offset: usize, report: &Report) -> Option<String> {
    let (start, line) = report.whole_line(offset);
    let is_key = |char: char| char.is_alphanumeric() || matches!(char, '_' | '-');
    let (before, behind) = line.split_at_checked(offset.checked_sub(start)?)?;
    let begins = before.trim_end_matches(is_key).len();
    let ends = line.len() - behind.trim_start_matches(is_key).len();
    let (key, rest) = (line.get(begins..ends)?, line.get(ends..)?);
    let is_one = rest.trim_start().starts_with('=') && !key.is_ascii();
    is_one.then(|| said_in_french(key)).flatten()
}

/// Reports the numbers without quotes of a line on which the reader stumbled, if there are any before that place.
fn report_bare_decimals(offset: usize, report: &mut Report) -> bool {
    let (start, line) = report.whole_line(offset);
    let mut decimals = bare_decimals(line);
    if decimals.first().is_none_or(|(place, _)| start + place.start > offset) {
        return false;
    }
    for (place, better) in decimals.drain(..) {
        let kind = DiagnosticKind::Syntax {
            detail: UNQUOTED.to_owned(),
        };
        report.add(&(start + place.start..start + place.end), "", kind, better);
    }
    true
}

/// What the reader expects, without its words.
fn notation(allowed: &str) -> String {
    if let Some((_, range)) = allowed.split_once(" between ") {
        return range.replace(" and ", " – ");
    }
    let signs: Vec<&str> = allowed.split(", ").filter_map(sign).collect();
    signs.join(", ")
}

/// What cannot be said in signs is left out.
fn sign(expected: &str) -> Option<&str> {
    Some(match expected {
        "key" => "… =",
        "value" => "…",
        "newline" => "↵",
        "letters" => "A–Z a–z",
        "numbers" | "digits" => "0–9",
        "basic string" => "\"…\"",
        "literal string" => "'…'",
        "multi-line basic string" => "\"\"\"…\"\"\"",
        "unicode hexadecimal value" => "0–9 A–F",
        // The form of a date or a time is in brackets: "a four-digit year (YYYY)".
        _ => {
            if let Some((_, form)) = expected.split_once('(') {
                return form.split_once(')').map(|(form, _)| form);
            }
            let in_words = !expected.starts_with('`') && expected.contains(|c: char| c.is_ascii_alphabetic());
            (!in_words).then_some(expected)?
        }
    })
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
