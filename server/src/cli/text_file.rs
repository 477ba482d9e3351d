//! Files that people write: rule books, lists of debts.

use std::fmt;
use std::io::{self, Read};
use std::path::Path;

use preau_domain::locale::Locale;

/// Why a file has no text.
#[derive(Debug)]
pub enum NoText {
    /// It cannot be read at all.
    Unread(io::Error),
    /// It is written in UTF-16, as some editors do.
    Utf16,
    /// It is written in Latin-1 or the like; the first line that shows it, from 1.
    NotUtf8 { line: usize },
}

/// The text of a file, or of standard input where it is `-`.
///
/// # Errors
/// What keeps it from being read as UTF-8. A byte order mark does not.
pub fn read(file: &Path) -> Result<String, NoText> {
    let bytes = if file == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(file)
    };
    text(bytes.map_err(NoText::Unread)?)
}

fn text(bytes: Vec<u8>) -> Result<String, NoText> {
    // Each letter of these languages has a byte of nothing then, also without a mark.
    let is_wide = bytes.starts_with(&[0xff, 0xfe])
        || bytes.starts_with(&[0xfe, 0xff])
        || bytes.iter().take(64).any(|byte| *byte == 0);
    if is_wide {
        return Err(NoText::Utf16);
    }
    String::from_utf8(bytes).map_err(|error| {
        let sound = error
            .as_bytes()
            .get(..error.utf8_error().valid_up_to())
            .unwrap_or_default();
        let line = sound.split(|byte| *byte == b'\n').count();
        NoText::NotUtf8 { line }
    })
}

impl NoText {
    /// What to do, in the language of the one who wrote the file.
    #[must_use]
    pub fn message(&self, locale: Locale) -> String {
        match (self, locale) {
            (Self::Unread(error), _) => error.to_string(),
            (Self::Utf16, Locale::En) => "it is written in UTF-16: save it as UTF-8".to_owned(),
            (Self::Utf16, Locale::Fr) => "il est écrit en UTF-16 : enregistrez-le en UTF-8".to_owned(),
            (Self::NotUtf8 { line }, Locale::En) => {
                format!("line {line} is not written in UTF-8: save the file as UTF-8")
            }
            (Self::NotUtf8 { line }, Locale::Fr) => {
                format!("la ligne {line} n'est pas écrite en UTF-8 : enregistrez le fichier en UTF-8")
            }
        }
    }
}

impl fmt::Display for NoText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Locale::En))
    }
}

impl std::error::Error for NoText {}
