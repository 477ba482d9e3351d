//! Activities that need a complete file.

use preau_domain::booking::{OutcomeKind, Refusal, SlotState, may_book, may_cancel, obstacles, view};
use preau_domain::explain::{Reason, Step, Verdict, explain};
use preau_domain::family::FamilyFile;
use preau_domain::locale::Locale;
use preau_domain::money::Money;
use preau_domain::rulebook::model::ActivityIx;
use preau_domain::waiting::withheld;

use super::town::{CANTEEN, MIDDAY, STUDY, World, book, linked, slot};
use crate::calendar::town::day;

const DAY: &str = "2026-11-30";

fn needing(activity: ActivityIx, file: FamilyFile) -> World {
    let mut world = World::new();
    world.rules.activities[usize::from(activity.0)].needs_complete_file = true;
    world.child.file = file;
    world
}

fn lacking(missing: &[&str]) -> FamilyFile {
    FamilyFile {
        missing: missing.iter().map(ToString::to_string).collect(),
        ..FamilyFile::default()
    }
}

fn until(last: &str) -> FamilyFile {
    FamilyFile {
        until: Some(day(last)),
        ..FamilyFile::complete()
    }
}

fn incomplete(until: Option<&str>, missing: &[&str]) -> Refusal {
    Refusal::FileIncomplete {
        until: until.map(day),
        missing: missing.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn booking_is_closed_without_a_complete_file() {
    for (file, expected) in [
        (FamilyFile::complete(), None),
        (until(DAY), None),
        (until("2026-11-29"), Some(incomplete(Some("2026-11-29"), &[]))),
        (FamilyFile::default(), Some(incomplete(None, &[]))),
        (lacking(&["Assurance"]), Some(incomplete(None, &["Assurance"]))),
    ] {
        let world = needing(STUDY, file.clone());
        let situation = world.situation();
        assert_eq!(may_book(&situation, slot(STUDY, DAY)).err(), expected, "{file:?}");
        assert_eq!(withheld(&situation, [slot(STUDY, DAY)]), expected.is_some(), "{file:?}");
        let seen = view(&situation, slot(STUDY, DAY));
        let state = if expected.is_some() {
            SlotState::Suspended
        } else {
            SlotState::Available
        };
        assert_eq!((seen.state, seen.obstacle), (state, expected.clone()), "{file:?}");
        if let Some(refusal) = expected {
            let decided = world.decide(&[book(STUDY, DAY)]);
            assert_eq!(decided.outcomes[0].kind, OutcomeKind::Refused(refusal));
            assert!(decided.book.is_empty());
        }
    }
}

#[test]
fn it_closes_what_takes_the_activity_along_and_nothing_else() {
    let world = needing(CANTEEN, lacking(&["Assurance"]));
    let situation = world.situation();
    assert_eq!(may_book(&situation, slot(STUDY, DAY)).err(), None);
    let seen = view(&situation, slot(MIDDAY, DAY));
    assert_eq!(seen.obstacle, Some(linked(CANTEEN, incomplete(None, &["Assurance"]))));
    assert!(!seen.can_wait);
}

#[test]
fn what_is_booked_stays_and_can_be_given_back() {
    let world = needing(STUDY, FamilyFile::default()).with(&[(STUDY, DAY)]);
    let situation = world.situation();
    assert_eq!(may_cancel(&situation, slot(STUDY, DAY)), Ok(()));
    let seen = view(&situation, slot(STUDY, DAY));
    assert_eq!((seen.state, seen.obstacle), (SlotState::Booked, None));
}

#[test]
fn all_that_stands_against_a_day_is_told_the_file_before_debts() {
    use preau_domain::family::Debt;
    use preau_domain::rulebook::arrears::{Arrears, Block};
    let mut world = needing(STUDY, lacking(&[]));
    world.rules.arrears = Some(Arrears {
        invoiced_by: 1,
        due_on: 15,
        handed_over: false,
        suspends: None,
        blocks: Some(Block {
            above: Money::ZERO,
            activities: None,
        }),
        with_next_order: false,
    });
    let amount = Money::from_cents(100);
    world.child.account.debts = vec![Debt {
        cash_desk: crate::calendar::town::code("cantine"),
        amount,
        as_of: day("2026-10-31"),
    }];
    let owes = Refusal::Owes {
        amount,
        as_of: day("2026-10-31"),
    };
    assert_eq!(
        obstacles(&world.situation(), slot(STUDY, DAY)),
        [incomplete(None, &[]), owes]
    );
}

#[test]
fn what_a_file_does_is_explained() {
    let told = |file: FamilyFile, locale: Locale| {
        let world = needing(STUDY, file);
        let explanation = explain(&world.situation(), slot(STUDY, DAY));
        let steps = explanation
            .steps
            .iter()
            .filter(|step| matches!(step, Step::File { .. }));
        let told: Vec<String> = steps.map(|step| step.say(locale, &world.rules)).collect();
        let refused = matches!(explanation.verdict, Verdict::Refused(Reason::FileIncomplete { .. }));
        (told.concat(), refused)
    };
    for (file, french, english, refused) in [
        (
            FamilyFile::complete(),
            "Dossier de la famille : complet.",
            "The family's file: complete.",
            false,
        ),
        (
            until("2027-07-06"),
            "Dossier de la famille : complet jusqu'au mardi 6 juillet 2027.",
            "The family's file: complete until Tuesday 6 July 2027.",
            false,
        ),
        (
            until("2026-11-29"),
            "Dossier de la famille : le dossier n'est accepté que jusqu'au dimanche 29 novembre 2026, la réservation est \
             refusée.",
            "The family's file: the file is accepted until Sunday 29 November 2026 only, the booking is refused.",
            true,
        ),
        (
            lacking(&[]),
            "Dossier de la famille : le dossier n'est pas complet, la réservation est refusée.",
            "The family's file: the file is not complete, the booking is refused.",
            true,
        ),
        (
            lacking(&["Assurance", "Vaccins"]),
            "Dossier de la famille : le dossier n'est pas complet (il manque : Assurance, Vaccins), la réservation est refusée.",
            "The family's file: the file is not complete (missing: Assurance, Vaccins), the booking is refused.",
            true,
        ),
    ] {
        assert_eq!(told(file.clone(), Locale::Fr), (french.to_owned(), refused));
        assert_eq!(told(file, Locale::En), (english.to_owned(), refused));
    }
    let world = World::new();
    let explanation = explain(&world.situation(), slot(STUDY, DAY));
    assert!(!explanation.steps.iter().any(|step| matches!(step, Step::File { .. })));
}
