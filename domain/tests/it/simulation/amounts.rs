//! What families would pay.

use preau_domain::attendance::{Happened, PlaceRecord};
use preau_domain::family::{Quotients, Sibling};
use preau_domain::rulebook::absence::Absence;
use preau_domain::rulebook::visit::Visit;
use preau_domain::simulation::{
    BandTaken, CaseTaken, Extreme, FamilyLine, Group, Kept, Lacking, Step, Tier, TierSummary,
};

use super::village::{child, euros, family, on, tried};
use crate::calendar::town::{at, code};
use crate::rulebook::village::{VILLAGE, book, village_with};

const MONDAY: &str = "2026-11-30";
const THURSDAY: &str = "2026-12-03";
const IN_TIME: &str = "2026-11-27T12:00:00+01:00";
const FLAT: &str = "price = { form = \"flat\", amount = \"3.50\" }";

fn kept(places: u64, before: i64, after: i64) -> Kept {
    Kept {
        places,
        before: euros(before),
        after: euros(after),
    }
}

#[test]
fn bands_that_move_are_told_apart() {
    let bands = "price = { form = \"bands\", bands = [{ up_to = 500, amount = \"2.00\" }, { amount = \"4.10\" }] }";
    let with = |quotients| {
        let mut one = child(1);
        one.quotients = quotients;
        one
    };
    let mut other = with(Quotients::always(501));
    other.id = child(2).id;
    let was = [("midi", IN_TIME, 350)];
    let days = [
        on(1, &with(Quotients::always(500)), MONDAY, &was),
        on(1, &with(Quotients::always(500)), THURSDAY, &was),
        on(2, &other, MONDAY, &was),
    ];
    let (lines, summary) = tried(&village_with(FLAT, bands), None, &days);
    let line = |nth, places, before, after| FamilyLine {
        family: family(nth),
        kept: places,
        refused: 0,
        lacking: 0,
        before: euros(before),
        before_kept: euros(before),
        after: euros(after),
    };
    assert_eq!(lines, [line(1, 2, 700, 400), line(2, 1, 350, 410)]);
    let tier = |above, up_to, kept| TierSummary {
        tier: Tier {
            case: None,
            band: Some(BandTaken { above, up_to }),
        },
        kept,
    };
    assert_eq!(
        summary.activities[0].tiers,
        [
            tier(None, Some(500), kept(2, 700, 400)),
            tier(Some(500), None, kept(1, 350, 410))
        ]
    );
    assert_eq!(
        (summary.families, summary.children, summary.kept),
        (2, 2, kept(3, 1050, 810))
    );
    let step = |step, difference| Group {
        step,
        families: 1,
        difference: euros(difference),
    };
    let (over, up_to) = (euros(0), Some(euros(500)));
    assert_eq!(
        summary.spread.groups,
        [
            step(Step::Less { over, up_to }, -300),
            step(Step::More { over, up_to }, 60)
        ]
    );
    let extreme = |nth, difference| Extreme {
        family: family(nth),
        difference: euros(difference),
    };
    assert_eq!(summary.spread.most_more, [extreme(2, 60)]);
    assert_eq!(summary.spread.most_less, [extreme(1, -300)]);
}

#[test]
fn cases_are_told_with_the_bands_inside() {
    let cases = "price = { form = \"cases\", cases = [{ when = { schools = [\"bourg\"] }, price = { form = \"bands\", bands = [{ amount = \"3.00\" }] } }], otherwise = { form = \"flat\", amount = \"5.00\" } }";
    let mut other = child(2);
    other.school = code("hameau");
    let was = [("midi", IN_TIME, 350)];
    let days = [on(1, &child(1), MONDAY, &was), on(1, &other, MONDAY, &was)];
    let (_, summary) = tried(&village_with(FLAT, cases), None, &days);
    let any = BandTaken {
        above: None,
        up_to: None,
    };
    let tier = |case, band, after| TierSummary {
        tier: Tier { case: Some(case), band },
        kept: kept(1, 350, after),
    };
    assert_eq!(
        summary.activities[0].tiers,
        [
            tier(CaseTaken::Case(1), Some(any), 300),
            tier(CaseTaken::Otherwise, None, 500)
        ]
    );
}

