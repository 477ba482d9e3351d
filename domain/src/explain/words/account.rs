//! What a family's account has to do with it.

use chrono::{Datelike, NaiveDate};

use super::voice::Voice;
use crate::explain::step::Debt;
use crate::money::Money;
use crate::rulebook::arrears::MonthDates;

impl Voice<'_> {
    pub fn suspended(self, from: NaiveDate, until: Option<NaiveDate>) -> String {
        let days = self.days(from, until);
        self.either(
            format!("Suspension décidée par la commune, {days} : la réservation est refusée."),
            format!("Suspended by the town {days}: the booking is refused."),
        )
    }

    pub fn debt(self, debt: &Debt) -> String {
        let (above, owed) = (self.money(debt.above), self.money(debt.owed));
        let day = debt.as_of.map(|day| self.date(day));
        let known = day.map_or_else(String::new, |day| {
            self.either(format!(" au {day}"), format!(" on {day}"))
        });
        let stands = match (debt.in_the_way, debt.spared) {
            (true, _) => self.either("la réservation est refusée", "the booking is refused"),
            (false, true) => self.either(
                "la commune laisse la famille réserver malgré tout",
                "the town lets the family book all the same",
            ),
            (false, false) => self.either("rien ne s'y oppose", "nothing in the way"),
        };
        self.either(
            format!("Restant dû{known} : {owed}. La réservation ferme au-delà de {above} : {stands}."),
            format!("Owed{known}: {owed}. Booking closes above {above}: {stands}."),
        )
    }

    pub fn owes(self, amount: Money, as_of: NaiveDate) -> String {
        let (amount, day) = (self.money(amount), self.date(as_of));
        self.either(
            format!("la famille doit {amount} au {day}, plus que ce que le règlement admet"),
            format!("the family owes {amount} on {day}, more than the rule book allows"),
        )
    }

    /// From one day to another.
    pub fn days(self, from: NaiveDate, until: Option<NaiveDate>) -> String {
        let from = self.date(from);
        match until.map(|until| self.date(until)) {
            Some(until) => self.either(format!("du {from} au {until}"), format!("from {from} to {until}")),
            None => self.either(format!("à partir du {from}"), format!("from {from} on")),
        }
    }

    /// What becomes of the services of a month.
    pub fn invoice(self, dates: &MonthDates) -> String {
        let month = format!("{} {}", self.month(dates.month.month()), dates.month.year());
        let (invoiced_by, due_on) = (self.date(dates.invoiced_by), self.date(dates.due_on));
        let handed_over = if dates.handed_over {
            self.either(
                " Ce qui reste impayé passe alors au Trésor public.",
                " What is unpaid then goes to the tax office.",
            )
        } else {
            String::new()
        };
        let suspended = dates.suspended_from.map(|from| self.date(from)).map(|from| {
            self.either(
                format!(" La commune peut alors suspendre l'enfant de cette activité, à partir du {from}."),
                format!(" The town may then suspend the child from it, from {from} on."),
            )
        });
        let suspended = suspended.unwrap_or_default();
        self.either(
            format!("Services de {month} : facture au plus tard le {invoiced_by}, à payer au plus tard le {due_on}.{handed_over}{suspended}"),
            format!("Services of {month}: invoice by {invoiced_by}, to be paid by {due_on}.{handed_over}{suspended}"),
        )
    }
}
