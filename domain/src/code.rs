//! Names of things inside one rule book.

use serde::{Deserialize, Serialize};

/// Names a thing inside one rule book: lower-case letters, digits and `-`, 1 to 40 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Code(pub String);

/// Characters of the longest code.
const LONGEST: usize = 40;

impl Code {
    /// The text as a code, when it is written as one.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let fits = (1..=LONGEST).contains(&text.len()) && text.bytes().all(allowed);
        fits.then(|| Self(text.to_owned()))
    }
}
