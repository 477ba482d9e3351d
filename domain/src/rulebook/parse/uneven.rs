//! Bands of quotients that are written as cases.

use std::collections::BTreeSet;

use super::coverage::kinds;
use super::node::Node;
use super::report::Report;
use crate::money::Money;
use crate::rulebook::condition::{Condition, Span};
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::model::Code;
use crate::rulebook::price::PriceForm;

/// A case of which all is understood.
pub(super) struct Step<'a, 't> {
    pub when: &'a Condition,
    pub price: &'a PriceForm,
    pub node: &'a Node<'t>,
}

/// Reports cases of one kind of children that share some of their quotients: which of them is meant for those, the order
/// decides where nobody looks for it. One that takes all below its bound (`quotient_to` alone) may stand behind others.
pub(super) fn refuse_overlaps(steps: &[Step], report: &mut Report) {
    for (at, step) in steps.iter().enumerate() {
        let Some(own) = step.when.quotient else { continue };
        let alike = steps
            .iter()
            .take(at)
            .filter(|other| same_children(other.when, step.when));
        let mut others = alike.filter_map(|other| other.when.quotient);
        if others.any(|other| shares_an_end(other, own) || shares_an_end(own, other)) {
            step.node.add(report, DiagnosticKind::BandOverlap, "");
        }
    }
}

/// Whether a span begins inside another one and goes on behind it.
fn shares_an_end(first: Span, second: Span) -> bool {
    let (Some(from), Some(to)) = (second.from, first.to) else {
        return false;
    };
    let begins_inside = from <= to && first.from.is_none_or(|first| first < from);
    begins_inside && second.to.is_none_or(|second| second > to)
}

fn same_children(one: &Condition, other: &Condition) -> bool {
    let of_all = |when: &Condition| Condition {
        quotient: None,
        ..when.clone()
    };
    of_all(one) == of_all(other)
}

/// Reports prices that a higher quotient would pay less by than a lower one of the same kind of children: so it is where a
/// stretch of quotients was forgotten, and pays what all others do. Only fixed prices are compared.
pub(super) fn refuse_descents(
    steps: &[Step],
    (otherwise, rest): (&PriceForm, &Node),
    served: &[Code],
    report: &mut Report,
) {
    let conditions: Vec<&Condition> = steps.iter().map(|step| step.when).collect();
    let Some(kinds) = kinds(&conditions, served) else {
        return;
    };
    let mut most: Option<Money> = None;
    let mut told = BTreeSet::new();
    // Kinds that are alike follow each other: the unknown quotient, and then the known ones in their order.
    for kind in &kinds {
        if kind.quotient.is_none() {
            most = None;
            continue;
        }
        let step = steps.iter().find(|step| step.when.holds(kind));
        let (price, node) = step.map_or((otherwise, rest), |step| (step.price, step.node));
        let PriceForm::Flat { amount } = price else {
            most = None;
            continue;
        };
        if let Some(most) = most.filter(|most| amount < most)
            && told.insert(node.span.start)
        {
            let quotient = kind.quotient.unwrap_or_default();
            node.add(
                report,
                DiagnosticKind::CaseDescends { quotient },
                format!("≥ \"{most}\""),
            );
        }
        most = most.max(Some(*amount));
    }
}
