//! Requests of several wishes.

use preau_domain::booking::{Decision, OutcomeKind, Refusal};
use preau_domain::calendar::Closure;

use super::town::{
    CANTEEN, EVENING, LATEST, MIDDAY, MORNING, NURSERY, STUDY, WEDNESDAY, World, along, book, booked, cancel, linked,
    priced, refused, rule_book, slot, slots, wished,
};
use crate::calendar::town::{at, code};
use OutcomeKind::{Cancelled, Unchanged};

const DAY: &str = "2026-11-30";
const TUESDAY: &str = "2026-12-01";

#[test]
fn nothing_asked_nothing_done() {
    assert_eq!(World::new().decide(&[]), Decision::default());
}

#[test]
fn outcomes_stand_in_the_order_asked_once_each_with_what_came_along() {
    let decision = World::new().decide(&[
        book(MORNING, TUESDAY),
        book(CANTEEN, DAY),
        book(MORNING, TUESDAY),
        cancel(EVENING, DAY),
        book(MIDDAY, DAY),
        book(CANTEEN, TUESDAY),
    ]);
    let expected = priced(Decision {
        outcomes: vec![
            wished(slot(MORNING, TUESDAY), booked(195)),
            wished(slot(CANTEEN, DAY), booked(315)),
            wished(slot(EVENING, DAY), Unchanged),
            wished(slot(MIDDAY, DAY), booked(170)),
            wished(slot(CANTEEN, TUESDAY), booked(315)),
            along(slot(MIDDAY, TUESDAY), CANTEEN, booked(170)),
        ],
        book: slots(&[
            (MORNING, TUESDAY),
            (MIDDAY, DAY),
            (MIDDAY, TUESDAY),
            (CANTEEN, DAY),
            (CANTEEN, TUESDAY),
        ]),
        cancel: slots(&[]),
        ..Decision::default()
    });
    assert_eq!(decision, expected);
}

#[test]
fn a_swap_finds_its_own_freed_place() {
    let world = World::new().with(&[(EVENING, DAY)]);
    let swapped = priced(Decision {
        outcomes: vec![
            wished(slot(STUDY, DAY), booked(260)),
            wished(slot(EVENING, DAY), Cancelled),
        ],
        book: slots(&[(STUDY, DAY)]),
        cancel: slots(&[(EVENING, DAY)]),
        ..Decision::default()
    });
    assert_eq!(world.decide(&[book(STUDY, DAY), cancel(EVENING, DAY)]), swapped);
    let excluded = vec![wished(slot(STUDY, DAY), refused(Refusal::Excluded { by: EVENING }))];
    assert_eq!(world.decide(&[book(STUDY, DAY)]).outcomes, excluded);
}

#[test]
fn a_request_counts_its_own_bookings() {
    let decision = World::new().decide(&[book(EVENING, DAY), book(STUDY, DAY), book(STUDY, TUESDAY)]);
    let expected = priced(Decision {
        outcomes: vec![
            wished(slot(EVENING, DAY), booked(340)),
            wished(slot(STUDY, DAY), refused(Refusal::Excluded { by: EVENING })),
            wished(slot(STUDY, TUESDAY), booked(260)),
        ],
        book: slots(&[(EVENING, DAY), (STUDY, TUESDAY)]),
        cancel: slots(&[]),
        ..Decision::default()
    });
    assert_eq!(decision, expected);
}

#[test]
fn of_two_that_exclude_each_other_the_first_asked_wins() {
    for (first, price, second) in [(STUDY, 260, EVENING), (EVENING, 340, STUDY)] {
        let expected = priced(Decision {
            outcomes: vec![
                wished(slot(first, DAY), booked(price)),
                wished(slot(second, DAY), refused(Refusal::Excluded { by: first })),
            ],
            book: slots(&[(first, DAY)]),
            cancel: slots(&[]),
            ..Decision::default()
        });
        assert_eq!(World::new().decide(&[book(first, DAY), book(second, DAY)]), expected);
    }
}

#[test]
fn a_swap_whose_place_can_no_longer_be_freed_changes_nothing() {
    // The study can be booked until the eve, the evening given back until Thursday only.
    let mut rules = rule_book();
    rules.activities[3].deadlines.book = code("eve");
    let in_time = World::of(rules, "cocteau").with(&[(EVENING, DAY)]);
    let late = in_time.clone().at(LATEST);

    let swapped = priced(Decision {
        outcomes: vec![
            wished(slot(EVENING, DAY), Cancelled),
            wished(slot(STUDY, DAY), booked(260)),
        ],
        book: slots(&[(STUDY, DAY)]),
        cancel: slots(&[(EVENING, DAY)]),
        ..Decision::default()
    });
    let swap = [cancel(EVENING, DAY), book(STUDY, DAY)];
    assert_eq!(in_time.decide(&swap), swapped);

    let kept = Decision {
        outcomes: vec![
            wished(slot(EVENING, DAY), refused(Refusal::TooLate { closed_at: at(LATEST) })),
            wished(slot(STUDY, DAY), refused(Refusal::Excluded { by: EVENING })),
        ],
        ..Decision::default()
    };
    assert_eq!(late.decide(&swap), kept);

    // Nothing but the evening stands in the way.
    let free = World {
        booked: slots(&[]),
        ..late
    };
    assert_eq!(free.decide(&[book(STUDY, DAY)]).book, slots(&[(STUDY, DAY)]));
}

