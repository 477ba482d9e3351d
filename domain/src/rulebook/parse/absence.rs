//! What is due for a place that was not used.

use std::ops::RangeInclusive;

use super::absent::refuse_vain;
use super::condition::span;
use super::deadline::Deadlines;
use super::node::Node;
use super::place::by_the_day;
use super::report::Report;
use super::table::Table;
use crate::rulebook::absence::{AbsenceCase, AbsenceReason, AbsenceRule, CertificateFrom, Charge, TimesWithin};

const HOURS: RangeInclusive<u32> = 1..=720;
const NTH_DAYS: RangeInclusive<u32> = 1..=366;
const TIMES: RangeInclusive<u32> = 1..=100;

const REASONS: [(&str, AbsenceReason); 5] = [
    ("illness", AbsenceReason::Illness),
    ("hospital", AbsenceReason::Hospital),
    ("family", AbsenceReason::Family),
    ("school", AbsenceReason::School),
    ("exceptional", AbsenceReason::Exceptional),
];

const CERTIFICATE_FROM: [(&str, CertificateFrom); 2] =
    [("start", CertificateFrom::Start), ("return", CertificateFrom::Return)];

const TIMES_WITHIN: [(&str, TimesWithin); 2] =
    [("school_year", TimesWithin::SchoolYear), ("month", TimesWithin::Month)];

const CHARGES: [(&str, Charge); 2] = [("waived", Charge::Waived), ("full", Charge::Full)];

pub(super) fn absence(node: &Node, deadlines: &Deadlines, report: &mut Report) -> Option<AbsenceRule> {
    let mut table = Table::of(node, report)?;
    // A part that is not understood may be what tells a case from others.
    let mut sound: Vec<(AbsenceCase, Node)> = Vec::new();
    let cases = table.may("cases", report, |node, report| {
        let items = node.some_items(report)?;
        let mut cases: Vec<AbsenceCase> = Vec::new();
        for item in &items {
            let mistakes = report.count();
            let Some(one) = case(item, deadlines, report) else {
                continue;
            };
            if report.count() == mistakes {
                sound.push((one.clone(), item.clone()));
            }
            cases.push(one);
        }
        Some(cases)
    });
    let otherwise = match table.get("otherwise") {
        Some(node) => otherwise(&node, report),
        None => Some(Charge::Full),
    };
    let sound: Vec<(AbsenceCase, &Node)> = sound.iter().map(|(case, node)| (case.clone(), node)).collect();
    refuse_vain(&sound, otherwise.as_ref(), &deadlines.forms, report);
    table.close(report);
    Some(AbsenceRule {
        cases: cases.unwrap_or_default(),
        otherwise: otherwise?,
    })
}

fn case(node: &Node, deadlines: &Deadlines, report: &mut Report) -> Option<AbsenceCase> {
    let mut table = Table::of(node, report)?;
    let reasons = table.may("reasons", report, |node, report| node.choices(&REASONS, report));
    let reported_by = table.may("reported_by", report, |node, report| {
        deadlines.names.resolve(node, report)
    });
    let hours = table.may("certificate_within_hours", report, |node, report| {
        node.whole(&HOURS, report)
    });
    let from = table.may("certificate_from", report, |node, report| {
        node.choice(&CERTIFICATE_FROM, report)
    });
    if from.is_some() && !table.has("certificate_within_hours") {
        table.missing("certificate_within_hours", "certificate_within_hours", report);
    }
    let certificate = table.may("certificate", report, Node::boolean).unwrap_or(false);
    if certificate && table.has("certificate_within_hours") {
        table.conflict("certificate", "certificate_within_hours", report);
    }
    let days = span(&mut table, "day_from", "day_to", &NTH_DAYS, report);
    let length = span(&mut table, "length_from", "length_to", &NTH_DAYS, report);
    let times = span(&mut table, "from_time", "to_time", &TIMES, report);
    let within = table.may("times_within", report, |node, report| {
        node.choice(&TIMES_WITHIN, report)
    });
    if within.is_some() && !table.has("from_time") && !table.has("to_time") {
        table.missing("from_time", "from_time, to_time", report);
    }
    let charge = charge(&mut table, report);
    table.close(report);
    Some(AbsenceCase {
        reasons,
        reported_by,
        certificate,
        certificate_within_hours: hours,
        certificate_from: from.unwrap_or_default(),
        days,
        length,
        times,
        times_within: within.unwrap_or_default(),
        charge: charge?,
    })
}

fn otherwise(node: &Node, report: &mut Report) -> Option<Charge> {
    let mut table = Table::of(node, report)?;
    let charge = charge(&mut table, report);
    table.close(report);
    charge
}

/// One of the ways to say how much.
fn charge(table: &mut Table, report: &mut Report) -> Option<Charge> {
    const WAYS: [&str; 6] = ["charge", "percent", "plus", "price", "refund", "refund_percent"];
    let Some(way) = WAYS.into_iter().find(|key| table.has(key)) else {
        table.missing("charge", &WAYS.join(", "), report);
        return None;
    };
    for other in WAYS.into_iter().filter(|key| *key != way) {
        table.forbid(other, way, report);
    }
    let node = table.get(way)?;
    match way {
        "percent" => node.percent(report).map(|percent| Charge::Percent { percent }),
        "plus" => node.amount(report).map(|amount| Charge::Plus { amount }),
        "price" => by_the_day(&node, report).map(|price| Charge::Instead { price }),
        "refund" => node.amount(report).map(|amount| Charge::Refund { amount }),
        "refund_percent" => node.percent(report).map(|percent| Charge::RefundPercent { percent }),
        _ => node.choice_of(&CHARGES, report),
    }
}
