//! A connection that is opened when first needed, answers in a short time or fails, and heals by itself.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use redis::aio::MultiplexedConnection;
use redis::{AsyncConnectionConfig, Client, FromRedisValue, Pipeline, RedisError, RedisResult};
use tokio::time::timeout;

use super::breaker::Breaker;
use super::options::RedisOptions;

pub struct RedisLink {
    client: Client,
    options: RedisOptions,
    held: Mutex<Held>,
    /// Taken while connecting, so that a crowd of callers opens one connection.
    connecting: tokio::sync::Mutex<()>,
    breaker: Mutex<Breaker>,
}

/// The present connection, numbered: a caller whose connection failed forgets that one and not its successor.
#[derive(Default)]
struct Held {
    number: u64,
    connection: Option<MultiplexedConnection>,
}

/// Why there is no answer: a word for the log, without address or password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedisFault(pub String);

impl RedisLink {
    /// Reads the address and connects to nothing yet: the program starts without Redis.
    pub fn new(options: RedisOptions) -> Result<Self, RedisFault> {
        let client = Client::open(options.url.as_str()).map_err(|error| fault(&error))?;
        let breaker = Mutex::new(Breaker::new(options.pause));
        Ok(Self {
            client,
            options,
            held: Mutex::default(),
            connecting: tokio::sync::Mutex::default(),
            breaker,
        })
    }

    pub fn client(&self) -> &Client {
        &self.client
    }

    pub fn prefix(&self) -> &str {
        &self.options.prefix
    }

    /// Whether Redis answers now.
    pub async fn answers(&self) -> bool {
        self.run::<()>(redis::pipe().cmd("PING").ignore()).await.is_ok()
    }

    /// Sends `pipeline` in one round trip. It may be sent twice when a connection is found to be broken, so its
    /// commands must bear that.
    pub async fn run<T: FromRedisValue>(&self, pipeline: &Pipeline) -> Result<T, RedisFault> {
        if !lock(&self.breaker).admits(Instant::now()) {
            return Err(RedisFault("left alone after a failure".to_owned()));
        }
        let outcome = if let Ok(outcome) = timeout(self.options.answer_within, self.send(pipeline)).await {
            outcome.map_err(|error| fault(&error))
        } else {
            lock(&self.held).connection = None;
            Err(RedisFault("no answer in time".to_owned()))
        };
        self.judge(outcome.as_ref().err());
        outcome
    }

    /// Tells the breaker, and the log once at each end of an outage.
    fn judge(&self, fault: Option<&RedisFault>) {
        if let Some(RedisFault(reason)) = fault {
            if lock(&self.breaker).failed(Instant::now()) {
                tracing::warn!(reason, "redis does not answer, going on without");
            }
        } else if lock(&self.breaker).succeeded() {
            tracing::info!("redis answers again");
        }
    }

    async fn send<T: FromRedisValue>(&self, pipeline: &Pipeline) -> RedisResult<T> {
        if let Some((number, mut connection)) = self.current() {
            match pipeline.query_async(&mut connection).await {
                // The server may have been restarted since the last call: worth one fresh connection.
                Err(error) if error.is_unrecoverable_error() => self.forget(number),
                outcome => return outcome,
            }
        }
        let (number, mut connection) = self.connect().await?;
        let outcome = pipeline.query_async(&mut connection).await;
        if outcome.as_ref().is_err_and(RedisError::is_unrecoverable_error) {
            self.forget(number);
        }
        outcome
    }

    async fn connect(&self) -> RedisResult<(u64, MultiplexedConnection)> {
        let _turn = self.connecting.lock().await;
        if let Some(current) = self.current() {
            return Ok(current);
        }
        // The caller's own limit cuts both short.
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(None)
            .set_response_timeout(None);
        let connection = self
            .client
            .get_multiplexed_async_connection_with_config(&config)
            .await?;
        let mut held = lock(&self.held);
        held.number += 1;
        held.connection = Some(connection.clone());
        Ok((held.number, connection))
    }

    fn current(&self) -> Option<(u64, MultiplexedConnection)> {
        let held = lock(&self.held);
        held.connection.clone().map(|connection| (held.number, connection))
    }

    fn forget(&self, number: u64) {
        let mut held = lock(&self.held);
        if held.number == number {
            held.connection = None;
        }
    }
}

fn fault(error: &RedisError) -> RedisFault {
    RedisFault(error.code().unwrap_or_else(|| error.category()).to_owned())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
