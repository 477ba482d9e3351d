use std::any::Any;

use axum::{body::Body, http::Response};

use super::{accept::Media, code::Code, errors::internal_message, fault::Fault, graphql::refuse, incident::incident};

/// The answer to a request whose handler panicked; the process and every other request go on.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands it over so")]
pub fn answer(panic: Box<dyn Any + Send + 'static>) -> Response<Body> {
    refuse(fault(panic.as_ref()), Media::Json)
}

/// The fault that stands for a panic: the cause goes to the log, its incident id to the client.
pub fn fault(panic: &(dyn Any + Send)) -> Fault {
    let incident = incident();
    let cause = match (panic.downcast_ref::<&'static str>(), panic.downcast_ref::<String>()) {
        (Some(text), _) => text,
        (None, Some(text)) => text.as_str(),
        (None, None) => "a panic without words",
    };
    tracing::error!(incident, cause, "panic");
    Fault::new(Code::Internal, internal_message(&incident))
}
