//! What a new version makes of the days of those that stand.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;

use super::publish::NewRuleBook;
use crate::store::{StoreError, dialect};

/// As late as stores can tell.
const LAST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// Days from one to another, both included.
pub(super) type Days = (NaiveDate, NaiveDate);

/// What becomes of days once a version is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Validity {
    /// Those that it governs.
    pub governed: Days,
    /// Those that another version governed until now, and none from now on.
    pub closed: Option<Days>,
    /// Whether others govern today or a later day beside it.
    pub has_fellows: bool,
}

/// Each version ends where the next one begins, and takes the place of an earlier one that began on the same day.
pub(super) async fn validity<C: ConnectionTrait>(
    db: &C,
    commune: i32,
    book: &NewRuleBook,
) -> Result<Validity, StoreError> {
    let sql = "SELECT b.valid_from, b.valid_to FROM rule_books b WHERE b.commune_id = $1 ORDER BY b.version";
    let rows = dialect::query(db, sql, [commune.into()]).await?;
    let own_days = rows.iter().map(|row| {
        let to: Option<NaiveDate> = row.try_get("", "valid_to")?;
        Ok::<Days, StoreError>((row.try_get("", "valid_from")?, to.unwrap_or(LAST_DAY)))
    });
    let mut standing = own_days.collect::<Result<BTreeMap<_, _>, _>>()?;
    let before = governed(&standing).rfind(|(from, _)| *from <= book.valid_from);
    standing.insert(book.valid_from, book.valid_to.unwrap_or(LAST_DAY));
    let own = governed(&standing).find(|(from, _)| *from == book.valid_from);
    let last = own.map_or(book.valid_from, |(_, last)| last);
    let closed = before.and_then(|(_, end)| Some((last.succ_opt()?, end)));
    Ok(Validity {
        governed: (book.valid_from, last),
        closed: closed.filter(|(first, last)| first <= last),
        has_fellows: governed(&standing).any(|(from, end)| from != book.valid_from && book.today <= end),
    })
}

/// The days that each version governs.
fn governed(standing: &BTreeMap<NaiveDate, NaiveDate>) -> impl DoubleEndedIterator<Item = Days> {
    standing.iter().map(|(&from, &to)| {
        let next = standing.range(from..).nth(1);
        let end = next.and_then(|(next, _)| next.pred_opt());
        (from, end.map_or(to, |end| end.min(to)))
    })
}
