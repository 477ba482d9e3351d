use async_graphql::Enum;
use preau_domain::locale;

/// A language that the portal speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "preau_domain::locale::Locale")]
pub(crate) enum Locale {
    /// French.
    Fr,
    /// English.
    En,
}

impl Locale {
    pub(crate) fn of(locale: locale::Locale) -> Self {
        locale.into()
    }
}
