//! What is due once a day has come to pass, told as it is reckoned: in both languages and for programs, as the files in
//! `told/` keep it.

use preau_domain::calendar::Calendar;
use preau_domain::explain::{Explanation, Fault, FaultKind, Happening, Missed, Question, Words};
use preau_domain::locale::Locale;
use preau_domain::rulebook::absence::AbsenceReason;
use preau_domain::rulebook::{RuleBook, parse};

use super::told::kept;
use super::town::{Asked, ask};
use crate::calendar::town::{at, day};

const MONDAY: &str = "2026-11-30";
const WHO: &str = "school=bourg,quotient=850";

fn rules() -> RuleBook {
    parse(include_str!("strict.toml")).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"))
}

fn supposed(activity: &str, child: &str, on: &str, happening: Happening) -> Words {
    Words {
        happening,
        ..ask(activity, child, on)
    }
}

fn answer(words: &Words) -> Result<Explanation, Fault> {
    let rules = rules();
    let calendar = Calendar::new(&rules.calendar).unwrap();
    Ok(Question::read(words, &rules)?.explain(&rules, &calendar))
}

fn missed(reason: Option<AbsenceReason>, reported_at: Option<&str>) -> Happening {
    let reported_at = reported_at.map(at);
    Happening {
        absent: Some(Missed { reason, reported_at }),
        ..Happening::default()
    }
}

fn picked_up(left: &str, time: u16) -> Happening {
    Happening {
        left: Some(left.parse().unwrap()),
        time: Some(time),
        ..Happening::default()
    }
}

fn unbooked(time: u16) -> Happening {
    Happening {
        unbooked: true,
        time: Some(time),
        ..Happening::default()
    }
}

fn told(name: &str, words: &Words) {
    kept(
        name,
        &answer(words).unwrap_or_else(|fault| panic!("{fault:?}")),
        &rules(),
    );
}

/// The cents that are due, each with its kind.
fn due(words: &Words) -> Vec<String> {
    let due = answer(words).unwrap().due.unwrap();
    let lines = due.lines.iter();
    lines
        .map(|line| format!("{:?} {}", line.kind, line.amount.cents()))
        .collect()
}

#[test]
fn an_absence_is_held_against_each_case() {
    let ill = Some(AbsenceReason::Illness);
    let in_time = missed(ill, Some("2026-11-30T08:59:59+01:00"));
    told("absent-in-time", &supposed("cantine", WHO, MONDAY, in_time));
    let certified = Happening {
        absent_since: Some(day("2026-11-26")),
        certificate: Some(at("2026-11-28T11:45:00+01:00")),
        ..in_time
    };
    told("absent-certified", &supposed("cantine", WHO, MONDAY, certified));
    told("absent-unknown", &supposed("cantine", WHO, MONDAY, missed(None, None)));
    told(
        "absent-instead",
        &supposed("cantine", WHO, MONDAY, missed(Some(AbsenceReason::Family), None)),
    );
}

/// How long an absence lasts, when the child returns, and how often it was absent.
#[test]
fn the_whole_of_an_absence_is_told() {
    let certified = |when| Happening {
        absent_since: Some(day("2026-11-26")),
        absent_until: Some(day("2026-12-01")),
        certificate: Some(at(when)),
        ..missed(None, None)
    };
    // Thursday to Tuesday: four days, and the next session on Thursday at half past seven.
    let in_time = supposed("matin", WHO, MONDAY, certified("2026-12-05T07:30:00+01:00"));
    told("absent-returned", &in_time);
    assert_eq!(due(&in_time), ["Absent 75"]);
    let too_late = supposed("matin", WHO, MONDAY, certified("2026-12-05T07:30:01+01:00"));
    assert_eq!(due(&too_late), ["Absent 110"]);
    let going_on = Happening {
        absent_until: None,
        ..certified("2026-12-30T07:30:00+01:00")
    };
    told("absent-going-on", &supposed("matin", WHO, MONDAY, going_on));
    let times = |time| Happening {
        time: Some(time),
        ..missed(None, None)
    };
    let cents = |time| due(&supposed("matin", WHO, MONDAY, times(time)));
    assert_eq!(
        [1, 2, 3, 8, 9].map(cents).concat(),
        ["Absent 0", "Absent 0", "Absent 150", "Absent 150", "Absent 250"]
    );
    told("absent-again", &supposed("matin", WHO, MONDAY, times(9)));
}

