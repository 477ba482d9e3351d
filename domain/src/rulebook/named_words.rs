//! What shapes, hindrances and nouns are called in a diagnostic.

use super::diagnostic::{Hindrance, Noun, Shape};
use crate::locale::Locale;

/// That a price of this form stands inside another, and where it may stand.
pub(super) fn nested(locale: Locale, form: &str) -> String {
    let (in_french, in_english) = match form.trim_matches('"') {
        "cases" => (
            " : les cas se placent à l'extérieur, côte à côte, et chacun a son tarif entier, comme { form = \"cases\", cases = [{ when = …, price = { form = \"monthly\", price = … } }], otherwise = … }",
            ": cases stand outside, side by side, each with its whole price, such as { form = \"cases\", cases = [{ when = …, price = { form = \"monthly\", price = … } }], otherwise = … }",
        ),
        "annual" | "monthly" | "terms" => (
            " : un tarif au forfait se place seul ou dans un cas, et contient lui-même le tarif de la période, réductions comprises",
            ": a price by the term stands by itself or in a case, and has the price of the term in it, with its reductions",
        ),
        _ => ("", ""),
    };
    match locale {
        Locale::Fr => format!("Ce tarif ne peut pas se trouver à l'intérieur d'un autre{in_french}."),
        Locale::En => format!("This price cannot stand inside another{in_english}."),
    }
}

const WEEK: [(&str, &str); 7] = [
    ("monday", "lundi"),
    ("tuesday", "mardi"),
    ("wednesday", "mercredi"),
    ("thursday", "jeudi"),
    ("friday", "vendredi"),
    ("saturday", "samedi"),
    ("sunday", "dimanche"),
];

/// A notation with the format's weekdays in it.
pub(super) fn weekdays_in_french(notation: &str) -> String {
    let named = |text: String, (word, in_french): (&str, &str)| text.replace(word, in_french);
    WEEK.into_iter().fold(notation.to_owned(), named)
}

impl Shape {
    pub(super) fn in_french(self) -> &'static str {
        match self {
            Self::Text => "un texte entre guillemets",
            Self::WholeNumber => "un nombre entier sans guillemets",
            Self::Boolean => "true (oui) ou false (non)",
            Self::Date => "une date sans guillemets, comme 2025-09-01",
            Self::Time => "une heure entre guillemets, comme \"07:20\"",
            Self::Amount | Self::Debt => "un montant en euros entre guillemets, comme \"1.70\"",
            Self::Rate => "un taux entre guillemets, comme \"0.0036\"",
            Self::Percent => "un pourcentage entre guillemets, comme \"50\"",
            Self::Factor => "un facteur entre guillemets, comme \"1.5\"",
            Self::Code => "un code : minuscules sans accent, chiffres et tirets, entre guillemets",
            Self::Insee => "un code INSEE de commune entre guillemets, comme \"91405\"",
            Self::Email => "une adresse électronique entre guillemets",
            Self::List => "une liste entre crochets",
            Self::Table => "une section",
        }
    }

    pub(super) fn in_english(self) -> &'static str {
        match self {
            Self::Text => "a text in quotes",
            Self::WholeNumber => "a whole number without quotes",
            Self::Boolean => "true or false",
            Self::Date => "a date without quotes, such as 2025-09-01",
            Self::Time => "a time in quotes, such as \"07:20\"",
            Self::Amount | Self::Debt => "an amount in euros in quotes, such as \"1.70\"",
            Self::Rate => "a rate in quotes, such as \"0.0036\"",
            Self::Percent => "a percentage in quotes, such as \"50\"",
            Self::Factor => "a factor in quotes, such as \"1.5\"",
            Self::Code => "a code: lower-case letters without accents, digits and hyphens, in quotes",
            Self::Insee => "an INSEE code of a commune in quotes, such as \"91405\"",
            Self::Email => "an e-mail address in quotes",
            Self::List => "a list in square brackets",
            Self::Table => "a table",
        }
    }
}

impl Hindrance {
    pub(super) fn in_french(self, found: &str, with: &str) -> String {
        let why = match self {
            Self::Ages => format!("Aucun élève n'a l'âge à la fois de {found} et de « {with} »"),
            Self::Classes => format!("Aucun élève n'est dans une classe à la fois de {found} et de « {with} »"),
            Self::Places => format!("{found} n'a aucune place, et « {with} » n'en aurait donc jamais"),
            Self::Days => format!("{found} et « {with} » n'ont lieu aucun jour en commun"),
            Self::Deadlines => {
                format!("Les réservations de {found} et de « {with} » ne sont jamais ouvertes en même temps")
            }
        };
        format!("{why} : corrigez l'une des activités, ou retirez {found} d'ici.")
    }

    pub(super) fn in_english(self, found: &str, with: &str) -> String {
        let why = match self {
            Self::Ages => format!("No pupil is of an age for both {found} and `{with}`"),
            Self::Classes => format!("No pupil is in a class of both {found} and `{with}`"),
            Self::Places => format!("{found} has no places, so that `{with}` would never have any"),
            Self::Days => format!("{found} and `{with}` never run on the same day"),
            Self::Deadlines => format!("{found} and `{with}` can never be booked at the same time"),
        };
        format!("{why}: change one of the activities, or remove {found} here.")
    }
}

impl Noun {
    /// Where activities name it.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::School => "schools",
            Self::Deadline => "deadlines",
            Self::Activity => "activity",
            Self::Payer => "shares",
            Self::Attendance => "attendance",
        }
    }

    pub(super) fn in_french_one(self) -> &'static str {
        match self {
            Self::School => "une école",
            Self::Deadline => "un délai",
            Self::Activity => "une activité",
            Self::Payer => "un financeur",
            Self::Attendance => "une règle de présence",
        }
    }

    pub(super) fn in_french_none(self) -> &'static str {
        match self {
            Self::School => "aucune école",
            Self::Deadline => "aucun délai",
            Self::Activity => "aucune activité",
            Self::Payer => "aucun financeur",
            Self::Attendance => "aucune règle de présence",
        }
    }

    pub(super) fn in_french_another(self) -> &'static str {
        match self {
            Self::School => "une autre école",
            Self::Deadline => "un autre délai",
            Self::Activity => "une autre activité",
            Self::Payer => "un autre financeur",
            Self::Attendance => "une autre règle de présence",
        }
    }

    pub(super) fn in_english_one(self) -> &'static str {
        match self {
            Self::School => "a school",
            Self::Deadline => "a deadline",
            Self::Activity => "an activity",
            Self::Payer => "a payer",
            Self::Attendance => "an attendance rule",
        }
    }

    pub(super) fn in_english(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::Deadline => "deadline",
            Self::Activity => "activity",
            Self::Payer => "payer",
            Self::Attendance => "attendance rule",
        }
    }
}
