use chrono_tz::Europe::Paris;
use preau_domain::booking::Refusal;
use preau_domain::locale::Locale::{En, Fr};
use preau_domain::money::Money;
use preau_domain::rulebook::model::Contact;
use preau_services::booking::reason::Reason;
use preau_services::texts::reasons::reason;

use super::reasons::{CANTEEN, NAMES, assert_said, day, id_of};

#[test]
fn what_a_familys_account_closes_says_whom_to_turn_to() {
    let owes = Refusal::Owes {
        amount: Money::from_cents(1240),
        as_of: day("2026-10-31"),
    };
    let suspended = |until: Option<&str>| Refusal::Suspended {
        from: day("2026-12-01"),
        until: until.map(day),
    };
    assert_said(
        "2026-12-03",
        &owes,
        "Il restait 12,40~€ à payer au samedi 31 octobre 2026. Au-delà du montant fixé par le règlement, la réservation est \
         fermée. Réglez cette somme, ou adressez-vous au service périscolaire.",
        "€12.40 were still to be paid on Saturday 31 October 2026. Above the amount that the rules set, booking is closed. \
         Pay it, or turn to the after-school service.",
    );
    assert_said(
        "2026-12-03",
        &suspended(Some("2026-12-31")),
        "La commune a suspendu les réservations de l’enfant pour cette activité, du mardi 1er décembre 2026 au jeudi 31 \
         décembre 2026. Pour en parler, adressez-vous au service périscolaire.",
        "The town has suspended the child’s bookings for this activity, from Tuesday 1 December 2026 to Thursday 31 \
         December 2026. To talk about it, turn to the after-school service.",
    );
    let incomplete = |until: Option<&str>, missing: &[&str]| Refusal::FileIncomplete {
        until: until.map(day),
        missing: missing.iter().map(ToString::to_string).collect(),
        documents: Vec::new(),
    };
    assert_said(
        "2026-12-03",
        &incomplete(None, &["Assurance", "Vaccins"]),
        "Le dossier de votre famille n’est pas complet. Il manque~: Assurance, Vaccins. Fournissez ce qui manque, ou \
         adressez-vous au service périscolaire.",
        "The file of your family is not complete. Still missing: Assurance, Vaccins. Hand it in, or turn to the after-school \
         service.",
    );
    assert_said(
        "2026-12-03",
        &incomplete(None, &[]),
        "La commune n’a pas encore déclaré complet le dossier de votre famille. Complétez-le, ou adressez-vous au service \
         périscolaire.",
        "The town has not declared the file of your family complete yet. Complete it, or turn to the after-school service.",
    );
    assert_said(
        "2026-12-03",
        &incomplete(Some("2026-12-01"), &[]),
        "Le dossier de votre famille n’est accepté que jusqu’au mardi 1er décembre 2026. Pour réserver au-delà, \
         renouvelez-le ou adressez-vous au service périscolaire.",
        "The file of your family is accepted until Tuesday 1 December 2026 only. To book beyond, renew it or turn to the \
         after-school service.",
    );
    let whom = Contact {
        name: "Régie".to_owned(),
        email: "regie@saint-benoit.example".to_owned(),
        phone: None,
    };
    let linked = Refusal::Linked {
        activity: CANTEEN,
        because: Box::new(suspended(None)),
    };
    let kept = Reason::of(&linked, &id_of);
    let told = |locale| reason(locale, Paris, day("2026-12-03"), &kept, NAMES, Some(&whom));
    assert!(
        told(Fr).ends_with(
            "La commune a suspendu les réservations de l’enfant pour «\u{a0}Restauration\u{a0}», à partir du mardi 1er \
             décembre 2026. Pour en parler, adressez-vous à Régie (regie@saint-benoit.example)."
        ),
        "{}",
        told(Fr)
    );
    assert!(
        told(En).ends_with(
            "The town has suspended the child’s bookings for “Restauration”, from Tuesday 1 December 2026 on. To talk about \
             it, turn to Régie (regie@saint-benoit.example)."
        ),
        "{}",
        told(En)
    );
}

#[test]
fn what_a_file_has_to_hold_is_said_with_what_it_lacks() {
    let asked = |until: Option<&str>, missing: &[&str]| Refusal::FileIncomplete {
        until: until.map(day),
        missing: missing.iter().map(ToString::to_string).collect(),
        documents: ["Attestation d'assurance", "Fiche sanitaire"]
            .map(ToOwned::to_owned)
            .into(),
    };
    assert_said(
        "2026-12-03",
        &asked(None, &["Assurance"]),
        "Le dossier de votre famille n’est pas complet~: il faut Attestation d'assurance, Fiche sanitaire. Il manque~: \
         Assurance. Fournissez ce qui manque, ou adressez-vous au service périscolaire.",
        "The file of your family is not complete: it has to hold Attestation d'assurance, Fiche sanitaire. Still missing: \
         Assurance. Hand it in, or turn to the after-school service.",
    );
    assert_said(
        "2026-12-03",
        &asked(None, &[]),
        "La commune n’a pas encore déclaré complet le dossier de votre famille~: il faut Attestation d'assurance, Fiche \
         sanitaire. Complétez-le, ou adressez-vous au service périscolaire.",
        "The town has not declared the file of your family complete yet: it has to hold Attestation d'assurance, Fiche \
         sanitaire. Complete it, or turn to the after-school service.",
    );
    assert_said(
        "2026-12-03",
        &asked(Some("2026-12-01"), &[]),
        "Le dossier de votre famille n’est accepté que jusqu’au mardi 1er décembre 2026~: il faut Attestation d'assurance, \
         Fiche sanitaire. Pour réserver au-delà, renouvelez-le ou adressez-vous au service périscolaire.",
        "The file of your family is accepted until Tuesday 1 December 2026 only: it has to hold Attestation d'assurance, \
         Fiche sanitaire. To book beyond, renew it or turn to the after-school service.",
    );
}
