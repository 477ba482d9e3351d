//! Nothing in the schema is left unexplained.

use async_graphql::Positioned;
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{FieldDefinition, InputValueDefinition, TypeKind, TypeSystemDefinition};

/// The names without a description.
fn bare(sdl: &str) -> Vec<String> {
    let mut bare = Vec::new();
    for definition in parse_schema(sdl).unwrap().definitions {
        let TypeSystemDefinition::Type(definition) = definition else {
            continue;
        };
        let definition = definition.node;
        let name = definition.name.node.to_string();
        note(&mut bare, definition.description.as_ref(), &name);
        match &definition.kind {
            TypeKind::Scalar | TypeKind::Union(_) => {}
            TypeKind::Object(object) => fields(&mut bare, &name, &object.fields),
            TypeKind::Interface(interface) => fields(&mut bare, &name, &interface.fields),
            TypeKind::Enum(values) => {
                for value in &values.values {
                    note(
                        &mut bare,
                        value.node.description.as_ref(),
                        &format!("{name}.{}", value.node.value.node),
                    );
                }
            }
            TypeKind::InputObject(object) => inputs(&mut bare, &name, &object.fields),
        }
    }
    bare
}

fn fields(bare: &mut Vec<String>, owner: &str, fields: &[Positioned<FieldDefinition>]) {
    for field in fields.iter().map(|field| &field.node) {
        let name = format!("{owner}.{}", field.name.node);
        note(bare, field.description.as_ref(), &name);
        inputs(bare, &name, &field.arguments);
    }
}

fn inputs(bare: &mut Vec<String>, owner: &str, values: &[Positioned<InputValueDefinition>]) {
    for value in values.iter().map(|value| &value.node) {
        note(
            bare,
            value.description.as_ref(),
            &format!("{owner}.{}", value.name.node),
        );
    }
}

fn note(bare: &mut Vec<String>, description: Option<&Positioned<String>>, name: &str) {
    if description.is_none_or(|text| text.node.trim().is_empty()) {
        bare.push(name.to_owned());
    }
}

#[test]
fn every_name_has_a_description() {
    assert_eq!(bare(&preau_schema::sdl()), Vec::<String>::new());
}

#[test]
fn a_missing_description_is_found_anywhere() {
    let sdl = "
        scalar Date
        enum Order { NAME }
        input Wish { day: Date }
        interface Node { id: ID }
        \"Described.\" type Query { \" \" list(first: Int): Int \"Described.\" item: Int }
    ";
    let found = [
        "Date",
        "Order",
        "Order.NAME",
        "Wish",
        "Wish.day",
        "Node",
        "Node.id",
        "Query.list",
        "Query.list.first",
    ];
    assert_eq!(bare(sdl), found);
}
