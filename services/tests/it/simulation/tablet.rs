//! What the staff of a small town write down.

use chrono::{DateTime, Utc};
use preau_domain::access::{Reach, Scope};
use preau_domain::attendance::{Entry, Fact, Report, Stamp};
use preau_domain::ids::{AttendanceEventId, ChildId};
use preau_domain::money::Money;
use preau_domain::rulebook::absence::AbsenceReason;
use preau_entities::store::people::children_of;
use preau_services::attendance::due::dues;
use preau_services::attendance::record::{MAX_ENTRIES, RecordRequest, Tap, Verdict, record};
use ulid::Ulid;

use crate::booking::world::{World, at, day, family};

/// Gathers entries, in the order of their taps.
#[derive(Default)]
pub struct Tablet {
    taps: Vec<Tap>,
}

pub fn town(world: &World) -> Scope {
    Scope {
        commune: world.commune,
        reach: Reach::Town,
    }
}

impl Tablet {
    pub fn tap(&mut self, world: &World, child: ChildId, activity: &str, on: &str, fact: Fact) {
        let nth = self.taps.len();
        let of = |fact: &Fact| match fact {
            Fact::CheckedIn(at) | Fact::CheckedOut(at) | Fact::Certificate(at) => Some(*at),
            Fact::Reported(report) => Some(report.at),
            Fact::Absent(_) | Fact::Undone(_) => None,
        };
        let stamp = Stamp {
            at: of(&fact).unwrap_or_else(|| local(on, "12:00")),
            device: "tablette".to_owned(),
            sequence: u32::try_from(nth).unwrap(),
            id: AttendanceEventId(Ulid(u128::try_from(0xa_0000 + nth).unwrap())),
        };
        self.taps.push(Tap {
            child: Some(child),
            activity: Some(world.activity(activity)),
            day: day(on),
            entry: Some(Entry { stamp, fact }),
        });
    }

    pub fn came(&mut self, world: &World, child: ChildId, activity: &str, on: &str, left: Option<&str>) {
        let start = if activity == "soir" { "16:30" } else { "11:45" };
        self.tap(world, child, activity, on, Fact::CheckedIn(local(on, start)));
        if let Some(left) = left {
            self.tap(world, child, activity, on, Fact::CheckedOut(local(on, left)));
        }
    }

    /// Absent, and why; a certificate came then.
    pub fn absent(
        &mut self,
        world: &World,
        (child, activity, on): (ChildId, &str, &str),
        reason: Option<AbsenceReason>,
        certificate: Option<&str>,
    ) {
        self.tap(world, child, activity, on, Fact::Absent(reason));
        if let Some(certificate) = certificate {
            self.tap(world, child, activity, on, Fact::Certificate(at(certificate)));
        }
    }

    pub fn reported(&mut self, world: &World, (child, activity, on): (ChildId, &str, &str), told: &str) {
        let report = Report {
            at: at(told),
            reason: Some(AbsenceReason::Illness),
            note: None,
        };
        self.tap(world, child, activity, on, Fact::Reported(report));
    }

    /// All of it, at the instant of the clock.
    pub async fn send(self, world: &World) {
        for taps in self.taps.chunks(MAX_ENTRIES) {
            let request = RecordRequest {
                scope: town(world),
                actor: "agent".to_owned(),
                actor_name: "Sacha".to_owned(),
                taps: taps.to_vec(),
            };
            let verdicts = record(&world.portal, &request).await.unwrap().unwrap();
            let kept = |verdict: &Verdict| matches!(verdict, Verdict::Recorded | Verdict::Superseded);
            assert!(verdicts.iter().all(kept), "{verdicts:?}");
        }
    }
}

/// An instant of a winter's day in the town.
pub fn local(on: &str, time: &str) -> DateTime<Utc> {
    at(&format!("{on}T{time}:00+01:00"))
}

/// What `Child.due` says for all children of a family together.
pub async fn due(world: &World, of: usize, from: &str, to: &str) -> Money {
    let scope = town(world);
    let children = children_of(&world.store.db, scope, family(of)).await.unwrap();
    let dues = dues(&world.portal, scope, &children, day(from), day(to)).await;
    dues.unwrap().iter().map(|due| due.total).sum()
}
