//! Prices less a part of them.

use super::condition::condition;
use super::coverage::{Claim, refuse_vain};
use super::node::Node;
use super::place::Place;
use super::report::Report;
use super::table::Table;
use crate::rulebook::condition::Condition;
use crate::rulebook::price::PriceForm;
use crate::rulebook::reduction::Reduction;

/// A price and its reductions.
pub(super) fn reduced(table: &mut Table, place: &Place, report: &mut Report) -> Option<PriceForm> {
    let price = table.need("price", report, |node, report| place.nested(node, report));
    let reductions = table.need("reductions", report, |node, report| reductions(node, place, report));
    Some(PriceForm::Reduced {
        price: Box::new(price?),
        reductions: reductions?,
    })
}

fn reductions(node: &Node, place: &Place, report: &mut Report) -> Option<Vec<Reduction>> {
    let items = node.some_items(report)?;
    let mut reductions: Vec<Reduction> = Vec::new();
    // A part that is not understood may be what tells one from others.
    let mut sound: Vec<(Reduction, &Node)> = Vec::new();
    for item in &items {
        let mistakes = report.count();
        let Some(one) = reduction(item, place, report) else {
            continue;
        };
        if report.count() == mistakes {
            sound.push((one.clone(), item));
        }
        reductions.push(one);
    }
    let claims = sound.iter().map(|(one, node)| Claim::of_all(&one.when, node));
    let claims: Vec<Claim> = claims.collect();
    refuse_vain(&claims, &place.pupils.known(), &place.pupils.among, report);
    Some(reductions)
}

fn reduction(node: &Node, place: &Place, report: &mut Report) -> Option<Reduction> {
    let mut table = Table::of(node, report)?;
    let percent = table.need("percent", report, Node::percent);
    let when = match table.get("when") {
        Some(node) => condition(&node, place.pupils, report),
        None => Some(Condition::default()),
    };
    table.close(report);
    Some(Reduction {
        percent: percent?,
        when: when?,
    })
}
