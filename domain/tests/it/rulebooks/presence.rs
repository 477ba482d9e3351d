//! Who comes late, unbooked, not at all, or stays too long: Le Sourn, Saint-Colomban and Coëtmieux.

use preau_domain::attendance::DueKind::{Absent, LatePickup, Unbooked, UnbookedExtra, Used};
use preau_domain::attendance::{PlaceRecord, once_each};
use preau_domain::rulebook::absence::AbsenceReason;

use super::files::{COETMIEUX, LE_SOURN, SAINT_COLOMBAN};
use super::town::{stayed, town, unbooked};
use crate::calendar::town::at;

const DAY: &str = "2026-11-30";
const MARCH: &str = "2023-03-13";

#[test]
fn le_sourn_asks_the_cost_price_of_the_unbooked() {
    let sourn = town(LE_SOURN, "publique");
    assert_eq!(
        sourn.due(MARCH, &[("cantine", PlaceRecord::booked())]),
        [("cantine", Used, 350)]
    );
    assert_eq!(
        sourn.due(MARCH, &[("cantine", unbooked(1))]),
        [("cantine", Unbooked, 549)]
    );
    for (reason, cents) in [
        (None, 350),
        (Some(AbsenceReason::Family), 350),
        (Some(AbsenceReason::Illness), 0),
        (Some(AbsenceReason::Hospital), 0),
        (Some(AbsenceReason::Exceptional), 0),
    ] {
        let record = sourn.absent("cantine", MARCH, reason);
        assert_eq!(
            sourn.due(MARCH, &[("cantine", record)]),
            [("cantine", Absent, cents)],
            "{reason:?}"
        );
    }
}

#[test]
fn le_sourn_minds_what_is_repeated() {
    let sourn = town(LE_SOURN, "publique");
    assert_eq!(sourn.due(MARCH, &[("soir", unbooked(1))]), [("soir", Unbooked, 190)]);
    let again = [("soir", Unbooked, 190), ("soir", UnbookedExtra, 500)];
    assert_eq!(sourn.due(MARCH, &[("soir", unbooked(2))]), again);
    // At the canteen, the cost price already asks more.
    let canteen = sourn.due(MARCH, &[("cantine", unbooked(2))]);
    assert_eq!(canteen, [("cantine", Unbooked, 549)]);
    let late = |nth| PlaceRecord {
        late_pickup_times: nth,
        ..stayed(None, Some("18:31"))
    };
    assert_eq!(sourn.due(MARCH, &[("soir", late(1))]), [("soir", Used, 190)]);
    let again = [("soir", Used, 190), ("soir", LatePickup, 1500)];
    assert_eq!(sourn.due(MARCH, &[("soir", late(2))]), again);
    // Two children picked up late together.
    let lines = [1, 2].map(|child| {
        sourn
            .due_lines(MARCH, &[("soir", late(2))])
            .into_iter()
            .map(move |line| (child, line))
    });
    let due: i64 = once_each(lines.into_iter().flatten())
        .iter()
        .map(|(_, line)| line.amount.cents())
        .sum();
    assert_eq!(due, 190 + 190 + 1500);
}

#[test]
fn le_sourn_adds_the_minibus_for_saint_julien() {
    let prices = |school| ["matin", "soir"].map(|activity| town(LE_SOURN, school).pays(activity, MARCH));
    assert_eq!(prices("publique"), [140, 190]);
    assert_eq!(prices("saint-julien"), [215, 265]);
}

#[test]
fn saint_colomban_wants_to_be_told_before_nine() {
    let town = town(SAINT_COLOMBAN, "ecole");
    let due = |reported: Option<&str>| {
        let record = town.absent_with("restaurant", DAY, |absence| absence.reported_at = reported.map(at));
        town.due(DAY, &[("restaurant", record)])
    };
    assert_eq!(due(None), [("restaurant", Absent, 375)]);
    assert_eq!(due(Some("2026-11-30T08:59:59+01:00")), [("restaurant", Absent, 0)]);
    assert_eq!(due(Some("2026-11-30T09:00:00+01:00")), [("restaurant", Absent, 375)]);
    assert_eq!(town.pays("restaurant", DAY), 375);
    assert_eq!(town.care_plan().pays("restaurant", DAY), 215);
}

#[test]
fn coetmieux_waits_four_minutes() {
    let town = town(COETMIEUX, "ecole");
    let due = |left| {
        let due = town.due(DAY, &[("soir", stayed(None, Some(left)))]);
        due.into_iter()
            .map(|(_, kind, cents)| (kind, cents))
            .collect::<Vec<_>>()
    };
    let whole = (Used, 320);
    assert_eq!(due("18:45"), [whole]);
    assert_eq!(due("18:49"), [whole]);
    assert_eq!(due("18:49:59"), [whole]);
    assert_eq!(due("18:50"), [whole, (LatePickup, 1000)]);
    // Nobody is handed over before 17:15: one half-hour begun, exactly.
    assert_eq!(
        [due("16:50"), due("17:15"), due("17:16")],
        [[(Used, 80)], [(Used, 80)], [(Used, 160)]]
    );
}
