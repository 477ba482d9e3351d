//! Prices by the term.

use super::voice::Voice;
use crate::explain::price_step::PriceStep;

impl Voice<'_> {
    pub fn by_term(self, step: &PriceStep) -> String {
        match step {
            PriceStep::ByTheTerm => self.either(
                "Payé par période : le jour lui-même ne coûte rien de plus.",
                "Paid by the term: the day itself costs nothing more.",
            ),
            PriceStep::Term {
                starts_on,
                first_month,
                last_month,
            } => {
                let on = self.date(*starts_on);
                let (first, last) = (self.month((*first_month).into()), self.month((*last_month).into()));
                self.either(
                    format!("Période de {first} à {last}. Son prix, au {on} :"),
                    format!("Term from {first} to {last}. Its price, as of {on}:"),
                )
            }
            PriceStep::TermPrice {
                price,
                instalments,
                due,
                day_worth,
            } => {
                let (price, due) = (self.money(*price), self.money(*due));
                let worth = day_worth.map(|worth| self.money(worth));
                let worth = worth.map(|worth| {
                    self.either(
                        format!(" Un jour en vaut {worth}."),
                        format!(" One day of it is worth {worth}."),
                    )
                });
                let worth = worth.unwrap_or_default();
                self.either(
                    format!("La période coûte {price}, versements : {instalments}. Dû ce mois-là : {due}.{worth}"),
                    format!("The term costs {price}, instalments: {instalments}. Due that month: {due}.{worth}"),
                )
            }
            PriceStep::OutsideTerms => self.either(
                "Aucune période ne couvre ce jour : rien n'est dû.",
                "No term covers this day: nothing is due.",
            ),
            _ => String::new(),
        }
    }
}
