# Les textes du portail, en français.
# Espaces : insécable (U+00A0) devant « : » et « € », dans les guillemets et après « n° » ; fine insécable (U+202F)
# devant « ; », « ! » et « ? ».

## Dates et montants

weekday = { $weekday ->
    [1] lundi
    [2] mardi
    [3] mercredi
    [4] jeudi
    [5] vendredi
    [6] samedi
   *[7] dimanche
}
day-of-month = { $day ->
    [1] 1er
   *[other] { $day }
}
day = { $weekday } { day-of-month } { $month }
month = { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
} { $year }
instant = { $date } à { $time }
money = { $sign }{ $amount } €

## Pourquoi un jour est refusé
# « other-activity » : la phrase parle d’une autre activité que celle qui était demandée.

subject = { $other-activity ->
    [yes] L’activité « { $activity } »
   *[no] Cette activité
}
for-subject = { $other-activity ->
    [yes] pour « { $activity } » le { $date }
   *[no] le { $date }
}
of-subject = { $other-activity ->
    [yes] du { $date } pour « { $activity } »
   *[no] du { $date }
}

reason-not-offered = { subject } n’est pas proposée à l’école de l’enfant. Choisissez une activité de son école.
reason-weekday = { subject } n’a pas lieu le { $weekday }. Choisissez un autre jour.
reason-school-holiday = { subject } n’a pas lieu le { $date }, pendant les vacances scolaires (« { $label } »). Choisissez un jour d’école.
reason-school-time = { subject } n’a lieu que pendant les vacances scolaires. Le { $date } n’en fait pas partie.
reason-public-holiday = { subject } n’a pas lieu le { $date }, jour férié (« { $label } »). Choisissez un autre jour.
reason-town-closure = { subject } n’a pas lieu le { $date }, fermeture décidée par la commune (« { $label } »). Choisissez un autre jour.
reason-unpublished = Le calendrier scolaire n’est pas encore publié pour le { $date }. Réessayez après sa publication.
reason-outside-rule-book = Le règlement en vigueur ne s’applique pas au { $date }. Pour ce jour, contactez le service périscolaire.
reason-outside-period = L’activité n’a pas lieu le { $date } : elle n’a pas commencé ou elle est terminée. Choisissez un jour de sa période.
reason-wrong-age = L’activité accueille les enfants { $bounds ->
        [both] de { $youngest } à { $oldest } ans
        [oldest] jusqu’à { $oldest } ans
       *[youngest] à partir de { $youngest } ans
    } ce jour-là. Choisissez une autre activité.
