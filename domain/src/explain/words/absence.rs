//! Absences, in words.

use chrono::{DateTime, Utc};

use super::voice::Voice;
use crate::explain::due_step::DueStep;
use crate::rulebook::absence::{AbsenceReason, CertificateFrom, Charge, TimesWithin};
use crate::rulebook::judged::{Certified, Judged, Numbered, Reasoned, Repeated, Reported};

impl Voice<'_> {
    pub fn absence(self, step: &DueStep) -> String {
        match step {
            DueStep::Absent {
                booked_late,
                reason,
                reported_at,
                certificate_at,
                began_at,
                nth_day,
                length,
                returned_at,
                time,
            } => {
                let booked = self.held_place(*booked_late);
                let (reason, told) = (self.why(*reason), self.told(*reported_at));
                let certificate = match certificate_at.map(|at| self.instant(at)) {
                    Some(at) => self.either(format!("Certificat du {at}."), format!("Certificate of {at}.")),
                    None => self.either("Pas de certificat.", "No certificate."),
                };
                let began = self.instant(*began_at);
                let returned = match returned_at.map(|at| self.instant(at)) {
                    Some(at) => self.either(format!(" Retour : le {at}."), format!(" Return: {at}.")),
                    None => String::new(),
                };
                let counted = match time.map(|time| self.nth(time.into())) {
                    Some(nth) => self.either(
                        format!(" C'est la {nth} absence comptée de l'année scolaire."),
                        format!(" It is the {nth} absence counted within the school year."),
                    ),
                    None => String::new(),
                };
                self.either(
                    format!("{booked} ; l'enfant n'est pas venu. Motif : {reason}. Absence : {told}. {certificate} Jour {nth_day} sur {length} de l'absence, qui commence le {began}.{returned}{counted}"),
                    format!("{booked}; the child did not come. Reason: {reason}. Absence: {told}. {certificate} Day {nth_day} of {length} of the absence, which begins on {began}.{returned}{counted}"),
                )
            }
            DueStep::Case {
                number,
                of,
                judged,
                fits,
            } => {
                let judged = self.judged(judged);
                let applies = if *fits {
                    self.either("Ce cas s'applique.", "This case applies.")
                } else {
                    self.either("Ce cas ne s'applique pas.", "This case does not apply.")
                };
                self.either(
                    format!("Absence, cas {number} sur {of} : {judged}. {applies}"),
                    format!("Absence, case {number} of {of}: {judged}. {applies}"),
                )
            }
            DueStep::Otherwise { of: 0 } => self.either(
                "Le règlement ne distingue pas de cas d'absence.",
                "The rule book tells no cases of absence apart.",
            ),
            DueStep::Otherwise { .. } => self.either(
                "Aucun cas d'absence ne s'applique : la règle générale compte.",
                "No case of absence applies: the general rule counts.",
            ),
            _ => String::new(),
        }
    }

    pub fn charge(self, step: &DueStep) -> String {
        let DueStep::Charge { rule, price, amount } = step else {
            return String::new();
        };
        let (price, amount) = (self.money(*price), self.money(*amount));
        match rule {
            Charge::Waived => self.either("Rien n'est dû pour la place.", "Nothing is due for the place."),
            Charge::Full => self.either(
                format!("Le prix de la place est dû : {amount}."),
                format!("The price of the place is due: {amount}."),
            ),
            Charge::Percent { percent } => {
                let percent = self.decimal(*percent);
                self.either(
                    format!("{percent} % du prix de la place ({price}) sont dus : {amount}."),
                    format!("{percent}% of the price of the place ({price}) is due: {amount}."),
                )
            }
            Charge::Plus { amount: more } => {
                let more = self.money(*more);
                self.either(
                    format!("Le prix de la place ({price}) est dû, et {more} de plus : {amount}."),
                    format!("The price of the place ({price}) is due, and {more} more: {amount}."),
                )
            }
            Charge::Instead { .. } => self.either(
                format!("Ce tarif est dû à la place de celui de la place ({price}) : {amount}."),
                format!("This price is due instead of that of the place ({price}): {amount}."),
            ),
            Charge::Refund { amount: less } => {
                let less = self.money(*less);
                self.either(
                    format!("{less} sont déduits du prix de la place ({price}), ou rendus si elle est payée au forfait : {amount}."),
                    format!("{less} is taken off the price of the place ({price}), or given back where it is paid by the term: {amount}."),
                )
            }
            Charge::RefundPercent { percent } => {
                let percent = self.decimal(*percent);
                self.either(
                    format!("{percent} % de ce que vaut la journée sont déduits du prix de la place ({price}), ou rendus si elle est payée au forfait : {amount}."),
                    format!("{percent}% of what the day is worth is taken off the price of the place ({price}), or given back where it is paid by the term: {amount}."),
                )
            }
        }
    }

    /// What a case asks, each part with its answer.
    fn judged(self, judged: &Judged) -> String {
        let Judged {
            reason,
            reported,
            certificate,
            day,
            length,
            times,
        } = judged;
        let parts = [
            reason.as_ref().map(|asked| self.reasoned(asked)),
            reported.as_ref().map(|asked| self.reported(asked)),
            certificate.as_ref().map(|asked| self.certified(asked)),
            day.as_ref().map(|asked| self.nth_day(asked)),
            length.as_ref().map(|asked| self.length(asked)),
            times.as_ref().map(|asked| self.repeated(asked)),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() {
            return self.either("toutes les absences", "all absences");
        }
        parts.join(&self.either(" ; ", "; "))
    }

    fn reasoned(self, asked: &Reasoned) -> String {
        let among: Vec<String> = asked.among.iter().map(|one| self.why(Some(*one))).collect();
        let (among, reason, fits) = (self.one_of(&among), self.why(asked.reason), self.yes(asked.fits));
        self.either(
            format!("pour {among} ({reason}), {fits}"),
            format!("for {among} ({reason}), {fits}"),
        )
    }

    fn reported(self, asked: &Reported) -> String {
        let deadline = self.quoted(&asked.deadline.0);
        let (closes_at, reported_at) = self.apart(asked.closes_at, asked.reported_at);
        let (told, fits) = (self.told_on(reported_at), self.yes(asked.fits));
        match closes_at {
            Some(at) => self.either(
                format!("signalée avant le {at}, délai {deadline} ({told}), {fits}"),
                format!("told before {at}, deadline {deadline} ({told}), {fits}"),
            ),
            None => self.either(
                format!("signalée dans le délai {deadline}, qui ne prévoit rien pour ce jour, {fits}"),
                format!("told by the deadline {deadline}, which gives no closing for this day, {fits}"),
            ),
        }
    }

    fn certified(self, asked: &Certified) -> String {
        let (hours, fits) = (asked.hours, self.yes(asked.fits));
        let (latest, came) = self.apart(asked.latest, asked.came_at);
        let came = match came {
            Some(at) => self.either(format!("du {at}"), format!("of {at}")),
            None => self.either("aucun", "none"),
        };
        let since = match asked.from {
            CertificateFrom::Start => String::new(),
            CertificateFrom::Return => self.either(" à compter du retour", " from the return on"),
        };
        let latest = match latest {
            Some(at) => self.either(format!(", jusqu'au {at}"), format!(", until {at}")),
            None => self.either(", retour pas encore connu", ", return not known yet"),
        };
        match hours {
            None => self.either(
                format!("certificat ({came}), {fits}"),
                format!("certificate ({came}), {fits}"),
            ),
            Some(hours) => self.either(
                format!("certificat sous {hours} h{since}{latest} ({came}), {fits}"),
                format!("certificate within {hours} h{since}{latest} ({came}), {fits}"),
            ),
        }
    }

    fn nth_day(self, asked: &Numbered) -> String {
        let (days, nth, fits) = (self.span(asked.days), asked.number, self.yes(asked.fits));
        self.either(
            format!("jour de l'absence {days} ({nth}), {fits}"),
            format!("day of the absence {days} ({nth}), {fits}"),
        )
    }

    fn length(self, asked: &Numbered) -> String {
        let (days, length, fits) = (self.span(asked.days), asked.number, self.yes(asked.fits));
        self.either(
            format!("jours d'absence en tout {days} ({length}), {fits}"),
            format!("days of absence in all {days} ({length}), {fits}"),
        )
    }

    fn repeated(self, asked: &Repeated) -> String {
        let (times, fits) = (self.span(asked.times), self.yes(asked.fits));
        let within = match asked.within {
            TimesWithin::SchoolYear => self.either("dans l'année scolaire", "within the school year"),
            TimesWithin::Month => self.either("dans le mois", "within the month"),
        };
        let time = match asked.time {
            Some(time) => time.to_string(),
            None => self.either("non comptée", "not counted"),
        };
        self.either(
            format!("nombre de fois {within} {times} ({time}), {fits}"),
            format!("number of times {within} {times} ({time}), {fits}"),
        )
    }

    /// Two instants that a person compares, as far as there are any.
    fn apart(self, one: Option<DateTime<Utc>>, other: Option<DateTime<Utc>>) -> (Option<String>, Option<String>) {
        let Some((one, other)) = one.zip(other) else {
            return (one.map(|at| self.instant(at)), other.map(|at| self.instant(at)));
        };
        let [one, other] = self.instants_apart(one, other);
        (Some(one), Some(other))
    }

    fn told(self, at: Option<DateTime<Utc>>) -> String {
        self.told_on(at.map(|at| self.instant(at)))
    }

    fn told_on(self, at: Option<String>) -> String {
        match at {
            Some(at) => self.either(format!("signalée le {at}"), format!("told on {at}")),
            None => self.either("personne ne l'a signalée", "nobody told"),
        }
    }

    fn why(self, reason: Option<AbsenceReason>) -> String {
        match reason {
            None => self.either("inconnu", "unknown"),
            Some(AbsenceReason::Illness) => self.either("maladie", "illness"),
            Some(AbsenceReason::Hospital) => self.either("hospitalisation", "hospital"),
            Some(AbsenceReason::Family) => self.either("événement familial", "family event"),
            Some(AbsenceReason::School) => self.either("école", "school"),
            Some(AbsenceReason::Exceptional) => self.either("motif exceptionnel", "exceptional reason"),
        }
    }
}
