//! An argument whose variable was left out is itself left out, so that the argument's default counts: the
//! specification says so, the library would make it null.

use std::collections::HashSet;

use async_graphql::{
    Name, Positioned, Value, Variables,
    parser::types::{Directive, DocumentOperations, ExecutableDocument, OperationDefinition, Selection, SelectionSet},
};
use async_graphql_value::Value as InputValue;

/// Leaves out the arguments without a value, and the definitions of variables that nothing asks for any more. Only in a
/// document of one operation: in a larger one, what is unused here may be used by a neighbour.
pub fn leave_out(document: &mut ExecutableDocument, given: &Variables) {
    let operation = match &mut document.operations {
        DocumentOperations::Single(operation) => operation,
        DocumentOperations::Multiple(operations) if operations.len() == 1 => match operations.values_mut().next() {
            Some(operation) => operation,
            None => return,
        },
        DocumentOperations::Multiple(_) => return,
    };
    let mut pruning = Pruning {
        absent: absent(&operation.node, given),
        left_out: HashSet::new(),
        used: HashSet::new(),
    };
    if pruning.absent.is_empty() {
        return;
    }
    pruning.directives(&operation.node.directives);
    pruning.selection(&mut operation.node.selection_set.node);
    for fragment in document.fragments.values_mut() {
        pruning.directives(&fragment.node.directives);
        pruning.selection(&mut fragment.node.selection_set.node);
    }
    let Pruning { left_out, used, .. } = pruning;
    operation.node.variable_definitions.retain(|definition| {
        let name = &definition.node.name.node;
        // Never asked for at all is another matter, which the validation names.
        !left_out.contains(name) || used.contains(name)
    });
}

fn absent(operation: &OperationDefinition, given: &Variables) -> HashSet<Name> {
    let definitions = operation.variable_definitions.iter().map(|definition| &definition.node);
    let absent = definitions.filter(|it| it.default_value.is_none() && !given.contains_key(&it.name.node));
    absent.map(|it| it.name.node.clone()).collect()
}

struct Pruning {
    absent: HashSet<Name>,
    left_out: HashSet<Name>,
    used: HashSet<Name>,
}

impl Pruning {
    fn selection(&mut self, selection: &mut SelectionSet) {
        for item in &mut selection.items {
            self.directives(item.node.directives());
            match &mut item.node {
                Selection::Field(field) => {
                    field.node.arguments.retain(|(_, value)| self.keeps(value));
                    self.selection(&mut field.node.selection_set.node);
                }
                Selection::InlineFragment(inline) => self.selection(&mut inline.node.selection_set.node),
                Selection::FragmentSpread(_) => {}
            }
        }
    }

    /// Whether the argument stays: it is not just an absent variable.
    fn keeps(&mut self, value: &Positioned<InputValue>) -> bool {
        if let InputValue::Variable(name) = &value.node
            && self.absent.contains(name)
        {
            self.left_out.insert(name.clone());
            return false;
        }
        self.note(value);
        true
    }

    fn note(&mut self, value: &Positioned<InputValue>) {
        // Only the names are wanted; the constant that comes of it is not.
        let _: Result<Value, ()> = value.node.clone().into_const_with(|name| {
            self.used.insert(name);
            Ok(Value::Null)
        });
    }

    fn directives(&mut self, directives: &[Positioned<Directive>]) {
        for (_, value) in directives.iter().flat_map(|directive| &directive.node.arguments) {
            self.note(value);
        }
    }
}
