//! What is due once a day has come to pass, in words.

use chrono::NaiveTime;

use super::dates::time;
use super::voice::Voice;
use crate::attendance::DueKind;
use crate::explain::due_step::DueStep;
use crate::rulebook::surcharge::Per;

impl Voice<'_> {
    pub fn due(self, step: &DueStep) -> String {
        match step {
            DueStep::Used {
                booked_late,
                recorded: false,
                ..
            } => {
                let booked = self.held_place(*booked_late);
                self.either(
                    format!("{booked} ; rien n'est noté : elle compte comme utilisée."),
                    format!("{booked}; nothing is written down: it counts as used."),
                )
            }
            DueStep::Used {
                booked_late,
                arrived,
                left,
                ..
            } => {
                let (booked, stay) = (self.held_place(*booked_late), self.stay(*arrived, *left));
                self.either(
                    format!("{booked} ; l'enfant est venu{stay}."),
                    format!("{booked}; the child came{stay}."),
                )
            }
            DueStep::Absent { .. } | DueStep::Case { .. } | DueStep::Otherwise { .. } => self.absence(step),
            DueStep::Charge { .. } => self.charge(step),
            DueStep::Agreed { agreed, reckoned } if agreed == reckoned => {
                let agreed = self.money(*agreed);
                self.either(
                    format!("C'est le prix convenu à la réservation : {agreed}."),
                    format!("This is the price that was agreed on when it was booked: {agreed}."),
                )
            }
            DueStep::Agreed { agreed, reckoned } => {
                let (agreed, reckoned) = (self.money(*agreed), self.money(*reckoned));
                self.either(
                    format!("Le prix convenu à la réservation compte : {agreed} (les règles donneraient aujourd'hui {reckoned})."),
                    format!("The price that was agreed on when it was booked counts: {agreed} (today's rules would make it {reckoned})."),
                )
            }
            DueStep::Anew { agreed, reckoned } => {
                let (agreed, reckoned) = (self.money(*agreed), self.money(*reckoned));
                self.either(
                    format!("Le prix dépend de ce qui s'est passé : {reckoned}, et non les {agreed} convenus à la réservation."),
                    format!("The price hangs on what came to pass: {reckoned}, and not the {agreed} that were agreed on when it was booked."),
                )
            }
            DueStep::Unbooked {
                time: nth,
                arrived,
                left,
            } => {
                let (stay, nth) = (self.stay(*arrived, *left), self.nth((*nth).into()));
                self.either(
                    format!("L'enfant est venu sans réservation{stay}, pour la {nth} fois de l'année scolaire."),
                    format!("The child came without a booking{stay}, for the {nth} time within the school year."),
                )
            }
            DueStep::UnbookedRule { number, of, rule, .. } => {
                let lead = self.either("Sans réservation", "Unbooked");
                self.surcharge(&lead, *number, *of, rule)
            }
            DueStep::NoUnbookedRule { .. } => self.either(
                "Sans réservation, aucune règle ne compte : le prix ordinaire est dû.",
                "Unbooked, no rule counts: the ordinary price is due.",
            ),
            DueStep::PickUp { .. } => self.pick_up(step),
            DueStep::Amount { kind, amount, per } => {
                let (what, amount) = (self.what(*kind), self.money(*amount));
                let per = match per {
                    Per::Place => String::new(),
                    Per::Day | Per::Family => format!(", {}", self.per(*per)),
                };
                self.either(format!("{what} : {amount}{per}."), format!("{what}: {amount}{per}."))
            }
        }
    }

    pub fn held_place(self, late: bool) -> String {
        if late {
            self.either("La place est réservée, en retard", "The place is booked, late")
        } else {
            self.either("La place est réservée", "The place is booked")
        }
    }

    /// "1re", "2e" (fois); "1st", "2nd".
    pub fn nth(self, number: u32) -> String {
        let english = match (number % 10, number % 100) {
            (1, tens) if tens != 11 => "st",
            (2, tens) if tens != 12 => "nd",
            (3, tens) if tens != 13 => "rd",
            _ => "th",
        };
        let french = if number == 1 { "re" } else { "e" };
        self.either(format!("{number}{french}"), format!("{number}{english}"))
    }

    fn stay(self, arrived: Option<NaiveTime>, left: Option<NaiveTime>) -> String {
        let arrived = arrived
            .map(time)
            .map(|at| self.either(format!(", à {at}"), format!(", at {at}")));
        let left = left
            .map(time)
            .map(|at| self.either(format!(", jusqu'à {at}"), format!(", until {at}")));
        arrived.into_iter().chain(left).collect()
    }

    fn what(self, kind: DueKind) -> String {
        match kind {
            DueKind::Used => self.either("Dû pour la place", "Due for the place"),
            DueKind::LateExtra => self.either("Dû pour la réservation en retard", "Due for booking late"),
            DueKind::Absent => self.either("Dû pour la place non utilisée", "Due for the place that was not used"),
            DueKind::Unbooked => self.either(
                "Dû pour la place sans réservation",
                "Due for the place without a booking",
            ),
            DueKind::UnbookedExtra => self.either("Dû en plus, sans réservation", "Due beside it, without a booking"),
            DueKind::LatePickup => self.either("Dû pour le départ en retard", "Due for the late pick-up"),
        }
    }
}
