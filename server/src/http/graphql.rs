use std::{sync::Arc, time::Duration};

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tokio::time::timeout;

use super::{
    accept::{self, Media},
    answer::Answer,
    asked::Asked,
    code::Code,
    door::Door,
    explorer,
    fault::Fault,
    json,
    knock::knock,
    prepare::prepare,
    settings::Limits,
    ws,
};
use async_graphql::parser::types::OperationType;

/// How long a body that is too long may go on after the answer, how long it may pause, and how many times the limit
/// it may be.
const LINGER: Duration = Duration::from_secs(15);
const SILENCE: Duration = Duration::from_secs(1);
const WASTED: usize = 32;

/// `/graphql`: POST runs one operation, GET opens a socket or, for a browser, the explorer.
pub async fn graphql(State(door): State<Arc<Door>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    match parts.method {
        Method::POST => post(&door, &parts, body).await,
        Method::GET if ws::is_upgrade(&parts.headers) => ws::upgrade(door, parts).await,
        Method::GET if accepts_html(&parts.headers) => match &door.explorer {
            Some(explorer) => explorer::page(explorer),
            None => only_post(),
        },
        _ => only_post(),
    }
}

async fn post(door: &Door, parts: &Parts, body: Body) -> Response {
    let media = match Media::negotiate(&parts.headers) {
        Ok(media) => media,
        Err(fault) => return refuse(fault, Media::Json),
    };
    let asked = match read(door, parts, body).await {
        Ok(asked) => asked,
        Err(fault) => return refuse(fault, media),
    };
    let answer = run(door, parts, asked).await.unwrap_or_else(Answer::refused);
    write(&answer, media)
}

async fn read(door: &Door, parts: &Parts, body: Body) -> Result<Asked, Fault> {
    accept::expect_json(&parts.headers)?;
    match timeout(door.patience.body, collect(&parts.headers, body, &door.limits)).await {
        Ok(bytes) => Asked::from_body(&bytes?),
        Err(_) => Err(Fault::new(Code::RequestTimeout, "The body did not arrive in time.")),
    }
}

async fn collect(headers: &HeaderMap, mut body: Body, limits: &Limits) -> Result<Bytes, Fault> {
    let allowed = limits.body;
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    let collected = if announced.is_some_and(|length| length > allowed) {
        None
    } else {
        match Limited::new(&mut body, allowed).collect().await {
            Ok(collected) => Some(collected.to_bytes()),
            Err(error) if error.is::<LengthLimitError>() => None,
            Err(_) => return Err(Fault::bad_input("The body broke off.")),
        }
    };
    collected.ok_or_else(|| {
        tokio::spawn(timeout(LINGER, waste(body, allowed.saturating_mul(WASTED))));
        Fault::new(
            Code::PayloadTooLarge,
            format!("The body is longer than {allowed} bytes."),
        )
    })
}

/// Reads on and keeps nothing: a client that is hung up on while it still sends does not hear why.
async fn waste(mut body: Body, most: usize) {
    let mut left = most;
    while let Ok(Some(Ok(frame))) = timeout(SILENCE, body.frame()).await {
        let length = frame.data_ref().map_or(0, Bytes::len);
        let Some(rest) = left.checked_sub(length) else { return };
        left = rest;
    }
}

async fn run(door: &Door, parts: &Parts, asked: Asked) -> Result<Answer, Fault> {
    let visitor = door.keeper.admit(&knock(parts, &door.trust)?).await?;
    let prepared = prepare(door, visitor.as_ref(), asked)?;
    if prepared.kind == OperationType::Subscription {
        return Err(Fault::bad_input(
            "Subscriptions are served over graphql-transport-ws, on this same address.",
        ));
    }
    let run = timeout(door.patience.run, door.api.execute(prepared.request));
    let response = run.await.map_err(|_| Fault::unavailable(5))?;
    let answer = Answer::of(response, visitor.may_introspect());
    tracing::debug!(operation = prepared.name, kind = %prepared.kind, cost = prepared.cost, errors = answer.errors.len());
    Ok(answer.with_cost(prepared.cost, door.limits.cost))
}

/// The answer to a request that is not GraphQL over HTTP at all: its status never depends on what the caller accepts.
pub fn refuse(fault: Fault, media: Media) -> Response {
    let status = fault.code.status();
    let mut response = write(&Answer::refused(fault), media);
    *response.status_mut() = status;
    if matches!(status, StatusCode::REQUEST_TIMEOUT | StatusCode::PAYLOAD_TOO_LARGE) {
        // What remains of the body is not worth reading.
        response
            .headers_mut()
            .insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

fn write(answer: &Answer, media: Media) -> Response {
    let Ok(body) = json::written(answer) else {
        // Only a float that is no number or a map with odd keys could bring us here; the schema has neither.
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut response = (answer.status(media), body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, media.content_type());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(seconds) = answer.retry_after() {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if response.status() == StatusCode::UNAUTHORIZED {
        response
            .headers_mut()
            .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

fn only_post() -> Response {
    let mut response = refuse(Fault::new(Code::MethodNotAllowed, "Send a POST request."), Media::Json);
    response
        .headers_mut()
        .insert(header::ALLOW, HeaderValue::from_static("POST"));
    response
}

/// The answer at an address where there is nothing.
pub fn absent() -> Response {
    refuse(Fault::new(Code::NotFound, "There is nothing here."), Media::Json)
}

fn accepts_html(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT)
        .iter()
        .any(|value| value.to_str().is_ok_and(|value| value.contains("text/html")))
}
