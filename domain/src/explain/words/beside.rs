//! What stands beside a place: other children, and other activities of the day.

use super::voice::Voice;
use crate::explain::step::{AlongState, Step};

impl Voice<'_> {
    pub fn excludes(self, other: &str, in_the_way: bool) -> String {
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

    pub fn places(self, left: u32, capacity: u32, shown: bool) -> String {
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

    pub fn along(self, step: &Step) -> String {
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
