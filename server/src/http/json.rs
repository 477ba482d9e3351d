//! An answer as JSON.

use std::io::Write;

use async_graphql::{Name, Value, indexmap::IndexMap};
use async_graphql_value::RAW_VALUE_TOKEN;

use super::answer::Answer;

/// What most answers fit into.
const ROOM: usize = 4096;

/// The same as serde makes of it. Lists that the schema has written already, such as the days of a calendar, are copied;
/// serde would read each of them once more to see whether it is JSON.
pub fn written(answer: &Answer) -> serde_json::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(ROOM);
    out.push(b'{');
    if !answer.errors.is_empty() {
        member(&mut out, "errors");
        serde_json::to_writer(&mut out, &answer.errors)?;
    }
    if let Some(data) = &answer.data {
        member(&mut out, "data");
        value(&mut out, data)?;
    }
    if !answer.extensions.is_empty() {
        member(&mut out, "extensions");
        serde_json::to_writer(&mut out, &answer.extensions)?;
    }
    out.push(b'}');
    Ok(out)
}

fn value(out: &mut Vec<u8>, it: &Value) -> serde_json::Result<()> {
    match it {
        Value::List(items) => {
            out.push(b'[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                value(out, item)?;
            }
            out.push(b']');
            Ok(())
        }
        Value::Object(fields) => {
            if let Some(text) = already(fields) {
                out.extend_from_slice(text.as_bytes());
                return Ok(());
            }
            out.push(b'{');
            for (name, field) in fields {
                member(out, name);
                value(out, field)?;
            }
            out.push(b'}');
            Ok(())
        }
        leaf => serde_json::to_writer(out.by_ref(), leaf),
    }
}

/// What an object stands for that is written already.
fn already(fields: &IndexMap<Name, Value>) -> Option<&str> {
    match fields.first() {
        Some((name, Value::String(text))) if fields.len() == 1 && name == RAW_VALUE_TOKEN => Some(text),
        _ => None,
    }
}

/// Begins a member of an object. Names of GraphQL have nothing to escape.
fn member(out: &mut Vec<u8>, name: &str) {
    if !out.ends_with(b"{") {
        out.push(b',');
    }
    out.push(b'"');
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use async_graphql::{Pos, Response, ServerError, value};

    use super::*;

    fn texts(answer: &Answer) -> [String; 2] {
        let own = String::from_utf8(written(answer).unwrap()).unwrap();
        [own, serde_json::to_string(answer).unwrap()]
    }

    #[test]
    fn it_is_what_serde_writes() {
        let kind = Value::Enum(Name::new("FREE"));
        let data = value!({
            "viewer": { "name": "Zoé \"la {\"\n", "age": 7, "share": 0.5, "is": true, "none": null, "kind": kind },
            "empty": {}, "lists": [[], [{}], [1, "{", { "a": "b" }, { "c": [] }]],
        });
        let mut response = Response::new(data);
        response.errors = vec![ServerError::new("Trop tard.", Some(Pos { line: 1, column: 2 }))];
        response.extensions = BTreeMap::from([("cost".to_owned(), value!({ "maximum": 3 }))]);
        let [own, serdes] = texts(&Answer::of(response, false));
        assert_eq!(own, serdes);
    }

    #[test]
    fn what_is_written_already_is_copied() {
        let text = Value::String(r#"[1,null,"é"]"#.to_owned());
        let raw = Value::Object([(Name::new(RAW_VALUE_TOKEN), text)].into_iter().collect());
        let data = Value::Object([(Name::new("places"), raw)].into_iter().collect());
        let expected = r#"{"data":{"places":[1,null,"é"]}}"#.to_owned();
        assert_eq!(
            texts(&Answer::of(Response::new(data), false)),
            [expected.clone(), expected]
        );
    }

    #[test]
    fn nothing_run_has_no_data() {
        let refused = Answer {
            errors: Vec::new(),
            data: None,
            extensions: BTreeMap::new(),
        };
        assert_eq!(texts(&refused), ["{}", "{}"].map(str::to_owned));
    }
}
