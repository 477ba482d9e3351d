//! A draft in the place of the rule books in force.

use std::collections::HashMap;

use chrono::NaiveDate;
use chrono_tz::Tz;
use preau_domain::calendar::Calendar;
use preau_domain::ids::ActivityId;
use preau_domain::money::Money;
use preau_domain::rulebook::RuleBook;
use preau_domain::rulebook::model::{ActivityIx, Code};
use preau_domain::simulation::Draft;
use preau_entities::store::attendance::BookedPlace;

use crate::attendance::household::Rules;

/// A draft that knows the town's activities by the ids under which their places stand.
pub(super) struct Drafted {
    draft: Draft,
    ixs: HashMap<ActivityId, ActivityIx>,
}

impl Drafted {
    pub fn new(draft: Draft, codes: &HashMap<ActivityId, Code>) -> Self {
        let ix = |(&id, code): (&ActivityId, &Code)| Some((id, draft.rules().activity_ix(code)?));
        let ixs = codes.iter().filter_map(ix).collect();
        Self { draft, ixs }
    }

    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    pub fn rules(&self) -> &RuleBook {
        self.draft.rules()
    }

    /// The activity as the draft has it.
    pub fn activity(&self, id: ActivityId) -> Option<ActivityIx> {
        self.ixs.get(&id).copied()
    }
}

impl Rules for Drafted {
    fn zone(&self) -> Tz {
        self.rules().town.zone
    }

    fn on(&self, _day: NaiveDate) -> (&RuleBook, &Calendar) {
        (self.rules(), self.draft.calendar())
    }

    fn ix(&self, activity: ActivityId, _day: NaiveDate) -> Option<ActivityIx> {
        self.activity(activity)
    }

    fn agreed(&self, _booked: &BookedPlace) -> Option<Money> {
        None
    }
}
