//! Prices that look at brothers and sisters: Bubry, Vigeois, La Selle-Craonnaise, Saussay and Les Lutins du Vexin.

use preau_domain::attendance::DueKind::{Absent, Used};
use preau_domain::attendance::{Booking, Happened, PlaceRecord};
use preau_domain::rulebook::absence::{AbsenceReason, Times};
use preau_domain::rulebook::visit::Visit;

use super::files::{BUBRY, LA_SELLE, LUTINS, SAUSSAY, VIGEOIS};
use super::town::{stayed, town};
use crate::booking::town::World;
use crate::calendar::town::{at, time};

const DAY: &str = "2026-11-30";

#[test]
fn bubry_asks_half_of_the_third_child() {
    let three = |quotient| {
        [1, 2, 3].map(|nth| {
            let child = town(BUBRY, "ecole").quotient(quotient).nth_of(nth, 3);
            child.regular("restaurant").pays("restaurant", DAY)
        })
    };
    assert_eq!(three(800), [305, 305, 153]);
    assert_eq!(three(800).iter().sum::<i64>(), 763);
    assert_eq!(three(500).iter().sum::<i64>(), 300);
    for (quotient, expected) in [
        (0, [100, 100, 100]),
        (599, [100, 100, 100]),
        (600, [305, 305, 153]),
        (999, [305, 305, 153]),
        (1000, [310, 310, 155]),
        (1499, [310, 310, 155]),
        (1500, [315, 315, 158]),
    ] {
        assert_eq!(three(quotient), expected, "quotient {quotient}");
    }
    let bubry = town(BUBRY, "ecole").quotient(800);
    assert_eq!(bubry.pays("restaurant", DAY), 370, "occasional");
    assert_eq!(bubry.care_plan().pays("restaurant", DAY), 64);
}

/// What is due for a child of Vigeois who came to all of these.
fn vigeois(nth: usize, activities: &[&str]) -> i64 {
    let records: Vec<_> = activities.iter().map(|name| (*name, stayed(None, None))).collect();
    let vigeois = town(VIGEOIS, "ecole").nth_of(nth, 2);
    let due = vigeois.due(DAY, &records);
    due.iter().map(|(.., cents)| cents).sum()
}

#[test]
fn vigeois_has_a_price_for_morning_and_evening_together() {
    assert_eq!(vigeois(1, &["matin", "soir"]) + vigeois(2, &["matin", "soir"]), 380);
    assert_eq!([1, 2].map(|nth| vigeois(nth, &["matin", "soir"])), [220, 160]);
    assert_eq!([1, 2].map(|nth| vigeois(nth, &["matin"])), [190, 130]);
    assert_eq!([1, 2].map(|nth| vigeois(nth, &["soir"])), [190, 130]);
}

#[test]
fn la_selle_asks_fifty_cents_more_of_those_who_do_not_come() {
    let elementary = town(LA_SELLE, "elementaire");
    let due = |reason| {
        let record = elementary.absent("cantine", DAY, reason);
        elementary.due(DAY, &[("cantine", record)])
    };
    assert_eq!(due(None), [("cantine", Absent, 420)]);
    assert_eq!(due(Some(AbsenceReason::Family)), [("cantine", Absent, 420)]);
    assert_eq!(due(Some(AbsenceReason::Illness)), [("cantine", Absent, 0)]);
    assert_eq!(due(Some(AbsenceReason::Hospital)), [("cantine", Absent, 0)]);
    let came = elementary.due(DAY, &[("cantine", PlaceRecord::booked())]);
    assert_eq!(came, [("cantine", Used, 370)]);
    let nursery = town(LA_SELLE, "maternelle");
    assert_eq!(nursery.pays("cantine", DAY), 330);
    let pays = |nth| town(LA_SELLE, "elementaire").nth_of(nth, 4).pays("cantine", DAY);
    assert_eq!([1, 2, 3, 4].map(pays), [370, 370, 330, 330]);
    let eve = "2026-11-29T23:59:59+01:00";
    assert_eq!(elementary.books("cantine", DAY, eve), Ok((false, 370)));
    assert!(elementary.books("cantine", DAY, "2026-11-30T00:00:00+01:00").is_err());
}

