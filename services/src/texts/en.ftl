# The portal's texts, in English.

## Dates and amounts

weekday = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
day-of-month = { $day }
day = { $weekday } { day-of-month } { $month }
month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
instant = { $date } at { $time }
money = { $sign }€{ $amount }

## Why a day is refused
# "other-activity": the sentence speaks of another activity than the one asked for.

subject = { $other-activity ->
    [yes] “{ $activity }”
   *[no] This activity
}
for-subject = { $other-activity ->
    [yes] for “{ $activity }” on { $date }
   *[no] on { $date }
}
of-subject = { $other-activity ->
    [yes] of “{ $activity }” for { $date }
   *[no] for { $date }
}

reason-not-offered = { subject } is not offered at the child’s school. Choose an activity of that school.
reason-weekday = { subject } does not take place on a { $weekday }. Choose another day.
reason-school-holiday = { subject } does not take place on { $date }, in the school holidays (“{ $label }”). Choose a school day.
reason-school-time = { subject } takes place in the school holidays only. { $date } is not in them.
reason-public-holiday = { subject } does not take place on { $date }, a public holiday (“{ $label }”). Choose another day.
reason-town-closure = { subject } does not take place on { $date }, closed by the town (“{ $label }”). Choose another day.
reason-unpublished = The school calendar is not published yet for { $date }. Try again once it is.
reason-outside-rule-book = The rules in force do not apply to { $date }. For that day, contact the after-school service.
reason-outside-period = The activity does not run on { $date }: it has not begun, or is over. Choose a day within its period.
reason-wrong-age = The activity is for children { $bounds ->
        [both] aged { $youngest } to { $oldest }
        [oldest] aged { $oldest } at most
       *[youngest] aged { $youngest } or more
    } on that day. Choose another activity.
reason-wrong-class = The activity is for pupils { $classes } on that day. Choose an activity for the child’s class.
reason-class-unknown = The activity is for pupils { $classes }, and the town does not know the child’s class. Ask it to complete the child’s file: turn { to-whom }.
reason-not-for-child = The activity is kept for: { $only }. If the child’s file is not up to date, ask the town to correct it: turn { to-whom }.
reason-not-open-yet = Bookings { of-subject } open on { $instant }. Come back from then on.
reason-too-late = Bookings { of-subject } could be changed until { $instant }. If it is urgent, contact the after-school service.
reason-no-deadline = The rules do not open bookings { of-subject }. For that day, contact the after-school service.
reason-firm = A place booked { for-subject } is firm: the rules do not let it be given back. If something comes up, contact the after-school service.
reason-full = No place left { for-subject }. Choose another day, or try again later: a place may become free.
reason-excluded = { subject } is not possible on { $date }, because “{ $with }” is also asked for or booked already that day. Choose one of the two activities.
reason-linked = { subject } goes with “{ $with }”. { $because }
reason-change-refused = The change of { $date } is not made, because “{ $with }” is refused. { $because }
to-whom = { $known ->
    [yes] to { $whom } ({ $email })
   *[no] to the after-school service
}
reason-owes = { $amount } were still to be paid on { $as-of }. Above the amount that the rules set, booking is closed. Pay it, or turn { to-whom }.
file-needs = { $needs ->
    [yes] { "" }: it has to hold { $documents }
   *[no] { "" }
}
reason-file-incomplete = { $file ->
    [until] The file of your family is accepted until { $until } only{ file-needs }. To book beyond, renew it or turn { to-whom }.
    [missing] The file of your family is not complete{ file-needs }. Still missing: { $missing }. Hand it in, or turn { to-whom }.
   *[unknown] The town has not declared the file of your family complete yet{ file-needs }. Complete it, or turn { to-whom }.
}
in-activity = { $other-activity ->
    [yes] for “{ $activity }”
   *[no] for this activity
}
suspended-days = { $ends ->
    [yes] from { $from } to { $until }
   *[no] from { $from } on
}
reason-suspended = The town has suspended the child’s bookings { in-activity }, { suspended-days }. To talk about it, turn { to-whom }.
reason-undecided = The town has yet to answer what is asked for { $date }. Wait for its answer, or take that request back first.
reason-contradictory = This request both books and cancels what belongs together on { $date }. Choose to book or to cancel.
reason-already-booked = A place is booked already { for-subject }. There is nothing to wait for.
reason-already-waiting = The child waits already for a place { for-subject }, or is offered one. Follow the waiting list on the portal.
reason-place-free = A place is left { for-subject }. Book it without waiting.
reason-no-waiting-list = There is no waiting list { for-subject }. Choose another day, or try again later: a place may become free.
reason-no-offer = No place is offered { for-subject }, or the time to accept it is over. Join the waiting list again.
reason-cart-books = { subject } is in the cart, to be booked on { $date }. Nothing is sent before the cart is ordered.
reason-cart-cancels = { subject } is in the cart, to be given back on { $date }. Nothing is sent before the cart is ordered.

