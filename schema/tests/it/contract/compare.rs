//! What changed between two schemas, told apart by whether a client that was written for the old one still works.

use std::collections::BTreeMap;

use async_graphql::Positioned;
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{SchemaDefinition, TypeDefinition, TypeKind, TypeSystemDefinition};

use super::{inputs, outputs};

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub breaking: Vec<String>,
    pub additions: Vec<String>,
}

impl Changes {
    pub fn breaks(&mut self, what: impl Into<String>) {
        self.breaking.push(what.into());
    }

    pub fn adds(&mut self, what: impl Into<String>) {
        self.additions.push(what.into());
    }

    /// Removed names break, new ones add; returns what both have, as pairs.
    pub fn pairs<'a, T>(
        &mut self,
        kind: &str,
        old: &BTreeMap<String, &'a T>,
        new: &BTreeMap<String, &'a T>,
    ) -> Vec<(String, &'a T, &'a T)> {
        for name in old.keys().filter(|name| !new.contains_key(*name)) {
            self.breaks(format!("{kind} {name} is removed"));
        }
        for name in new.keys().filter(|name| !old.contains_key(*name)) {
            self.adds(format!("{kind} {name}"));
        }
        let both = |(name, before): (&String, &&'a T)| Some((name.clone(), *before, *new.get(name)?));
        old.iter().filter_map(both).collect()
    }
}

pub fn compare(old: &str, new: &str) -> Changes {
    let (old, new) = (parse_schema(old).unwrap(), parse_schema(new).unwrap());
    let mut changes = Changes::default();
    let roots = roots(&new.definitions);
    for (operation, root) in self::roots(&old.definitions) {
        if roots.get(&operation) != Some(&root) {
            changes.breaks(format!("{operation} is no longer {root}"));
        }
    }
    let directives = named_directives(&new.definitions);
    for directive in named_directives(&old.definitions) {
        if !directives.contains(&directive) {
            changes.breaks(format!("directive @{directive} is removed"));
        }
    }
    let (old, new) = (types(&old.definitions), types(&new.definitions));
    for (name, old, new) in changes.pairs("type", &old, &new) {
        compare_type(&name, &old.kind, &new.kind, &mut changes);
    }
    changes
}

fn compare_type(name: &str, old: &TypeKind, new: &TypeKind, changes: &mut Changes) {
    match (old, new) {
        (TypeKind::Scalar, TypeKind::Scalar) => {}
        (TypeKind::Object(old), TypeKind::Object(new)) => {
            members(&format!("{name} implements"), &old.implements, &new.implements, changes);
            outputs::fields(name, &old.fields, &new.fields, changes);
        }
        (TypeKind::Interface(old), TypeKind::Interface(new)) => {
            members(&format!("{name} implements"), &old.implements, &new.implements, changes);
            outputs::fields(name, &old.fields, &new.fields, changes);
        }
        (TypeKind::Union(old), TypeKind::Union(new)) => {
            members(&format!("{name} ="), &old.members, &new.members, changes);
        }
        (TypeKind::Enum(old), TypeKind::Enum(new)) => {
            let value = |value: &Positioned<_>| -> String { enum_value(&value.node) };
            let old: Vec<String> = old.values.iter().map(value).collect();
            let new: Vec<String> = new.values.iter().map(value).collect();
            names(&format!("value {name}."), &old, &new, changes);
        }
        (TypeKind::InputObject(old), TypeKind::InputObject(new)) => {
            inputs::values("input field", &format!("{name}."), &old.fields, &new.fields, changes);
        }
        _ => changes.breaks(format!("type {name} is of another kind")),
    }
}

fn enum_value(value: &async_graphql::parser::types::EnumValueDefinition) -> String {
    value.value.node.to_string()
}

fn members(
    prefix: &str,
    old: &[Positioned<async_graphql::Name>],
    new: &[Positioned<async_graphql::Name>],
    changes: &mut Changes,
) {
    let texts = |names: &[Positioned<async_graphql::Name>]| -> Vec<String> {
        names.iter().map(|name| name.node.to_string()).collect()
    };
    names(&format!("{prefix} "), &texts(old), &texts(new), changes);
}

fn names(prefix: &str, old: &[String], new: &[String], changes: &mut Changes) {
    for name in old.iter().filter(|name| !new.contains(name)) {
        changes.breaks(format!("{prefix}{name} is removed"));
    }
    for name in new.iter().filter(|name| !old.contains(name)) {
        changes.adds(format!("{prefix}{name}"));
    }
}

fn types(definitions: &[TypeSystemDefinition]) -> BTreeMap<String, &TypeDefinition> {
    let types = definitions.iter().filter_map(|definition| match definition {
        TypeSystemDefinition::Type(definition) => Some(&definition.node),
        TypeSystemDefinition::Schema(_) | TypeSystemDefinition::Directive(_) => None,
    });
    types
        .map(|definition| (definition.name.node.to_string(), definition))
        .collect()
}

fn named_directives(definitions: &[TypeSystemDefinition]) -> Vec<String> {
    let directives = definitions.iter().filter_map(|definition| match definition {
        TypeSystemDefinition::Directive(definition) => Some(definition.node.name.node.to_string()),
        TypeSystemDefinition::Schema(_) | TypeSystemDefinition::Type(_) => None,
    });
    directives.collect()
}

fn roots(definitions: &[TypeSystemDefinition]) -> BTreeMap<&'static str, String> {
    let schema = definitions.iter().find_map(|definition| match definition {
        TypeSystemDefinition::Schema(definition) => Some(&definition.node),
        TypeSystemDefinition::Type(_) | TypeSystemDefinition::Directive(_) => None,
    });
    let of = |schema: &SchemaDefinition| {
        let roots = [
            ("query", &schema.query),
            ("mutation", &schema.mutation),
            ("subscription", &schema.subscription),
        ];
        let named = roots
            .into_iter()
            .filter_map(|(operation, root)| Some((operation, root.as_ref()?.node.to_string())));
        named.collect()
    };
    schema.map(of).unwrap_or_default()
}
