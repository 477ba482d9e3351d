use std::borrow::Cow;

use async_graphql::parser::types::Field;
use async_graphql::registry::Registry;
use async_graphql::{ContextSelectionSet, InputType, OutputType, Positioned, ServerResult, Value};

/// A list of scalars or enums, written at once. A `Vec` would be the same to clients, but resolves each item on its
/// own, which costs more than everything else of a calendar whose items are two thousand plain values.
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

    async fn resolve(&self, _: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
        // Neighbours are mostly alike, and copying a value is cheaper than writing it.
        let mut last: Option<(&T, Value)> = None;
        let value = |item| match &last {
            Some((before, value)) if *before == item => value.clone(),
            _ => last.insert((item, item.to_value())).1.clone(),
        };
        Ok(Value::List(self.0.iter().map(value).collect()))
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
    }

    const NUMBERS: [Option<i32>; 7] = [None, None, Some(1), Some(1), Some(2), None, Some(1)];

    #[tokio::test]
    async fn clients_see_no_difference() {
        let schema = Schema::build(Query, EmptyMutation, EmptySubscription).finish();
        let answer = schema.execute("{ vec leaves }").await;
        assert_eq!(
            serde_json::to_value(answer.data).unwrap(),
            serde_json::json!({ "vec": NUMBERS, "leaves": NUMBERS })
        );
    }
}
