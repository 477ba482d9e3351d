//! What a parsed document may look like, whatever the schema. Everything here depends on the document alone, so its
//! verdict is kept with the parsed document.

use async_graphql::parser::types::{ExecutableDocument, OperationType};

use super::{
    fault::Fault,
    settings::Limits,
    shape::{Ruler, Shape},
};

/// Refuses a document with any operation or fragment, used or not, over a limit. Tells whether it reads the schema.
pub fn check(document: &ExecutableDocument, limits: &Limits) -> Result<bool, Fault> {
    let mut ruler = Ruler::new(document, limits);
    let mut introspects = false;
    for (_, operation) in document.operations.iter() {
        let operation = &operation.node;
        ruler.directives(&operation.directives)?;
        for variable in &operation.variable_definitions {
            ruler.directives(&variable.node.directives)?;
        }
        let shape = ruler.measure(&operation.selection_set.node, 0)?;
        within(&shape, limits.depth, limits)?;
        if operation.ty == OperationType::Mutation {
            at_most("fields at the root of a mutation", shape.roots, limits.root_mutations)?;
        }
        introspects |= shape.introspects;
    }
    for fragment in document.fragments.values() {
        // Where it is spread is what counts; this bounds those that nothing spreads, before the library walks them.
        let shape = ruler.measure(&fragment.node.selection_set.node, 0)?;
        within(&shape, limits.introspection_depth, limits)?;
    }
    Ok(introspects)
}

fn within(shape: &Shape, depth: u64, limits: &Limits) -> Result<(), Fault> {
    at_most("levels of fields", shape.depth, depth)?;
    at_most("fields", shape.fields, limits.fields)?;
    at_most("aliases", shape.aliases, limits.aliases)
}

fn at_most(what: &str, found: u64, allowed: u64) -> Result<(), Fault> {
    if found <= allowed {
        return Ok(());
    }
    Err(Fault::too_costly(format!(
        "Fragments expanded, there are {found} {what}, and {allowed} are allowed."
    )))
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;
    use crate::http::code::Code;

    fn verdict(document: &str) -> Result<bool, Code> {
        let parsed = parse_query(document).expect("a document");
        check(&parsed, &Limits::default()).map_err(|fault| fault.code)
    }

    fn nested(levels: usize) -> String {
        format!("{}{}", "{a".repeat(levels), "}".repeat(levels))
    }

    #[test]
    fn depth_stops_at_twelve() {
        assert_eq!(verdict(&nested(12)), Ok(false));
        assert_eq!(verdict(&nested(13)), Err(Code::TooCostly));
    }

    #[test]
    fn fields_aliases_roots_and_directives_have_their_bounds() {
        assert_eq!(verdict(&format!("{{{}}}", "a ".repeat(400))), Ok(false));
        assert_eq!(verdict(&format!("{{{}}}", "a ".repeat(401))), Err(Code::TooCostly));
        assert_eq!(verdict(&format!("{{{}}}", "a:b ".repeat(30))), Ok(false));
        assert_eq!(verdict(&format!("{{{}}}", "a:b ".repeat(31))), Err(Code::TooCostly));
        assert_eq!(verdict("mutation { a b c d }"), Ok(false));
        assert_eq!(
            verdict("mutation { a b ...F } fragment F on M { c d e }"),
            Err(Code::TooCostly)
        );
        assert_eq!(verdict("{ a @b @b @b @b @b }"), Ok(false));
        assert_eq!(verdict("{ a @b @b @b @b @b @b }"), Err(Code::TooCostly));
    }

    #[test]
    fn fragments_are_counted_expanded_without_expanding_them() {
        let fan = |level| format!("fragment F{level} on Q {{ ...F{next} ...F{next} }} ", next = level + 1);
        let fans = (0..40).map(fan).collect::<String>();
        let bomb = format!("{{ ...F0 }} {fans} fragment F40 on Q {{ a }}");
        assert_eq!(verdict(&bomb), Err(Code::TooCostly));
    }

    #[test]
    fn long_chains_and_cycles_of_fragments_end() {
        let link = |level| format!("fragment F{level} on Q {{ ...F{} }} ", level + 1);
        let links = (0..300).map(link).collect::<String>();
        let chain = format!("{{ ...F0 }} {links} fragment F300 on Q {{ a }}");
        assert_eq!(verdict(&chain), Err(Code::TooCostly));
        assert_eq!(
            verdict("{ ...A } fragment A on Q { ...B } fragment B on Q { a { ...A } }"),
            Err(Code::GraphqlValidationFailed)
        );
        assert_eq!(
            verdict("{ a } fragment A on Q { ...A }"),
            Err(Code::GraphqlValidationFailed)
        );
    }

    #[test]
    fn the_schema_may_be_read_by_the_usual_tools_only_so_far() {
        assert_eq!(
            verdict("{ __schema { types { fields { args { type { ofType { name } } } } } } }"),
            Ok(true)
        );
        let chain = format!("{}name{}", "ofType { ".repeat(12), " }".repeat(12));
        let usual =
            format!("{{ __schema {{ types {{ fields {{ type {{ ...T }} }} }} }} }} fragment T on __Type {{ {chain} }}");
        assert_eq!(verdict(&usual), Ok(true));
        let spiral = "{ __type(name: \"Q\") { fields { type { fields { type { fields { name } } } } } } }";
        assert_eq!(verdict(spiral), Err(Code::TooCostly));
    }
}
