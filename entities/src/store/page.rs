//! One page of a list, walked by key.

use ulid::Ulid;

use crate::rows::Key;

/// Rows behind a key, from the latest to the oldest or, going backward, the rows before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Page {
    /// At most this many rows, 1 to 100.
    pub size: u64,
    /// The row the page starts behind; the list's beginning (or end, going backward) without it.
    pub cursor: Option<Ulid>,
    pub direction: Direction,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
        let (_, order) = self.walk();
        let behind = self.behind(column, n);
        format!("{behind} ORDER BY {column} {order} LIMIT {}", self.reach())
    }

    /// The comparison alone.
    pub(super) fn behind(self, column: &str, n: usize) -> String {
        let (beyond, _) = self.walk();
        if self.cursor.is_some() {
            format!("AND {column} {beyond} ${n}")
        } else {
            String::new()
        }
    }

    /// The column that numbers the rows of each `group` in the order walked: a page of each is what stands within
    /// [`Page::reach`].
    pub(super) fn place(self, group: &str, column: &str) -> String {
        let (_, order) = self.walk();
        format!("ROW_NUMBER() OVER (PARTITION BY {group} ORDER BY {column} {order}) AS place")
    }

    /// The page, and one row more to know whether there is one.
    pub(super) fn reach(self) -> u64 {
        self.size.saturating_add(1)
    }

    /// The same page of a list that begins with the oldest row.
    pub(super) fn oldest_first(self) -> Self {
        let direction = match self.direction {
            Direction::Forward => Direction::Backward,
            Direction::Backward => Direction::Forward,
        };
        Self { direction, ..self }
    }

    fn walk(self) -> (&'static str, &'static str) {
        match self.direction {
            Direction::Forward => ("<", "DESC"),
            Direction::Backward => (">", "ASC"),
        }
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

impl<T> Default for Slice<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            more: false,
        }
    }
}
