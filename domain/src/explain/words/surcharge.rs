//! Prices of late bookings, and of places used without one.

use super::voice::Voice;
use crate::rulebook::condition::Condition;
use crate::rulebook::surcharge::{Per, Surcharge, SurchargeForm};

impl Voice<'_> {
    pub fn surcharge(self, lead: &str, number: usize, of: usize, rule: &Surcharge) -> String {
        let when = (rule.when != Condition::default()).then(|| self.condition(&rule.when));
        let unless = rule.unless.as_ref().map(|unless| self.condition(unless));
        let unless = unless.map(|whom| self.either(format!("sauf {whom}"), format!("except {whom}")));
        let from = (rule.from_time > 1).then(|| self.nth(rule.from_time.into()));
        let from = from.map(|nth| self.either(format!("à partir de la {nth} fois"), format!("from the {nth} time on")));
        let whom: Vec<String> = when.into_iter().chain(unless).chain(from).collect();
        let whom = if whom.is_empty() {
            String::new()
        } else {
            format!(" ({})", whom.join(&self.either(" ; ", "; ")))
        };
        let form = match &rule.form {
            SurchargeForm::Instead { .. } => {
                self.either("un autre tarif compte, le voici", "another price counts, as follows")
            }
            SurchargeForm::Add { amount, per } => {
                let (amount, per) = (self.money(*amount), self.per(*per));
                self.either(format!("{amount} de plus {per}"), format!("{amount} more {per}"))
            }
            SurchargeForm::Times { factor, .. } => {
                let factor = self.decimal(*factor);
                self.either(format!("ce prix × {factor}"), format!("this price × {factor}"))
            }
        };
        self.either(
            format!("{lead}, règle {number} sur {of}{whom} : {form}."),
            format!("{lead}, rule {number} of {of}{whom}: {form}."),
        )
    }

    pub fn per(self, per: Per) -> String {
        match per {
            Per::Place => self.either("par place", "per place"),
            Per::Day => self.either("par jour", "per day"),
            Per::Family => self.either("par jour pour toute la famille", "per day for the whole family"),
        }
    }
}
