use std::borrow::Cow;
use std::ops::Range;

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::Field;
use async_graphql::registry::Registry;
use async_graphql::{ContextSelectionSet, InputType, Name, OutputType, Positioned, ServerError, ServerResult, Value};
use async_graphql_value::RAW_VALUE_TOKEN;

/// A list of scalars or enums, written as JSON at once. A `Vec` would be the same to clients, but resolves each item on its
/// own, and keeps each until it is written, which costs more than everything else of a calendar whose items are two
/// thousand plain values.
pub(crate) struct Leaves<T>(Vec<T>);

impl<T> FromIterator<T> for Leaves<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<T: InputType + OutputType + PartialEq> OutputType for Leaves<T> {
    fn type_name() -> Cow<'static, str> {
        <Vec<T> as OutputType>::type_name()
    }

    fn qualified_type_name() -> String {
        <Vec<T> as OutputType>::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <Vec<T> as OutputType>::create_type_info(registry)
    }

    async fn resolve(&self, _: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        let text = self
            .text()
            .map_err(|error| ServerError::new(error.to_string(), Some(field.pos)))?;
        Ok(Value::Object(IndexMap::from_iter([(
            Name::new(RAW_VALUE_TOKEN),
            Value::String(text),
        )])))
    }
}

impl<T: InputType + PartialEq> Leaves<T> {
    fn text(&self) -> serde_json::Result<String> {
        let mut text = String::with_capacity(8 * self.0.len() + 2);
        text.push('[');
        // Neighbours are mostly alike, and copying what is written is cheaper than writing it.
        let mut last: Option<(&T, Range<usize>)> = None;
        for item in &self.0 {
            if text.len() > 1 {
                text.push(',');
            }
            if let Some((_, there)) = last.as_ref().filter(|(before, _)| *before == item) {
                text.extend_from_within(there.clone());
            } else {
                let from = text.len();
                text.push_str(&serde_json::to_string(&item.to_value())?);
                last = Some((item, from..text.len()));
            }
        }
        text.push(']');
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::{EmptyMutation, EmptySubscription, Object, Schema};

    use super::*;

    struct Query;

    #[Object]
    impl Query {
        async fn vec(&self) -> Vec<Option<i32>> {
            NUMBERS.to_vec()
        }

        async fn leaves(&self) -> Leaves<Option<i32>> {
            NUMBERS.into_iter().collect()
        }

        async fn none(&self) -> Leaves<bool> {
            Leaves(Vec::new())
        }
    }

    const NUMBERS: [Option<i32>; 7] = [None, None, Some(1), Some(1), Some(2), None, Some(1)];

    /// Also where a document asks twice.
    #[tokio::test]
    async fn clients_see_no_difference() {
        let schema = Schema::build(Query, EmptyMutation, EmptySubscription).finish();
        let answer = schema.execute("{ vec leaves leaves none }").await;
        assert_eq!(
            serde_json::to_string(&answer.data).unwrap(),
            r#"{"vec":[null,null,1,1,2,null,1],"leaves":[null,null,1,1,2,null,1],"none":[]}"#
        );
    }
}
