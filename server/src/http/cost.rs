//! The estimated cost of an operation, shown in `extensions.cost`. A field with fields of its own costs 1, a leaf
//! nothing, a field at the root of a mutation 10 more. What stands inside a list is counted as often as the list may
//! be long: `first` or `last` when given, kept within 1 and 100; 20, the default page, for a selection with `nodes`
//! or `edges`; once for any other, which is bounded by nature. Every operation costs at least 1.

use async_graphql::{
    Name, Value, Variables,
    parser::types::{ExecutableDocument, Field, OperationDefinition, OperationType, Selection, SelectionSet},
};

const PAGE: u64 = 20;
const LONGEST_PAGE: i64 = 100;
const MUTATION: u64 = 10;

/// The cost of one operation of a document that passed [`super::limits::check`]; saturating.
pub fn cost(document: &ExecutableDocument, operation: &OperationDefinition, variables: &Variables) -> u64 {
    let estimate = Estimate {
        document,
        operation,
        variables,
    };
    let selection = &operation.selection_set.node;
    let roots = match operation.ty {
        OperationType::Mutation => MUTATION.saturating_mul(selection.items.len() as u64),
        OperationType::Query | OperationType::Subscription => 0,
    };
    estimate.selection(selection).saturating_add(roots).max(1)
}

struct Estimate<'a> {
    document: &'a ExecutableDocument,
    operation: &'a OperationDefinition,
    variables: &'a Variables,
}

impl Estimate<'_> {
    fn selection(&self, selection: &SelectionSet) -> u64 {
        let costs = selection.items.iter().map(|item| match &item.node {
            Selection::Field(field) => self.field(&field.node),
            Selection::InlineFragment(inline) => self.selection(&inline.node.selection_set.node),
            Selection::FragmentSpread(spread) => {
                let fragment = self.document.fragments.get(&spread.node.fragment_name.node);
                fragment.map_or(0, |fragment| self.selection(&fragment.node.selection_set.node))
            }
        });
        costs.fold(0, u64::saturating_add)
    }

    fn field(&self, field: &Field) -> u64 {
        let selection = &field.selection_set.node;
        if selection.items.is_empty() {
            return 0;
        }
        self.selection(selection)
            .saturating_mul(self.length(field))
            .saturating_add(1)
    }

    fn length(&self, field: &Field) -> u64 {
        let Some(asked) = field.get_argument("first").or_else(|| field.get_argument("last")) else {
            return if is_connection(&field.selection_set.node) {
                PAGE
            } else {
                1
            };
        };
        match asked.node.clone().into_const_with(|name| self.variable(&name)) {
            Ok(Value::Number(number)) => number
                .as_i64()
                .map_or(PAGE, |it| it.clamp(1, LONGEST_PAGE).unsigned_abs()),
            _ => PAGE,
        }
    }

    /// As given, else its default; the error only says that there is neither.
    fn variable(&self, name: &Name) -> Result<Value, ()> {
        let default = || {
            let definition = self
                .operation
                .variable_definitions
                .iter()
                .find(|it| it.node.name.node == *name);
            definition.and_then(|it| it.node.default_value().cloned())
        };
        self.variables.get(name).cloned().or_else(default).ok_or(())
    }
}

fn is_connection(selection: &SelectionSet) -> bool {
    selection.items.iter().any(|item| match &item.node {
        Selection::Field(field) => matches!(field.node.name.node.as_str(), "nodes" | "edges"),
        Selection::FragmentSpread(_) | Selection::InlineFragment(_) => false,
    })
}
