//! Why the rules say no, as the second half of a sentence.

use super::voice::Voice;
use crate::calendar::Closure;
use crate::explain::reason::Reason;

impl Voice<'_> {
    pub fn reason(self, reason: &Reason) -> String {
        match reason {
            Reason::NotOffered => self.either(
                "l'activité n'est pas ouverte à l'école de l'enfant",
                "the activity is not open to the child's school",
            ),
            Reason::WrongAge { ages } => {
                let ages = self.span(*ages);
                self.either(
                    format!("l'enfant n'a pas l'âge qu'il faut ce jour-là ({ages} ans)"),
                    format!("the child is not of the right age that day ({ages} years)"),
                )
            }
            Reason::WrongClass { classes } => {
                let classes = classes.say(self.locale);
                self.either(
                    format!("l'enfant n'est pas dans la classe qu'il faut ce jour-là (élèves {classes})"),
                    format!("the child is not in the right class that day (pupils {classes})"),
                )
            }
            Reason::ClassUnknown { classes } => {
                let classes = classes.say(self.locale);
                self.either(
                    format!("la commune ne connaît pas la classe de l'enfant (élèves {classes})"),
                    format!("the town does not know the child's class (pupils {classes})"),
                )
            }
            Reason::NotForChild { only } => {
                let only = self.condition(only);
                self.either(
                    format!("l'activité n'est pas pour cet enfant (réservée : {only})"),
                    format!("the activity is not for the child (kept for: {only})"),
                )
            }
            Reason::Closed(closure) => self.closure(closure),
            Reason::NotOpenYet { opens_at } => {
                let at = self.instant(*opens_at);
                self.either(
                    format!("c'est trop tôt, il faut attendre le {at}"),
                    format!("it is too early, it opens on {at}"),
                )
            }
            Reason::TooLate { closed_at } => {
                let at = self.instant(*closed_at);
                self.either(
                    format!("c'est trop tard depuis le {at}"),
                    format!("it is too late since {at}"),
                )
            }
            Reason::NoDeadline => self.either(
                "le règlement ne prévoit aucun délai pour ce jour",
                "the rule book gives no deadline for this day",
            ),
            Reason::Firm => self.either(
                "ce qui est réservé est ferme, d'après le règlement",
                "what is booked is firm, by the rule book",
            ),
            Reason::Full => self.either("il n'y a plus de place", "no place is left"),
            Reason::Owes { amount, as_of } => self.owes(*amount, *as_of),
            Reason::FileIncomplete {
                until,
                missing,
                documents,
            } => self.file_incomplete(*until, missing, documents),
            Reason::Suspended { from, until } => {
                let days = self.days(*from, *until);
                self.either(
                    format!("la commune a suspendu l'enfant de cette activité {days}"),
                    format!("the town has suspended the child from it {days}"),
                )
            }
            Reason::Excluded { by } => {
                let by = self.activity(by);
                self.either(
                    format!("{by}, que l'on ne peut pas cumuler, est réservée ce jour-là"),
                    format!("{by}, which cannot be combined with it, is booked that day"),
                )
            }
            Reason::Linked { activity, because } => {
                let (activity, because) = (self.activity(activity), self.reason(because));
                self.either(
                    format!("{activity}, qui va avec, est refusée : {because}"),
                    format!("{activity}, which goes with it, is refused: {because}"),
                )
            }
            Reason::ChangeRefused { activity, because } => {
                let (activity, because) = (self.activity(activity), self.reason(because));
                self.either(
                    format!("{activity}, dans le même échange, est refusée : {because}"),
                    format!("{activity}, in the same change, is refused: {because}"),
                )
            }
            Reason::Undecided => self.either(
                "la commune n'a pas encore répondu à une demande qui la concerne",
                "the town has yet to answer a request about it",
            ),
            Reason::Contradictory => self.either(
                "la demande veut à la fois réserver et annuler",
                "the request asks both to book and to cancel",
            ),
        }
    }

    pub fn closure(self, closure: &Closure) -> String {
        match closure {
            Closure::Weekday => self.either(
                "l'activité n'a pas lieu ce jour de la semaine",
                "the activity does not run on this weekday",
            ),
            Closure::SchoolHoliday { name } => self.either(
                format!("ce sont les vacances scolaires ({name})"),
                format!("it is in the school holidays ({name})"),
            ),
            Closure::SchoolTime => self.either(
                "l'activité n'a lieu que pendant les vacances scolaires",
                "the activity runs in school holidays only",
            ),
            Closure::PublicHoliday { name } => self.either(
                format!("c'est un jour férié ({name})"),
                format!("it is a public holiday ({name})"),
            ),
            Closure::TownClosure { label } => self.either(
                format!("la commune a fermé ce jour-là ({label})"),
                format!("the town has closed that day ({label})"),
            ),
            Closure::Unpublished => self.either(
                "le calendrier scolaire de ce jour n'est pas encore publié",
                "the school calendar of this day is not published yet",
            ),
            Closure::OutsideRuleBook => self.either(
                "le règlement ne s'applique pas ce jour-là",
                "the rule book does not apply that day",
            ),
            Closure::OutsidePeriod => self.either(
                "l'activité n'a pas lieu à cette période",
                "the activity does not run at that time of the year",
            ),
        }
    }
}
