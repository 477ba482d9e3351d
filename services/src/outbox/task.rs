//! The kinds of work, and how the store keeps them.

use chrono::{DateTime, NaiveDate, Utc};
use preau_domain::ids::{ActivityId, ChildId, DecisionId, FamilyId, GuardianId, OrderId, WaitingId};
use preau_domain::waiting::Became;
use preau_entities::rows::Key;
use preau_entities::store::turn::NewTask;
use serde::Deserialize;
use serde_json::{Value, json};

use super::account::AccountNews;
use crate::ports::Random;
use crate::ports::random::ulid;

const MAIL_BOOKING_CONFIRMATION: &str = "mail_booking_confirmation";
const MAIL_BOOKING_CONFIRMATION_TO: &str = "mail_booking_confirmation_to";
const MAIL_ORDER_DECISION: &str = "mail_order_decision";
const MAIL_ORDER_DECISION_TO: &str = "mail_order_decision_to";
const MAIL_ABSENCE: &str = "mail_absence";
const MAIL_ABSENCE_TO: &str = "mail_absence_to";
const PUBLISH_COUNTS: &str = "publish_counts";
const MAIL_OFFERS: &str = "mail_offers";
const MAIL_OFFER_LAPSES: &str = "mail_offer_lapses";
const MAIL_OFFERS_WITHHELD: &str = "mail_offers_withheld";
const MAIL_WAIT_ENDS: &str = "mail_wait_ends";
const OFFER_LAPSES: &str = "offer_lapses";
const END_WAITS: &str = "end_waits";
const REVIEW_WAITS: &str = "review_waits";
const MAIL_ACCOUNT: &str = "mail_account";
const END_CART_HOLDS: &str = "end_cart_holds";

/// A unit of work. Doing it twice does no harm beyond a mail that says the same under the same key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Tells of an order: to the guardian who placed it, or to all guardians of the family when staff did.
    MailBookingConfirmation { order: OrderId },
    /// Tells one guardian of an order. Split off when there are several, so that each mail is retried alone.
    MailBookingConfirmationTo { order: OrderId, guardian: GuardianId },
    /// Tells what staff decided about an order, to the readers of its confirmation.
    MailOrderDecision { order: OrderId, decision: DecisionId },
    /// Tells one guardian.
    MailOrderDecisionTo {
        order: OrderId,
        decision: DecisionId,
        guardian: GuardianId,
    },
    /// Tells the guardians of a child that it is missing.
    MailAbsence {
        child: ChildId,
        day: NaiveDate,
        activities: Vec<ActivityId>,
    },
    /// Tells one of them. Split off when there are several.
    MailAbsenceTo {
        child: ChildId,
        day: NaiveDate,
        activities: Vec<ActivityId>,
        guardian: GuardianId,
    },
    /// Brings the cached counts of these slots' months up to date.
    PublishCounts { slots: Vec<(ActivityId, NaiveDate)> },
    /// Tells a family what became of its waits: all its guardians, or one of them. Split off when there are several.
    MailWaits {
        became: Became,
        family: FamilyId,
        waits: Vec<WaitingId>,
        guardian: Option<GuardianId>,
    },
    /// Passes on the places of these slots that nobody accepted in time.
    OfferLapses { slots: Vec<(ActivityId, NaiveDate)> },
    /// Ends the waits of the town whose time is over. One stands for all that end at an instant.
    EndWaits,
    /// Holds the waits of the town behind this day and position against rules that have changed, a few at a time: what
    /// they no longer give ends, and new places are passed on.
    ReviewWaits { behind: Option<(NaiveDate, i64)> },
    /// Gives back the places in carts whose time is over.
    EndCartHolds,
    /// Tells a family what staff decided because of what it owes: all its guardians, or one of them. Split off when there
    /// are several.
    MailAccount {
        family: FamilyId,
        news: AccountNews,
        guardian: Option<GuardianId>,
    },
}

/// The row is no task of this version of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    Kind(String),
    Payload(String),
}

