//! What clients send: arguments and input fields.

use std::collections::BTreeMap;

use async_graphql::Positioned;
use async_graphql::parser::types::{BaseType, InputValueDefinition, Type};

use super::compare::Changes;

/// The arguments of a field, or the fields of an input type. `kind` and `prefix` say of which.
pub fn values(
    kind: &str,
    prefix: &str,
    old: &[Positioned<InputValueDefinition>],
    new: &[Positioned<InputValueDefinition>],
    changes: &mut Changes,
) {
    let (old, new) = (by_name(prefix, old), by_name(prefix, new));
    for (name, value) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        if is_required(value) {
            changes.breaks(format!("{kind} {name} is new and required"));
        }
    }
    let optional: BTreeMap<String, &InputValueDefinition> = new
        .iter()
        .filter(|(name, value)| old.contains_key(*name) || !is_required(value))
        .map(|(name, value)| (name.clone(), *value))
        .collect();
    for (name, old, new) in changes.pairs(kind, &old, &optional) {
        let (before, now) = (&old.ty.node, &new.ty.node);
        if !accepts(now, before) {
            changes.breaks(format!("{kind} {name} was {before} and is {now}"));
        } else if before != now {
            changes.adds(format!("{kind} {name} takes {now} where it took {before}"));
        }
        let (before, now) = (default(old), default(new));
        if before != now {
            changes.breaks(format!("{kind} {name} defaulted to {before} and defaults to {now}"));
        }
    }
}

fn by_name<'a>(
    prefix: &str,
    values: &'a [Positioned<InputValueDefinition>],
) -> BTreeMap<String, &'a InputValueDefinition> {
    let named =
        |value: &'a Positioned<InputValueDefinition>| (format!("{prefix}{}", value.node.name.node), &value.node);
    values.iter().map(named).collect()
}

fn is_required(value: &InputValueDefinition) -> bool {
    !value.ty.node.nullable && value.default_value.is_none()
}

fn default(value: &InputValueDefinition) -> String {
    value
        .default_value
        .as_ref()
        .map_or("nothing".to_owned(), |value| value.node.to_string())
}

/// Whether every value of the type `before` may still be sent.
fn accepts(now: &Type, before: &Type) -> bool {
    let base = match (&now.base, &before.base) {
        (BaseType::Named(now), BaseType::Named(before)) => now == before,
        (BaseType::List(now), BaseType::List(before)) => accepts(now, before),
        _ => false,
    };
    base && (now.nullable || !before.nullable)
}
