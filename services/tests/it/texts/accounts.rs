use preau_domain::locale::Locale::{En, Fr};
use preau_domain::money::Money;
use preau_services::texts::errors::{ErrorText, error};

#[test]
fn every_error_about_debts_and_suspensions_says_what_to_do() {
    let day = "2026-12-01".parse().unwrap();
    for (text, french, english) in [
        (
            ErrorText::UnknownFamily,
            "La mairie ne connaît aucune famille sous ce code.",
            "The town knows no family by this code.",
        ),
        (
            ErrorText::DebtOfFuture { today: day },
            "Ce jour n’est pas encore passé\u{a0}: aujourd’hui, c’est le mardi 1er décembre 2026.",
            "That day has not come yet: today is Tuesday 1 December 2026.",
        ),
        (
            ErrorText::DebtOutdated {
                amount: Money::from_cents(1240),
                as_of: day,
            },
            "Un relevé plus récent est déjà noté\u{a0}: 12,40\u{a0}€ au mardi 1er décembre 2026. Retirez cette ligne, ou \
                indiquez la somme due à cette date ou après.",
            "A later statement is noted already: €12.40 as of Tuesday 1 December 2026. Remove this line, or tell what is \
                owed as of that day or later.",
        ),
        (
            ErrorText::DebtRepeated,
            "Cette famille figure déjà plus haut pour la même régie. Gardez une seule ligne.",
            "This family stands further up already, for the same cash desk. Keep one line.",
        ),
        (
            ErrorText::InvalidDebt,
            "Une somme restant due est comprise entre 0\u{a0}€ et un million d’euros.",
            "An amount owed lies between nothing and a million euros.",
        ),
        (
            ErrorText::SuspensionWithoutDebt,
            "Cette famille ne doit rien. Notez d’abord ce qui reste à payer.",
            "This family owes nothing. First note what is still to be paid.",
        ),
        (
            ErrorText::SuspensionTooEarly { earliest: Some(day) },
            "Avec ce qui est noté, le règlement permet de suspendre à partir du mardi 1er décembre 2026.",
            "With what is noted, the rules allow a suspension from Tuesday 1 December 2026 on.",
        ),
        (
            ErrorText::SuspensionTooEarly { earliest: None },
            "Ce qui est noté ne permet pas encore de suspendre.",
            "What is noted does not allow a suspension yet.",
        ),
        (
            ErrorText::SparedDayOver,
            "Ce jour est passé. Choisissez aujourd’hui ou un jour à venir.",
            "That day is over. Choose today or a day to come.",
        ),
    ] {
        assert_eq!(
            (error(Fr, text), error(En, text)),
            (french.to_owned(), english.to_owned())
        );
    }
}
