//! Whether the activity is for the child, and what follows a booking.

use super::voice::Voice;
use crate::explain::limit::When;
use crate::explain::step::{Joining, Step};

impl Voice<'_> {
    /// School, age, class, period and rule book.
    pub fn fits(self, step: &Step) -> String {
        match step {
            Step::School { school, open_to, fits } => {
                let school = self.school(school);
                if *fits {
                    return self.either(
                        format!("L'activité est ouverte à l'école de l'enfant, {school}."),
                        format!("The activity is open to the child's school, {school}."),
                    );
                }
                let open_to: Vec<_> = open_to.iter().map(|school| self.school(school)).collect();
                let open_to = self.all_of(&open_to);
                self.either(
                    format!("L'activité n'est pas ouverte à l'école de l'enfant, {school}, mais à {open_to}."),
                    format!("The activity is not open to the child's school, {school}, but to {open_to}."),
                )
            }
            Step::Age { age, ages, fits } => {
                let ages = self.span(*ages);
                let fits = self.yes(*fits);
                self.either(
                    format!("Âge ce jour-là : {age} ans, pour {ages} : {fits}."),
                    format!("Age that day: {age}, for {ages}: {fits}."),
                )
            }
            Step::Class {
                class,
                known,
                classes,
                fits,
            } => {
                let (classes, fits) = (classes.say(self.locale), self.yes(*fits));
                let class = match class {
                    Some(class) => class.name(self.locale).to_owned(),
                    None if *known => self.either("aucune", "none"),
                    None => self.either("inconnue de la commune", "not known to the town"),
                };
                self.either(
                    format!("Classe ce jour-là : {class}, pour les élèves {classes} : {fits}."),
                    format!("Class that day: {class}, for pupils {classes}: {fits}."),
                )
            }
            Step::Only { only, fits } => {
                let (only, fits) = (self.condition(only), self.yes(*fits));
                self.either(
                    format!("Activité réservée : {only} : {fits}."),
                    format!("Kept for: {only}: {fits}."),
                )
            }
            Step::Period { from, to, fits } => {
                let (from, to, fits) = (self.date(*from), self.date(*to), self.yes(*fits));
                self.either(
                    format!("Activité du {from} au {to} : {fits}."),
                    format!("Activity from {from} to {to}: {fits}."),
                )
            }
            Step::RuleBook {
                title,
                valid_from,
                valid_to,
                fits,
            } => {
                let (title, from, fits) = (self.quoted(title), self.date(*valid_from), self.yes(*fits));
                let until = valid_to.map(|to| self.date(to));
                let until = until.map(|to| self.either(format!(" au {to}"), format!(" to {to}")));
                let since = until
                    .as_ref()
                    .map_or_else(|| self.either("à partir du", "from"), |_| self.either("du", "from"));
                let until = until.unwrap_or_else(|| self.either("", " on"));
                self.either(
                    format!("{title}, valable {since} {from}{until} : {fits}."),
                    format!("{title}, valid {since} {from}{until}: {fits}."),
                )
            }
            _ => String::new(),
        }
    }

    pub fn yes(self, fits: bool) -> String {
        if fits {
            self.either("oui", "yes")
        } else {
            self.either("non", "no")
        }
    }

    /// Giving back and changing.
    pub fn undo(self, step: &Step) -> String {
        match step {
            Step::GiveBack {
                limit,
                with,
                whole_closes_at,
                refused,
            } => {
                let mut said = self.limit_missed(&self.either("Annulation", "Giving back"), limit);
                if !with.is_empty() {
                    let with: Vec<_> = with.iter().map(|code| self.activity(code)).collect();
                    let with = self.all_of(&with);
                    said += &self.either(format!(" Avec elle : {with}."), format!(" Along with it: {with}."));
                }
                if let Some(whole) = whole_closes_at.filter(|at| Some(*at) != limit.closes_at) {
                    let whole = self.instant(whole);
                    said += &self.either(
                        format!(" L'ensemble : avant le {whole}."),
                        format!(" All of it: before {whole}."),
                    );
                }
                if let Some(refused) = refused.as_ref().filter(|_| limit.when == When::Within) {
                    let refused = self.reason(refused);
                    said += &self.either(
                        format!(" Impossible, car {refused}."),
                        format!(" Not possible, because {refused}."),
                    );
                }
                said
            }
            Step::Change { limit, .. } => {
                let what = self.either(
                    "Échange contre une autre activité du même jour",
                    "Changing for another activity of the day",
                );
                self.limit_missed(&what, limit)
            }
            _ => String::new(),
        }
    }

    pub fn approval(self, book: bool, cancel: bool) -> String {
        match (book, cancel) {
            (true, true) => self.either(
                "La commune doit accepter la réservation, comme l'annulation.",
                "The town must approve the booking, and giving it back too.",
            ),
            (true, false) => self.either(
                "La commune doit accepter la réservation.",
                "The town must approve the booking.",
            ),
            (false, true) => self.either(
                "La commune doit accepter l'annulation.",
                "The town must approve giving it back.",
            ),
            (false, false) => String::new(),
        }
    }

    pub fn waiting_list(self, offer_hours: u16, joining: Joining) -> String {
        let open = match joining {
            Joining::NotNeeded => self.either(
                "inutile tant qu'il reste des places",
                "not needed while places are left",
            ),
            Joining::Full => self.either("complet, la famille peut s'y inscrire", "full, the family may join it"),
            Joining::Late => self.either(
                "la famille peut y demander une place, en retard, même s'il en reste",
                "late, the family may ask for a place on it, even if some are left",
            ),
            Joining::TooEarly => self.either("elle n'est pas encore ouverte", "it is not open yet"),
            Joining::TooLate => self.either("il est trop tard pour s'y inscrire", "it is too late to join it"),
        };
        self.either(
            format!("Liste d'attente : {open}. Une place proposée est gardée {offer_hours} h."),
            format!("Waiting list: {open}. A place that is offered is kept for {offer_hours} h."),
        )
    }
}
