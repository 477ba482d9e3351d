//! Which days of absence are one absence.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::state::Spell;

/// A day of absence behind another at most so many days goes on with it: two Wednesdays in a row are one absence, also of
/// a child that comes on Wednesdays alone.
const TOGETHER: i64 = 7;

/// The absences among a child's booked days in one activity: for each day on which it was absent, the absence it is
/// part of. A booked day on which it was there, or of which nothing is known, ends an absence; days without a place
/// neither count nor end one. The booked day behind an absence is that of the return, whether the child came or not.
/// `begins` gives the start of the session of a day.
#[must_use]
pub fn spells(
    booked: &BTreeMap<NaiveDate, bool>,
    begins: impl Fn(NaiveDate) -> DateTime<Utc>,
) -> BTreeMap<NaiveDate, Spell> {
    let mut spells = BTreeMap::new();
    let mut going_on: Vec<NaiveDate> = Vec::new();
    for (&day, &absent) in booked {
        let goes_on = absent && going_on.last().is_some_and(|last| (day - *last).num_days() <= TOGETHER);
        if !goes_on && !going_on.is_empty() {
            end(&mut spells, &going_on, Some(begins(day)), &begins);
            going_on.clear();
        }
        if absent {
            going_on.push(day);
        }
    }
    end(&mut spells, &going_on, None, &begins);
    spells
}

/// Notes the days of one absence, now that all of them are known.
fn end(
    spells: &mut BTreeMap<NaiveDate, Spell>,
    days: &[NaiveDate],
    returned_at: Option<DateTime<Utc>>,
    begins: impl Fn(NaiveDate) -> DateTime<Utc>,
) {
    let Some(&first) = days.first() else { return };
    let began_at = begins(first);
    let length = u32::try_from(days.len()).unwrap_or(u32::MAX);
    for (nth_day, &day) in (1..).zip(days) {
        let spell = Spell {
            began_at,
            nth_day,
            length,
            returned_at,
        };
        spells.insert(day, spell);
    }
}
