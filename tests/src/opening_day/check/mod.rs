//! Holds the store, every answer and every server's counts against each other. What is not as it must be is told row by
//! row; the statements are plain SQL that both stores understand.

mod answers;
mod books;
mod carts;
mod counts;
mod history;
mod line;
mod noon;
mod orders;
mod outbox;
mod place;
mod places;
mod waiting;

pub use books::Books;
pub use noon::Noon;
pub use outbox::drained;

use std::net::SocketAddr;

use chrono::{DateTime, Utc};

use super::played::Played;
use super::stage::Stage;
use crate::Outcome;

/// One thing that was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    pub name: &'static str,
    /// How much was looked at; or why nothing was.
    pub seen: String,
    pub skipped: bool,
    pub violations: Vec<String>,
}

impl Check {
    fn of(name: &'static str, seen: String, violations: Vec<String>) -> Self {
        Self {
            name,
            seen,
            skipped: false,
            violations,
        }
    }

    fn skipped(name: &'static str, why: &str) -> Self {
        Self {
            name,
            seen: why.to_owned(),
            skipped: true,
            violations: Vec::new(),
        }
    }
}

/// When everything is held against each other.
#[derive(Clone, Debug)]
pub struct Evening {
    pub noon: Noon,
    /// What the servers' clocks show.
    pub at: DateTime<Utc>,
    /// The workers have done all that is due by then, or had the time to.
    pub done: bool,
    /// Servers that were killed, and did not come back.
    pub down: Vec<SocketAddr>,
}

/// Everything that must be true afterwards: what counts from the cache and of tasks only once the workers have done all.
pub async fn all(books: &Books, stage: &Stage, played: &[Played], evening: &Evening) -> Outcome<Vec<Check>> {
    let mut checks = vec![
        Check::of("on the way", format!("{} families", played.len()), stage.log.wrongs()),
        places::check(books, stage).await?,
        answers::check(books, stage, played, &evening.noon).await?,
        orders::check(books, stage, played).await?,
        history::check(books).await?,
        waiting::check(books, stage, played).await?,
        carts::check(books, stage, played, evening).await?,
    ];
    if evening.done {
        checks.extend([
            outbox::check(books, evening.at).await?,
            counts::check(books, stage, &evening.down).await?,
        ]);
    } else {
        let skipped = |name| Check::skipped(name, "the workers were not waited for");
        checks.extend(["outbox", "counts"].map(skipped));
    }
    Ok(checks)
}