## What the states of a day are called

state-available = available
meaning-available = A place can be booked now.
state-in-cart = in the cart
meaning-in-cart = Chosen, but nothing is sent before you confirm.
state-pending = waiting for the town
meaning-pending = The place is kept until the town has decided.
state-booked = booked
meaning-booked = The place is booked.
state-change-asked = change asked for
meaning-change-asked = The place is booked until the town has decided on another activity in its place.
state-cancellation-asked = cancellation asked for
meaning-cancellation-asked = The place is booked until the town has decided to take it back.
state-absent = absent
meaning-absent = The child did not come, or is announced not to.
state-waiting = on the waiting list
meaning-waiting = No place yet: your family is in the line.
state-offered = place offered, to accept
meaning-offered = A place is kept for you for a while: accept it or let it go.
state-full = full
meaning-full = No place is left.
state-blocked = impossible beside another booking
meaning-blocked = Another booking of the day stands in the way.
state-suspended = booking suspended
meaning-suspended = An amount still owed, a file that is not complete or a decision of the town stands in the way. Open the day to learn why.
state-out-of-time = too late or too early
meaning-out-of-time = It cannot be booked at this time.
state-closed = closed
meaning-closed = The activity does not run for this child that day.

## Why a whole request is refused

error-unknown-login-or-password = Unknown login or password. Check them, then try again.
error-too-many-tries = Too many tries. Try again in { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}.
error-invalid-device-name = The name of a device has 1 to { $most } characters. Choose another name.
error-unknown-token = This session does not exist. Sign in again.
error-token-expired = This session has expired. Sign in again.
error-signed-out = This device was signed out. Sign in again.
error-token-reused = This session was used twice, so the device was signed out for safety. Sign in again and, if it was not you, change your password.
error-unknown-device = This device is not signed in to your account. Refresh the list of your devices.
error-nothing-asked = The request names no day. Choose at least one day to book or to cancel.
error-too-many-entries = The request has too many entries. Keep it to { $most }, one per child and activity, and send the others in another one.
error-too-many-days = The request names too many days. Keep it to { $most } and send the others in another one.
error-unknown-child = This child does not exist in your family. Refresh the page and try again.
error-unknown-order = This order does not exist in your town. Refresh the page and try again.
error-unknown-line = The order asks nothing about this place. Refresh the page and try again.
error-line-named-twice = The same place is named twice. Give one answer for each place.
error-nothing-decided = The answer is about no place. Accept or refuse at least one request.
error-reason-too-long = The reason has at most { $most } characters. Shorten it.
error-unknown-activity = This activity does not exist in your town. Refresh the page and try again.
error-several-families = One request concerns the children of one family. Send one request per family.
error-unknown-family = The town knows no family by this code.
error-invalid-cash-desk = A cash desk is named by a code: lower-case letters, digits and hyphens, at most 40 characters.
error-invalid-debt = An amount owed lies between nothing and a million euros.
error-debt-of-future = That day has not come yet: today is { $today }.
error-debt-outdated = A later statement is noted already: { $amount } as of { $as-of }. Remove this line, or tell what is owed as of that day or later.
error-debt-repeated = This family stands further up already, for the same cash desk. Keep one line.
error-no-activity-named = Name at least one activity, or no list for all of them.
error-reason-missing = Tell the family why.
error-suspension-not-provided = The rules in force that day provide for no suspension.
error-suspension-of-other-activity = The rules provide for no suspension from this activity.
error-suspension-not-ahead = A suspension begins tomorrow at the earliest.
error-suspension-without-debt = This family owes nothing. First note what is still to be paid.
error-suspension-too-early = { $known ->
    [yes] With what is noted, the rules allow a suspension from { $earliest } on.
   *[no] What is noted does not allow a suspension yet.
}
error-unknown-suspension = The town made no such suspension.
error-spared-day-over = That day is over. Choose today or a day to come.
error-invalid-quotient = A quotient is a whole number from 0 to { $most }. Correct it, or leave it empty to take it back.
error-quotient-of-future = That day has not come: today is { $today }. Say on which day the family gave it.
error-quotient-of-future-month = That month had not begun when the family gave its quotient. Say the month that the certificate names.
error-until-of-incomplete-file = A file that is not complete counts until no day. Leave the day out, or declare the file complete.
error-missing-of-complete-file = Nothing is missing in a complete file. Empty the list, or declare the file incomplete.
error-too-many-missing = The list of what is missing has too many lines. Keep it to { $most }.
error-invalid-missing = A line of what is missing has 1 to { $most } characters. Change this line.
error-reversed-range = The last day comes before the first one. Choose a last day on or after the first.
error-range-too-long = From the first day to the last there are too many days. Keep to { $most }.
error-no-weekday = No day of the week is chosen. Choose at least one.
error-rota-too-long = A rota begins again after { $most } weeks at most. Make it shorter.
error-no-week = The copy fills no week. Choose at least one.
error-too-many-weeks = The copy fills too many weeks. Keep to { $most }.
error-nothing-to-copy = The week holds nothing to copy. Choose another week, or other activities.
error-plan-changed = Something has changed since this was shown to you, so nothing was done. Look at the days marked and at those that are gone, then confirm again.
error-plan-debt-changed = What you owe has changed since this was shown to you, so nothing was done. Look at the amount, then confirm again.
error-plan-terms-changed = What a month or a term costs has changed since this was shown to you, so nothing was done. Look at the amounts, then confirm again.
error-invalid-idempotency-key = The key of the request has 1 to { $most } characters: letters without accents, digits and signs such as “-” or “_”, and no spaces. Choose another one.
error-idempotency-mismatch = This key was already used for another request. Refresh the page and try again.
error-nothing-sent = The request holds no event. Send at least one.
error-too-many-events = The request holds too many events. Keep it to { $most } and send the others in another one.
error-event-unknown-child = This child does not exist in your town. Refresh the list and try again.
error-event-malformed = The id of the event or the name of the device is not valid. Update the app and try again.
error-event-id-taken = This id was already used for another event. Tap again.
error-event-not-offered = The activity does not run that day for this child, who has no booking there. Check the day and the activity.
error-event-future = This event is dated in the future. Check the clock of the device: the event can be sent again once its time has come.
error-event-before-rules = This event is dated before the rule book of that day. Check the clock of the device and tap again.
error-event-other-day = This arrival or departure is not of the day named. Check the date and the time.
error-absence-without-day = The request names no day. Choose at least one day of absence.
error-too-many-activities = The request names too many activities. Keep it to { $most }, or name none to report all of the day.
error-note-too-long = The note has at most { $most } characters. Shorten it.
error-absence-not-booked = The child has no booking that day. There is nothing to report.
error-absence-came-already = The child was seen there that day. If that is wrong, contact the after-school service.
error-absence-day-over = This day is over. For a past absence, contact the after-school service.
error-unknown-feed = This calendar address does not exist, or no longer. Refresh the list.
error-too-many-feeds = The child already has { $most } calendar addresses. Remove one, then try again.

