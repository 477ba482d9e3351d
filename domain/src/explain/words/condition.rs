//! Of whom a rule speaks.

use super::voice::Voice;
use crate::family::{Frequency, Regime, Residence};
use crate::locale::Locale;
use crate::rulebook::RuleBook;
use crate::rulebook::condition::Condition;
use crate::rulebook::link::ChildCondition;

impl Condition {
    /// "famille de la commune, rang 2 ou plus": of whom it is true.
    #[must_use]
    pub fn say(&self, locale: Locale, rules: &RuleBook) -> String {
        Voice { locale, rules }.condition(self)
    }
}

impl Voice<'_> {
    /// What must be true of a child, such as "famille d'une autre commune, rang 2 ou plus".
    pub fn condition(self, condition: &Condition) -> String {
        let Condition {
            schools,
            class,
            child,
            residence,
            regime,
            frequency,
            rank,
            children,
            siblings_there,
            quotient,
        } = condition;
        let schools = schools.as_ref().map(|schools| {
            let schools: Vec<_> = schools.iter().map(|school| self.school(school)).collect();
            let schools = self.one_of(&schools);
            self.either(format!("élève de {schools}"), format!("pupil of {schools}"))
        });
        let class = class.map(|classes| {
            let classes = classes.say(self.locale);
            self.either(format!("élève {classes}"), format!("pupil {classes}"))
        });
        let residence = residence.as_ref().map(|ones| {
            let ones: Vec<_> = ones.iter().map(|one| self.residence(*one)).collect();
            self.one_of(&ones)
        });
        let regime = regime.as_ref().map(|ones| {
            let ones: Vec<_> = ones.iter().map(|one| self.regime(*one)).collect();
            self.one_of(&ones)
        });
        let numbers = [
            (rank, "rang", "rank"),
            (children, "enfants", "children"),
            (siblings_there, "frères et sœurs présents", "siblings there"),
            (quotient, "quotient", "quotient"),
        ];
        let numbers = numbers.map(|(span, french, english)| {
            let named = |span| format!("{} {}", self.either(french, english), self.span(span));
            span.map(named)
        });
        let others = [
            schools,
            class,
            child.map(|child| self.child(child)),
            residence,
            regime,
            frequency.map(|one| self.frequency(one)),
        ];
        let parts: Vec<String> = others.into_iter().chain(numbers).flatten().collect();
        if parts.is_empty() {
            return self.either("tous les enfants", "all children");
        }
        parts.join(", ")
    }

    pub fn child(self, condition: ChildCondition) -> String {
        match condition {
            ChildCondition::FoodCarePlan => self.either("PAI alimentaire", "food care plan (PAI)"),
        }
    }

    fn residence(self, residence: Residence) -> String {
        match residence {
            Residence::Resident => self.either("famille de la commune", "family of the town"),
            Residence::Partner => self.either("famille d'une commune partenaire", "family of a partner town"),
            Residence::Outside => self.either("famille d'une autre commune", "family of another town"),
        }
    }

    fn regime(self, regime: Regime) -> String {
        match regime {
            Regime::Caf => self.either("régime CAF", "CAF scheme"),
            Regime::Msa => self.either("régime MSA", "MSA scheme"),
            Regime::Other => self.either("autre régime", "another scheme"),
        }
    }

    fn frequency(self, frequency: Frequency) -> String {
        match frequency {
            Frequency::Regular => self.either("présence régulière", "regular attendance"),
            Frequency::Occasional => self.either("présence occasionnelle", "occasional attendance"),
        }
    }
}
