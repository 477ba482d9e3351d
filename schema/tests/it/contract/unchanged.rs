use super::compare::compare;

const CHECKED_IN: &str = include_str!("../../../../clients/schema.graphql");

#[test]
fn the_checked_in_schema_is_the_schema() {
    let now = preau_schema::sdl();
    if now == CHECKED_IN {
        return;
    }
    let changes = compare(CHECKED_IN, &now);
    let list = |title: &str, changes: &[String]| match changes {
        [] => String::new(),
        changes => format!("\n{title}:\n  - {}", changes.join("\n  - ")),
    };
    panic!(
        "clients/schema.graphql is not the schema: run `make sdl` and commit it.{}{}{}",
        list("BREAKING for clients", &changes.breaking),
        list("Added", &changes.additions),
        if changes.breaking.is_empty() && changes.additions.is_empty() {
            "\nOnly words or their order differ."
        } else {
            ""
        },
    );
}