reason-wrong-class = L’activité accueille les élèves { $classes } ce jour-là. Choisissez une activité pour la classe de l’enfant.
reason-class-unknown = L’activité accueille les élèves { $classes }, et la commune ne connaît pas la classe de l’enfant. Demandez-lui de compléter le dossier de l’enfant : adressez-vous { to-whom }.
reason-not-for-child = L’activité est réservée : { $only }. Si le dossier de l’enfant n’est pas à jour, demandez à la commune de le corriger : adressez-vous { to-whom }.
reason-not-open-yet = Les réservations { of-subject } ouvriront le { $instant }. Revenez à partir de ce moment.
reason-too-late = Les réservations { of-subject } pouvaient être modifiées jusqu’au { $instant }. Pour un besoin urgent, contactez le service périscolaire.
reason-no-deadline = Le règlement n’ouvre pas les réservations { of-subject }. Pour ce jour, contactez le service périscolaire.
reason-firm = Une place réservée { for-subject } est ferme : le règlement ne permet pas de la rendre. En cas d’empêchement, contactez le service périscolaire.
reason-full = Plus de place { for-subject }. Choisissez un autre jour ou réessayez plus tard : une place peut se libérer.
reason-excluded = { subject } n’est pas possible le { $date }, car « { $with } » est aussi demandé ou déjà réservé ce jour-là. Choisissez l’une des deux activités.
reason-linked = { subject } va avec « { $with } ». { $because }
reason-change-refused = Le changement du { $date } n’est pas fait, car la demande pour « { $with } » est refusée. { $because }
to-whom = { $known ->
    [yes] à { $whom } ({ $email })
   *[no] au service périscolaire
}
reason-owes = Il restait { $amount } à payer au { $as-of }. Au-delà du montant fixé par le règlement, la réservation est fermée. Réglez cette somme, ou adressez-vous { to-whom }.
file-needs = { $needs ->
    [yes] { "" } : il faut { $documents }
   *[no] { "" }
}
reason-file-incomplete = { $file ->
    [until] Le dossier de votre famille n’est accepté que jusqu’au { $until }{ file-needs }. Pour réserver au-delà, renouvelez-le ou adressez-vous { to-whom }.
    [missing] Le dossier de votre famille n’est pas complet{ file-needs }. Il manque : { $missing }. Fournissez ce qui manque, ou adressez-vous { to-whom }.
   *[unknown] La commune n’a pas encore déclaré complet le dossier de votre famille{ file-needs }. Complétez-le, ou adressez-vous { to-whom }.
}
in-activity = { $other-activity ->
    [yes] pour « { $activity } »
   *[no] pour cette activité
}
suspended-days = { $ends ->
    [yes] du { $from } au { $until }
   *[no] à partir du { $from }
}
reason-suspended = La commune a suspendu les réservations de l’enfant { in-activity }, { suspended-days }. Pour en parler, adressez-vous { to-whom }.
reason-undecided = La mairie n’a pas encore répondu à ce qui est demandé pour le { $date }. Attendez sa réponse ou retirez d’abord cette demande.
reason-contradictory = Cette demande réserve et annule à la fois ce qui va ensemble le { $date }. Choisissez de réserver ou d’annuler.
reason-already-booked = Une place est déjà réservée { for-subject }. Il n’y a rien à attendre.
reason-already-waiting = L’enfant attend déjà une place { for-subject }, ou une place lui est proposée. Suivez la liste d’attente sur le portail.
reason-place-free = Il reste une place { for-subject }. Réservez-la sans attendre.
reason-no-waiting-list = Il n’y a pas de liste d’attente { for-subject }. Choisissez un autre jour ou réessayez plus tard : une place peut se libérer.
reason-no-offer = Aucune place n’est proposée { for-subject }, ou le délai pour l’accepter est passé. Inscrivez l’enfant à nouveau sur la liste d’attente.
reason-cart-books = { subject } est dans le panier, à réserver le { $date }. Rien n’est envoyé avant la validation du panier.
reason-cart-cancels = { subject } est dans le panier, à annuler le { $date }. Rien n’est envoyé avant la validation du panier.

## Comment se nomment les états d’un jour

state-available = disponible
meaning-available = Une place peut être réservée maintenant.
state-in-cart = dans le panier
meaning-in-cart = Choisi, mais rien n’est envoyé avant votre confirmation.
state-pending = en attente de la mairie
meaning-pending = La place est gardée jusqu’à la décision de la commune.
state-booked = réservé
meaning-booked = La place est réservée.
state-change-asked = changement demandé
meaning-change-asked = La place est réservée jusqu’à la décision de la commune sur une autre activité à sa place.
state-cancellation-asked = annulation demandée
meaning-cancellation-asked = La place est réservée jusqu’à la décision de la commune de la reprendre.
state-absent = absent
meaning-absent = L’enfant n’est pas venu, ou son absence est annoncée.
state-waiting = sur liste d’attente
meaning-waiting = Pas encore de place : votre famille est dans la file.
state-offered = place proposée, à accepter
meaning-offered = Une place vous est gardée un moment : acceptez-la ou laissez-la.
state-full = complet
meaning-full = Il n’y a plus de place.
state-blocked = impossible avec une autre réservation
meaning-blocked = Une autre réservation du jour l’empêche.
state-suspended = réservation suspendue
meaning-suspended = Une somme restant due, un dossier incomplet ou une décision de la commune empêche de réserver. Ouvrez le jour pour savoir pourquoi.
state-out-of-time = hors délai
meaning-out-of-time = La réservation n’est pas possible en ce moment.
state-closed = fermé
meaning-closed = L’activité n’a pas lieu ce jour-là pour cet enfant.

## Pourquoi une demande entière est refusée

