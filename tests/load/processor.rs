//! Who used the processor, where the system tells: on Linux.

use std::fs;

/// Ticks of the system's processor accounting in a second.
const TICKS: f64 = 100.0;

/// Processor time up to now, in seconds.
pub struct Used {
    machine: f64,
    phones: f64,
    servers: f64,
}

impl Used {
    /// None where it cannot be told.
    pub fn now(servers: impl Iterator<Item = u32>) -> Option<Self> {
        Some(Self {
            machine: machine()?,
            phones: process(std::process::id())?,
            servers: servers.filter_map(process).sum(),
        })
    }

    /// What was used since then, by whom.
    pub fn since(&self, before: &Self) -> Vec<(String, f64)> {
        let (phones, servers) = (self.phones - before.phones, self.servers - before.servers);
        let rest = self.machine - before.machine - phones - servers;
        vec![
            ("phones".to_owned(), phones),
            ("servers".to_owned(), servers),
            ("store and all else on this machine".to_owned(), rest.max(0.0)),
        ]
    }
}

fn machine() -> Option<f64> {
    let stat = fs::read_to_string("/proc/stat").ok()?;
    let ticks: Vec<f64> = stat
        .lines()
        .next()?
        .split_whitespace()
        .skip(1)
        .filter_map(|word| word.parse().ok())
        .collect();
    // User, nice and system, then idle and waiting, then interrupts.
    let busy = ticks.iter().take(3).chain(ticks.iter().skip(5).take(2));
    Some(busy.sum::<f64>() / TICKS)
}

fn process(id: u32) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name may hold anything, and ends with the last parenthesis.
    let (_, fields) = stat.rsplit_once(')')?;
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let ticks = |nth: usize| fields.get(nth)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / TICKS)
}