## Why there is no answer

fault-unauthenticated = You are not signed in, or no longer. Sign in and try again.
fault-forbidden = Your account does not allow this. If you need it, contact the after-school service.
fault-not-found = This does not exist, or cannot be seen from your account.
fault-unavailable = The service is very busy and could not answer. Nothing has changed: try again in a moment.
fault-internal = Something went wrong on our side. Try again later and, if it happens again, give us this incident number: { $incident }.

## The confirmation mail

mail-subject = { $town }: { $change ->
    [booked] booking confirmed
    [cancelled] cancellation confirmed
    [repriced] new prices of your bookings
    [waits] request received, waiting for the town
    [accepted] request accepted
    [accepted-in-part] request accepted in part
    [refused] request refused
    [cancellation-accepted] cancellation accepted
    [cancellation-refused] cancellation refused
   *[changed] bookings changed
} (order no. { $order })
mail-greeting = Hello { $name },
mail-placed-by-you = Your order no. { $order } of { $instant } is confirmed.
mail-received-from-you = Your order no. { $order } of { $instant } has been received.
mail-placed-by-other = Order no. { $order } was placed for your family by { $by } on { $instant }.
mail-waits = The town has yet to decide about what is asked below. The places asked for are held for you until then.
mail-decided = The town answered your order no. { $order } on { $instant }.{ $rest ->
    [yes] {" "}The rest of the order is still waiting.
   *[no] {""}
}
mail-reason = Reason: { $reason }
mail-asked = { $change ->
    [booking-asked] { $count ->
        [one] 1 day asked for
       *[other] { $count } days asked for
    }, { $price }
    [booking-accepted] { $count ->
        [one] 1 day accepted
       *[other] { $count } days accepted
    }, { $price }
    [booking-refused] { $count ->
        [one] 1 day refused
       *[other] { $count } days refused
    }
    [cancellation-asked] { $count ->
        [one] Cancellation asked for 1 day
       *[other] Cancellation asked for { $count } days
    }
    [cancellation-accepted] { $count ->
        [one] Cancellation accepted for 1 day
       *[other] Cancellation accepted for { $count } days
    }
    [cancellation-refused] { $count ->
        [one] Cancellation refused for 1 day, which stays booked
       *[other] Cancellation refused for { $count } days, which stay booked
    }
    [change-asked] { $count ->
        [one] Change asked for 1 day
       *[other] Change asked for { $count } days
    }
    [change-accepted] { $count ->
        [one] Change accepted: 1 day given back
       *[other] Change accepted: { $count } days given back
    }
    [change-refused] { $count ->
        [one] Change refused: 1 day stays booked
       *[other] Change refused: { $count } days stay booked
    }
   *[kept] { $count ->
        [one] 1 day stays booked, its request is taken back
       *[other] { $count } days stay booked, their request is taken back
    }
}:
mail-booked = { $count ->
    [one] 1 day booked
   *[other] { $count } days booked
}, { $price }:
mail-cancelled = { $count ->
    [one] 1 day cancelled
   *[other] { $count } days cancelled
}:
mail-repriced = { $count ->
    [one] 1 day has a new price
   *[other] { $count } days have a new price
}:
mail-line-booked = { $date }, { $price }
mail-line-cancelled = { $date }
mail-line-repriced = { $date }, now { $price }
mail-month-booked = { $month }: { $days } ({ $count ->
    [one] 1 day
   *[other] { $count } days
}, { $price })
mail-month-cancelled = { $month }: { $days } ({ $count ->
    [one] 1 day
   *[other] { $count } days
})
mail-month-repriced = { $month }: { $days } ({ $count ->
    [one] 1 day
   *[other] { $count } days
}, now { $price })
mail-terms = By the term, due once however many days:
mail-term = { $child }, { $activity }, { $from } to { $to }: { $result ->
    [begun] { $price }{ $count ->
        [one] , with the invoice of { $month }
       *[other] , in { $count } instalments from { $month } on
    }
    [repriced] now { $price }, { $before } before
   *[ended] nothing is due any more ({ $price } until now)
}
mail-total = { $of ->
    [booked] Total of the days booked
    [asked] Total of the days booked and asked for
    [repriced] Total of the changes of price
    [both] Total of the days booked, changes of price included
   *[terms] Total, with what is paid by the term
}: { $price }
mail-contacts = Any question? Write to us or call us:
mail-contact = { $name }: { $email }{ $phone ->
    [none] {""}
   *[other] , { $phone }
}
mail-signature = The family portal of { $town }

