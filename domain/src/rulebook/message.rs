//! What a diagnostic says to a person.

use super::diagnostic::{Diagnostic, DiagnosticKind};
use super::missing_words::example;
use super::named_words::{nested, weekdays_in_french};
use super::syntax_words::syntax_in_french;
use crate::locale::Locale;

impl Diagnostic {
    /// A few sentences that name what was found and what is allowed, without the place.
    #[must_use]
    pub fn message(&self, locale: Locale) -> String {
        let advice = self.kind.did_you_mean().map(|better| match locale {
            Locale::Fr => format!("Vouliez-vous dire « {better} » ?"),
            Locale::En => format!("Did you mean `{better}`?"),
        });
        let allowed = Some(self.allowed_in(locale)).filter(|allowed| !allowed.is_empty());
        let allowed = allowed.map(|allowed| match locale {
            Locale::Fr => format!("Attendu : {allowed}"),
            Locale::En => format!("Allowed: {allowed}"),
        });
        let sentences = [Some(self.said(locale)), advice, allowed];
        sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// Days that the clerk does not write are told in words of the language, and a key that is missing is shown as it is
    /// written.
    fn allowed_in(&self, locale: Locale) -> String {
        match (locale, &self.kind) {
            (Locale::Fr, DiagnosticKind::ClosesAfterSession) => weekdays_in_french(&self.allowed),
            (_, DiagnosticKind::MissingKey { key }) if *key == self.allowed => {
                example(key, &self.path).map_or_else(|| self.allowed.clone(), str::to_owned)
            }
            _ => self.allowed.clone(),
        }
    }

    fn said(&self, locale: Locale) -> String {
        match locale {
            Locale::Fr => self.said_in_french(),
            Locale::En => self.said_in_english(),
        }
    }

    fn said_in_french(&self) -> String {
        use DiagnosticKind as Kind;
        let found = &self.found;
        match &self.kind {
            Kind::Syntax { detail } => format!("Écriture TOML incorrecte ({}).", syntax_in_french(detail)),
            Kind::DuplicateKey => format!("« {found} » figure déjà dans cette section."),
            Kind::UnknownKey { .. } => format!("« {found} » n'existe pas ici."),
            Kind::MissingKey { key } => format!("Il manque « {key} »."),
            Kind::ConflictingKey { with } => format!("« {found} » ne peut pas accompagner « {with} »."),
            Kind::WrongType { expected } => format!("{found} n'est pas {}.", expected.in_french()),
            Kind::Malformed { expected, .. } => format!("{found} ne s'écrit pas comme {}.", expected.in_french()),
            Kind::UnknownValue { .. } => format!("{found} ne fait pas partie des valeurs possibles."),
            Kind::OutOfRange => format!("{found} sort des limites."),
            Kind::Empty => "Il faut au moins un élément.".to_owned(),
            Kind::UnknownReference { noun, .. } => {
                format!("{found} ne désigne {} de ce fichier.", noun.in_french_none())
            }
            Kind::Unused { noun } => {
                let (one, key) = (noun.in_french_one(), noun.key());
                format!("{found} désigne {one} dont rien ne se sert : à nommer dans « {key} », ou à retirer.")
            }
            Kind::DuplicateCode { noun, first_line } => {
                format!("{found} désigne déjà {}, à la ligne {first_line}.", noun.in_french_another())
            }
            Kind::Repeated { first_line } => format!("{found} est déjà dit à la ligne {first_line}."),
            Kind::Reversed => format!("Les bornes sont inversées : {found}."),
            Kind::BandGap => format!("La tranche commence à {found} : des quotients restent sans tarif."),
            Kind::BandOverlap => format!("La tranche commence à {found} : des quotients ont deux tarifs."),
            Kind::BandDescends
            | Kind::CaseDescends { .. }
            | Kind::SteepRate { .. }
            | Kind::OnePrice { .. }
            | Kind::RaisesNothing { .. }
            | Kind::TimesNothing { .. }
            | Kind::PercentOfNothing { .. }
            | Kind::NothingLeft { .. }
            | Kind::NoDayWorth { .. } => self.charged(Locale::Fr),
            Kind::BandEnd => "La dernière tranche n'a pas de limite : retirez « up_to ».".to_owned(),
            Kind::LastRow => "La dernière ligne vaut pour tous les autres horaires : retirez celui-ci.".to_owned(),
            Kind::SchoolNotServed => format!("L'activité n'est pas ouverte à l'école {found}."),
            Kind::NeverFits { last_line } => {
                format!("Le cas {found} ne sert jamais : les précédents, jusqu'à la ligne {last_line}, passent avant.")
            }
            Kind::QuotientNotAsked => {
                "Aucun cas ne dépend du quotient : ce tarif ne sert jamais, retirez « missing ».".to_owned()
            }
            Kind::FitsNobody => format!("Aucun enfant ne répond à toutes les conditions de {found}."),
            Kind::FitsNoAbsence => format!(
                "Aucune absence ne répond à toutes les conditions de {found}. Une absence qui n'est pas due de toute façon n'est pas comptée parmi les fois."
            ),
            Kind::NestedPrice => nested(Locale::Fr, found),
            Kind::TooManyInstalments { months } => {
                format!("{found} versements ne tiennent pas dans une période de {months} mois.")
            }
            Kind::TermOverlap { first_line } => {
                format!("Cette période a des mois en commun avec celle de la ligne {first_line}.")
            }
            Kind::DifferentSchools { with } => {
                format!("{found} n'est pas ouverte aux mêmes écoles que « {with} » : pas de tarif commun.")
            }
            Kind::NeverTogether { with } => {
                format!("{found} et « {with} » s'excluent le même jour : pas de tarif commun.")
            }
            Kind::NeverWith { with, because } => because.in_french(found, with),
            Kind::PeriodOverlap { first_line } => {
                format!("Cette période a des jours en commun avec celle de la ligne {first_line}.")
            }
            Kind::SelfLink => format!("Une activité ne peut pas être liée à elle-même : {found}."),
            Kind::TakesExcluded { activity } => {
                format!("{found} est exclue ici, alors que réserver « {activity} » amène les deux activités ensemble.")
            }
            Kind::TakenNotOffered { school } => {
                format!("{found} n'est pas ouverte à l'école « {school} », dont les élèves devraient la prendre.")
            }
            Kind::ClosesAfterSession => format!("Le délai {found} tombe après l'activité elle-même."),
            Kind::NoClosing => format!("Le délai {found} ne dit rien de certains jours de l'activité."),
            Kind::NeverRuns => format!("Cette activité n'a lieu aucun jour du règlement : {found}."),
            Kind::NeverOpen => format!("Le délai {found} n'est ouvert pour aucun jour de l'activité."),
            Kind::OverBeforeBooking => format!(
                "Le délai {found} est passé avant que l'on puisse réserver. Une place qui ne se rend pas le dit : form = \"never\"."
            ),
            Kind::NeverLate { deadline } => format!(
                "Avec {found}, aucune demande tardive ne serait prise : « {deadline} » ne ferme jamais après le délai de réservation."
            ),
            Kind::OutsideValidity => format!("{found} est en dehors des dates du règlement."),
            Kind::UnknownFamily => format!("{found} n'est le code d'aucune famille de la commune."),
            Kind::OlderStatement { amount, as_of } => format!(
                "Pour {found}, un relevé plus récent est déjà noté : {amount} € au {as_of}. Retirez cette ligne, ou indiquez la somme due à cette date ou après."
            ),
            Kind::NeverReported { deadline } => format!(
                "Aucune absence ne peut être signalée dans le délai « {deadline} » : il n'est ouvert pour aucun jour de l'activité."
            ),
            Kind::OutsideSession => {
                "Cette ligne ne vaut que pour des présences en dehors de la séance : corrigez l'heure ou retirez la ligne.".to_owned()
            }
            Kind::NobodyOfAge => format!("Aucun élève des écoles de l'activité n'a cet âge : {found}."),
            Kind::NobodyInClass => format!("Aucun élève des écoles de l'activité n'est dans ces classes : {found}."),
            Kind::Elsewhere { than } => format!("{found} ne va pas avec {than}."),
            Kind::OwnSchoolHolidays => "Outre-mer, les vacances scolaires sont fixées par l'académie, sans zone : écrivez-les comme exceptions du calendrier.".to_owned(),
        }
    }

    fn said_in_english(&self) -> String {
        use DiagnosticKind as Kind;
        let found = &self.found;
        match &self.kind {
            Kind::Syntax { detail } => format!("This is not TOML: {detail}."),
            Kind::DuplicateKey => format!("`{found}` already stands in this table."),
            Kind::UnknownKey { .. } => format!("There is no `{found}` here."),
            Kind::MissingKey { key } => format!("`{key}` is missing."),
            Kind::ConflictingKey { with } => format!("`{found}` cannot stand beside `{with}`."),
            Kind::WrongType { expected } => format!("{found} is not {}.", expected.in_english()),
            Kind::Malformed { expected, .. } => format!("{found} is not written as {}.", expected.in_english()),
            Kind::UnknownValue { .. } => format!("{found} is not one of the possible values."),
            Kind::OutOfRange => format!("{found} is out of bounds."),
            Kind::Empty => "At least one element is needed.".to_owned(),
            Kind::UnknownReference { noun, .. } => format!("{found} names no {} of this file.", noun.in_english()),
            Kind::Unused { noun } => {
                let (one, key) = (noun.in_english_one(), noun.key());
                format!("{found} names {one} that nothing uses: name it in `{key}`, or remove it.")
            }
            Kind::DuplicateCode { noun, first_line } => {
                format!(
                    "{found} already names another {}, on line {first_line}.",
                    noun.in_english()
                )
            }
            Kind::Repeated { first_line } => format!("{found} is already said on line {first_line}."),
            Kind::Reversed => format!("The bounds are reversed: {found}."),
            Kind::BandGap => format!("The band starts at {found}: some quotients have no price."),
            Kind::BandOverlap => format!("The band starts at {found}: some quotients have two prices."),
            Kind::BandDescends
            | Kind::CaseDescends { .. }
            | Kind::SteepRate { .. }
            | Kind::OnePrice { .. }
            | Kind::RaisesNothing { .. }
            | Kind::TimesNothing { .. }
            | Kind::PercentOfNothing { .. }
            | Kind::NothingLeft { .. }
            | Kind::NoDayWorth { .. } => self.charged(Locale::En),
            Kind::BandEnd => "The last band has no upper bound: remove `up_to`.".to_owned(),
            Kind::LastRow => "The last row stands for all other times: remove this one.".to_owned(),
            Kind::SchoolNotServed => format!("The activity is not open to the school {found}."),
            Kind::NeverFits { last_line } => {
                format!("The case {found} never applies: those before it, up to line {last_line}, come first.")
            }
            Kind::QuotientNotAsked => {
                "No case looks at the quotient: this price is never used, remove `missing`.".to_owned()
            }
            Kind::FitsNobody => format!("No child meets all the conditions of {found}."),
            Kind::FitsNoAbsence => format!(
                "No absence meets all the conditions of {found}. One that is waived anyhow is not counted among the times."
            ),
            Kind::NestedPrice => nested(Locale::En, found),
            Kind::TooManyInstalments { months } => {
                format!("{found} instalments do not fit in a term of {months} months.")
            }
            Kind::TermOverlap { first_line } => format!("This term shares months with the one on line {first_line}."),
            Kind::DifferentSchools { with } => {
                format!("{found} is not open to the same schools as `{with}`: they have no price together.")
            }
            Kind::NeverTogether { with } => {
                format!("{found} and `{with}` exclude each other on a day: they have no price together.")
            }
            Kind::NeverWith { with, because } => because.in_english(found, with),
            Kind::PeriodOverlap { first_line } => format!("This period shares days with the one on line {first_line}."),
            Kind::SelfLink => format!("An activity cannot be linked to itself: {found}."),
            Kind::TakesExcluded { activity } => {
                format!("{found} is excluded here, while booking `{activity}` brings both activities together.")
            }
            Kind::TakenNotOffered { school } => {
                format!("{found} is not open to the school `{school}`, whose pupils would have to take it.")
            }
            Kind::ClosesAfterSession => format!("The deadline {found} lies after the session itself."),
            Kind::NoClosing => format!("The deadline {found} says nothing of some days of the activity."),
            Kind::NeverRuns => format!("This activity has no day within the rule book: {found}."),
            Kind::NeverOpen => format!("The deadline {found} is open for no day of the activity."),
            Kind::OverBeforeBooking => format!(
                "The deadline {found} is over before booking begins. A place that cannot be given back says so: form = \"never\"."
            ),
            Kind::NeverLate { deadline } => {
                format!(
                    "With {found}, no late booking would be taken: `{deadline}` never closes later than booking does."
                )
            }
            Kind::OutsideValidity => format!("{found} lies outside the dates of the rule book."),
            Kind::UnknownFamily => format!("{found} is the code of no family of the town."),
            Kind::OlderStatement { amount, as_of } => format!(
                "For {found}, a later statement is noted already: €{amount} as of {as_of}. Remove this line, or tell what is owed as of that day or later."
            ),
            Kind::NeverReported { deadline } => format!(
                "No absence can be reported by the deadline `{deadline}`: it is open for none of the activity's days."
            ),
            Kind::OutsideSession => {
                "Only stays outside the session would fit this row: put the time right, or remove the row.".to_owned()
            }
            Kind::NobodyInClass => format!("No pupil of the activity's schools is in these classes: {found}."),
            Kind::Elsewhere { than } => format!("{found} does not go with {than}."),
            Kind::OwnSchoolHolidays => "Overseas, the academy sets the school holidays, without a zone: write them as exceptions of the calendar.".to_owned(),
            Kind::NobodyOfAge => format!("No pupil of the activity's schools has this age: {found}."),
        }
    }
}

impl DiagnosticKind {
    fn did_you_mean(&self) -> Option<&str> {
        match self {
            Self::UnknownKey { did_you_mean }
            | Self::Malformed { did_you_mean, .. }
            | Self::UnknownValue { did_you_mean }
            | Self::UnknownReference { did_you_mean, .. }
            | Self::RaisesNothing { did_you_mean } => did_you_mean.as_deref(),
            Self::SteepRate { did_you_mean, .. } => Some(did_you_mean),
            _ => None,
        }
    }
}
