//! Typed names of things. Outside the program an id reads `prefix:ULID`; the town is never part of it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ulid::Ulid;

/// A town, numbered by the deployment. Never shown to clients: it comes from the caller's token, not from an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CommuneId(pub i32);

/// What was wrong with the text of an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MalformedId {
    /// The prefix names another kind of thing, or none.
    WrongKind { expected: &'static str },
    /// The part behind the prefix is not a ULID.
    NotAUlid,
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Ulid);

        impl $name {
            pub const PREFIX: &'static str = $prefix;
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, ":{}"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = MalformedId;

            fn from_str(text: &str) -> Result<Self, MalformedId> {
                let rest = text
                    .strip_prefix(concat!($prefix, ":"))
                    .ok_or(MalformedId::WrongKind { expected: $prefix })?;
                // Only the canonical spelling, so that two different texts never name one thing.
                let ulid = Ulid::from_string(rest).map_err(|_| MalformedId::NotAUlid)?;
                if ulid.to_string() == rest { Ok(Self(ulid)) } else { Err(MalformedId::NotAUlid) }
            }
        }
    )+};
}

ids! {
    /// A household known to the town.
    FamilyId = "family";
    /// An adult responsible for the children of a family.
    GuardianId = "guardian";
    /// A member of the town's staff.
    AgentId = "agent";
    /// A partner program, such as the caterer's.
    PartnerId = "partner";
    ChildId = "child";
    /// An activity of the town, stable across versions of its rule book.
    ActivityId = "activity";
    BookingId = "booking";
    /// One accepted request of a family: everything it booked and cancelled at once.
    OrderId = "order";
    /// One answer of the town's staff to an order, or to a part of it.
    DecisionId = "decision";
    /// One line of the booking history.
    BookingEventId = "event";
    /// A signed-in device.
    DeviceId = "device";
    /// One entry of the attendance log, named by the device that wrote it.
    AttendanceEventId = "attendance";
    /// A calendar feed of a child.
    CalendarFeedId = "feed";
    /// A child's wait for a place, and for what comes along.
    WaitingId = "waiting";
    /// Places that staff withhold from a family.
    SuspensionId = "suspension";
    /// What staff declared of a family's file.
    DeclarationId = "declaration";
    /// A unit of work for the background worker.
    TaskId = "task";
}