/// At the deadline itself and a second behind the certificate's last instant, the cases no longer fit.
#[test]
fn what_is_due_is_exact_to_the_second() {
    let ill = Some(AbsenceReason::Illness);
    let told_at = |when| due(&supposed("cantine", WHO, MONDAY, missed(ill, Some(when))));
    assert_eq!(told_at("2026-11-30T08:59:59+01:00"), ["Absent 158"]);
    assert_eq!(told_at("2026-11-30T09:00:00+01:00"), ["Absent 315"]);
    let certified = |when| {
        let happening = Happening {
            certificate: Some(at(when)),
            ..missed(Some(AbsenceReason::Hospital), None)
        };
        due(&supposed("cantine", WHO, MONDAY, happening))
    };
    assert_eq!(certified("2026-12-02T11:45:00+01:00"), ["Absent 0"]);
    assert_eq!(certified("2026-12-02T11:45:01+01:00"), ["Absent 315"]);
    let plus = missed(Some(AbsenceReason::Exceptional), None);
    assert_eq!(due(&supposed("cantine", WHO, MONDAY, plus)), ["Absent 365"]);
}

/// What is shown to the minute would read alike: then the seconds are told, too.
#[test]
fn instants_within_one_minute_are_told_apart() {
    let happening = |reported, certificate| Happening {
        certificate: Some(at(certificate)),
        ..missed(Some(AbsenceReason::Hospital), Some(reported))
    };
    let said = |reported, certificate| {
        let told = answer(&supposed("cantine", WHO, MONDAY, happening(reported, certificate))).unwrap();
        [Locale::Fr, Locale::En].map(|locale| told.say(locale, &rules()))
    };
    let [french, english] = said("2026-11-30T09:00:20+01:00", "2026-12-02T11:45:01+01:00");
    for told in [
        "signalée avant le lundi 30 novembre 2026 à 09:00:00, délai « jour-meme » (signalée le lundi 30 novembre 2026 à 09:00:20), non ;",
        "jusqu'au mercredi 2 décembre 2026 à 11:45:00 (du mercredi 2 décembre 2026 à 11:45:01), non.",
    ] {
        assert!(french.contains(told), "{french}");
    }
    for told in [
        "told before Monday 30 November 2026 at 09:00:00, deadline “jour-meme” (told on Monday 30 November 2026 at 09:00:20), no;",
        "until Wednesday 2 December 2026 at 11:45:00 (of Wednesday 2 December 2026 at 11:45:01), no.",
    ] {
        assert!(english.contains(told), "{english}");
    }
    // The same instant, and another minute, are told to the minute.
    let [_, english] = said("2026-11-30T08:59:30+01:00", "2026-12-02T11:45:00+01:00");
    for told in [
        "told before Monday 30 November 2026 at 09:00, deadline “jour-meme” (told on Monday 30 November 2026 at 08:59), yes;",
        "until Wednesday 2 December 2026 at 11:45 (of Wednesday 2 December 2026 at 11:45), yes.",
    ] {
        assert!(english.contains(told), "{english}");
    }
}

#[test]
fn a_place_without_a_booking_goes_by_its_own_rules() {
    told("unbooked-first", &supposed("cantine", WHO, MONDAY, unbooked(1)));
    told("unbooked-again", &supposed("cantine", WHO, MONDAY, unbooked(2)));
    let outside = "school=bourg,quotient=500,residence=outside";
    told("unbooked-outside", &supposed("cantine", outside, MONDAY, unbooked(1)));
    assert_eq!(
        due(&supposed("cantine", WHO, MONDAY, unbooked(2))),
        ["Unbooked 315", "UnbookedExtra 500"]
    );
    assert_eq!(
        due(&supposed("cantine", outside, MONDAY, unbooked(1))),
        ["Unbooked 630"]
    );
}

#[test]
fn a_late_pick_up_counts_from_its_minute_and_its_time_on() {
    told(
        "picked-up-late",
        &supposed("soir", WHO, MONDAY, picked_up("18:36:00", 2)),
    );
    told(
        "picked-up-first",
        &supposed("soir", WHO, MONDAY, picked_up("18:36:00", 1)),
    );
    told(
        "picked-up-in-time",
        &supposed("soir", WHO, MONDAY, picked_up("18:35:59", 2)),
    );
    for (left, time, lines) in [
        ("18:30:00", 2, &["Used 200"][..]),
        ("18:35:59", 2, &["Used 200"]),
        ("18:36:00", 1, &["Used 200"]),
        ("18:36:00", 2, &["Used 200", "LatePickup 1000"]),
    ] {
        assert_eq!(due(&supposed("soir", WHO, MONDAY, picked_up(left, time))), lines);
    }
}

