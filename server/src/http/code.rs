use axum::http::StatusCode;

/// The closed set of `extensions.code`. A client may switch over it without a default branch; what a person can act on
/// is not here but in the payload's own `errors`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// No valid access token. Sign in, or refresh the token.
    Unauthenticated,
    /// Known, and not allowed.
    Forbidden,
    /// Absent, or a stranger's: the two are not told apart.
    NotFound,
    /// A value, a variable or the request's own JSON is not what was asked for.
    BadUserInput,
    /// The document is not GraphQL.
    GraphqlParseFailed,
    /// The document is GraphQL, and does not fit the schema.
    GraphqlValidationFailed,
    /// A limit of depth, size or cost was passed.
    TooCostly,
    /// Try again later, with the same idempotency key.
    ServiceUnavailable,
    /// Our fault; only an incident id leaves the house.
    Internal,
    /// Too many requests; wait for `retryAfter` seconds.
    RateLimited,
    /// Only POST is served here.
    MethodNotAllowed,
    /// Only JSON in UTF-8, uncompressed, is read.
    UnsupportedMediaType,
    /// Only JSON is written.
    NotAcceptable,
    /// The body is longer than allowed.
    PayloadTooLarge,
    /// The body did not arrive in time.
    RequestTimeout,
}

impl Code {
    const ALL: [Self; 15] = [
        Self::Unauthenticated,
        Self::Forbidden,
        Self::NotFound,
        Self::BadUserInput,
        Self::GraphqlParseFailed,
        Self::GraphqlValidationFailed,
        Self::TooCostly,
        Self::ServiceUnavailable,
        Self::Internal,
        Self::RateLimited,
        Self::MethodNotAllowed,
        Self::UnsupportedMediaType,
        Self::NotAcceptable,
        Self::PayloadTooLarge,
        Self::RequestTimeout,
    ];

    /// As written in `extensions.code`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Forbidden => "FORBIDDEN",
            Self::NotFound => "NOT_FOUND",
            Self::BadUserInput => "BAD_USER_INPUT",
            Self::GraphqlParseFailed => "GRAPHQL_PARSE_FAILED",
            Self::GraphqlValidationFailed => "GRAPHQL_VALIDATION_FAILED",
            Self::TooCostly => "TOO_COSTLY",
            Self::ServiceUnavailable => "SERVICE_UNAVAILABLE",
            Self::Internal => "INTERNAL",
            Self::RateLimited => "RATE_LIMITED",
            Self::MethodNotAllowed => "METHOD_NOT_ALLOWED",
            Self::UnsupportedMediaType => "UNSUPPORTED_MEDIA_TYPE",
            Self::NotAcceptable => "NOT_ACCEPTABLE",
            Self::PayloadTooLarge => "PAYLOAD_TOO_LARGE",
            Self::RequestTimeout => "REQUEST_TIMEOUT",
        }
    }

    /// The code written so, if it is of the set.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.as_str() == text)
    }

    /// The HTTP status of a request that failed whole for this reason.
    pub fn status(self) -> StatusCode {
        match self {
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::BadUserInput | Self::GraphqlParseFailed | Self::GraphqlValidationFailed | Self::TooCostly => {
                StatusCode::BAD_REQUEST
            }
            Self::ServiceUnavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::RateLimited => StatusCode::TOO_MANY_REQUESTS,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Self::PayloadTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::RequestTimeout => StatusCode::REQUEST_TIMEOUT,
        }
    }
}
