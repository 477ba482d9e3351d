use std::collections::BTreeMap;

use async_graphql::{Response, ServerError, Value};
use axum::http::StatusCode;
use serde::Serialize;

use super::{accept::Media, code::Code, errors, fault::Fault};

/// What is written back: `data` only when something was run, errors first as the specification asks.
#[derive(Debug, Serialize)]
pub struct Answer {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ServerError>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<Value>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub extensions: BTreeMap<String, Value>,
}

impl Answer {
    /// What the schema answered, tidied. `suggest`: see [`errors::tidy`].
    pub fn of(response: Response, suggest: bool) -> Self {
        // The library gives null data and errors without a path when it refused the document; nothing was run then.
        let refused = !response.errors.is_empty()
            && response.data == Value::Null
            && response.errors.iter().all(|error| error.path.is_empty());
        Self {
            errors: response
                .errors
                .into_iter()
                .map(|error| errors::tidy(error, suggest))
                .collect(),
            data: if refused { None } else { Some(response.data) },
            extensions: response.extensions,
        }
    }

    /// The answer to a request that was not run.
    pub fn refused(fault: Fault) -> Self {
        Self {
            errors: vec![fault.into()],
            data: None,
            extensions: BTreeMap::new(),
        }
    }

    /// The same, telling the estimated cost.
    #[must_use]
    pub fn with_cost(mut self, requested: u64, maximum: u64) -> Self {
        let cost = async_graphql::value!({ "requestedQueryCost": requested, "maximum": maximum });
        self.extensions.insert("cost".to_owned(), cost);
        self
    }

    /// Whether nothing was run, or nothing came of it.
    pub fn is_empty(&self) -> bool {
        matches!(self.data, None | Some(Value::Null))
    }

    /// The HTTP status. Partial data is a success. Plain JSON says 200 for a document that does not fit, as its readers
    /// expect; a caller that is not let in, a busy house and our own mistakes show in the status either way.
    pub fn status(&self, media: Media) -> StatusCode {
        let Some(first) = self.errors.first().filter(|_| self.is_empty()) else {
            return StatusCode::OK;
        };
        match errors::code_of(first) {
            code @ (Code::GraphqlParseFailed | Code::GraphqlValidationFailed | Code::BadUserInput) => {
                if self.data.is_none() && media == Media::GraphqlResponse {
                    code.status()
                } else {
                    StatusCode::OK
                }
            }
            Code::NotFound => StatusCode::OK,
            code => code.status(),
        }
    }

    /// Seconds for the `Retry-After` header.
    pub fn retry_after(&self) -> Option<u64> {
        self.errors
            .iter()
            .find_map(|error| match error.extensions.as_ref()?.get("retryAfter")? {
                Value::Number(seconds) => seconds.as_u64(),
                _ => None,
            })
    }
}
