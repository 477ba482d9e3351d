//! Tablets that are tapped with a network and without, whose clocks may be wrong.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use preau_domain::access::{Reach, Scope};
use preau_domain::attendance::EntryRefusal;
use preau_domain::attendance::{Entry, Fact, FactKind, Report, Stamp};
use preau_domain::ids::{ActivityId, AttendanceEventId, ChildId};
use preau_domain::rulebook::absence::AbsenceReason;
use preau_services::attendance::record::{RecordRequest, Tap, TapRefusal, Verdict};
use ulid::Ulid;

use super::reference::Tapped;
use super::town::{Place, local};
use crate::booking::chance::Chance;
use crate::booking::world::World;

pub struct Tablet {
    pub name: &'static str,
    /// How far its clock runs ahead.
    pub skew: TimeDelta,
    pub sequence: u32,
    /// No network until then.
    pub offline_until: DateTime<Utc>,
    /// What it has yet to hear an answer about.
    pub queue: Vec<Tapped>,
    /// What was told to come too early, and when to send it again.
    pub early: Vec<(DateTime<Utc>, Tapped)>,
    pub sent: Vec<Tapped>,
}

const REASONS: [Option<AbsenceReason>; 6] = [
    Some(AbsenceReason::Illness),
    Some(AbsenceReason::Illness),
    Some(AbsenceReason::Illness),
    Some(AbsenceReason::Hospital),
    Some(AbsenceReason::Family),
    None,
];

pub fn some_reason(chance: &mut Chance) -> Option<AbsenceReason> {
    *chance.one_of(&REASONS)
}

pub fn some_note(chance: &mut Chance) -> Option<String> {
    (chance.below(3) == 0).then(|| format!("Fièvre {}", chance.below(4)))
}

pub fn some_id(chance: &mut Chance) -> AttendanceEventId {
    let half = |chance: &mut Chance| u128::try_from(chance.below(1 << 60)).unwrap();
    AttendanceEventId(Ulid(half(chance) << 60 | half(chance)))
}

impl Tablet {
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            skew: TimeDelta::zero(),
            sequence: 0,
            offline_until: DateTime::UNIX_EPOCH,
            queue: Vec::new(),
            early: Vec::new(),
            sent: Vec::new(),
        }
    }

    /// Something is tapped at `now`, of which the clock of the tablet makes what it can.
    pub fn tap(
        &mut self,
        chance: &mut Chance,
        place: Place,
        fact: impl FnOnce(DateTime<Utc>) -> Fact,
        now: DateTime<Utc>,
    ) {
        let at = now + self.skew;
        self.sequence += 1;
        let entry = Entry {
            stamp: Stamp {
                at,
                device: self.name.to_owned(),
                sequence: self.sequence,
                id: some_id(chance),
            },
            fact: fact(at),
        };
        self.queue.push((Ok(place), Some(entry)));
    }

    /// Takes what an answer says of the taps that were sent: what was too early is kept.
    pub fn hear(&mut self, taps: Vec<Tapped>, verdicts: &[String]) {
        self.queue.clear();
        for (tap, verdict) in taps.into_iter().zip(verdicts) {
            match verdict.strip_prefix("Future ") {
                Some(from) => self.early.push((from.parse().unwrap(), tap)),
                None => self.sent.push(tap),
            }
        }
    }

    /// What is early no more goes with the next that is sent.
    pub fn no_longer_early(&mut self, now: DateTime<Utc>) {
        let (due, early) = self.early.drain(..).partition(|(from, _)| *from <= now);
        self.early = early;
        let due: Vec<(DateTime<Utc>, Tapped)> = due;
        self.queue.extend(due.into_iter().map(|(_, tap)| tap));
    }
}

/// Something that can be seen of a child, told at `at`; days gone by are written down later.
pub fn some_fact(chance: &mut Chance, on: NaiveDate, activity: &str, at: DateTime<Utc>) -> Fact {
    let earlier = |chance: &mut Chance| {
        let minutes = if chance.below(3) == 0 { chance.below(90) } else { 0 };
        at - TimeDelta::minutes(i64::try_from(minutes).unwrap())
    };
    let today = super::town::civil(at).0 == on;
    let on_the_day = |chance: &mut Chance, times: &[&str]| {
        let evening = activity == "soir" && chance.below(2) == 0;
        if (today && !evening) || chance.below(12) == 0 {
            earlier(chance)
        } else {
            let time: &str = chance.one_of::<&str>(times);
            local(on, time)
        }
    };
    match chance.below(20) {
        0..=5 => Fact::CheckedIn(on_the_day(chance, &["11:45:00", "16:30:00", "18:00:00"])),
        6..=10 => {
            let times = ["13:30:00", "18:30:00", "18:35:00", "18:35:59", "18:36:00", "18:50:00"];
            Fact::CheckedOut(on_the_day(chance, &times))
        }
        11..=13 => Fact::Absent(some_reason(chance).filter(|_| chance.below(2) == 0)),
        14..=15 => Fact::Reported(Report {
            at: earlier(chance) - TimeDelta::hours(i64::try_from(chance.below(3) * 20).unwrap()),
            reason: some_reason(chance),
            note: some_note(chance),
        }),
        16..=17 => Fact::Certificate(earlier(chance)),
        _ => Fact::Undone(*chance.one_of(&[
            FactKind::CheckedIn,
            FactKind::CheckedOut,
            FactKind::Absent,
            FactKind::Reported,
            FactKind::Certificate,
        ])),
    }
}

pub fn staff(world: &World) -> Scope {
    Scope {
        commune: world.commune,
        reach: Reach::Town,
    }
}

/// The request that sends taps.
pub fn request(world: &World, taps: &[Tapped]) -> RecordRequest {
    let nowhere = |why: &str| -> (Option<ChildId>, Option<ActivityId>) {
        match why {
            "UnknownChild" => (Some(ChildId(Ulid(7))), Some(world.activity("soir"))),
            _ => (Some(crate::booking::world::child(0, 0)), Some(ActivityId(Ulid(7)))),
        }
    };
    let tap = |(place, entry): &Tapped| {
        let ((child, activity), day) = match place {
            Ok((child, activity, on)) => ((Some(*child), Some(world.activity(activity))), *on),
            Err(why) => (nowhere(why), crate::booking::world::day("2026-11-20")),
        };
        Tap {
            child,
            activity,
            day,
            entry: entry.clone(),
        }
    };
    RecordRequest {
        scope: staff(world),
        actor: "agent".to_owned(),
        actor_name: "Sacha".to_owned(),
        taps: taps.iter().map(tap).collect(),
    }
}

/// The words of a verdict.
pub fn words(verdict: &Verdict) -> String {
    let refusal = match verdict {
        Verdict::Recorded => return "Recorded".to_owned(),
        Verdict::KnownAlready => return "KnownAlready".to_owned(),
        Verdict::Superseded => return "Superseded".to_owned(),
        Verdict::Refused(refusal) => refusal,
    };
    match refusal {
        TapRefusal::UnknownChild => "UnknownChild",
        TapRefusal::UnknownActivity => "UnknownActivity",
        TapRefusal::Malformed => "Malformed",
        TapRefusal::IdTaken => "IdTaken",
        TapRefusal::Rules(EntryRefusal::NotOffered(_)) => "NotOffered",
        TapRefusal::Rules(EntryRefusal::Future { retry_at }) => return format!("Future {}", retry_at.to_rfc3339()),
        TapRefusal::Rules(EntryRefusal::BeforeRules) => "BeforeRules",
        TapRefusal::Rules(EntryRefusal::OtherDay) => "OtherDay",
    }
    .to_owned()
}
