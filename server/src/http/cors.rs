use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::door::Door;

/// How long a browser may remember the permission, in seconds.
const REMEMBERED: HeaderValue = HeaderValue::from_static("600");

/// Lets the pages of trusted origins call the API, with a token but never with cookies: there are none. Other origins
/// get the answer of a server that knows nothing of sharing, and their browser keeps it from the page.
pub async fn share(State(door): State<Arc<Door>>, request: Request, next: Next) -> Response {
    let origin = request
        .headers()
        .get(header::ORIGIN)
        .filter(|origin| trusted(&door, origin))
        .cloned();
    let Some(origin) = origin else {
        return next.run(request).await;
    };
    let asks = request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    if request.method() == Method::OPTIONS && asks {
        return (StatusCode::NO_CONTENT, permission(origin)).into_response();
    }
    let mut response = next.run(request).await;
    response
        .headers_mut()
        .insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    response
        .headers_mut()
        .append(header::VARY, HeaderValue::from_static("origin"));
    response
}

fn trusted(door: &Door, origin: &HeaderValue) -> bool {
    door.trust
        .origins
        .iter()
        .any(|trusted| trusted.as_bytes() == origin.as_bytes())
}

fn permission(origin: HeaderValue) -> HeaderMap {
    HeaderMap::from_iter([
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, origin),
        (header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("POST")),
        (
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            HeaderValue::from_static("accept, accept-language, authorization, content-type"),
        ),
        (header::ACCESS_CONTROL_MAX_AGE, REMEMBERED),
        (header::VARY, HeaderValue::from_static("origin")),
    ])
}
