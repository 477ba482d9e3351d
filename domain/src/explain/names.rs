//! Codes that a question names.

use super::fault::{Fault, FaultKind};
use super::question::listed;
use crate::nearest::nearest;
use crate::rulebook::RuleBook;
use crate::rulebook::model::{ActivityIx, Code};

pub(super) fn activity(key: &str, text: &str, rules: &RuleBook) -> Result<ActivityIx, Fault> {
    let codes = || rules.activities.iter().map(|activity| &activity.code);
    rules
        .activity_ix(&Code(text.to_owned()))
        .ok_or_else(|| unknown(key, text, FaultKind::UnknownActivity, codes()))
}

pub(super) fn school(key: &str, text: &str, rules: &RuleBook) -> Result<Code, Fault> {
    let code = Code(text.to_owned());
    if rules.school(&code).is_some() {
        return Ok(code);
    }
    let codes = rules.schools.iter().map(|school| &school.code);
    Err(unknown(key, text, FaultKind::UnknownSchool, codes))
}

fn unknown<'a>(key: &str, found: &str, kind: FaultKind, codes: impl Iterator<Item = &'a Code> + Clone) -> Fault {
    let near = nearest(found, codes.clone().map(|code| code.0.as_str()));
    Fault::of(key, found, kind).allowing(listed(codes)).meaning(near)
}
