//! The words of attendance and of calendar feeds.

use preau_domain::locale::Locale::{En, Fr};
use preau_services::texts::errors::{ErrorText, error};

#[test]
fn every_error_of_attendance_and_of_feeds_says_what_to_do() {
    for (text, french, english) in [
        (
            ErrorText::NothingSent,
            "La demande ne contient aucun pointage. Envoyez-en au moins un.",
            "The request holds no event. Send at least one.",
        ),
        (
            ErrorText::TooManyEvents { most: 500 },
            "La demande contient trop de pointages. Limitez-la à 500 et envoyez les autres dans une autre demande.",
            "The request holds too many events. Keep it to 500 and send the others in another one.",
        ),
        (
            ErrorText::EventUnknownChild,
            "Cet enfant n’existe pas dans votre commune. Actualisez la liste et réessayez.",
            "This child does not exist in your town. Refresh the list and try again.",
        ),
        (
            ErrorText::EventMalformed,
            "L’identifiant du pointage ou le nom de l’appareil n’est pas valable. Mettez l’application à jour et réessayez.",
            "The id of the event or the name of the device is not valid. Update the app and try again.",
        ),
        (
            ErrorText::EventIdTaken,
            "Cet identifiant a déjà servi à un autre pointage. Pointez de nouveau.",
            "This id was already used for another event. Tap again.",
        ),
        (
            ErrorText::EventNotOffered,
            "L’activité n’a pas lieu ce jour-là pour cet enfant, qui n’y a pas de réservation. Vérifiez le jour et l’activité.",
            "The activity does not run that day for this child, who has no booking there. Check the day and the activity.",
        ),
        (
            ErrorText::EventFuture,
            "Ce pointage est daté du futur. Vérifiez l’heure de l’appareil. Le pointage pourra être renvoyé une fois son heure venue.",
            "This event is dated in the future. Check the clock of the device: the event can be sent again once its time has come.",
        ),
        (
            ErrorText::EventBeforeRules,
            "Ce pointage est daté d’avant le règlement de ce jour. Vérifiez l’heure de l’appareil et pointez de nouveau.",
            "This event is dated before the rule book of that day. Check the clock of the device and tap again.",
        ),
        (
            ErrorText::EventOtherDay,
            "Cette arrivée ou ce départ n’est pas du jour indiqué. Vérifiez la date et l’heure.",
            "This arrival or departure is not of the day named. Check the date and the time.",
        ),
        (
            ErrorText::AbsenceWithoutDay,
            "La demande ne contient aucun jour. Choisissez au moins un jour d’absence.",
            "The request names no day. Choose at least one day of absence.",
        ),
        (
            ErrorText::TooManyActivities { most: 20 },
            "La demande contient trop d’activités. Limitez-la à 20, ou n’en indiquez aucune pour signaler toutes celles du jour.",
            "The request names too many activities. Keep it to 20, or name none to report all of the day.",
        ),
        (
            ErrorText::NoteTooLong { most: 500 },
            "Le message compte au plus 500 caractères. Raccourcissez-le.",
            "The note has at most 500 characters. Shorten it.",
        ),
        (
            ErrorText::AbsenceNotBooked,
            "L’enfant n’a pas de réservation ce jour-là. Il n’y a rien à signaler.",
            "The child has no booking that day. There is nothing to report.",
        ),
        (
            ErrorText::AbsenceCameAlready,
            "L’enfant a été vu sur place ce jour-là. En cas d’erreur, contactez le service périscolaire.",
            "The child was seen there that day. If that is wrong, contact the after-school service.",
        ),
        (
            ErrorText::AbsenceDayOver,
            "Ce jour est passé. Pour une absence passée, contactez le service périscolaire.",
            "This day is over. For a past absence, contact the after-school service.",
        ),
        (
            ErrorText::UnknownFeed,
            "Cette adresse de calendrier n’existe pas, ou plus. Actualisez la liste.",
            "This calendar address does not exist, or no longer. Refresh the list.",
        ),
        (
            ErrorText::TooManyFeeds { most: 10 },
            "L’enfant a déjà 10 adresses de calendrier. Supprimez-en une, puis réessayez.",
            "The child already has 10 calendar addresses. Remove one, then try again.",
        ),
    ] {
        assert_eq!(error(Fr, text), french);
        assert_eq!(error(En, text), english);
    }
}