## The mail that tells of an absence

mail-absence-subject = { $town }: your child has not arrived
mail-absence = { $child } was expected and has not arrived on { $date }:
mail-absence-advice = No absence was reported to us. Contact us right away, even if you know where your child is.

## The mails of the waiting list

mail-offered-subject = { $town }: { $count ->
    [one] a place is kept for you
   *[other] places are kept for you
}
mail-offered-introduction = { $count ->
    [one] A place you were waiting for has become free. It is kept for you:
   *[other] Places you were waiting for have become free. They are kept for you:
}
mail-offered-line = { $child }, { $activities }, { $date }: accept before { $instant }
mail-offered-closing = Accept or decline on the family portal. Without an answer before the end, the place goes to the next family.
mail-lapsed-subject = { $town }: { $count ->
    [one] a place is no longer kept for you
   *[other] places are no longer kept for you
}
mail-lapsed-introduction = { $count ->
    [one] The time to accept this place is over:
   *[other] The time to accept these places is over:
}
mail-lapsed-line = { $child }, { $activities }, { $date }
mail-lapsed-closing = If you still need it, join the waiting list again.
mail-withheld-introduction = { $count ->
    [one] This place was kept for you. Your family cannot book it for now, so it goes to the next family:
   *[other] These places were kept for you. Your family cannot book them for now, so they go to the next family:
}
mail-withheld-closing = The child keeps its place in the line, until booking closes. The family portal says what stands in the way; once nothing does, the next free place is offered to it in its turn.
mail-wait-ended-subject = { $town }: { $count ->
    [one] you are no longer waiting for a place
   *[other] you are no longer waiting for places
}
mail-wait-ended-introduction = { $count ->
    [one] You were waiting for this place. The wait has ended, and nothing is booked:
   *[other] You were waiting for these places. The wait has ended, and nothing is booked:
}
mail-wait-expired-line = { $child }, { $activities }, { $date }: booking has closed, and no place became free in time
mail-wait-withdrawn-line = { $child }, { $activities }, { $date }: the town’s rules have changed, and one no longer waits for a place there
mail-wait-ended-closing = There is nothing to pay for it. See the family portal for what can still be booked.

