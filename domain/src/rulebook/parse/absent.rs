//! Whether a case of absences is ever used.
//!
//! All kinds of absences that the cases tell apart are listed, and each is given to the first case that fits it. Whether one
//! was reported by one deadline is taken to say nothing of another: there may be more kinds than can happen, never fewer.

use std::collections::BTreeSet;

use super::coverage::{known, last_of};
use super::node::Node;
use super::report::Report;
use crate::rulebook::absence::{AbsenceCase, AbsenceReason};
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::model::Code;

/// Deadlines that can be told apart; nobody names more in one list.
const MOST_DEADLINES: usize = 6;

const REASONS: [Option<AbsenceReason>; 6] = [
    None,
    Some(AbsenceReason::Illness),
    Some(AbsenceReason::Hospital),
    Some(AbsenceReason::Family),
    Some(AbsenceReason::School),
    Some(AbsenceReason::Exceptional),
];

struct Kind<'a> {
    reason: Option<AbsenceReason>,
    /// The deadlines by which it was reported.
    reported_by: Vec<&'a Code>,
    /// Hours after which a certificate came.
    certificate: Option<u16>,
    nth_day: u32,
    taken_by: Option<usize>,
}

/// Reports the cases to which those before them leave nothing.
pub(super) fn refuse_vain(cases: &[(AbsenceCase, &Node)], report: &mut Report) {
    let Some(mut kinds) = kinds(cases) else { return };
    for (case, node) in cases {
        let line = report.line(node.span.start);
        let fitting = kinds.iter_mut().filter(|kind| fits(case, kind));
        let taken = fitting
            .map(|kind| kind.taken_by.replace(kind.taken_by.unwrap_or(line)))
            .collect();
        if let Some(last_line) = last_of(taken) {
            node.add(report, DiagnosticKind::NeverFits { last_line }, "");
        }
    }
}

fn fits(case: &AbsenceCase, kind: &Kind) -> bool {
    let AbsenceCase {
        reasons,
        reported_by,
        certificate_within_hours,
        days,
        charge: _,
    } = case;
    reasons
        .as_ref()
        .is_none_or(|reasons| kind.reason.is_some_and(|reason| reasons.contains(&reason)))
        && reported_by.as_ref().is_none_or(|by| kind.reported_by.contains(&by))
        && certificate_within_hours.is_none_or(|hours| kind.certificate.is_some_and(|came| came <= hours))
        && days.is_none_or(|days| days.includes(kind.nth_day))
}

/// None where too many deadlines are named.
fn kinds<'a>(cases: &'a [(AbsenceCase, &Node)]) -> Option<Vec<Kind<'a>>> {
    let deadlines: BTreeSet<&Code> = cases.iter().filter_map(|(case, _)| case.reported_by.as_ref()).collect();
    if deadlines.len() > MOST_DEADLINES {
        return None;
    }
    let mut reported: Vec<Vec<&Code>> = vec![Vec::new()];
    for deadline in deadlines {
        let mut with = reported.clone();
        for by in &mut with {
            by.push(deadline);
        }
        reported.extend(with);
    }
    let hours: BTreeSet<Option<u16>> = cases
        .iter()
        .map(|(case, _)| case.certificate_within_hours)
        .chain([None])
        .collect();
    // The first day is 1; nothing can be said of a day before it.
    let days: Vec<u32> = known(cases.iter().filter_map(|(case, _)| case.days))
        .map(|day| day.max(1))
        .collect();
    let mut kinds = Vec::new();
    for reason in REASONS {
        for by in &reported {
            for certificate in &hours {
                kinds.extend(days.iter().map(|nth_day| Kind {
                    reason,
                    reported_by: by.clone(),
                    certificate: *certificate,
                    nth_day: *nth_day,
                    taken_by: None,
                }));
            }
        }
    }
    Some(kinds)
}
