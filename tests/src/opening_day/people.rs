//! The town's people, as a people file.

use std::fmt::Write;

use super::cast::Cast;

/// The login of a member of the town's staff.
pub const STAFF: &str = "accueil@example.org";

/// Everyone's password.
pub(super) const PASSWORD: &str = "un préau sous la pluie";

pub(super) fn login(nth: usize) -> String {
    format!("famille-{nth}@example.org")
}

/// First name of a family's nth child.
pub(super) fn first_name(nth: usize) -> String {
    format!("Enfant {nth}")
}

/// All families and one member of staff.
pub fn people(cast: &Cast) -> String {
    let mut people = format!("[[agents]]\nname = \"Accueil\"\nemail = \"{STAFF}\"\npassword = \"{PASSWORD}\"\n");
    for family in cast.families() {
        let (nth, login) = (family.nth, login(family.nth));
        // Writing to a String cannot fail.
        let _ = write!(
            people,
            "
[[families]]
code = \"R-{nth}\"
name = \"Famille {nth}\"
"
        );
        if let Some(quotient) = family.quotient {
            let _ = writeln!(people, "quotients = [{{ from = \"2025-09-01\", value = {quotient} }}]");
        }
        let _ = write!(
            people,
            "
[[families.guardians]]
first_name = \"Adulte\"
last_name = \"Famille {nth}\"
email = \"{login}\"
password = \"{PASSWORD}\"
"
        );
        for child in 0..cast.children {
            let _ = write!(
                people,
                "
[[families.children]]
first_name = \"{}\"
last_name = \"Famille {nth}\"
birth_date = \"2018-03-14\"
school = \"ormes\"
",
                first_name(child)
            );
        }
    }
    people
}
