use async_graphql::parser::types::{ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet};

/// The operation of that name, or the only one.
pub(super) fn operation<'a>(document: &'a ExecutableDocument, name: Option<&str>) -> Option<&'a OperationDefinition> {
    let named = |found: Option<&async_graphql::Name>| name.is_none_or(|name| found.is_some_and(|found| found == name));
    let mut operations = document.operations.iter().filter(|(found, _)| named(*found));
    operations.next().map(|(_, operation)| &operation.node)
}

/// The fields asked for under one key of the answer, which all have the same name.
pub(super) struct Asked<'a> {
    pub key: &'a str,
    pub name: &'a str,
    pub selections: Vec<&'a SelectionSet>,
}

/// The fields of some selections of one object, fragments opened, in the order of their keys.
pub(super) fn fields<'a>(document: &'a ExecutableDocument, selections: &[&'a SelectionSet]) -> Vec<Asked<'a>> {
    let mut fields = Vec::new();
    for selection in selections {
        add(document, selection, &mut fields);
    }
    fields
}

fn add<'a>(document: &'a ExecutableDocument, selection: &'a SelectionSet, fields: &mut Vec<Asked<'a>>) {
    for item in &selection.items {
        match &item.node {
            Selection::Field(field) => add_field(&field.node, fields),
            Selection::InlineFragment(fragment) => add(document, &fragment.node.selection_set.node, fields),
            Selection::FragmentSpread(spread) => {
                if let Some(fragment) = document.fragments.get(&spread.node.fragment_name.node) {
                    add(document, &fragment.node.selection_set.node, fields);
                }
            }
        }
    }
}

fn add_field<'a>(field: &'a Field, fields: &mut Vec<Asked<'a>>) {
    let (key, selection) = (field.response_key().node.as_str(), &field.selection_set.node);
    match fields.iter_mut().find(|asked| asked.key == key) {
        Some(asked) => asked.selections.push(selection),
        None => fields.push(Asked {
            key,
            name: &field.name.node,
            selections: vec![selection],
        }),
    }
}
