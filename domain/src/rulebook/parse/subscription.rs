//! Prices paid by the term.

use std::ops::RangeInclusive;

use super::condition::Pupils;
use super::node::Node;
use super::place::of_a_term;
use super::report::Report;
use super::table::Table;
use crate::calendar::school_year::FIRST_MONTH;
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::price::PriceForm;
use crate::rulebook::subscription::{JoinedLater, Term};

const MONTHS: RangeInclusive<u32> = 1..=12;
const DAYS: RangeInclusive<u32> = 1..=366;

const JOINED_LATER: [(&str, JoinedLater); 2] = [("whole", JoinedLater::Whole), ("remaining", JoinedLater::Remaining)];

/// A year from a month on, in some instalments.
pub(super) fn annual(table: &mut Table, pupils: &Pupils, report: &mut Report) -> Option<PriceForm> {
    let first_month = table.may("first_month", report, month).unwrap_or(FIRST_MONTH);
    let last_month = (first_month + 10) % 12 + 1;
    let term = term(table, Some((first_month, last_month)), pupils, report)?;
    Some(PriceForm::Subscription { terms: vec![term] })
}

/// Each month begun.
pub(super) fn monthly(table: &mut Table, pupils: &Pupils, report: &mut Report) -> Option<PriceForm> {
    let price = table.need("price", report, |node, report| of_a_term(node, pupils, report));
    let days = table.may("days", report, |node, report| node.whole(&DAYS, report));
    let price = Box::new(price?);
    let term = |month| Term {
        first_month: month,
        last_month: month,
        price: price.clone(),
        instalments: 1,
        days,
        joined_later: JoinedLater::Whole,
    };
    let terms = (1..=12).map(term).collect();
    Some(PriceForm::Subscription { terms })
}

/// Terms of several months, each with its price.
pub(super) fn termly(table: &mut Table, pupils: &Pupils, report: &mut Report) -> Option<PriceForm> {
    let items = table.need("terms", report, Node::some_items)?;
    let mut terms: Vec<(Term, usize)> = Vec::new();
    for item in &items {
        let Some(mut table) = Table::of(item, report) else {
            continue;
        };
        let first_month = table.need("first_month", report, month);
        let last_month = table.need("last_month", report, month);
        let term = term(&mut table, first_month.zip(last_month), pupils, report);
        table.close(report);
        let Some(term) = term else { continue };
        if let Some((_, first_line)) = terms.iter().find(|(earlier, _)| overlap(earlier, &term)) {
            let first_line = *first_line;
            item.add(report, DiagnosticKind::TermOverlap { first_line }, "");
        }
        terms.push((term, report.line(item.span.start)));
    }
    let terms = terms.into_iter().map(|(term, _)| term).collect();
    Some(PriceForm::Subscription { terms })
}

/// What a term says beside its months.
fn term(table: &mut Table, months: Option<(u8, u8)>, pupils: &Pupils, report: &mut Report) -> Option<Term> {
    let price = table.need("price", report, |node, report| of_a_term(node, pupils, report));
    let instalments = table.may("instalments", report, |node, report| {
        let instalments = node.whole::<u8>(&MONTHS, report)?;
        if let Some(months) = months.map(length).filter(|months| instalments > *months) {
            node.add(
                report,
                DiagnosticKind::TooManyInstalments { months },
                format!("1 – {months}"),
            );
        }
        Some(instalments)
    });
    let days = table.may("days", report, |node, report| node.whole(&DAYS, report));
    let joined_later = table.may("joined_later", report, |node, report| {
        node.choice(&JOINED_LATER, report)
    });
    let (first_month, last_month) = months?;
    Some(Term {
        first_month,
        last_month,
        price: Box::new(price?),
        instalments: instalments.unwrap_or(1),
        days,
        joined_later: joined_later.unwrap_or_default(),
    })
}

/// Prices by the term within a price that was read before, without the days that they are for.
pub(super) fn without_days<'t>(price: &Node<'t>) -> Vec<Table<'t>> {
    let Some(table) = Table::peeked(price) else {
        return Vec::new();
    };
    let form = table.peek("form");
    match form.as_ref().and_then(|form| form.value.as_str()) {
        Some("annual" | "monthly") => Some(table).filter(|table| !table.has("days")).into_iter().collect(),
        Some("terms") => {
            let terms = table
                .peek("terms")
                .map(|terms| terms.peeked_items())
                .unwrap_or_default();
            let terms = terms.iter().filter_map(Table::peeked);
            terms.filter(|term| !term.has("days")).collect()
        }
        Some("cases") => {
            let cases = table
                .peek("cases")
                .map(|cases| cases.peeked_items())
                .unwrap_or_default();
            let cases = cases.iter().filter_map(|case| Table::peeked(case)?.peek("price"));
            let others = ["otherwise", "missing"].into_iter().filter_map(|key| table.peek(key));
            cases.chain(others).flat_map(|price| without_days(&price)).collect()
        }
        _ => Vec::new(),
    }
}

fn month(node: &Node, report: &mut Report) -> Option<u8> {
    node.whole(&MONTHS, report)
}

fn length((first, last): (u8, u8)) -> u8 {
    (last + 12 - first) % 12 + 1
}

fn overlap(one: &Term, two: &Term) -> bool {
    let months = |term: &Term| {
        let first = term.first_month;
        (0..term.months()).map(move |nth| (first + nth - 1) % 12)
    };
    months(one).any(|month| months(two).any(|other| month == other))
}