impl Task {
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::MailBookingConfirmation { .. } => MAIL_BOOKING_CONFIRMATION,
            Self::MailBookingConfirmationTo { .. } => MAIL_BOOKING_CONFIRMATION_TO,
            Self::MailOrderDecision { .. } => MAIL_ORDER_DECISION,
            Self::MailOrderDecisionTo { .. } => MAIL_ORDER_DECISION_TO,
            Self::MailAbsence { .. } => MAIL_ABSENCE,
            Self::MailAbsenceTo { .. } => MAIL_ABSENCE_TO,
            Self::PublishCounts { .. } => PUBLISH_COUNTS,
            Self::MailWaits { became, .. } => match became {
                Became::Offered => MAIL_OFFERS,
                Became::Lapsed => MAIL_OFFER_LAPSES,
                Became::Withheld => MAIL_OFFERS_WITHHELD,
                Became::Ended => MAIL_WAIT_ENDS,
            },
            Self::OfferLapses { .. } => OFFER_LAPSES,
            Self::EndWaits => END_WAITS,
            Self::ReviewWaits { .. } => REVIEW_WAITS,
            Self::EndCartHolds => END_CART_HOLDS,
            Self::MailAccount { .. } => MAIL_ACCOUNT,
        }
    }

    #[must_use]
    pub fn payload(&self) -> Value {
        match self {
            Self::MailBookingConfirmation { order } => json!({ "order": order }),
            Self::MailBookingConfirmationTo { order, guardian } => json!({ "order": order, "guardian": guardian }),
            Self::MailOrderDecision { order, decision } => json!({ "order": order, "decision": decision }),
            Self::MailOrderDecisionTo {
                order,
                decision,
                guardian,
            } => json!({ "order": order, "decision": decision, "guardian": guardian }),
            Self::MailAbsence { child, day, activities } => {
                json!({ "child": child, "day": day, "activities": activities })
            }
            Self::MailAbsenceTo {
                child,
                day,
                activities,
                guardian,
            } => json!({ "child": child, "day": day, "activities": activities, "guardian": guardian }),
            Self::PublishCounts { slots } | Self::OfferLapses { slots } => json!({ "slots": slots }),
            Self::MailWaits {
                family,
                waits,
                guardian,
                ..
            } => json!({ "family": family, "waits": waits, "guardian": guardian }),
            Self::ReviewWaits { behind } => json!({ "behind": behind }),
            Self::EndWaits | Self::EndCartHolds => json!({}),
            Self::MailAccount { family, news, guardian } => {
                json!({ "family": family, "news": news, "guardian": guardian })
            }
        }
    }

    /// A new row of it, due at `now`.
    pub(crate) fn row(&self, random: &dyn Random, now: DateTime<Utc>) -> NewTask {
        NewTask {
            task_id: Key(ulid(random, now)),
            kind: self.kind(),
            payload: self.payload(),
            due_at: now,
        }
    }

    /// The task of a row.
    pub fn read(kind: &str, payload: Value) -> Result<Self, Unreadable> {
        let read = match kind {
            MAIL_BOOKING_CONFIRMATION => {
                serde_json::from_value(payload).map(|OfOrder { order }| Self::MailBookingConfirmation { order })
            }
            MAIL_BOOKING_CONFIRMATION_TO => serde_json::from_value(payload)
                .map(|OfOrderTo { order, guardian }| Self::MailBookingConfirmationTo { order, guardian }),
            MAIL_ORDER_DECISION => serde_json::from_value(payload)
                .map(|OfDecision { order, decision }| Self::MailOrderDecision { order, decision }),
            MAIL_ORDER_DECISION_TO => {
                serde_json::from_value(payload).map(|of: OfDecisionTo| Self::MailOrderDecisionTo {
                    order: of.order,
                    decision: of.decision,
                    guardian: of.guardian,
                })
            }
            MAIL_ABSENCE => serde_json::from_value(payload)
                .map(|OfAbsence { child, day, activities }| Self::MailAbsence { child, day, activities }),
            MAIL_ABSENCE_TO => {
                serde_json::from_value(payload).map(|OfAbsenceTo { of, guardian }| Self::MailAbsenceTo {
                    child: of.child,
                    day: of.day,
                    activities: of.activities,
                    guardian,
                })
            }
            PUBLISH_COUNTS => serde_json::from_value(payload).map(|OfSlots { slots }| Self::PublishCounts { slots }),
            OFFER_LAPSES => serde_json::from_value(payload).map(|OfSlots { slots }| Self::OfferLapses { slots }),
            MAIL_OFFERS => mail_of_waits(Became::Offered, payload),
            MAIL_OFFER_LAPSES => mail_of_waits(Became::Lapsed, payload),
            MAIL_OFFERS_WITHHELD => mail_of_waits(Became::Withheld, payload),
            MAIL_WAIT_ENDS => mail_of_waits(Became::Ended, payload),
            END_WAITS => Ok(Self::EndWaits),
            REVIEW_WAITS => serde_json::from_value(payload).map(|OfWalk { behind }| Self::ReviewWaits { behind }),
            END_CART_HOLDS => Ok(Self::EndCartHolds),
            MAIL_ACCOUNT => serde_json::from_value(payload).map(|of: OfAccount| Self::MailAccount {
                family: of.family,
                news: of.news,
                guardian: of.guardian,
            }),
            unknown => return Err(Unreadable::Kind(unknown.to_owned())),
        };
        read.map_err(|error| Unreadable::Payload(error.to_string()))
    }
}

fn mail_of_waits(became: Became, payload: Value) -> serde_json::Result<Task> {
    serde_json::from_value(payload).map(|of: OfFamily| Task::MailWaits {
        became,
        family: of.family,
        waits: of.waits,
        guardian: of.guardian,
    })
}

// Payloads, as they are read.

#[derive(Deserialize)]
struct OfOrder {
    order: OrderId,
}

#[derive(Deserialize)]
struct OfOrderTo {
    order: OrderId,
    guardian: GuardianId,
}

#[derive(Deserialize)]
struct OfDecision {
    order: OrderId,
    decision: DecisionId,
}

#[derive(Deserialize)]
struct OfDecisionTo {
    order: OrderId,
    decision: DecisionId,
    guardian: GuardianId,
}

#[derive(Deserialize)]
struct OfAbsence {
    child: ChildId,
    day: NaiveDate,
    activities: Vec<ActivityId>,
}

#[derive(Deserialize)]
struct OfAbsenceTo {
    #[serde(flatten)]
    of: OfAbsence,
    guardian: GuardianId,
}

#[derive(Deserialize)]
struct OfSlots {
    slots: Vec<(ActivityId, NaiveDate)>,
}

#[derive(Deserialize)]
struct OfFamily {
    family: FamilyId,
    waits: Vec<WaitingId>,
    guardian: Option<GuardianId>,
}

#[derive(Deserialize)]
struct OfWalk {
    behind: Option<(NaiveDate, i64)>,
}

#[derive(Deserialize)]
struct OfAccount {
    family: FamilyId,
    news: AccountNews,
    guardian: Option<GuardianId>,
}
