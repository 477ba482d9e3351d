//! What a person calls a device.

/// A name of 1 to 60 characters that reads the same in any list: nothing in it is invisible or turns the text around.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceName(String);

impl DeviceName {
    /// Longest name, in characters.
    pub const LONGEST: usize = 60;

    /// Reads a name; white space around it does not count. None when it is empty, too long or holds a character that
    /// a list of devices could be forged with.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let name = text.trim();
        let fits = !name.is_empty() && name.chars().count() <= Self::LONGEST;
        (fits && !name.chars().any(deceives)).then(|| Self(name.to_owned()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<DeviceName> for String {
    fn from(name: DeviceName) -> Self {
        name.0
    }
}

/// Control characters, line breaks of Unicode, marks that set the direction of text, and blanks without width. The
/// joiners stay: emoji and some scripts are written with them.
fn deceives(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
}
