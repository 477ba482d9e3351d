//! What children can be booked into.

use std::ops::RangeInclusive;

use chrono::{NaiveDate, NaiveTime};

use super::attendance::Attendance;
use super::closing;
use super::condition::{Pupils, span};
use super::deadline::Deadlines;
use super::names::Names;
use super::node::Node;
use super::payer::{Payers, shares};
use super::price::price;
use super::report::Report;
use super::school::Schools;
use super::table::Table;
use crate::calendar::rules::{CalendarRules, Season, ServiceDays};
use crate::rulebook::condition::Span;
use crate::rulebook::diagnostic::{DiagnosticKind, Noun};
use crate::rulebook::model::{self, Activity, ActivityIx, Approval, Code, WaitingList};

const CAPACITY: RangeInclusive<u32> = 0..=100_000;

const SEASONS: [(&str, Season); 3] = [
    ("school_time", Season::SchoolTime),
    ("school_holidays", Season::SchoolHolidays),
    ("all_year", Season::AllYear),
];

const AGES: RangeInclusive<u32> = 0..=25;
const OFFER_HOURS: RangeInclusive<u32> = 1..=336;

/// What staff may have to approve.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Approved {
    Book,
    Cancel,
}

const APPROVALS: [(&str, Approved); 2] = [("book", Approved::Book), ("cancel", Approved::Cancel)];

/// What activities refer to.
pub(super) struct Around<'a> {
    pub schools: &'a Schools,
    pub deadlines: &'a Deadlines,
    pub payers: &'a Payers,
    pub attendance: &'a Attendance,
    /// None where the file has none that is sound.
    pub calendar: Option<&'a CalendarRules>,
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
        let mut table = Table::of(node, report)?;
        let code = table.need("code", report, |node, report| self.names.declare(node, report));
        let name = table.need("name", report, Node::text);
        let mut all_known = false;
        let schools = table.need("schools", report, |node, report| {
            let items = node.some_items(report)?;
            let schools = around.schools.names.resolve_each(&items, report);
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
        };
        let price = table.need("price", report, |node, report| price(node, &pupils, report));
        let shares = table.may("shares", report, |node, report| {
            shares(node, around.payers, &pupils, report)
        });
        let deadlines = table.need("deadlines", report, |node, report| {
            let mut table = Table::of(node, report)?;
            let named = |node: &Node, report: &mut Report| {
                let code = around.deadlines.names.resolve(node, report)?;
                let weekdays = closing::service_weekdays(days.as_ref()?, schools.as_ref()?, around.calendar?);
                if let Some(form) = around.deadlines.forms.get(&code) {
                    closing::check(node, form, &weekdays, ends_at?, report);
                }
                Some(code)
            };
            let book: Option<Code> = table.need("book", report, named);
            let cancel: Option<Code> = table.need("cancel", report, named);
            let modify = table.may("modify", report, named);
            table.close(report);
            Some(model::Deadlines {
                book: book?,
                cancel: cancel?,
                modify,
            })
        });
        let attendance = table.may("attendance", report, |node, report| {
            let name = around.attendance.names.resolve(node, report)?;
            around.attendance.rules.get(&name).cloned()
        });
        let earliest_exit = table.may("earliest_exit", report, |node, report| {
            within(node, starts_at?, ends_at?, report)
        });
        let ages = table.may("ages", report, ages);
        let period = table.may("period", report, period);
        let approval = table.may("approval", report, |node, report| {
            let of = node.choices(&APPROVALS, report)?;
            Some(Approval {
                book: of.contains(&Approved::Book),
                cancel: of.contains(&Approved::Cancel),
            })
        });
        let waiting_list = table.may("waiting_list", report, waiting_list);
        table.close(report);
        Some(Activity {
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
            attendance: attendance.unwrap_or_default(),
            earliest_exit,
            ages,
            period,
            approval: approval.unwrap_or_default(),
            waiting_list,
        })
    }
}

/// A time of the session.
fn within(node: &Node, starts_at: NaiveTime, ends_at: NaiveTime, report: &mut Report) -> Option<NaiveTime> {
    let time = node.time(report)?;
    if time < starts_at || time > ends_at {
        let allowed = format!("\"{}\" – \"{}\"", starts_at.format("%H:%M"), ends_at.format("%H:%M"));
        node.add(report, DiagnosticKind::OutOfRange, allowed);
    }
    Some(time)
}

fn ages(node: &Node, report: &mut Report) -> Option<Span> {
    let mut table = Table::of(node, report)?;
    let ages = span(&mut table, "from", "to", &AGES, report);
    if ages.is_none() && !table.has("from") && !table.has("to") {
        table.missing("from", "from, to", report);
    }
    table.close(report);
    ages
}

fn period(node: &Node, report: &mut Report) -> Option<(NaiveDate, NaiveDate)> {
    let mut table = Table::of(node, report)?;
    let from = table.need("from", report, Node::date);
    let to = table.need("to", report, |node, report| node.date_from(from, report));
    table.close(report);
    from.zip(to)
}

fn waiting_list(node: &Node, report: &mut Report) -> Option<WaitingList> {
    let mut table = Table::of(node, report)?;
    let offer_hours = table.need("offer_hours", report, |node, report| node.whole(&OFFER_HOURS, report));
    table.close(report);
    offer_hours.map(|offer_hours| WaitingList { offer_hours })
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