#[test]
fn saussay_asks_less_of_families_of_several_children() {
    let day = "2026-01-05";
    let family = |children| town(SAUSSAY, "ecole").nth_of(1, children);
    assert_eq!(
        [1, 2, 3, 4].map(|n| family(n).pays("cantine", day)),
        [450, 440, 425, 425]
    );
    let card = |n| family(n).regular("cantine").term_due("cantine", day);
    assert_eq!([1, 2, 3, 4].map(card), [5900, 5700, 5500, 5500]);
    assert_eq!(family(1).regular("cantine").pays("cantine", day), 0);
    assert_eq!(family(2).care_plan().term_due("repas-special", day), 1200);
    assert_eq!(family(2).care_plan().term_due("surveillance", day), 2500);
}

/// 3.85 of the monthly card for each meal told on the eve; nothing of the special meal.
#[test]
fn saussay_gives_meals_back() {
    let saussay = town(SAUSSAY, "ecole").regular("cantine");
    let due = |activity: &'static str, reported: &str| {
        let record = saussay.absent_with(activity, DAY, |absence| absence.reported_at = Some(at(reported)));
        saussay.due(DAY, &[(activity, record)])
    };
    assert_eq!(due("cantine", "2026-11-29T11:59:59+01:00"), [("cantine", Absent, -385)]);
    assert_eq!(due("cantine", "2026-11-29T12:00:00+01:00"), [("cantine", Absent, 0)]);
    let special = due("repas-special", "2026-11-29T11:00:00+01:00");
    assert_eq!(special, [("repas-special", Absent, 0)]);
}

/// An evening of a child of Santeuil beside so many others of its family, in cents.
fn evening(lutins: &World, on: &str, left: &str, siblings_there: u32) -> i64 {
    let visit = Visit {
        arrived: None,
        left: Some(time(left)),
        siblings_there,
    };
    let record = PlaceRecord::of(Some(Booking::default()), Happened::Came(visit));
    lutins.due(on, &[("soir", record)])[0].2
}

#[test]
fn the_lutins_bill_their_two_printed_months() {
    let lutins = town(LUTINS, "santeuil");
    let september = [2, 3, 6, 7, 9, 10, 13, 14, 16, 17, 20, 21, 23, 24, 27, 28, 30].map(|n| format!("2021-09-{n:02}"));
    let october = [1, 4, 5, 7, 8, 11, 12, 14, 15, 18, 19, 21, 22].map(|n| format!("2021-10-{n:02}"));
    let month = |days: &[String], left| days.iter().map(|on| evening(&lutins, on, left, 0)).sum::<i64>();
    assert_eq!((september.len(), october.len()), (17, 13));
    assert_eq!([month(&september, "19:00"), month(&september, "17:00")], [8500, 4250]);
    assert_eq!([month(&october, "19:00"), month(&october, "17:00")], [6500, 3250]);
    assert_eq!(evening(&lutins, DAY, "17:01", 0), 500);
    assert_eq!(
        [evening(&lutins, DAY, "17:00", 1), evening(&lutins, DAY, "18:00", 2)],
        [240, 490]
    );
}

#[test]
fn the_lutins_ask_half_of_those_who_do_not_come() {
    let lutins = town(LUTINS, "santeuil");
    let due = |certificate| {
        let record = lutins.absent_with("soir", DAY, |absence| {
            absence.reason = Some(AbsenceReason::Illness);
            absence.certificate_at = certificate;
        });
        lutins.due(DAY, &[("soir", record)])
    };
    assert_eq!(due(None), [("soir", Absent, 250)]);
    assert_eq!(due(Some(at("2026-12-02T10:00:00+01:00"))), [("soir", Absent, 0)]);
}

/// More than three: what the page calls an increase, without saying how much.
#[test]
fn the_lutins_count_what_nobody_justifies() {
    let lutins = town(LUTINS, "santeuil");
    let due = |nth| {
        let record = lutins.absent_with("soir", DAY, |absence| {
            absence.times = Some(Times {
                in_school_year: nth,
                in_month: 1,
            });
        });
        lutins.due(DAY, &[("soir", record)])
    };
    assert_eq!([1, 3].map(due), [[("soir", Absent, 250)], [("soir", Absent, 250)]]);
    assert_eq!([4, 9].map(due), [[("soir", Absent, 500)], [("soir", Absent, 500)]]);
}
