//! The program's own servers.

use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::Duration;

use chrono::{DateTime, Utc};
use clap::Parser;
use preau_tests::Outcome;
use tokio::task::spawn_blocking;
use tokio::time::{Instant, sleep, timeout};

use crate::arguments::{self, Arguments, Server};
use crate::store::Store;

/// How long a server may take to start, and to stop.
const PATIENCE: Duration = Duration::from_secs(40);

/// A process, killed when dropped. It also ends by itself when this program does.
pub struct Process {
    pub address: SocketAddr,
    child: Child,
    /// None once it was told to stop.
    line: Option<ChildStdin>,
}

/// How a server on the store is asked for.
fn words(store: &Store, listen: SocketAddr, at: DateTime<Utc>, log: &str) -> Vec<String> {
    let listen = listen.to_string();
    let words = [
        "serve",
        "--database",
        &store.url,
        "--redis",
        &store.redis,
        "--redis-prefix",
        &store.prefix,
    ];
    let more = ["--smtp", "", "--log", log, "--listen", &listen, "--at"];
    let words = words.into_iter().chain(more).map(ToOwned::to_owned);
    words.chain([at.to_rfc3339()]).collect()
}

/// The same, read as the process does.
pub fn settings(store: &Store, at: DateTime<Utc>) -> Outcome<Server> {
    let words = words(store, SocketAddr::from(([127, 0, 0, 1], 0)), at, "error");
    match Arguments::try_parse_from(["opening-day".to_owned()].into_iter().chain(words))?.command {
        Some(arguments::Command::Serve(server)) => Ok(server),
        None => Err("another command".into()),
    }
}

impl Process {
    /// Returns when it answers.
    pub async fn start(store: &Store, listen: SocketAddr, at: DateTime<Utc>, log: &str) -> Outcome<Self> {
        let child = Command::new(std::env::current_exe()?)
            .args(words(store, listen, at, log))
            // Nothing that a deployment of this machine is configured with.
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut process = Self {
            address: listen,
            child,
            line: None,
        };
        process.line = process.child.stdin.take();
        let output = process.child.stdout.take().ok_or("a server without an output")?;
        let told = spawn_blocking(move || BufReader::new(output).lines().next());
        let address = timeout(PATIENCE, told).await??;
        process.address = address.ok_or("a server ended before it served")??.parse()?;
        Ok(process)
    }

    /// Sets its clock.
    pub fn set_clock(&mut self, at: DateTime<Utc>) -> Outcome<()> {
        let line = self.line.as_mut().ok_or("a server that was told to stop")?;
        Ok(line.write_all(format!("{}\n", at.to_rfc3339()).as_bytes())?)
    }

    /// As `kill -9`, and waits until it is gone.
    pub fn kill(&mut self) -> Outcome<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Lets it end what it does.
    pub async fn stop(mut self) -> Outcome<()> {
        self.line = None;
        let ends = Instant::now() + PATIENCE;
        while self.child.try_wait()?.is_none() {
            if Instant::now() >= ends {
                return Err(format!("the server {} did not stop", self.address).into());
            }
            sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may be gone.
        let _ = self.kill();
    }
}
