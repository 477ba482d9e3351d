//! What families owe for children's days, as they came to pass.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use preau_domain::access::Scope;
use preau_domain::attendance::DueKind;
use preau_domain::explain::{Step, ToldLine};
use preau_domain::family::ChildFacts;
use preau_domain::ids::{ActivityId, ChildId, FamilyId};
use preau_domain::money::Money;
use preau_domain::rulebook::customer::Customer;
use preau_domain::rulebook::surcharge::Per;
use preau_domain::rulebook::term_price::{Instalment, TakenUp, TermPrice};
use preau_entities::store::attendance::{self, PlaceLine};
use preau_entities::store::people::{self, ChildLine};

use super::household::{Household, since, until};
use crate::booking::known::facts;
use crate::towns::Town;
use crate::{Fault, Portal};

/// What is due for a child, day by day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Due {
    pub lines: Vec<DueLine>,
    /// Instalments of the months that the days lie in, of the terms in which the child has places.
    pub terms: Vec<TermDue>,
    pub total: Money,
}

/// A part of a price by the term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermDue {
    pub activity: ActivityId,
    pub term: TermPrice,
    pub part: Instalment,
}

/// One amount, and for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueLine {
    pub day: NaiveDate,
    pub activity: ActivityId,
    pub kind: DueKind,
    pub amount: Money,
    pub per: Per,
    /// How it comes about, told by what reckoned it; the last step is the amount itself.
    pub steps: Vec<Step>,
}

/// For each of the children that the caller found in its scope, in their order: what is due for its days from `from` to
/// `to`, both included, each under the rule book that governs it. Two statements at most for one family: brothers and
/// sisters count, and, where a rule book asks for it, what happened since the school year began, or how long an absence lasts.
pub async fn dues(
    portal: &Portal,
    scope: Scope,
    children: &[ChildLine],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Due>, Fault> {
    let town = portal.towns.get(scope.commune).await?;
    let governing = town.between(from, to);
    let books = || governing.iter().map(|edition| &edition.rules);
    let (since, until) = (since(books(), from), until(books(), to));
    let mut dues: HashMap<ChildId, Due> = HashMap::new();
    for family in families(children) {
        let own: Vec<&ChildLine> = children.iter().filter(|child| child.family_id.0 == family.0).collect();
        let everyone = own.first().map_or(0, |child| child.siblings.len() + 1);
        let household = if own.len() >= everyone {
            own.into_iter().cloned().collect()
        } else {
            people::children_of(&portal.db, scope, family).await?
        };
        let household = eldest_first(&household, |line| facts(&town, line));
        let ids: Vec<ChildId> = household.iter().map(|child| child.id).collect();
        // Whether a term is paid for may hang on places before and behind.
        let (first, last) = town.with_terms(|_| true, (since, until));
        let places = attendance::between(&portal.db, scope.commune, &ids, first, last).await?;
        for (child, due) in terms_due(&town, &household, &places, (from, to)) {
            let all = dues.entry(child).or_default();
            all.total = all.total + due.part.amount;
            all.terms.push(due);
        }
        let places: Vec<&PlaceLine> = places
            .iter()
            .filter(|place| (since..=until).contains(&place.day))
            .collect();
        for (day, child, told) in Household::new(&*town, &household, places, since).due_told(from, to) {
            let ToldLine { line, steps } = told;
            let due = dues.entry(child).or_default();
            due.total = due.total + line.amount;
            due.lines.push(DueLine {
                day,
                activity: town.on(day).id(line.activity),
                kind: line.kind,
                amount: line.amount,
                per: line.per,
                steps,
            });
        }
    }
    let of = |child: &ChildLine| dues.remove(&ChildId(child.child_id.0)).unwrap_or_default();
    Ok(children.iter().map(of).collect())
}

/// The instalments that are due of the terms in which children have places, or were there without one: each once. The price
/// is that of the rule book that governs the first of them.
fn terms_due(
    town: &Town,
    children: &[ChildFacts],
    places: &[PlaceLine],
    (from, to): (NaiveDate, NaiveDate),
) -> Vec<(ChildId, TermDue)> {
    if !town.has_terms() {
        return Vec::new();
    }
    let had = |place: &&PlaceLine| place.booked.is_some() || place.state.came();
    let mut in_order: Vec<&PlaceLine> = places.iter().filter(had).collect();
    in_order.sort_by_key(|place| (place.day, place.child_id, place.activity_id));
    let mut taken_up = TakenUp::default();
    for place in in_order {
        let id = ActivityId(place.activity_id.0);
        let child = children.iter().find(|child| child.id.0 == place.child_id.0);
        let (Some(child), Some(offer)) = (child, town.activity_on(id, place.day)) else {
            continue;
        };
        let customer = Customer::planned(child, offer.activity, place.day);
        taken_up.place((child.id, id), &customer);
    }
    let each = taken_up.into_prices().flat_map(|((child, activity), term)| {
        let parts: Vec<Instalment> = term.due_in(from, to).collect();
        let due = move |part| {
            let term = term.clone();
            (child, TermDue { activity, term, part })
        };
        parts.into_iter().map(due)
    });
    let mut each: Vec<(ChildId, TermDue)> = each.collect();
    each.sort_by_key(|(child, due)| (*child, town.place(due.activity), due.part.month));
    each
}

fn families(children: &[ChildLine]) -> BTreeSet<FamilyId> {
    children.iter().map(|child| FamilyId(child.family_id.0)).collect()
}

/// What the rules know of a family's children: what is due once for the family stands with the eldest.
pub(crate) fn eldest_first(children: &[ChildLine], facts: impl Fn(&ChildLine) -> ChildFacts) -> Vec<ChildFacts> {
    let mut known: Vec<ChildFacts> = children.iter().map(facts).collect();
    known.sort_by_key(|child| (child.born, child.id));
    known
}
