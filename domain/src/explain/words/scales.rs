//! Prices by quotient.

use super::voice::Voice;
use crate::explain::price_step::PriceStep;
use crate::money::Rounding;
use crate::rulebook::condition::Span;

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
            base,
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
        let base = base.map(|base| format!("{} + ", self.money(base))).unwrap_or_default();
        let (rate, exact) = (format!("{base}{}", self.euros(*rate)), self.euros(*exact));
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
}
