//! What a family's account and file have to do with it.

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

    pub fn file(self, complete: bool, until: Option<NaiveDate>, missing: &[String], documents: &[String]) -> String {
        let needed = if documents.is_empty() {
            String::new()
        } else {
            let documents = documents.join(", ");
            self.either(format!(" (il faut : {documents})"), format!(" (needed: {documents})"))
        };
        let stands = match until.map(|until| self.date(until)) {
            _ if !complete => {
                let why = self.file_incomplete(until, missing, &[]);
                self.either(
                    format!("{why}, la réservation est refusée"),
                    format!("{why}, the booking is refused"),
                )
            }
            Some(until) => self.either(format!("complet jusqu'au {until}"), format!("complete until {until}")),
            None => self.either("complet", "complete"),
        };
        self.either(
            format!("Dossier de la famille{needed} : {stands}."),
            format!("The family's file{needed}: {stands}."),
        )
    }

    pub fn file_incomplete(self, until: Option<NaiveDate>, missing: &[String], documents: &[String]) -> String {
        self.how_incomplete(until, missing) + &self.needed(documents)
    }

    /// What a file has to hold, behind other words; nothing where no document is named.
    pub fn needed(self, documents: &[String]) -> String {
        if documents.is_empty() {
            return String::new();
        }
        let documents = documents.join(", ");
        self.either(
            format!(" : il faut {documents}"),
            format!(": it has to hold {documents}"),
        )
    }

    fn how_incomplete(self, until: Option<NaiveDate>, missing: &[String]) -> String {
        if let Some(until) = until.map(|until| self.date(until)) {
            return self.either(
                format!("le dossier n'est accepté que jusqu'au {until}"),
                format!("the file is accepted until {until} only"),
            );
        }
        let incomplete = self.either("le dossier n'est pas complet", "the file is not complete");
        if missing.is_empty() {
            return incomplete;
        }
        let missing = missing.join(", ");
        self.either(
            format!("{incomplete} (il manque : {missing})"),
            format!("{incomplete} (missing: {missing})"),
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
