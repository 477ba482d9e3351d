use std::net::SocketAddr;
use std::sync::Arc;

use preau_server::adapters::mail::Mailbox;
use preau_server::adapters::random::SeededRandom;
use preau_server::app::{PasswordCost, Running, Wiring, start};
use preau_server::seed;
use preau_server::settings::Settings;

use crate::statements::Statements;
use crate::time::Time;
use crate::towns::{Town, milly};
use crate::{Parent, Phone};

/// A whole server in this process, reached over a socket of the loopback address. Its worker does nothing unless told.
pub struct Server {
    running: Running,
    mailbox: Arc<Mailbox>,
    statements: Statements,
    phone: Phone,
    /// Where people sign in.
    town: Town,
}

/// A mail as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub key: String,
    pub to: String,
    pub to_name: String,
    pub subject: String,
    pub text: String,
}

impl Server {
    pub(crate) async fn start(settings: &Settings, time: Arc<Time>, seed: u64, development: bool) -> Self {
        let mailbox = Arc::new(Mailbox::default());
        let statements = Statements::default();
        let counting = statements.clone();
        let wiring = Wiring {
            clock: Arc::clone(&time.clock) as _,
            random: Arc::new(SeededRandom::new(seed)),
            mailer: Arc::clone(&mailbox) as _,
            mailbox: development.then(|| Arc::clone(&mailbox)),
            keys: vec!["a key of the tests, 32 bytes or more".into()],
            password_cost: PasswordCost::FOR_TESTS,
            development,
            explorer: None,
            worker: false,
            on_statement: Some(Arc::new(move || counting.add())),
        };
        let running = start(settings, wiring).await.expect("the server starts");
        let phone = Phone::new(format!("http://{}/graphql", running.address()), time);
        Self {
            running,
            mailbox,
            statements,
            phone,
            town: milly(),
        }
    }

    /// The same server, whose people sign in to this town.
    #[must_use]
    pub fn in_town(self, town: Town) -> Self {
        Self { town, ..self }
    }

    /// Publishes a rule book and enters people.
    pub async fn settle(&self, rules: &str, people: &str) {
        self.enter(rules, people).await.expect("people");
    }

    /// As [`Server::settle`], or what the operator is told.
    pub async fn enter(&self, rules: &str, people: &str) -> Result<(), String> {
        let portal = self.running.portal();
        let town = seed::town(portal, rules).await.expect("a rule book");
        let entered = seed::people(portal, self.running.sign_in(), town, people).await;
        entered.map_err(|failure| failure.to_string())
    }

    /// Fills the store as `preau demo` does whenever it starts.
    pub async fn start_demo(&self) {
        let filled = seed::demo::seed(self.running.portal(), self.running.sign_in()).await;
        filled.expect("the demo towns");
    }

    /// Publishes a rule book.
    pub async fn publish(&self, rules: &str) {
        seed::town(self.running.portal(), rules).await.expect("a rule book");
    }

    /// As [`Server::publish`], or what the operator is told.
    pub async fn try_publish(&self, rules: &str) -> Result<(), String> {
        let published = seed::town(self.running.portal(), rules).await;
        published.map(drop).map_err(|failure| failure.to_string())
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.running.address()
    }

    /// A phone on which nobody is signed in.
    pub fn phone(&self) -> Phone {
        self.phone.clone()
    }

    /// A phone on which this person of the town, Milly unless said otherwise, is signed in.
    pub async fn sign_in(&self, login: &str) -> Phone {
        self.phone
            .sign_in(self.town.slug, login, self.town.password(login))
            .await
    }

    /// This guardian of the town.
    pub async fn parent(&self, login: &str) -> Parent {
        Parent::new(self.sign_in(login).await).await
    }

    /// Does all work that is due; returns how much there was.
    pub async fn work(&self) -> usize {
        let mut done = 0;
        loop {
            match self.running.work(100).await {
                0 => return done,
                more => done += more,
            }
        }
    }

    /// Every mail that was sent, oldest first.
    pub fn mails(&self) -> Vec<Letter> {
        let mails = self.mailbox.newest_first();
        mails
            .iter()
            .rev()
            .map(|mail| Letter {
                key: mail.key.clone(),
                to: mail.to.clone(),
                to_name: mail.to_name.clone(),
                subject: mail.subject.clone(),
                text: mail.text.clone(),
            })
            .collect()
    }

    /// How many SQL statements the server has sent.
    pub fn statements(&self) -> usize {
        self.statements.count()
    }

    /// As [`Server::statements`], once there are at least so many: some are sent behind the answer.
    pub async fn statements_after(&self, at_least: usize) -> usize {
        self.statements.reach(at_least).await
    }

    /// Stops it, as a supervisor does.
    pub async fn stop(self) {
        self.running.stop().await;
    }
}
