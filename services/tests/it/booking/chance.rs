//! Chance that a seed repeats.

use preau_services::ports::Random;

use crate::doubles::SeededRandom;

pub struct Chance(SeededRandom);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(SeededRandom::new(seed))
    }

    /// From 0 to `end`, `end` left out.
    pub fn below(&mut self, end: usize) -> usize {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        usize::try_from(u64::from_le_bytes(bytes) % u64::try_from(end).unwrap()).unwrap()
    }

    pub fn one_of<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.below(things.len())]
    }
}
