//! Which days each version governs.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use preau_entities::rows::rule_book;

/// The days that a version governs: from its own first one to its own last one, and no longer than until another's
/// first one. Without a last one, for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Governing {
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
}

/// The versions that govern some day, in the order of their days. One takes the place of an earlier version with the
/// same first day, whole: it does not govern again where the later one ends.
pub(super) fn governing(rows: &[rule_book::Model]) -> Vec<(&rule_book::Model, Governing)> {
    let mut by_first_day: BTreeMap<NaiveDate, &rule_book::Model> = BTreeMap::new();
    for row in rows {
        let standing = by_first_day.entry(row.valid_from).or_insert(row);
        if standing.version < row.version {
            *standing = row;
        }
    }
    let ends = by_first_day.keys().skip(1).map(NaiveDate::pred_opt);
    let ends: Vec<Option<NaiveDate>> = ends.chain([None]).collect();
    let days = by_first_day.into_values().zip(ends);
    days.map(|(row, end)| {
        let to = end.into_iter().chain(row.valid_to).min();
        let from = row.valid_from;
        (row, Governing { from, to })
    })
    .collect()
}
