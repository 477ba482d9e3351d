//! Which days of absence are one absence.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::state::Spell;

/// So many days after a day of absence, another one is a new absence: two Mondays are two, a Friday and the next
/// Tuesday are one.
const APART: i64 = 7;

/// The absences among a child's booked days in one activity: for each day on which it was absent, the absence it is
/// part of. A booked day on which it was there, or of which nothing is known, ends an absence; days without a place
/// neither count nor end one. `begins` gives the start of the session of a day.
#[must_use]
pub fn spells(
    booked: &BTreeMap<NaiveDate, bool>,
    begins: impl Fn(NaiveDate) -> DateTime<Utc>,
) -> BTreeMap<NaiveDate, Spell> {
    let mut spells = BTreeMap::new();
    let mut last: Option<(NaiveDate, Spell)> = None;
    for (&day, &absent) in booked {
        if !absent {
            last = None;
            continue;
        }
        let goes_on = last.filter(|(before, _)| (day - *before).num_days() < APART);
        let spell = match goes_on {
            Some((_, spell)) => Spell {
                nth_day: spell.nth_day.saturating_add(1),
                ..spell
            },
            None => Spell {
                began_at: begins(day),
                nth_day: 1,
            },
        };
        spells.insert(day, spell);
        last = Some((day, spell));
    }
    spells
}
