//! Chance that a seed repeats.

use std::time::Duration;

/// The generator `SplitMix64`.
#[derive(Clone)]
pub struct Chance(u64);

impl Chance {
    /// Chance of its own for the nth of many.
    pub fn new(seed: u64, nth: usize) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (nth as u64).wrapping_mul(0xd1b5_4a32_d192_ed03))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to `end`, `end` left out; 0 when there is nothing below it.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next().checked_rem(end).unwrap_or(0)
    }

    /// True in so many of a thousand cases.
    pub fn in_thousand(&mut self, cases: u32) -> bool {
        self.below(1_000) < u64::from(cases)
    }

    /// Somewhere before `end`.
    pub fn within(&mut self, end: Duration) -> Duration {
        Duration::from_micros(self.below(u64::try_from(end.as_micros()).unwrap_or(u64::MAX)))
    }
}
