//! What is due for a child's day, and why.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use super::day_told::Ear;
use super::due_step::DueStep;
use super::price_told::tell;
use super::step::Step;
use crate::attendance::told::{DuePart, PlacePart};
use crate::attendance::{ChildDay, DueKind, DueLine, PlaceRecord, due_of_day_telling};
use crate::booking::day_prices::{DayPart, customer};
use crate::rulebook::model::ActivityIx;
use crate::rulebook::surcharge::{Surcharge, SurchargeForm};
use crate::rulebook::telling::PricePart;

/// An amount, and what leads to it; the last step is the amount itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldLine {
    pub line: DueLine,
    pub steps: Vec<Step>,
}

impl Borrow<DueLine> for ToldLine {
    fn borrow(&self) -> &DueLine {
        &self.line
    }
}

/// What is due for a child's day, as [`crate::attendance::due_of_day`] reckons it, each amount with what leads to it.
#[must_use]
pub fn explain_due(at: ChildDay<'_>, records: &BTreeMap<ActivityIx, PlaceRecord>) -> Vec<ToldLine> {
    let mut listener = Listener::of(at, records);
    due_of_day_telling(at, records, &mut |part| listener.hear(part));
    listener.lines
}

/// All that is told of one place on the way, also what leads to no amount.
pub(super) fn steps_of(
    at: ChildDay<'_>,
    records: &BTreeMap<ActivityIx, PlaceRecord>,
    activity: ActivityIx,
) -> (Vec<Step>, Vec<DueLine>) {
    let mut listener = Listener::of(at, records);
    due_of_day_telling(at, records, &mut |part| listener.hear(part));
    let own = listener.lines.into_iter().filter(|told| told.line.activity == activity);
    let (mut steps, mut lines) = (Vec::new(), Vec::new());
    for told in own {
        steps.extend(told.steps);
        lines.push(told.line);
    }
    if let Some(place) = listener.places.remove(&activity) {
        steps.extend(place.steps);
    }
    (steps, lines)
}

struct Listener<'a> {
    at: ChildDay<'a>,
    places: BTreeMap<ActivityIx, Place<'a>>,
    lines: Vec<ToldLine>,
}

/// What was told of a place since its last amount.
struct Place<'a> {
    ear: Ear<'a>,
    steps: Vec<Step>,
    /// What leads to an amount beside the price.
    beside: Vec<Step>,
}

impl<'a> Listener<'a> {
    fn of(at: ChildDay<'a>, records: &BTreeMap<ActivityIx, PlaceRecord>) -> Self {
        let place = |&activity: &ActivityIx| {
            let place = Place {
                ear: Ear::of(at.rules, at.child, at.day, activity),
                steps: Vec::new(),
                beside: Vec::new(),
            };
            (activity, place)
        };
        Self {
            at,
            places: records.keys().map(place).collect(),
            lines: Vec::new(),
        }
    }

    fn hear(&mut self, part: DuePart<'_>) {
        match part {
            DuePart::Day(part) => self.places.values_mut().for_each(|place| place.hear_day(part)),
            DuePart::Place { activity, part } => {
                let Some(place) = self.places.get_mut(&activity) else {
                    return;
                };
                if let PlacePart::Due(line) = part {
                    self.lines.push(place.line(line));
                } else {
                    place.hear(self.at, part);
                }
            }
        }
    }
}

impl Place<'_> {
    fn hear_day(&mut self, part: DayPart<'_>) {
        let beside = match part {
            DayPart::Place { part, .. } => is_beside(part),
            _ => false,
        };
        let steps = if beside { &mut self.beside } else { &mut self.steps };
        self.ear.hear(part, steps);
    }

    fn hear(&mut self, at: ChildDay<'_>, part: PlacePart<'_>) {
        let asks = || customer(at.rules, at.child, at.day, self.ear.activity);
        let step = match part {
            PlacePart::Booked(record) => DueStep::booked(record),
            PlacePart::Case(part) => part.into(),
            PlacePart::Charge { charge, price, amount } => DueStep::Charge {
                rule: charge.clone(),
                price,
                amount,
            },
            PlacePart::Agreed {
                agreed,
                reckoned,
                stands: true,
            } => DueStep::Agreed { agreed, reckoned },
            PlacePart::Agreed { agreed, reckoned, .. } => DueStep::Anew { agreed, reckoned },
            PlacePart::Price(part) => return tell(part, &asks(), &mut self.steps),
            PlacePart::Unbooked { visit, time } => DueStep::unbooked(visit, time),
            PlacePart::UnbookedPrice { part, time } => match unbooked(part, time) {
                Some(step) if is_beside(part) => return self.beside.push(Step::Due(step)),
                Some(step) => step,
                None => return tell(part, &asks(), &mut self.steps),
            },
            PlacePart::PickUp {
                rule,
                ends_at,
                left,
                time,
                found,
            } => DueStep::pick_up(rule, ends_at, left, time, found),
            PlacePart::Due(line) => line.into(),
        };
        self.steps.push(Step::Due(step));
    }

    /// The amount, with all that was told before it.
    fn line(&mut self, line: DueLine) -> ToldLine {
        let told = match line.kind {
            DueKind::LateExtra | DueKind::UnbookedExtra => &mut self.beside,
            DueKind::Used | DueKind::Absent | DueKind::Unbooked | DueKind::LatePickup => &mut self.steps,
        };
        let mut steps = std::mem::take(told);
        steps.push(Step::Due(line.into()));
        ToldLine { line, steps }
    }
}

/// What the rules of unbooked places say; none of what concerns prices as such.
fn unbooked(part: PricePart<'_>, time: u16) -> Option<DueStep> {
    match part {
        PricePart::Surcharge { surcharges, taken } => Some(DueStep::UnbookedRule {
            number: taken + 1,
            of: surcharges.len(),
            time,
            rule: Box::new(surcharges.get(taken)?.clone()),
        }),
        PricePart::NoSurcharge { surcharges } => Some(DueStep::NoUnbookedRule {
            of: surcharges.len(),
            time,
        }),
        _ => None,
    }
}

/// Whether it leads to an amount beside the price.
fn is_beside(part: PricePart<'_>) -> bool {
    let PricePart::Surcharge { surcharges, taken } = part else {
        return false;
    };
    let rule = surcharges.get(taken);
    rule.is_some_and(|Surcharge { form, .. }| matches!(form, SurchargeForm::Add { .. }))
}