error-unknown-login-or-password = Identifiant ou mot de passe inconnu. Vérifiez-les, puis réessayez.
error-too-many-tries = Trop d’essais. Réessayez dans { $minutes ->
    [one] une minute
   *[other] { $minutes } minutes
}.
error-invalid-device-name = Le nom de l’appareil compte de 1 à { $most } caractères. Choisissez un autre nom.
error-unknown-token = Cette session n’existe pas. Connectez-vous à nouveau.
error-token-expired = Cette session a expiré. Connectez-vous à nouveau.
error-signed-out = Cet appareil a été déconnecté. Connectez-vous à nouveau.
error-token-reused = Cette session a été utilisée deux fois : par sécurité, l’appareil a été déconnecté. Connectez-vous à nouveau et, si ce n’était pas vous, changez de mot de passe.
error-unknown-device = Cet appareil n’est pas connecté à votre compte. Actualisez la liste de vos appareils.
error-nothing-asked = La demande ne contient aucun jour. Choisissez au moins un jour à réserver ou à annuler.
error-too-many-entries = La demande contient trop de lignes. Limitez-la à { $most }, une par enfant et activité, et faites-en une autre pour le reste.
error-too-many-days = La demande contient trop de jours. Limitez-la à { $most } et faites-en une autre pour le reste.
error-unknown-child = Cet enfant n’existe pas dans votre famille. Actualisez la page et réessayez.
error-unknown-order = Cette commande n’existe pas dans votre commune. Actualisez la page et réessayez.
error-unknown-line = Cette place ne fait pas partie des demandes de la commande. Actualisez la page et réessayez.
error-line-named-twice = La même place est nommée deux fois. Donnez une seule réponse par place.
error-nothing-decided = La réponse ne concerne aucune place. Acceptez ou refusez au moins une demande.
error-reason-too-long = Le motif compte au plus { $most } caractères. Raccourcissez-le.
error-unknown-activity = Cette activité n’existe pas dans votre commune. Actualisez la page et réessayez.
error-several-families = Une demande concerne les enfants d’une seule famille. Envoyez une demande par famille.
error-unknown-family = La mairie ne connaît aucune famille sous ce code.
error-invalid-cash-desk = Une régie se nomme par un code : minuscules, chiffres et tirets, 40 caractères au plus.
error-invalid-debt = Une somme restant due est comprise entre 0 € et un million d’euros.
error-debt-of-future = Ce jour n’est pas encore passé : aujourd’hui, c’est le { $today }.
error-debt-outdated = Un relevé plus récent est déjà noté : { $amount } au { $as-of }. Retirez cette ligne, ou indiquez la somme due à cette date ou après.
error-debt-repeated = Cette famille figure déjà plus haut pour la même régie. Gardez une seule ligne.
error-no-activity-named = Nommez au moins une activité, ou aucune liste pour toutes.
error-reason-missing = Dites pourquoi à la famille.
error-suspension-not-provided = Le règlement en vigueur ce jour-là ne prévoit pas de suspension.
error-suspension-of-other-activity = Le règlement ne prévoit pas de suspension pour cette activité.
error-suspension-not-ahead = Une suspension commence demain au plus tôt.
error-suspension-without-debt = Cette famille ne doit rien. Notez d’abord ce qui reste à payer.
error-suspension-too-early = { $known ->
    [yes] Avec ce qui est noté, le règlement permet de suspendre à partir du { $earliest }.
   *[no] Ce qui est noté ne permet pas encore de suspendre.
}
error-unknown-suspension = La mairie n’a pas prononcé cette suspension.
error-spared-day-over = Ce jour est passé. Choisissez aujourd’hui ou un jour à venir.
error-invalid-quotient = Un quotient familial est un nombre entier de 0 à { $most }. Corrigez-le, ou laissez-le vide pour le retirer.
error-quotient-of-future = Ce jour n’est pas encore venu : aujourd’hui, c’est le { $today }. Indiquez le jour où la famille l’a donné.
error-quotient-of-future-month = Ce mois n’avait pas commencé quand la famille a donné son quotient. Indiquez le mois écrit sur l’attestation.
error-until-of-incomplete-file = Un dossier incomplet n’est accepté jusqu’à aucune date. Retirez la date, ou déclarez le dossier complet.
error-missing-of-complete-file = Rien ne manque à un dossier complet. Videz la liste, ou déclarez le dossier incomplet.
error-too-many-missing = La liste de ce qui manque compte trop de lignes. Limitez-la à { $most }.
error-invalid-missing = Une ligne de ce qui manque compte de 1 à { $most } caractères. Modifiez cette ligne.
error-reversed-range = Le dernier jour vient avant le premier. Choisissez un dernier jour qui ne le précède pas.
error-range-too-long = Il y a trop de jours du premier au dernier. Ne dépassez pas { $most } jours.
error-no-weekday = Aucun jour de la semaine n’est choisi. Choisissez-en au moins un.
error-rota-too-long = Un roulement recommence au bout de { $most } semaines au plus. Raccourcissez-le.
error-no-week = La copie ne remplit aucune semaine. Choisissez-en au moins une.
error-too-many-weeks = La copie remplit trop de semaines. Ne dépassez pas { $most } semaines.
error-nothing-to-copy = La semaine ne contient rien à copier. Choisissez une autre semaine ou d’autres activités.
error-plan-changed = Quelque chose a changé depuis que ces jours vous ont été montrés, alors rien n’a été fait. Regardez les jours signalés et ceux qui n’y sont plus, puis confirmez à nouveau.
error-plan-debt-changed = Ce que vous devez a changé depuis que cela vous a été montré, alors rien n’a été fait. Regardez le montant, puis confirmez à nouveau.
error-plan-terms-changed = Le prix d’un mois ou d’une période a changé depuis que cela vous a été montré, alors rien n’a été fait. Regardez les montants, puis confirmez à nouveau.
error-invalid-idempotency-key = La clé de la demande compte de 1 à { $most } caractères : lettres sans accent, chiffres et signes comme « - » ou « _ », sans espace. Choisissez-en une autre.
error-idempotency-mismatch = Cette clé a déjà servi à une autre demande. Actualisez la page et réessayez.
error-nothing-sent = La demande ne contient aucun pointage. Envoyez-en au moins un.
error-too-many-events = La demande contient trop de pointages. Limitez-la à { $most } et envoyez les autres dans une autre demande.
error-event-unknown-child = Cet enfant n’existe pas dans votre commune. Actualisez la liste et réessayez.
error-event-malformed = L’identifiant du pointage ou le nom de l’appareil n’est pas valable. Mettez l’application à jour et réessayez.
error-event-id-taken = Cet identifiant a déjà servi à un autre pointage. Pointez de nouveau.
error-event-not-offered = L’activité n’a pas lieu ce jour-là pour cet enfant, qui n’y a pas de réservation. Vérifiez le jour et l’activité.
error-event-future = Ce pointage est daté du futur. Vérifiez l’heure de l’appareil. Le pointage pourra être renvoyé une fois son heure venue.
error-event-before-rules = Ce pointage est daté d’avant le règlement de ce jour. Vérifiez l’heure de l’appareil et pointez de nouveau.
error-event-other-day = Cette arrivée ou ce départ n’est pas du jour indiqué. Vérifiez la date et l’heure.
error-absence-without-day = La demande ne contient aucun jour. Choisissez au moins un jour d’absence.
error-too-many-activities = La demande contient trop d’activités. Limitez-la à { $most }, ou n’en indiquez aucune pour signaler toutes celles du jour.
error-note-too-long = Le message compte au plus { $most } caractères. Raccourcissez-le.
error-absence-not-booked = L’enfant n’a pas de réservation ce jour-là. Il n’y a rien à signaler.
error-absence-came-already = L’enfant a été vu sur place ce jour-là. En cas d’erreur, contactez le service périscolaire.
error-absence-day-over = Ce jour est passé. Pour une absence passée, contactez le service périscolaire.
error-unknown-feed = Cette adresse de calendrier n’existe pas, ou plus. Actualisez la liste.
error-too-many-feeds = L’enfant a déjà { $most } adresses de calendrier. Supprimez-en une, puis réessayez.

