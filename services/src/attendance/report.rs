//! A family tells that a child will not come: what it says, and what is answered.

use chrono::{DateTime, NaiveDate, SubsecRound, TimeDelta, Utc};
use preau_domain::access::{Reach, Scope};
use preau_domain::attendance::{Entry, Fact, FactKind, PlaceState, Report, Stamp};
use preau_domain::calendar::zone::civil_day;
use preau_domain::ids::{ActivityId, AttendanceEventId, ChildId};
use preau_domain::rulebook::absence::AbsenceReason;
use preau_entities::store::attendance::PlaceLine;
use preau_entities::store::turn::{AnswerRef, NewAnswer};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::places::{Place, Places};
use crate::booking::request::MAX_KEY;
use crate::ports::random::ulid;
use crate::towns::Town;
use crate::{Fault, Portal};

/// Days of one report.
pub const MAX_DAYS: usize = 62;
/// Activities of one report.
pub const MAX_ACTIVITIES: usize = 20;
/// Characters of a note.
pub const MAX_NOTE: usize = 500;

/// The device under which the portal writes what families tell it.
const DEVICE: &str = "portal";

/// An absence, as it is told.
#[derive(Clone, Debug)]
pub struct ReportRequest {
    pub scope: Scope,
    pub actor: String,
    pub actor_name: String,
    pub told: Told,
    /// The client's name for this request: the same again is the same request.
    pub key: String,
    /// When the request reached the portal: the instant that deadlines are held against.
    pub received_at: DateTime<Utc>,
}

/// Which places, and why.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    pub child: ChildId,
    pub days: Vec<NaiveDate>,
    /// Every place of the day where there are none.
    pub activities: Vec<ActivityId>,
    pub reason: Option<AbsenceReason>,
    pub note: Option<String>,
}

/// Why nothing was considered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportRefusal {
    UnknownChild,
    /// The entry at fault, from 0.
    UnknownActivity {
        nth: usize,
    },
    NothingAsked,
    TooManyDays {
        most: usize,
    },
    TooManyActivities {
        most: usize,
    },
    NoteTooLong {
        most: usize,
    },
    InvalidKey,
    KeyMismatch,
}

/// What became of one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportLine {
    pub activity: Option<ActivityId>,
    pub day: NaiveDate,
    pub outcome: ReportOutcome,
    /// When it was told, now or before.
    pub reported_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportOutcome {
    Reported,
    /// It was told before, and that instant counts.
    ReportedBefore,
    /// The child has no place there.
    NotBooked,
    /// The child was seen there.
    CameAlready,
    /// The day is over: the town's service is to be asked.
    DayOver,
}

impl ReportRequest {
    pub(super) fn check(&self) -> Result<(), ReportRefusal> {
        let told = &self.told;
        if told.days.is_empty() {
            return Err(ReportRefusal::NothingAsked);
        }
        if told.days.len() > MAX_DAYS {
            return Err(ReportRefusal::TooManyDays { most: MAX_DAYS });
        }
        if told.activities.len() > MAX_ACTIVITIES {
            return Err(ReportRefusal::TooManyActivities { most: MAX_ACTIVITIES });
        }
        let note = told.note.as_deref().unwrap_or_default();
        if note.chars().count() > MAX_NOTE || note.contains('\0') {
            return Err(ReportRefusal::NoteTooLong { most: MAX_NOTE });
        }
        let key_fits = (1..=MAX_KEY).contains(&self.key.len()) && self.key.bytes().all(|byte| byte.is_ascii_graphic());
        if key_fits {
            Ok(())
        } else {
            Err(ReportRefusal::InvalidKey)
        }
    }

    pub(super) fn outcome(
        &self,
        town: &Town,
        day: NaiveDate,
        line: Option<&PlaceLine>,
    ) -> (ReportOutcome, Option<DateTime<Utc>>) {
        // A report that reached the portal before the request that booked the place is not told of it.
        let had = |line: &&PlaceLine| line.booked.is_some_and(|booked| booked.at <= self.told_at());
        let Some(line) = line.filter(had) else {
            return (ReportOutcome::NotBooked, None);
        };
        let PlaceState { report, .. } = &line.state;
        if line.state.came() {
            return (ReportOutcome::CameAlready, report.as_ref().map(|report| report.at));
        }
        if let Some(report) = report {
            return (ReportOutcome::ReportedBefore, Some(report.at));
        }
        if matches!(self.scope.reach, Reach::Family(_)) && day < civil_day(town.zone(), self.received_at) {
            return (ReportOutcome::DayOver, None);
        }
        (ReportOutcome::Reported, Some(self.told_at()))
    }

    pub(super) fn told_at(&self) -> DateTime<Utc> {
        self.received_at.trunc_subsecs(3)
    }

    /// Tapped behind what a device whose clock runs ahead said of the place.
    pub(super) fn entry(&self, portal: &Portal, places: &Places, place: Place, nth: u32) -> Entry {
        let told_at = self.told_at();
        let behind = places.latest(place, FactKind::Reported);
        let behind = behind.map(|at| at + TimeDelta::milliseconds(1));
        Entry {
            stamp: Stamp {
                at: behind.map_or(told_at, |behind| behind.max(told_at)),
                device: DEVICE.to_owned(),
                sequence: nth,
                id: AttendanceEventId(ulid(portal.random.as_ref(), told_at)),
            },
            fact: Fact::Reported(Report {
                at: told_at,
                reason: self.told.reason,
                note: self.told.note.clone(),
            }),
        }
    }

    pub(super) fn answer_ref(&self) -> AnswerRef {
        AnswerRef {
            actor: self.actor.clone(),
            // Keys of other mutations are other keys.
            key: format!("absence {}", self.key),
        }
    }

    /// SHA-256 of what is told, in hexadecimal.
    pub(super) fn fingerprint(&self) -> String {
        let told = serde_json::to_vec(&self.told).unwrap_or_default();
        format!("{:x}", Sha256::digest(told))
    }

    pub(super) fn keep(&self, answer: &[ReportLine]) -> Result<NewAnswer, Fault> {
        let AnswerRef { actor, key } = self.answer_ref();
        Ok(NewAnswer {
            actor,
            key,
            request_hash: self.fingerprint(),
            answer: serde_json::to_value(answer).map_err(|error| Fault::Defect(error.to_string()))?,
        })
    }
}
