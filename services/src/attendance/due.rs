//! What families owe for children's days, as they came to pass.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use preau_domain::access::Scope;
use preau_domain::attendance::DueKind;
use preau_domain::explain::{Step, ToldLine};
use preau_domain::family::ChildFacts;
use preau_domain::ids::{ActivityId, ChildId, FamilyId};
use preau_domain::money::Money;
use preau_domain::rulebook::surcharge::Per;
use preau_entities::store::attendance;
use preau_entities::store::people::{self, ChildLine};

use super::household::{Household, since, until};
use crate::booking::known::facts;
use crate::{Fault, Portal};

/// What is due for a child, day by day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Due {
    pub lines: Vec<DueLine>,
    pub total: Money,
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
        let places = attendance::between(&portal.db, scope.commune, &ids, since, until).await?;
        for (day, child, told) in Household::new(&*town, &household, &places, since).due_told(from, to) {
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

fn families(children: &[ChildLine]) -> BTreeSet<FamilyId> {
    children.iter().map(|child| FamilyId(child.family_id.0)).collect()
}

/// What the rules know of a family's children: what is due once for the family stands with the eldest.
pub(crate) fn eldest_first(children: &[ChildLine], facts: impl Fn(&ChildLine) -> ChildFacts) -> Vec<ChildFacts> {
    let mut known: Vec<ChildFacts> = children.iter().map(facts).collect();
    known.sort_by_key(|child| (child.born, child.id));
    known
}