#[test]
fn an_activity_that_the_draft_lacks() {
    let was = [("midi", IN_TIME, 350), ("etude", IN_TIME, 120)];
    let days: Vec<_> = (1..=3).map(|nth| on(nth, &child(nth), MONDAY, &was)).collect();
    let (lines, summary) = tried(VILLAGE, None, &days);
    let lacking = Lacking {
        activity: code("etude"),
        places: 3,
        before: euros(360),
    };
    assert_eq!(summary.lacking, [lacking]);
    assert_eq!(
        (summary.places, summary.before, summary.kept),
        (6, euros(1410), kept(3, 1050, 1050))
    );
    assert_eq!(
        (lines[0].lacking, lines[0].before, lines[0].difference()),
        (1, euros(470), euros(0))
    );
}

/// A draft that takes late bookings: two of one family that day, for which the family pays once more.
#[test]
fn what_is_added_for_a_family_is_added_once() {
    let attendance = "[attendance.sans]\nunbooked = [{ add = \"1.00\", per = \"family\" }]\n";
    let draft = village_with(FLAT, &format!("{FLAT}\nattendance = \"sans\"")) + attendance;
    let unbooked = |nth| {
        let mut day = on(1, &child(nth), MONDAY, &[("midi", IN_TIME, 350)]);
        day.places[0].booked = None;
        day.places[0].record = Some(PlaceRecord::of(None, Happened::Came(Visit::default())));
        day
    };
    let (lines, _) = tried(&draft, None, &[unbooked(1), unbooked(2)]);
    assert_eq!((lines[0].kept, lines[0].after), (2, euros(800)));
}

/// A year in three instalments instead of day by day: two places of one school year owe it once.
#[test]
fn what_is_due_by_the_term_is_due_once_a_month() {
    let yearly = "price = { form = \"annual\", instalments = 3, first_month = 9, price = { form = \"flat\", amount = \"100.00\" } }";
    let draft = village_with(FLAT, yearly);
    let was = [("midi", IN_TIME, 350)];
    let days = [on(1, &child(1), MONDAY, &was), on(1, &child(1), THURSDAY, &was)];
    let (lines, _) = tried(&draft, None, &days);
    assert_eq!((lines[0].before, lines[0].after), (euros(700), euros(10_000)));
    // The other way round: the days cost nothing, and the term was paid beside them.
    let was = [("midi", IN_TIME, 0)];
    let days = [on(1, &child(1), MONDAY, &was), on(1, &child(1), THURSDAY, &was)];
    let (lines, _) = tried(VILLAGE, Some(&book(&draft)), &days);
    assert_eq!((lines[0].before, lines[0].after), (euros(10_000), euros(700)));
}

#[test]
fn what_is_known_of_the_day_counts() {
    let rules =
        "[attendance.regles]\nunbooked = [{ add = \"2.00\" }]\nabsence = { otherwise = { percent = \"50\" } }\n";
    let draft = village_with(FLAT, &format!("{FLAT}\nattendance = \"regles\"")) + rules;
    let absent = Absence {
        reason: None,
        reported_at: None,
        certificate_at: None,
        began_at: at("2026-11-30T11:30:00+01:00"),
        nth_day: 1,
        length: 1,
        ..Absence::default()
    };
    let mut away = on(1, &child(1), MONDAY, &[("midi", IN_TIME, 350)]);
    away.places[0].record = Some(PlaceRecord::of(None, Happened::Absent(absent)));
    let mut unbooked = on(1, &child(1), THURSDAY, &[("midi", IN_TIME, 350)]);
    unbooked.places[0].booked = None;
    unbooked.places[0].record = Some(PlaceRecord::of(None, Happened::Came(Visit::default())));
    let (lines, summary) = tried(&draft, None, &[away, unbooked]);
    assert_eq!(
        (lines[0].kept, lines[0].before, lines[0].after),
        (2, euros(700), euros(175 + 550))
    );
    assert_eq!((summary.refused, summary.crowded.len()), (0, 0));
}

/// The second child is a second one, whichever comes first in the list of bookings.
#[test]
fn a_child_is_what_it_is_beside_its_family() {
    let cases = "price = { form = \"cases\", cases = [{ when = { rank_from = 2 }, price = { form = \"flat\", amount = \"3.00\" } }], otherwise = { form = \"flat\", amount = \"3.50\" } }";
    let mut second = child(1);
    second.siblings.push(Sibling {
        school: code("bourg"),
        elder: true,
    });
    let was = [("midi", IN_TIME, 350)];
    let (lines, summary) = tried(&village_with(FLAT, cases), None, &[on(1, &second, MONDAY, &was)]);
    assert_eq!(lines[0].difference(), euros(-50));
    assert_eq!(summary.activities[0].tiers[0].tier.case, Some(CaseTaken::Case(1)));
}
