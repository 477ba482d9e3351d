//! Absences, in words.

use chrono::{DateTime, Utc};

use super::voice::Voice;
use crate::explain::due_step::DueStep;
use crate::rulebook::absence::{AbsenceReason, Charge};
use crate::rulebook::judged::{Certified, Judged, NthDay, Reasoned, Reported};

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
            } => {
                let booked = self.held_place(*booked_late);
                let (reason, told) = (self.why(*reason), self.told(*reported_at));
                let certificate = match certificate_at.map(|at| self.instant(at)) {
                    Some(at) => self.either(format!("Certificat du {at}."), format!("Certificate of {at}.")),
                    None => self.either("Pas de certificat.", "No certificate."),
                };
                let began = self.instant(*began_at);
                self.either(
                    format!("{booked} ; l'enfant n'est pas venu. Motif : {reason}. Absence : {told}. {certificate} Jour {nth_day} de l'absence, qui commence le {began}."),
                    format!("{booked}; the child did not come. Reason: {reason}. Absence: {told}. {certificate} Day {nth_day} of the absence, which begins on {began}."),
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
        }
    }

    /// What a case asks, each part with its answer.
    fn judged(self, judged: &Judged) -> String {
        let Judged {
            reason,
            reported,
            certificate,
            day,
        } = judged;
        let parts = [
            reason.as_ref().map(|asked| self.reasoned(asked)),
            reported.as_ref().map(|asked| self.reported(asked)),
            certificate.as_ref().map(|asked| self.certified(asked)),
            day.as_ref().map(|asked| self.nth_day(asked)),
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
        let (told, fits) = (self.told(asked.reported_at), self.yes(asked.fits));
        match asked.closes_at.map(|at| self.instant(at)) {
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
        let latest = asked.latest.map(|at| self.instant(at)).unwrap_or_default();
        let came = match asked.came_at.map(|at| self.instant(at)) {
            Some(at) => self.either(format!("du {at}"), format!("of {at}")),
            None => self.either("aucun", "none"),
        };
        self.either(
            format!("certificat sous {hours} h, jusqu'au {latest} ({came}), {fits}"),
            format!("certificate within {hours} h, until {latest} ({came}), {fits}"),
        )
    }

    fn nth_day(self, asked: &NthDay) -> String {
        let (days, nth, fits) = (self.span(asked.days), asked.nth_day, self.yes(asked.fits));
        self.either(
            format!("jour de l'absence {days} ({nth}), {fits}"),
            format!("day of the absence {days} ({nth}), {fits}"),
        )
    }

    fn told(self, at: Option<DateTime<Utc>>) -> String {
        match at.map(|at| self.instant(at)) {
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
