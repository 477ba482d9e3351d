//! Whether what a file says of an activity can ever happen.
//!
//! The days of the rule book are looked through with the real calendar. Where it is not published for all of them,
//! nothing is said: what cannot be seen is not wrong.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;

use super::deadline::Deadlines;
use super::gaps::Gaps;
use super::node::Node;
use super::report::Report;
use super::table::Table;
use super::town::Validity;
use crate::calendar::Calendar;
use crate::calendar::zone::instant;
use crate::rulebook::attendance::LateBooking;
use crate::rulebook::closing::{Setting, Window};
use crate::rulebook::deadline::{DatedPeriod, DeadlineForm};
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::model::{Activity, Code};
use crate::rulebook::price::{PriceForm, TimeRow};

/// Days that are looked through.
pub(super) const MOST_DAYS: usize = 400;

/// What does not happen within so many days never does, but on dates that the file names.
pub(super) const YEAR: usize = 366;

/// What is needed to look at days.
pub(super) struct Almanac<'a> {
    pub calendar: &'a Calendar,
    pub validity: &'a Validity,
    pub zone: Tz,
    pub deadlines: &'a Deadlines,
}

/// Both ends included.
pub(super) type Stretch = (NaiveDate, NaiveDate);

/// A day on which an activity runs, and a school that it runs for.
pub(super) type ServiceDay<'a> = (NaiveDate, &'a Code);

/// Reports an activity that never runs, deadlines of it that are never open, that close too late or leave out some of its
/// days, and late bookings that are never taken. `table` is the activity's own.
pub(super) fn refuse_unreachable(activity: &Activity, table: &Table, almanac: &Almanac, report: &mut Report) {
    if almanac.never(activity, &[], |_| true) {
        let place = ["period", "days", "code"].into_iter().find_map(|key| table.peek(key));
        if let Some(place) = place {
            place.add(report, DiagnosticKind::NeverRuns, almanac.validity.notation());
        }
        return;
    }
    if let Some(node) = table.peek("price") {
        refuse_outside_session(activity, &node, report);
    }
    let deadlines = table.peek("deadlines");
    let deadlines = deadlines.as_ref().and_then(Table::peeked);
    let mut seen = BTreeSet::new();
    for key in ["book", "cancel", "modify"] {
        let Some(node) = deadlines.as_ref().and_then(|table| table.peek(key)) else {
            continue;
        };
        let Some(name) = node.value.as_str() else { continue };
        let Some(form) = almanac.form(name) else { continue };
        if name != activity.deadlines.book.0 && almanac.is_over_before_booking(activity, form) {
            node.add(report, DiagnosticKind::OverBeforeBooking, "");
            continue;
        }
        // That what is booked is firm is said on purpose.
        let is_firm = key == "cancel" && *form == DeadlineForm::Never;
        if is_firm || !seen.insert(name) {
            continue;
        }
        if almanac.is_never_open(activity, form) {
            node.add(report, DiagnosticKind::NeverOpen, "");
            continue;
        }
        match form {
            DeadlineForm::MonthWindow { .. } => almanac.refuse_after_session(activity, form, &node, report),
            DeadlineForm::Dated { periods } if !almanac.deadlines.closes_other_days(name) => {
                almanac.refuse_gaps(activity, periods, &node, report);
            }
            _ => {}
        }
    }
    if let Some(node) = table.peek("attendance") {
        almanac.refuse_never_late(activity, &node, report);
        almanac.refuse_never_reported(activity, &node, report);
    }
}

/// Reports rows of times that no child can come to: that are over before the session begins, or begin once it is over. A
/// child that is picked up late has come before the end.
fn refuse_outside_session(activity: &Activity, price: &Node, report: &mut Report) {
    let price_of_stay = match &activity.price {
        PriceForm::Reduced { price, .. } => price,
        price => price,
    };
    let PriceForm::Times { rows } = price_of_stay else {
        return;
    };
    let is_outside = |row: &TimeRow| {
        row.left_by.is_some_and(|left| left < activity.starts_at)
            || row.arrived_from.is_some_and(|arrived| arrived > activity.ends_at)
    };
    if rows.iter().any(is_outside) {
        let session = |time: NaiveTime| time.format("%H:%M").to_string();
        let session = format!("{} – {}", session(activity.starts_at), session(activity.ends_at));
        price.add(report, DiagnosticKind::OutsideSession, session);
    }
}