/// How an amount that hangs on how late it is comes about.
#[test]
fn a_late_pick_up_by_started_time_and_by_steps_is_told() {
    let was = r#"late_pickup = { amount = "10.00", tolerance_minutes = 5, per = "family", from_time = 2 }"#;
    let strict = include_str!("strict.toml");
    assert!(strict.contains(was));
    for (name, rule, left, lines) in [
        (
            "picked-up-by-quarters",
            r#"{ amount = "5.00", each_minutes = 15, most = 4, tolerance_minutes = 5 }"#,
            "19:16:00",
            ["Used 200", "LatePickup 2000"],
        ),
        (
            "picked-up-by-quarters-most",
            r#"{ amount = "5.00", each_minutes = 15, most = 2 }"#,
            "19:16:00",
            ["Used 200", "LatePickup 1000"],
        ),
        (
            "picked-up-by-steps",
            r#"{ steps = [{ from_minutes = 6, amount = "5.00" }, { from_minutes = 31, amount = "15.00" }] }"#,
            "18:36:00",
            ["Used 200", "LatePickup 500"],
        ),
        (
            "picked-up-by-times",
            r#"{ steps = [{ from = "18:45", amount = "5.00" }, { from = "19:00", amount = "15.00" }], per = "family" }"#,
            "19:00:00",
            ["Used 200", "LatePickup 1500"],
        ),
    ] {
        let rules = parse(&strict.replace(was, &format!("late_pickup = {rule}"))).unwrap();
        let calendar = Calendar::new(&rules.calendar).unwrap();
        let words = supposed("soir", WHO, MONDAY, picked_up(left, 1));
        let explanation = Question::read(&words, &rules).unwrap().explain(&rules, &calendar);
        kept(name, &explanation, &rules);
        let due = explanation.due.unwrap().lines;
        let due: Vec<String> = due
            .iter()
            .map(|line| format!("{:?} {}", line.kind, line.amount.cents()))
            .collect();
        assert_eq!(due, lines, "{name}");
    }
}

/// Booked late where it would be, and then absent: what is added stays due beside it.
#[test]
fn a_place_that_was_booked_late_stays_so() {
    let late = supposed("cantine", WHO, MONDAY, missed(None, None)).at("2026-11-30T08:00:00+01:00");
    told("absent-late", &late);
    assert_eq!(due(&late), ["Absent 315", "LateExtra 100"]);
}

#[test]
fn nothing_is_due_where_nothing_runs_or_nothing_is_supposed() {
    let asked = |on, happening| answer(&supposed("cantine", WHO, on, happening)).unwrap().due;
    assert_eq!(asked("2026-12-02", unbooked(1)), None);
    assert_eq!(asked(MONDAY, Happening::default()), None);
}

#[test]
fn what_cannot_be_so_is_told() {
    let fault = |happening, booked: &[&str]| {
        let words = supposed("cantine", WHO, MONDAY, happening).booked(booked);
        let Fault { key, found, kind, .. } = answer(&words).unwrap_err();
        (key, found, kind)
    };
    let of = |key: &str, found: &str, kind| (key.to_owned(), found.to_owned(), kind);
    let absent = missed(None, None);
    let (conflict, lacking, malformed) = (FaultKind::Conflicting, FaultKind::Lacking, FaultKind::Malformed);
    let left = Some("13:00:00".parse().unwrap());
    let arrived = Some("13:01:00".parse().unwrap());
    for (happening, booked, expected) in [
        (unbooked(1), &["cantine"][..], of("unbooked", "booked", conflict)),
        (
            Happening {
                unbooked: true,
                ..absent
            },
            &[],
            of("absent", "unbooked", conflict),
        ),
        (Happening { left, ..absent }, &[], of("absent", "left", conflict)),
        (
            Happening {
                certificate: Some(at("2026-11-30T08:00:00+01:00")),
                ..Happening::default()
            },
            &[],
            of("certificate", "absent", lacking),
        ),
        (
            Happening {
                absent_since: Some(day("2026-12-01")),
                ..absent
            },
            &[],
            of("absent_since", "2026-12-01", malformed),
        ),
        (
            Happening {
                absent_since: Some(day("2025-11-28")),
                ..absent
            },
            &[],
            of("absent_since", "2025-11-28", malformed),
        ),
        (unbooked(0), &[], of("time", "0", malformed)),
        (
            Happening {
                time: Some(2),
                ..Happening::default()
            },
            &[],
            of("time", "unbooked, left, absent", lacking),
        ),
        (
            Happening {
                arrived,
                left,
                ..Happening::default()
            },
            &[],
            of("left", "13:00", malformed),
        ),
    ] {
        assert_eq!(fault(happening, booked), expected);
    }
    let read = |text: &str| Missed::read(text).map_err(|fault| fault.message(Locale::Fr));
    assert_eq!(
        read("illness@2026-11-30T08:30:00+01:00"),
        Ok(Missed {
            reason: Some(AbsenceReason::Illness),
            reported_at: Some(at("2026-11-30T08:30:00+01:00")),
        })
    );
    assert_eq!(read("unknown"), Ok(Missed::default()));
    assert_eq!(
        read("ilness"),
        Err("« ilness » n'est pas une valeur de « absent ». Vouliez-vous dire « illness » ? Attendu : illness, hospital, family, school, exceptional, unknown".to_owned())
    );
    assert_eq!(
        read("illness@hier"),
        Err(
            "« illness@hier » ne s'écrit pas comme il faut pour « absent ». Attendu : REASON@2026-11-30T08:30:00+01:00"
                .to_owned()
        )
    );
}
