//! The errors that a person can act on look alike in every mutation.

use std::collections::BTreeMap;

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{ObjectType, TypeKind, TypeSystemDefinition};

fn objects() -> BTreeMap<String, ObjectType> {
    let definitions = parse_schema(preau_schema::sdl()).unwrap().definitions;
    let objects = definitions.into_iter().filter_map(|definition| match definition {
        TypeSystemDefinition::Type(definition) => match definition.node.kind {
            TypeKind::Object(object) => Some((definition.node.name.node.to_string(), object)),
            _ => None,
        },
        _ => None,
    });
    objects.collect()
}

fn field_type(object: &ObjectType, name: &str) -> Option<String> {
    let field = object.fields.iter().find(|field| field.node.name.node == name)?;
    Some(field.node.ty.node.to_string())
}

#[test]
fn every_error_of_a_payload_is_a_user_error_with_a_code_of_its_own() {
    let objects = objects();
    let mut seen = Vec::new();
    for (payload, object) in objects.iter().filter(|(name, _)| name.ends_with("Payload")) {
        // Signing out everywhere, or emptying the cart, cannot be a mistake.
        let Some(errors) = field_type(object, "errors") else {
            assert!(
                ["CartEmptyPayload", "SessionCloseAllPayload"].contains(&payload.as_str()),
                "{payload}"
            );
            continue;
        };
        let error = payload.replace("Payload", "Error");
        assert_eq!(errors, format!("[{error}!]!"));
        let fields = &objects[&error];
        let interfaces: Vec<&str> = fields.implements.iter().map(|name| name.node.as_str()).collect();
        assert_eq!(interfaces, ["UserError"], "{error}");
        assert_eq!(field_type(fields, "code"), Some(format!("{error}Code!")));
        assert_eq!(field_type(fields, "message").as_deref(), Some("String!"));
        assert_eq!(field_type(fields, "path").as_deref(), Some("[String!]!"));
        seen.push(error);
    }
    let expected = [
        "AbsenceReportError",
        "AttendanceRecordError",
        "BookingPlanError",
        "CalendarFeedCreateError",
        "CalendarFeedRevokeError",
        "CartAddError",
        "CartOrderError",
        "CartRemoveError",
        "DebtSpareError",
        "DebtsSetError",
        "FamilyFileDecideError",
        "FamilySuspendError",
        "OfferAcceptError",
        "OfferDeclineError",
        "OrderDecideError",
        "QuotientRecordError",
        "SessionCloseError",
        "SessionOpenError",
        "SessionRefreshError",
        "SuspensionLiftError",
        "WaitingListJoinError",
        "WaitingListLeaveError",
    ];
    assert_eq!(seen, expected);
}

#[test]
fn every_mutation_takes_one_input_and_gives_its_payload() {
    for field in &objects()["Mutation"].fields {
        let name = field.node.name.node.as_str();
        let noun = format!("{}{}", name[..1].to_uppercase(), &name[1..]);
        assert_eq!(field.node.ty.node.to_string(), format!("{noun}Payload!"));
        let arguments: Vec<String> = field
            .node
            .arguments
            .iter()
            .map(|argument| format!("{}: {}", argument.node.name.node, argument.node.ty.node))
            .collect();
        let expected: &[String] = if ["cartEmpty", "sessionCloseAll"].contains(&name) {
            &[]
        } else {
            &[format!("input: {noun}Input!")]
        };
        assert_eq!(arguments, expected);
    }
}
