//! What clients read: fields of objects and interfaces.

use std::collections::BTreeMap;

use async_graphql::Positioned;
use async_graphql::parser::types::{BaseType, FieldDefinition, Type};

use super::compare::Changes;
use super::inputs;

pub fn fields(
    owner: &str,
    old: &[Positioned<FieldDefinition>],
    new: &[Positioned<FieldDefinition>],
    changes: &mut Changes,
) {
    for (name, old, new) in changes.pairs("field", &by_name(owner, old), &by_name(owner, new)) {
        let (before, now) = (&old.ty.node, &new.ty.node);
        if !fits(now, before) {
            changes.breaks(format!("field {name} was {before} and is {now}"));
        } else if before != now {
            changes.adds(format!("field {name} gives {now} where it gave {before}"));
        }
        inputs::values("argument", &format!("{name}:"), &old.arguments, &new.arguments, changes);
    }
}

fn by_name<'a>(owner: &str, fields: &'a [Positioned<FieldDefinition>]) -> BTreeMap<String, &'a FieldDefinition> {
    let named = |field: &'a Positioned<FieldDefinition>| (format!("{owner}.{}", field.node.name.node), &field.node);
    fields.iter().map(named).collect()
}

/// Whether every value of the type `now` is one that a reader of `before` expects.
fn fits(now: &Type, before: &Type) -> bool {
    let base = match (&now.base, &before.base) {
        (BaseType::Named(now), BaseType::Named(before)) => now == before,
        (BaseType::List(now), BaseType::List(before)) => fits(now, before),
        _ => false,
    };
    base && (before.nullable || !now.nullable)
}