#[test]
fn to_book_and_to_cancel_what_belongs_together_is_contradictory() {
    let contradictory = || refused(Refusal::Contradictory);
    let both = [(MIDDAY, DAY), (CANTEEN, DAY)];

    let same = World::new().decide(&[book(MORNING, DAY), cancel(MORNING, DAY)]);
    let told = vec![
        wished(slot(MORNING, DAY), contradictory()),
        wished(slot(MORNING, DAY), contradictory()),
    ];
    assert_eq!((same.outcomes, same.book, same.cancel), (told, slots(&[]), slots(&[])));

    // Through the link, whatever is booked; the rest of the request goes on.
    for world in [World::new(), World::new().with(&both)] {
        let through = world.decide(&[cancel(CANTEEN, DAY), book(MORNING, DAY), book(MIDDAY, DAY)]);
        let told = vec![
            wished(slot(CANTEEN, DAY), contradictory()),
            wished(slot(MORNING, DAY), booked(195)),
            wished(slot(MIDDAY, DAY), contradictory()),
        ];
        assert_eq!(through.outcomes, told);
        assert_eq!((through.book, through.cancel), (slots(&[(MORNING, DAY)]), slots(&[])));
    }

    // A child with a care plan may keep the midday and give back the meal.
    let kept = World::new()
        .care_plan()
        .with(&both)
        .decide(&[cancel(CANTEEN, DAY), book(MIDDAY, DAY)]);
    let told = vec![
        wished(slot(CANTEEN, DAY), Cancelled),
        wished(slot(MIDDAY, DAY), Unchanged),
    ];
    assert_eq!((kept.outcomes, kept.cancel), (told, slots(&[(CANTEEN, DAY)])));

    // But not book the meal and give back the midday.
    let apart = World::new()
        .care_plan()
        .decide(&[book(CANTEEN, DAY), cancel(MIDDAY, DAY)]);
    let told = vec![
        wished(slot(CANTEEN, DAY), contradictory()),
        wished(slot(MIDDAY, DAY), contradictory()),
    ];
    assert_eq!((apart.outcomes, apart.book), (told, slots(&[])));
}

#[test]
fn a_group_is_booked_whole_or_refused_whole() {
    let world = World::new().taken(CANTEEN, DAY, 120, 120);
    let decision = world.decide(&[book(MIDDAY, DAY), book(CANTEEN, DAY), book(MIDDAY, TUESDAY)]);
    let expected = priced(Decision {
        outcomes: vec![
            wished(slot(MIDDAY, DAY), refused(linked(CANTEEN, Refusal::Full))),
            wished(slot(CANTEEN, DAY), refused(Refusal::Full)),
            wished(slot(MIDDAY, TUESDAY), booked(170)),
            along(slot(CANTEEN, TUESDAY), MIDDAY, booked(315)),
        ],
        book: slots(&[(MIDDAY, TUESDAY), (CANTEEN, TUESDAY)]),
        cancel: slots(&[]),
        ..Decision::default()
    });
    assert_eq!(decision, expected);
}

#[test]
fn a_group_is_given_back_whole_or_kept_whole() {
    let mut rules = rule_book();
    rules.activities[2].deadlines.cancel = code("eve");
    let world = World::of(rules, "cocteau")
        .with(&[(MIDDAY, DAY), (CANTEEN, DAY)])
        .at(LATEST);
    let late = Refusal::TooLate { closed_at: at(LATEST) };
    let decision = world.decide(&[cancel(CANTEEN, DAY), cancel(MIDDAY, DAY)]);
    let expected = Decision {
        outcomes: vec![
            wished(slot(CANTEEN, DAY), refused(linked(MIDDAY, late.clone()))),
            wished(slot(MIDDAY, DAY), refused(late)),
        ],
        ..Decision::default()
    };
    assert_eq!(decision, expected);
    // With a care plan the meal is given back alone.
    let alone = world.care_plan().decide(&[cancel(CANTEEN, DAY)]);
    assert_eq!(alone.cancel, slots(&[(CANTEEN, DAY)]));
}

#[test]
fn activities_that_take_what_they_exclude_are_never_booked() {
    let mut rules = rule_book();
    rules.links.push(preau_domain::rulebook::link::Link::Takes {
        activity: STUDY,
        takes: EVENING,
        unless: None,
    });
    let decision = World::of(rules, "cocteau").decide(&[book(STUDY, DAY)]);
    let told = vec![wished(slot(STUDY, DAY), refused(Refusal::Excluded { by: EVENING }))];
    assert_eq!((decision.outcomes, decision.book), (told, slots(&[])));
}

#[test]
fn refusals_do_not_stop_the_rest() {
    let decision = World::new().decide(&[
        book(NURSERY, DAY),
        book(MORNING, "2026-11-11"),
        book(WEDNESDAY, "2026-12-02"),
        book(WEDNESDAY, TUESDAY),
        book(MORNING, "2026-11-27"),
    ]);
    let armistice = Closure::PublicHoliday {
        name: "Armistice 1918".to_owned(),
    };
    let late = Refusal::TooLate {
        closed_at: at("2026-11-19T10:00:00+01:00"),
    };
    let told = vec![
        wished(slot(NURSERY, DAY), refused(Refusal::NotOffered)),
        wished(slot(MORNING, "2026-11-11"), refused(Refusal::Closed(armistice))),
        wished(slot(WEDNESDAY, "2026-12-02"), booked(1050)),
        wished(slot(WEDNESDAY, TUESDAY), refused(Refusal::Closed(Closure::Weekday))),
        wished(slot(MORNING, "2026-11-27"), refused(late)),
    ];
    assert_eq!(decision.outcomes, told);
    assert_eq!(decision.book, slots(&[(WEDNESDAY, "2026-12-02")]));
}
