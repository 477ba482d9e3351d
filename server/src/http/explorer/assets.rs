use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::http::{door::Door, graphql::absent};

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// A file of the page, by name: ours are in the program, GraphiQL's in its directory.
pub async fn asset(State(door): State<Arc<Door>>, Path(name): Path<String>) -> Response {
    let Some(explorer) = &door.explorer else {
        return absent();
    };
    let own = match name.as_str() {
        "small.js" => Some((SCRIPT, include_str!("small.js"))),
        "small.css" => Some((STYLE, include_str!("small.css"))),
        "start.js" => Some((SCRIPT, include_str!("graphiql.js"))),
        "start.css" => Some((STYLE, include_str!("graphiql.css"))),
        _ => None,
    };
    if let Some((kind, text)) = own {
        return (
            [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")],
            text,
        )
            .into_response();
    }
    let kind = match name.as_str() {
        "graphiql.min.js" | "react.production.min.js" | "react-dom.production.min.js" => SCRIPT,
        "graphiql.min.css" => STYLE,
        _ => return absent(),
    };
    let Some(directory) = &explorer.graphiql else {
        return absent();
    };
    match tokio::fs::read(directory.join(name)).await {
        Ok(bytes) => {
            let headers = [
                (header::CONTENT_TYPE, kind),
                (header::CACHE_CONTROL, "public, max-age=3600"),
            ];
            (StatusCode::OK, headers, bytes).into_response()
        }
        Err(_) => absent(),
    }
}
