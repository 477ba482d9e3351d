//! What a step says.

use chrono::Datelike;

use super::voice::Voice;
use crate::calendar::{Closure, DayKind};
use crate::explain::step::{LateRule, Step};
use crate::locale::Locale;
use crate::rulebook::RuleBook;

impl Step {
    /// A few plain sentences. `rules` is the rule book that was explained: it knows the names.
    #[must_use]
    pub fn say(&self, locale: Locale, rules: &RuleBook) -> String {
        Voice { locale, rules }.step(self)
    }
}

impl Voice<'_> {
    fn step(self, step: &Step) -> String {
        match step {
            Step::AlreadyBooked { late: false } => {
                self.either("La place est déjà réservée.", "The place is booked already.")
            }
            Step::AlreadyBooked { late: true } => self.either(
                "La place est déjà réservée, en retard.",
                "The place is booked already, late.",
            ),
            Step::School { .. }
            | Step::Age { .. }
            | Step::Class { .. }
            | Step::Only { .. }
            | Step::Period { .. }
            | Step::RuleBook { .. } => self.fits(step),
            Step::Day { day, kind, closed } => self.day(self.weekday(day.weekday()), kind, closed.as_ref()),
            Step::Booking(limit) => self.limit_now(&self.either("Réservation", "Booking"), limit),
            Step::LateBooking { rule, until, possible } => {
                let window = self.window(until);
                self.late(*rule, window, *possible)
            }
            Step::Suspended { from, until } => self.suspended(*from, *until),
            Step::File {
                complete,
                until,
                missing,
                documents,
            } => self.file(*complete, *until, missing, documents),
            Step::Debt(debt) => self.debt(debt),
            Step::Excludes { activity, in_the_way } => self.excludes(&self.activity(activity), *in_the_way),
            Step::Places {
                left, capacity, shown, ..
            } => self.places(*left, *capacity, *shown),
            Step::Along { .. } | Step::Spared { .. } => self.along(step),
            Step::Family {
                quotient,
                source,
                rank,
                children,
            } => {
                let source = source.as_ref().map(|source| format!(" ({source})")).unwrap_or_default();
                let quotient = quotient.map_or_else(|| self.either("inconnu", "unknown"), |value| value.to_string());
                self.either(
                    format!("Quotient familial ce jour-là{source} : {quotient}. Rang : enfant {rank} sur {children}."),
                    format!("Family quotient that day{source}: {quotient}. Rank: child {rank} of {children}."),
                )
            }
            Step::Price(price) => self.price(price),
            Step::Due(due) => self.due(due),
            Step::Invoice(dates) => self.invoice(dates),
            Step::Repriced { activity, from, to } => {
                let (activity, from, to) = (self.activity(activity), self.money(*from), self.money(*to));
                self.either(
                    format!("{activity} passe de {from} à {to}."),
                    format!("{activity} goes from {from} to {to}."),
                )
            }
            Step::GiveBack { .. } | Step::Change { .. } => self.undo(step),
            Step::Approval { book, cancel } => self.approval(*book, *cancel),
            Step::WaitingList {
                offer_hours, joining, ..
            } => self.waiting_list(*offer_hours, *joining),
        }
    }

    fn day(self, weekday: &str, kind_of_day: &DayKind, closed: Option<&Closure>) -> String {
        let kind = match kind_of_day {
            DayKind::SchoolTime => self.either("période scolaire", "school time"),
            DayKind::SchoolHoliday { name } => self.either(
                format!("vacances scolaires ({name})"),
                format!("school holidays ({name})"),
            ),
            DayKind::PublicHoliday { name } => {
                self.either(format!("jour férié ({name})"), format!("public holiday ({name})"))
            }
            DayKind::TownClosure { label } => self.either(
                format!("fermeture de la commune ({label})"),
                format!("closed by the town ({label})"),
            ),
            DayKind::Unpublished => self.either(
                "calendrier scolaire pas encore publié",
                "school calendar not published yet",
            ),
        };
        let runs = match closed {
            None => self.either("l'activité a lieu", "the activity runs"),
            Some(closure @ (Closure::Weekday | Closure::SchoolTime)) => self.closure(closure),
            // It alone is closed.
            Some(closure @ Closure::TownClosure { .. }) if !matches!(kind_of_day, DayKind::TownClosure { .. }) => {
                self.closure(closure)
            }
            Some(_) => self.either("l'activité n'a pas lieu", "the activity does not run"),
        };
        self.either(
            format!("Jour : {weekday}, {kind} ; {runs}."),
            format!("Day: {weekday}, {kind}; {runs}."),
        )
    }

    fn late(self, rule: LateRule, window: Option<String>, possible: bool) -> String {
        let what = match rule {
            LateRule::Accept => self.either("Réservation en retard acceptée", "Late bookings are accepted"),
            LateRule::WaitingList => self.either(
                "Demande en retard, en liste d'attente, acceptée",
                "Late requests are put on a waiting list",
            ),
        };
        let Some(window) = window else {
            return self.either(
                format!("{what} sur d'autres jours, mais rien n'est prévu pour celui-ci."),
                format!("{what} on other days, but nothing is set for this one."),
            );
        };
        let now = if possible {
            self.either("Il est encore temps pour cela.", "There is still time for that.")
        } else {
            self.either("Il est trop tard pour cela.", "It is too late for that.")
        };
        format!("{what} {window}. {now}")
    }
}
