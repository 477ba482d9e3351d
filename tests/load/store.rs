//! A store for one day.

use preau_tests::Outcome;
use sea_orm::{ConnectOptions, ConnectionTrait, Database};
use tempfile::TempDir;

use crate::arguments::{self, Arguments};
use crate::say;

pub struct Store {
    pub url: String,
    /// Empty: none.
    pub redis: String,
    /// The first word of Redis keys.
    pub prefix: String,
    kept: Kept,
}

enum Kept {
    File(TempDir),
    Server {
        admin: String,
        name: String,
    },
    /// Somebody else's.
    NotOurs,
}

impl Store {
    pub async fn open(arguments: &Arguments) -> Outcome<Self> {
        let prefix = format!("preau_load_{}", std::process::id());
        if let Some(url) = &arguments.database {
            let (url, kept) = (url.clone(), Kept::NotOurs);
            return Ok(Self {
                url,
                redis: String::new(),
                prefix,
                kept,
            });
        }
        match arguments.store {
            arguments::Store::Sqlite => {
                let directory = tempfile::tempdir()?;
                Ok(Self {
                    url: format!("sqlite://{}?mode=rwc", directory.path().join("town.sqlite").display()),
                    redis: String::new(),
                    prefix,
                    kept: Kept::File(directory),
                })
            }
            arguments::Store::Postgres => {
                let admin = variable("PREAU_TEST_DATABASE_URL")?;
                let redis = variable("PREAU_TEST_REDIS_URL")?;
                execute(&admin, &format!("CREATE DATABASE {prefix}")).await?;
                let (base, _) = admin.rsplit_once('/').ok_or("an address that ends in a database")?;
                Ok(Self {
                    url: format!("{base}/{prefix}"),
                    redis,
                    kept: Kept::Server {
                        admin,
                        name: prefix.clone(),
                    },
                    prefix,
                })
            }
        }
    }

    /// Throws it away, or says where it is.
    pub async fn close(self, keep: bool) -> Outcome<()> {
        match self.kept {
            Kept::File(directory) if keep => say(&format!("the store is kept in {}", directory.keep().display())),
            Kept::Server { name, .. } if keep => say(&format!("the store is kept as database {name}")),
            Kept::File(directory) => directory.close()?,
            Kept::Server { admin, name } => execute(&admin, &format!("DROP DATABASE {name} WITH (FORCE)")).await?,
            Kept::NotOurs => {}
        }
        Ok(())
    }
}

async fn execute(url: &str, sql: &str) -> Outcome<()> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    let db = Database::connect(options).await?;
    db.execute_unprepared(sql).await?;
    Ok(db.close().await?)
}

fn variable(name: &str) -> Outcome<String> {
    std::env::var(name).map_err(|_| format!("{name} is not set: run `make load`, which starts what is needed").into())
}
