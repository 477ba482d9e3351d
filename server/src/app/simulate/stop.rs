//! Ctrl-C: the page that is being reckoned is finished, and the rest is left.

use std::io::{self, Write};
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::cli::failure::INTERRUPTED;

/// Whether the person at the keyboard has asked for an end.
pub(super) struct Stop {
    asked: Arc<AtomicBool>,
}

impl Stop {
    /// Listens from now on, for as long as the process runs. Who asks again does not want to wait for the page, which may
    /// hang on a reader of the families that reads no more.
    pub fn listen() -> Self {
        let asked = Arc::new(AtomicBool::new(false));
        let mark = Arc::clone(&asked);
        tokio::spawn(async move {
            // Where no handler can be had, the signal ends the process, as it does without one.
            if tokio::signal::ctrl_c().await.is_ok() {
                mark.store(true, Ordering::Relaxed);
                // Whoever does not listen does not miss it.
                let _ = writeln!(io::stderr(), "stopping behind this page; once more stops at once");
                if tokio::signal::ctrl_c().await.is_ok() {
                    process::exit(i32::from(INTERRUPTED));
                }
            }
        });
        Self { asked }
    }

    pub fn asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }
}
