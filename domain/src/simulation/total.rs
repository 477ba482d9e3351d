//! What was added up, as it is told.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::spread::Spreading;
use super::summary::{ActivitySummary, CrowdedSlot, Lacking, Refused, Summary, TierSummary};
use super::tally::{ActivityTally, Dropped, Kept};
use crate::code::Code;
use crate::money::Money;
use crate::rulebook::model::Activity;

/// All that a simulation holds at its end.
pub(super) struct Total {
    pub draft: Draft,
    pub families: u64,
    pub children: u64,
    /// In the order of the draft's activities.
    pub activities: Vec<ActivityTally>,
    pub lacking: BTreeMap<Code, Dropped>,
    pub spreading: Spreading,
}

impl Total {
    pub fn told(self) -> Summary {
        let crowded = self.draft.rules.activities.iter().zip(&self.activities);
        let crowded: Vec<CrowdedSlot> = crowded
            .flat_map(|(activity, tally)| too_full(activity, tally))
            .collect();
        let activities = self.draft.rules.activities.iter().zip(self.activities);
        let activities: Vec<ActivitySummary> = activities.map(|(activity, tally)| summed(activity, tally)).collect();
        let mut kept = Kept::default();
        for activity in &activities {
            kept.add(activity.kept);
        }
        let refused = || activities.iter().flat_map(|activity| &activity.refused);
        let (refused, before_refused) = (
            refused().map(|refused| refused.places).sum::<u64>(),
            refused().map(|refused| refused.before).sum::<Money>(),
        );
        let lacking: Vec<Lacking> = self
            .lacking
            .into_iter()
            .map(|(activity, dropped)| Lacking {
                activity,
                places: dropped.places,
                before: dropped.before,
            })
            .collect();
        let rules = &self.draft.rules;
        let asking = rules.activities.iter().filter(|activity| activity.needs_complete_file);
        let before_lacking: Money = lacking.iter().map(|one| one.before).sum();
        Summary {
            from: self.draft.from,
            to: self.draft.to,
            families: self.families,
            children: self.children,
            places: kept.places + refused + lacking.iter().map(|one| one.places).sum::<u64>(),
            before: kept.before + before_refused + before_lacking,
            kept,
            refused,
            before_refused,
            activities,
            lacking,
            crowded,
            files_of_today: asking.map(|activity| activity.code.clone()).collect(),
            spread: self.spreading.finish(),
        }
    }
}

fn too_full<'a>(activity: &'a Activity, tally: &'a ActivityTally) -> impl Iterator<Item = CrowdedSlot> + 'a {
    let capacity = activity.capacity;
    let full = tally.wanted.iter().filter(move |(_, wanted)| **wanted > capacity);
    full.map(move |(&day, &wanted)| CrowdedSlot {
        activity: activity.code.clone(),
        day,
        wanted,
        capacity,
    })
}

fn summed(activity: &Activity, tally: ActivityTally) -> ActivitySummary {
    let mut kept = Kept::default();
    for tier in tally.tiers.values() {
        kept.add(*tier);
    }
    let tiers = tally.tiers.into_iter().map(|(tier, kept)| TierSummary { tier, kept });
    let refused = tally.refused.into_iter().map(|(reason, dropped)| Refused {
        reason,
        places: dropped.places,
        before: dropped.before,
        examples: dropped.examples,
    });
    ActivitySummary {
        activity: activity.code.clone(),
        kept,
        late: tally.late,
        tiers: tiers.collect(),
        refused: refused.collect(),
    }
}
