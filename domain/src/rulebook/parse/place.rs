//! Which forms of price may stand where.

use super::cases::cases;
use super::condition::Pupils;
use super::form::formed;
use super::node::Node;
use super::price::{bands, flat, linear};
use super::reduced::reduced;
use super::report::Report;
use super::stay::{times, units};
use super::subscription::{annual, monthly, termly};
use super::table::Table;
use crate::rulebook::diagnostic::DiagnosticKind;
use crate::rulebook::price::PriceForm;

/// Reads a price that is the same whoever the child is.
type Reader = fn(&mut Table, &mut Report) -> Option<PriceForm>;

#[derive(Clone, Copy)]
enum Form {
    /// Of one day.
    Day(Reader),
    /// Of one term, the price of which may look at who the child is.
    Term(fn(&mut Table, &Pupils, &mut Report) -> Option<PriceForm>),
    Reduced,
    Cases,
}

type Forms = [(&'static str, Form)];

/// Of one day, whoever the child is.
const BY_THE_DAY: [(&str, Reader); 3] = [("flat", flat), ("bands", bands), ("linear", linear)];

/// Of one term.
const OF_A_TERM: &Forms = &[
    ("flat", Form::Day(flat)),
    ("bands", Form::Day(bands)),
    ("linear", Form::Day(linear)),
    ("reduced", Form::Reduced),
];

/// Of one day and several activities.
const TOGETHER: &Forms = &[
    ("flat", Form::Day(flat)),
    ("bands", Form::Day(bands)),
    ("linear", Form::Day(linear)),
    ("reduced", Form::Reduced),
    ("cases", Form::Cases),
];

/// Of one day, looking at when the child came and left.
const OF_A_VISIT: &Forms = &[
    ("flat", Form::Day(flat)),
    ("bands", Form::Day(bands)),
    ("linear", Form::Day(linear)),
    ("units", Form::Day(units)),
    ("times", Form::Day(times)),
    ("reduced", Form::Reduced),
    ("cases", Form::Cases),
];

const ALL: &Forms = &[
    ("flat", Form::Day(flat)),
    ("bands", Form::Day(bands)),
    ("linear", Form::Day(linear)),
    ("units", Form::Day(units)),
    ("times", Form::Day(times)),
    ("annual", Form::Term(annual)),
    ("monthly", Form::Term(monthly)),
    ("terms", Form::Term(termly)),
    ("reduced", Form::Reduced),
    ("cases", Form::Cases),
];

/// The price of an activity, in any form.
pub(super) fn price(node: &Node, pupils: &Pupils, report: &mut Report) -> Option<PriceForm> {
    Place::of(ALL, pupils).outermost(node, report)
}

/// The price of several activities on one day.
pub(super) fn together(node: &Node, pupils: &Pupils, report: &mut Report) -> Option<PriceForm> {
    Place::of(TOGETHER, pupils).outermost(node, report)
}

/// The price of one place in place of another.
pub(super) fn of_a_visit(node: &Node, pupils: &Pupils, report: &mut Report) -> Option<PriceForm> {
    Place::of(OF_A_VISIT, pupils).outermost(node, report)
}

/// The price of one term.
pub(super) fn of_a_term(node: &Node, pupils: &Pupils, report: &mut Report) -> Option<PriceForm> {
    Place::of(OF_A_TERM, pupils).nested(node, report)
}

/// A price of one day or one unit of time.
pub(super) fn by_the_day(node: &Node, report: &mut Report) -> Option<PriceForm> {
    one_of(&BY_THE_DAY, &|read, table, report| read(table, report), node, report)
}

/// Where a price stands: the forms that it may have, and the children of whom it may speak.
pub(super) struct Place<'a> {
    forms: Vec<(&'static str, Form)>,
    pub pupils: &'a Pupils<'a>,
}

impl<'a> Place<'a> {
    fn of(forms: &Forms, pupils: &'a Pupils<'a>) -> Self {
        let forms = forms.to_vec();
        Self { forms, pupils }
    }

    /// The same without some forms.
    fn without(&self, leaves_out: impl Fn(Form) -> bool) -> Self {
        let kept = self.forms.iter().filter(|(_, form)| !leaves_out(*form));
        Self {
            forms: kept.copied().collect(),
            pupils: self.pupils,
        }
    }

    /// The same for some of the children.
    pub fn of_some<'b>(&self, pupils: &'b Pupils<'b>) -> Place<'b> {
        let forms = self.forms.clone();
        Place { forms, pupils }
    }

    fn outermost(&self, node: &Node, report: &mut Report) -> Option<PriceForm> {
        let mut table = Table::of(node, report)?;
        let read = |form: &Form, table: &mut Table, report: &mut Report| self.read(*form, table, report);
        let price = formed(&mut table, &self.forms, &read, report);
        table.close(report);
        price
    }

    /// A price inside another.
    pub fn nested(&self, node: &Node, report: &mut Report) -> Option<PriceForm> {
        let read = |form: &Form, table: &mut Table, report: &mut Report| self.read(*form, table, report);
        one_of(&self.forms, &read, node, report)
    }

    fn read(&self, form: Form, table: &mut Table, report: &mut Report) -> Option<PriceForm> {
        match form {
            Form::Day(read) => read(table, report),
            Form::Term(read) => read(table, self.pupils, report),
            Form::Reduced => {
                let inside = self.without(|form| matches!(form, Form::Reduced | Form::Term(_)));
                reduced(table, &inside, report)
            }
            Form::Cases => cases(table, &self.without(|form| matches!(form, Form::Cases)), report),
        }
    }
}

/// A price in one of the forms; any other form is out of place here.
fn one_of<F>(
    forms: &[(&'static str, F)],
    read: &dyn Fn(&F, &mut Table, &mut Report) -> Option<PriceForm>,
    node: &Node,
    report: &mut Report,
) -> Option<PriceForm> {
    let mut table = Table::of(node, report)?;
    if let Some(form) = table.peek("form") {
        let known = |word: &str| ALL.iter().any(|(form, _)| *form == word);
        let fits = |word: &str| forms.iter().any(|(form, _)| *form == word);
        if form.value.as_str().is_some_and(|word| known(word) && !fits(word)) {
            let allowed: Vec<&str> = forms.iter().map(|(word, _)| *word).collect();
            form.add(report, DiagnosticKind::NestedPrice, allowed.join(", "));
            return None;
        }
    }
    let price = formed(&mut table, forms, read, report);
    table.close(report);
    price
}
