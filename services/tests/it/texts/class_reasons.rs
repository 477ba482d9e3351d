use preau_domain::booking::Refusal;
use preau_domain::classes::{ClassSpan, SchoolClass};

use super::reasons::assert_said;

#[test]
fn what_is_not_for_the_childs_class() {
    let span = |from, to| ClassSpan { from, to };
    let (ce1, cm2, gs) = (SchoolClass::Ce1, SchoolClass::Cm2, SchoolClass::Gs);
    for (classes, french, english) in [
        (span(Some(ce1), Some(cm2)), "du CE1 au CM2", "from CE1 to CM2"),
        (span(None, Some(cm2)), "jusqu’au CM2", "up to CM2"),
        (
            span(Some(gs), None),
            "à partir de la grande section",
            "from last nursery class (GS) on",
        ),
        (span(Some(ce1), Some(ce1)), "de CE1", "in CE1"),
    ] {
        assert_said(
            "2026-11-30",
            &Refusal::WrongClass { classes },
            &format!(
                "L’activité accueille les élèves {french} ce jour-là. Choisissez une activité pour la classe de l’enfant."
            ),
            &format!("The activity is for pupils {english} on that day. Choose an activity for the child’s class."),
        );
        assert_said(
            "2026-11-30",
            &Refusal::ClassUnknown { classes },
            &format!(
                "L’activité accueille les élèves {french}, et la commune ne connaît pas la classe de l’enfant. Demandez-lui de \
                 compléter le dossier de l’enfant\u{a0}: adressez-vous au service périscolaire."
            ),
            &format!(
                "The activity is for pupils {english}, and the town does not know the child’s class. Ask it to complete the \
                 child’s file: turn to the after-school service."
            ),
        );
    }
}
