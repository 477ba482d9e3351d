//! What staff ask a rule book.

use async_graphql::{Context, ID, InputObject, OneofObject};
use chrono::NaiveTime;
use preau_domain::explain::{Happening, Missed};
use preau_domain::ids::ChildId;
use preau_services::drafts::{Asked, Whom};

use super::attendance::AbsenceReason;
use crate::faults::{Answer, bad_input};
use crate::scalars::id::parse;
use crate::scalars::{Date, DateTime};

/// So much is said of a child, or booked, at most.
const MOST_WORDS: usize = 50;

/// A question about one place of a child on a day.
#[derive(InputObject)]
pub(crate) struct RuleBookQuestion {
    /// A draft, at most 524,288 bytes; the version that governs the day without it.
    source: Option<String>,
    /// Of whom.
    child: RuleBookChild,
    /// The activity's code.
    activity: String,
    /// The day.
    date: Date,
    /// As if it were asked at this instant; now, without it.
    at: Option<DateTime>,
    /// Codes of what the child has that day, at most 50; without it, what a child of the portal has, and nothing for a
    /// supposed one.
    booked: Option<Vec<String>>,
    /// How many places are taken; without it, so many as are for a child of the portal, and none for a supposed one.
    taken: Option<u32>,
    /// What then comes to pass: what is due for it is told too.
    supposed: Option<SupposedDay>,
}

/// Of whom is asked: one of the two.
#[derive(OneofObject)]
pub(crate) enum RuleBookChild {
    /// What a child is supposed to be, at most 50 of `KEY=VALUE`, as on the command line: `school=cocteau`, `quotient=850`, …
    Facts(Vec<String>),
    /// A child of the portal.
    Id(ID),
}

/// What is supposed to come to pass, of a place that is booked when it is asked.
#[derive(InputObject)]
pub(crate) struct SupposedDay {
    /// The place is not used.
    absent: Option<SupposedAbsence>,
    /// The child comes without a booking.
    #[graphql(default)]
    unbooked: bool,
    /// When it comes, as `16:30`.
    arrived: Option<String>,
    /// When it is picked up, as `18:35`.
    left: Option<String>,
    /// For the how manieth time within the school year it comes unbooked, is picked up late, or is absent; the first without it.
    time: Option<u16>,
}

/// An absence.
#[derive(InputObject)]
pub(crate) struct SupposedAbsence {
    /// Why; unknown without it.
    reason: Option<AbsenceReason>,
    /// When it was told; not at all without it.
    reported_at: Option<DateTime>,
    /// When a certificate came; none without it.
    certificate_at: Option<DateTime>,
    /// Its last day; without it, the child has yet to return.
    until: Option<Date>,
    /// Its first day, with a place on every day on which the activity runs; the day itself without it.
    since: Option<Date>,
}

impl RuleBookQuestion {
    pub(crate) fn asked(self, ctx: &Context<'_>) -> Answer<Asked> {
        let child = match self.child {
            RuleBookChild::Facts(said) => Whom::Supposed(few("child.facts", said)?),
            RuleBookChild::Id(id) => Whom::Stored(parse::<ChildId>(ctx, &id)?),
        };
        let supposed = self.supposed.map(SupposedDay::happening).transpose()?;
        Ok(Asked {
            source: self.source,
            child,
            activity: self.activity,
            day: self.date.0,
            at: self.at.map(|at| at.0),
            booked: self.booked.map(|codes| few("booked", codes)).transpose()?,
            taken: self.taken,
            happening: supposed.unwrap_or_default(),
        })
    }
}

impl SupposedDay {
    fn happening(self) -> Answer<Happening> {
        let absent = self.absent.as_ref();
        Ok(Happening {
            unbooked: self.unbooked,
            absent: absent.map(|absent| Missed {
                reason: absent.reason.map(Into::into),
                reported_at: absent.reported_at.map(|at| at.0),
            }),
            absent_until: absent.and_then(|absent| Some(absent.until?.0)),
            absent_since: absent.and_then(|absent| Some(absent.since?.0)),
            certificate: absent.and_then(|absent| Some(absent.certificate_at?.0)),
            arrived: time_of_day("arrived", self.arrived.as_deref())?,
            left: time_of_day("left", self.left.as_deref())?,
            time: self.time,
        })
    }
}

fn few(key: &str, words: Vec<String>) -> Answer<Vec<String>> {
    if words.len() > MOST_WORDS {
        return Err(bad_input(format!("`{key}` holds more than {MOST_WORDS}")));
    }
    Ok(words)
}

fn time_of_day(key: &str, text: Option<&str>) -> Answer<Option<NaiveTime>> {
    let read =
        |text| NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| bad_input(format!("write `{key}` as 18:35")));
    text.map(read).transpose()
}
