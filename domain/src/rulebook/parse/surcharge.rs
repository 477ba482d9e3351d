//! What changes in a price when the rules were not kept.

use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use super::condition::{Pupils, condition};
use super::coverage::{Claim, refuse_vain};
use super::node::Node;
use super::place::of_a_visit;
use super::report::Report;
use super::scalar::{factor_of_percent, raised_by};
use super::table::Table;
use crate::rulebook::condition::Condition;
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::surcharge::{Base, Per, Surcharge, SurchargeForm};

pub(super) const PERS: [(&str, Per); 3] = [("place", Per::Place), ("day", Per::Day), ("family", Per::Family)];

/// What a list of surcharges may say.
pub(super) struct Sayable {
    /// From which time on, for what can happen again.
    pub times: RangeInclusive<u32>,
    pub pers: &'static [(&'static str, Per)],
}

const BASES: [(&str, Base); 2] = [("price", Base::Price), ("top", Base::Top)];

/// A list of surcharges.
pub(super) fn surcharges(
    node: &Node,
    sayable: &Sayable,
    pupils: &Pupils,
    report: &mut Report,
) -> Option<Vec<Surcharge>> {
    let items = node.some_items(report)?;
    let mut surcharges: Vec<Surcharge> = Vec::new();
    // A part that is not understood may be what tells one from others.
    let mut sound: Vec<(Surcharge, &Node)> = Vec::new();
    for item in &items {
        let mistakes = report.count();
        let Some(one) = surcharge(item, sayable, pupils, report) else {
            continue;
        };
        if report.count() == mistakes {
            sound.push((one.clone(), item));
        }
        surcharges.push(one);
    }
    let claims: Vec<Claim> = sound
        .iter()
        .map(|(one, node)| Claim {
            when: &one.when,
            unless: one.unless.as_ref(),
            from_time: one.from_time,
            node,
        })
        .collect();
    refuse_vain(&claims, &pupils.known(), &pupils.among, report);
    Some(surcharges)
}

fn surcharge(node: &Node, sayable: &Sayable, pupils: &Pupils, report: &mut Report) -> Option<Surcharge> {
    let mut table = Table::of(node, report)?;
    let when = match table.get("when") {
        Some(node) => condition(&node, pupils, report),
        None => Some(Condition::default()),
    };
    let unless = table.may("unless", report, |node, report| condition(node, pupils, report));
    let from_time = table.may("from_time", report, |node, report| node.whole(&sayable.times, report));
    let form = form(&mut table, sayable.pers, pupils, report);
    table.close(report);
    Some(Surcharge {
        when: when?,
        unless,
        from_time: from_time.unwrap_or(1),
        form: form?,
    })
}

/// One of the three ways to say how much.
fn form(
    table: &mut Table,
    pers: &[(&'static str, Per)],
    pupils: &Pupils,
    report: &mut Report,
) -> Option<SurchargeForm> {
    if let Some(node) = table.get("price") {
        for key in ["add", "per", "times", "of"] {
            table.forbid(key, "price", report);
        }
        of_a_visit(&node, pupils, report).map(|price| SurchargeForm::Instead { price })
    } else if let Some(node) = table.get("add") {
        for key in ["times", "of"] {
            table.forbid(key, "add", report);
        }
        let per = table.may("per", report, |node, report| node.choice(pers, report));
        node.amount(report).map(|amount| SurchargeForm::Add {
            amount,
            per: per.unwrap_or_default(),
        })
    } else if let Some(node) = table.get("times") {
        table.forbid("per", "times", report);
        let of = table.may("of", report, |node, report| node.choice(&BASES, report));
        let of = of.unwrap_or_default();
        let factor = node.factor(report)?;
        if of == Base::Price {
            refuse_lowering(factor, &node, report);
        }
        Some(SurchargeForm::Times { factor, of })
    } else {
        table.ask(&["price", "add", "times", "per", "of"]);
        if let Some(percent) = table.peek("percent") {
            let text = percent.value.as_str().map(str::to_owned);
            let text = text.or_else(|| Some(percent.value.as_integer()?.as_str().to_owned()));
            let factor = text.and_then(|text| factor_of_percent(&text));
            table.unknown("percent", factor.map(|factor| format!("times = \"{factor}\"")), report);
        } else {
            table.missing("price", "price, add, times", report);
        }
        None
    }
}

/// Reports a factor by which the ordinary price would not go up: so many per cent that were written as a part of it. Of the
/// highest price, a part may be more than what the family pays.
fn refuse_lowering(factor: Decimal, node: &Node, report: &mut Report) {
    if factor <= Decimal::ONE {
        let did_you_mean = if factor < Decimal::ONE { raised_by(factor) } else { None };
        node.add(report, DiagnosticKind::RaisesNothing { did_you_mean }, "> \"1\"");
    }
}
