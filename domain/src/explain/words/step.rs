//! What a step says.

use chrono::Datelike;

use super::voice::Voice;
use crate::calendar::{Closure, DayKind};
use crate::explain::step::{AlongState, LateRule, Step};
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
            Step::School { .. } | Step::Age { .. } | Step::Period { .. } | Step::RuleBook { .. } => self.fits(step),
            Step::Day { day, kind, closed } => self.day(self.weekday(day.weekday()), kind, closed.as_ref()),
            Step::Booking(limit) => self.limit_now(&self.either("Réservation", "Booking"), limit),
            Step::LateBooking { rule, until, possible } => {
                let window = self.window(until);
                self.late(*rule, window, *possible)
            }
            Step::Excludes { activity, in_the_way } => self.excludes(&self.activity(activity), *in_the_way),
            Step::Places {
                left, capacity, shown, ..
            } => self.places(*left, *capacity, *shown),
            Step::Along { .. } | Step::Spared { .. } => self.along(step),
            Step::Family {
                quotient,
                rank,
                children,
            } => {
                let quotient = quotient.map_or_else(|| self.either("inconnu", "unknown"), |value| value.to_string());
                self.either(
                    format!("Quotient familial ce jour-là : {quotient}. Rang : enfant {rank} sur {children}."),
                    format!("Family quotient that day: {quotient}. Rank: child {rank} of {children}."),
                )
            }
            Step::Price(price) => self.price(price),
            Step::Repriced { activity, from, to } => {
                let (activity, from, to) = (self.activity(activity), self.money(*from), self.money(*to));
                self.either(
                    format!("{activity} passe de {from} à {to}."),
                    format!("{activity} goes from {from} to {to}."),
                )
            }
            Step::GiveBack { .. } | Step::Change { .. } => self.undo(step),
            Step::Approval { book, cancel } => self.approval(*book, *cancel),
            Step::WaitingList { offer_hours, full } => self.waiting_list(*offer_hours, *full),
        }
    }

    fn day(self, weekday: &str, kind: &DayKind, closed: Option<&Closure>) -> String {
        let kind = match kind {
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

    fn excludes(self, other: &str, in_the_way: bool) -> String {
        let stands = if in_the_way {
            self.either("elle est réservée ce jour-là", "it is booked that day")
        } else {
            self.either("elle n'est pas réservée ce jour-là", "it is not booked that day")
        };
        self.either(
            format!("Ne se cumule pas avec {other} : {stands}."),
            format!("Cannot be combined with {other}: {stands}."),
        )
    }

    fn places(self, left: u32, capacity: u32, shown: bool) -> String {
        let left = match left {
            0 => self.either("aucune place libre", "no place left"),
            1 => self.either("1 place libre", "1 place left"),
            _ => self.either(format!("{left} places libres"), format!("{left} places left")),
        };
        let hidden = if shown {
            String::new()
        } else {
            self.either(
                " (nombre non montré aux familles)",
                " (families are not shown how many)",
            )
        };
        self.either(
            format!("Places : {left} sur {capacity}{hidden}."),
            format!("Places: {left} of {capacity}{hidden}."),
        )
    }

    fn along(self, step: &Step) -> String {
        match step {
            Step::Along {
                activity,
                with,
                unless,
                state,
            } => {
                let (activity, with) = (self.activity(activity), self.activity(with));
                let unless = unless.map_or_else(String::new, |unless| {
                    let spared = self.child(unless);
                    self.either(format!(" (sauf {spared})"), format!(" (unless {spared})"))
                });
                let state = match state {
                    AlongState::AlreadyBooked => self.either("déjà réservée", "booked already"),
                    AlongState::Permitted { price, late: false } => {
                        let price = self.money(*price);
                        self.either(format!("réservée avec, {price}"), format!("booked along, {price}"))
                    }
                    AlongState::Permitted { price, late: true } => {
                        let price = self.money(*price);
                        self.either(
                            format!("réservée avec, en retard, {price}"),
                            format!("booked along, late, {price}"),
                        )
                    }
                    AlongState::Refused { because } => {
                        let because = self.reason(because);
                        self.either(format!("refusée, car {because}"), format!("refused, because {because}"))
                    }
                };
                self.either(
                    format!("{with} amène {activity}{unless} : {state}."),
                    format!("{with} brings {activity}{unless}: {state}."),
                )
            }
            Step::Spared { activity, with, unless } => {
                let (activity, with, unless) = (self.activity(activity), self.activity(with), self.child(*unless));
                self.either(
                    format!("{with} n'amène pas {activity} pour cet enfant : {unless}."),
                    format!("{with} does not bring {activity} for this child: {unless}."),
                )
            }
            _ => String::new(),
        }
    }
}
