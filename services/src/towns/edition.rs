//! One version of a town's rule book, ready to decide.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use preau_domain::calendar::Calendar;
use preau_domain::ids::ActivityId;
use preau_domain::rulebook::RuleBook;
use preau_domain::rulebook::model::{Activity, ActivityIx};
use preau_domain::rulebook::parse::parse_stored;
use preau_entities::rows::rule_book;
use serde::Deserialize;

use super::governing::Governing;
use super::unreadable::Defect;

/// A rule book with the ids by which the outside names its activities. Immutable.
#[derive(Debug)]
pub struct Edition {
    pub version: i32,
    pub rules: RuleBook,
    pub calendar: Calendar,
    /// Id of the activity at each place of the rule book.
    ids: Vec<ActivityId>,
    by_id: BTreeMap<ActivityId, ActivityIx>,
}

/// An activity of a rule book, under its lasting id.
#[derive(Clone, Copy, Debug)]
pub struct OfferedActivity<'a> {
    pub id: ActivityId,
    pub ix: ActivityIx,
    pub activity: &'a Activity,
}

impl Edition {
    /// Reads the row of a version for the days that it governs: its rules are valid on no others. `by_code` holds the
    /// lasting ids of all activities the town ever had.
    pub(super) fn read(
        row: &rule_book::Model,
        days: Governing,
        by_code: &HashMap<&str, ActivityId>,
    ) -> Result<Self, Defect> {
        let defect = |what: String| Defect {
            what,
            mistakes: Vec::new(),
        };
        let mut rules = rules(row)?;
        rules.valid_to = days.to;
        let calendar = Calendar::new(&rules.calendar).map_err(|error| defect(format!("{error:?}")))?;
        let id = |activity: &Activity| {
            let id = by_code.get(activity.code.0.as_str()).copied();
            id.ok_or_else(|| defect(format!("activity {} has no row", activity.code.0)))
        };
        let ids = rules.activities.iter().map(id).collect::<Result<Vec<_>, _>>()?;
        let by_id = ids.iter().copied().zip(rules.indexed().map(|(ix, _)| ix)).collect();
        Ok(Self {
            version: row.version,
            rules,
            calendar,
            ids,
            by_id,
        })
    }

    pub fn governs(&self, day: NaiveDate) -> bool {
        self.rules.is_valid_on(day)
    }

    /// Its activities, in its order.
    pub fn activities(&self) -> impl Iterator<Item = OfferedActivity<'_>> {
        self.rules
            .indexed()
            .zip(&self.ids)
            .map(|((ix, activity), &id)| OfferedActivity { id, ix, activity })
    }

    pub fn activity(&self, id: ActivityId) -> Option<OfferedActivity<'_>> {
        let ix = self.ix(id)?;
        Some(OfferedActivity {
            id,
            ix,
            activity: self.rules.activity(ix),
        })
    }

    pub fn ix(&self, id: ActivityId) -> Option<ActivityIx> {
        self.by_id.get(&id).copied()
    }

    /// The lasting id of an activity of this rule book.
    ///
    /// # Panics
    /// When `ix` comes from another rule book.
    pub fn id(&self, ix: ActivityIx) -> ActivityId {
        self.ids[usize::from(ix.0)]
    }
}

/// The rules as their document has them. One that an older program wrote may lack what this one asks for: then they are
/// read again from the town's own file, which is kept for that.
fn rules(row: &rule_book::Model) -> Result<RuleBook, Defect> {
    RuleBook::deserialize(&row.document).or_else(|error| {
        parse_stored(&row.source).map_err(|mistakes| Defect {
            what: error.to_string(),
            mistakes,
        })
    })
}
