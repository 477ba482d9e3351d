use clap::Args;

use super::Secret;

const DEFAULT: &str = "sqlite://preau.sqlite?mode=rwc";

#[derive(Args, Clone, Debug)]
pub struct StoreSettings {
    #[arg(
        id = "database",
        long = "database",
        env = "DATABASE_URL",
        default_value = DEFAULT,
        value_name = "URL",
        hide_env_values = true,
        help = "The store: an SQLite file, or postgres://user:password@host/name"
    )]
    url: Secret,
}

impl StoreSettings {
    /// May hold a password: not for logs.
    pub fn url(&self) -> &str {
        self.url.given().unwrap_or(DEFAULT)
    }
}
