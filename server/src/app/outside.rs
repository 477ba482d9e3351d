//! The ports, made of what the settings name: Redis where there is one, the process itself where there is none.

use std::sync::Arc;
use std::time::Duration;

use preau_entities::store::{self, Db, OnStatement};
use preau_migrations::bring_up;
use preau_services::Portal;
use preau_services::ports::{Bus, Clock, Counts, Mailer, Random};

use crate::adapters::bus::in_process::InProcessBus;
use crate::adapters::bus::redis::RedisBus;
use crate::adapters::clock::SystemClock;
use crate::adapters::counts::elsewhere::CountsElsewhere;
use crate::adapters::counts::in_process::InProcessCounts;
use crate::adapters::counts::redis::RedisCounts;
use crate::adapters::mail::{NowhereMailer, SmtpMailer};
use crate::adapters::random::OsRandom;
use crate::adapters::redis::RedisLink;
use crate::cli::Failure;
use crate::settings::{MailSettings, RedisSettings, StoreSettings};

/// Between two tries to subscribe to Redis.
const RESUBSCRIBE: Duration = Duration::from_secs(1);

/// Months of slot counts that one process keeps when there is no Redis: about twenty megabytes.
const MONTHS_HELD: usize = 20_000;

/// SQLite writes one transaction at a time, so few connections serve it best.
const SQLITE_CONNECTIONS: u32 = 8;
const POSTGRES_CONNECTIONS: u32 = 20;

/// Opens the store, brought to the shape this version expects. Also says how many towns may decide at once.
pub(super) async fn open_store(
    settings: &StoreSettings,
    on_statement: Option<OnStatement>,
) -> Result<(Db, usize), Failure> {
    let url = settings.url();
    let (connections, turns) = if url.starts_with("postgres") {
        (POSTGRES_CONNECTIONS, 10)
    } else {
        (SQLITE_CONNECTIONS, 1)
    };
    let db = connect(url, connections, on_statement).await?;
    bring_up(&db)
        .await
        .map_err(|error| Failure::Failed(format!("the store cannot be migrated: {error}")))?;
    Ok((db, turns))
}

/// Opens a store for reading: it is neither made nor changed.
pub(super) async fn look_into_store(settings: &StoreSettings) -> Result<Db, Failure> {
    connect(&settings.url().replace("mode=rwc", "mode=ro"), 2, None).await
}

async fn connect(url: &str, connections: u32, on_statement: Option<OnStatement>) -> Result<Db, Failure> {
    store::connect(url, connections, on_statement).await.map_err(|error| {
        tracing::debug!(?error, "the store cannot be opened");
        Failure::Failed("the store cannot be opened: look at DATABASE_URL".to_owned())
    })
}

/// A portal of a command that serves nobody. What it changes is told by the workers of those who serve: the counts by the
/// task that its turn leaves, alerts by the slow tick of whoever listens.
pub(super) fn bare_portal(db: Db, turns: usize) -> Portal {
    let bus = InProcessBus::default();
    Portal::new(
        db,
        Arc::new(SystemClock),
        Arc::new(OsRandom),
        Arc::new(CountsElsewhere),
        Arc::new(bus),
        turns,
    )
}

/// The event bus and the slot counts.
pub(super) struct Shared {
    pub bus: Arc<dyn Bus>,
    pub counts: Arc<dyn Counts>,
    /// Where they live, when it is not this process.
    pub redis: Option<Arc<RedisLink>>,
}

/// Needs a Tokio runtime; connects to nothing yet.
pub(super) fn share(settings: &RedisSettings, random: &dyn Random) -> Result<Shared, Failure> {
    let lifetime = settings.counts_lifetime();
    let Some(options) = settings.options() else {
        return Ok(Shared {
            bus: Arc::new(InProcessBus::default()),
            counts: Arc::new(InProcessCounts::new(MONTHS_HELD, lifetime)),
            redis: None,
        });
    };
    let link =
        RedisLink::new(options).map_err(|fault| Failure::Usage(format!("REDIS_URL cannot be used: {}", fault.0)))?;
    let link = Arc::new(link);
    Ok(Shared {
        bus: Arc::new(RedisBus::start(Arc::clone(&link), random, RESUBSCRIBE)),
        counts: Arc::new(RedisCounts::new(Arc::clone(&link), lifetime)),
        redis: Some(link),
    })
}

/// The town's mail server, or nowhere.
pub(super) fn mailer(settings: &MailSettings, clock: &Arc<dyn Clock>) -> Result<Arc<dyn Mailer>, Failure> {
    match settings.server() {
        None => Ok(Arc::new(NowhereMailer::new())),
        Some(url) => SmtpMailer::new(url, settings.from(), Arc::clone(clock))
            .map(|mailer| Arc::new(mailer) as Arc<dyn Mailer>)
            .map_err(|fault| Failure::Usage(format!("SMTP_URL or MAIL_FROM cannot be used: {fault:?}"))),
    }
}
