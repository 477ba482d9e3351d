//! Days that periods leave out, in a notation that a person can follow.

use chrono::NaiveDate;

/// Stretches that a diagnostic lists.
const MOST_LISTED: usize = 5;

/// Days on which an activity runs and that no period names, gathered into stretches: days on which it does not run
/// part nothing.
#[derive(Default)]
pub(super) struct Gaps {
    stretches: Vec<(NaiveDate, NaiveDate)>,
    is_open: bool,
}

impl Gaps {
    /// Takes note of the next day on which the activity runs.
    pub fn see(&mut self, day: NaiveDate, named: bool) {
        match self.stretches.last_mut() {
            _ if named => {}
            Some(last) if self.is_open => last.1 = day,
            _ => self.stretches.push((day, day)),
        }
        self.is_open = !named;
    }

    /// None where nothing is left out.
    pub fn notation(&self) -> Option<String> {
        let mut listed: Vec<String> = self
            .stretches
            .iter()
            .take(MOST_LISTED)
            .map(|(from, to)| {
                if from == to {
                    from.to_string()
                } else {
                    format!("{from} – {to}")
                }
            })
            .collect();
        if self.stretches.len() > MOST_LISTED {
            listed.push("…".to_owned());
        }
        (!listed.is_empty()).then(|| listed.join(", "))
    }
}