impl Almanac<'_> {
    pub fn form(&self, name: &str) -> Option<&DeadlineForm> {
        self.deadlines.forms.get(&Code(name.to_owned()))
    }

    fn is_never_open(&self, activity: &Activity, form: &DeadlineForm) -> bool {
        let opens = |service: ServiceDay| {
            let Window { opens_at, closes_at } = self.window(form, activity, service);
            closes_at.is_some_and(|closes_at| opens_at.is_none_or(|opens_at| opens_at < closes_at))
        };
        self.never(activity, &[form], opens)
    }

    /// Whether giving back is over on every day before the first place can be booked.
    fn is_over_before_booking(&self, activity: &Activity, give_back: &DeadlineForm) -> bool {
        let Some(book) = self.form(&activity.deadlines.book.0) else {
            return false;
        };
        let lasts = |service: ServiceDay| {
            let booked_from = self.window(book, activity, service).opens_at;
            let until = self.window(give_back, activity, service).closes_at;
            // Days that have no closing, or no beginning, are asked about elsewhere.
            until.is_none_or(|until| booked_from.is_none_or(|from| from < until))
        };
        self.never(activity, &[book, give_back], lasts)
    }

    /// Reports a deadline that on some day is still open when the session is over. What can be said of weekdays, whatever
    /// the date, is said where the deadline is named.
    fn refuse_after_session(&self, activity: &Activity, form: &DeadlineForm, node: &Node, report: &mut Report) {
        let is_after = |service: ServiceDay| {
            let end = instant(self.zone, service.0, activity.ends_at);
            self.window(form, activity, service)
                .closes_at
                .is_some_and(|closes_at| closes_at > end)
        };
        let seen = self.seen(&self.stretches(activity, &[form]));
        let first = self.service_days(activity, &seen).find(|service| is_after(*service));
        if let Some((day, _)) = first {
            let latest = format!("≤ {day} {}", activity.ends_at.format("%H:%M"));
            node.add(report, DiagnosticKind::ClosesAfterSession, latest);
        }
    }

    /// Reports the days of an activity that are in none of the periods of a deadline.
    fn refuse_gaps(&self, activity: &Activity, periods: &[DatedPeriod], node: &Node, report: &mut Report) {
        let mut gaps = Gaps::default();
        let seen = self.seen(&self.stretches(activity, &[]));
        for (day, _) in self.service_days(activity, &seen) {
            let named = periods.iter().any(|period| period.from <= day && day <= period.to);
            gaps.see(day, named);
        }
        if let Some(gaps) = gaps.notation() {
            node.add(report, DiagnosticKind::NoClosing, gaps);
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

    /// `node` names the rules of absences, some of which ask by when they were reported.
    fn refuse_never_reported(&self, activity: &Activity, node: &Node, report: &mut Report) {
        let cases = activity.attendance.absence.cases.iter();
        let deadlines: BTreeSet<&Code> = cases.filter_map(|case| case.reported_by.as_ref()).collect();
        for deadline in deadlines {
            let form = self.form(&deadline.0);
            if form.is_some_and(|form| self.is_never_open(activity, form)) {
                let deadline = deadline.0.clone();
                node.add(report, DiagnosticKind::NeverReported { deadline }, "");
            }
        }
    }

    /// Whether something is true of no day of an activity, as far as that can be said. Of days that these deadlines
    /// say nothing about because they name dates, nothing is asked.
    fn never(&self, activity: &Activity, forms: &[&DeadlineForm], is_true: impl Fn(ServiceDay) -> bool) -> bool {
        let asked = self.stretches(activity, forms);
        let seen = self.seen(&asked);
        let found = self.service_days(activity, &seen).any(is_true);
        let looked = seen.iter().flat_map(days_of).take(MOST_DAYS + 1).count();
        let everything = asked == seen && looked <= MOST_DAYS;
        !found && (everything || looked >= YEAR)
    }

    /// The days of which the published calendar tells.
    pub fn seen(&self, asked: &[Stretch]) -> Vec<Stretch> {
        let published = self.calendar.published();
        asked.iter().map(|stretch| common(*stretch, published)).collect()
    }

    /// Days on which an activity runs, among the first ones of these, once for each school that it runs for.
    fn service_days<'s>(&'s self, activity: &'s Activity, seen: &'s [Stretch]) -> impl Iterator<Item = ServiceDay<'s>> {
        let days = seen.iter().flat_map(days_of).take(MOST_DAYS);
        days.flat_map(move |day| {
            let runs = move |school: &&Code| self.calendar.runs(activity, Some(school), day).is_ok();
            activity.schools.iter().filter(runs).map(move |school| (day, school))
        })
    }

    /// The days of the rule book and of the activity's own period, or those among them that a deadline names.
    pub fn stretches(&self, activity: &Activity, forms: &[&DeadlineForm]) -> Vec<Stretch> {
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

    pub fn window(&self, form: &DeadlineForm, activity: &Activity, (day, school): ServiceDay) -> Window {
        form.window(day, Setting::of(activity, Some(school), self.calendar, self.zone))
    }
}

/// The days that two stretches share; it ends before it begins where they share none.
pub(super) fn common((from, to): Stretch, (other_from, other_to): Stretch) -> Stretch {
    (from.max(other_from), to.min(other_to))
}

pub(super) fn days_of(stretch: &Stretch) -> impl Iterator<Item = NaiveDate> {
    let (from, to) = *stretch;
    from.iter_days().take_while(move |day| *day <= to)
}
