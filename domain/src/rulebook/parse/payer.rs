//! Who pays beside the families, and how much.

use super::condition::{Pupils, condition};
use super::names::Names;
use super::node::Node;
use super::report::Report;
use super::table::Table;
use crate::rulebook::condition::Condition;
use crate::rulebook::diagnostic::Noun;
use crate::rulebook::model::Payer;
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
    let read = |item: &Node| share(item, payers, pupils, report);
    Some(items.iter().filter_map(read).collect())
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
