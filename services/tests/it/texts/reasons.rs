use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Paris;
use preau_domain::booking::Refusal;
use preau_domain::calendar::Closure;
use preau_domain::family::Residence;
use preau_domain::ids::ActivityId;
use preau_domain::locale::Locale::{En, Fr};
use preau_domain::rulebook::condition::{Condition, Span};
use preau_domain::rulebook::model::ActivityIx;
use preau_domain::waiting::WaitRefusal;
use preau_services::booking::reason::{Reason, ReasonCode};
use preau_services::texts::reasons::{Names, reason};
use ulid::Ulid;

pub(super) const CANTEEN: ActivityIx = ActivityIx(1);
const STUDY: ActivityIx = ActivityIx(2);

pub(super) fn id_of(ix: ActivityIx) -> ActivityId {
    ActivityId(Ulid::from_parts(0, u128::from(ix.0)))
}

fn name_of(id: ActivityId) -> &'static str {
    if id == id_of(CANTEEN) {
        "Restauration"
    } else {
        "Étude du soir"
    }
}

pub(super) const NAMES: Names<'static, 'static> = Names {
    activity: &name_of,
    only: &|_| "famille d'une autre commune".to_owned(),
};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The French is written with `~` for a no-break space.
#[track_caller]
pub(super) fn assert_said(date: &str, refusal: &Refusal, french: &str, english: &str) {
    let kept = Reason::of(refusal, &id_of);
    assert_eq!(
        reason(Fr, Paris, day(date), &kept, NAMES, None),
        french.replace('~', "\u{a0}")
    );
    assert_eq!(reason(En, Paris, day(date), &kept, NAMES, None), english);
}

#[test]
fn what_is_kept_for_others() {
    let only = Box::new(Condition {
        residence: Some(vec![Residence::Outside]),
        ..Condition::default()
    });
    assert_said(
        "2026-11-30",
        &Refusal::NotForChild { only },
        "L’activité est réservée~: famille d’une autre commune. Si le dossier de l’enfant n’est pas à jour, demandez à la commune \
         de le corriger~: adressez-vous au service périscolaire.",
        "The activity is kept for: famille d’une autre commune. If the child’s file is not up to date, ask the town to correct \
         it: turn to the after-school service.",
    );
}

#[test]
fn what_is_not_for_the_child_or_the_day() {
    assert_said(
        "2026-11-30",
        &Refusal::NotOffered,
        "Cette activité n’est pas proposée à l’école de l’enfant. Choisissez une activité de son école.",
        "This activity is not offered at the child’s school. Choose an activity of that school.",
    );
    assert_said(
        "2026-12-02",
        &Refusal::Closed(Closure::Weekday),
        "Cette activité n’a pas lieu le mercredi. Choisissez un autre jour.",
        "This activity does not take place on a Wednesday. Choose another day.",
    );
    assert_said(
        "2026-12-21",
        &Refusal::Closed(Closure::SchoolHoliday {
            name: "Vacances de Noël".to_owned(),
        }),
        "Cette activité n’a pas lieu le lundi 21 décembre 2026, pendant les vacances scolaires («~Vacances de Noël~»). \
         Choisissez un jour d’école.",
        "This activity does not take place on Monday 21 December 2026, in the school holidays (“Vacances de Noël”). \
         Choose a school day.",
    );
    assert_said(
        "2026-11-30",
        &Refusal::Closed(Closure::SchoolTime),
        "Cette activité n’a lieu que pendant les vacances scolaires. Le lundi 30 novembre 2026 n’en fait pas partie.",
        "This activity takes place in the school holidays only. Monday 30 November 2026 is not in them.",
    );
    assert_said(
        "2027-05-06",
        &Refusal::Closed(Closure::PublicHoliday {
            name: "Ascension".to_owned(),
        }),
        "Cette activité n’a pas lieu le jeudi 6 mai 2027, jour férié («~Ascension~»). Choisissez un autre jour.",
        "This activity does not take place on Thursday 6 May 2027, a public holiday (“Ascension”). Choose another day.",
    );
    assert_said(
        "2026-06-19",
        &Refusal::Closed(Closure::TownClosure {
            label: "Fête des écoles".to_owned(),
        }),
        "Cette activité n’a pas lieu le vendredi 19 juin 2026, fermeture décidée par la commune \
         («~Fête des écoles~»). Choisissez un autre jour.",
        "This activity does not take place on Friday 19 June 2026, closed by the town (“Fête des écoles”). \
         Choose another day.",
    );
}

