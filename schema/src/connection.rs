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

#[cfg(test)]
mod tests {
    use async_graphql::Value;

    use super::*;

    const KEY: Ulid = Ulid(0x0188_2f4c_8a3e_7b5d_9c1f_0a2b_3c4d_5e6f);

    type Asked<'a> = (Option<i32>, Option<&'a str>, Option<i32>, Option<&'a str>);

    fn page((first, after, last, before): Asked<'_>) -> Result<Page, String> {
        let arguments = Arguments {
            first,
            after: after.map(str::to_owned),
            last,
            before: before.map(str::to_owned),
        };
        arguments.page("order").map_err(|error| {
            assert_eq!(
                error.extensions.unwrap().get("code"),
                Some(&Value::from("BAD_USER_INPUT"))
            );
            error.message
        })
    }

    #[test]
    fn the_arguments_that_fit() {
        let cursor = encode("order", KEY);
        let cursor = Some(cursor.as_str());
        let (forward, backward) = (Direction::Forward, Direction::Backward);
        let table: [(Asked<'_>, u64, Option<Ulid>, Direction); 10] = [
            ((None, None, None, None), 20, None, forward),
            ((Some(1), None, None, None), 1, None, forward),
            ((Some(100), None, None, None), 100, None, forward),
            ((Some(5), cursor, None, None), 5, Some(KEY), forward),
            ((None, cursor, None, None), 20, Some(KEY), forward),
            ((None, None, Some(1), None), 1, None, backward),
            ((None, None, Some(100), None), 100, None, backward),
            ((None, None, Some(5), cursor), 5, Some(KEY), backward),
            ((None, None, None, cursor), 20, Some(KEY), backward),
            ((Some(2), None, None, None), 2, None, forward),
        ];
        for (asked, size, cursor, direction) in table {
            assert_eq!(
                page(asked),
                Ok(Page {
                    size,
                    cursor,
                    direction
                }),
                "{asked:?}"
            );
        }
    }

    #[test]
    fn the_arguments_that_do_not() {
        let cursor = encode("order", KEY);
        let cursor = Some(cursor.as_str());
        let both_ends = "give `first` or `last`, not both";
        let both_cursors = "give `after` or `before`, not both";
        let table: [(Asked<'_>, &str); 15] = [
            ((Some(1), None, Some(1), None), both_ends),
            ((Some(1), cursor, Some(1), None), both_ends),
            ((Some(1), None, Some(1), cursor), both_ends),
            ((Some(1), cursor, Some(1), cursor), both_ends),
            ((None, cursor, None, cursor), both_cursors),
            ((Some(1), cursor, None, cursor), both_cursors),
            ((None, cursor, Some(1), cursor), both_cursors),
            ((None, cursor, Some(1), None), "`after` goes with `first`"),
            ((Some(1), None, None, cursor), "`before` goes with `last`"),
            ((Some(0), None, None, None), "a page has 1 to 100 rows, not 0"),
            ((Some(-1), None, None, None), "a page has 1 to 100 rows, not -1"),
            ((Some(101), None, None, None), "a page has 1 to 100 rows, not 101"),
            (
                (Some(i32::MIN), None, None, None),
                "a page has 1 to 100 rows, not -2147483648",
            ),
            ((None, None, Some(0), None), "a page has 1 to 100 rows, not 0"),
            ((None, None, Some(101), None), "a page has 1 to 100 rows, not 101"),
        ];
        for (asked, message) in table {
            assert_eq!(page(asked), Err(message.to_owned()), "{asked:?}");
        }
    }

    #[test]
    fn a_cursor_fits_its_own_lists_alone() {
        let forged = [
            String::new(),
            "order".to_owned(),
            KEY.to_string(),
            encode("event", KEY),
            encode("orders", KEY),
            encode("", KEY),
            URL_SAFE_NO_PAD.encode(format!("order:{KEY}0")),
            URL_SAFE_NO_PAD.encode("order:not-a-key"),
            URL_SAFE_NO_PAD.encode("order:' OR 1=1 --"),
            URL_SAFE_NO_PAD.encode([0xff, 0xfe]),
            format!("{}=", encode("order", KEY)),
            format!(" {}", encode("order", KEY)),
            "é".repeat(40),
        ];
        for cursor in forged {
            for asked in [
                (Some(1), Some(cursor.as_str()), None, None),
                (None, None, Some(1), Some(cursor.as_str())),
            ] {
                assert_eq!(
                    page(asked),
                    Err("this cursor does not come from this list".to_owned()),
                    "{cursor:?}"
                );
            }
        }
    }

    #[test]
    fn a_page_tells_what_lies_around_it() {
        let told = |direction, cursor, more, rows: Vec<Ulid>| {
            let page = Page {
                size: 2,
                cursor,
                direction,
            };
            page_info("order", page, &Slice { rows, more }, |key| *key)
        };
        let (first, last) = (KEY, Ulid(1));
        let rows = vec![first, last];
        let (forward, backward) = (Direction::Forward, Direction::Backward);
        let table = [
            (forward, None, false, false, false),
            (forward, None, true, true, false),
            (forward, Some(KEY), true, true, true),
            (backward, None, true, false, true),
            (backward, Some(KEY), false, true, false),
        ];
        for (direction, cursor, more, has_next_page, has_previous_page) in table {
            let expected = PageInfo {
                has_next_page,
                has_previous_page,
                start_cursor: Some(encode("order", first)),
                end_cursor: Some(encode("order", last)),
            };
            assert_eq!(told(direction, cursor, more, rows.clone()), expected);
        }
        let empty = told(forward, None, false, Vec::new());
        assert_eq!((empty.start_cursor, empty.end_cursor), (None, None));
    }
}
