//! A town as use cases see it: its rule book in force, ready to decide.

use std::collections::HashMap;

use chrono_tz::Tz;
use preau_domain::calendar::Calendar;
use preau_domain::ids::{ActivityId, CommuneId};
use preau_domain::rulebook::RuleBook;
use preau_domain::rulebook::model::{Activity, ActivityIx};
use preau_domain::rulebook::parse::parse;
use preau_entities::rows::rule_book;
use preau_entities::store::towns::TownRows;
use serde::Deserialize;

use crate::Fault;

/// One version of a town's rules, with the ids by which the outside names its activities. Immutable.
#[derive(Debug)]
pub struct Town {
    pub id: CommuneId,
    pub slug: String,
    /// Version of the rule book in force.
    pub version: i32,
    pub rules: RuleBook,
    pub calendar: Calendar,
    /// Id of the activity at each place of the rule book.
    ids: Vec<ActivityId>,
    by_id: HashMap<ActivityId, ActivityIx>,
    /// Names of all activities the town ever had: history speaks of them too.
    names: HashMap<ActivityId, String>,
}

/// An activity of the rule book in force, under its lasting id.
#[derive(Clone, Copy, Debug)]
pub struct OfferedActivity<'a> {
    pub id: ActivityId,
    pub ix: ActivityIx,
    pub activity: &'a Activity,
}

impl Town {
    /// Reads the rows of a town.
    pub fn read(rows: TownRows) -> Result<Self, Fault> {
        let id = CommuneId(rows.commune.commune_id);
        let defect = |what: String| Fault::Defect(format!("rule book of town {}: {what}", id.0));
        let rules = rules(&rows.rule_book).map_err(defect)?;
        let calendar = Calendar::new(&rules.calendar).map_err(|error| defect(format!("{error:?}")))?;
        let by_code: HashMap<&str, ActivityId> = rows
            .activities
            .iter()
            .map(|row| (row.code.as_str(), ActivityId(row.activity_id.0)))
            .collect();
        let ids = rules
            .activities
            .iter()
            .map(|activity| {
                let id = by_code.get(activity.code.0.as_str()).copied();
                id.ok_or_else(|| defect(format!("activity {} has no row", activity.code.0)))
            })
            .collect::<Result<Vec<_>, _>>()?;
        let by_id = rules
            .indexed()
            .map(|(ix, _)| ix)
            .zip(&ids)
            .map(|(ix, &id)| (id, ix))
            .collect();
        let names = rows
            .activities
            .into_iter()
            .map(|row| (ActivityId(row.activity_id.0), row.name))
            .collect();
        Ok(Self {
            id,
            slug: rows.commune.slug,
            version: rows.rule_book.version,
            rules,
            calendar,
            ids,
            by_id,
            names,
        })
    }

    pub fn zone(&self) -> Tz {
        self.rules.town.zone
    }

    /// The activities of the rule book in force, in its order.
    pub fn activities(&self) -> impl Iterator<Item = OfferedActivity<'_>> {
        self.rules
            .indexed()
            .zip(&self.ids)
            .map(|((ix, activity), &id)| OfferedActivity { id, ix, activity })
    }

    /// The activity, when the rule book in force has it.
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
    pub fn activity_id(&self, ix: ActivityIx) -> ActivityId {
        self.ids[usize::from(ix.0)]
    }

    /// The name of an activity, also of one that the rule book in force no longer has.
    pub fn activity_name(&self, id: ActivityId) -> &str {
        self.names.get(&id).map_or("", String::as_str)
    }
}

/// The rules as their document has them. One that an older program wrote may lack what this one asks for: then they are
/// read again from the town's own file, which is kept for that.
fn rules(row: &rule_book::Model) -> Result<RuleBook, String> {
    RuleBook::deserialize(&row.document).or_else(|error| {
        let again = parse(&row.source);
        again.map_err(|mistakes| format!("version {}: {error}; its file: {mistakes:?}", row.version))
    })
}
