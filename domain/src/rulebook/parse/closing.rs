//! Whether a deadline can be kept at all on the weekdays of an activity.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveTime, Weekday};

use super::node::Node;
use super::report::Report;
use super::weekday::WEEKDAYS;
use crate::calendar::rules::{CalendarRules, ServiceDays};
use crate::rulebook::deadline::{DeadlineForm, WeekdayKey};
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::model::Code;

/// The weekdays on which an activity may run for one of its schools.
pub(super) fn service_weekdays(days: &ServiceDays, schools: &[Code], calendar: &CalendarRules) -> BTreeSet<WeekdayKey> {
    if let Some(weekdays) = &days.weekdays {
        return weekdays.clone();
    }
    let week_of = |school: &Code| {
        let own = calendar.school_weeks.iter().find(|week| week.school == *school);
        own.map_or(&calendar.school_weekdays, |week| &week.weekdays)
    };
    schools.iter().flat_map(week_of).copied().collect()
}

/// Reports at `node`, which names the deadline, the weekdays that have no closing, or one after the session.
pub(super) fn check(
    node: &Node,
    form: &DeadlineForm,
    weekdays: &BTreeSet<WeekdayKey>,
    ends_at: NaiveTime,
    report: &mut Report,
) {
    let mut without = Vec::new();
    let mut too_late = Vec::new();
    for (name, weekday) in WEEKDAYS {
        if !weekdays.contains(&WeekdayKey::from(weekday)) {
            continue;
        }
        match closing_on_or_after(form, weekday, ends_at) {
            Closing::Sound => {}
            Closing::None => without.push(name),
            Closing::TooLate => too_late.push(name),
        }
    }
    if !without.is_empty() {
        node.add(report, DiagnosticKind::NoClosing, without.join(", "));
    }
    if !too_late.is_empty() {
        let latest = format!("≤ {} {}", too_late.join(", "), ends_at.format("%H:%M"));
        node.add(report, DiagnosticKind::ClosesAfterSession, latest);
    }
}

enum Closing {
    Sound,
    None,
    TooLate,
}

/// What can be said of a weekday whatever the date. The forms left out close before the session, or depend on the date.
fn closing_on_or_after(form: &DeadlineForm, weekday: Weekday, ends_at: NaiveTime) -> Closing {
    let too_late = match form {
        DeadlineForm::WeekTable { rows, .. } => {
            let Some(cut) = rows.get(&WeekdayKey::from(weekday)) else {
                return Closing::None;
            };
            let (cut_day, service_day) = (cut.weekday.num_days_from_monday(), weekday.num_days_from_monday());
            cut.weeks_before == 0 && (cut_day, cut.at) > (service_day, ends_at)
        }
        DeadlineForm::DaysBefore { days, at, .. } => *days == 0 && *at > ends_at,
        DeadlineForm::Dated { periods } => periods.iter().any(|period| {
            let closes_on_first_day = period.closes_on == period.from && period.from.weekday() == weekday;
            closes_on_first_day && period.closes_at > ends_at
        }),
        DeadlineForm::HoursBefore { .. }
        | DeadlineForm::OpenDaysBefore { .. }
        | DeadlineForm::ClearDays { .. }
        | DeadlineForm::MonthWindow { .. }
        | DeadlineForm::Never => false,
    };
    if too_late { Closing::TooLate } else { Closing::Sound }
}
