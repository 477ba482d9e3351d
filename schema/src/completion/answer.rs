use async_graphql::parser::types::{BaseType, ExecutableDocument, SelectionSet, Type};
use async_graphql::{Name, PathSegment, Response, ServerError, Value};

use super::selection::{fields, operation};
use super::types::{Types, root};

/// Puts null where a field of the answer failed, or around it where the field itself cannot be null.
pub(crate) fn complete(
    types: &Types,
    document: &ExecutableDocument,
    operation_name: Option<&str>,
    answer: &mut Response,
) {
    let Some(operation) = operation(document, operation_name) else {
        return;
    };
    let mut walk = Walk {
        types,
        document,
        errors: &answer.errors,
        path: Vec::new(),
    };
    if !walk.met_errors() {
        return;
    }
    let selections = [&operation.selection_set.node];
    if walk.object(&mut answer.data, root(operation.ty), &selections).is_err() {
        answer.data = Value::Null;
    }
}

struct Walk<'a> {
    types: &'a Types,
    document: &'a ExecutableDocument,
    errors: &'a [ServerError],
    path: Vec<PathSegment>,
}

/// A place that cannot be null would have to be: the place around it must.
struct Impossible;

impl<'a> Walk<'a> {
    /// Whether something failed at the place reached, or inside it.
    fn met_errors(&self) -> bool {
        let here = |error: &ServerError| !error.path.is_empty() && error.path.starts_with(&self.path);
        self.errors.iter().any(here)
    }

    /// An object that is null here lost all its fields: had it been null from the start, nothing in it could fail.
    fn object(&mut self, value: &mut Value, owner: &str, selections: &[&'a SelectionSet]) -> Result<(), Impossible> {
        if *value == Value::Null {
            *value = Value::Object(async_graphql::indexmap::IndexMap::new());
        }
        let Value::Object(found) = value else { return Ok(()) };
        for asked in fields(self.document, selections) {
            let Some(kind) = self.types.field(owner, asked.name) else {
                continue;
            };
            self.path.push(PathSegment::Field(asked.key.to_owned()));
            if self.met_errors() {
                match found.get_mut(asked.key) {
                    Some(value) => self.value(value, kind, &asked.selections)?,
                    None if kind.nullable => drop(found.insert(Name::new(asked.key), Value::Null)),
                    None => return Err(Impossible),
                }
            }
            self.path.pop();
        }
        if found.is_empty() {
            *value = Value::Null;
        }
        Ok(())
    }

    fn value(&mut self, value: &mut Value, kind: &Type, selections: &[&'a SelectionSet]) -> Result<(), Impossible> {
        let depth = self.path.len();
        let inside = match &kind.base {
            // Only what gives an object is asked for parts of it.
            BaseType::Named(owner) if selections.iter().any(|selection| !selection.items.is_empty()) => {
                self.object(value, owner, selections)
            }
            BaseType::Named(_) => Ok(()),
            BaseType::List(item) => self.list(value, item, selections),
        };
        self.path.truncate(depth);
        match inside {
            Err(Impossible) if kind.nullable => {
                *value = Value::Null;
                Ok(())
            }
            inside => inside,
        }
    }

    fn list(&mut self, value: &mut Value, item: &Type, selections: &[&'a SelectionSet]) -> Result<(), Impossible> {
        let Value::List(values) = value else { return Ok(()) };
        for (at, value) in values.iter_mut().enumerate() {
            self.path.push(PathSegment::Index(at));
            if self.met_errors() {
                self.value(value, item, selections)?;
            }
            self.path.pop();
        }
        Ok(())
    }
}
