//! Which activities each version has one price together for; also versions that govern no day any more: places that they
//! priced stay.

use std::collections::{BTreeSet, HashMap};

use preau_domain::code::Code;
use preau_domain::ids::ActivityId;
use preau_domain::rulebook::model::ActivityIx;
use preau_entities::rows::rule_book;
use serde::Deserialize;

/// By version.
pub(super) type Bundles = HashMap<i32, Vec<BTreeSet<ActivityId>>>;

/// As much of a document as is asked for here.
#[derive(Deserialize)]
struct Document {
    activities: Vec<Activity>,
    #[serde(default)]
    bundles: Vec<Bundle>,
}

#[derive(Deserialize)]
struct Activity {
    code: Code,
}

#[derive(Deserialize)]
struct Bundle {
    activities: Vec<ActivityIx>,
}

/// A version that cannot be read has none, and neither has one whose activities are not known.
pub(super) fn bundles(rows: &[rule_book::Model], by_code: &HashMap<&str, ActivityId>) -> Bundles {
    let of = |row: &rule_book::Model| {
        let document = Document::deserialize(&row.document).ok()?;
        let id = |ix: &ActivityIx| {
            let activity = document.activities.get(usize::from(ix.0))?;
            by_code.get(activity.code.0.as_str()).copied()
        };
        let members = |bundle: &Bundle| bundle.activities.iter().map(id).collect::<Option<BTreeSet<_>>>();
        let bundles: Vec<_> = document.bundles.iter().filter_map(members).collect();
        (!bundles.is_empty()).then_some((row.version, bundles))
    };
    rows.iter().filter_map(of).collect()
}
