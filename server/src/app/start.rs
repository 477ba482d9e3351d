//! From settings to a server that answers.

use std::net::SocketAddr;
use std::sync::Arc;

use preau_entities::store::OnStatement;
use preau_services::feeds::Feeds;
use preau_services::ports::{Clock, Mailer, Random};
use preau_services::sign_in::{PasswordCost, Secret, SignIn};
use preau_services::{Portal, outbox};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::keeper::Keeper;
use super::outside::{open_store, share};
use super::readiness::Parts;
use crate::adapters::mail::Mailbox;
use crate::cli::Failure;
use crate::dev_mails;
use crate::http::door::Door;
use crate::http::explorer::Explorer;
use crate::http::router::router;
use crate::http::serve;
use crate::settings::Settings;

/// What settings cannot say: the parts that a demo or a test replaces.
pub struct Wiring {
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    pub mailer: Arc<dyn Mailer>,
    /// Shown at `/dev/mails`; none in production.
    pub mailbox: Option<Arc<Mailbox>>,
    /// Keys of access tokens: the first signs.
    pub keys: Vec<Secret>,
    pub password_cost: PasswordCost,
    /// Open introspection.
    pub development: bool,
    /// GraphiQL; none in production.
    pub explorer: Option<Explorer>,
    /// Whether this process works off the outbox by itself.
    pub worker: bool,
    pub on_statement: Option<OnStatement>,
}

/// A server that answers. Dropping it leaves it running; [`Running::stop`] ends it.
pub struct Running {
    address: SocketAddr,
    portal: Portal,
    sign_in: Arc<SignIn>,
    mailer: Arc<dyn Mailer>,
    closing: CancellationToken,
    tasks: Vec<JoinHandle<()>>,
}

/// Opens and migrates the store, then serves. When this returns, the address answers.
pub async fn start(settings: &Settings, wiring: Wiring) -> Result<Running, Failure> {
    let (db, turns) = open_store(&settings.store, wiring.on_statement).await?;
    let shared = share(&settings.redis, wiring.random.as_ref())?;
    let portal = Portal::new(
        db.clone(),
        wiring.clock,
        wiring.random,
        shared.counts,
        shared.bus,
        turns,
    );
    let sign_in = SignIn::new(&wiring.keys, wiring.password_cost)
        .map_err(|mistake| Failure::Usage(format!("PREAU_SECRET cannot sign tokens: {mistake:?}")))?;
    let sign_in = Arc::new(sign_in);

    let listener = TcpListener::bind(settings.door.listen)
        .await
        .map_err(|error| Failure::Failed(format!("cannot listen on {}: {error}", settings.door.listen)))?;
    let address = listener
        .local_addr()
        .map_err(|error| Failure::Failed(error.to_string()))?;

    let mut door = Door::new(
        preau_schema::build(portal.clone(), Arc::clone(&sign_in)),
        Keeper {
            portal: portal.clone(),
            sign_in: Arc::clone(&sign_in),
            development: wiring.development,
        },
        Parts {
            db,
            redis: shared.redis,
        },
    );
    door.feeds = Some(Arc::new(Feeds::new(portal.clone())));
    door.explorer = wiring.explorer;
    door.site = settings.door.web().map(ToOwned::to_owned);
    door.trust.origins = origins(settings, address);
    if let Some(mailbox) = wiring.mailbox {
        door.pages = dev_mails::router(mailbox);
    }
    let serving = serve::Running::of(&door);
    let closing = serving.closing.clone();
    let router = router(door);
    let mut tasks = vec![tokio::spawn(async move {
        if let Err(error) = serve::serve(listener, router, serving).await {
            tracing::error!(%error, "the server ended");
        }
    })];
    if wiring.worker {
        let (portal, mailer, closing) = (portal.clone(), Arc::clone(&wiring.mailer), closing.clone());
        tasks.push(tokio::spawn(async move {
            outbox::run(&portal, mailer.as_ref(), closing.cancelled()).await;
        }));
    }
    Ok(Running {
        address,
        portal,
        sign_in,
        mailer: wiring.mailer,
        closing,
        tasks,
    })
}

/// The portal's own pages, as browsers may reach them, and the other sites that the town lets in.
fn origins(settings: &Settings, address: SocketAddr) -> Vec<String> {
    let mut origins = settings.door.origins();
    origins.push(settings.door.public_url());
    origins.push(format!("http://{address}"));
    if address.ip().is_loopback() {
        origins.push(format!("http://localhost:{}", address.port()));
    }
    origins
}

impl Running {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn portal(&self) -> &Portal {
        &self.portal
    }

    pub fn sign_in(&self) -> &SignIn {
        &self.sign_in
    }

    /// Works off the tasks that are due now, at most `limit` of them; returns how many there were.
    pub async fn work(&self, limit: u64) -> usize {
        outbox::run_due(&self.portal, self.mailer.as_ref(), limit).await
    }

    /// Serves until the process is asked to stop, by the keyboard or by a supervisor, then drains.
    pub async fn until_asked_to_stop(self) {
        asked_to_stop().await;
        tracing::info!("stopping");
        self.stop().await;
    }

    /// Accepts nobody any more, lets what runs end, and returns.
    pub async fn stop(self) {
        self.closing.cancel();
        for task in self.tasks {
            if task.await.is_err() {
                tracing::error!("a task of the server panicked");
            }
        }
    }
}

async fn asked_to_stop() {
    let keyboard = async {
        // Without a signal handler there is only the supervisor's.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let supervisor = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let supervisor = std::future::pending::<()>();
    tokio::select! {
        () = keyboard => {}
        () = supervisor => {}
    }
}
