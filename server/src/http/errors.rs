//! Every error that leaves the house is given its code here, and nothing that the house did not mean to say leaves it.

use async_graphql::{ErrorExtensionValues, ServerError, Value};

use super::{code::Code, incident::incident};

/// The error as a client may see it: coded, and silent about our insides.
///
/// `suggest`: whether names of the schema may be proposed ("Did you mean …"), which introspection would tell anyway.
pub fn tidy(error: ServerError, suggest: bool) -> ServerError {
    match classify(&error) {
        // What carries an incident was masked and logged where it arose, in the person's language.
        Kind::Coded(Code::Internal) if extension(&error, "incident").is_some() => error,
        Kind::Coded(Code::Internal) | Kind::Unforeseen => mask(error),
        Kind::Coded(Code::BadUserInput) => ServerError {
            message: unwrapped(&error.message),
            ..error
        },
        Kind::Coded(_) => error,
        Kind::Document(code) => {
            let message = if suggest {
                error.message.clone()
            } else {
                without_suggestion(&error.message)
            };
            coded(ServerError { message, ..error }, code)
        }
        Kind::Value => coded(
            ServerError {
                message: value_message(&error.message),
                ..error
            },
            Code::BadUserInput,
        ),
    }
}

/// The code of a tidied error.
pub fn code_of(error: &ServerError) -> Code {
    match extension(error, "code") {
        Some(Value::String(text)) => Code::parse(text).unwrap_or(Code::Internal),
        _ => Code::Internal,
    }
}

fn extension<'a>(error: &'a ServerError, name: &str) -> Option<&'a Value> {
    error.extensions.as_ref().and_then(|extensions| extensions.get(name))
}

enum Kind {
    /// Raised by ourselves, with a code of the set.
    Coded(Code),
    /// Found by the library before execution, so without a path.
    Document(Code),
    /// A value refused by a scalar or an input type during execution.
    Value,
    Unforeseen,
}

fn classify(error: &ServerError) -> Kind {
    let before_running = error.path.is_empty();
    match extension(error, "code") {
        Some(Value::String(text)) => Code::parse(text).map_or(Kind::Unforeseen, Kind::Coded),
        Some(_) => Kind::Unforeseen,
        None => match error.message.as_str() {
            // A source means that some Rust error was converted by `?`: its text was never meant for a client.
            _ if error.source.is_some() => Kind::Unforeseen,
            text if is_value_message(text) => Kind::Value,
            text if before_running && text.starts_with("The recursion depth") => Kind::Document(Code::TooCostly),
            text if before_running && text.starts_with("Invalid value for argument") => {
                Kind::Document(Code::BadUserInput)
            }
            _ if before_running => Kind::Document(Code::GraphqlValidationFailed),
            _ => Kind::Unforeseen,
        },
    }
}

fn is_value_message(message: &str) -> bool {
    message.starts_with("Failed to parse \"") || message.starts_with("Expected input type \"")
}

fn value_message(message: &str) -> String {
    match message.split('"').nth(1) {
        Some(type_name) => format!("A value given for \"{type_name}\" is not valid."),
        None => "A given value is not valid.".to_owned(),
    }
}

/// The library wraps a scalar's own words as `Failed to parse "Date": words (occurred while parsing "XInput")`.
fn unwrapped(message: &str) -> String {
    let inner = match message
        .strip_prefix("Failed to parse \"")
        .and_then(|rest| rest.split_once("\": "))
    {
        Some((_, words)) => words,
        None => message,
    };
    let end = inner.find(" (occurred while parsing \"").unwrap_or(inner.len());
    inner[..end].to_owned()
}

fn without_suggestion(message: &str) -> String {
    let end = message.find(" Did you mean").unwrap_or(message.len());
    message[..end].to_owned()
}

fn coded(mut error: ServerError, code: Code) -> ServerError {
    error.extensions.get_or_insert_default().set("code", code.as_str());
    error
}

fn mask(error: ServerError) -> ServerError {
    let incident = incident();
    tracing::error!(incident, path = ?error.path, cause = error.message, "internal error");
    let mut extensions = ErrorExtensionValues::default();
    extensions.set("code", Code::Internal.as_str());
    extensions.set("incident", incident.as_str());
    ServerError {
        message: internal_message(&incident),
        source: None,
        extensions: Some(extensions),
        ..error
    }
}

/// What a client reads instead of what went wrong.
pub fn internal_message(incident: &str) -> String {
    format!("Something went wrong on our side (incident {incident}).")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalar_words_are_kept_only_when_they_carry_a_code() {
        let error = coded(
            ServerError::new(
                "Failed to parse \"Date\": write YYYY-MM-DD (occurred while parsing \"XInput\")",
                None,
            ),
            Code::BadUserInput,
        );
        assert_eq!(tidy(error, true).message, "write YYYY-MM-DD");
        let error = ServerError::new("Failed to parse \"Date\": invalid digit found in string", None);
        let tidied = tidy(error, true);
        assert_eq!(tidied.message, "A value given for \"Date\" is not valid.");
        assert_eq!(code_of(&tidied), Code::BadUserInput);
    }

    #[test]
    fn unknown_codes_and_converted_errors_are_masked() {
        let mut odd = ServerError::new("SELECT secret", None);
        odd.extensions.get_or_insert_default().set("code", "ODD");
        let tidied = tidy(odd, true);
        assert!(!tidied.message.contains("SELECT"));
        assert_eq!(code_of(&tidied), Code::Internal);
        let converted = async_graphql::Error::from(std::fmt::Error).into_server_error(async_graphql::Pos::default());
        assert_eq!(code_of(&tidy(converted, true)), Code::Internal);
    }

    #[test]
    fn names_are_proposed_only_to_those_who_may_look() {
        let error = || ServerError::new("Unknown field \"nam\" on type \"Town\". Did you mean \"name\"?", None);
        assert_eq!(tidy(error(), false).message, "Unknown field \"nam\" on type \"Town\".");
        assert_eq!(
            tidy(error(), true).message,
            "Unknown field \"nam\" on type \"Town\". Did you mean \"name\"?"
        );
    }
}
