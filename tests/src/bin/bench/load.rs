//! Callers who ask without pause for a while.

use std::time::{Duration, Instant};

use futures_util::future::try_join_all;

use crate::Outcome;

/// Someone who asks the same kind of thing again and again.
pub trait Caller: Send + 'static {
    fn ask(&mut self) -> impl Future<Output = Outcome<()>> + Send;
}

/// What all callers got answered together in the time they were given.
#[derive(Clone, Copy)]
pub struct Load {
    pub answers: usize,
    /// Answers per second.
    pub rate: f64,
}

/// Lets all callers ask at once until the time is over; answers under way then are waited for and counted.
pub async fn run<C: Caller>(callers: Vec<C>, window: Duration) -> Outcome<Load> {
    let began = Instant::now();
    let ask = |mut caller: C| {
        tokio::spawn(async move {
            let mut answers = 0;
            while began.elapsed() < window {
                caller.ask().await?;
                answers += 1;
            }
            Outcome::Ok(answers)
        })
    };
    let counts = try_join_all(callers.into_iter().map(ask)).await?;
    let answers = counts.into_iter().sum::<Outcome<usize>>()?;
    Ok(Load {
        answers,
        rate: answers as f64 / began.elapsed().as_secs_f64(),
    })
}
