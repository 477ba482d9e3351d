//! How big an operation is with its fragments put in place, computed once per fragment: a fan-out of fragments that
//! would unfold to millions of fields is measured in the time it takes to read it.

use std::collections::HashMap;

use async_graphql::{
    Positioned,
    parser::types::{Directive, ExecutableDocument, Selection, SelectionSet},
};

use super::{code::Code, fault::Fault, settings::Limits};

/// Saturating counts over a selection, fragments expanded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// Fields at any level.
    pub fields: u64,
    /// Fields at the first level.
    pub roots: u64,
    /// Aliases at any level.
    pub aliases: u64,
    /// Fields inside fields, `__schema` and `__type` counting as leaves.
    pub depth: u64,
    /// Whether `__schema` or `__type` is asked.
    pub introspects: bool,
    /// Lists of the schema inside each other, which may answer the whole schema once for each of its fields.
    listings: u64,
}

impl Shape {
    fn beside(self, other: Self) -> Self {
        Self {
            fields: self.fields.saturating_add(other.fields),
            roots: self.roots.saturating_add(other.roots),
            aliases: self.aliases.saturating_add(other.aliases),
            depth: self.depth.max(other.depth),
            introspects: self.introspects || other.introspects,
            listings: self.listings.max(other.listings),
        }
    }
}

enum Measured {
    /// Being measured: met again, it is a cycle.
    Open,
    Closed(Shape),
}

/// Measures the selections of one document.
pub struct Ruler<'a> {
    document: &'a ExecutableDocument,
    limits: &'a Limits,
    fragments: HashMap<&'a str, Measured>,
}

impl<'a> Ruler<'a> {
    pub fn new(document: &'a ExecutableDocument, limits: &'a Limits) -> Self {
        Self {
            document,
            limits,
            fragments: HashMap::new(),
        }
    }

    /// Measures a selection. `level`: selections and fragments entered to get here, bounded because each takes stack.
    pub fn measure(&mut self, selection: &'a SelectionSet, level: usize) -> Result<Shape, Fault> {
        if level > self.limits.nesting {
            let allowed = self.limits.nesting;
            return Err(Fault::too_costly(format!(
                "Selections and fragments are nested more than {allowed} deep."
            )));
        }
        let mut total = Shape::default();
        for item in &selection.items {
            self.directives(item.node.directives())?;
            let shape = match &item.node {
                Selection::Field(field) => {
                    let inner = self.measure(&field.node.selection_set.node, level + 1)?;
                    self.field(&field.node.name.node, field.node.alias.is_some(), inner)?
                }
                Selection::InlineFragment(inline) => self.measure(&inline.node.selection_set.node, level + 1)?,
                Selection::FragmentSpread(spread) => self.spread(&spread.node.fragment_name, level)?,
            };
            total = total.beside(shape);
        }
        Ok(total)
    }

    fn field(&self, name: &str, aliased: bool, inner: Shape) -> Result<Shape, Fault> {
        let reads_schema = matches!(name, "__schema" | "__type");
        if reads_schema && (inner.depth >= self.limits.introspection_depth || inner.listings > 2) {
            return Err(Fault::too_costly("The schema is read too deeply."));
        }
        let listing = matches!(name, "fields" | "inputFields" | "interfaces" | "possibleTypes");
        Ok(Shape {
            fields: inner.fields.saturating_add(1),
            roots: 1,
            aliases: inner.aliases.saturating_add(u64::from(aliased)),
            depth: if reads_schema { 1 } else { inner.depth.saturating_add(1) },
            introspects: inner.introspects || reads_schema,
            listings: inner.listings.saturating_add(u64::from(listing)),
        })
    }

    fn spread(&mut self, name: &'a Positioned<async_graphql::Name>, level: usize) -> Result<Shape, Fault> {
        match self.fragments.get(name.node.as_str()) {
            Some(Measured::Closed(shape)) => return Ok(*shape),
            Some(Measured::Open) => {
                let message = format!("The fragment \"{}\" contains itself.", name.node);
                return Err(Fault::new(Code::GraphqlValidationFailed, message).at(name.pos));
            }
            None => {}
        }
        // An unknown fragment is named by the validation that follows.
        let Some(fragment) = self.document.fragments.get(&name.node) else {
            return Ok(Shape::default());
        };
        self.fragments.insert(&name.node, Measured::Open);
        self.directives(&fragment.node.directives)?;
        let shape = self.measure(&fragment.node.selection_set.node, level + 1)?;
        self.fragments.insert(&name.node, Measured::Closed(shape));
        Ok(shape)
    }

    /// Refuses too many directives at one place.
    pub fn directives(&self, directives: &[Positioned<Directive>]) -> Result<(), Fault> {
        let allowed = self.limits.directives;
        match directives.get(allowed) {
            Some(first_too_many) => {
                let message = format!("More than {allowed} directives stand at one place.");
                Err(Fault::too_costly(message).at(first_too_many.pos))
            }
            None => Ok(()),
        }
    }
}
