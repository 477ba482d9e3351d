//! What children can be booked into.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use chrono::NaiveTime;

use super::attendance::Attendance;
use super::closing;
use super::condition::{Among, Pupils};
use super::deadline;
use super::names::Names;
use super::node::Node;
use super::offer::{Whom, approval, complete_file, period, waiting_list, within};
use super::payer::{Payers, shares};
use super::place::price;
use super::reach::{Almanac, refuse_unreachable};
use super::report::Report;
use super::school::Schools;
use super::subscription::without_days;
use super::table::Table;
use super::validity::{refuse_ages_of_nobody, refuse_classes_of_nobody};
use crate::calendar::rules::{CalendarRules, Season, ServiceDays};
use crate::money::Rounding;
use crate::rulebook::attendance::AttendanceRules;
use crate::rulebook::deadline::WeekdayKey;
use crate::rulebook::diagnostic::{DiagnosticKind, Noun};
use crate::rulebook::model::{Activity, ActivityIx, Code, Deadlines, Paid};
use crate::rulebook::price::PriceForm;

const CAPACITY: RangeInclusive<u32> = 0..=100_000;

const SEASONS: [(&str, Season); 3] = [
    ("school_time", Season::SchoolTime),
    ("school_holidays", Season::SchoolHolidays),
    ("all_year", Season::AllYear),
];

const PAID: [(&str, Paid); 2] = [("at_order", Paid::AtOrder), ("month_end", Paid::MonthEnd)];

/// What activities refer to.
pub(super) struct Around<'a> {
    pub schools: &'a Schools,
    pub deadlines: &'a deadline::Deadlines,
    pub payers: &'a Payers,
    pub attendance: &'a Attendance,
    /// None where the file has none that is sound.
    pub calendar: Option<&'a CalendarRules>,
    /// None where a part of it is not sound.
    pub almanac: Option<&'a Almanac<'a>>,
    pub rounding: Rounding,
}

pub(super) struct Activities {
    pub names: Names,
    /// The sound ones.
    pub list: Vec<Activity>,
}

impl Activities {
    pub fn none() -> Self {
        Self {
            names: Names::new(Noun::Activity),
            list: Vec::new(),
        }
    }

    pub fn read(node: &Node, around: &Around, report: &mut Report) -> Option<Self> {
        let mut all = Self::none();
        for item in &node.some_items(report)? {
            let activity = all.activity(item, around, report);
            all.list.extend(activity);
        }
        Some(all)
    }

    /// The activity of a position in `names`, if it is sound.
    pub fn at(&self, ix: ActivityIx) -> Option<&Activity> {
        let name = self.names.at(usize::from(ix.0))?;
        self.list.iter().find(|activity| activity.code.0 == name)
    }

    fn activity(&mut self, node: &Node, around: &Around, report: &mut Report) -> Option<Activity> {
        let mistakes = report.count();
        let mut table = Table::of(node, report)?;
        let code = table.need("code", report, |node, report| self.names.declare(node, report));
        let name = table.need("name", report, Node::text);
        let mut all_known = false;
        let schools = table.need("schools", report, |node, report| {
            let items = node.some_items(report)?;
            let schools = around.schools.names.resolve_each(&items, report);
            for school in &schools {
                around.schools.names.mark_used(school);
            }
            all_known = schools.len() == items.len();
            Some(schools)
        });
        let starts_at = table.need("starts_at", report, Node::time);
        let ends_at = table.need("ends_at", report, |node, report| {
            let ends_at = node.time(report)?;
            if let Some(starts_at) = starts_at.filter(|starts_at| ends_at <= *starts_at) {
                node.add(
                    report,
                    DiagnosticKind::Reversed,
                    format!("> \"{}\"", starts_at.format("%H:%M")),
                );
            }
            Some(ends_at)
        });
        let days = match table.get("days") {
            Some(node) => service_days(&node, report),
            None => Some(ServiceDays {
                weekdays: None,
                season: Season::default(),
            }),
        };
        let capacity = table.need("capacity", report, |node, report| node.whole(&CAPACITY, report));
        let shows_places = table.may("shows_places", report, Node::boolean);
        let pupils = Pupils {
            schools: around.schools,
            served: schools.as_deref().filter(|_| all_known),
            among: Among::in_classes(Whom::classes_ahead(&table, report)),
        };
        let price = table.need("price", report, |node, report| price(node, &pupils, report));
        let shares = table.may("shares", report, |node, report| {
            shares(node, around.payers, &pupils, report)
        });
        let deadlines = table.need("deadlines", report, |node, report| {
            let weekdays = weekdays(days.as_ref(), schools.as_deref(), around);
            deadlines(node, around, weekdays.as_ref(), ends_at, report)
        });
        let attendance = table.may("attendance", report, |node, report| around.attendance.at(node, report));
        let earliest_exit = table.may("earliest_exit", report, |node, report| {
            within(node, starts_at?, ends_at?, report)
        });
        let whom = Whom::of(&mut table, &pupils, report);
        let period = table.may("period", report, period);
        let approval = table.may("approval", report, approval);
        let waiting_list = table.may("waiting_list", report, waiting_list);
        let paid = table.may("paid", report, |node, report| node.choice(&PAID, report));
        let (needs_complete_file, documents) = complete_file(&mut table, report);
        let place = table.may("place", report, Node::text);
        refuse_at_odds(
            (code.as_ref(), price.as_ref()),
            attendance.as_ref(),
            paid,
            around,
            &table,
            report,
        );
        let placed = Table::peeked(node)?;
        table.close(report);
        let activity = Activity {
            code: code?,
            name: name?,
            schools: schools?,
            starts_at: starts_at?,
            ends_at: ends_at?,
            days: days?,
            capacity: capacity?,
            shows_places: shows_places.unwrap_or(true),
            price: price?,
            shares: shares.unwrap_or_default(),
            deadlines: deadlines?,
            attendance: attendance.map(|(_, rules)| rules).unwrap_or_default(),
            earliest_exit,
            ages: whom.ages,
            classes: whom.classes,
            only: whom.only,
            period,
            approval: approval.unwrap_or_default(),
            waiting_list,
            paid: paid.unwrap_or_default(),
            rounding: around.rounding,
            needs_complete_file,
            documents,
            place,
        };
        // What is not understood cannot be looked at as a whole.
        if report.count() == mistakes {
            look_over(&activity, &placed, around, report);
        }
        Some(activity)
    }
}

