//! The file as a whole.

use toml::de::DeTable;

use super::activity::{Activities, Around};
use super::arrears::arrears;
use super::attendance::Attendance;
use super::bundle::bundles;
use super::calendar::{calendar, refuse_unknown_activities};
use super::condition::{Among, Pupils};
use super::deadline::Deadlines;
use super::link::links;
use super::meet::Meetings;
use super::money::{cart, quotient};
use super::node::Node;
use super::payer::Payers;
use super::reach::Almanac;
use super::report::Report;
use super::school::Schools;
use super::syntax;
use super::table::Table;
use super::territory::refuse_elsewhere;
use super::town::{contacts, town, validity};
use crate::calendar::Calendar;
use crate::rulebook::diagnostic::{Diagnostic, DiagnosticKind, Shape};
use crate::rulebook::model::RuleBook;

/// The one version of the format there is.
const FORMAT: &str = "1";

/// What a file may have.
const SECTIONS: [&str; 15] = [
    "format",
    "town",
    "rule_book",
    "contacts",
    "schools",
    "calendar",
    "deadlines",
    "payers",
    "attendance",
    "quotient",
    "cart",
    "activities",
    "links",
    "bundles",
    "arrears",
];

/// A règlement is a few pages; this is a few hundred.
const MOST_BYTES: usize = 512 * 1024;

/// Reads a rule book.
///
/// # Errors
/// Every mistake of the file in the order in which they stand, up to some hundreds; never an empty list. While the
/// file is not TOML everywhere, mistakes that could be mere consequences of that are left out.
pub fn parse(source: &str) -> Result<RuleBook, Vec<Diagnostic>> {
    let (book, diagnostics) = read(source);
    match book {
        Some(book) if diagnostics.is_empty() => Ok(book),
        _ => Err(diagnostics),
    }
}

/// Reads a file that was installed before. That it says something to no effect, which earlier programs did not find, is no
/// reason to refuse it: see [`DiagnosticKind::is_of_no_effect`].
///
/// # Errors
/// All that is wrong, where the file cannot be understood.
pub fn parse_stored(source: &str) -> Result<RuleBook, Vec<Diagnostic>> {
    let (book, diagnostics) = read(source);
    match book {
        Some(book) if diagnostics.iter().all(|one| one.kind.is_of_no_effect()) => Ok(book),
        _ => Err(diagnostics),
    }
}

fn read(source: &str) -> (Option<RuleBook>, Vec<Diagnostic>) {
    let mut report = Report::new(source);
    if source.len() > MOST_BYTES {
        report.add(&(0..0), "", DiagnosticKind::OutOfRange, format!("≤ {MOST_BYTES}"));
        return (None, report.into_diagnostics());
    }
    let (tree, errors) = DeTable::parse_recoverable(source);
    let book = rule_book(tree.get_ref(), &mut report);
    if !errors.is_empty() {
        let damage = syntax::report_errors(&errors, &mut report);
        report.retain(|offset, diagnostic| damage.spares(offset, diagnostic));
    }
    (book, report.into_diagnostics())
}

