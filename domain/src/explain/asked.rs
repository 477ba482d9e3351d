//! Whether the activity runs for the child that day.

use super::step::Step;
use crate::booking::offer::Check;
use crate::booking::{Refusal, Situation, SlotKey};

/// Tells the checks in their order, up to the first that fails; whether none does.
pub(super) fn asked(situation: &Situation<'_>, slot: SlotKey, steps: &mut Vec<Step>) -> bool {
    for check in Check::ALL {
        let answer = check.pass(situation, slot);
        let failed = answer.is_err();
        steps.extend(told(check, answer, situation, slot));
        if failed {
            return false;
        }
    }
    true
}

fn told(check: Check, answer: Result<(), Refusal>, situation: &Situation<'_>, slot: SlotKey) -> Option<Step> {
    let Situation {
        rules, calendar, child, ..
    } = *situation;
    let activity = rules.activity(slot.activity);
    let fits = answer.is_ok();
    Some(match check {
        Check::School => Step::School {
            school: child.school.clone(),
            open_to: activity.schools.clone(),
            fits,
        },
        Check::Age => Step::Age {
            age: child.age_on(slot.day),
            ages: activity.ages?,
            fits,
        },
        Check::Class => Step::Class {
            class: child.class_on(slot.day),
            known: child.class.is_some(),
            classes: activity.classes?,
            fits,
        },
        Check::Only => Step::Only {
            only: Box::new(activity.only.clone()?),
            fits,
        },
        Check::Period => {
            let (from, to) = activity.period?;
            Step::Period { from, to, fits }
        }
        Check::RuleBook => Step::RuleBook {
            title: rules.title.clone(),
            valid_from: rules.valid_from,
            valid_to: rules.valid_to,
            fits,
        },
        Check::Day => Step::Day {
            day: slot.day,
            kind: calendar.kind(slot.day, Some(&child.school)),
            closed: match answer {
                Err(Refusal::Closed(closure)) => Some(closure),
                _ => None,
            },
        },
    })
}
