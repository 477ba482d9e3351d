//! What is due for a place that was not used.

use std::ops::RangeInclusive;

use super::absent::refuse_vain;
use super::condition::span;
use super::deadline::Deadlines;
use super::node::Node;
use super::price::by_the_day;
use super::report::Report;
use super::table::Table;
use crate::rulebook::absence::{AbsenceCase, AbsenceReason, AbsenceRule, Charge};

const HOURS: RangeInclusive<u32> = 1..=720;
const NTH_DAYS: RangeInclusive<u32> = 1..=366;

const REASONS: [(&str, AbsenceReason); 5] = [
    ("illness", AbsenceReason::Illness),
    ("hospital", AbsenceReason::Hospital),
    ("family", AbsenceReason::Family),
    ("school", AbsenceReason::School),
    ("exceptional", AbsenceReason::Exceptional),
];

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
    refuse_vain(&sound, report);
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
    let days = span(&mut table, "day_from", "day_to", &NTH_DAYS, report);
    let charge = charge(&mut table, report);
    table.close(report);
    Some(AbsenceCase {
        reasons,
        reported_by,
        certificate_within_hours: hours,
        days,
        charge: charge?,
    })
}

fn otherwise(node: &Node, report: &mut Report) -> Option<Charge> {
    let mut table = Table::of(node, report)?;
    let charge = charge(&mut table, report);
    table.close(report);
    charge
}

/// One of the four ways to say how much.
fn charge(table: &mut Table, report: &mut Report) -> Option<Charge> {
    const WAYS: [&str; 4] = ["charge", "percent", "plus", "price"];
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
        _ => node.choice_of(&CHARGES, report),
    }
}
