use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use preau_server::cli::command::Command;
use preau_server::settings::Settings;

use crate::database::{self, Database};
use crate::time::Time;
use crate::{Server, Store, towns};

/// A deployment of one test: a store, Redis keys where it has them, and a clock that stands still. It may run several
/// servers.
pub struct House {
    database: Database,
    /// None: each server keeps to itself what Redis would share.
    redis: Option<String>,
    prefix: String,
    pub time: Arc<Time>,
    servers: AtomicU64,
}

/// Monday 23 November 2026, nine o'clock in Paris: three days before the next deadline of Milly.
pub const MORNING: &str = "2026-11-23T09:00:00+01:00";

impl House {
    /// On PostgreSQL it uses the Redis server given to the tests.
    pub async fn new(store: Store) -> Self {
        let redis = (store == Store::Postgres).then(|| database::variable("PREAU_TEST_REDIS_URL"));
        Self::with_redis(store, redis).await
    }

    /// With the Redis server at this address.
    pub async fn with_redis(store: Store, redis: Option<String>) -> Self {
        let database = Database::new(store).await;
        let name = database.url.rsplit(['/', '?']).next().unwrap_or_default();
        let prefix = format!(
            "test-{}-{}",
            std::process::id(),
            name.replace(|c: char| !c.is_alphanumeric(), "-")
        );
        Self {
            database,
            redis,
            prefix,
            time: Time::at(MORNING),
            servers: AtomicU64::new(0),
        }
    }

    /// Where the store is.
    pub fn store(&self) -> &str {
        &self.database.url
    }

    /// One more server over the store, with an empty store the first time.
    pub async fn open(&self) -> Server {
        self.start(true).await
    }

    /// As in production: no page tells of mails.
    pub async fn open_in_production(&self) -> Server {
        self.start(false).await
    }

    async fn start(&self, development: bool) -> Server {
        let nth = self.servers.fetch_add(1, Ordering::Relaxed);
        Server::start(&self.settings(), Arc::clone(&self.time), nth, development).await
    }

    fn settings(&self) -> Settings {
        let redis = self.redis.as_deref().unwrap_or_default();
        let arguments = [
            "preau",
            "demo",
            "--listen",
            "127.0.0.1:0",
            "--database",
            &self.database.url,
        ];
        let arguments = arguments
            .into_iter()
            .chain(["--redis", redis, "--redis-prefix", &self.prefix, "--smtp", ""]);
        match preau_server::cli::parse(arguments.map(Into::into)) {
            Ok((Command::Demo(demo), _)) => demo.settings,
            Ok(_) => panic!("another command"),
            Err(error) => panic!("{error}"),
        }
    }
}

impl Server {
    /// A server of a fresh house, in which Milly has its rules and people.
    pub async fn of_milly(store: Store) -> (House, Self) {
        Self::of(store, towns::milly()).await
    }

    /// A server of a fresh house, in which this town has its rules and people.
    pub async fn of(store: Store, town: towns::Town) -> (House, Self) {
        let (house, server) = Self::of_town(store, &town.rules, town.people).await;
        (house, server.in_town(town))
    }

    /// A server of a fresh house, with one town.
    pub async fn of_town(store: Store, rules: &str, people: &str) -> (House, Self) {
        let house = House::new(store).await;
        let server = house.open().await;
        server.settle(rules, people).await;
        (house, server)
    }
}

/// Brings a store to the shape that the program expects, as an operator does.
pub(crate) async fn migrate(url: &str) {
    let arguments = ["preau", "migrate", "--database", url];
    let (command, _) = preau_server::cli::parse(arguments.map(Into::into)).expect("a command");
    assert_eq!(preau_server::run(command).await, ExitCode::SUCCESS);
}
