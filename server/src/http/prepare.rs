use async_graphql::{
    Name, Request, Value, Variables,
    parser::types::{DocumentOperations, OperationDefinition, OperationType},
};

use super::{absent, asked::Asked, code::Code, cost::cost, door::Door, doorkeeper::Visitor, fault::Fault};

/// A request that passed every check which needs no schema, ready to run.
pub struct Prepared {
    pub request: Request,
    pub kind: OperationType,
    /// For the log; never the variables.
    pub name: Option<String>,
    pub cost: u64,
}

/// Parses, measures and weighs what is asked, and equips it for its visitor.
pub fn prepare(door: &Door, visitor: &dyn Visitor, asked: Asked) -> Result<Prepared, Fault> {
    let document = door.documents.get(&asked.query, &door.limits)?;
    if document.introspects && !visitor.may_introspect() {
        return Err(Fault::new(Code::Forbidden, "The schema may not be read here."));
    }
    let (name, operation) = choose(&document.parsed.operations, asked.operation_name.as_deref())?;
    let (kind, name) = (operation.ty, name.map(ToString::to_string));
    require_variables(operation, &asked.variables)?;
    let cost = cost(&document.parsed, operation, &asked.variables);
    if cost > door.limits.cost {
        let allowed = door.limits.cost;
        return Err(Fault::too_costly(format!(
            "The estimated cost is {cost}, and {allowed} is allowed."
        )));
    }
    let mut parsed = document.parsed.clone();
    absent::leave_out(&mut parsed, &asked.variables);
    let mut request = Request::new(asked.query).variables(asked.variables);
    request.operation_name.clone_from(&name);
    request.set_parsed_query(parsed);
    if !visitor.may_introspect() {
        request = request.disable_introspection();
    }
    Ok(Prepared {
        request: visitor.equip(request),
        kind,
        name,
        cost,
    })
}

/// The library would find these out only while running.
fn require_variables(operation: &OperationDefinition, given: &Variables) -> Result<(), Fault> {
    for definition in &operation.variable_definitions {
        let (name, kind) = (&definition.node.name.node, &definition.node.var_type.node);
        let missing = match given.get(name) {
            None => definition.node.default_value.is_none(),
            Some(value) => *value == Value::Null,
        };
        if missing && !kind.nullable {
            let message = format!("The variable \"${name}\" of type \"{kind}\" is missing.");
            return Err(Fault::bad_input(message).at(definition.pos));
        }
    }
    Ok(())
}

fn choose<'a>(
    operations: &'a DocumentOperations,
    name: Option<&str>,
) -> Result<(Option<&'a Name>, &'a OperationDefinition), Fault> {
    match name {
        Some(name) => operations
            .iter()
            .find(|(found, _)| found.is_some_and(|found| found == name))
            .ok_or_else(|| Fault::bad_input("`operationName` names no operation of the document.")),
        None if operations.iter().count() > 1 => Err(Fault::bad_input(
            "The document holds several operations: `operationName` must name one.",
        )),
        None => operations
            .iter()
            .next()
            .ok_or_else(|| Fault::bad_input("The document holds no operation.")),
    }
    .map(|(name, operation)| (name, &operation.node))
}
