//! What is wrong with a question.

use crate::locale::Locale;

/// One word that cannot be understood, and what may stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Of which part of the question.
    pub key: String,
    /// As it was written; empty where it is missing.
    pub found: String,
    pub kind: FaultKind,
    pub did_you_mean: Option<String>,
    pub allowed: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    UnknownActivity,
    UnknownSchool,
    UnknownKey,
    UnknownWord,
    Malformed,
    /// The key stands twice.
    Repeated,
    MissingSchool,
    /// The activity, or what comes along, has ages.
    MissingAge,
    /// The key cannot stand beside the one that is found.
    Conflicting,
    /// The key says nothing without what is found.
    Lacking,
}

impl Fault {
    pub(super) fn of(key: &str, found: &str, kind: FaultKind) -> Self {
        Self {
            key: key.to_owned(),
            found: found.to_owned(),
            kind,
            did_you_mean: None,
            allowed: String::new(),
        }
    }

    pub(super) fn allowing(self, allowed: impl Into<String>) -> Self {
        Self {
            allowed: allowed.into(),
            ..self
        }
    }

    pub(super) fn meaning(self, did_you_mean: Option<String>) -> Self {
        Self { did_you_mean, ..self }
    }

    /// What was found, advice, and what is allowed.
    #[must_use]
    pub fn message(&self, locale: Locale) -> String {
        let said = match locale {
            Locale::Fr => self.said_in_french(),
            Locale::En => self.said_in_english(),
        };
        let advice = self.did_you_mean.as_ref().map(|better| match locale {
            Locale::Fr => format!("Vouliez-vous dire « {better} » ?"),
            Locale::En => format!("Did you mean `{better}`?"),
        });
        let allowed = Some(&self.allowed).filter(|allowed| !allowed.is_empty());
        let allowed = allowed.map(|allowed| match locale {
            Locale::Fr => format!("Attendu : {allowed}"),
            Locale::En => format!("Allowed: {allowed}"),
        });
        let sentences = [Some(said), advice, allowed];
        sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn said_in_french(&self) -> String {
        let Self { key, found, .. } = self;
        match self.kind {
            FaultKind::UnknownActivity => format!("« {found} » ne désigne aucune activité du règlement."),
            FaultKind::UnknownSchool => format!("« {found} » ne désigne aucune école du règlement."),
            FaultKind::UnknownKey => format!("« {found} » ne fait pas partie de ce qu'on peut dire d'un enfant."),
            FaultKind::UnknownWord => format!("« {found} » n'est pas une valeur de « {key} »."),
            FaultKind::Malformed => format!("« {found} » ne s'écrit pas comme il faut pour « {key} »."),
            FaultKind::Repeated => format!("« {key} » est dit deux fois."),
            FaultKind::MissingSchool => "Il manque l'école de l'enfant : school=CODE.".to_owned(),
            FaultKind::MissingAge => {
                "L'activité est réservée à certains âges : il manque la date de naissance, born=DATE.".to_owned()
            }
            FaultKind::Conflicting => format!("« {key} » et « {found} » ne peuvent pas être dits ensemble."),
            FaultKind::Lacking => format!("« {key} » ne dit rien sans « {found} »."),
        }
    }

    fn said_in_english(&self) -> String {
        let Self { key, found, .. } = self;
        match self.kind {
            FaultKind::UnknownActivity => format!("`{found}` names no activity of the rule book."),
            FaultKind::UnknownSchool => format!("`{found}` names no school of the rule book."),
            FaultKind::UnknownKey => format!("`{found}` is not something that is said of a child."),
            FaultKind::UnknownWord => format!("`{found}` is not a value of `{key}`."),
            FaultKind::Malformed => format!("`{found}` is not written as `{key}` is."),
            FaultKind::Repeated => format!("`{key}` is said twice."),
            FaultKind::MissingSchool => "The child's school is missing: school=CODE.".to_owned(),
            FaultKind::MissingAge => {
                "The activity is for some ages only, and the date of birth is missing: born=DATE.".to_owned()
            }
            FaultKind::Conflicting => format!("`{key}` and `{found}` cannot be said together."),
            FaultKind::Lacking => format!("`{key}` says nothing without `{found}`."),
        }
    }
}
