//! What someone types to say who they are.

/// A login as the store spells it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Login {
    /// Of a guardian or a member of the staff, in lower case.
    Email(String),
    /// Anything without an `@`: a partner's client id or the code of a family.
    Name {
        /// In lower case.
        client_id: String,
        /// In upper case, without white space: codes are printed in groups.
        family_code: String,
    },
}

impl Login {
    /// Longest login, in bytes: the longest address that mail can carry.
    pub const LONGEST: usize = 254;

    /// Reads a login; white space around it and upper or lower case do not count. None when nobody can be called so:
    /// the text is empty, too long or holds a control character.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() || text.len() > Self::LONGEST || text.chars().any(char::is_control) {
            return None;
        }
        if text.contains('@') {
            return Some(Self::Email(text.to_lowercase()));
        }
        let family_code: String = text.split_whitespace().collect();
        Some(Self::Name {
            client_id: text.to_lowercase(),
            family_code: family_code.to_uppercase(),
        })
    }

    /// The spelling under which an account of its own is stored: the address, or the client id.
    #[must_use]
    pub fn account(&self) -> &str {
        match self {
            Self::Email(address) => address,
            Self::Name { client_id, .. } => client_id,
        }
    }

    /// The one name under which tries are counted, for all spellings that may open the same accounts: a code of a
    /// family can be spaced in a thousand ways.
    #[must_use]
    pub fn counted_as(&self) -> &str {
        match self {
            Self::Email(address) => address,
            Self::Name { family_code, .. } => family_code,
        }
    }
}
