//! Questions about a town that has a bit of everything.

use preau_domain::calendar::Calendar;
use preau_domain::explain::{Explanation, Fault, Happening, Question, Words};
use preau_domain::rulebook::{RuleBook, parse};

use crate::calendar::town::{at, day};

pub const TOWN: &str = include_str!("town.toml");

pub fn rules() -> RuleBook {
    parse(TOWN).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"))
}

/// In time for the week of 30 November 2026, with nothing booked.
pub fn ask(activity: &str, child: &str, on: &str) -> Words {
    Words {
        child: vec![child.to_owned()],
        activity: activity.to_owned(),
        day: day(on),
        now: at("2026-11-26T09:30:00+01:00"),
        booked: Vec::new(),
        taken: None,
        happening: Happening::default(),
    }
}

pub trait Asked: Sized {
    fn at(self, now: &str) -> Self;
    fn booked(self, codes: &[&str]) -> Self;
    fn taken(self, taken: u32) -> Self;
}

impl Asked for Words {
    fn at(self, now: &str) -> Self {
        Self { now: at(now), ..self }
    }

    fn booked(self, codes: &[&str]) -> Self {
        let booked = codes.iter().map(ToString::to_string).collect();
        Self { booked, ..self }
    }

    fn taken(self, taken: u32) -> Self {
        Self {
            taken: Some(taken),
            ..self
        }
    }
}

pub fn answer(words: &Words) -> Result<Explanation, Fault> {
    answer_of(words, &rules())
}

/// The same under another rule book.
pub fn answer_of(words: &Words, rules: &RuleBook) -> Result<Explanation, Fault> {
    let calendar = Calendar::new(&rules.calendar).unwrap();
    Ok(Question::read(words, rules)?.explain(rules, &calendar))
}
