//! The server under measure, over a database of its own, with towns and children in it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use preau_server::adapters::clock::FrozenClock;
use preau_server::adapters::mail::NowhereMailer;
use preau_server::adapters::random::OsRandom;
use preau_server::app::{PasswordCost, Running, Wiring, start};
use preau_server::cli::command::Command;
use preau_server::seed;
use preau_tests::{documents, towns};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::arguments::Arguments;
use crate::{Outcome, say};
use preau_tests::Wire;

/// Longer than the pause between any two statements of one request.
const QUIET: Duration = Duration::from_millis(100);

/// Monday 23 November 2026: a school year lies ahead. The clock stands still, so that every run meets the same days.
const NOW: &str = "2026-11-23T09:00:00+01:00";

/// Places in every activity: nobody is refused.
const PLACES: u32 = 100_000;

const PASSWORD: &str = "deux tilleuls dans la cour";

/// A family of three at the primary school, where five activities are offered.
pub const FAMILY: &str = "famille@example.org";
pub const CHILDREN: [&str; 3] = ["Ana", "Noé", "Lou"];

pub struct House {
    pub running: Running,
    pub towns: Vec<Town>,
    /// Where `pgbench` goes; also the server's store.
    pub database: String,
    /// A way into it that no limit of the server's cuts short.
    pub store: DatabaseConnection,
    admin: DatabaseConnection,
    name: String,
    statements: Arc<AtomicUsize>,
}

#[derive(Clone)]
pub struct Town {
    pub commune: i32,
    pub slug: String,
    /// Of a member of its staff.
    pub token: String,
}

impl House {
    /// Starts the server on an empty database, founds one town and then those that bookings are spread over.
    pub async fn open(arguments: &Arguments) -> Outcome<Self> {
        let server = variable("PREAU_TEST_DATABASE_URL")?;
        let redis = variable("PREAU_TEST_REDIS_URL")?;
        let admin = connect(&server).await?;
        let name = format!("preau_bench_{}", std::process::id());
        admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await?;
        let (base, _) = server.rsplit_once('/').ok_or("an address that ends in a database")?;
        let database = format!("{base}/{name}");

        let statements = Arc::new(AtomicUsize::new(0));
        let words = ["preau", "demo", "--listen", "127.0.0.1:0", "--database", &database];
        let words = words
            .into_iter()
            .chain(["--redis", &redis, "--redis-prefix", &name, "--smtp", ""]);
        let (Command::Demo(demo), log) = preau_server::cli::parse(words.map(Into::into))? else {
            return Err("another command".into());
        };
        log.start();
        let counting = Arc::clone(&statements);
        let wiring = Wiring {
            clock: Arc::new(FrozenClock::new(NOW.parse()?)),
            random: Arc::new(OsRandom),
            mailer: Arc::new(NowhereMailer::new()),
            mailbox: None,
            keys: vec!["a key of the bench, 32 bytes or more".into()],
            password_cost: PasswordCost::FOR_TESTS,
            development: false,
            explorer: None,
            worker: false,
            on_statement: Some(Arc::new(move || {
                counting.fetch_add(1, Ordering::Relaxed);
            })),
        };
        let running = start(&demo.settings, wiring)
            .await
            .map_err(|failure| failure.to_string())?;
        let store = connect(&database).await?;
        let mut house = Self {
            store,
            running,
            towns: Vec::new(),
            database,
            admin,
            name,
            statements,
        };
        for nth in 0..=arguments.towns {
            let town = house.found(nth).await?;
            house.towns.push(town);
        }
        say(&format!("{} towns founded", house.towns.len()));
        Ok(house)
    }

    async fn found(&self, nth: usize) -> Outcome<Town> {
        let slug = format!("ville-{nth}");
        let rules = towns::rules_with_places(PLACES).replace(towns::MILLY, &slug);
        let rules = rules.replace("insee = \"91405\"", &format!("insee = \"{}\"", 10_000 + nth));
        let portal = self.running.portal();
        let commune = seed::town(portal, &rules)
            .await
            .map_err(|failure| failure.to_string())?;
        let people = people();
        seed::people(portal, self.running.sign_in(), commune, &people)
            .await
            .map_err(|failure| failure.to_string())?;
        let token = self.sign_in(&slug, "accueil@example.org").await?;
        Ok(Town {
            commune: commune.0,
            slug,
            token,
        })
    }

    /// An access token. The clock stands still, so it holds for the whole run.
    pub async fn sign_in(&self, town: &str, login: &str) -> Outcome<String> {
        let input = json!({ "town": town, "login": login, "password": PASSWORD, "deviceName": "Banc" });
        let answer = self
            .ask(None, documents::SESSION_OPEN, json!({ "input": input }))
            .await?;
        let token = answer["sessionOpen"]["tokens"]["accessToken"].as_str();
        Ok(token.ok_or_else(|| format!("no token: {answer}"))?.to_owned())
    }

    /// The `data` of the answer.
    pub async fn ask(&self, token: Option<&str>, document: &str, variables: Value) -> Outcome<Value> {
        let body = json!({ "query": document, "variables": variables }).to_string();
        let mut wire = Wire::open(self.running.address()).await?;
        let mut answer: Value = serde_json::from_str(wire.post(token, &body).await?)?;
        match answer.get("errors") {
            None => Ok(answer["data"].take()),
            Some(errors) => Err(errors.to_string().into()),
        }
    }

    /// The server's own pool.
    pub fn pool(&self) -> &DatabaseConnection {
        &self.running.portal().db
    }

    /// How many SQL statements the server has sent, beginnings and ends of transactions apart. Waits until nothing more
    /// is sent: a few statements follow an answer.
    pub async fn statements(&self) -> usize {
        loop {
            let seen = self.statements.load(Ordering::Relaxed);
            let more = async {
                while self.statements.load(Ordering::Relaxed) == seen {
                    tokio::task::yield_now().await;
                }
            };
            if timeout(QUIET, more).await.is_err() {
                return seen;
            }
        }
    }

    /// Stops the server and drops its database.
    pub async fn close(self) -> Outcome<()> {
        self.running.stop().await;
        self.admin
            .execute_unprepared(&format!("DROP DATABASE {} WITH (FORCE)", self.name))
            .await?;
        Ok(())
    }
}

/// A member of staff, and the family of three.
fn people() -> String {
    let child = |name| {
        format!(
            "[[families.children]]\nfirst_name = \"{name}\"\nlast_name = \"Marchand\"\nbirth_date = \"2018-03-14\"\n\
             school = \"cocteau\"\n"
        )
    };
    let children = CHILDREN.map(child).concat();
    format!(
        "[[agents]]\nname = \"Accueil\"\nemail = \"accueil@example.org\"\npassword = \"{PASSWORD}\"\n\
         [[families]]\ncode = \"1\"\nname = \"Marchand\"\n\
         [[families.guardians]]\nfirst_name = \"Camille\"\nlast_name = \"Marchand\"\nemail = \"{FAMILY}\"\n\
         password = \"{PASSWORD}\"\n{children}"
    )
}

pub fn variable(name: &str) -> Outcome<String> {
    std::env::var(name).map_err(|_| format!("{name} is not set: run `make bench`, which starts what is needed").into())
}

pub async fn connect(url: &str) -> Outcome<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Ok(Database::connect(options).await?)
}
