use std::borrow::Cow;

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::Field;
use async_graphql::registry::Registry;
use async_graphql::{ContextSelectionSet, Name, OutputType, Positioned, ServerError, ServerResult, Value};

/// An object whose fields are all at hand, and plain values.
pub(crate) trait Plain: OutputType {
    /// The value of a field; none where the type has no such field.
    fn field(&self, name: &str) -> Option<Value>;
}

/// A list of plain objects, written at once. A `Vec` would be the same to clients, but makes a task of each field of each
/// item, which costs a calendar more than the rest of its days.
pub(crate) struct Plains<T>(Vec<T>);

impl<T> FromIterator<T> for Plains<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<T: Plain> OutputType for Plains<T> {
    fn type_name() -> Cow<'static, str> {
        <Vec<T> as OutputType>::type_name()
    }

    fn qualified_type_name() -> String {
        <Vec<T> as OutputType>::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <Vec<T> as OutputType>::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        let ctx = ctx.with_field(field);
        // Fragments are opened, and the library has taken out what is skipped.
        let asked: Vec<(Name, &str)> = ctx
            .field()
            .selection_set()
            .map(|asked| (Name::new(asked.alias().unwrap_or(asked.name())), asked.name()))
            .collect();
        let value = |item: &T, name: &str| match name {
            "__typename" => Ok(Value::from(T::type_name())),
            name => item.field(name).ok_or_else(|| {
                let missing = format!("{} does not answer for its field {name}", T::type_name());
                ServerError::new(missing, Some(field.pos))
            }),
        };
        let object = |item: &T| {
            let mut object = IndexMap::with_capacity(asked.len());
            for (key, name) in &asked {
                object.insert(key.clone(), value(item, name)?);
            }
            Ok(Value::Object(object))
        };
        self.0.iter().map(object).collect::<ServerResult<_>>().map(Value::List)
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::{EmptyMutation, EmptySubscription, Object, Request, Schema, SimpleObject, Variables};

    use super::*;

    #[derive(SimpleObject)]
    struct Shade {
        name: &'static str,
        depth: Option<i32>,
    }

    impl Plain for Shade {
        fn field(&self, name: &str) -> Option<Value> {
            match name {
                "name" => Some(self.name.into()),
                "depth" => Some(self.depth.map_or(Value::Null, Value::from)),
                _ => None,
            }
        }
    }

    struct Query;

    #[Object]
    impl Query {
        async fn vec(&self) -> Vec<Shade> {
            shades()
        }

        async fn plains(&self) -> Plains<Shade> {
            shades().into_iter().collect()
        }
    }

    fn shades() -> Vec<Shade> {
        let shade = |name, depth| Shade { name, depth };
        vec![shade("oak", Some(3)), shade("elm", None)]
    }

    /// Whatever is asked, the answer is the library's own for a list of objects.
    #[tokio::test]
    async fn clients_see_no_difference() {
        let schema = Schema::build(Query, EmptyMutation, EmptySubscription).finish();
        let asked = [
            "name depth",
            "depth name name",
            "called: name __typename kind: __typename",
            "... on Shade { depth } ...Told ...Told",
            "name @skip(if: true) depth @include(if: $yes) ... @include(if: $no) { name }",
        ];
        for asked in asked {
            let answer = async |list: &str| {
                let told = "fragment Told on Shade { name again: name }";
                let told = if asked.contains("Told") { told } else { "" };
                // Every variable and fragment that is declared is used.
                let also = "depth @skip(if: $yes) name @include(if: $yes) again: name @include(if: $no)";
                let document = format!(
                    "query($yes: Boolean!, $no: Boolean!) {{
                       list: {list} {{ {asked} }} also: {list} {{ {also} }}
                     }} {told}"
                );
                let variables = serde_json::json!({ "yes": true, "no": false });
                let request = Request::new(document).variables(Variables::from_json(variables));
                let answer = schema.execute(request).await;
                assert!(answer.errors.is_empty(), "{asked}: {:?}", answer.errors);
                serde_json::to_string(&answer.data).unwrap()
            };
            assert_eq!(answer("plains").await, answer("vec").await, "{asked}");
        }
    }
}