## Pourquoi il n’y a pas de réponse

fault-unauthenticated = Vous n’êtes pas connecté, ou plus depuis un moment. Connectez-vous et réessayez.
fault-forbidden = Votre compte ne permet pas cette action. Pour l’obtenir, contactez le service périscolaire.
fault-not-found = Cet élément n’existe pas, ou n’est pas visible depuis votre compte.
fault-unavailable = Le service est très demandé et n’a pas pu répondre. Rien n’a changé : réessayez dans un instant.
fault-internal = Une erreur est survenue de notre côté. Réessayez plus tard et, si elle revient, donnez-nous ce numéro d’incident : { $incident }.

## Le courriel de confirmation

mail-subject = { $town } : { $change ->
    [booked] réservation confirmée
    [cancelled] annulation confirmée
    [repriced] nouveaux prix de vos réservations
    [waits] demande reçue, en attente de la mairie
    [accepted] demande acceptée
    [accepted-in-part] demande acceptée en partie
    [refused] demande refusée
    [cancellation-accepted] annulation acceptée
    [cancellation-refused] annulation refusée
   *[changed] réservations modifiées
} (commande n° { $order })
mail-greeting = Bonjour { $name },
mail-placed-by-you = Votre commande n° { $order } du { $instant } est enregistrée.
mail-received-from-you = Votre commande n° { $order } du { $instant } est enregistrée.
mail-placed-by-other = La commande n° { $order } a été passée pour votre famille par { $by } le { $instant }.
mail-waits = La mairie doit encore se prononcer sur ce qui est demandé ci-dessous. Les places demandées vous sont gardées jusque-là.
mail-decided = La mairie a répondu le { $instant } à votre commande n° { $order }.{ $rest ->
    [yes] {" "}Le reste de la commande attend encore sa réponse.
   *[no] {""}
}
mail-reason = Motif : { $reason }
mail-asked = { $change ->
    [booking-asked] { $count ->
        [one] 1 jour demandé
       *[other] { $count } jours demandés
    }, { $price }
    [booking-accepted] { $count ->
        [one] 1 jour accepté
       *[other] { $count } jours acceptés
    }, { $price }
    [booking-refused] { $count ->
        [one] 1 jour refusé
       *[other] { $count } jours refusés
    }
    [cancellation-asked] { $count ->
        [one] Annulation demandée pour 1 jour
       *[other] Annulation demandée pour { $count } jours
    }
    [cancellation-accepted] { $count ->
        [one] Annulation acceptée pour 1 jour
       *[other] Annulation acceptée pour { $count } jours
    }
    [cancellation-refused] { $count ->
        [one] Annulation refusée pour 1 jour, qui reste réservé
       *[other] Annulation refusée pour { $count } jours, qui restent réservés
    }
    [change-asked] { $count ->
        [one] Changement demandé pour 1 jour
       *[other] Changement demandé pour { $count } jours
    }
    [change-accepted] { $count ->
        [one] Changement accepté : 1 jour rendu
       *[other] Changement accepté : { $count } jours rendus
    }
    [change-refused] { $count ->
        [one] Changement refusé : 1 jour reste réservé
       *[other] Changement refusé : { $count } jours restent réservés
    }
   *[kept] { $count ->
        [one] 1 jour reste réservé, sa demande est retirée
       *[other] { $count } jours restent réservés, leur demande est retirée
    }
} :
mail-booked = { $count ->
    [one] 1 jour réservé
   *[other] { $count } jours réservés
}, { $price } :
mail-cancelled = { $count ->
    [one] 1 jour annulé
   *[other] { $count } jours annulés
} :
mail-repriced = { $count ->
    [one] 1 jour change de prix
   *[other] { $count } jours changent de prix
} :
mail-line-booked = { $date }, { $price }
mail-line-cancelled = { $date }
mail-line-repriced = { $date }, désormais { $price }
mail-month-booked = { $month } : { $days } ({ $count ->
    [one] 1 jour
   *[other] { $count } jours
}, { $price })
mail-month-cancelled = { $month } : { $days } ({ $count ->
    [one] 1 jour
   *[other] { $count } jours
})
mail-month-repriced = { $month } : { $days } ({ $count ->
    [one] 1 jour
   *[other] { $count } jours
}, désormais { $price })
mail-terms = Forfaits, dus une seule fois quel que soit le nombre de jours :
mail-term = { $child }, { $activity }, du { $from } au { $to } : { $result ->
    [begun] { $price }{ $count ->
        [one] , sur la facture de { $month }
       *[other] , en { $count } échéances à partir de { $month }
    }
    [repriced] désormais { $price }, au lieu de { $before }
   *[ended] plus rien n’est dû ({ $price } jusqu’ici)
}
mail-total = { $of ->
    [booked] Total des jours réservés
    [asked] Total des jours réservés et demandés
    [repriced] Total des changements de prix
    [both] Total des jours réservés, changements de prix compris
   *[terms] Total, forfaits compris
} : { $price }
mail-contacts = Une question ? Écrivez-nous ou appelez-nous :
mail-contact = { $name } : { $email }{ $phone ->
    [none] {""}
   *[other] , { $phone }
}
mail-signature = Le portail famille de { $town }