#[test]
fn what_is_not_decided_yet_or_not_by_these_rules() {
    assert_said(
        "2028-09-04",
        &Refusal::Closed(Closure::Unpublished),
        "Le calendrier scolaire n’est pas encore publié pour le lundi 4 septembre 2028. Réessayez après sa publication.",
        "The school calendar is not published yet for Monday 4 September 2028. Try again once it is.",
    );
    assert_said(
        "2025-09-01",
        &Refusal::Closed(Closure::OutsideRuleBook),
        "Le règlement en vigueur ne s’applique pas au lundi 1er septembre 2025. \
         Pour ce jour, contactez le service périscolaire.",
        "The rules in force do not apply to Monday 1 September 2025. For that day, contact the after-school service.",
    );
    assert_said(
        "2026-11-30",
        &Refusal::NoDeadline,
        "Le règlement n’ouvre pas les réservations du lundi 30 novembre 2026. \
         Pour ce jour, contactez le service périscolaire.",
        "The rules do not open bookings for Monday 30 November 2026. For that day, contact the after-school service.",
    );
    assert_said(
        "2026-11-30",
        &Refusal::Firm,
        "Une place réservée le lundi 30 novembre 2026 est ferme\u{a0}: le règlement ne permet pas de la rendre. \
         En cas d’empêchement, contactez le service périscolaire.",
        "A place booked on Monday 30 November 2026 is firm: the rules do not let it be given back. \
         If something comes up, contact the after-school service.",
    );
}

#[test]
fn what_is_not_for_the_child_or_its_age() {
    assert_said(
        "2026-11-30",
        &Refusal::Closed(Closure::OutsidePeriod),
        "L’activité n’a pas lieu le lundi 30 novembre 2026\u{a0}: elle n’a pas commencé ou elle est terminée. \
         Choisissez un jour de sa période.",
        "The activity does not run on Monday 30 November 2026: it has not begun, or is over. \
         Choose a day within its period.",
    );
    for (from, to, french, english) in [
        (Some(3), Some(11), "de 3 à 11 ans", "aged 3 to 11"),
        (None, Some(11), "jusqu’à 11 ans", "aged 11 at most"),
        (Some(3), None, "à partir de 3 ans", "aged 3 or more"),
    ] {
        assert_said(
            "2026-11-30",
            &Refusal::WrongAge {
                ages: Span { from, to },
            },
            &format!("L’activité accueille les enfants {french} ce jour-là. Choisissez une autre activité."),
            &format!("The activity is for children {english} on that day. Choose another activity."),
        );
    }
}

#[test]
fn what_is_not_open_yet() {
    assert_said(
        "2027-07-12",
        &Refusal::NotOpenYet {
            opens_at: at("2027-06-01T06:00:00Z"),
        },
        "Les réservations du lundi 12 juillet 2027 ouvriront le mardi 1er juin 2027 à 08:00. \
         Revenez à partir de ce moment.",
        "Bookings for Monday 12 July 2027 open on Tuesday 1 June 2027 at 08:00. Come back from then on.",
    );
}

