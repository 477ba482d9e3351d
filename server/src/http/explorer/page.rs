use std::sync::Arc;

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::Value;

use super::settings::{Explorer, SignIn};
use crate::http::{door::Door, graphql};

const SMALL: &str = include_str!("small.html");
const GRAPHIQL: &str = include_str!("graphiql.html");

/// Scripts and styles come from us alone, as files: nothing inline runs.
const SMALL_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// The same; GraphiQL's editor writes styles and fonts into the page.
const GRAPHIQL_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
     img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";

#[derive(Serialize)]
struct Opening<'a> {
    query: &'a str,
    variables: &'a Value,
    #[serde(rename = "signIn")]
    sign_in: Option<&'a SignIn>,
}

/// `GET /graphiql`.
pub async fn open(State(door): State<Arc<Door>>) -> Response {
    match &door.explorer {
        Some(explorer) => page(explorer),
        None => graphql::absent(),
    }
}

/// The page itself.
pub fn page(explorer: &Explorer) -> Response {
    let built = explorer
        .graphiql
        .as_ref()
        .is_some_and(|directory| directory.join("graphiql.min.js").is_file());
    let (template, policy) = if built {
        (GRAPHIQL, GRAPHIQL_POLICY)
    } else {
        (SMALL, SMALL_POLICY)
    };
    let opening = Opening {
        query: &explorer.query,
        variables: &explorer.variables,
        sign_in: explorer.sign_in.as_ref(),
    };
    // Inside a script element only `<` could end it.
    let opening = serde_json::to_string(&opening)
        .unwrap_or_default()
        .replace('<', "\\u003c");
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, template.replace("OPENING", &opening)).into_response()
}
