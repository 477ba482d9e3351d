//! What is written down of children's days.

use chrono::NaiveDate;
use preau_domain::access::Scope;
use preau_domain::attendance::PlaceState;
use preau_domain::ids::ChildId;
use preau_entities::store::attendance::{self, PlaceLine};
use preau_entities::store::people::ChildLine;

use crate::{Fault, Portal};

/// For each of the children that the caller found in its scope, in their order: the places of which something is
/// written down, from `from` to `to`, both included, by day. One statement.
pub async fn histories(
    portal: &Portal,
    scope: Scope,
    children: &[ChildLine],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Vec<PlaceLine>>, Fault> {
    let town = portal.towns.get(scope.commune).await?;
    let ids: Vec<ChildId> = children.iter().map(|child| ChildId(child.child_id.0)).collect();
    let mut found = attendance::between(&portal.db, scope.commune, &ids, from, to).await?;
    found.retain(|line| line.state != PlaceState::default());
    found.sort_by_key(|line| {
        (
            line.day,
            town.place(preau_domain::ids::ActivityId(line.activity_id.0)),
            line.activity_id,
        )
    });
    let of = |child: &ChildLine| {
        let own = found.iter().filter(|line| line.child_id == child.child_id);
        own.cloned().collect()
    };
    Ok(children.iter().map(of).collect())
}
