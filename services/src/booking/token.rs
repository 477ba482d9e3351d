//! What a family was shown before it agreed, in a text that a phone hands back.

use std::borrow::Cow;
use std::collections::BTreeSet;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use preau_domain::money::Money;
use sha2::{Digest, Sha256};

use super::answer::{LineOutcome, OutcomeLine, PlanAnswer};
use crate::towns::Town;

/// Names the form of the rest, should it ever change.
const FORM: u8 = 1;

/// Bytes of the hash over everything.
const WHOLE: usize = 16;

/// Bytes of the hash over one line. Two lines that share it by chance only hide which of them changed, never that
/// something did.
const LINE: usize = 4;

/// A hash over every outcome of a dry run, with its price and the version of the rule book behind it, and a short one
/// over each of them: so much is enough to tell later whether anything changed, and what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanToken {
    whole: Vec<u8>,
    lines: BTreeSet<[u8; LINE]>,
}

impl PlanToken {
    pub fn of(town: &Town, answer: &PlanAnswer) -> Self {
        let mut whole = Sha256::new();
        let mut lines = BTreeSet::new();
        for line in &answer.outcomes {
            let digest = digest(town, line);
            whole.update(digest);
            lines.insert(short(&digest));
        }
        whole.update(answer.total.cents().to_be_bytes());
        whole.update(answer.skipped.to_be_bytes());
        // What is to be paid at once, and what is owed and paid with it, where anything is.
        if answer.due_now != Money::ZERO {
            whole.update(answer.due_now.cents().to_be_bytes());
        }
        if let Some(owed) = &answer.owed {
            whole.update(serde_json::to_vec(owed).unwrap_or_default());
        }
        Self {
            whole: whole.finalize()[..WHOLE].to_vec(),
            lines,
        }
    }

    /// Understands what [`PlanToken::write`] wrote. Any other text agrees to nothing.
    pub fn read(text: &str) -> Self {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).unwrap_or_default();
        let nothing = Self {
            whole: Vec::new(),
            lines: BTreeSet::new(),
        };
        let Some((&FORM, rest)) = bytes.split_first() else {
            return nothing;
        };
        let Some((whole, lines)) = rest.split_at_checked(WHOLE) else {
            return nothing;
        };
        let (lines, rest) = lines.as_chunks();
        if !rest.is_empty() {
            return nothing;
        }
        Self {
            whole: whole.to_vec(),
            lines: lines.iter().copied().collect(),
        }
    }

    pub fn write(&self) -> String {
        let mut bytes = vec![FORM];
        bytes.extend(&self.whole);
        bytes.extend(self.lines.iter().flatten());
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Tells it from any other: all that is in it, in hexadecimal.
    pub(super) fn name(&self) -> String {
        let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0');
        let digits = |byte: &u8| [digit(byte >> 4), digit(byte & 15)];
        self.whole.iter().flat_map(digits).collect()
    }

    /// The lines of an answer that are not what was agreed to, by their places; none when nothing differs. Where lines
    /// are only missing, or only others were passed over, there is a difference without such a line.
    pub(super) fn differs(&self, town: &Town, answer: &PlanAnswer) -> Option<Vec<usize>> {
        if Self::of(town, answer).whole == self.whole {
            return None;
        }
        let new = |line: &OutcomeLine| !self.lines.contains(&short(&digest(town, line)));
        let lines = answer.outcomes.iter().enumerate();
        Some(lines.filter(|(_, line)| new(line)).map(|(at, _)| at).collect())
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

fn short(digest: &[u8; 32]) -> [u8; LINE] {
    [digest[0], digest[1], digest[2], digest[3]]
}
