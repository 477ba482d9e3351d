//! Who pays beside the families, and how much.

use rust_decimal::Decimal;

use super::condition::{Among, Pupils, condition};
use super::coverage::{kinds, last_of};
use super::names::Names;
use super::node::Node;
use super::report::Report;
use super::table::Table;
use crate::rulebook::condition::Condition;
use crate::rulebook::diagnostic::{DiagnosticKind, Noun};
use crate::rulebook::model::{Code, Payer};
use crate::rulebook::price::{Part, Share};

pub(super) struct Payers {
    pub names: Names,
    pub list: Vec<Payer>,
}

impl Payers {
    pub fn none() -> Self {
        Self {
            names: Names::new(Noun::Payer),
            list: Vec::new(),
        }
    }

    pub fn read(node: &Node, report: &mut Report) -> Option<Self> {
        let mut all = Self::none();
        for item in &node.items(report)? {
            let Some(mut table) = Table::of(item, report) else {
                continue;
            };
            let code = table.need("code", report, |node, report| all.names.declare(node, report));
            let name = table.need("name", report, Node::text);
            table.close(report);
            let payer = code.zip(name).map(|(code, name)| Payer { code, name });
            all.list.extend(payer);
        }
        Some(all)
    }
}

/// The shares of one activity's price.
pub(super) fn shares(node: &Node, payers: &Payers, pupils: &Pupils, report: &mut Report) -> Option<Vec<Share>> {
    let items = node.items(report)?;
    let mut shares: Vec<Share> = Vec::new();
    // A part that is not understood may be what tells one from others.
    let mut sound: Vec<(Share, &Node)> = Vec::new();
    for item in &items {
        let mistakes = report.count();
        let Some(one) = share(item, payers, pupils, report) else {
            continue;
        };
        if report.count() == mistakes {
            sound.push((one.clone(), item));
        }
        shares.push(one);
    }
    if let Some(served) = pupils.served {
        refuse_vain(&sound, served, &pupils.among, report);
    }
    Some(shares)
}

/// Reports the shares that fit nobody, and those of a price that others pay whole before.
fn refuse_vain(shares: &[(Share, &Node)], served: &[Code], among: &Among, report: &mut Report) {
    let conditions = shares.iter().map(|(share, _)| &share.when);
    let conditions: Vec<&Condition> = conditions.chain(among.conditions()).collect();
    let Some(mut kinds) = kinds(&conditions, served) else {
        return;
    };
    kinds.retain(|kind| among.has(kind));
    // Of the price of each kind of child, what is paid, and the line of the share that paid last.
    let mut paid = vec![(Decimal::ZERO, 0); kinds.len()];
    for (share, node) in shares {
        let line = report.line(node.span.start);
        let of_them = kinds.iter().zip(&mut paid).filter(|(kind, _)| share.when.holds(kind));
        let of_them: Vec<&mut (Decimal, usize)> = of_them.map(|(_, paid)| paid).collect();
        if of_them.is_empty() {
            node.add(report, DiagnosticKind::FitsNobody, among.classes_instead(&share.when));
        }
        if matches!(share.part, Part::Beside { .. }) {
            continue;
        }
        let before = of_them
            .iter()
            .map(|(percent, last)| (*percent >= Decimal::ONE_HUNDRED).then_some(*last));
        if let Some(last_line) = last_of(before.collect()) {
            node.add(report, DiagnosticKind::NothingLeft { last_line }, "");
        }
        let Part::Percent { percent } = share.part else {
            continue;
        };
        for (paid, last) in of_them {
            if *paid < Decimal::ONE_HUNDRED {
                (*paid, *last) = (*paid + percent, line);
            }
        }
    }
}

fn share(node: &Node, payers: &Payers, pupils: &Pupils, report: &mut Report) -> Option<Share> {
    let mut table = Table::of(node, report)?;
    let payer = table.need("payer", report, |node, report| payers.names.resolve(node, report));
    let part = part(&mut table, report);
    let when = match table.get("when") {
        Some(node) => condition(&node, pupils, report),
        None => Some(Condition::default()),
    };
    table.close(report);
    Some(Share {
        payer: payer?,
        when: when?,
        part: part?,
    })
}

/// One of the three ways to say how much.
fn part(table: &mut Table, report: &mut Report) -> Option<Part> {
    if let Some(node) = table.get("amount") {
        table.forbid("percent", "amount", report);
        table.forbid("beside", "amount", report);
        node.amount(report).map(|amount| Part::Of { amount })
    } else if let Some(node) = table.get("percent") {
        table.forbid("beside", "percent", report);
        node.percent(report).map(|percent| Part::Percent { percent })
    } else if let Some(node) = table.get("beside") {
        node.amount(report).map(|amount| Part::Beside { amount })
    } else {
        table.missing("amount", "amount, percent, beside", report);
        None
    }
}
