//! The rules of Milly-la-Forêt as its rule book file gives them.

use preau_domain::booking::{OutcomeKind, Refusal, SlotState, view};
use preau_domain::rulebook::model::ActivityIx;
use preau_domain::rulebook::{RuleBook, parse};

use super::town::{World, along, book, booked, cancel, refused, slot, slots, wished};
use crate::calendar::town::{at, code};

fn rules() -> RuleBook {
    parse(include_str!("../../../../demo/milly-la-foret.toml")).unwrap()
}

fn activity(rules: &RuleBook, name: &str) -> ActivityIx {
    rules.activity_ix(&code(name)).unwrap()
}

/// A Thursday at 09:59:59 and at 10:00:00 of the town, and a Monday of the week after: in winter, in summer, and in
/// the weeks in which clocks change.
const THURSDAYS: [(&str, &str, &str); 6] = [
    ("2026-11-26T08:59:59Z", "2026-11-26T09:00:00Z", "2026-11-30"),
    ("2026-06-18T07:59:59Z", "2026-06-18T08:00:00Z", "2026-06-22"),
    ("2026-03-26T08:59:59Z", "2026-03-26T09:00:00Z", "2026-03-30"),
    ("2026-10-29T08:59:59Z", "2026-10-29T09:00:00Z", "2026-11-02"),
    // The very Thursday before clocks go forward or back at the weekend.
    ("2025-03-27T08:59:59Z", "2025-03-27T09:00:00Z", "2025-03-31"),
    ("2024-10-10T07:59:59Z", "2024-10-10T08:00:00Z", "2024-10-14"),
];

#[test]
fn thursday_ten_o_clock_is_too_late() {
    let mut rules = rules();
    rules.valid_from = "2024-09-02".parse().unwrap();
    let (midday, canteen) = (activity(&rules, "midi"), activity(&rules, "restauration"));
    for (last, closed, day) in THURSDAYS {
        let world = World::of(rules.clone(), "cocteau").at(last);
        let accepted = world.decide(&[book(midday, day)]);
        let told = vec![
            wished(slot(midday, day), booked(170)),
            along(slot(canteen, day), midday, booked(315)),
        ];
        assert_eq!(accepted.outcomes, told, "{day}");

        let late = Refusal::TooLate { closed_at: at(closed) };
        let world = world.at(closed);
        let told = vec![wished(slot(midday, day), refused(late.clone()))];
        assert_eq!(world.decide(&[book(midday, day)]).outcomes, told, "{day}");

        let world = world.with(&[(midday, day), (canteen, day)]);
        let told = vec![wished(slot(canteen, day), refused(late.clone()))];
        assert_eq!(world.decide(&[cancel(canteen, day)]).outcomes, told, "{day}");
        let seen = view(&world.situation(), slot(canteen, day));
        assert_eq!((seen.state, seen.obstacle), (SlotState::Booked, Some(late)));
        let given_back = world.at(last).decide(&[cancel(canteen, day)]);
        assert_eq!(given_back.cancel, slots(&[(midday, day), (canteen, day)]), "{day}");
    }
}

#[test]
fn the_week_after_next_is_open_all_along() {
    let rules = rules();
    let morning = activity(&rules, "matin");
    let world = World::of(rules, "cocteau").at("2026-11-29T23:00:00Z");
    let told = vec![wished(slot(morning, "2026-12-07"), booked(195))];
    assert_eq!(world.decide(&[book(morning, "2026-12-07")]).outcomes, told);
}

#[test]
fn a_child_with_a_care_plan_takes_the_midday_alone() {
    let rules = rules();
    let (midday, canteen) = (activity(&rules, "midi"), activity(&rules, "restauration"));
    let world = World::of(rules, "cocteau").care_plan();
    let day = "2026-11-30";
    assert_eq!(world.decide(&[book(midday, day)]).book, slots(&[(midday, day)]));
    assert_eq!(
        world.decide(&[book(canteen, day)]).book,
        slots(&[(midday, day), (canteen, day)])
    );
    let both = world.with(&[(midday, day), (canteen, day)]);
    assert_eq!(both.decide(&[cancel(canteen, day)]).cancel, slots(&[(canteen, day)]));
}

#[test]
fn a_month_of_the_midday() {
    let rules = rules();
    let midday = activity(&rules, "midi");
    let world = World::of(rules, "cocteau").at("2026-11-20T12:00:00+01:00");
    let wishes: Vec<_> = (1..=31).map(|day| book(midday, &format!("2026-12-{day:02}"))).collect();
    let decision = world.decide(&wishes);
    let days: Vec<String> = decision
        .book
        .iter()
        .filter(|slot| slot.activity == midday)
        .map(|slot| slot.day.format("%d").to_string())
        .collect();
    assert_eq!(days, ["01", "03", "04", "07", "08", "10", "11", "14", "15", "17", "18"]);
    let refused = |outcome: &&_| {
        matches!(
            outcome,
            preau_domain::booking::Outcome {
                kind: OutcomeKind::Refused(_),
                ..
            }
        )
    };
    assert_eq!(decision.outcomes.iter().filter(refused).count(), 31 - 11);
}
