//! What staff say about an order, and why it may not be considered.

use chrono::{DateTime, Utc};
use preau_domain::access::Scope;
use preau_domain::ids::{BookingId, OrderId};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::booking::request::{MAX_DAYS, is_key};

/// Lines that staff may name at once: no order asks for more.
pub const MAX_LINES: usize = MAX_DAYS;

/// Characters of what staff tell a family.
pub const MAX_REASON: usize = 500;

/// What an agent decides about an order.
#[derive(Clone, Debug)]
pub struct DecideRequest {
    pub scope: Scope,
    /// Who decides, as [`preau_domain::access::Subject::actor`] names them.
    pub actor: String,
    /// How history names them.
    pub actor_name: String,
    pub order: OrderId,
    pub lines: Vec<LineWord>,
    /// What is said of all that still waits and is not among `lines`; left waiting without it.
    pub rest: Option<bool>,
    /// Told the family about every line that has no reason of its own.
    pub reason: Option<String>,
    /// The client's name for this request: the same again is the same request.
    pub key: String,
    pub received_at: DateTime<Utc>,
}

/// One line of an order, accepted or refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineWord {
    pub booking: BookingId,
    pub accept: bool,
    pub reason: Option<String>,
}

/// Why nothing was decided. `line` is the entry at fault, counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecideRefusal {
    UnknownOrder,
    NothingDecided,
    TooManyLines {
        most: usize,
    },
    /// The order asks nothing about this place.
    UnknownLine {
        line: usize,
    },
    NamedTwice {
        line: usize,
    },
    /// Of a line, or of the whole without one.
    ReasonTooLong {
        line: Option<usize>,
        most: usize,
    },
    InvalidKey,
    /// The key was used before for a different request.
    KeyMismatch,
}

impl DecideRequest {
    /// What can be told without looking at the order.
    pub(super) fn check(&self) -> Result<(), DecideRefusal> {
        if self.lines.is_empty() && self.rest.is_none() {
            return Err(DecideRefusal::NothingDecided);
        }
        if self.lines.len() > MAX_LINES {
            return Err(DecideRefusal::TooManyLines { most: MAX_LINES });
        }
        let too_long = |reason: &Option<String>| reason.as_ref().is_some_and(|text| text.chars().count() > MAX_REASON);
        let line = self.lines.iter().position(|line| too_long(&line.reason));
        if line.is_some() || too_long(&self.reason) {
            return Err(DecideRefusal::ReasonTooLong { line, most: MAX_REASON });
        }
        if is_key(&self.key) {
            Ok(())
        } else {
            Err(DecideRefusal::InvalidKey)
        }
    }

    /// Tells whether two requests say the same: SHA-256 of what they say, in hexadecimal.
    pub(super) fn fingerprint(&self) -> String {
        let said = serde_json::to_vec(&("order_decide", self.order, &self.lines, self.rest, &self.reason));
        format!("{:x}", Sha256::digest(said.unwrap_or_default()))
    }
}
