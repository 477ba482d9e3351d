//! Prices by quotient, by the term, and for being late.

use super::voice::Voice;
use crate::explain::price_step::PriceStep;
use crate::money::Rounding;
use crate::rulebook::condition::{Condition, Span};
use crate::rulebook::surcharge::{Per, Surcharge, SurchargeForm};

impl Voice<'_> {
    /// Bands and rates.
    pub fn by_quotient(self, step: &PriceStep) -> String {
        match step {
            PriceStep::Band {
                quotient,
                above,
                up_to,
                amount,
            } => {
                let from = above.map(|above| above.saturating_add(1));
                let band = self.span(Span { from, to: *up_to });
                let amount = self.money(*amount);
                match quotient {
                    Some(quotient) => self.either(
                        format!("Quotient {quotient}, tranche {band} : {amount}."),
                        format!("Quotient {quotient}, band {band}: {amount}."),
                    ),
                    None => self.either(
                        format!("Quotient inconnu, dernière tranche ({band}) : {amount}."),
                        format!("Quotient unknown, last band ({band}): {amount}."),
                    ),
                }
            }
            PriceStep::Rate { .. } => self.rate(step),
            PriceStep::Ceiling { amount } => {
                let amount = self.money(*amount);
                self.either(
                    format!("Quotient inconnu : le prix le plus haut, {amount}."),
                    format!("Quotient unknown: the highest price, {amount}."),
                )
            }
            _ => String::new(),
        }
    }

    fn rate(self, step: &PriceStep) -> String {
        let PriceStep::Rate {
            rate,
            quotient,
            held,
            exact,
            rounded,
            min,
            max,
            rounding,
            amount,
            ..
        } = step
        else {
            return String::new();
        };
        let held_back = if quotient == held {
            String::new()
        } else {
            self.either(
                format!("Quotient {quotient}, ramené à {held}. "),
                format!("Quotient {quotient}, held at {held}. "),
            )
        };
        let (rate, exact) = (self.euros(*rate), self.euros(*exact));
        let (min, max, amount) = (self.money(*min), self.money(*max), self.money(*amount));
        let how = self.rounding(*rounding);
        match rounded.map(|rounded| self.money(rounded)) {
            Some(rounded) => self.either(
                format!(
                    "{held_back}{rate} × {held} = {exact}, {how} {rounded} ; au moins {min}, au plus {max} : {amount}."
                ),
                format!(
                    "{held_back}{rate} × {held} = {exact}, {how} {rounded}; at least {min}, at most {max}: {amount}."
                ),
            ),
            None => self.either(
                format!(
                    "{held_back}{rate} × {held} = {exact} ; au moins {min}, au plus {max} ; l'ensemble {how} {amount}."
                ),
                format!(
                    "{held_back}{rate} × {held} = {exact}; at least {min}, at most {max}; the whole {how} {amount}."
                ),
            ),
        }
    }

    fn rounding(self, rounding: Rounding) -> String {
        match rounding {
            Rounding::HalfUp | Rounding::HalfEven => self.either("arrondi à", "rounded to"),
            Rounding::Down => self.either("arrondi vers le bas à", "rounded down to"),
            Rounding::Up => self.either("arrondi vers le haut à", "rounded up to"),
        }
    }

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
