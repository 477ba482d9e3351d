//! Making and revoking feeds.

use preau_domain::access::{Reach, Scope};
use preau_domain::ids::{CalendarFeedId, ChildId};
use preau_entities::rows::Key;
use preau_entities::store::feeds::{self, FeedLine, NewFeed};
use preau_entities::store::people::{self, ChildLine};

use super::address::{FeedSecret, address};
use crate::ports::random::ulid;
use crate::sign_in::Secret;
use crate::{Fault, Portal};

/// Feeds of one child at once.
pub const MOST: usize = 10;

/// A feed just made, with its address, which is told this once.
#[derive(Clone, Debug)]
pub struct Created {
    pub feed: FeedLine,
    pub address: Secret,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedRefusal {
    UnknownChild,
    TooMany { most: usize },
}

/// Makes a feed of a child. For guardians: nobody else puts a child's days outside the portal.
pub async fn create(
    portal: &Portal,
    scope: Scope,
    actor: &str,
    child: ChildId,
) -> Result<Result<Created, FeedRefusal>, Fault> {
    for_guardians(scope)?;
    let found = people::children(&portal.db, scope, &[child]).await?;
    if found.is_empty() {
        return Ok(Err(FeedRefusal::UnknownChild));
    }
    if feeds::of_children(&portal.db, scope, &[child]).await?.len() >= MOST {
        return Ok(Err(FeedRefusal::TooMany { most: MOST }));
    }
    let now = portal.clock.now();
    let secret = FeedSecret::mint(portal.random.as_ref(), scope.commune);
    let feed = NewFeed {
        id: CalendarFeedId(ulid(portal.random.as_ref(), now)),
        child,
        secret_hash: &secret.hash(),
        created_by: actor,
    };
    feeds::create(&portal.db, scope.commune, &feed, now).await?;
    Ok(Ok(Created {
        feed: FeedLine {
            feed_id: Key(feed.id.0),
            child_id: Key(child.0),
            created_at: now,
            last_read_at: None,
        },
        address: address(&secret),
    }))
}

/// Ends a feed; false when there is none such in the scope, or no longer.
pub async fn revoke(portal: &Portal, scope: Scope, feed: CalendarFeedId) -> Result<bool, Fault> {
    for_guardians(scope)?;
    Ok(feeds::revoke(&portal.db, scope, feed, portal.clock.now()).await?)
}

/// For each of the children that the caller found in its scope, in their order: its feeds, oldest first.
pub async fn feeds_of(portal: &Portal, scope: Scope, children: &[ChildLine]) -> Result<Vec<Vec<FeedLine>>, Fault> {
    let ids: Vec<ChildId> = children.iter().map(|child| ChildId(child.child_id.0)).collect();
    let found = feeds::of_children(&portal.db, scope, &ids).await?;
    let of = |child: &ChildLine| {
        let own = found.iter().filter(|feed| feed.child_id == child.child_id);
        own.cloned().collect()
    };
    Ok(children.iter().map(of).collect())
}

fn for_guardians(scope: Scope) -> Result<(), Fault> {
    match scope.reach {
        Reach::Family(_) => Ok(()),
        Reach::Town | Reach::Counts => Err(Fault::Forbidden),
    }
}
