//! Bookings asked for once their deadline has closed.

use preau_domain::booking::{Decision, OutcomeKind, Permit, Refusal, SlotState, SlotView, may_book, view};
use preau_domain::money::Money;
use preau_domain::rulebook::model::ActivityIx;

use super::town::{World, along, book, booked, cancel, priced, refused, slot, slots, wished};
use crate::attendance::village::{DAY, village};
use crate::calendar::town::at;

const MIDI: ActivityIx = ActivityIx(0);
const SOIR: ActivityIx = ActivityIx(1);

/// The booking deadline: the eve at nine.
const CLOSES: &str = "2026-11-29T09:00:00+01:00";
const LAST: &str = "2026-11-29T08:59:59+01:00";
/// The deadline for late bookings: nine on the day itself.
const LATE_CLOSES: &str = "2026-11-30T09:00:00+01:00";
const LAST_LATE: &str = "2026-11-30T08:59:59+01:00";

fn late(surcharges: &str) -> World {
    let surcharges = if surcharges.is_empty() {
        String::new()
    } else {
        format!(", surcharges = [{surcharges}]")
    };
    village(&format!("late = {{ until = \"jour-meme\"{surcharges} }}"), "")
}

fn asked(world: &World, now: &str) -> Result<Permit, Refusal> {
    let world = world.clone().at(now);
    may_book(&world.situation(), slot(MIDI, DAY))
}

fn permit(late: bool, cents: i64) -> Permit {
    let price = Money::from_cents(cents);
    Permit { price, late }
}

fn too_late(closed_at: &str) -> Refusal {
    Refusal::TooLate {
        closed_at: at(closed_at),
    }
}

