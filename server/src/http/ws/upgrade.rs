use std::sync::Arc;

use axum::{
    extract::{
        FromRequestParts, WebSocketUpgrade,
        ws::{Message, WebSocket},
    },
    http::{HeaderMap, header, request::Parts},
    response::Response,
};

use super::{closing::Closing, session};
use crate::http::{
    accept::Media, code::Code, door::Door, doorkeeper::Knock, fault::Fault, graphql::refuse, knock::knock,
    serve::Place, settings::Trust,
};

const SUBPROTOCOL: &str = "graphql-transport-ws";

/// Whether a GET asks for a socket.
pub fn is_upgrade(headers: &HeaderMap) -> bool {
    headers
        .get(header::UPGRADE)
        .is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"websocket"))
}

/// Opens a socket, or says over HTTP why not. A wrong subprotocol is told by a close code, where clients look for it.
pub async fn upgrade(door: Arc<Door>, mut parts: Parts) -> Response {
    if !is_trusted_origin(&parts.headers, &door.trust) {
        return refuse(
            Fault::new(Code::Forbidden, "Pages of this origin may not open a socket."),
            Media::Json,
        );
    }
    let knock = match knock(&parts, &door.trust) {
        Ok(knock) => knock,
        Err(fault) => return refuse(fault, Media::Json),
    };
    let place = parts.extensions.get::<Place>().cloned();
    let Ok(upgrade) = WebSocketUpgrade::from_request_parts(&mut parts, &()).await else {
        return refuse(Fault::bad_input("This is not a WebSocket handshake."), Media::Json);
    };
    let limit = door.limits.body;
    let upgrade = upgrade
        .max_message_size(limit)
        .max_frame_size(limit)
        .protocols([SUBPROTOCOL]);
    let token = door.sockets.token();
    upgrade.on_upgrade(move |socket| async move {
        run(socket, door, knock).await;
        drop((place, token));
    })
}

async fn run(mut socket: WebSocket, door: Arc<Door>, knock: Knock) {
    if socket.protocol().is_some_and(|protocol| protocol == SUBPROTOCOL) {
        session::run(socket, door, knock).await;
    } else {
        socket
            .send(Message::Close(Some(Closing::SubprotocolNotAcceptable.frame())))
            .await
            .ok();
        session::drain(&mut socket).await;
    }
}

fn is_trusted_origin(headers: &HeaderMap, trust: &Trust) -> bool {
    match headers.get(header::ORIGIN) {
        None => true,
        Some(origin) => trust
            .origins
            .iter()
            .any(|trusted| origin.as_bytes().eq_ignore_ascii_case(trusted.as_bytes())),
    }
}
