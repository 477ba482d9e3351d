//! The towns of the demo, by their guides.

use std::fs::read_to_string;
use std::path::Path;

use preau_domain::attendance::DueKind::{Absent, Unbooked, Used};
use preau_domain::attendance::PlaceRecord;
use preau_domain::booking::Refusal;
use preau_domain::rulebook::RuleBook;
use preau_domain::rulebook::absence::AbsenceReason;

use super::town::{To, stayed, town, unbooked};
use crate::calendar::town::at;
use crate::rulebook::village::book;

const BOUILLARGUES: &str = include_str!("../../../../demo/bouillargues.toml");
const MILLERY: &str = include_str!("../../../../demo/millery.toml");
const LUTINS: &str = include_str!("../../../../demo/lutins-gourmands.toml");

const MONDAY: &str = "2026-11-30";

/// The file names of all towns of the demo with their texts, by name.
fn all() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../demo");
    let mut found = Vec::new();
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        // Beside each town stands `town.people.toml`.
        if !name.contains(".people.") {
            found.push((name, read_to_string(path).unwrap()));
        }
    }
    found.sort();
    found
}

#[test]
fn each_file_is_read_and_comes_back_from_json() {
    let towns = all();
    let names: Vec<&str> = towns.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "bouillargues.toml",
            "lutins-gourmands.toml",
            "millery.toml",
            "milly-la-foret.toml"
        ]
    );
    for (name, source) in towns {
        let rules = book(&source);
        assert_eq!(format!("{}.toml", rules.town.slug.0), name);
        let json = serde_json::to_string(&rules).unwrap();
        assert_eq!(serde_json::from_str::<RuleBook>(&json).unwrap(), rules);
        for contact in &rules.contacts {
            assert!(contact.email.ends_with(".example"), "{name}: {}", contact.email);
        }
    }
}

/// "Du 1er au 20 de chaque mois (le 20 au soir minuit, les réservations sont bloquées)."
#[test]
fn bouillargues_books_the_next_month_from_the_1st_to_the_20th() {
    let town = town(BOUILLARGUES, "elementaire");
    let (first, last) = ("2026-12-01", "2026-12-18");
    for day in [first, last] {
        let books = |now| town.books("restauration", day, now);
        let opens_at = at("2026-11-01T00:00:00+01:00");
        assert_eq!(
            books("2026-10-31T23:59:59+01:00"),
            Err(Refusal::NotOpenYet { opens_at })
        );
        assert_eq!(books("2026-11-01T00:00:00+01:00"), Ok((false, 280)));
        assert_eq!(books("2026-11-20T23:59:59+01:00"), Ok((false, 280)));
        let closed_at = at("2026-11-21T00:00:00+01:00");
        assert_eq!(books("2026-11-21T00:00:00+01:00"), Err(Refusal::TooLate { closed_at }));
        assert_eq!(town.closes(To::Cancel, "restauration", day), Some(closed_at));
    }
}

/// "Les repas des enfants non inscrits seront facturés au prix unitaire de 6,50 €", D18.
#[test]
fn bouillargues_asks_more_of_whoever_comes_unbooked() {
    let town = town(BOUILLARGUES, "elementaire");
    let due = |activity, record| town.due(MONDAY, &[(activity, record)]);
    assert_eq!(
        due("restauration", PlaceRecord::booked()),
        [("restauration", Used, 280)]
    );
    for nth in 1..=2 {
        assert_eq!(
            due("restauration", unbooked(nth)),
            [("restauration", Unbooked, 650)],
            "{nth}"
        );
    }
    assert_eq!(due("meridien", unbooked(1)), [("meridien", Unbooked, 100)]);
}

