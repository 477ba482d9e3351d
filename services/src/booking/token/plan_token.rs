//! A plan as it was shown, short enough to be handed to a phone and back.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use preau_domain::family::Owed;
use preau_domain::ids::{ActivityId, ChildId};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::booking::answer::{LineOutcome, OutcomeLine, PlanAnswer};
use crate::towns::Town;

/// Bytes of the hash over everything.
pub(super) const WHOLE: usize = 16;

/// Bytes of the hash over one line, and of those over a debt and over prices by the term. Two lines of one place that share it by chance only hide
/// which of them changed, never that something did.
pub(super) const SHORT: usize = 4;

pub(super) type Short = [u8; SHORT];

/// A child's place in an activity on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    pub child: ChildId,
    pub activity: ActivityId,
    pub day: NaiveDate,
}

/// A hash over every outcome of a dry run, with its price and the version of the rule book behind it, and of each of them
/// its place and a short hash: so much is enough to tell later whether anything changed, and where. In what order they
/// were told, and how many days were passed over, is not agreed to: nothing that is done hangs on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanToken {
    pub(super) whole: Vec<u8>,
    pub(super) owed: Short,
    pub(super) terms: Short,
    pub(super) lines: BTreeMap<Spot, Vec<Short>>,
}

/// What is not as it was agreed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Outcomes that are new, or otherwise, by their places in the answer.
    pub lines: Vec<usize>,
    /// Where something was agreed to, and nothing is done or refused any more, in the order of their days.
    pub gone: Vec<Spot>,
    /// What the family owes, and is to pay with the order.
    pub owed: bool,
    /// Prices by the term.
    pub terms: bool,
}

impl PlanToken {
    pub fn of(town: &Town, answer: &PlanAnswer) -> Self {
        let mut digests = BTreeMap::<Spot, Vec<[u8; 32]>>::new();
        for line in &answer.outcomes {
            digests.entry(Spot::of(line)).or_default().push(digest(town, line));
        }
        let mut whole = Sha256::new();
        let mut lines = BTreeMap::new();
        for (spot, mut each) in digests {
            each.sort_unstable();
            for digest in &each {
                whole.update(digest);
            }
            lines.insert(spot, each.iter().map(short).collect());
        }
        whole.update(answer.total.cents().to_be_bytes());
        whole.update(answer.due_now.cents().to_be_bytes());
        let owed = hash(&answer.owed);
        whole.update(owed);
        let terms = hash(&answer.terms);
        whole.update(terms);
        Self {
            whole: whole.finalize()[..WHOLE].to_vec(),
            owed,
            terms,
            lines,
        }
    }

    /// Understands what [`PlanToken::write`] wrote. Any other text agrees to nothing.
    pub fn read(text: &str) -> Self {
        super::written::read(text).unwrap_or_else(|| Self {
            whole: Vec::new(),
            owed: hash(&None::<Owed>),
            terms: hash(&[(); 0]),
            lines: BTreeMap::new(),
        })
    }

    pub fn write(&self) -> String {
        super::written::write(self)
    }

    /// Tells it from any other: all that is in it, in hexadecimal.
    pub(in crate::booking) fn name(&self) -> String {
        let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0');
        let digits = |byte: &u8| [digit(byte >> 4), digit(byte & 15)];
        self.whole.iter().flat_map(digits).collect()
    }

    /// What of an answer is not as agreed to; none when all of it is.
    pub(in crate::booking) fn differs(&self, town: &Town, answer: &PlanAnswer) -> Option<Difference> {
        let now = Self::of(town, answer);
        if now.whole == self.whole {
            return None;
        }
        let mut agreed = self.lines.clone();
        let mut lines = Vec::new();
        for (at, line) in answer.outcomes.iter().enumerate() {
            let here = agreed.entry(Spot::of(line)).or_default();
            let digest = short(&digest(town, line));
            match here.iter().position(|known| *known == digest) {
                Some(known) => drop(here.swap_remove(known)),
                None => lines.push(at),
            }
        }
        // A place that an outcome marks already is not told twice.
        let marked: BTreeSet<Spot> = lines.iter().map(|&at| Spot::of(&answer.outcomes[at])).collect();
        let left = agreed.into_iter().filter(|(_, left)| !left.is_empty());
        let mut gone: Vec<Spot> = left
            .map(|(spot, _)| spot)
            .filter(|spot| !marked.contains(spot))
            .collect();
        gone.sort_by_key(|spot| (spot.day, town.place(spot.activity), spot.child));
        Some(Difference {
            lines,
            gone,
            owed: now.owed != self.owed,
            terms: now.terms != self.terms,
        })
    }
}

impl Spot {
    fn of(line: &OutcomeLine) -> Self {
        Self {
            child: line.child,
            activity: line.activity,
            day: line.day,
        }
    }
}

/// The outcome, and the version of the rule book that it comes from. That the child may wait instead is not agreed to:
/// nothing of the plan hangs on it.
fn digest(town: &Town, line: &OutcomeLine) -> [u8; 32] {
    let version = town.on(line.day).version;
    let mut line = Cow::Borrowed(line);
    if let LineOutcome::Refused { can_wait: true, .. } = line.outcome
        && let LineOutcome::Refused { can_wait, .. } = &mut line.to_mut().outcome
    {
        *can_wait = false;
    }
    let told = serde_json::to_vec(&(version, line)).unwrap_or_default();
    Sha256::digest(told).into()
}

fn hash(told: &impl Serialize) -> Short {
    let told = serde_json::to_vec(told).unwrap_or_default();
    short(&Sha256::digest(told).into())
}

fn short(digest: &[u8; 32]) -> Short {
    [digest[0], digest[1], digest[2], digest[3]]
}
