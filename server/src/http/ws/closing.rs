use axum::extract::ws::CloseFrame;

/// Why a socket is closed by us: the codes of `graphql-transport-ws`, and two of WebSocket itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Closing {
    /// 4400, with what was wrong.
    BadMessage(&'static str),
    /// 4401: something was asked before `connection_ack`.
    Unauthorized,
    /// 4403: the token does not hold, or holds no longer.
    Forbidden,
    /// 4406: the client does not speak `graphql-transport-ws`.
    SubprotocolNotAcceptable,
    /// 4408: `connection_init` did not come in time.
    InitTimeout,
    /// 4409: an operation of this id is running.
    DuplicateId(String),
    /// 4429: `connection_init` came twice.
    TooManyInits,
    /// 1009: a message is longer than allowed.
    MessageTooBig,
    /// 1012: the server stops; connect again.
    Restart,
}

impl Closing {
    /// The frame to write; reasons are at most 123 bytes long.
    pub fn frame(&self) -> CloseFrame {
        let (code, reason) = match self {
            Self::BadMessage(reason) => (4400, (*reason).to_owned()),
            Self::Unauthorized => (4401, "Unauthorized".to_owned()),
            Self::Forbidden => (4403, "Forbidden".to_owned()),
            Self::SubprotocolNotAcceptable => (4406, "Subprotocol not acceptable".to_owned()),
            Self::InitTimeout => (4408, "Connection initialisation timeout".to_owned()),
            Self::DuplicateId(id) => (4409, format!("Subscriber for {} already exists", shortened(id))),
            Self::TooManyInits => (4429, "Too many initialisation requests".to_owned()),
            Self::MessageTooBig => (1009, "Message too big".to_owned()),
            Self::Restart => (1012, "Service restart".to_owned()),
        };
        CloseFrame {
            code,
            reason: reason.into(),
        }
    }
}

fn shortened(id: &str) -> &str {
    let end = (0..=64.min(id.len()))
        .rev()
        .find(|end| id.is_char_boundary(*end))
        .unwrap_or(0);
    &id[..end]
}
