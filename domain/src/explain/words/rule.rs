//! What the rule book says, in a few words of its own.

use std::collections::BTreeSet;

use super::voice::Voice;
use crate::explain::rule::{Asked, Rule};
use crate::locale::Locale;
use crate::rulebook::RuleBook;
use crate::rulebook::condition::Span;
use crate::rulebook::deadline::{DeadlineForm, WeekdayKey};
use crate::rulebook::model::WEEK;

impl Rule {
    /// "à réserver du 1er au 20 du mois précédent": words to stand behind others, without a full stop.
    #[must_use]
    pub fn say(&self, locale: Locale, rules: &RuleBook) -> String {
        Voice { locale, rules }.rule(self)
    }
}

impl Voice<'_> {
    fn rule(self, rule: &Rule) -> String {
        match rule {
            Rule::Deadline { asked, form } => self.by_deadline(asked, form),
            Rule::Places(1) => self.either("1 place par jour", "1 place a day"),
            Rule::Places(places) => self.either(format!("{places} places par jour"), format!("{places} places a day")),
            Rule::Ages(ages) => self.ages(*ages),
            Rule::Classes(classes) => {
                let classes = classes.say(self.locale);
                self.either(format!("pour les élèves {classes}"), format!("for pupils {classes}"))
            }
            Rule::Only(only) => {
                let only = self.condition(only);
                self.either(format!("réservé : {only}"), format!("kept for: {only}"))
            }
            Rule::Schools(schools) => {
                let schools: Vec<String> = schools.iter().map(|school| self.school(school)).collect();
                let schools = self.all_of(&schools);
                self.either(
                    format!("réservé aux élèves de {schools}"),
                    format!("for pupils of {schools} only"),
                )
            }
            Rule::Weekdays(days) => self.on_weekdays(days),
            Rule::Period { from, to } => self.days(*from, Some(*to)),
            Rule::Without(other) => {
                let other = self.activity(other);
                self.either(
                    format!("ne se cumule pas avec {other}"),
                    format!("not together with {other}"),
                )
            }
            Rule::DebtAbove(above) => {
                let above = self.money(*above);
                self.either(
                    format!("réservation fermée au-delà de {above} restant dus"),
                    format!("booking closes above {above} owed"),
                )
            }
            Rule::CompleteFile(documents) => {
                let needed = self.needed(documents);
                self.either(
                    format!("réservé aux familles dont le dossier est complet{needed}"),
                    format!("for families with a complete file only{needed}"),
                )
            }
            Rule::Of { activity, rule } => {
                let (activity, rule) = (self.activity(activity), self.rule(rule));
                self.either(
                    format!("va avec {activity} : {rule}"),
                    format!("goes with {activity}: {rule}"),
                )
            }
        }
    }

    fn by_deadline(self, asked: &[Asked], form: &DeadlineForm) -> String {
        let asked: Vec<String> = asked.iter().map(|asked| self.asked(*asked)).collect();
        let (asked, falls) = (self.one_of(&asked), self.deadline(form));
        match form {
            DeadlineForm::Never => falls,
            DeadlineForm::MonthWindow { .. } => format!("{asked} {falls}"),
            DeadlineForm::Dated { .. } => self.either(format!("{asked} : {falls}"), format!("{asked}: {falls}")),
            DeadlineForm::WeekTable { .. }
            | DeadlineForm::DaysBefore { .. }
            | DeadlineForm::HoursBefore { .. }
            | DeadlineForm::OpenDaysBefore { .. }
            | DeadlineForm::ClearDays { .. } => {
                let by = self.either("au plus tard", "at the latest");
                format!("{asked} {by} {falls}")
            }
        }
    }

    fn asked(self, asked: Asked) -> String {
        match asked {
            Asked::Book => self.either("à réserver", "to be booked"),
            Asked::BookLate => self.either("à réserver en retard", "to be booked late"),
            Asked::GiveBack => self.either("à annuler", "to be given back"),
            Asked::Change => self.either("à changer", "to be changed"),
        }
    }

    fn ages(self, ages: Span) -> String {
        match (ages.from, ages.to) {
            (Some(from), Some(to)) if from == to => {
                self.either(format!("à {from} ans"), format!("at the age of {from}"))
            }
            (Some(from), Some(to)) => self.either(format!("de {from} à {to} ans"), format!("ages {from} to {to}")),
            (Some(from), None) => self.either(format!("à partir de {from} ans"), format!("from the age of {from}")),
            (None, Some(to)) => self.either(format!("jusqu'à {to} ans"), format!("up to the age of {to}")),
            (None, None) => self.either("à tout âge", "at any age"),
        }
    }

    fn on_weekdays(self, days: &BTreeSet<WeekdayKey>) -> String {
        let own = WEEK.into_iter().filter(|day| days.contains(&WeekdayKey::from(*day)));
        let own: Vec<String> = own
            .map(|day| {
                let name = self.weekday(day);
                self.either(format!("le {name}"), format!("on {name}"))
            })
            .collect();
        self.all_of(&own)
    }
}
