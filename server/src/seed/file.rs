//! The file of everyone a town knows, as it is written.

use chrono::NaiveDate;
use preau_domain::classes::SchoolClass;
use preau_domain::family::{Regime, Residence};
use preau_domain::locale::Locale;
use serde::Deserialize;

/// The file: everyone a town knows. Passwords stand in it in clear, so it is for demos and tests.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct People {
    pub(super) families: Vec<Family>,
    pub(super) agents: Vec<Agent>,
    pub(super) partners: Vec<Partner>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Family {
    pub(super) code: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) residence: Residence,
    #[serde(default)]
    pub(super) regime: Regime,
    #[serde(default)]
    pub(super) quotients: Vec<Quotient>,
    #[serde(default)]
    pub(super) debts: Vec<Debt>,
    pub(super) file: Option<FamilyFile>,
    #[serde(default)]
    pub(super) guardians: Vec<Guardian>,
    #[serde(default)]
    pub(super) children: Vec<Child>,
}

/// A family's quotient; without a value, the town holds none any more. Either `from` or `given` stands.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Quotient {
    /// The day from which it counts, whatever the rule book says.
    pub(super) from: Option<NaiveDate>,
    /// The day on which the town was given it; the rule book says from when it counts.
    pub(super) given: Option<NaiveDate>,
    pub(super) value: Option<u32>,
}

/// What a family owes to a cash desk at the end of a day.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Debt {
    pub(super) cash_desk: String,
    /// Euros, as rule books write them.
    pub(super) amount: String,
    pub(super) as_of: NaiveDate,
}

/// What the town declared of a family's file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FamilyFile {
    pub(super) complete: bool,
    /// Last day on which it counts as complete.
    pub(super) until: Option<NaiveDate>,
    #[serde(default)]
    pub(super) missing: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Guardian {
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) email: String,
    pub(super) password: String,
    #[serde(default)]
    pub(super) locale: Locale,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Child {
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) birth_date: NaiveDate,
    pub(super) school: String,
    /// The class in the school year that begins in `class_year`; both stand, or neither.
    pub(super) class: Option<SchoolClass>,
    pub(super) class_year: Option<i32>,
    #[serde(default)]
    pub(super) food_care_plan: bool,
    /// Codes of activities; it attends all others occasionally.
    #[serde(default)]
    pub(super) regular: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Agent {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) password: String,
    #[serde(default)]
    pub(super) locale: Locale,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Partner {
    pub(super) name: String,
    pub(super) client_id: String,
    pub(super) secret: String,
    #[serde(default)]
    pub(super) scopes: Vec<String>,
}