/// What an activity's price and rules of attendance, of this name, cannot mean beside each other, or beside when it is paid.
fn refuse_at_odds(
    (code, price): (Option<&Code>, Option<&PriceForm>),
    attendance: Option<&(Code, AttendanceRules)>,
    paid: Option<Paid>,
    around: &Around,
    table: &Table,
    report: &mut Report,
) {
    let at_order = paid == Some(Paid::AtOrder);
    if at_order && price.is_some_and(PriceForm::has_subscription) {
        table.conflict("paid", "price", report);
    }
    let Some((name, rules)) = attendance else { return };
    // What is due once for brothers and sisters is not known of the order of one of them.
    if at_order && rules.late_booking.adds_per_family() {
        table.conflict("paid", "attendance", report);
    }
    let Some(price) = price else { return };
    if rules.absence.refunds_days() && !price.has_day_worth() {
        for term in table.peek("price").as_ref().map(without_days).unwrap_or_default() {
            let attendance = name.0.clone();
            let kind = DiagnosticKind::NoDayWorth { attendance };
            report.add(&term.span, &term.path_of("days"), kind, "days = 1 – 366");
        }
    }
    let proportions = around.attendance.proportions.get(name).into_iter().flatten();
    for proportion in proportions.filter(|_| price.is_by_the_term()) {
        if let Some(activity) = code {
            proportion.refuse_beside_terms(&activity.0, report);
        }
    }
}

/// Mistakes of an activity each part of which is sound. `table` is its own.
fn look_over(activity: &Activity, table: &Table, around: &Around, report: &mut Report) {
    let mistakes = report.count();
    if let Some(ages) = activity.ages {
        refuse_ages_of_nobody(ages, &activity.schools, around.schools, table.peek("ages"), report);
    }
    if let Some(classes) = activity.classes {
        refuse_classes_of_nobody(
            classes,
            &activity.schools,
            around.schools,
            table.peek("classes"),
            report,
        );
    }
    let Some(almanac) = around.almanac else { return };
    if let Some(((from, to), node)) = activity.period.zip(table.peek("period")) {
        almanac.validity.refuse_outside(from, to, &node, report);
    }
    if let Some(price) = table.peek("price") {
        almanac.validity.refuse_terms_outside(&price, report);
    }
    if report.count() == mistakes {
        refuse_unreachable(activity, table, almanac, report);
    }
}

/// The weekdays on which the activity may run, where that is known.
fn weekdays(days: Option<&ServiceDays>, schools: Option<&[Code]>, around: &Around) -> Option<BTreeSet<WeekdayKey>> {
    Some(closing::service_weekdays(days?, schools?, around.calendar?))
}

fn deadlines(
    node: &Node,
    around: &Around,
    weekdays: Option<&BTreeSet<WeekdayKey>>,
    ends_at: Option<NaiveTime>,
    report: &mut Report,
) -> Option<Deadlines> {
    let mut table = Table::of(node, report)?;
    let named = |node: &Node, report: &mut Report| {
        let code = around.deadlines.names.resolve(node, report)?;
        if let Some(form) = around.deadlines.forms.get(&code) {
            closing::check(node, form, weekdays?, ends_at?, report);
        }
        Some(code)
    };
    let book: Option<Code> = table.need("book", report, named);
    let cancel: Option<Code> = table.need("cancel", report, named);
    let modify = table.may("modify", report, named);
    table.close(report);
    Some(Deadlines {
        book: book?,
        cancel: cancel?,
        modify,
    })
}

fn service_days(node: &Node, report: &mut Report) -> Option<ServiceDays> {
    let mut table = Table::of(node, report)?;
    let weekdays = table.may("weekdays", report, Node::weekdays);
    let season = table.may("season", report, |node, report| node.choice(&SEASONS, report));
    table.close(report);
    Some(ServiceDays {
        weekdays,
        season: season.unwrap_or_default(),
    })
}
