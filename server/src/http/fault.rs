use std::borrow::Cow;

use async_graphql::{ErrorExtensionValues, Pos, ServerError};

use super::code::Code;

/// Why the door turned a request away: always one coded error, safe to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What a program switches over.
    pub code: Code,
    /// English, for the developer of the client.
    pub message: Cow<'static, str>,
    /// Where in the document, when it is about a place.
    pub location: Option<Pos>,
    /// Seconds to wait before the next try.
    pub retry_after: Option<u32>,
}

impl Fault {
    /// A fault without a place.
    pub fn new(code: Code, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            code,
            message: message.into(),
            location: None,
            retry_after: None,
        }
    }

    /// The same, pointing into the document.
    #[must_use]
    pub fn at(self, location: Pos) -> Self {
        Self {
            location: Some(location),
            ..self
        }
    }

    /// The token is missing, unknown, expired or revoked.
    pub fn unauthenticated(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Code::Unauthenticated, message)
    }

    /// Too many requests; `retry_after` in seconds.
    pub fn rate_limited(retry_after: u32) -> Self {
        let message = "Too many requests. Wait before the next one.";
        Self {
            retry_after: Some(retry_after),
            ..Self::new(Code::RateLimited, message)
        }
    }

    /// A part of the house does not answer; `retry_after` in seconds.
    pub fn unavailable(retry_after: u32) -> Self {
        let message = "The service cannot answer now. Try again later.";
        Self {
            retry_after: Some(retry_after),
            ..Self::new(Code::ServiceUnavailable, message)
        }
    }

    pub(super) fn bad_input(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Code::BadUserInput, message)
    }

    pub(super) fn too_costly(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Code::TooCostly, message)
    }
}

impl From<Fault> for ServerError {
    fn from(fault: Fault) -> Self {
        let mut extensions = ErrorExtensionValues::default();
        extensions.set("code", fault.code.as_str());
        if let Some(seconds) = fault.retry_after {
            extensions.set("retryAfter", seconds);
        }
        let mut error = Self::new(fault.message, fault.location);
        error.extensions = Some(extensions);
        error
    }
}
