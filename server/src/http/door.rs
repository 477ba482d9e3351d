use std::{path::PathBuf, sync::Arc};

use axum::Router;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::{
    api::Api,
    documents::Documents,
    doorkeeper::Doorkeeper,
    explorer::Explorer,
    feeds::Feeds,
    health::Readiness,
    settings::{Limits, Patience, Trust},
};

/// Everything the HTTP side of the house needs, given to [`super::router::router`].
pub struct Door {
    /// The schema.
    pub api: Arc<dyn Api>,
    /// Who says who knocks.
    pub keeper: Arc<dyn Doorkeeper>,
    /// Who says whether the parts of the house answer.
    pub readiness: Arc<dyn Readiness>,
    /// The calendars behind secret addresses; none where there are none.
    pub feeds: Option<Arc<dyn Feeds>>,
    /// Sizes and counts.
    pub limits: Limits,
    /// Durations.
    pub patience: Patience,
    /// Origins and proxies.
    pub trust: Trust,
    /// GraphiQL; none where it is off.
    pub explorer: Option<Explorer>,
    /// The built web application, a directory with an `index.html`; none where it is served elsewhere.
    pub site: Option<PathBuf>,
    /// Further pages, such as `/dev/mails`; empty in production.
    pub pages: Router,
    /// Cancelled when the server is asked to stop.
    pub closing: CancellationToken,
    /// The open sockets.
    pub sockets: TaskTracker,
    pub(super) documents: Documents,
}

impl Door {
    /// A door with the usual limits, no pages, no explorer.
    pub fn new(api: impl Api, keeper: impl Doorkeeper, readiness: impl Readiness) -> Self {
        Self {
            api: Arc::new(api),
            keeper: Arc::new(keeper),
            readiness: Arc::new(readiness),
            feeds: None,
            limits: Limits::default(),
            patience: Patience::default(),
            trust: Trust::default(),
            explorer: None,
            site: None,
            pages: Router::new(),
            closing: CancellationToken::new(),
            sockets: TaskTracker::new(),
            documents: Documents::default(),
        }
    }
}
