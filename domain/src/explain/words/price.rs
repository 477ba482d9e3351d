//! How a price comes about, in words.

use super::dates::time;
use super::voice::Voice;
use crate::explain::price_step::{CaseSeen, PriceStep};
use crate::rulebook::price::Part;

impl Voice<'_> {
    pub fn price(self, step: &PriceStep) -> String {
        match step {
            PriceStep::Case { seen, taken, of } => self.cases(seen, *taken, *of),
            PriceStep::Missing => self.either(
                "Quotient inconnu, alors que le tarif en dépend : le tarif prévu pour ce cas.",
                "Quotient unknown, on which the price hangs: the price that is set for that.",
            ),
            PriceStep::Dearest => self.either(
                "Quotient inconnu, alors que le cas en dépend : le plus cher des cas possibles.",
                "Quotient unknown, on which the case hangs: the dearest of those that are possible.",
            ),
            PriceStep::Flat { amount } => {
                let amount = self.money(*amount);
                self.either(format!("Prix fixe : {amount}."), format!("Fixed price: {amount}."))
            }
            PriceStep::Band { .. } | PriceStep::Rate { .. } | PriceStep::Ceiling { .. } => self.by_quotient(step),
            PriceStep::Units { .. } | PriceStep::Times { .. } => self.by_stay(step),
            PriceStep::ByTheTerm
            | PriceStep::Term { .. }
            | PriceStep::TermPrice { .. }
            | PriceStep::JoinedLater { .. }
            | PriceStep::OutsideTerms => self.by_term(step),
            PriceStep::LeastReduction | PriceStep::Reduction { .. } => self.reduction(step),
            PriceStep::Share { payer, rule, amount } => self.share(&self.payer(payer), rule, &self.money(*amount)),
            PriceStep::Top => self.either(
                "Base : le prix le plus haut, celui d'une famille sans quotient connu.",
                "Base: the highest price, that of a family without a known quotient.",
            ),
            PriceStep::Surcharge { number, of, rule } => {
                let lead = self.either("Retard", "Late");
                self.surcharge(&lead, *number, *of, rule)
            }
            PriceStep::NoSurcharge { .. } => self.either(
                "Retard, aucune règle ne compte : le prix ordinaire.",
                "Late, no rule counts: the ordinary price.",
            ),
            PriceStep::AddedElsewhere { amount } => {
                let amount = self.money(*amount);
                self.either(
                    format!("Les {amount} de retard comptent déjà avec une autre place du jour."),
                    format!("The {amount} for being late are counted already, with another place of the day."),
                )
            }
            PriceStep::Alone { price } => {
                let price = self.money(*price);
                self.either(
                    format!("Seule, la place coûterait {price}."),
                    format!("Alone, the place would cost {price}."),
                )
            }
            PriceStep::Bundle { activities } => {
                let names: Vec<_> = activities.iter().map(|code| self.activity(code)).collect();
                let names = self.all_of(&names);
                self.either(
                    format!("{names} ont un prix commun, réparti dans l'ordre du règlement :"),
                    format!("{names} have one price together, spread in the rule book's order:"),
                )
            }
            PriceStep::Total { price } => {
                let price = self.money(*price);
                self.either(
                    format!("Prix de la place : {price}."),
                    format!("Price of the place: {price}."),
                )
            }
        }
    }

    fn cases(self, seen: &[CaseSeen], taken: Option<usize>, of: usize) -> String {
        let told = self.seen(("cas", "case"), seen);
        match taken {
            Some(number) => self.either(
                format!("Tarif par cas : {told}. Le cas {number} sur {of} s'applique."),
                format!("Price by cases: {told}. Case {number} of {of} applies."),
            ),
            None => self.either(
                format!("Tarif par cas : {told}. Aucun ne s'applique : le tarif général compte."),
                format!("Price by cases: {told}. None applies: the general price counts."),
            ),
        }
    }

    /// Which of several were asked, and which of them fits.
    pub fn seen(self, (french, english): (&str, &str), seen: &[CaseSeen]) -> String {
        let told = seen.iter().map(|one| {
            let (number, when) = (one.number, self.condition(&one.when));
            let fits = if one.fits {
                self.either("oui", "yes")
            } else {
                self.either("non", "no")
            };
            let word = self.either(french, english);
            format!("{word} {number} ({when}), {fits}")
        });
        told.collect::<Vec<_>>().join(&self.either(" ; ", "; "))
    }

    fn by_stay(self, step: &PriceStep) -> String {
        match step {
            PriceStep::Units {
                minutes,
                from,
                to,
                started,
                counted,
            } => {
                let (from, to) = (time(*from), time(*to));
                let (started, counted) = (started.to_string(), counted.to_string());
                self.either(
                    format!("Présence comptée de {from} à {to} : tranches de {minutes} minutes commencées, {started} ; payées, {counted}. Prix d'une tranche :"),
                    format!("Stay reckoned from {from} to {to}: units of {minutes} minutes begun, {started}; paid for, {counted}. Price of one:"),
                )
            }
            PriceStep::Times {
                number,
                of,
                arrived_from,
                left_by,
                from,
                to,
            } => {
                let arrived = arrived_from.map(|at| {
                    let at = time(at);
                    self.either(format!("arrivée à partir de {at}"), format!("arrived from {at} on"))
                });
                let left = left_by.map(|at| {
                    let at = time(at);
                    self.either(format!("départ à {at} au plus tard"), format!("left by {at}"))
                });
                let row: Vec<String> = arrived.into_iter().chain(left).collect();
                let row = if row.is_empty() {
                    self.either("tous les autres horaires", "all other times")
                } else {
                    self.all_of(&row)
                };
                let (from, to) = (time(*from), time(*to));
                self.either(
                    format!("Présence comptée de {from} à {to} : ligne {number} sur {of} ({row})."),
                    format!("Stay reckoned from {from} to {to}: row {number} of {of} ({row})."),
                )
            }
            _ => String::new(),
        }
    }

    fn share(self, payer: &str, rule: &Part, amount: &str) -> String {
        match rule {
            Part::Of { .. } => self.either(
                format!("{payer} en prend {amount} à sa charge."),
                format!("{payer} pays {amount} of it."),
            ),
            Part::Percent { percent } => {
                let percent = self.decimal(*percent);
                self.either(
                    format!("{payer} en prend {percent} % à sa charge : {amount}."),
                    format!("{payer} pays {percent}% of it: {amount}."),
                )
            }
            Part::Beside { .. } => self.either(
                format!("{payer} verse {amount} à la commune, en plus de ce que paie la famille."),
                format!("{payer} pays the town {amount}, beside what the family pays."),
            ),
        }
    }
}