#[test]
fn what_is_too_late_in_winter_in_summer_and_across_the_change() {
    for (date, closed_at, french, english) in [
        (
            "2026-11-30",
            "2026-11-26T09:00:00Z",
            ["lundi 30 novembre 2026", "jeudi 26 novembre 2026 à 10:00"],
            ["Monday 30 November 2026", "Thursday 26 November 2026 at 10:00"],
        ),
        (
            "2026-06-08",
            "2026-06-04T08:00:00Z",
            ["lundi 8 juin 2026", "jeudi 4 juin 2026 à 10:00"],
            ["Monday 8 June 2026", "Thursday 4 June 2026 at 10:00"],
        ),
        (
            "2026-10-26",
            "2026-10-22T08:00:00Z",
            ["lundi 26 octobre 2026", "jeudi 22 octobre 2026 à 10:00"],
            ["Monday 26 October 2026", "Thursday 22 October 2026 at 10:00"],
        ),
    ] {
        assert_said(
            date,
            &Refusal::TooLate {
                closed_at: at(closed_at),
            },
            &format!(
                "Les réservations du {} pouvaient être modifiées jusqu’au {}. \
                 Pour un besoin urgent, contactez le service périscolaire.",
                french[0], french[1]
            ),
            &format!(
                "Bookings for {} could be changed until {}. If it is urgent, contact the after-school service.",
                english[0], english[1]
            ),
        );
    }
}

#[test]
fn what_is_full_excluded_or_contradictory() {
    assert_said(
        "2026-11-30",
        &Refusal::Full,
        "Plus de place le lundi 30 novembre 2026. \
         Choisissez un autre jour ou réessayez plus tard~: une place peut se libérer.",
        "No place left on Monday 30 November 2026. \
         Choose another day, or try again later: a place may become free.",
    );
    assert_said(
        "2026-11-30",
        &Refusal::Excluded { by: STUDY },
        "Cette activité n’est pas possible le lundi 30 novembre 2026, \
         car «~Étude du soir~» est aussi demandé ou déjà réservé ce jour-là. Choisissez l’une des deux activités.",
        "This activity is not possible on Monday 30 November 2026, \
         because “Étude du soir” is also asked for or booked already that day. Choose one of the two activities.",
    );
    assert_said(
        "2026-11-30",
        &Refusal::Undecided,
        "La mairie n’a pas encore répondu à ce qui est demandé pour le lundi 30 novembre 2026. \
         Attendez sa réponse ou retirez d’abord cette demande.",
        "The town has yet to answer what is asked for Monday 30 November 2026. \
         Wait for its answer, or take that request back first.",
    );
    assert_said(
        "2026-11-30",
        &Refusal::Contradictory,
        "Cette demande réserve et annule à la fois ce qui va ensemble le lundi 30 novembre 2026. \
         Choisissez de réserver ou d’annuler.",
        "This request both books and cancels what belongs together on Monday 30 November 2026. \
         Choose to book or to cancel.",
    );
}

#[test]
fn what_is_linked_names_the_other_activity_and_its_own_reason() {
    let linked = |because| Refusal::Linked {
        activity: CANTEEN,
        because: Box::new(because),
    };
    assert_said(
        "2026-11-30",
        &linked(Refusal::Full),
        "Cette activité va avec «~Restauration~». Plus de place pour «~Restauration~» le lundi 30 novembre 2026. \
         Choisissez un autre jour ou réessayez plus tard~: une place peut se libérer.",
        "This activity goes with “Restauration”. No place left for “Restauration” on Monday 30 November 2026. \
         Choose another day, or try again later: a place may become free.",
    );
    assert_said(
        "2026-11-30",
        &linked(Refusal::TooLate {
            closed_at: at("2026-11-23T09:00:00Z"),
        }),
        "Cette activité va avec «~Restauration~». Les réservations du lundi 30 novembre 2026 pour «~Restauration~» \
         pouvaient être modifiées jusqu’au lundi 23 novembre 2026 à 10:00. \
         Pour un besoin urgent, contactez le service périscolaire.",
        "This activity goes with “Restauration”. Bookings of “Restauration” for Monday 30 November 2026 \
         could be changed until Monday 23 November 2026 at 10:00. If it is urgent, contact the after-school service.",
    );
    assert_said(
        "2026-12-02",
        &linked(Refusal::Linked {
            activity: STUDY,
            because: Box::new(Refusal::Closed(Closure::Weekday)),
        }),
        "Cette activité va avec «~Restauration~». L’activité «~Restauration~» va avec «~Étude du soir~». \
         L’activité «~Étude du soir~» n’a pas lieu le mercredi. Choisissez un autre jour.",
        "This activity goes with “Restauration”. “Restauration” goes with “Étude du soir”. \
         “Étude du soir” does not take place on a Wednesday. Choose another day.",
    );
}

