//! Chance that a seed repeats.

use preau_services::ports::Random;

use crate::doubles::SeededRandom;

/// Names another seed for all walks.
const ANOTHER: &str = "PREAU_TEST_SEED";

/// Which way a walk goes.
#[derive(Clone, Copy, Debug)]
pub struct Walks {
    pub seed: u64,
    /// It is the way that it goes unless somebody asks for another: known to meet enough.
    pub as_ever: bool,
}

impl Walks {
    /// The way of this seed, unless another one is named.
    pub fn from(seed: u64) -> Self {
        match std::env::var(ANOTHER) {
            Ok(other) => Self {
                seed: other
                    .parse()
                    .unwrap_or_else(|_| panic!("{ANOTHER} is a number, not {other:?}")),
                as_ever: false,
            },
            Err(_) => Self { seed, as_ever: true },
        }
    }
}

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
