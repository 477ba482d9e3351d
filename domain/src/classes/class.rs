//! A class, from nursery school (maternelle) to the end of collège.

use serde::{Deserialize, Serialize};

/// In the order in which a child goes through them, a school year each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SchoolClass {
    /// Toute petite section: two years old.
    Tps,
    /// Petite section.
    Ps,
    /// Moyenne section.
    Ms,
    /// Grande section.
    Gs,
    /// Cours préparatoire, the first of elementary school.
    Cp,
    Ce1,
    Ce2,
    Cm1,
    Cm2,
    /// The first of collège.
    #[serde(rename = "6e")]
    Sixieme,
    #[serde(rename = "5e")]
    Cinquieme,
    #[serde(rename = "4e")]
    Quatrieme,
    /// The last of collège.
    #[serde(rename = "3e")]
    Troisieme,
}

impl SchoolClass {
    /// Every class in its order, with the word for it in files and stores.
    pub const WORDS: [(&str, Self); 13] = [
        ("tps", Self::Tps),
        ("ps", Self::Ps),
        ("ms", Self::Ms),
        ("gs", Self::Gs),
        ("cp", Self::Cp),
        ("ce1", Self::Ce1),
        ("ce2", Self::Ce2),
        ("cm1", Self::Cm1),
        ("cm2", Self::Cm2),
        ("6e", Self::Sixieme),
        ("5e", Self::Cinquieme),
        ("4e", Self::Quatrieme),
        ("3e", Self::Troisieme),
    ];

    /// The word for it in files and stores.
    #[must_use]
    pub fn word(self) -> &'static str {
        let own = Self::WORDS.iter().find(|(_, class)| *class == self);
        own.map_or("", |(word, _)| word)
    }

    /// The class so many school years later, or earlier where that is negative; none before the first and behind the last.
    #[must_use]
    pub fn later(self, years: i32) -> Option<Self> {
        let now = Self::WORDS.iter().position(|(_, class)| *class == self)?;
        let then = i32::try_from(now).ok()?.checked_add(years)?;
        let (_, class) = Self::WORDS.get(usize::try_from(then).ok()?)?;
        Some(*class)
    }
}