#[test]
fn a_change_that_is_not_made_names_the_part_that_is_refused() {
    assert_said(
        "2026-11-30",
        &Refusal::ChangeRefused {
            activity: STUDY,
            because: Box::new(Refusal::Full),
        },
        "Le changement du lundi 30 novembre 2026 n’est pas fait, car la demande pour «~Étude du soir~» est refusée. \
         Plus de place pour «~Étude du soir~» le lundi 30 novembre 2026. \
         Choisissez un autre jour ou réessayez plus tard~: une place peut se libérer.",
        "The change of Monday 30 November 2026 is not made, because “Étude du soir” is refused. \
         No place left for “Étude du soir” on Monday 30 November 2026. \
         Choose another day, or try again later: a place may become free.",
    );
}

#[test]
fn why_one_does_not_wait() {
    for (refusal, french, english) in [
        (
            WaitRefusal::AlreadyBooked,
            "Une place est déjà réservée le lundi 30 novembre 2026. Il n’y a rien à attendre.",
            "A place is booked already on Monday 30 November 2026. There is nothing to wait for.",
        ),
        (
            WaitRefusal::AlreadyWaiting,
            "L’enfant attend déjà une place le lundi 30 novembre 2026, ou une place lui est proposée. \
             Suivez la liste d’attente sur le portail.",
            "The child waits already for a place on Monday 30 November 2026, or is offered one. \
             Follow the waiting list on the portal.",
        ),
        (
            WaitRefusal::PlaceFree,
            "Il reste une place le lundi 30 novembre 2026. Réservez-la sans attendre.",
            "A place is left on Monday 30 November 2026. Book it without waiting.",
        ),
        (
            WaitRefusal::NoList { activity: CANTEEN },
            "Cette activité va avec «~Restauration~». Il n’y a pas de liste d’attente pour «~Restauration~» \
             le lundi 30 novembre 2026. Choisissez un autre jour ou réessayez plus tard~: une place peut se libérer.",
            "This activity goes with “Restauration”. There is no waiting list for “Restauration” \
             on Monday 30 November 2026. Choose another day, or try again later: a place may become free.",
        ),
    ] {
        let kept = Reason::of_wait(&refusal, id_of(STUDY), &id_of);
        let told = |locale| reason(locale, Paris, day("2026-11-30"), &kept, NAMES, None);
        assert_eq!(told(Fr), french.replace('~', "\u{a0}"));
        assert_eq!(told(En), english);
    }
    let none = Reason::plain(ReasonCode::NoOffer);
    assert_eq!(
        reason(Fr, Paris, day("2026-11-30"), &none, NAMES, None),
        "Aucune place n’est proposée le lundi 30 novembre 2026, ou le délai pour l’accepter est passé. \
         Inscrivez l’enfant à nouveau sur la liste d’attente."
    );
    assert_eq!(
        reason(En, Paris, day("2026-11-30"), &none, NAMES, None),
        "No place is offered on Monday 30 November 2026, or the time to accept it is over. \
         Join the waiting list again."
    );
}

#[test]
fn what_a_cart_would_do() {
    for (code, french, english) in [
        (
            ReasonCode::CartBooks,
            "Cette activité est dans le panier, à réserver le lundi 30 novembre 2026. \
             Rien n’est envoyé avant la validation du panier.",
            "This activity is in the cart, to be booked on Monday 30 November 2026. \
             Nothing is sent before the cart is ordered.",
        ),
        (
            ReasonCode::CartCancels,
            "Cette activité est dans le panier, à annuler le lundi 30 novembre 2026. \
             Rien n’est envoyé avant la validation du panier.",
            "This activity is in the cart, to be given back on Monday 30 November 2026. \
             Nothing is sent before the cart is ordered.",
        ),
    ] {
        let told = |locale| reason(locale, Paris, day("2026-11-30"), &Reason::plain(code), NAMES, None);
        assert_eq!((told(Fr).as_str(), told(En).as_str()), (french, english));
    }
}
