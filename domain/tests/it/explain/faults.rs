//! Questions that cannot be understood.

use preau_domain::explain::{Explanation, Fault, FaultKind, Verdict};
use preau_domain::locale::Locale;

use super::town::{Asked, answer, ask};

const MONDAY: &str = "2026-11-30";

fn fault(activity: &str, child: &str) -> Fault {
    answer(&ask(activity, child, MONDAY)).unwrap_err()
}

#[test]
fn faults_advise_and_say_what_is_allowed() {
    let schools = "bourg, hameau";
    let activities = "matin, midi, cantine, etude, garderie, mercredi, vacances, sport";
    let keys = "school, born, class, quotient, residence, regime, regular, care_plan, siblings, owes, file";
    let classes = "tps, ps, ms, gs, cp, ce1, ce2, cm1, cm2, 6e, 5e, 4e, 3e";
    for (activity, child, french, english) in [
        (
            "cantina",
            "school=bourg",
            format!("« cantina » ne désigne aucune activité du règlement. Vouliez-vous dire « cantine » ? Attendu : {activities}"),
            format!("`cantina` names no activity of the rule book. Did you mean `cantine`? Allowed: {activities}"),
        ),
        (
            "cantine",
            "school=bourgg",
            format!("« bourgg » ne désigne aucune école du règlement. Vouliez-vous dire « bourg » ? Attendu : {schools}"),
            format!("`bourgg` names no school of the rule book. Did you mean `bourg`? Allowed: {schools}"),
        ),
        (
            "cantine",
            "quotient=850",
            format!("Il manque l'école de l'enfant : school=CODE. Attendu : {schools}"),
            format!("The child's school is missing: school=CODE. Allowed: {schools}"),
        ),
        (
            "cantine",
            "school=bourg,quotien=850",
            format!("« quotien » ne fait pas partie de ce qu'on peut dire d'un enfant. Vouliez-vous dire « quotient » ? Attendu : {keys}"),
            format!("`quotien` is not something that is said of a child. Did you mean `quotient`? Allowed: {keys}"),
        ),
        (
            "cantine",
            "school=bourg,quotient=-1",
            "« -1 » ne s'écrit pas comme il faut pour « quotient ». Attendu : 850, 850@2026-11-12, 700@2026-03-10+850@2026-11-12".to_owned(),
            "`-1` is not written as `quotient` is. Allowed: 850, 850@2026-11-12, 700@2026-03-10+850@2026-11-12".to_owned(),
        ),
        // Commas part what is said, also those of a number.
        (
            "cantine",
            "school=bourg,quotient=540,5",
            "« 540,5 » ne s'écrit pas comme il faut pour « quotient ». Attendu : 850, 850@2026-11-12, 700@2026-03-10+850@2026-11-12".to_owned(),
            "`540,5` is not written as `quotient` is. Allowed: 850, 850@2026-11-12, 700@2026-03-10+850@2026-11-12".to_owned(),
        ),
        (
            "cantine",
            "school=bourg,owes=12,50",
            "« 12,50 » ne s'écrit pas comme il faut pour « owes ». Vouliez-vous dire « 12.50 » ? Attendu : 0.00".to_owned(),
            "`12,50` is not written as `owes` is. Did you mean `12.50`? Allowed: 0.00".to_owned(),
        ),
        (
            "cantine",
            "school=bourg,born=14/03/2017",
            "« 14/03/2017 » ne s'écrit pas comme il faut pour « born ». Attendu : YYYY-MM-DD".to_owned(),
            "`14/03/2017` is not written as `born` is. Allowed: YYYY-MM-DD".to_owned(),
        ),
        (
            "cantine",
            "school=bourg,residence=outsid",
            "« outsid » n'est pas une valeur de « residence ». Vouliez-vous dire « outside » ? Attendu : resident, partner, outside".to_owned(),
            "`outsid` is not a value of `residence`. Did you mean `outside`? Allowed: resident, partner, outside".to_owned(),
        ),
        (
            "cantine",
            "school=bourg,class=CE1",
            format!("« CE1 » n'est pas une valeur de « class ». Vouliez-vous dire « ce1 » ? Attendu : {classes}"),
            format!("`CE1` is not a value of `class`. Did you mean `ce1`? Allowed: {classes}"),
        ),
        (
            "cantine",
            "school=bourg,class=6ème@2026",
            format!("« 6ème » n'est pas une valeur de « class ». Vouliez-vous dire « 6e » ? Attendu : {classes}"),
            format!("`6ème` is not a value of `class`. Did you mean `6e`? Allowed: {classes}"),
        ),
        (
            "cantine",
            "school=bourg,class=ce1@26",
            "« ce1@26 » ne s'écrit pas comme il faut pour « class ». Attendu : ce1, ce1@2026".to_owned(),
            "`ce1@26` is not written as `class` is. Allowed: ce1, ce1@2026".to_owned(),
        ),
        (
            "cantine",
            "school=bourg,school=hameau",
            "« school » est dit deux fois.".to_owned(),
            "`school` is said twice.".to_owned(),
        ),
        (
            "mercredi",
            "school=bourg",
            "L'activité est réservée à certains âges : il manque la date de naissance, born=DATE. Attendu : YYYY-MM-DD".to_owned(),
            "The activity is for some ages only, and the date of birth is missing: born=DATE. Allowed: YYYY-MM-DD".to_owned(),
        ),
    ] {
        let fault = fault(activity, child);
        assert_eq!(fault.message(Locale::Fr), french);
        assert_eq!(fault.message(Locale::En), english);
    }
}

