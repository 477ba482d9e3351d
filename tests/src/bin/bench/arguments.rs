//! What can be asked of the bench.

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
    pub format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Text,
    Json,
}

pub const USAGE: &str = "usage: bench [--rounds N] [--seconds N] [--clients N] [--towns N] [--format text|json]";

impl Arguments {
    /// Reads what follows the program's name.
    pub fn read(mut words: impl Iterator<Item = String>) -> Outcome<Self> {
        let mut read = Self {
            rounds: 5,
            window: Duration::from_secs(4),
            clients: 16,
            towns: 50,
            format: Format::Text,
        };
        while let Some(flag) = words.next() {
            let value = words.next().ok_or(USAGE)?;
            match flag.as_str() {
                "--rounds" => read.rounds = number(&value)?,
                "--seconds" => read.window = Duration::from_secs(number(&value)? as u64),
                "--clients" => read.clients = number(&value)?,
                "--towns" => read.towns = number(&value)?,
                "--format" if value == "text" => read.format = Format::Text,
                "--format" if value == "json" => read.format = Format::Json,
                _ => return Err(USAGE.into()),
            }
        }
        Ok(read)
    }
}

fn number(text: &str) -> Outcome<usize> {
    text.parse()
        .ok()
        .filter(|number| (1..=999).contains(number))
        .ok_or_else(|| USAGE.into())
}
