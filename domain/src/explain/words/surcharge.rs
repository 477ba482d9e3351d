//! Prices of late bookings.

use super::voice::Voice;
use crate::rulebook::condition::Condition;
use crate::rulebook::surcharge::{Per, Surcharge, SurchargeForm};

impl Voice<'_> {
    pub fn surcharge(self, number: usize, of: usize, rule: &Surcharge) -> String {
        let whom = if rule.when == Condition::default() {
            String::new()
        } else {
            format!(" ({})", self.condition(&rule.when))
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
            format!("Retard, règle {number} sur {of}{whom} : {form}."),
            format!("Late, rule {number} of {of}{whom}: {form}."),
        )
    }

    fn per(self, per: Per) -> String {
        match per {
            Per::Place => self.either("par place", "per place"),
            Per::Day => self.either("par jour", "per day"),
            Per::Family => self.either("par jour pour toute la famille", "per day for the whole family"),
        }
    }
}
