//! Towns and people of the tests: the règlements of the demo, and variations of them.

use std::borrow::Cow;
use std::fmt::Write;

/// A town as the tests install it.
#[derive(Clone, Debug)]
pub struct Town {
    /// Its name in addresses.
    pub slug: &'static str,
    pub rules: Cow<'static, str>,
    pub people: &'static str,
}

/// A town of the demo, with its people there.
macro_rules! demo_town {
    ($name:ident, $slug:literal) => {
        #[doc = concat!("The town `", $slug, "` of the demo, with its people there.")]
        #[must_use]
        pub fn $name() -> Town {
            Town {
                slug: $slug,
                rules: Cow::Borrowed(include_str!(concat!("../../demo/", $slug, ".toml"))),
                people: include_str!(concat!("../../demo/", $slug, ".people.toml")),
            }
        }
    };
}

demo_town!(bouillargues, "bouillargues");
demo_town!(millery, "millery");
demo_town!(lutins, "lutins-gourmands");

/// Milly-la-Forêt as the demo has it, with the people of the tests.
#[must_use]
pub fn milly() -> Town {
    Town {
        slug: MILLY,
        rules: Cow::Borrowed(RULES),
        people: PEOPLE,
    }
}

impl Town {
    /// The town, whose rule book says something else in one place.
    #[must_use]
    pub fn saying(self, passage: &str, instead: &str) -> Self {
        assert_eq!(self.rules.matches(passage).count(), 1, "{passage}");
        let rules = Cow::Owned(self.rules.replacen(passage, instead, 1));
        Self { rules, ..self }
    }

    /// The password that stands behind a login in the people's file; [`PASSWORD`] where it is not there.
    #[must_use]
    pub fn password(&self, login: &str) -> &'static str {
        let quoted = format!("\"{login}\"");
        let behind = self.people.split_once(&quoted).map(|(_, behind)| behind);
        let written = |line: &'static str| line.strip_prefix("password = ").or(line.strip_prefix("secret = "));
        let found = behind.and_then(|behind| behind.lines().find_map(written));
        found.map_or(PASSWORD, |text| text.trim_matches('"'))
    }
}

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

/// The same, with a waiting list for every activity: so many hours to accept a place.
#[must_use]
pub fn rules_with_lists(places: u32, offer_hours: u16) -> String {
    let line = format!("capacity = {places}\n");
    let list = format!("{line}waiting_list = {{ offer_hours = {offer_hours} }}\n");
    rules_with_places(places).replace(&line, &list)
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

/// Milly's rules, where staff approve places at midday, and what is given back of the morning; changing study for the
/// evening or back is asked for until the eve.
#[must_use]
pub fn rules_with_approval() -> String {
    let mut rules = RULES.replace(
        "[deadlines.semaine-suivante]",
        "[deadlines.veille]\nform = \"days_before\"\ndays = 1\nat = \"18:00\"\n\n[deadlines.semaine-suivante]",
    );
    for (activity, approval) in [
        ("matin", "[\"cancel\"]"),
        ("midi", "[\"book\"]"),
        ("restauration", "[\"book\", \"cancel\"]"),
        ("etude", "[\"book\", \"cancel\"]"),
        ("soir", "[\"book\", \"cancel\"]"),
    ] {
        let code = format!("code = \"{activity}\"\n");
        rules = rules.replace(&code, &format!("{code}approval = {approval}\n"));
    }
    for activity in ["etude", "soir"] {
        let at = rules.find(&format!("code = \"{activity}\"")).expect("an activity");
        let (before, after) = rules.split_at(at);
        let changed = after.replacen(
            "cancel = \"semaine-suivante\"",
            "cancel = \"semaine-suivante\", modify = \"veille\"",
            1,
        );
        rules = format!("{before}{changed}");
    }
    rules
}
