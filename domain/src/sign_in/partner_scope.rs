//! What a partner program may ask.

/// One permission of a partner program. Without it the program sees nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartnerScope {
    /// How many children are expected, by activity and day.
    HeadcountRead,
}

impl PartnerScope {
    pub const ALL: [Self; 1] = [Self::HeadcountRead];

    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::HeadcountRead => "headcount:read",
        }
    }

    /// Reads codes separated by white space. A code that the program does not know gives nothing.
    #[must_use]
    pub fn parse_all(codes: &str) -> Vec<Self> {
        let held = |scope: &Self| codes.split_whitespace().any(|code| code == scope.code());
        Self::ALL.into_iter().filter(held).collect()
    }
}
