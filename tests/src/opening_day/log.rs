//! What happened, as it happened.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::Instant;

/// What a phone asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    SignIn,
    Home,
    Calendar,
    FillCart,
    Book,
    OrderCart,
    Join,
    LookAgain,
    GiveBack,
    LookAtWaits,
    Accept,
    Decline,
}

impl Step {
    /// How many there are.
    pub const COUNT: usize = 12;

    pub const ALL: [Self; Self::COUNT] = [
        Self::SignIn,
        Self::Home,
        Self::Calendar,
        Self::FillCart,
        Self::Book,
        Self::OrderCart,
        Self::Join,
        Self::LookAgain,
        Self::GiveBack,
        Self::LookAtWaits,
        Self::Accept,
        Self::Decline,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign in",
            Self::Home => "home",
            Self::Calendar => "calendar",
            Self::FillCart => "fill the cart",
            Self::Book => "book the year",
            Self::OrderCart => "order the cart",
            Self::Join => "join the waiting list",
            Self::LookAgain => "look again",
            Self::GiveBack => "give back",
            Self::LookAtWaits => "look at what is waited for",
            Self::Accept => "accept an offer",
            Self::Decline => "decline an offer",
        }
    }
}

/// One thing asked for and answered, from the press of the button to the answer, tries in between included.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    pub step: Step,
    /// Since the beginning.
    pub at: Duration,
    pub took: Duration,
}

pub struct Log {
    began: Mutex<Instant>,
    samples: Mutex<Vec<Sample>>,
    faults: Mutex<BTreeMap<String, usize>>,
    wrong: Mutex<Vec<String>>,
    early: AtomicUsize,
    settled: watch::Sender<usize>,
}

impl Default for Log {
    fn default() -> Self {
        Self {
            began: Mutex::new(Instant::now()),
            samples: Mutex::default(),
            faults: Mutex::default(),
            wrong: Mutex::default(),
            early: AtomicUsize::default(),
            settled: watch::Sender::new(0),
        }
    }
}

impl Log {
    pub(super) fn begin(&self) {
        *held(&self.began) = Instant::now();
    }

    pub(super) fn answered(&self, step: Step, asked: Instant) {
        let began = *held(&self.began);
        let sample = Sample {
            step,
            at: asked.saturating_duration_since(began),
            took: asked.elapsed(),
        };
        held(&self.samples).push(sample);
    }

    /// A try without the answer hoped for.
    pub(super) fn fault(&self, code: &str) {
        *held(&self.faults).entry(code.to_owned()).or_default() += 1;
    }

    /// Something that must not happen.
    pub(super) fn wrong(&self, what: String) {
        held(&self.wrong).push(what);
    }

    /// A family was told that it came too early, and when to come.
    pub(super) fn early(&self) {
        self.early.fetch_add(1, Ordering::Relaxed);
    }

    /// How many were told so.
    pub fn told_early(&self) -> usize {
        self.early.load(Ordering::Relaxed)
    }

    pub fn samples(&self) -> Vec<Sample> {
        held(&self.samples).clone()
    }

    pub fn faults(&self) -> BTreeMap<String, usize> {
        held(&self.faults).clone()
    }

    pub fn wrongs(&self) -> Vec<String> {
        held(&self.wrong).clone()
    }

    /// A family has the answer to its year.
    pub(super) fn settle(&self) {
        self.settled.send_modify(|count| *count += 1);
    }

    /// Waits until so many families have theirs.
    pub async fn settled(&self, at_least: usize) {
        // The log outlives those who wait for it.
        let _ = self.settled.subscribe().wait_for(|&count| count >= at_least).await;
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
