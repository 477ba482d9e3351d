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
        documents: Vec::new(),
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

/// What has to be in it, as the rule book says: with every refusal, and where a step tells of the file.
#[test]
fn the_documents_that_a_file_has_to_hold_are_told() {
    let documents = ["Attestation d'assurance", "Fiche sanitaire"].map(ToOwned::to_owned);
    let asking = |file: FamilyFile| {
        let mut world = needing(STUDY, file);
        world.rules.activities[usize::from(STUDY.0)].documents = documents.to_vec();
        world
    };
    let world = asking(lacking(&["Assurance"]));
    let refusal = Refusal::FileIncomplete {
        until: None,
        missing: vec!["Assurance".to_owned()],
        documents: documents.to_vec(),
    };
    assert_eq!(may_book(&world.situation(), slot(STUDY, DAY)), Err(refusal.clone()));
    assert_eq!(obstacles(&world.situation(), slot(STUDY, DAY)), [refusal]);
    let said = |file: FamilyFile, locale| {
        let world = asking(file);
        let explanation = explain(&world.situation(), slot(STUDY, DAY));
        let told = explanation.say(locale, &world.rules);
        let of_file = |line: &&str| line.contains("ossier") || line.contains("file");
        let lines: Vec<String> = told
            .lines()
            .filter(of_file)
            .map(|line| {
                line.trim_start_matches(|at: char| at == ' ' || at == '.' || at.is_ascii_digit())
                    .to_owned()
            })
            .collect();
        lines
    };
    assert_eq!(
        said(FamilyFile::complete(), Locale::Fr),
        ["Dossier de la famille (il faut : Attestation d'assurance, Fiche sanitaire) : complet."]
    );
    assert_eq!(
        said(until(DAY), Locale::En),
        [
            "The family's file (needed: Attestation d'assurance, Fiche sanitaire): complete until Monday 30 November 2026."
        ]
    );
    assert_eq!(
        said(lacking(&["Assurance"]), Locale::Fr),
        [
            "Dossier de la famille (il faut : Attestation d'assurance, Fiche sanitaire) : le dossier n'est pas complet (il \
             manque : Assurance), la réservation est refusée.",
            "→ Refusé : le dossier n'est pas complet (il manque : Assurance) : il faut Attestation d'assurance, Fiche \
             sanitaire.",
        ]
    );
    assert_eq!(
        said(until("2026-11-29"), Locale::En),
        [
            "The family's file (needed: Attestation d'assurance, Fiche sanitaire): the file is accepted until Sunday 29 \
             November 2026 only, the booking is refused.",
            "→ Refused: the file is accepted until Sunday 29 November 2026 only: it has to hold Attestation d'assurance, \
             Fiche sanitaire.",
        ]
    );
}
