use std::path::PathBuf;

use serde::Serialize;
use serde_json::Value;

/// What the explorer shows when it opens.
#[derive(Clone, Debug, Default)]
pub struct Explorer {
    /// The document in the editor.
    pub query: String,
    /// Its variables, a JSON object.
    pub variables: Value,
    /// Sign-in by one button, for demonstrations.
    pub sign_in: Option<SignIn>,
    /// The directory of the built GraphiQL (`clients/graphiql/dist`); without it, or when it is empty, the small page.
    pub graphiql: Option<PathBuf>,
}

/// How the page gets an access token.
#[derive(Clone, Debug, Serialize)]
pub struct SignIn {
    /// The mutation to send.
    pub document: String,
    /// Where its answer holds the token: `/data/sessionOpen/tokens/accessToken`.
    pub token: String,
    /// One button each.
    pub accounts: Vec<Account>,
}

/// A demonstration account. Its password is printed in the page: never one of a real person.
#[derive(Clone, Debug, Serialize)]
pub struct Account {
    /// The words on the button.
    pub label: String,
    /// The variables of the mutation.
    pub variables: Value,
}
