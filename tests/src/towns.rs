//! Towns and people of the tests: the règlement of the demo, and variations of it.

use std::fmt::Write;

/// Milly-la-Forêt's rule book, as the demo has it.
pub const RULES: &str = include_str!("../../demo/milly-la-foret.toml");

/// Its people: see `milly.people.toml`.
pub const PEOPLE: &str = include_str!("milly.people.toml");

/// The town's name in addresses.
pub const MILLY: &str = "milly-la-foret";

/// A neighbour that wrote down the same rules for the same families, with other passwords.
pub const VILLAGE: &str = "le-village";

/// Everyone's password in Milly, but Dominique's: two guardians of a family must differ to be told apart by its code.
pub const PASSWORD: &str = "un préau sous la pluie";

/// The password of the other guardian of the family Martin.
pub const DOMINIQUES_PASSWORD: &str = "trois marrons en poche";

/// Everyone's password in the village.
pub const VILLAGE_PASSWORD: &str = "deux tilleuls dans la cour";

/// The password of this person of Milly.
#[must_use]
pub fn password(login: &str) -> &'static str {
    if login == "dominique@example.org" {
        DOMINIQUES_PASSWORD
    } else {
        PASSWORD
    }
}

/// The rule book of the village.
#[must_use]
pub fn village_rules() -> String {
    RULES
        .replace("slug = \"milly-la-foret\"", "slug = \"le-village\"")
        .replace("name = \"Milly-la-Forêt\"", "name = \"Le Village\"")
        .replace("insee = \"91405\"", "insee = \"91406\"")
}

/// The people of the village.
#[must_use]
pub fn village_people() -> String {
    PEOPLE.replace(PASSWORD, VILLAGE_PASSWORD)
}

/// Milly's rules with so many places in every activity.
#[must_use]
pub fn rules_with_places(places: u32) -> String {
    let line = |line: &str| {
        if line.starts_with("capacity = ") {
            format!("capacity = {places}\n")
        } else {
            format!("{line}\n")
        }
    };
    RULES.lines().map(line).collect()
}

/// Families beside those of Milly: `famille-0@example.org` and so on, each with a child `Enfant` at the primary school.
#[must_use]
pub fn more_families(count: usize) -> String {
    let mut people = String::new();
    for nth in 0..count {
        let code = 500_000 + nth;
        // Writing to a String cannot fail.
        let _ = write!(
            people,
            r#"
[[families]]
code = "{code}"
name = "Famille {nth}"

[[families.guardians]]
first_name = "Adulte"
last_name = "Famille {nth}"
email = "famille-{nth}@example.org"
password = "{PASSWORD}"
locale = "fr"

[[families.children]]
first_name = "Enfant"
last_name = "Famille {nth}"
birth_date = "2018-03-14"
school = "cocteau"
food_care_plan = false
"#
        );
    }
    people
}

/// One family, `nombreuse@example.org`, with so many children `Enfant 00` and up at the primary school.
#[must_use]
pub fn large_family(children: usize) -> String {
    let mut people = format!(
        r#"
[[families]]
code = "600000"
name = "Nombreuse"

[[families.guardians]]
first_name = "Claude"
last_name = "Nombreuse"
email = "nombreuse@example.org"
password = "{PASSWORD}"
locale = "fr"
"#
    );
    for nth in 0..children {
        // Writing to a String cannot fail.
        let _ = write!(
            people,
            r#"
[[families.children]]
first_name = "Enfant {nth:02}"
last_name = "Nombreuse"
birth_date = "2018-03-14"
school = "cocteau"
food_care_plan = false
"#
        );
    }
    people
}
