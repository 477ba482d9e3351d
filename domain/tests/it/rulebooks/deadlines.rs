//! Deadlines: Caumont-sur-Durance, Les Lutins du Vexin, Argenteuil and Distré.

use preau_domain::attendance::DueKind::Unbooked;
use preau_domain::booking::Refusal;

use super::files::{ARGENTEUIL, CAUMONT, DISTRE, LUTINS};
use super::town::{To, town, unbooked};
use crate::calendar::town::at;

const WEEK: [&str; 4] = ["2026-11-30", "2026-12-01", "2026-12-03", "2026-12-04"];

#[test]
fn caumont_closes_at_the_end_of_monday_of_the_week_before() {
    let caumont = town(CAUMONT, "ecole");
    for on in WEEK {
        let closes_at = Some(at("2026-11-24T00:00:00+01:00"));
        assert_eq!(caumont.closes(To::Book, "cantine", on), closes_at, "{on}");
        assert_eq!(caumont.closes(To::Cancel, "cantine", on), closes_at, "{on}");
    }
}

#[test]
fn caumont_asks_the_same_of_all_who_are_late_or_unbooked() {
    let pays = |quotient| town(CAUMONT, "ecole").quotient(quotient).pays("cantine", WEEK[0]);
    assert_eq!([0, 600, 601, 2000].map(pays), [315, 315, 360, 360]);
    for quotient in [300, 2000] {
        let caumont = town(CAUMONT, "ecole").quotient(quotient);
        let in_time = caumont.books("cantine", WEEK[0], "2026-11-23T23:59:59+01:00");
        assert_eq!(in_time, Ok((false, pays(quotient))));
        let late = caumont.books("cantine", WEEK[0], "2026-11-24T00:00:00+01:00");
        assert_eq!(late, Ok((true, 405)));
        let closed_at = at("2026-11-29T10:00:00+01:00");
        let too_late = caumont.books("cantine", WEEK[0], "2026-11-29T10:00:00+01:00");
        assert_eq!(too_late, Err(Refusal::TooLate { closed_at }));
        let due = caumont.due(WEEK[0], &[("cantine", unbooked(1))]);
        assert_eq!(due, [("cantine", Unbooked, 505)]);
    }
}

#[test]
fn the_lutins_close_on_friday_or_tuesday_at_ten() {
    let lutins = town(LUTINS, "santeuil");
    for (on, closes_at) in WEEK.into_iter().zip([
        "2026-11-27T10:00:00+01:00",
        "2026-11-27T10:00:00+01:00",
        "2026-12-01T10:00:00+01:00",
        "2026-12-01T10:00:00+01:00",
    ]) {
        assert_eq!(lutins.closes(To::Cancel, "soir", on), Some(at(closes_at)), "{on}");
    }
}

#[test]
fn argenteuil_has_a_deadline_for_each_kind_of_day() {
    let argenteuil = town(ARGENTEUIL, "pvc");
    for (to, activity, on, closes_at) in [
        // More than seven days before.
        (To::Book, "soir", "2026-12-03", "2026-11-26T00:00:00+01:00"),
        (To::Cancel, "soir", "2026-11-30", "2026-11-28T00:00:00+01:00"),
        (To::Cancel, "soir", "2026-12-01", "2026-11-30T16:30:00+01:00"),
        (To::Cancel, "soir", "2026-12-03", "2026-12-02T16:30:00+01:00"),
        (To::Cancel, "soir", "2026-12-04", "2026-12-03T16:30:00+01:00"),
        (To::Book, "mercredi", "2026-12-02", "2026-11-08T00:00:00+01:00"),
        (To::Cancel, "mercredi", "2026-12-02", "2026-11-28T00:00:00+01:00"),
        // To the end of Saturday, four and three weeks before the first.
        (To::Book, "vacances", "2027-02-08", "2027-01-10T00:00:00+01:00"),
        (To::Cancel, "vacances", "2027-02-08", "2027-01-17T00:00:00+01:00"),
        (To::Book, "vacances", "2027-02-19", "2027-01-10T00:00:00+01:00"),
        (To::Cancel, "vacances", "2027-02-19", "2027-01-17T00:00:00+01:00"),
    ] {
        assert_eq!(
            argenteuil.closes(to, activity, on),
            Some(at(closes_at)),
            "{activity} {on}"
        );
    }
    let last = argenteuil.books("vacances", "2027-02-08", "2027-01-09T23:59:59+01:00");
    assert_eq!(last, Ok((false, 1200)));
    let closed_at = at("2027-01-10T00:00:00+01:00");
    let late = argenteuil.books("vacances", "2027-02-08", "2027-01-10T00:00:00+01:00");
    assert_eq!(late, Err(Refusal::TooLate { closed_at }));
}

#[test]
fn distre_takes_occasional_children_until_the_end_of_monday() {
    let distre = town(DISTRE, "ecole").quotient(600);
    let wednesday = "2026-12-02";
    assert_eq!(
        distre.closes(To::Book, "journee", wednesday),
        Some(at("2026-12-01T00:00:00+01:00"))
    );
    let journee = distre.ix("journee");
    let full = distre.taken(journee, wednesday, 40, 40);
    let now = "2026-11-30T23:59:59+01:00";
    assert_eq!(full.books("journee", wednesday, now), Err(Refusal::Full));
}
