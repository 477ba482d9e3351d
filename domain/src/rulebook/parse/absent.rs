//! Whether a case of absences is ever used.
//!
//! All kinds of absences that the cases tell apart are listed, and each is given to the first case that fits it. What was
//! reported by one deadline was reported by a later one of the same form; of others, one is taken to say nothing of another:
//! there may be more kinds than can happen, never fewer.

use std::collections::{BTreeMap, BTreeSet};

use super::coverage::{known, last_of, refuse_behind};
use super::node::Node;
use super::report::Report;
use crate::rulebook::absence::{AbsenceCase, AbsenceReason, CertificateFrom, Charge, Times};
use crate::rulebook::condition::Span;
use crate::rulebook::deadline::{DeadlineForm, Holidays};
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::model::Code;

/// Deadlines that can be told apart; nobody names more in one list.
const MOST_DEADLINES: usize = 6;

/// Kinds of absences beyond which cases are not looked through.
const MOST_KINDS: usize = 200_000;

const REASONS: [Option<AbsenceReason>; 6] = [
    None,
    Some(AbsenceReason::Illness),
    Some(AbsenceReason::Hospital),
    Some(AbsenceReason::Family),
    Some(AbsenceReason::School),
    Some(AbsenceReason::Exceptional),
];

#[derive(Clone)]
struct Kind<'a> {
    reason: Option<AbsenceReason>,
    /// The deadlines by which it was reported.
    reported_by: Vec<&'a Code>,
    certificate: Option<Certificate>,
    nth_day: u32,
    /// At least `nth_day`.
    length: u32,
    /// None of an absence that does not count.
    times: Option<Times>,
    taken_by: Option<usize>,
}

/// The hours after which a certificate came. The child returns later than its absence starts.
#[derive(Clone, Copy)]
struct Certificate {
    since_start: u16,
    since_return: u16,
}

/// Reports the cases to which those before them leave nothing, and those that no absence fits. None is the charge of what no
/// case fits where that is not understood.
pub(super) fn refuse_vain(
    cases: &[(AbsenceCase, &Node)],
    otherwise: Option<&Charge>,
    forms: &BTreeMap<Code, DeadlineForm>,
    report: &mut Report,
) {
    let Some(mut kinds) = kinds(cases, otherwise, forms) else {
        return refuse_behind(cases, |(case, _)| asks_nothing(case), |(_, node)| node, report);
    };
    for (case, node) in cases {
        let line = report.line(node.span.start);
        let fitting = kinds.iter_mut().filter(|kind| fits(case, kind));
        let taken: Vec<Option<usize>> = fitting
            .map(|kind| kind.taken_by.replace(kind.taken_by.unwrap_or(line)))
            .collect();
        if taken.is_empty() {
            node.add(report, DiagnosticKind::FitsNoAbsence, "");
        } else if let Some(last_line) = last_of(taken) {
            node.add(report, DiagnosticKind::NeverFits { last_line }, "");
        }
    }
}

fn asks_nothing(case: &AbsenceCase) -> bool {
    let AbsenceCase {
        reasons,
        reported_by,
        certificate,
        certificate_within_hours,
        certificate_from: _,
        days,
        length,
        times,
        times_within: _,
        charge: _,
    } = case;
    let certified = *certificate || certificate_within_hours.is_some();
    let numbered = days.is_some() || length.is_some() || times.is_some();
    reasons.is_none() && reported_by.is_none() && !certified && !numbered
}

fn fits(case: &AbsenceCase, kind: &Kind) -> bool {
    let AbsenceCase {
        reasons,
        reported_by,
        certificate,
        certificate_within_hours,
        certificate_from,
        days,
        length,
        times,
        times_within,
        charge: _,
    } = case;
    let came_in = kind.certificate.map(|came| match certificate_from {
        CertificateFrom::Start => came.since_start,
        CertificateFrom::Return => came.since_return,
    });
    let time = kind.times.map(|times| times.within(*times_within));
    reasons
        .as_ref()
        .is_none_or(|reasons| kind.reason.is_some_and(|reason| reasons.contains(&reason)))
        && reported_by.as_ref().is_none_or(|by| kind.reported_by.contains(&by))
        && (!certificate || came_in.is_some())
        && certificate_within_hours.is_none_or(|hours| came_in.is_some_and(|came| came <= hours))
        && days.is_none_or(|days| days.includes(kind.nth_day))
        && length.is_none_or(|length| length.includes(kind.length))
        && times.is_none_or(|times| time.is_some_and(|time| times.includes(time.into())))
}

/// None where there are too many to look at.
fn kinds<'a>(
    cases: &'a [(AbsenceCase, &Node)],
    otherwise: Option<&Charge>,
    forms: &BTreeMap<Code, DeadlineForm>,
) -> Option<Vec<Kind<'a>>> {
    let mut kinds = vec![Kind {
        reason: None,
        reported_by: Vec::new(),
        certificate: None,
        nth_day: 1,
        length: 1,
        times: None,
        taken_by: None,
    }];
    kinds = each(&kinds, &REASONS, |kind, reason| kind.reason = *reason)?;
    let by = reported(cases, forms)?;
    kinds = each(&kinds, &by, |kind, by| kind.reported_by.clone_from(by))?;
    kinds = each(&kinds, &certificates(cases), |kind, one| kind.certificate = *one)?;
    let days = numbers(cases, |case| case.days);
    kinds = each(&kinds, &days, |kind, day| kind.nth_day = *day)?;
    let lengths = numbers(cases, |case| case.length);
    kinds = each(&kinds, &lengths, |kind, length| {
        kind.length = kind.nth_day.max(*length);
    })?;
    let (counted, others) = kinds
        .into_iter()
        .partition::<Vec<_>, _>(|kind| counts(cases, otherwise, kind));
    let mut kinds = each(&counted, &times(cases), |kind, times| kind.times = Some(*times))?;
    kinds.extend(others);
    Some(kinds)
}