fn rule_book(tree: &DeTable, report: &mut Report) -> Option<RuleBook> {
    let mut table = Table::root(tree, &SECTIONS);
    table.need("format", report, format);
    let town = table.need("town", report, town);
    let validity = table.need("rule_book", report, validity);
    let contacts = table.may("contacts", report, contacts);
    let schools = table
        .need("schools", report, Schools::read)
        .unwrap_or_else(Schools::none);
    let calendar = table.need("calendar", report, |node, report| {
        let sound = validity.as_ref().filter(|_| report.count() == 0);
        calendar(node, &schools, sound, report)
    });
    if let Some((town, calendar)) = town.as_ref().zip(calendar.as_ref()) {
        refuse_elsewhere(town, calendar.territory, &table, report);
    }
    let deadlines = table
        .need("deadlines", report, |node, report| {
            let sound = validity.as_ref().filter(|_| report.count() == 0);
            Deadlines::read(node, sound, report)
        })
        .unwrap_or_else(Deadlines::none);
    let payers = table.may("payers", report, Payers::read).unwrap_or_else(Payers::none);
    let attendance = table.may("attendance", report, |node, report| {
        let everyone = Pupils {
            schools: &schools,
            served: None,
            among: Among::default(),
        };
        Attendance::read(node, &deadlines, &everyone, report)
    });
    let attendance = attendance.unwrap_or_else(Attendance::none);
    let (quotient, quotient_source) = table.may("quotient", report, quotient).unwrap_or_default();
    let cart = table.may("cart", report, cart);
    // With a mistake so far, days may be others than those that are meant.
    let sound = calendar.as_ref().filter(|_| report.count() == 0);
    let days = sound.and_then(|rules| Calendar::new(rules).ok());
    let almanac = days.as_ref().zip(validity.as_ref()).zip(town.as_ref());
    let almanac = almanac.map(|((calendar, validity), town)| Almanac {
        calendar,
        validity,
        zone: town.zone,
        deadlines: &deadlines,
    });
    let activities = table.need("activities", report, |node, report| {
        let around = Around {
            almanac: almanac.as_ref(),
            schools: &schools,
            deadlines: &deadlines,
            payers: &payers,
            attendance: &attendance,
            calendar: calendar.as_ref(),
            rounding: validity.as_ref().map(|validity| validity.rounding).unwrap_or_default(),
        };
        Activities::read(node, &around, report)
    });
    let activities = activities.unwrap_or_else(Activities::none);
    if let Some(node) = table.peek("calendar") {
        refuse_unknown_activities(&node, &activities.names, report);
    }
    let sound = almanac.as_ref().filter(|_| report.count() == 0);
    let mut meetings = sound.map(|almanac| Meetings::new(almanac, &schools, &activities));
    let links = table.may("links", report, |node, report| {
        links(node, &activities, meetings.as_mut(), report)
    });
    let links = links.unwrap_or_default();
    let bundles = table.may("bundles", report, |node, report| {
        bundles(node, &activities, &links, &schools, meetings.as_mut(), report)
    });
    let arrears = table.may("arrears", report, |node, report| arrears(node, &activities, report));
    forget_names_of(table.beside(), report);
    table.close(report);
    // A name may be used where something is not understood.
    if report.count() == 0 {
        schools.refuse_unused(report);
        for names in [&deadlines.names, &payers.names, &attendance.names] {
            names.refuse_unused(report);
        }
    }
    let validity = validity?;
    Some(RuleBook {
        town: town?,
        title: validity.title,
        valid_from: validity.from,
        valid_to: validity.to,
        contacts: contacts.unwrap_or_default(),
        calendar: calendar?,
        schools: schools.list,
        deadlines: deadlines.forms,
        activities: activities.list,
        links,
        bundles: bundles.unwrap_or_default(),
        payers: payers.list,
        quotient,
        quotient_source,
        arrears,
        cart_holds_minutes: cart,
    })
}

/// Takes back that names are unknown which stand in sections that are not read: their own keys are what is wrong.
fn forget_names_of<'t>(sections: impl Iterator<Item = Node<'t>>, report: &mut Report) {
    let names: Vec<&str> = sections.flat_map(|section| section.names_within()).collect();
    report.retain(|_, diagnostic| {
        let unknown = matches!(diagnostic.kind, DiagnosticKind::UnknownReference { .. });
        !(unknown && names.iter().any(|name| diagnostic.found == format!("\"{name}\"")))
    });
}

fn format(node: &Node, report: &mut Report) -> Option<()> {
    match node.value.as_integer() {
        Some(version) if version.as_str() == FORMAT => Some(()),
        Some(_) => {
            node.add(report, DiagnosticKind::UnknownValue { did_you_mean: None }, FORMAT);
            None
        }
        None => node.wrong_type(Shape::WholeNumber, report),
    }
}
