//! From faults to top-level errors: a closed set of codes, words in the person's language, nothing of the inside.

use async_graphql::{Context, Error, ErrorExtensions};
use preau_domain::locale::Locale;
use preau_services::texts::faults::fault as text;
use preau_services::{Fault, Portal};

use crate::asking::asking;

pub(crate) type Answer<T> = Result<T, Error>;

/// The error that a client sees for a fault. Defects are logged under an incident number, which is all that leaves.
pub(crate) fn fault(ctx: &Context<'_>, fault: &Fault) -> Error {
    told(asking(ctx).locale(), ctx.data_opt::<Portal>(), fault)
}

/// The same where the request's context is gone, such as in a stream.
pub(crate) fn told(locale: Locale, portal: Option<&Portal>, fault: &Fault) -> Error {
    let incident = incident(portal);
    let code = match fault {
        Fault::Unauthenticated => "UNAUTHENTICATED",
        Fault::Forbidden => "FORBIDDEN",
        Fault::NotFound => "NOT_FOUND",
        Fault::Unavailable(cause) => {
            tracing::warn!(cause, "the store or a town's queue is too busy");
            "SERVICE_UNAVAILABLE"
        }
        Fault::Defect(cause) => {
            tracing::error!(incident, cause, "a request met a defect");
            "INTERNAL"
        }
    };
    coded(code, text(locale, fault, &incident))
}

/// A value in the request that cannot be understood.
pub(crate) fn bad_input(message: impl Into<String>) -> Error {
    coded("BAD_USER_INPUT", message.into())
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
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
