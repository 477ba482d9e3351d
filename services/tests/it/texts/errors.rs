use preau_domain::locale::Locale::{En, Fr};
use preau_services::Fault;
use preau_services::texts::errors::{ErrorText, error};
use preau_services::texts::faults::fault;

#[test]
fn every_error_says_what_happened_and_what_to_do() {
    for (text, french, english) in [
        (
            ErrorText::UnknownLoginOrPassword,
            "Identifiant ou mot de passe inconnu. Vérifiez-les, puis réessayez.",
            "Unknown login or password. Check them, then try again.",
        ),
        (
            ErrorText::TooManyTries { minutes: 1 },
            "Trop d’essais. Réessayez dans une minute.",
            "Too many tries. Try again in one minute.",
        ),
        (
            ErrorText::TooManyTries { minutes: 15 },
            "Trop d’essais. Réessayez dans 15 minutes.",
            "Too many tries. Try again in 15 minutes.",
        ),
        (
            ErrorText::InvalidDeviceName { most: 60 },
            "Le nom de l’appareil compte de 1 à 60 caractères. Choisissez un autre nom.",
            "The name of a device has 1 to 60 characters. Choose another name.",
        ),
        (
            ErrorText::UnknownToken,
            "Cette session n’existe pas. Connectez-vous à nouveau.",
            "This session does not exist. Sign in again.",
        ),
        (
            ErrorText::TokenExpired,
            "Cette session a expiré. Connectez-vous à nouveau.",
            "This session has expired. Sign in again.",
        ),
        (
            ErrorText::SignedOut,
            "Cet appareil a été déconnecté. Connectez-vous à nouveau.",
            "This device was signed out. Sign in again.",
        ),
        (
            ErrorText::TokenReused,
            "Cette session a été utilisée deux fois\u{a0}: par sécurité, l’appareil a été déconnecté. \
             Connectez-vous à nouveau et, si ce n’était pas vous, changez de mot de passe.",
            "This session was used twice, so the device was signed out for safety. \
             Sign in again and, if it was not you, change your password.",
        ),
        (
            ErrorText::UnknownDevice,
            "Cet appareil n’est pas connecté à votre compte. Actualisez la liste de vos appareils.",
            "This device is not signed in to your account. Refresh the list of your devices.",
        ),
        (
            ErrorText::NothingAsked,
            "La demande ne contient aucun jour. Choisissez au moins un jour à réserver ou à annuler.",
            "The request names no day. Choose at least one day to book or to cancel.",
        ),
        (
            ErrorText::TooManyEntries { most: 100 },
            "La demande contient trop de lignes. Limitez-la à 100, une par enfant et activité, et faites-en une autre pour le reste.",
            "The request has too many entries. Keep it to 100, one per child and activity, and send the others in another one.",
        ),
        (
            ErrorText::TooManyDays { most: 2000 },
            "La demande contient trop de jours. Limitez-la à 2000 et faites-en une autre pour le reste.",
            "The request names too many days. Keep it to 2000 and send the others in another one.",
        ),
        (
            ErrorText::UnknownChild,
            "Cet enfant n’existe pas dans votre famille. Actualisez la page et réessayez.",
            "This child does not exist in your family. Refresh the page and try again.",
        ),
        (
            ErrorText::UnknownActivity,
            "Cette activité n’existe pas dans votre commune. Actualisez la page et réessayez.",
            "This activity does not exist in your town. Refresh the page and try again.",
        ),
        (
            ErrorText::InvalidIdempotencyKey { most: 64 },
            "La clé de la demande compte de 1 à 64 caractères\u{a0}: lettres sans accent, chiffres et signes comme \
                «\u{a0}-\u{a0}» ou «\u{a0}_\u{a0}», sans espace. Choisissez-en une autre.",
            "The key of the request has 1 to 64 characters: letters without accents, digits and signs such as “-” or “_”, \
                and no spaces. Choose another one.",
        ),
        (
            ErrorText::IdempotencyMismatch,
            "Cette clé a déjà servi à une autre demande. Actualisez la page et réessayez.",
            "This key was already used for another request. Refresh the page and try again.",
        ),
    ] {
        assert_eq!(error(Fr, text), french);
        assert_eq!(error(En, text), english);
    }
}

#[test]
fn a_fault_gives_nothing_away() {
    let inside = || "disk of db-3 is full".to_owned();
    for (kind, french, english) in [
        (
            Fault::Unauthenticated,
            "Vous n’êtes pas connecté, ou plus depuis un moment. Connectez-vous et réessayez.",
            "You are not signed in, or no longer. Sign in and try again.",
        ),
        (
            Fault::Forbidden,
            "Votre compte ne permet pas cette action. Pour l’obtenir, contactez le service périscolaire.",
            "Your account does not allow this. If you need it, contact the after-school service.",
        ),
        (
            Fault::NotFound,
            "Cet élément n’existe pas, ou n’est pas visible depuis votre compte.",
            "This does not exist, or cannot be seen from your account.",
        ),
        (
            Fault::Unavailable(inside()),
            "Le service est très demandé et n’a pas pu répondre. Rien n’a changé\u{a0}: réessayez dans un instant.",
            "The service is very busy and could not answer. Nothing has changed: try again in a moment.",
        ),
        (
            Fault::Defect(inside()),
            "Une erreur est survenue de notre côté. \
             Réessayez plus tard et, si elle revient, donnez-nous ce numéro d’incident\u{a0}: 7F3A.",
            "Something went wrong on our side. \
             Try again later and, if it happens again, give us this incident number: 7F3A.",
        ),
    ] {
        assert_eq!(fault(Fr, &kind, "7F3A"), french);
        assert_eq!(fault(En, &kind, "7F3A"), english);
    }
}
