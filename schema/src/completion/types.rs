use std::collections::HashMap;

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{OperationType, Type, TypeKind, TypeSystemDefinition};

/// The type of each field of each object.
#[derive(Debug, Default)]
pub(crate) struct Types(HashMap<String, HashMap<String, Type>>);

impl Types {
    /// Of a schema whose roots have their usual names and whose fields all give objects, never interfaces or unions.
    pub(crate) fn of(sdl: &str) -> Self {
        let definitions = parse_schema(sdl).map(|document| document.definitions);
        let objects = definitions.unwrap_or_default().into_iter().filter_map(object);
        Self(objects.collect())
    }

    pub(super) fn field(&self, owner: &str, field: &str) -> Option<&Type> {
        self.0.get(owner)?.get(field)
    }
}

fn object(definition: TypeSystemDefinition) -> Option<(String, HashMap<String, Type>)> {
    let TypeSystemDefinition::Type(definition) = definition else {
        return None;
    };
    let TypeKind::Object(object) = definition.node.kind else {
        return None;
    };
    let field = |field: async_graphql::Positioned<async_graphql::parser::types::FieldDefinition>| {
        (field.node.name.node.to_string(), field.node.ty.node)
    };
    Some((
        definition.node.name.node.to_string(),
        object.fields.into_iter().map(field).collect(),
    ))
}

/// The name of an operation's root.
pub(super) fn root(operation: OperationType) -> &'static str {
    match operation {
        OperationType::Query => "Query",
        OperationType::Mutation => "Mutation",
        OperationType::Subscription => "Subscription",
    }
}
