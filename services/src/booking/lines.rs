//! What orders ask of the town's staff, line by line, among the rows of a turn.

use preau_domain::booking::Standing;
use preau_entities::rows::booking_event::Change;
use preau_entities::rows::order_line::Reply;
use preau_entities::store::turn::{ClosedLine, NewLine, Stands};

use super::batch::Rows;
use super::known::StoredBooking;

impl Rows<'_> {
    /// How a place that stays stands from now on. What an order asks about it is a line of that order.
    pub fn stand(&mut self, booking: StoredBooking, standing: Standing) {
        let (id, asked_in) = (booking.id, booking.asked_in);
        if let Some(new) = self.batch.bookings.iter_mut().find(|new| new.booking_id == id) {
            (new.standing, new.asked_in) = (standing, asked_in);
        } else if let Some(again) = self.batch.stands.iter_mut().find(|again| again.booking_id == id) {
            (again.standing, again.asked_in) = (standing, asked_in);
        } else {
            self.batch.stands.push(Stands {
                booking_id: id,
                standing,
                asked_in,
            });
        }
        self.ask(booking, standing);
    }

    pub fn ask(&mut self, booking: StoredBooking, asked: Standing) {
        if let Some(order_id) = booking.asked_in {
            self.batch.lines.push(NewLine {
                order_id,
                booking_id: booking.id,
                asked,
                answer: Reply::Waiting,
            });
        }
    }

    /// What an order asked about the place waits no more. An order of this same turn is written as answered.
    pub fn close(&mut self, booking: StoredBooking, answer: Reply, reason: Option<&str>) {
        let Some(order_id) = booking.asked_in else { return };
        let mut lines = self.batch.lines.iter_mut();
        let own = lines.find(|line| (line.order_id, line.booking_id) == (order_id, booking.id));
        if let Some(line) = own {
            line.answer = answer;
            let order = self.batch.orders.iter_mut().find(|order| order.order_id == order_id);
            if let Some(order) = order {
                order.waiting_count -= 1;
            }
            return;
        }
        self.batch.closed_lines.push(ClosedLine {
            order_id,
            booking_id: booking.id,
            answer,
            reason: reason.map(ToOwned::to_owned),
        });
        let answered = self.batch.answered.entry(order_id).or_default();
        match answer {
            Reply::Waiting => {}
            Reply::Accepted => answered.accepted += 1,
            Reply::Refused => answered.refused += 1,
            Reply::Withdrawn => answered.withdrawn += 1,
        }
    }
}

/// The word of history for a place that stands so since its order; none where it asks nothing.
pub(super) fn asked(standing: Standing) -> Option<Change> {
    match standing {
        Standing::Confirmed => None,
        Standing::Pending | Standing::PendingChange => Some(Change::BookingAsked),
        Standing::CancellationAsked => Some(Change::CancellationAsked),
        Standing::ChangeAsked => Some(Change::ChangeAsked),
    }
}
