//! A process that does one thing, and what it took.

use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use futures_util::TryStreamExt;
use sea_orm::{ConnectionTrait, DbBackend, Statement, StreamTrait};
use tokio::task::spawn_blocking;

use super::year;
use crate::house::connect;
use crate::{Outcome, say};

/// The first word of a process that is `preau`, and of one that is the baseline.
pub const PROGRAM: &str = "preau";
pub const READER: &str = "read";

/// Ticks of a second in `/proc`, on every Linux.
const TICKS: f64 = 100.0;

pub struct Alone<'f> {
    pub folder: &'f Path,
}

/// What a process took and told.
pub struct Cost {
    pub seconds: f64,
    /// Of the processor, in the process itself.
    pub processor: f64,
    /// The most memory that it had at one time, in kilobytes.
    pub peak: usize,
    pub told: String,
}

impl Alone<'_> {
    /// A command of `preau`.
    pub async fn program(&self, words: &[&str]) -> Outcome<Cost> {
        self.run(&[&[PROGRAM], words].concat()).await
    }

    /// The baseline.
    pub async fn reader(&self, url: &str) -> Outcome<Cost> {
        self.run(&[READER, url]).await
    }

    async fn run(&self, words: &[&str]) -> Outcome<Cost> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(words).current_dir(self.folder).stdin(Stdio::null());
        let began = Instant::now();
        let output = spawn_blocking(move || command.output()).await??;
        let seconds = began.elapsed().as_secs_f64();
        let (told, complaints) = (String::from_utf8(output.stdout)?, String::from_utf8(output.stderr)?);
        let last = complaints.lines().last().unwrap_or_default();
        let took = last.split_once(' ').filter(|_| output.status.success());
        let (peak, processor) = took.ok_or_else(|| format!("{}: {complaints}", words.join(" ")))?;
        Ok(Cost {
            seconds,
            processor: processor.parse()?,
            peak: peak.parse()?,
            told: told.trim_end().to_owned(),
        })
    }
}

/// Is `preau`, and tells at the end what it took.
pub async fn be_program() -> Outcome<ExitCode> {
    let (command, log) = preau_server::cli::parse(std::env::args_os().skip(1))?;
    log.start();
    let code = preau_server::run(command).await;
    tell()?;
    Ok(code)
}

/// Reads what the simulation reads, row by row, and looks at nothing.
pub async fn be_reader(url: &str) -> Outcome<ExitCode> {
    let store = connect(url).await?;
    let select = Statement::from_string(store.get_database_backend(), year::SELECT);
    if store.get_database_backend() == DbBackend::Postgres {
        // As the simulation says: the rows come by their index, and nothing is sorted.
        store
            .execute_unprepared("SET enable_seqscan = off; SET enable_sort = off; SET enable_hashjoin = off")
            .await?;
    }
    let mut rows = store.stream_raw(select).await?;
    let mut read = 0_usize;
    while rows.try_next().await?.is_some() {
        read += 1;
    }
    drop(rows);
    writeln!(std::io::stdout(), "{read} rows")?;
    tell()?;
    Ok(ExitCode::SUCCESS)
}

/// The peak of its memory, and its time of the processor.
fn tell() -> Outcome<()> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:")?.strip_suffix("kB"));
    let peak = peak.ok_or("no VmHWM")?.trim();
    // The name in brackets may hold anything; user and system time are the 12th and 13th word behind it.
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let (_, behind) = stat.rsplit_once(") ").ok_or("no name")?;
    let ticks = behind.split(' ').skip(11).take(2).map(str::parse::<f64>);
    let ticks: f64 = ticks.sum::<Result<f64, _>>()?;
    say(&format!("{peak} {}", ticks / TICKS));
    Ok(())
}
