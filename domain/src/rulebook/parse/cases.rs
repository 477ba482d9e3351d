//! Prices by who the child is.

use super::condition::{Pupils, condition};
use super::coverage::refuse_vain;
use super::node::Node;
use super::price::{Forms, one_of};
use super::report::Report;
use super::table::Table;
use crate::rulebook::condition::Condition;
use crate::rulebook::price::{PriceCase, PriceForm};

pub(super) fn cases(table: &mut Table, forms: &Forms, pupils: &Pupils, report: &mut Report) -> Option<PriceForm> {
    let cases = table.need("cases", report, |node, report| {
        let items = node.some_items(report)?;
        let mut whens = Vec::new();
        let mut cases = Vec::new();
        for item in &items {
            let (when, price) = case(item, forms, pupils, report).unwrap_or((None, None));
            if let (Some((when, _)), Some(price)) = (&when, price) {
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
            let whens: Vec<(&Condition, &Node)> = whens.into_iter().map(|(when, node)| (when, node)).collect();
            refuse_vain(&whens, served, report);
        }
        Some(cases)
    });
    let otherwise = table.need("otherwise", report, |node, report| one_of(forms, node, report));
    Some(PriceForm::Cases {
        cases: cases?,
        otherwise: Box::new(otherwise?),
    })
}

type Placed<'t> = (Condition, Node<'t>);

fn case<'t>(
    node: &Node<'t>,
    forms: &Forms,
    pupils: &Pupils,
    report: &mut Report,
) -> Option<(Option<Placed<'t>>, Option<PriceForm>)> {
    let mut table = Table::of(node, report)?;
    let when = table.need("when", report, |node, report| {
        let when = condition(node, pupils, report)?;
        Some((when, node.clone()))
    });
    let price = table.need("price", report, |node, report| one_of(forms, node, report));
    table.close(report);
    Some((when, price))
}