#[test]
fn they_are_accepted_from_one_closing_to_the_other() {
    let world = late(r#"{ add = "1.00" }"#);
    assert_eq!(asked(&world, LAST), Ok(permit(false, 350)));
    assert_eq!(asked(&world, CLOSES), Ok(permit(true, 450)));
    assert_eq!(asked(&world, LAST_LATE), Ok(permit(true, 450)));
    assert_eq!(asked(&world, LATE_CLOSES), Err(too_late(LATE_CLOSES)));
}

#[test]
fn they_cost_what_the_first_surcharge_says() {
    for (surcharges, cents) in [
        ("", 350),
        (r#"{ price = { form = "flat", amount = "4.05" } }"#, 405),
        (r#"{ times = "1.5" }"#, 525),
        (
            r#"{ when = { quotient_from = 0 }, add = "9.00" }, { add = "1.00" }"#,
            450,
        ),
        (r#"{ unless = { residence = ["resident"] }, add = "9.00" }"#, 350),
    ] {
        assert_eq!(
            asked(&late(surcharges), CLOSES),
            Ok(permit(true, cents)),
            "{surcharges}"
        );
    }
}

#[test]
fn without_a_rule_or_on_a_waiting_list_they_are_refused() {
    assert_eq!(asked(&village("", ""), CLOSES), Err(too_late(CLOSES)));
    let waits = village("late = { until = \"jour-meme\", waiting_list = true }", "");
    assert_eq!(asked(&waits, CLOSES), Err(too_late(CLOSES)));
}

#[test]
fn all_other_reasons_stand() {
    let world = late("").taken(MIDI, DAY, 40, 40);
    assert_eq!(asked(&world, CLOSES), Err(Refusal::Full));
    let closed = late("").at(CLOSES);
    let wednesday = may_book(&closed.situation(), slot(MIDI, "2026-12-02"));
    assert!(matches!(wednesday, Err(Refusal::Closed(_))));
}

#[test]
fn a_family_sees_that_it_is_late_and_what_is_asked() {
    let world = late(r#"{ add = "1.00" }"#);
    let seen = |now: &str| view(&world.clone().at(now).situation(), slot(MIDI, DAY));
    let shown = |late, cents, obstacle: Option<Refusal>| SlotView {
        state: if obstacle.is_some() {
            SlotState::OutOfTime
        } else {
            SlotState::Available
        },
        booked: false,
        mark: None,
        obstacle,
        closes_at: Some(at(LATE_CLOSES)),
        ordinary_until: Some(at(CLOSES)),
        change_closes_at: None,
        late,
        price: Money::from_cents(cents),
        places_left: Some(40),
        can_wait: false,
    };
    assert_eq!(seen(LAST), shown(false, 350, None));
    assert_eq!(seen(CLOSES), shown(true, 450, None));
    assert_eq!(seen(LATE_CLOSES), shown(false, 350, Some(too_late(LATE_CLOSES))));
}

#[test]
fn a_decision_tells_which_of_its_places_are_late() {
    let world = late(r#"{ add = "1.00" }"#).at(CLOSES);
    let tuesday = "2026-12-03";
    let expected = priced(Decision {
        outcomes: vec![
            wished(slot(MIDI, DAY), booked(450)),
            wished(slot(MIDI, tuesday), booked(350)),
        ],
        book: slots(&[(MIDI, DAY), (MIDI, tuesday)]),
        late: slots(&[(MIDI, DAY)]),
        ..Decision::default()
    });
    assert_eq!(world.decide(&[book(MIDI, DAY), book(MIDI, tuesday)]), expected);
    // A booking in time stays one when the deadline has passed.
    let kept = late(r#"{ add = "1.00" }"#).with(&[(MIDI, DAY)]).at(CLOSES);
    assert_eq!(view(&kept.situation(), slot(MIDI, DAY)).price, Money::from_cents(350));
    let given_back = kept.decide(&[cancel(MIDI, DAY)]);
    assert_eq!(
        given_back.outcomes,
        [wished(slot(MIDI, DAY), refused(too_late(CLOSES)))]
    );
}

#[test]
fn an_amount_that_is_due_once_a_day_stands_with_the_first_late_place() {
    let world = late(r#"{ add = "1.00", per = "day" }"#).at(CLOSES);
    let both = world.decide(&[book(SOIR, DAY), book(MIDI, DAY)]);
    assert_eq!(
        both.outcomes,
        [
            wished(slot(SOIR, DAY), booked(200)),
            wished(slot(MIDI, DAY), booked(450))
        ]
    );

    let evening_first = world.decide(&[book(SOIR, DAY)]);
    assert_eq!(evening_first.outcomes, [wished(slot(SOIR, DAY), booked(300))]);
    let after = world.after(&evening_first);
    assert_eq!(view(&after.situation(), slot(MIDI, DAY)).price, Money::from_cents(350));
    let moved = OutcomeKind::Repriced {
        from: Money::from_cents(300),
        to: Money::from_cents(200),
    };
    let then_midday = after.decide(&[book(MIDI, DAY)]);
    assert_eq!(
        then_midday.outcomes,
        [wished(slot(MIDI, DAY), booked(450)), wished(slot(SOIR, DAY), moved)]
    );
    // Other days have an amount of their own.
    let thursday = world
        .clone()
        .at("2026-12-02T10:00:00+01:00")
        .decide(&[book(MIDI, "2026-12-03")]);
    assert_eq!(thursday.outcomes, [wished(slot(MIDI, "2026-12-03"), booked(450))]);
}

/// The village late, with an amount of its own for the canteen and another for the evening, each due so.
fn late_each(midday: (&str, &str), evening: (&str, &str)) -> World {
    let each = |(amount, per)| late(&format!(r#"{{ add = "{amount}", per = "{per}" }}"#));
    let mut world = each(midday).at(CLOSES);
    let other = each(evening);
    let soir = other.rules.activities.iter().position(|one| one.code.0 == "soir");
    let soir = soir.unwrap();
    world.rules.activities[soir].attendance = other.rules.activities[soir].attendance.clone();
    world
}

#[test]
fn of_several_amounts_due_once_a_day_the_largest_is() {
    for (midday, evening, expected) in [
        ("1.00", "2.50", [350, 450]),
        ("2.50", "1.00", [600, 200]),
        ("1.00", "1.00", [450, 200]),
    ] {
        let world = late_each((midday, "day"), (evening, "day"));
        let both = world.decide(&[book(MIDI, DAY), book(SOIR, DAY)]);
        let outcomes = [
            wished(slot(MIDI, DAY), booked(expected[0])),
            wished(slot(SOIR, DAY), booked(expected[1])),
        ];
        assert_eq!(both.outcomes, outcomes, "{midday} and {evening}");
    }
}

/// What is due for a child's day says nothing of what is due for a family's.
#[test]
fn an_amount_for_a_child_and_one_for_the_family_are_both_due() {
    for (midday, evening) in [
        (("1.00", "day"), ("2.50", "family")),
        (("1.00", "family"), ("2.50", "day")),
    ] {
        let world = late_each(midday, evening);
        let both = world.decide(&[book(MIDI, DAY), book(SOIR, DAY)]);
        let outcomes = [
            wished(slot(MIDI, DAY), booked(450)),
            wished(slot(SOIR, DAY), booked(450)),
        ];
        assert_eq!(both.outcomes, outcomes);
        // Neither moves the other's price when it comes or goes.
        let after = world.after(&world.decide(&[book(SOIR, DAY)]));
        let then = after.decide(&[book(MIDI, DAY)]);
        assert_eq!(then.outcomes, [wished(slot(MIDI, DAY), booked(450))]);
    }
}

#[test]
fn late_places_take_no_part_in_a_price_together() {
    let together = "[[bundles]]\nactivities = [\"midi\", \"soir\"]\nprice = { form = \"flat\", amount = \"4.00\" }\n";
    let rule = "late = { until = \"jour-meme\", surcharges = [{ add = \"1.00\" }] }";
    let world = village(rule, together).with(&[(MIDI, DAY)]);
    let in_time = world.clone().at(LAST).decide(&[book(SOIR, DAY)]);
    assert_eq!(in_time.outcomes, [wished(slot(SOIR, DAY), booked(50))]);
    let late = world.at(CLOSES).decide(&[book(SOIR, DAY)]);
    assert_eq!(late.outcomes, [wished(slot(SOIR, DAY), booked(300))]);
}

#[test]
fn what_comes_along_may_be_late_too() {
    let link = "[[links]]\nactivity = \"soir\"\ntakes = \"midi\"\n";
    let world = village(
        "late = { until = \"jour-meme\", surcharges = [{ add = \"1.00\" }] }",
        link,
    )
    .at(CLOSES);
    let expected = priced(Decision {
        outcomes: vec![
            wished(slot(SOIR, DAY), booked(300)),
            along(slot(MIDI, DAY), SOIR, booked(450)),
        ],
        book: slots(&[(MIDI, DAY), (SOIR, DAY)]),
        late: slots(&[(MIDI, DAY), (SOIR, DAY)]),
        ..Decision::default()
    });
    assert_eq!(world.decide(&[book(SOIR, DAY)]), expected);
}
