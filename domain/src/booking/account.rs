//! Whether what a family owes, or has yet to hand in, keeps it from booking.

use super::refusal::Refusal;
use super::slot::{Situation, SlotKey};
use crate::calendar::zone::civil_day;
use crate::family::FamilyFile;
use crate::family::account::{Owed, Suspended};
use crate::money::Money;

/// What the rule book says of a family's debt for one activity, and how it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Booking closes when more than this is owed.
    pub above: Money,
    pub owed: Option<Owed>,
    /// Staff let the family book all the same.
    pub spared: bool,
}

impl Standing {
    /// None where debts are no matter for the activity.
    pub fn of(situation: &Situation<'_>, slot: SlotKey) -> Option<Self> {
        let rules = situation.rules;
        let block = rules.arrears.as_ref()?.blocks.as_ref()?;
        if !block.concerns(&rules.activity(slot.activity).code) {
            return None;
        }
        let today = civil_day(rules.town.zone, situation.now);
        let account = &situation.child.account;
        Some(Self {
            above: block.above,
            owed: account.owed(today),
            spared: account.is_spared(today),
        })
    }

    /// What stands in the way.
    pub fn in_the_way(self) -> Option<Owed> {
        self.owed.filter(|owed| owed.amount > self.above && !self.spared)
    }
}

/// The suspension that withholds a place, where the rule book of its day lets staff do so.
pub(crate) fn suspension<'a>(situation: &Situation<'a>, slot: SlotKey) -> Option<&'a Suspended> {
    let rules = situation.rules;
    let code = &rules.activity(slot.activity).code;
    let may = rules.arrears.as_ref()?.suspends.as_ref()?;
    let account = &situation.child.account;
    let found = may
        .concerns(code)
        .then(|| account.suspended(code, slot.day, situation.now));
    found.flatten()
}

/// The family's file, where the activity needs a complete one, and whether it counts as complete.
pub(crate) fn file<'a>(situation: &Situation<'a>, slot: SlotKey) -> Option<(&'a FamilyFile, bool)> {
    let rules = situation.rules;
    let needed = rules.activity(slot.activity).needs_complete_file;
    let file = &situation.child.file;
    let today = civil_day(rules.town.zone, situation.now);
    needed.then(|| (file, file.counts(today, slot.day)))
}

/// Every reason of a family's account and file against booking a slot: what staff decided first. Giving back asks for none of them.
pub(crate) fn of_account(situation: &Situation<'_>, slot: SlotKey) -> impl Iterator<Item = Refusal> {
    let suspended = suspension(situation, slot).map(|suspended| Refusal::Suspended {
        from: suspended.from,
        until: suspended.until,
    });
    let incomplete = file(situation, slot).filter(|(_, counts)| !counts);
    let incomplete = incomplete.map(|(file, _)| Refusal::FileIncomplete {
        until: file.until,
        missing: file.missing.clone(),
        documents: situation.rules.activity(slot.activity).documents.clone(),
    });
    let owes = Standing::of(situation, slot).and_then(Standing::in_the_way);
    let owes = owes.map(|Owed { amount, as_of }| Refusal::Owes { amount, as_of });
    suspended.into_iter().chain(incomplete).chain(owes)
}
