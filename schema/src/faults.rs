//! From faults to top-level errors: a closed set of codes, words in the person's language, nothing of the inside.

use async_graphql::{Context, Error, ErrorExtensions};
use preau_domain::locale::Locale;
use preau_services::texts::faults::fault as text;
use preau_services::{Fault, Portal};

use crate::asking::asking;

/// What a resolver gives. The library's macros know a result by this type's traits, not by its name.
pub(crate) type Answer<T> = Result<T, Error>;

/// The code of a value that cannot be understood.
pub(crate) const BAD_USER_INPUT: &str = "BAD_USER_INPUT";

/// Seconds after which a request that met a busy store may work.
const RETRY_AFTER: u32 = 5;

/// The error that a client sees for a fault. Defects are logged under an incident number, which is all that leaves.
pub(crate) fn fault(ctx: &Context<'_>, fault: &Fault) -> Error {
    told(asking(ctx).locale(), ctx.data_opt::<Portal>(), fault)
}

/// The same where the request's context is gone, such as in a stream.
pub(crate) fn told(locale: Locale, portal: Option<&Portal>, fault: &Fault) -> Error {
    let plain = |code| coded(code, text(locale, fault, ""));
    match fault {
        Fault::Unauthenticated => plain("UNAUTHENTICATED"),
        Fault::Forbidden => plain("FORBIDDEN"),
        Fault::NotFound => plain("NOT_FOUND"),
        Fault::Unavailable(cause) => {
            tracing::warn!(cause, "the store or a town's queue is too busy");
            plain("SERVICE_UNAVAILABLE").extend_with(|_, extensions| extensions.set("retryAfter", RETRY_AFTER))
        }
        Fault::Defect(cause) => {
            let incident = incident(portal);
            tracing::error!(incident, cause, "a request met a defect");
            coded("INTERNAL", text(locale, fault, &incident))
                .extend_with(|_, extensions| extensions.set("incident", incident.as_str()))
        }
    }
}

/// A value in the request that cannot be understood. The words are English, for the developer of the client.
pub(crate) fn bad_input(message: impl Into<String>) -> Error {
    coded(BAD_USER_INPUT, message.into())
}

fn coded(code: &'static str, message: String) -> Error {
    Error::new(message).extend_with(|_, extensions| extensions.set("code", code))
}

/// Eight characters that find the log line.
fn incident(portal: Option<&Portal>) -> String {
    let mut bytes = [0; 4];
    if let Some(portal) = portal {
        portal.random.fill(&mut bytes);
    }
    format!("{:08x}", u32::from_be_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use async_graphql::Value;

    use super::*;

    const SECRET: &str = "SELECT password_hash FROM logins: connection to 10.0.0.7 refused";

    fn extensions(error: &Error) -> Value {
        let extensions = error.extensions.clone().unwrap();
        Value::from_json(serde_json::to_value(extensions).unwrap()).unwrap()
    }

    #[test]
    fn every_fault_has_its_code() {
        let table = [
            (Fault::Unauthenticated, r#"{code: "UNAUTHENTICATED"}"#),
            (Fault::Forbidden, r#"{code: "FORBIDDEN"}"#),
            (Fault::NotFound, r#"{code: "NOT_FOUND"}"#),
            (
                Fault::Unavailable(SECRET.to_owned()),
                r#"{code: "SERVICE_UNAVAILABLE", retryAfter: 5}"#,
            ),
            (
                Fault::Defect(SECRET.to_owned()),
                r#"{code: "INTERNAL", incident: "00000000"}"#,
            ),
        ];
        for (fault, expected) in table {
            for locale in Locale::ALL {
                let error = told(locale, None, &fault);
                assert_eq!(extensions(&error).to_string(), expected);
                assert_eq!(error.message, text(locale, &fault, "00000000"));
                assert!(error.source.is_none());
                for word in SECRET.split_whitespace() {
                    assert!(!error.message.contains(word), "{word} leaked: {}", error.message);
                }
            }
        }
    }

    #[test]
    fn a_defect_names_its_incident_in_words_too() {
        let error = told(Locale::En, None, &Fault::Defect(SECRET.to_owned()));
        assert!(error.message.contains("00000000"), "{}", error.message);
    }

    #[test]
    fn bad_input_keeps_its_own_words() {
        let error = bad_input("`to` lies before `from`");
        assert_eq!(error.message, "`to` lies before `from`");
        assert_eq!(extensions(&error).to_string(), r#"{code: "BAD_USER_INPUT"}"#);
    }
}
