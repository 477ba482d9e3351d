//! Reductions of a price.

use super::voice::Voice;
use crate::explain::price_step::PriceStep;

impl Voice<'_> {
    pub fn reduction(self, step: &PriceStep) -> String {
        match step {
            PriceStep::LeastReduction => self.either(
                "Quotient inconnu, alors que la réduction en dépend : la plus faible des réductions possibles.",
                "Quotient unknown, on which the reduction hangs: the least of those that are possible.",
            ),
            PriceStep::Reduction {
                seen,
                percent,
                before,
                after,
                ..
            } => {
                let told = self.seen(("règle", "rule"), seen);
                let lead = self.either(format!("Réductions : {told}."), format!("Reductions: {told}."));
                let (before, after) = (self.money(*before), self.money(*after));
                let result = match percent.map(|percent| self.decimal(percent)) {
                    Some(percent) => self.either(
                        format!("Réduction de {percent} % : {before} → {after}."),
                        format!("Reduction of {percent}%: {before} → {after}."),
                    ),
                    None => self.either(
                        format!("Aucune ne s'applique : {after}."),
                        format!("None applies: {after}."),
                    ),
                };
                format!("{lead} {result}")
            }
            _ => String::new(),
        }
    }
}
