use std::sync::Arc;

use axum::{
    Router,
    http::header,
    middleware::from_fn_with_state,
    response::{Redirect, Response},
    routing::{any, get},
};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};

use super::{
    cors,
    door::Door,
    explorer, feeds,
    graphql::{absent, graphql},
    health::{health, ready},
    panic,
    site::{constant, site},
};

/// The whole HTTP side of the house on one screen.
///
/// | address | what |
/// |---|---|
/// | `POST /graphql` | one operation |
/// | `GET /graphql` | a `graphql-transport-ws` socket; for a browser, the explorer |
/// | `GET /graphiql` | the explorer, where it is on |
/// | `GET /feeds/SECRET.ics` | a child's bookings, for calendar programs |
/// | `GET /health` | the process lives |
/// | `GET /ready` | requests can be served |
/// | `door.pages` | further pages, such as `/dev/mails` |
/// | anything else | the web application, where it is built |
pub fn router(mut door: Door) -> Router {
    let pages = std::mem::take(&mut door.pages);
    let site = door.site.as_deref().map(site);
    let explorer = door.explorer.is_some();

    let door = Arc::new(door);
    let sharing = from_fn_with_state(Arc::clone(&door), cors::share);
    let mut router = Router::new()
        .route("/graphql", any(graphql).layer(sharing))
        .route("/feeds/{name}", get(feeds::feed))
        .route("/health", get(health))
        .route("/ready", get(ready));
    if explorer {
        router = router
            .route("/graphiql", get(explorer::open))
            .route("/graphiql/{name}", get(explorer::asset));
    }
    let router = router.with_state(door).merge(pages);
    let router = match site {
        Some(site) => router.fallback_service(site),
        None if explorer => router
            .route("/", get(|| async { Redirect::temporary("/graphiql") }))
            .fallback(nothing),
        None => router.fallback(nothing),
    };
    router
        .layer(CatchPanicLayer::custom(panic::answer))
        .layer(CompressionLayer::new())
        .layer(constant(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(constant(header::REFERRER_POLICY, "no-referrer"))
        .layer(constant(header::X_FRAME_OPTIONS, "DENY"))
        .layer(constant(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; frame-ancestors 'none'",
        ))
}

async fn nothing() -> Response {
    absent()
}
