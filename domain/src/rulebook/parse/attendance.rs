//! What becomes of late bookings, unbooked children, absences and late pick-ups.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::absence::absence;
use super::condition::Pupils;
use super::deadline::Deadlines;
use super::late_pickup::late_pickup;
use super::names::Names;
use super::node::Node;
use super::proportion::{Proportion, proportions};
use super::report::Report;
use super::surcharge::{PERS, Sayable, surcharges};
use super::table::Table;
use crate::rulebook::attendance::{AttendanceRules, LateBooking};
use crate::rulebook::diagnostic::Noun;
use crate::rulebook::model::Code;

/// How often something must have happened before it costs.
pub(super) const TIMES: RangeInclusive<u32> = 1..=100;

const UNBOOKED: Sayable = Sayable {
    times: TIMES,
    pers: &PERS,
};

/// Late bookings are not counted: each is a first one.
const LATE: Sayable = Sayable {
    times: 1..=1,
    pers: &PERS,
};

/// The rules by name.
pub(super) struct Attendance {
    pub names: Names,
    pub rules: BTreeMap<Code, AttendanceRules>,
    /// What is reckoned from the price of a day, by the name of the rules.
    pub proportions: BTreeMap<Code, Vec<Proportion>>,
}

impl Attendance {
    pub fn none() -> Self {
        Self {
            names: Names::new(Noun::Attendance),
            rules: BTreeMap::new(),
            proportions: BTreeMap::new(),
        }
    }

    pub fn read(node: &Node, deadlines: &Deadlines, pupils: &Pupils, report: &mut Report) -> Option<Self> {
        let mut all = Self::none();
        let table = Table::of(node, report)?;
        for (place, name, node) in table.named() {
            all.names.declare_section(&place, name, &node, report);
            if let Some(rules) = rules(&node, deadlines, pupils, report) {
                all.rules.insert(Code(name.to_owned()), rules);
                all.proportions.insert(Code(name.to_owned()), proportions(&node));
            }
        }
        Some(all)
    }

    /// The rules that are named here.
    pub fn at(&self, node: &Node, report: &mut Report) -> Option<(Code, AttendanceRules)> {
        let name = self.names.resolve(node, report)?;
        let rules = self.rules.get(&name)?.clone();
        Some((name, rules))
    }
}

fn rules(node: &Node, deadlines: &Deadlines, pupils: &Pupils, report: &mut Report) -> Option<AttendanceRules> {
    let mut table = Table::of(node, report)?;
    let late_booking = table.may("late", report, |node, report| late(node, deadlines, pupils, report));
    let unbooked = table.may("unbooked", report, |node, report| {
        surcharges(node, &UNBOOKED, pupils, report)
    });
    let absence = table.may("absence", report, |node, report| absence(node, deadlines, report));
    let late_pickup = table.may("late_pickup", report, late_pickup);
    table.close(report);
    Some(AttendanceRules {
        late_booking: late_booking.unwrap_or_default(),
        unbooked: unbooked.unwrap_or_default(),
        absence: absence.unwrap_or_default(),
        late_pickup,
    })
}

/// Either a place on the waiting list, or a booking at some surcharge.
fn late(node: &Node, deadlines: &Deadlines, pupils: &Pupils, report: &mut Report) -> Option<LateBooking> {
    let mut table = Table::of(node, report)?;
    let until = table.need("until", report, |node, report| deadlines.names.resolve(node, report));
    let waits = table.may("waiting_list", report, Node::boolean).unwrap_or(false);
    let late = if waits {
        table.forbid("surcharges", "waiting_list", report);
        until.map(|until| LateBooking::WaitingList { until })
    } else {
        let surcharges = table.may("surcharges", report, |node, report| {
            surcharges(node, &LATE, pupils, report)
        });
        until.map(|until| LateBooking::Accept {
            until,
            surcharges: surcharges.unwrap_or_default(),
        })
    };
    table.close(report);
    late
}
