use async_graphql::Variables;
use serde_json::{Map, Value};

use super::fault::Fault;

/// The parameters of a GraphQL request, of a body or of a `subscribe` message. `extensions` are checked and dropped;
/// unknown parameters are ignored, as the specification asks.
#[derive(Debug)]
pub struct Asked {
    pub query: String,
    pub operation_name: Option<String>,
    pub variables: Variables,
}

impl Asked {
    /// Reads the bytes of a body.
    pub fn from_body(body: &[u8]) -> Result<Self, Fault> {
        let Ok(text) = std::str::from_utf8(body) else {
            return Err(Fault::bad_input("The body is not UTF-8."));
        };
        match serde_json::from_str(text) {
            Ok(Value::Object(parameters)) => Self::from_parameters(parameters),
            Ok(Value::Array(_)) => Err(Fault::bad_input("One request at a time: batches are not served.")),
            Ok(_) => Err(Fault::bad_input("The body must be a JSON object.")),
            Err(error) => {
                let (line, column) = (error.line(), error.column());
                Err(Fault::bad_input(format!(
                    "The body is not JSON: see line {line}, column {column}."
                )))
            }
        }
    }

    /// Reads an object with `query`, `operationName`, `variables` and `extensions`.
    pub fn from_parameters(mut parameters: Map<String, Value>) -> Result<Self, Fault> {
        let query = match parameters.remove("query") {
            Some(Value::String(query)) => query,
            Some(_) => return Err(Fault::bad_input("`query` must be a string.")),
            None => return Err(Fault::bad_input("`query` is missing.")),
        };
        let operation_name = match parameters.remove("operationName") {
            None | Some(Value::Null) => None,
            Some(Value::String(name)) => Some(name),
            Some(_) => return Err(Fault::bad_input("`operationName` must be a string or null.")),
        };
        let variables = match parameters.remove("variables") {
            None | Some(Value::Null) => Value::Object(Map::new()),
            Some(variables @ Value::Object(_)) => variables,
            Some(_) => return Err(Fault::bad_input("`variables` must be an object or null.")),
        };
        match parameters.get("extensions") {
            None | Some(Value::Null | Value::Object(_)) => {}
            Some(_) => return Err(Fault::bad_input("`extensions` must be an object or null.")),
        }
        if has_nul(&variables) {
            return Err(Fault::bad_input(
                "A variable holds the character U+0000, which no text may.",
            ));
        }
        Ok(Self {
            query,
            operation_name,
            variables: Variables::from_json(variables),
        })
    }
}

/// Text columns of PostgreSQL cannot hold NUL, so none comes in.
fn has_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(has_nul),
        Value::Object(fields) => fields.iter().any(|(name, value)| name.contains('\0') || has_nul(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
