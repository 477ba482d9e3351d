//! What a family's account and file have to do with it.

use chrono::NaiveDate;

use super::voice::Voice;
use crate::explain::step::Debt;
use crate::money::Money;

impl Voice<'_> {
    pub fn suspended(self, from: NaiveDate, until: Option<NaiveDate>) -> String {
        let days = self.days(from, until);
        self.either(
            format!("Suspension décidée par la commune, {days} : la réservation est refusée."),
            format!("Suspended by the town {days}: the booking is refused."),
        )
    }

    pub fn file(self, complete: bool, until: Option<NaiveDate>, missing: &[String]) -> String {
        if !complete {
            let why = self.file_incomplete(until, missing);
            return self.either(
                format!("Dossier de la famille : {why}, la réservation est refusée."),
                format!("The family's file: {why}, the booking is refused."),
            );
        }
        match until.map(|until| self.date(until)) {
            Some(until) => self.either(
                format!("Dossier de la famille : complet jusqu'au {until}."),
                format!("The family's file: complete until {until}."),
            ),
            None => self.either("Dossier de la famille : complet.", "The family's file: complete."),
        }
    }

    pub fn file_incomplete(self, until: Option<NaiveDate>, missing: &[String]) -> String {
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
}
