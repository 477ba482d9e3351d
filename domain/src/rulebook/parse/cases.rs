//! Prices by who the child is.

use super::condition::{Among, condition};
use super::coverage::{Claim, refuse_vain};
use super::node::Node;
use super::place::Place;
use super::report::Report;
use super::table::Table;
use super::uneven::{Step, refuse_descents, refuse_overlaps};
use crate::rulebook::condition::Condition;
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::price::{PriceCase, PriceForm};

pub(super) fn cases(table: &mut Table, place: &Place, report: &mut Report) -> Option<PriceForm> {
    let pupils = place.pupils;
    let mistakes = report.count();
    // Those that no case has taken so far.
    let mut left = pupils.among.clone();
    let mut placed: Vec<Node> = Vec::new();
    let cases = table.need("cases", report, |node, report| {
        let items = node.some_items(report)?;
        let mut whens = Vec::new();
        let mut cases = Vec::new();
        for item in &items {
            let (when, price) = case(item, place, &left, report).unwrap_or((None, None));
            if let Some((when, _)) = &when {
                left.but(when.clone());
            }
            if let (Some((when, _)), Some(price)) = (&when, price) {
                placed.push(item.clone());
                cases.push(PriceCase {
                    when: when.clone(),
                    price,
                });
            }
            whens.push(when);
        }
        // A condition that is not understood may be one that takes nobody.
        let understood: Option<Vec<_>> = whens.iter().map(Option::as_ref).collect();
        if let Some((whens, served)) = understood.zip(pupils.served) {
            let claims: Vec<Claim> = whens
                .into_iter()
                .map(|(when, node)| Claim::of_all(when, node))
                .collect();
            refuse_vain(&claims, served, &pupils.among, report);
        }
        Some(cases)
    });
    let sound = report.count() == mistakes;
    let otherwise = table.need("otherwise", report, |node, report| {
        let price = place.of_some(&pupils.among(left)).nested(node, report)?;
        if let (true, Some(cases), Some(served)) = (sound, &cases, pupils.served) {
            let steps = cases.iter().zip(&placed).map(|(case, node)| Step {
                when: &case.when,
                price: &case.price,
                node,
            });
            let steps: Vec<Step> = steps.collect();
            refuse_overlaps(&steps, report);
            refuse_descents(&steps, (&price, node), served, report);
        }
        Some(price)
    });
    let missing = table.may("missing", report, |node, report| {
        let price = place.nested(node, report);
        let asked = |case: &PriceCase| case.when.quotient.is_some();
        if sound && !cases.as_ref().is_some_and(|cases| cases.iter().any(asked)) {
            node.add(report, DiagnosticKind::QuotientNotAsked, "");
        }
        price
    });
    let (cases, otherwise) = (cases?, otherwise?);
    if missing.is_none() && !table.has("missing") && cannot_compare(&cases, &otherwise) {
        table.missing("missing", "missing", report);
    }
    Some(PriceForm::Cases {
        cases,
        otherwise: Box::new(otherwise),
        missing: missing.map(Box::new),
    })
}

/// Whether it hangs on the quotient if a child pays by the day or by the term, so that neither is the dearer price.
fn cannot_compare(cases: &[PriceCase], otherwise: &PriceForm) -> bool {
    let by_the_term = |price: &PriceForm| price.has_subscription();
    let asked = cases.iter().any(|case| case.when.quotient.is_some());
    asked
        && cases
            .iter()
            .any(|case| by_the_term(&case.price) != by_the_term(otherwise))
}

type Placed<'t> = (Condition, Node<'t>);

fn case<'t>(
    node: &Node<'t>,
    place: &Place,
    left: &Among,
    report: &mut Report,
) -> Option<(Option<Placed<'t>>, Option<PriceForm>)> {
    let mut table = Table::of(node, report)?;
    let when = table.need("when", report, |node, report| {
        let when = condition(node, place.pupils, report)?;
        Some((when, node.clone()))
    });
    let mut taken = left.clone();
    if let Some((when, _)) = &when {
        taken.and(when.clone());
    }
    let pupils = place.pupils.among(taken);
    let price = table.need("price", report, |node, report| {
        place.of_some(&pupils).nested(node, report)
    });
    table.close(report);
    Some((when, price))
}
