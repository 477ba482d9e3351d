use async_graphql::{ID, InputObject};
use preau_domain::ids::BookingId;
use preau_services::booking::desk::request::{DecideRefusal, LineWord};

/// Which order, and what is decided.
#[derive(InputObject)]
pub(crate) struct OrderDecideInput {
    /// The order.
    pub(super) order_id: ID,
    /// Answers to single lines; at most 2600.
    #[graphql(default)]
    lines: Vec<OrderLineDecisionInput>,
    /// The answer to all lines that still wait and are not named: true accepts them, false refuses them; they wait on
    /// without it.
    pub(super) accept_rest: Option<bool>,
    /// Told the family about every line that has no reason of its own; at most 500 characters.
    pub(super) reason: Option<String>,
    /// 1 to 64 visible ASCII characters chosen by the client; the same key again gives the same answer and changes
    /// nothing.
    pub(super) idempotency_key: String,
}

/// The answer to one line of an order. What belongs together shares its fate; where both are said, the refusal counts.
#[derive(InputObject)]
pub(crate) struct OrderLineDecisionInput {
    /// The place that the line asks about.
    booking_id: ID,
    /// Whether what is asked is done.
    accept: bool,
    /// Told the family; at most 500 characters.
    reason: Option<String>,
}

impl OrderDecideInput {
    pub(super) fn words(&self) -> Result<Vec<LineWord>, DecideRefusal> {
        let word = |(line, entry): (usize, &OrderLineDecisionInput)| {
            let booking = entry.booking_id.parse::<BookingId>();
            Ok(LineWord {
                booking: booking.map_err(|_| DecideRefusal::UnknownLine { line })?,
                accept: entry.accept,
                reason: entry.reason.clone(),
            })
        };
        self.lines.iter().enumerate().map(word).collect()
    }
}