mail-account-subject = { $town }: { $news ->
    [suspended] bookings suspended
    [lifted] suspension lifted
    [file-complete] your file is complete
    [file-incomplete] your file is not complete
   *[spared] bookings and what is owed
}
whose = { $one ->
    [yes] of { $child }
   *[no] of your family
}
mail-suspended = The town suspends the bookings { whose }, { suspended-days }, { $all ->
    [yes] in all activities that its rules name.
   *[no] in these activities:
}
mail-suspension-lifted = The town has lifted the suspension of the bookings { whose }, { suspended-days }. They are open again, { $all ->
    [yes] in all activities.
   *[no] in these activities:
}
mail-spared = { $ends ->
    [yes] The town lets you book until { $until } included, in spite of what is still to be paid.
   *[no] The town no longer lets you book in spite of what is still to be paid.
}
mail-file-complete = { $ends ->
    [yes] The file of your family is complete, until { $until } included. You can now book on the family portal.
   *[no] The file of your family is complete. You can now book on the family portal.
}
mail-file-incomplete = The file of your family is not complete: activities that need a complete file cannot be booked for now.{ $all ->
    [yes] {""}
   *[no] {" "}Still missing:
}
mail-due-now = To be paid now, at the counter: { $amount }.{ $rest ->
    [yes] {" "}The rest comes on the month’s invoice.
   *[no] {""}
}
mail-debt = Still owed, to be paid with this order: { $amount }.