#[test]
fn every_part_of_a_child_is_checked() {
    let kind = |child: &str| {
        let Fault { key, kind, .. } = fault("cantine", child);
        (key, kind)
    };
    for (child, key, expected) in [
        ("school=bourg,regime=maf", "regime", FaultKind::UnknownWord),
        (
            "school=bourg,regular=cantine+diner",
            "regular",
            FaultKind::UnknownActivity,
        ),
        (
            "school=bourg,siblings=elder:lycee",
            "siblings",
            FaultKind::UnknownSchool,
        ),
        ("school=bourg,siblings=eldest:bourg", "siblings", FaultKind::UnknownWord),
        ("school=bourg,siblings=bourg", "siblings", FaultKind::UnknownWord),
        ("school=bourg,care_plan=maybe", "care_plan", FaultKind::Malformed),
        ("school=bourg,class", "class", FaultKind::UnknownWord),
        ("school=bourg,class=ce1@", "class", FaultKind::Malformed),
        ("school=bourg,class=ce1@1999", "class", FaultKind::Malformed),
        ("school=bourg,quotient", "quotient", FaultKind::Malformed),
        ("school=bourg,quotient=850+700", "quotient", FaultKind::Malformed),
        ("school=bourg,quotient=850@november", "quotient", FaultKind::Malformed),
        (
            "school=bourg,quotient=850@2026-11-12+700",
            "quotient",
            FaultKind::Malformed,
        ),
    ] {
        assert_eq!(kind(child), (key.to_owned(), expected), "{child}");
    }
    let booked = ask("cantine", "school=bourg", MONDAY).booked(&["mid"]);
    let Fault { key, did_you_mean, .. } = answer(&booked).unwrap_err();
    assert_eq!((key.as_str(), did_you_mean.as_deref()), ("booked", Some("midi")));
}

/// Several arguments, or one with commas: the same child.
#[test]
fn a_child_is_said_at_once_or_bit_by_bit() {
    let at_once = ask(
        "etude",
        "school=bourg, quotient=850, siblings=elder:bourg+elder:hameau",
        MONDAY,
    );
    let mut bit_by_bit = ask("etude", "school=bourg", MONDAY);
    let more = ["quotient=850", "siblings=elder:bourg+elder:hameau"];
    bit_by_bit.child.extend(more.map(str::to_owned));
    assert_eq!(answer(&at_once), answer(&bit_by_bit));
    let Ok(Explanation {
        verdict: Verdict::Book(booked),
        ..
    }) = answer(&at_once)
    else {
        panic!("refused");
    };
    assert_eq!(booked.price.cents(), 204);
}