#[test]
fn a_wednesday_at_bouillargues_is_priced_by_quotient() {
    let prices = |quotient| {
        let town = town(BOUILLARGUES, "elementaire").quotient(quotient);
        ["mercredi-matin", "mercredi-journee", "mercredi-apres-midi"].map(|activity| town.pays(activity, "2026-12-02"))
    };
    assert_eq!(prices(0), [600, 900, 600]);
    assert_eq!(prices(400), [600, 900, 600]);
    assert_eq!(prices(401), [800, 1150, 800]);
    assert_eq!(prices(800), [800, 1150, 800]);
    assert_eq!(prices(801), [1000, 1400, 1000]);
    let unknown = town(BOUILLARGUES, "elementaire");
    assert_eq!(unknown.pays("mercredi-journee", "2026-12-02"), 1400);
}

#[test]
fn millery_distinguishes_who_comes_regularly() {
    let prices = |quotient| {
        let town = || town(MILLERY, "elementaire").quotient(quotient);
        let now_and_then = town().pays("midi", MONDAY);
        (town().regular("midi").pays("midi", MONDAY), now_and_then)
    };
    assert_eq!(prices(600), (290, 390));
    assert_eq!(prices(1200), (410, 510));
    assert_eq!(prices(1201), (520, 620));
    let town = town(MILLERY, "elementaire").regular("midi");
    assert_eq!(
        town.pays("soir", MONDAY),
        360,
        "regular at midday says nothing of the evening"
    );
}

/// A certificate within 48 hours waives it.
#[test]
fn an_absence_at_millery() {
    let town = town(MILLERY, "elementaire").quotient(900);
    let ill = |certificate: Option<&str>| {
        let record = town.absent_with("midi", MONDAY, |absence| {
            absence.reason = Some(AbsenceReason::Illness);
            absence.certificate_at = certificate.map(at);
        });
        town.due(MONDAY, &[("midi", record)])
    };
    assert_eq!(ill(None), [("midi", Absent, 510)]);
    assert_eq!(ill(Some("2026-12-02T11:30:00+01:00")), [("midi", Absent, 0)]);
    assert_eq!(ill(Some("2026-12-02T11:30:01+01:00")), [("midi", Absent, 510)]);
    let class_elsewhere = town.absent("midi", MONDAY, Some(AbsenceReason::School));
    assert_eq!(town.due(MONDAY, &[("midi", class_elsewhere)]), [("midi", Absent, 0)]);
}

/// D18: with and without a booking, absent with and without certificate.
#[test]
fn a_meal_of_the_lutins_gourmands() {
    let town = town(LUTINS, "elementaire");
    let due = |record| town.due(MONDAY, &[("cantine", record)]);
    assert_eq!(due(PlaceRecord::booked()), [("cantine", Used, 360)]);
    assert_eq!(due(unbooked(1)), [("cantine", Unbooked, 650)]);
    let ill = |nth_day, certified: bool| {
        due(town.absent_with("cantine", MONDAY, |absence| {
            absence.reason = Some(AbsenceReason::Illness);
            absence.nth_day = nth_day;
            absence.certificate_at = certified.then(|| town.starts("cantine", MONDAY));
        }))
    };
    assert_eq!(ill(1, true), [("cantine", Absent, 360)]);
    assert_eq!(ill(2, true), [("cantine", Absent, 0)]);
    assert_eq!(ill(2, false), [("cantine", Absent, 360)]);
    let no_class = town.absent("cantine", MONDAY, Some(AbsenceReason::School));
    assert_eq!(due(no_class), [("cantine", Absent, 0)]);
}

#[test]
fn an_evening_of_the_lutins_gourmands_is_paid_by_the_half_hour() {
    let town = town(LUTINS, "elementaire");
    assert_eq!(
        town.pays("garderie-soir", MONDAY),
        280,
        "before the day, the whole of it"
    );
    for (left, cents) in [("17:00", 70), ("17:01", 140), ("18:30", 280)] {
        let record = stayed(None, Some(left));
        assert_eq!(
            town.due(MONDAY, &[("garderie-soir", record)]),
            [("garderie-soir", Used, cents)],
            "{left}"
        );
    }
}
