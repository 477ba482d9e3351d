//! What a request would get, in words.

use chrono::{DateTime, Utc};

use super::voice::Voice;
use crate::explain::reason::Reason;
use crate::explain::verdict::{Booked, Verdict};
use crate::locale::Locale;
use crate::money::Money;
use crate::rulebook::RuleBook;

impl Verdict {
    /// One or two plain sentences.
    #[must_use]
    pub fn say(&self, locale: Locale, rules: &RuleBook) -> String {
        Voice { locale, rules }.verdict(self)
    }
}

impl Voice<'_> {
    pub fn verdict(self, verdict: &Verdict) -> String {
        match verdict {
            Verdict::Book(booked) => self.booked(&self.either("Peut être réservé", "Can be booked"), booked),
            Verdict::BookLate(booked) => {
                let what = self.either("Peut encore être réservé, en retard", "Can still be booked, late");
                self.booked(&what, booked)
            }
            Verdict::MayWait { because, until } => self.may_wait(because, *until),
            Verdict::Refused(reason) => {
                let reason = self.reason(reason);
                self.either(format!("Refusé : {reason}."), format!("Refused: {reason}."))
            }
            Verdict::AlreadyBooked { price, stays } => {
                let price = self.money(*price);
                let stays = stays.as_ref().map(|reason| {
                    let reason = self.reason(reason);
                    self.either(
                        format!(" Ne peut pas être annulé : {reason}."),
                        format!(" Cannot be given back: {reason}."),
                    )
                });
                let stays = stays.unwrap_or_else(|| self.either(" Peut être annulé.", " Can be given back."));
                self.either(
                    format!("Déjà réservé : {price}.{stays}"),
                    format!("Already booked: {price}.{stays}"),
                )
            }
        }
    }

    fn may_wait(self, because: &Reason, until: Option<DateTime<Utc>>) -> String {
        let because = self.reason(because);
        let until = until.map(|until| {
            let until = self.instant(until);
            self.either(format!(", avant le {until}"), format!(", before {until}"))
        });
        let until = until.unwrap_or_default();
        self.either(
            format!("La famille peut demander une place en liste d'attente{until}. Réservation refusée : {because}."),
            format!("The family may ask for a place on the waiting list{until}. Booking is refused: {because}."),
        )
    }

    fn booked(self, what: &str, booked: &Booked) -> String {
        let price = self.money(booked.price);
        let mut said = self.either(format!("{what} : {price}."), format!("{what}: {price}."));
        if !booked.with.is_empty() {
            let with = booked.with.iter().map(|with| {
                let late = if with.late {
                    self.either(", en retard", ", late")
                } else {
                    String::new()
                };
                format!("{} ({}{late})", self.activity(&with.activity), self.money(with.price))
            });
            let with = self.all_of(&with.collect::<Vec<_>>());
            said += &self.either(format!(" Avec {with}."), format!(" Along with {with}."));
        }
        let parts: Money = booked.with.iter().map(|with| with.price).sum::<Money>() + booked.price;
        if !booked.with.is_empty() || parts != booked.adds {
            let adds = self.money(booked.adds);
            said += &self.either(
                format!(" En tout, la famille paie {adds} de plus."),
                format!(" In all, the family pays {adds} more."),
            );
        }
        if booked.approval {
            said += &self.either(
                " Sous réserve de l'accord de la commune.",
                " Subject to the town's approval.",
            );
        }
        said
    }
}
