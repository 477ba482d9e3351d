//! The languages the portal speaks.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    #[default]
    Fr,
    En,
}

impl Locale {
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The first language of an `Accept-Language` header that the portal speaks, in the order written.
    #[must_use]
    pub fn preferred(accept_language: &str) -> Option<Self> {
        accept_language.split(',').find_map(|item| {
            let tag = item.split(';').next()?.trim();
            let primary = tag.split('-').next()?;
            Self::ALL
                .into_iter()
                .find(|locale| locale.code().eq_ignore_ascii_case(primary))
        })
    }
}
