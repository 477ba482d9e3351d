//! Staff's words, held against what an order asks.

use std::collections::{BTreeMap, BTreeSet};

use preau_domain::booking::SlotKey;
use preau_domain::ids::{BookingId, ChildId};
use preau_entities::rows::order_line::Reply;
use preau_entities::store::desk::Line;

use super::request::{DecideRefusal, DecideRequest};
use crate::booking::known::slot_key;
use crate::towns::Town;

/// What is said of one place.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub accept: bool,
    pub reason: Option<String>,
}

/// What is said of the places of each child that wait, in the children's order.
pub(super) type Words = BTreeMap<ChildId, BTreeMap<SlotKey, Word>>;

/// The words about what still waits, and which lines the request speaks of.
pub(super) fn words(
    town: &Town,
    request: &DecideRequest,
    lines: &[Line],
) -> Result<(Words, BTreeSet<BookingId>), DecideRefusal> {
    let mut named: BTreeMap<BookingId, Word> = BTreeMap::new();
    for (nth, word) in request.lines.iter().enumerate() {
        if lines.iter().all(|line| booking(line) != word.booking) {
            return Err(DecideRefusal::UnknownLine { line: nth });
        }
        let reason = reason(word.reason.as_deref()).or_else(|| reason(request.reason.as_deref()));
        let accept = word.accept;
        if named.insert(word.booking, Word { accept, reason }).is_some() {
            return Err(DecideRefusal::NamedTwice { line: nth });
        }
    }
    let mut words = Words::new();
    let mut spoken_of: BTreeSet<BookingId> = named.keys().copied().collect();
    for line in lines {
        let rest = request
            .rest
            .filter(|_| line.reply == Reply::Waiting)
            .map(|accept| Word {
                accept,
                reason: reason(request.reason.as_deref()),
            });
        let Some(word) = named.remove(&booking(line)).or(rest) else {
            continue;
        };
        spoken_of.insert(booking(line));
        let slot = slot_key(town, line.activity_id, line.day);
        if let Some(slot) = slot.filter(|_| line.reply == Reply::Waiting) {
            words.entry(ChildId(line.child_id.0)).or_default().insert(slot, word);
        }
    }
    Ok((words, spoken_of))
}

pub(super) fn booking(line: &Line) -> BookingId {
    BookingId(line.booking_id.0)
}

/// A reason that says something.
fn reason(text: Option<&str>) -> Option<String> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    text.map(ToOwned::to_owned)
}