## Le courriel qui signale une absence

mail-absence-subject = { $town } : votre enfant n’est pas arrivé
mail-absence = { $child } était attendu et n’est pas arrivé le { $date } :
mail-absence-advice = Aucune absence ne nous a été signalée. Prenez contact avec nous dès maintenant, même si vous savez où est votre enfant.

## Les courriels de la liste d’attente

mail-offered-subject = { $town } : { $count ->
    [one] une place est gardée pour vous
   *[other] des places sont gardées pour vous
}
mail-offered-introduction = { $count ->
    [one] Une place que vous attendiez s’est libérée. Elle est gardée pour vous :
   *[other] Des places que vous attendiez se sont libérées. Elles sont gardées pour vous :
}
mail-offered-line = { $child }, { $activities }, { $date } : à accepter avant le { $instant }
mail-offered-closing = Acceptez ou refusez sur le portail famille. Sans réponse avant la fin du délai, la place va à la famille suivante.
mail-lapsed-subject = { $town } : { $count ->
    [one] une place n’est plus gardée pour vous
   *[other] des places ne sont plus gardées pour vous
}
mail-lapsed-introduction = { $count ->
    [one] Le délai pour accepter cette place est passé :
   *[other] Le délai pour accepter ces places est passé :
}
mail-lapsed-line = { $child }, { $activities }, { $date }
mail-lapsed-closing = Si vous en avez encore besoin, inscrivez-vous à nouveau sur la liste d’attente.
mail-withheld-introduction = { $count ->
    [one] Cette place vous était proposée. Votre famille ne peut pas la réserver pour le moment, alors elle passe à la famille suivante :
   *[other] Ces places vous étaient proposées. Votre famille ne peut pas les réserver pour le moment, alors elles passent à la famille suivante :
}
mail-withheld-closing = L’enfant garde son rang sur la liste d’attente, jusqu’à la fin des réservations. Le portail famille dit ce qui empêche de réserver ; dès que plus rien ne l’empêche, la prochaine place libre lui est proposée à son rang.
mail-wait-ended-subject = { $town } : { $count ->
    [one] vous n’attendez plus de place
   *[other] vous n’attendez plus de places
}
mail-wait-ended-introduction = { $count ->
    [one] Vous attendiez cette place. L’attente a pris fin, et rien n’est réservé :
   *[other] Vous attendiez ces places. L’attente a pris fin, et rien n’est réservé :
}
mail-wait-expired-line = { $child }, { $activities }, { $date } : les réservations sont closes, et aucune place ne s’est libérée à temps
mail-wait-withdrawn-line = { $child }, { $activities }, { $date } : les règles de la commune ont changé, et l’on n’y attend plus de place
mail-wait-ended-closing = Il n’y a rien à payer. Consultez le portail famille pour ce qui peut encore être réservé.

