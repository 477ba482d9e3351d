//! What the program tells its operator, on standard error.

use clap::{Args, ValueEnum};
use tracing_subscriber::EnvFilter;

/// Statements of the store stay out at every level of ours: their values are people's.
const DEFAULT: &str = "info,sqlx=error,sea_orm=error,sea_orm_migration=warn";

#[derive(Args, Clone, Debug)]
pub struct LogSettings {
    #[arg(
        long,
        global = true,
        help_heading = "Log",
        env = "PREAU_LOG",
        default_value = DEFAULT,
        hide_default_value = true,
        value_name = "FILTER",
        value_parser = filter,
        help = "What to log: error, warn, info, debug, trace, or filters such as info,preau_server=debug [default: info]"
    )]
    pub log: String,

    /// How to write log lines
    #[arg(
        long,
        global = true,
        help_heading = "Log",
        env = "PREAU_LOG_FORMAT",
        default_value = "text",
        value_name = "FORMAT"
    )]
    pub log_format: LogFormat,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

impl LogSettings {
    /// Takes effect once per process; later calls change nothing.
    pub fn start(&self) {
        let lines = tracing_subscriber::fmt()
            .with_env_filter(EnvFilter::new(&self.log))
            .with_writer(std::io::stderr);
        // An error means that a subscriber is there already.
        let _ = match self.log_format {
            LogFormat::Text => lines.with_ansi(false).try_init(),
            LogFormat::Json => lines.json().flatten_event(true).try_init(),
        };
    }
}

/// A bare level means ours, with the defaults for what we build on.
fn filter(text: &str) -> Result<String, String> {
    let bare = text.parse::<tracing::Level>().is_ok();
    let whole = if bare {
        DEFAULT.replacen("info", text, 1)
    } else {
        text.to_owned()
    };
    whole
        .parse::<EnvFilter>()
        .map(|_| whole)
        .map_err(|error| error.to_string())
}
