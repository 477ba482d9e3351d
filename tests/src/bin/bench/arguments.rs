//! What can be asked of the bench.

use std::ops::RangeInclusive;
use std::time::Duration;

use crate::Outcome;

pub struct Arguments {
    /// Times that each pair is measured; medians are told.
    pub rounds: usize,
    /// How long each measurement lasts.
    pub window: Duration,
    /// Callers at once, on either side.
    pub clients: usize,
    /// Towns that the bookings are spread over.
    pub towns: usize,
    /// Bookings of the year that a draft is tried against.
    pub simulated: usize,
    /// What is measured.
    pub parts: Vec<Part>,
    pub format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Text,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Calendar,
    Booking,
    Simulation,
}

pub const USAGE: &str = "usage: bench [--rounds N] [--seconds N] [--clients N] [--towns N] [--simulated N] \
  [--parts calendar,booking,simulation] [--format text|json]";

/// Fewer would be a handful of children, and more would not be numbered.
const SIMULATED: RangeInclusive<usize> = 10_000..=10_000_000;

impl Arguments {
    /// Reads what follows the program's name.
    pub fn read(mut words: impl Iterator<Item = String>) -> Outcome<Self> {
        let mut read = Self {
            rounds: 5,
            window: Duration::from_secs(4),
            clients: 16,
            towns: 50,
            simulated: 100_000,
            parts: vec![Part::Calendar, Part::Booking, Part::Simulation],
            format: Format::Text,
        };
        while let Some(flag) = words.next() {
            let value = words.next().ok_or(USAGE)?;
            match flag.as_str() {
                "--rounds" => read.rounds = number(&value)?,
                "--seconds" => read.window = Duration::from_secs(number(&value)? as u64),
                "--clients" => read.clients = number(&value)?,
                "--towns" => read.towns = number(&value)?,
                "--simulated" => read.simulated = within(&value, SIMULATED)?,
                "--parts" => read.parts = value.split(',').map(part).collect::<Outcome<_>>()?,
                "--format" if value == "text" => read.format = Format::Text,
                "--format" if value == "json" => read.format = Format::Json,
                _ => return Err(USAGE.into()),
            }
        }
        Ok(read)
    }
}

fn number(text: &str) -> Outcome<usize> {
    within(text, 1..=999)
}

fn within(text: &str, range: RangeInclusive<usize>) -> Outcome<usize> {
    text.parse()
        .ok()
        .filter(|number| range.contains(number))
        .ok_or_else(|| USAGE.into())
}

fn part(name: &str) -> Outcome<Part> {
    match name {
        "calendar" => Ok(Part::Calendar),
        "booking" => Ok(Part::Booking),
        "simulation" => Ok(Part::Simulation),
        _ => Err(USAGE.into()),
    }
}
