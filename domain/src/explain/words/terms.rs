//! Prices by the term.

use super::voice::Voice;
use crate::explain::price_step::PriceStep;
use crate::money::Money;
use crate::rulebook::subscription::JoinedLater;

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
            PriceStep::JoinedLater {
                rule,
                passed,
                price,
                due,
            } => self.joined_later(*rule, [*passed, *price, *due]),
            PriceStep::OutsideTerms => self.either(
                "Aucune période ne couvre ce jour : rien n'est dû.",
                "No term covers this day: nothing is due.",
            ),
            _ => String::new(),
        }
    }

    fn joined_later(self, rule: JoinedLater, amounts: [Money; 3]) -> String {
        let [passed, price, due] = amounts.map(|amount| self.money(amount));
        match rule {
            JoinedLater::Whole => self.either(
                format!(
                    "Si la première place de la période est ce jour-là : elle est due en entier, {price}. Les {passed} des mois \
                     d'avant le sont avec ce mois-là, qui coûte alors {due} (« joined_later » : « whole »)."
                ),
                format!(
                    "If the first place within the term is that of this day: all of it is due, {price}. The {passed} of the \
                     months before come with that month, which then costs {due} (“joined_later”: “whole”)."
                ),
            ),
            JoinedLater::Remaining => self.either(
                format!(
                    "Si la première place de la période est ce jour-là : il en reste {price} à payer, dont {due} ce mois-là. Les \
                     {passed} des mois d'avant ne sont pas dus (« joined_later » : « remaining »)."
                ),
                format!(
                    "If the first place within the term is that of this day: {price} of it is left to pay, {due} in that month. \
                     The {passed} of the months before are not due (“joined_later”: “remaining”)."
                ),
            ),
        }
    }
}