/// Whether an absence is counted: see [`crate::rulebook::absence::AbsenceRule::counts`].
fn counts(cases: &[(AbsenceCase, &Node)], otherwise: Option<&Charge>, kind: &Kind) -> bool {
    let mut untimed = cases.iter().map(|(case, _)| case).filter(|case| case.times.is_none());
    let charge = untimed.find(|case| fits(case, kind)).map(|case| &case.charge);
    charge.or(otherwise) != Some(&Charge::Waived)
}

/// Each kind once with each value; none where they become too many.
fn each<'a, T>(kinds: &[Kind<'a>], values: &[T], set: impl Fn(&mut Kind<'a>, &T)) -> Option<Vec<Kind<'a>>> {
    if kinds.len().checked_mul(values.len())? > MOST_KINDS {
        return None;
    }
    let with = |kind: &Kind<'a>, value: &T| {
        let mut kind = kind.clone();
        set(&mut kind, value);
        kind
    };
    let all = kinds
        .iter()
        .flat_map(|kind| values.iter().map(move |value| (kind, value)));
    Some(all.map(|(kind, value)| with(kind, value)).collect())
}

/// Every set of the deadlines by which something can have been reported; none where too many are named.
fn reported<'a>(cases: &'a [(AbsenceCase, &Node)], forms: &BTreeMap<Code, DeadlineForm>) -> Option<Vec<Vec<&'a Code>>> {
    let deadlines: BTreeSet<&Code> = cases.iter().filter_map(|(case, _)| case.reported_by.as_ref()).collect();
    if deadlines.len() > MOST_DEADLINES {
        return None;
    }
    let mut reported: Vec<Vec<&Code>> = vec![Vec::new()];
    for deadline in &deadlines {
        let mut with = reported.clone();
        for by in &mut with {
            by.push(deadline);
        }
        reported.extend(with);
    }
    // What was in time for one was in time for all that never close before it.
    let never_before = |later: &Code, by: &Code| {
        let both = forms.get(later).zip(forms.get(by));
        both.is_some_and(|(later, by)| closes_never_before(later, by))
    };
    reported.retain(|set| {
        let implied = |later: &&&Code| set.iter().any(|by| never_before(later, by));
        deadlines.iter().filter(implied).all(|later| set.contains(later))
    });
    Some(reported)
}

/// Whether one deadline closes at no day's time before another of its form, as far as their numbers tell.
fn closes_never_before(later: &DeadlineForm, by: &DeadlineForm) -> bool {
    use DeadlineForm as Form;
    match (later, by) {
        (
            Form::DaysBefore { days, at, holidays },
            Form::DaysBefore {
                days: by_days,
                at: by_at,
                holidays: by_holidays,
            },
        ) => {
            let moved = *holidays != Holidays::default() || holidays != by_holidays;
            !moved && (days < by_days || days == by_days && at >= by_at)
        }
        (
            Form::OpenDaysBefore { days, at, of },
            Form::OpenDaysBefore {
                days: by_days,
                at: by_at,
                of: by_of,
            },
        ) => of == by_of && (days < by_days || days == by_days && at >= by_at),
        (Form::HoursBefore { hours }, Form::HoursBefore { hours: by_hours }) => hours <= by_hours,
        (Form::ClearDays { days }, Form::ClearDays { days: by_days }) => days <= by_days,
        _ => false,
    }
}

/// None came, or one in each of the stretches of time that the cases tell apart.
fn certificates(cases: &[(AbsenceCase, &Node)]) -> Vec<Option<Certificate>> {
    let hours = cases.iter().filter_map(|(case, _)| case.certificate_within_hours);
    let hours: BTreeSet<u16> = hours.chain([u16::MAX]).collect();
    let came = hours.iter().flat_map(|start| {
        let since_return = hours.range(..=start);
        since_return.map(|since_return| Certificate {
            since_start: *start,
            since_return: *since_return,
        })
    });
    came.map(Some).chain([None]).collect()
}

/// One number of each stretch that the cases tell apart, from 1.
fn numbers(cases: &[(AbsenceCase, &Node)], span: fn(&AbsenceCase) -> Option<Span>) -> Vec<u32> {
    let spans = cases.iter().filter_map(|(case, _)| span(case));
    let numbers: BTreeSet<u32> = known(spans).map(|number| number.max(1)).collect();
    numbers.into_iter().collect()
}

/// What has happened so often in a month has happened so often in the year at least.
fn times(cases: &[(AbsenceCase, &Node)]) -> Vec<Times> {
    let numbers = numbers(cases, |case| case.times);
    let numbers: Vec<u16> = numbers
        .into_iter()
        .map(|number| u16::try_from(number).unwrap_or(u16::MAX))
        .collect();
    let of_year = numbers.iter().flat_map(|year| {
        let in_month = numbers.iter().filter(move |month| *month <= year);
        in_month.map(|month| Times {
            in_school_year: *year,
            in_month: *month,
        })
    });
    of_year.collect()
}
