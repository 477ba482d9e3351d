use async_graphql::parser::parse_query;
use async_graphql::{PathSegment, Response, ServerError, Value};
use serde_json::{Value as Json, json};

use super::{Types, complete};

const SDL: &str = "
type Query { a: A b: A! list: [A!]! maybe: [A] }
type Mutation { do: A! }
type A { x: Int y: Int! deep: A must: A! }
";

/// The answer with nulls in place, given what the library left of it. Paths: `a.deep.0.x`.
fn completed(document: &str, data: &Json, failed: &[&str]) -> Json {
    let segment = |segment: &str| match segment.parse() {
        Ok(index) => PathSegment::Index(index),
        Err(_) => PathSegment::Field(segment.to_owned()),
    };
    let error = |path: &&str| ServerError {
        path: path.split('.').filter(|text| !text.is_empty()).map(segment).collect(),
        ..ServerError::new("it failed", None)
    };
    let mut answer = Response::new(Value::from_json(data.clone()).unwrap());
    answer.errors = failed.iter().map(error).collect();
    complete(&Types::of(SDL), &parse_query(document).unwrap(), None, &mut answer);
    answer.data.into_json().unwrap()
}

#[test]
fn a_field_that_may_be_null_is_null() {
    assert_eq!(completed("{ a { x } }", &json!(null), &["a"]), json!({ "a": null }));
    assert_eq!(
        completed("{ a { x y } }", &json!({ "a": { "y": 1 } }), &["a.x"]),
        json!({ "a": { "x": null, "y": 1 } })
    );
    assert_eq!(
        completed("{ a { x } }", &json!({ "a": null }), &["a.x"]),
        json!({ "a": { "x": null } })
    );
}

#[test]
fn what_cannot_be_null_empties_what_is_around_it() {
    assert_eq!(
        completed("{ a { x y } }", &json!({ "a": { "x": 1 } }), &["a.y"]),
        json!({ "a": null })
    );
    assert_eq!(
        completed("{ b { y } a { x } }", &json!({ "a": { "x": 1 } }), &["b"]),
        json!(null)
    );
    let deep = json!({ "a": { "deep": { "must": { "x": 1 } } } });
    assert_eq!(
        completed("{ a { deep { must { x y } } } }", &deep, &["a.deep.must.y"]),
        json!({ "a": { "deep": null } })
    );
}

#[test]
fn in_lists_the_place_is_kept() {
    let two = json!({ "maybe": [{ "x": 1 }, { "x": 2, "y": 3 }] });
    assert_eq!(
        completed("{ maybe { x y } }", &two, &["maybe.0.y"]),
        json!({ "maybe": [null, { "x": 2, "y": 3 }] })
    );
    let two = json!({ "list": [{ "y": 1 }, { "y": 2, "x": 3 }] });
    assert_eq!(
        completed("{ list { x y } }", &two, &["list.0.x"]),
        json!({ "list": [{ "y": 1, "x": null }, { "y": 2, "x": 3 }] })
    );
    assert_eq!(
        completed("{ list { y } }", &json!({ "list": [null, { "y": 1 }] }), &["list.0.y"]),
        json!(null)
    );
}

#[test]
fn aliases_fragments_and_repeated_fields_are_followed() {
    let document = "{ first: a { ...F } first: a { y } } fragment F on A { ... on A { nul: x } }";
    assert_eq!(
        completed(document, &json!({ "first": { "y": 1 } }), &["first.nul"]),
        json!({ "first": { "y": 1, "nul": null } })
    );
}

#[test]
fn several_failures_are_all_told() {
    let data = json!({ "list": [{ "y": 1 }] });
    assert_eq!(
        completed(
            "{ list { y x deep { x } } a { x } }",
            &data,
            &["list.0.x", "a", "list.0.deep"]
        ),
        json!({ "list": [{ "y": 1, "x": null, "deep": null }], "a": null })
    );
}

#[test]
fn the_root_is_the_operation_s() {
    assert_eq!(completed("mutation { do { x } }", &json!(null), &["do"]), json!(null));
    assert_eq!(
        completed("mutation { do { x y } }", &json!({ "do": { "y": 1 } }), &["do.x"]),
        json!({ "do": { "y": 1, "x": null } })
    );
}

#[test]
fn a_request_that_was_not_run_stays_without_an_answer() {
    assert_eq!(completed("{ a { x } }", &json!(null), &[""]), json!(null));
}

#[test]
fn what_did_not_fail_stays_as_it_is() {
    assert_eq!(
        completed("{ a { x } maybe { x } }", &json!({ "maybe": null }), &["a"]),
        json!({ "maybe": null, "a": null })
    );
    assert_eq!(
        completed(
            "{ a { x @skip(if: true) } b { y } }",
            &json!({ "a": null, "b": { "y": 1 } }),
            &["a"]
        ),
        json!({ "a": null, "b": { "y": 1 } })
    );
}
