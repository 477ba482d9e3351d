//! What can be asked of the program.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, Utc};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use preau_server::cli::logging::LogSettings;
use preau_server::settings::Settings;
use preau_tests::opening_day::{Cast, Share};

/// Days that one request may ask for.
const MOST_DAYS: usize = 2_600;

const AFTER_HELP: &str = "\
What a killed server had begun to send is left alone for two minutes: with --kill, the workers may take that long.
Its own servers run in processes of their own, on the loopback address, over a store that is thrown away.
For `--store postgres` it needs PREAU_TEST_DATABASE_URL and PREAU_TEST_REDIS_URL: `make load` starts both.

Exit codes:
  0  everything held, and everybody was answered
  1  something did not: the rows are written out
  2  wrong usage";

/// Plays opening day: every family of a town books a whole year at once, on too few places. Then holds the store and all
/// answers against each other.
#[derive(Parser, Clone, Debug)]
#[command(name = "opening-day", after_help = AFTER_HELP)]
pub struct Arguments {
    /// Families that come
    #[arg(long, default_value_t = 200, value_name = "N", value_parser = number(1..=5_000))]
    families: u64,

    /// Children of each family
    #[arg(long, default_value_t = 2, value_name = "N", value_parser = number(1..=6))]
    children: u64,

    /// Activities; each child wants all, or all but one where there are three or more
    #[arg(long, default_value_t = 3, value_name = "N", value_parser = number(1..=8))]
    activities: u64,

    /// Weeks of four days that each family books
    #[arg(long, default_value_t = 36, value_name = "N", value_parser = number(1..=36))]
    weeks: u64,

    /// Places, as a share of the children who want one
    #[arg(long, default_value = "0.9", value_name = "SHARE")]
    capacity_share: Share,

    /// Over how many seconds families arrive; the first sixth lies before the opening, and the most come right after it
    #[arg(long, default_value_t = 30, value_name = "N", value_parser = number(0..=3_600))]
    seconds: u64,

    /// Families that send their request again: at once to another server, or after hanging up
    #[arg(long, default_value = "0.2", value_name = "SHARE")]
    retry_share: Share,

    /// Families that put a quarter of their days into the cart; every other one leaves it there
    #[arg(long, default_value = "0.2", value_name = "SHARE")]
    cart_share: Share,

    /// Families that give days back after the rush
    #[arg(long, default_value = "0.2", value_name = "SHARE")]
    give_share: Share,

    /// Tells who comes when and wants what
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,

    /// The store of its own servers
    #[arg(long, default_value = "sqlite")]
    pub store: Store,

    /// Its own server processes; over SQLite there is one
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = number(1..=8))]
    pub servers: u64,

    /// Kill a server process in the morning, when a quarter of the families are answered, or in the afternoon, when half of the
    /// days are given back and on offer; a lone one is started again
    #[arg(long, value_name = "WHEN", num_args = 0..=1, default_missing_value = "morning")]
    pub kill: Option<Hour>,

    /// What hashing a password costs: as in production, or next to nothing
    #[arg(long, default_value = "real")]
    pub passwords: Passwords,

    /// How many seconds the workers may take afterwards; 0: they are not waited for, and what hangs on them is not checked
    #[arg(long, default_value_t = 240, value_name = "N", value_parser = number(0..=3_600))]
    pub drain: u64,

    /// Leave its own store behind, for a look into it
    #[arg(long)]
    pub keep: bool,

    /// Play against this server instead, where booking is open; may be given several times
    #[arg(long, value_name = "URL", value_parser = loopback, requires = "database")]
    pub url: Vec<SocketAddr>,

    /// With --url: the servers' store, in which the town is founded; another town for each seed
    #[arg(long, value_name = "URL", requires = "url")]
    pub database: Option<String>,

    /// What its own servers log on standard error
    #[arg(long, default_value = "error", value_name = "FILTER")]
    pub log: String,

    #[arg(long, default_value = "text")]
    pub format: Format,

    /// Also draw requests and latency over time
    #[arg(long, value_name = "FILE")]
    pub svg: Option<PathBuf>,

    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    Sqlite,
    Postgres,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hour {
    Morning,
    Afternoon,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passwords {
    Real,
    Cheap,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Json,
}

#[derive(Subcommand, Clone, Debug)]
pub enum Command {
    /// One of its own servers, until the standard input ends
    #[command(hide = true)]
    Serve(Server),
}

#[derive(Args, Clone, Debug)]
pub struct Server {
    #[command(flatten)]
    pub settings: Settings,

    #[command(flatten)]
    pub log: LogSettings,

    /// What its clock shows at first
    #[arg(long)]
    pub at: DateTime<Utc>,
}

impl Arguments {
    /// Refuses what does not go together.
    pub fn checked(self) -> Result<Self, clap::Error> {
        let days = self.children * self.activities * self.weeks * 4;
        let wrong = if usize::try_from(days).is_ok_and(|days| days > MOST_DAYS) {
            format!("a request may ask for {MOST_DAYS} days, and each family would ask for up to {days}")
        } else if self.store == Store::Sqlite && self.servers > 1 {
            "one process has an SQLite file: --servers goes with --store postgres".to_owned()
        } else if self.kill.is_some() && !self.url.is_empty() {
            "--kill concerns the program's own servers".to_owned()
        } else {
            return Ok(self);
        };
        Err(Self::command().error(ErrorKind::ArgumentConflict, wrong))
    }

    pub fn cast(&self) -> Cast {
        let small = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        Cast {
            families: small(self.families),
            children: small(self.children),
            activities: small(self.activities),
            weeks: small(self.weeks),
            capacity_share: self.capacity_share,
            retry_share: self.retry_share,
            cart_share: self.cart_share,
            give_share: self.give_share,
            window: Duration::from_secs(self.seconds),
            seed: self.seed,
        }
    }

    /// How it is played, in words.
    pub fn how(&self, days: usize) -> String {
        let servers = match (self.url.len(), self.store) {
            (0, Store::Sqlite) => "one server on SQLite".to_owned(),
            (0, Store::Postgres) => format!("{} servers on PostgreSQL and Redis", self.servers),
            (others, _) => format!("{others} running servers"),
        };
        let cores = std::thread::available_parallelism().map_or(0, usize::from);
        format!(
            "{} families of {}, {} activities, {days} days, places for {} of 1000 who want one, {} s; {servers}{}; seed {}; \
             {cores} cores, shared by phones, servers and store",
            self.families,
            self.children,
            self.activities,
            self.capacity_share.0,
            self.seconds,
            match self.kill {
                Some(Hour::Morning) => ", one killed in the morning",
                Some(Hour::Afternoon) => ", one killed in the afternoon",
                None => "",
            },
            self.seed,
        )
    }
}

fn number(range: std::ops::RangeInclusive<u64>) -> clap::builder::RangedU64ValueParser {
    clap::value_parser!(u64).range(range)
}

/// `http://127.0.0.1:8080`, with or without the path of the API.
fn loopback(text: &str) -> Result<SocketAddr, String> {
    let host = text.strip_prefix("http://").unwrap_or(text);
    let host = host.trim_end_matches("/graphql").trim_end_matches('/');
    let address = host.replacen("localhost", "127.0.0.1", 1).parse::<SocketAddr>();
    match address {
        Ok(address) if address.ip().is_loopback() => Ok(address),
        _ => Err("expected a server of this machine, such as http://127.0.0.1:8080".to_owned()),
    }
}
