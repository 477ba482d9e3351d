use std::{collections::BTreeMap, sync::Arc, time::Duration};

use async_trait::async_trait;
use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use tokio::time::timeout;

use super::door::Door;

const READINESS: Duration = Duration::from_secs(3);

/// Asks the parts of the house whether they answer. Implemented by the wiring.
#[async_trait]
pub trait Readiness: Send + Sync + 'static {
    /// The state of each part, by name.
    async fn parts(&self) -> BTreeMap<&'static str, PartState>;
}

/// How one part is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PartState {
    /// It answers.
    Ready,
    /// It does not answer, and the house does without, slower.
    Degraded,
    /// It does not answer, and nothing can be served without it.
    Down,
}

#[derive(Serialize)]
struct Report {
    status: PartState,
    parts: BTreeMap<&'static str, PartState>,
}

/// `/health`: the process lives.
pub async fn health() -> Response {
    (
        [(header::CACHE_CONTROL, "no-store")],
        Json(serde_json::json!({ "status": "alive" })),
    )
        .into_response()
}

/// `/ready`: 200 when requests can be served, even slower; 503 when not. The worst part decides.
pub async fn ready(State(door): State<Arc<Door>>) -> Response {
    let parts = timeout(READINESS, door.readiness.parts()).await;
    let status = match &parts {
        _ if door.closing.is_cancelled() => PartState::Down,
        Ok(parts) => parts.values().copied().max().unwrap_or(PartState::Ready),
        Err(_) => PartState::Down,
    };
    let code = if status == PartState::Down {
        StatusCode::SERVICE_UNAVAILABLE
    } else {
        StatusCode::OK
    };
    let report = Report {
        status,
        parts: parts.unwrap_or_default(),
    };
    (code, [(header::CACHE_CONTROL, "no-store")], Json(report)).into_response()
}