mail-account-subject = { $town } : { $news ->
    [suspended] réservations suspendues
    [lifted] suspension levée
    [file-complete] votre dossier est complet
    [file-incomplete] votre dossier n’est pas complet
   *[spared] réservations et somme restant due
}
whose = { $one ->
    [yes] de { $child }
   *[no] de votre famille
}
mail-suspended = La commune suspend les réservations { whose }, { suspended-days }, { $all ->
    [yes] dans toutes les activités que son règlement prévoit.
   *[no] dans ces activités :
}
mail-suspension-lifted = La commune a levé la suspension des réservations { whose }, { suspended-days }. Elles sont de nouveau ouvertes, { $all ->
    [yes] dans toutes les activités.
   *[no] dans ces activités :
}
mail-spared = { $ends ->
    [yes] La commune vous laisse réserver jusqu’au { $until } inclus, malgré la somme qui reste à payer.
   *[no] La commune ne vous laisse plus réserver malgré la somme qui reste à payer.
}
mail-file-complete = { $ends ->
    [yes] Le dossier de votre famille est complet, jusqu’au { $until } inclus. Vous pouvez réserver sur le portail famille.
   *[no] Le dossier de votre famille est complet. Vous pouvez réserver sur le portail famille.
}
mail-file-incomplete = Le dossier de votre famille n’est pas complet : les activités qui le demandent ne peuvent pas être réservées pour le moment.{ $all ->
    [yes] {""}
   *[no] {" "}Il manque :
}
mail-due-now = À régler dès maintenant, au guichet : { $amount }.{ $rest ->
    [yes] {" "}Le reste viendra sur la facture du mois.
   *[no] {""}
}
mail-debt = Restant dû, à régler avec cette commande : { $amount }.
