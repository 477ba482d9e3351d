//! What is due for a place once the day has come to pass as it is supposed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::due::steps_of;
use super::happening::{Happening, Missed};
use super::step::Step;
use crate::attendance::admit::runs;
use crate::attendance::{Booking, ChildDay, DueKind, DueLine, Happened, PlaceRecord, Spell, spells};
use crate::booking::{Situation, SlotKey};
use crate::calendar::zone::instant;
use crate::money::Money;
use crate::rulebook::absence::{Absence, Times};
use crate::rulebook::model::ActivityIx;
use crate::rulebook::surcharge::Per;
use crate::rulebook::visit::Visit;

/// What is due for a place, and how it comes about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CameToPass {
    /// Whether it is reckoned as of a booked place.
    pub supposes_place: bool,
    pub steps: Vec<Step>,
    pub lines: Vec<Amount>,
    pub total: Money,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Amount {
    pub kind: DueKind,
    pub amount: Money,
    pub per: Per,
}

/// Of a slot that is booked in a situation, or used without a booking, and what the child has beside it that day; its
/// other places count as used. None where nothing runs that day.
pub(super) fn came_to_pass(then: &Situation<'_>, slot: SlotKey, happening: &Happening) -> Option<CameToPass> {
    let at = ChildDay {
        rules: then.rules,
        calendar: then.calendar,
        child: then.child,
        day: slot.day,
    };
    runs(at, slot.activity, then.now).ok()?;
    let booking = |slot: &SlotKey| Booking {
        late: then.late.contains(slot),
        agreed: None,
    };
    let that_day = then.booked.iter().filter(|booked| booked.day == slot.day);
    let mut records: BTreeMap<ActivityIx, PlaceRecord> = that_day
        .map(|place| {
            let record = PlaceRecord::of(Some(booking(place)), Happened::Unrecorded);
            (place.activity, record)
        })
        .collect();
    let time = happening.time.unwrap_or(1);
    let record = PlaceRecord {
        booking: (!happening.unbooked).then(|| booking(&slot)),
        happened: happened(at, slot, happening, then),
        unbooked_times: time,
        late_pickup_times: time,
    };
    records.insert(slot.activity, record);
    let (steps, lines) = steps_of(at, &records, slot.activity);
    let amount = |line: DueLine| Amount {
        kind: line.kind,
        amount: line.amount,
        per: line.per,
    };
    Some(CameToPass {
        supposes_place: !happening.unbooked,
        total: lines.iter().map(|line| line.amount).sum(),
        steps,
        lines: lines.into_iter().map(amount).collect(),
    })
}

fn happened(at: ChildDay<'_>, slot: SlotKey, happening: &Happening, then: &Situation<'_>) -> Happened {
    if let Some(Missed { reason, reported_at }) = happening.absent {
        let spell = spell(at, slot, happening, then);
        let mut absence = Absence {
            reason,
            reported_at,
            certificate_at: happening.certificate,
            began_at: spell.began_at,
            nth_day: spell.nth_day,
            length: spell.length,
            returned_at: spell.returned_at,
            times: None,
        };
        let time = happening.time.unwrap_or(1);
        if at.counts_absence(slot.activity, &absence) {
            absence.times = Some(Times {
                in_school_year: time,
                in_month: time,
            });
        }
        return Happened::Absent(absence);
    }
    Happened::Came(Visit {
        arrived: happening.arrived,
        left: happening.left,
        siblings_there: 0,
    })
}

/// How many days are looked through for the child's return.
const RETURNS_WITHIN: usize = 120;

/// Where the day stands in the absence of a child that has a place whenever the activity runs. It is known to go on up to the
/// day itself; only where its last day is supposed, the return is known too.
fn spell(at: ChildDay<'_>, slot: SlotKey, happening: &Happening, then: &Situation<'_>) -> Spell {
    let starts_at = at.rules.activity(slot.activity).starts_at;
    let begins = |day: NaiveDate| instant(at.rules.town.zone, day, starts_at);
    let has_place = |day: &NaiveDate| runs(ChildDay { day: *day, ..at }, slot.activity, then.now).is_ok();
    let since = happening.absent_since.unwrap_or(slot.day);
    let until = happening.absent_until.unwrap_or(slot.day);
    let days = since.iter_days().take_while(|day| *day <= until).filter(has_place);
    let mut booked: BTreeMap<NaiveDate, bool> = days.map(|day| (day, true)).collect();
    if happening.absent_until.is_some() {
        let after = until.iter_days().skip(1).take(RETURNS_WITHIN);
        let back = after.into_iter().find(has_place);
        booked.extend(back.map(|day| (day, false)));
    }
    let of_day = spells(&booked, begins).remove(&slot.day);
    of_day.unwrap_or_else(|| Spell::of_one_day(begins(slot.day)))
}
