//! A late pick-up, in words.

use super::dates::time;
use super::voice::Voice;
use crate::explain::due_step::DueStep;
use crate::rulebook::late_pickup::{LateFrom, LateReckoned};

impl Voice<'_> {
    pub fn pick_up(self, step: &DueStep) -> String {
        let DueStep::PickUp {
            ends_at,
            left,
            minutes,
            tolerance_minutes,
            late,
            time: nth,
            from_time,
            due,
            reckoned,
        } = step
        else {
            return String::new();
        };
        let (ends_at, left) = (time(*ends_at), time(*left));
        if *minutes <= 0 {
            return self.either(
                format!("Départ à {left}, pas après la fin à {ends_at}."),
                format!("Picked up at {left}, not after the end at {ends_at}."),
            );
        }
        let (nth, from) = (self.nth((*nth).into()), self.nth((*from_time).into()));
        let found = match (late, due) {
            (false, _) => self.either("pas en retard", "not late"),
            (true, true) => self.either(
                format!("en retard, pour la {nth} fois de l'année scolaire, et c'est dû à partir de la {from}"),
                format!("late, for the {nth} time within the school year, and that is due from the {from} on"),
            ),
            (true, false) => self.either(
                format!("en retard, pour la {nth} fois de l'année scolaire, et ce n'est dû qu'à partir de la {from}"),
                format!("late, for the {nth} time within the school year, and that is due from the {from} on only"),
            ),
        };
        let how = reckoned
            .map(|reckoned| self.late_reckoned(reckoned))
            .unwrap_or_default();
        self.either(
            format!("Départ à {left}, {minutes} min après la fin à {ends_at} ; tolérance, {tolerance_minutes} min : {found}.{how}"),
            format!("Picked up at {left}, {minutes} min after the end at {ends_at}; tolerance, {tolerance_minutes} min: {found}.{how}"),
        )
    }

    /// Another sentence, of how the amount comes about.
    fn late_reckoned(self, reckoned: LateReckoned) -> String {
        match reckoned {
            LateReckoned::Each {
                amount,
                each_minutes,
                begun,
                counted,
            } => {
                let amount = self.money(amount);
                let most = if counted < begun {
                    self.either(
                        format!(", dont {counted} comptent au plus"),
                        format!(", of which {counted} count at most"),
                    )
                } else {
                    String::new()
                };
                self.either(
                    format!(" {amount} par tranche de {each_minutes} min commencée depuis la fin : {begun}{most}."),
                    format!(" {amount} for each {each_minutes} min begun since the end: {begun}{most}."),
                )
            }
            LateReckoned::Step { number, of, from } => {
                let (french, english) = match from {
                    LateFrom::Minutes(minutes) => (
                        format!("dès {minutes} min après la fin"),
                        format!("from {minutes} min after the end on"),
                    ),
                    LateFrom::Time(from) => (format!("dès {}", time(from)), format!("from {} on", time(from))),
                };
                self.either(
                    format!(" Palier {number} sur {of} : {french}."),
                    format!(" Step {number} of {of}: {english}."),
                )
            }
        }
    }
}
