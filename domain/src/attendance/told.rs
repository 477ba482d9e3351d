//! What reckoning a day tells while it goes on: whoever asks why hears what was done, not a second reckoning.

use chrono::NaiveTime;

use super::due::DueLine;
use super::record::PlaceRecord;
use crate::booking::day_prices::DayPart;
use crate::money::Money;
use crate::rulebook::absence::{AbsencePart, Charge};
use crate::rulebook::late_pickup::{LatePickup, PickedUp};
use crate::rulebook::model::ActivityIx;
use crate::rulebook::telling::PricePart;
use crate::rulebook::visit::Visit;

/// Who listens.
pub(crate) type TellDue<'t> = dyn FnMut(DuePart<'_>) + 't;

pub(crate) enum DuePart<'a> {
    /// How the prices of the day come about, without the places that are waived.
    Day(DayPart<'a>),
    Place {
        activity: ActivityIx,
        part: PlacePart<'a>,
    },
}

/// What concerns one place.
pub(crate) enum PlacePart<'a> {
    /// It is booked, and what came to pass.
    Booked(&'a PlaceRecord),
    /// A case that the absence is held against.
    Case(AbsencePart),
    /// How the price that an absence costs instead comes about.
    Price(PricePart<'a>),
    /// What an absence costs, for a place that would have cost `price`.
    Charge {
        charge: &'a Charge,
        price: Money,
        amount: Money,
    },
    /// What was agreed on for it, and what the rules of today make of it. Where it does not stand, they count.
    Agreed {
        agreed: Money,
        reckoned: Money,
        stands: bool,
    },
    /// It was used without a booking, for the `time`-th time.
    Unbooked {
        visit: Visit,
        time: u16,
    },
    UnbookedPrice {
        part: PricePart<'a>,
        time: u16,
    },
    /// When the child was picked up, and what the rule makes of it.
    PickUp {
        rule: &'a LatePickup,
        ends_at: NaiveTime,
        left: NaiveTime,
        time: u16,
        found: PickedUp,
    },
    /// All that was told of the place since the last line leads to this one.
    Due(DueLine),
}
