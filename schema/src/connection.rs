//! Lists by pages, after Relay: `first` with `after`, or `last` with `before`; 20 rows unless asked, at most 100.

use async_graphql::{Error, SimpleObject};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use preau_entities::store::page::{Direction, Page, Slice};
use ulid::Ulid;

use crate::faults::bad_input;

const DEFAULT_SIZE: i32 = 20;
const MAX_SIZE: i32 = 100;

/// Where a page stands in its list.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub(crate) struct PageInfo {
    /// Whether rows follow this page.
    pub has_next_page: bool,
    /// Whether rows precede this page, as far as the way it was asked tells.
    pub has_previous_page: bool,
    /// Cursor of the first row.
    pub start_cursor: Option<String>,
    /// Cursor of the last row.
    pub end_cursor: Option<String>,
}

/// The arguments of a list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arguments {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
}

impl Arguments {
    /// The page asked for, of a list whose cursors are of `kind`.
    pub fn page(&self, kind: &str) -> Result<Page, Error> {
        let (size, cursor, direction) = match (self.first, &self.after, self.last, &self.before) {
            (Some(_), _, Some(_), _) => return Err(bad_input("give `first` or `last`, not both")),
            (_, Some(_), _, Some(_)) => return Err(bad_input("give `after` or `before`, not both")),
            (None, Some(_), Some(_), _) => return Err(bad_input("`after` goes with `first`")),
            (Some(_), _, None, Some(_)) => return Err(bad_input("`before` goes with `last`")),
            (None, None, Some(last), before) => (last, before, Direction::Backward),
            (None, None, None, before @ Some(_)) => (DEFAULT_SIZE, before, Direction::Backward),
            (first, after, None, None) => (first.unwrap_or(DEFAULT_SIZE), after, Direction::Forward),
        };
        if !(1..=MAX_SIZE).contains(&size) {
            return Err(bad_input(format!("a page has 1 to {MAX_SIZE} rows, not {size}")));
        }
        let cursor = cursor.as_deref().map(|text| decode(kind, text)).transpose()?;
        Ok(Page {
            size: u64::from(size.unsigned_abs()),
            cursor,
            direction,
        })
    }
}

/// What a page tells of its place. Beyond the row a page started behind, there is at least that row.
pub(crate) fn page_info<T>(kind: &str, page: Page, slice: &Slice<T>, key: impl Fn(&T) -> Ulid) -> PageInfo {
    let behind = page.cursor.is_some();
    let (has_next_page, has_previous_page) = match page.direction {
        Direction::Forward => (slice.more, behind),
        Direction::Backward => (behind, slice.more),
    };
    let cursor = |row: Option<&T>| row.map(|row| encode(kind, key(row)));
    PageInfo {
        has_next_page,
        has_previous_page,
        start_cursor: cursor(slice.rows.first()),
        end_cursor: cursor(slice.rows.last()),
    }
}

/// An opaque cursor that only fits lists of its kind.
pub(crate) fn encode(kind: &str, key: Ulid) -> String {
    URL_SAFE_NO_PAD.encode(format!("{kind}:{key}"))
}

fn decode(kind: &str, cursor: &str) -> Result<Ulid, Error> {
    URL_SAFE_NO_PAD
        .decode(cursor)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .and_then(|text| Ulid::from_string(text.strip_prefix(kind)?.strip_prefix(':')?).ok())
        .ok_or_else(|| bad_input("this cursor does not come from this list"))
}
