//! One page of a list, walked by key.

use ulid::Ulid;

use crate::rows::Key;

/// Rows behind a key, from the latest to the oldest or, going backward, the rows before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// At most this many rows, 1 to 100.
    pub size: u64,
    /// The row the page starts behind; the list's beginning (or end, going backward) without it.
    pub cursor: Option<Ulid>,
    pub direction: Direction,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards older rows.
    Forward,
    /// Towards newer rows, from the oldest end.
    Backward,
}

/// Rows in reading order (latest first), and whether more follow in the direction walked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice<T> {
    pub rows: Vec<T>,
    pub more: bool,
}

impl Page {
    /// The comparison, order and limit behind a `WHERE` over `column`, with the cursor as parameter `$n`.
    pub(super) fn clause(self, column: &str, n: usize) -> String {
        let (beyond, order) = match self.direction {
            Direction::Forward => ("<", "DESC"),
            Direction::Backward => (">", "ASC"),
        };
        let behind = if self.cursor.is_some() {
            format!("AND {column} {beyond} ${n}")
        } else {
            String::new()
        };
        format!(
            "{behind} ORDER BY {column} {order} LIMIT {}",
            self.size.saturating_add(1)
        )
    }

    pub(super) fn cursor_value(self) -> Option<sea_orm::Value> {
        self.cursor.map(|ulid| Key(ulid).into())
    }

    /// Cuts the one row read too many, and turns a backward walk round.
    pub(super) fn slice<T>(self, mut rows: Vec<T>) -> Slice<T> {
        let size = usize::try_from(self.size).unwrap_or(usize::MAX);
        let more = rows.len() > size;
        rows.truncate(size);
        if self.direction == Direction::Backward {
            rows.reverse();
        }
        Slice { rows, more }
    }
}
