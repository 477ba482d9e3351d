use std::{net::IpAddr, sync::Arc};

use async_trait::async_trait;
use axum::{
    extract::{Path, Request, State, rejection::PathRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{accept::Media, door::Door, fault::Fault, graphql::absent, graphql::refuse, knock::caller_address};

/// What stands behind secret addresses. Implemented by the wiring.
#[async_trait]
pub trait Feeds: Send + Sync + 'static {
    /// The calendar behind a secret, for a caller at this address; none when there is none.
    async fn read(&self, secret: &str, client: Option<IpAddr>) -> Result<Option<Feed>, Fault>;
}

/// A calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// iCalendar.
    pub text: String,
    /// An entity tag, quotes included.
    pub etag: String,
}

/// `/feeds/SECRET.ics`. An address that names nothing is answered like any other.
pub async fn feed(
    State(door): State<Arc<Door>>,
    name: Result<Path<String>, PathRejection>,
    request: Request,
) -> Response {
    let secret = name.as_ref().ok().and_then(|name| name.strip_suffix(".ics"));
    let (Some(feeds), Some(secret)) = (&door.feeds, secret) else {
        return absent();
    };
    let (parts, _) = request.into_parts();
    match feeds.read(secret, caller_address(&parts, &door.trust)).await {
        Ok(Some(feed)) => answer(feed, &parts.headers),
        Ok(None) => absent(),
        Err(fault) => refuse(fault, Media::Json),
    }
}

fn answer(feed: Feed, headers: &HeaderMap) -> Response {
    let mut response = if is_held(headers, &feed.etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut whole = feed.text.into_response();
        let media = HeaderValue::from_static("text/calendar; charset=utf-8");
        whole.headers_mut().insert(header::CONTENT_TYPE, media);
        whole
    };
    let headers = response.headers_mut();
    // Asked again each time: a feed that is revoked is gone at once.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(etag) = HeaderValue::from_str(&feed.etag) {
        headers.insert(header::ETAG, etag);
    }
    response
}

/// Whether the caller has this one already. A proxy that compresses makes a tag weak, and it is still the same.
fn is_held(headers: &HeaderMap, etag: &str) -> bool {
    let lines = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|line| line.to_str().ok());
    let mut tags = lines.flat_map(|line| line.split(',')).map(str::trim);
    tags.any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_found_in_any_list() {
        let held = |line: &'static str| {
            let headers = HeaderMap::from_iter([(header::IF_NONE_MATCH, HeaderValue::from_static(line))]);
            is_held(&headers, "\"a1\"")
        };
        for line in ["\"a1\"", "W/\"a1\"", "\"b2\", \"a1\"", "*"] {
            assert!(held(line), "{line}");
        }
        for line in ["\"b2\"", "a1", "", "\"A1\""] {
            assert!(!held(line), "{line}");
        }
        assert!(!is_held(&HeaderMap::new(), "\"a1\""));
    }
}
