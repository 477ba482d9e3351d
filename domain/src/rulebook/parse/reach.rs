//! Whether what a file says of an activity can ever happen.
//!
//! The days of the rule book are looked through with the real calendar. Where it is not published for all of them,
//! nothing is said: what cannot be seen is not wrong.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::deadline::Deadlines;
use super::node::Node;
use super::report::Report;
use super::table::Table;
use super::town::Validity;
use crate::calendar::Calendar;
use crate::rulebook::attendance::LateBooking;
use crate::rulebook::closing::{Setting, Window};
use crate::rulebook::deadline::DeadlineForm;
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::model::{Activity, Code};

/// Days that are looked through.
const MOST_DAYS: usize = 400;

/// What does not happen within so many days never does, but on dates that the file names.
const YEAR: usize = 366;

/// What is needed to look at days.
pub(super) struct Almanac<'a> {
    pub calendar: &'a Calendar,
    pub validity: &'a Validity,
    pub zone: Tz,
    pub deadlines: &'a Deadlines,
}

/// Both ends included.
type Stretch = (NaiveDate, NaiveDate);

/// A day on which an activity runs, and a school that it runs for.
type ServiceDay<'a> = (NaiveDate, &'a Code);

/// Reports an activity that never runs, deadlines of it that are never open, and late bookings that are never taken.
/// `table` is the activity's own.
pub(super) fn refuse_unreachable(activity: &Activity, table: &Table, almanac: &Almanac, report: &mut Report) {
    if almanac.never(activity, &[], |_| true) {
        let place = ["period", "days", "code"].into_iter().find_map(|key| table.peek(key));
        if let Some(place) = place {
            place.add(report, DiagnosticKind::NeverRuns, almanac.validity.notation());
        }
        return;
    }
    let deadlines = table.peek("deadlines");
    let deadlines = deadlines.as_ref().and_then(Table::peeked);
    let named = ["book", "cancel", "modify"].iter();
    let mut seen = BTreeSet::new();
    for node in named.filter_map(|key| deadlines.as_ref()?.peek(key)) {
        let Some(name) = node.value.as_str().filter(|name| seen.insert(*name)) else {
            continue;
        };
        if let Some(form) = almanac.form(name) {
            almanac.refuse_never_open(activity, form, &node, report);
        }
    }
    if let Some(node) = table.peek("attendance") {
        almanac.refuse_never_late(activity, &node, report);
    }
}

impl Almanac<'_> {
    fn form(&self, name: &str) -> Option<&DeadlineForm> {
        self.deadlines.forms.get(&Code(name.to_owned()))
    }

    fn refuse_never_open(&self, activity: &Activity, form: &DeadlineForm, node: &Node, report: &mut Report) {
        let opens = |service: ServiceDay| {
            let Window { opens_at, closes_at } = self.window(form, activity, service);
            closes_at.is_some_and(|closes_at| opens_at.is_none_or(|opens_at| opens_at < closes_at))
        };
        if self.never(activity, &[form], opens) {
            node.add(report, DiagnosticKind::NeverOpen, "");
        }
    }

    /// `node` names the rules that say until when late bookings are taken.
    fn refuse_never_late(&self, activity: &Activity, node: &Node, report: &mut Report) {
        let until = match &activity.attendance.late_booking {
            LateBooking::Refuse => return,
            LateBooking::WaitingList { until } | LateBooking::Accept { until, .. } => until,
        };
        let forms = self.form(&activity.deadlines.book.0).zip(self.form(&until.0));
        let Some((book, late)) = forms else { return };
        let taken = |service: ServiceDay| {
            let closes = |form| self.window(form, activity, service).closes_at;
            closes(late) > closes(book)
        };
        if self.never(activity, &[book, late], taken) {
            let deadline = until.0.clone();
            node.add(report, DiagnosticKind::NeverLate { deadline }, "");
        }
    }

    /// Whether something is true of no day of an activity, as far as that can be said. Of days that these deadlines
    /// say nothing about because they name dates, nothing is asked.
    fn never(&self, activity: &Activity, forms: &[&DeadlineForm], is_true: impl Fn(ServiceDay) -> bool) -> bool {
        let asked = self.stretches(activity, forms);
        let published = self.calendar.published();
        let seen: Vec<Stretch> = asked.iter().map(|stretch| common(*stretch, published)).collect();
        let days = || seen.iter().flat_map(days_of);
        let found = days().take(MOST_DAYS).any(|day| {
            let runs = |school: &&Code| self.calendar.runs(&activity.days, Some(school), day).is_ok();
            let school = activity.schools.iter().find(runs);
            school.is_some_and(|school| is_true((day, school)))
        });
        let looked = days().take(MOST_DAYS + 1).count();
        let everything = asked == seen && looked <= MOST_DAYS;
        !found && (everything || looked >= YEAR)
    }

    /// The days of the rule book and of the activity's own period, or those among them that a deadline names.
    fn stretches(&self, activity: &Activity, forms: &[&DeadlineForm]) -> Vec<Stretch> {
        let validity = (self.validity.from, self.validity.to.unwrap_or(NaiveDate::MAX));
        let whole = activity.period.map_or(validity, |period| common(validity, period));
        let dated = forms.iter().find_map(|form| match form {
            DeadlineForm::Dated { periods } => Some(periods),
            _ => None,
        });
        let Some(periods) = dated else { return vec![whole] };
        let named = periods.iter().map(|period| common(whole, (period.from, period.to)));
        named.filter(|(from, to)| from <= to).collect()
    }

    fn window(&self, form: &DeadlineForm, activity: &Activity, (day, school): ServiceDay) -> Window {
        form.window(day, Setting::of(activity, Some(school), self.calendar, self.zone))
    }
}

/// The days that two stretches share; it ends before it begins where they share none.
fn common((from, to): Stretch, (other_from, other_to): Stretch) -> Stretch {
    (from.max(other_from), to.min(other_to))
}

fn days_of(stretch: &Stretch) -> impl Iterator<Item = NaiveDate> {
    let (from, to) = *stretch;
    from.iter_days().take_while(move |day| *day <= to)
}
