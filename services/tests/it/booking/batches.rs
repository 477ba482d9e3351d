//! Requests that are decided in one turn, one of which comes to nothing.

use std::sync::Arc;

use chrono::{NaiveDate, Weekday};
use futures_util::future::join_all;
use preau_domain::booking::WishKind;
use preau_domain::planning::{Pattern, Recurrence};
use preau_domain::rulebook::deadline::WeekdayKey;
use preau_services::Portal;
use preau_services::booking::answer::{LineOutcome, PlanAnswer};
use preau_services::booking::plan::commit;
use preau_services::booking::planning::DayPattern;
use preau_services::booking::reason::ReasonCode;
use preau_services::booking::request::{Change, PlanRefusal, PlanRequest};
use preau_services::booking::token::PlanToken;

use super::audit::live_bookings;
use super::world::{RULES, World, child, day, portal};
use crate::doubles::NotedCounts;
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    what_is_not_done_leaves_no_trace_for_the_others_of_its_turn
}

const TUESDAY: &str = "2026-11-17";

/// The town with two activities more, of one place each, that can be taken in place of the study: staff decide about that.
fn rules() -> String {
    let (before, links) = RULES.split_once("[[links]]").unwrap();
    let (town, study) = before.rsplit_once("[[activities]]").unwrap();
    let study = study.replace(
        "cancel = \"semaine-suivante\"",
        "cancel = \"semaine-suivante\", modify = \"veille\"",
    );
    let other = |code: &str| {
        let other = study.replace("\"etude\"", &format!("\"{code}\""));
        other
            .replace("Étude du soir", code)
            .replace("capacity = 2", "capacity = 1")
    };
    let (care, workshop) = (other("garderie"), other("atelier"));
    let study = study.replace("shows_places = true", "shows_places = true\napproval = [\"cancel\"]");
    format!(
        "{town}[deadlines.veille]\nform = \"days_before\"\ndays = 1\nat = \"18:00\"\n\n[[activities]]{study}\
         [[activities]]{care}[[activities]]{workshop}[[links]]{links}"
    )
}

fn change(world: &World, of: usize, code: &str, (book, cancel): (&[&str], &[&str])) -> Change {
    let days = |days: &[&str]| days.iter().map(|text| day(text)).collect();
    Change {
        child: child(of, 0),
        activity: world.activity(code),
        book: days(book),
        cancel: days(cancel),
    }
}

/// Every class day of a week, from Monday to Friday.
fn week(world: &World, of: usize, code: &str, kind: WishKind) -> DayPattern {
    use Weekday::{Fri, Mon, Thu, Tue};
    let days = Pattern::Weekly([Mon, Tue, Thu, Fri].map(WeekdayKey::from).into());
    let (from, to): (NaiveDate, NaiveDate) = (day("2026-11-16"), day("2026-11-20"));
    DayPattern {
        child: child(of, 0),
        activity: world.activity(code),
        days: Recurrence::new(from, to, days).unwrap(),
        kind,
    }
}

async fn asked(portal: &Portal, request: PlanRequest) -> Result<PlanAnswer, PlanRefusal> {
    commit(portal, request).await.unwrap()
}

async fn what_is_not_done_leaves_no_trace_for_the_others_of_its_turn(store: Store) {
    let world = World::with_rules(store, &rules(), "2026-11-09T08:00:00Z").await;
    let counts = Arc::new(NotedCounts::default());
    let portal = portal(&world.store, world.clock.clone(), counts.clone(), 2);
    let study = world.request(0, "study", vec![change(&world, 0, "etude", (&[TUESDAY], &[]))]);
    asked(&portal, study).await.unwrap();
    // In its place the child would have both others: three places are taken until staff decide.
    let swap = vec![
        change(&world, 0, "etude", (&[], &[TUESDAY])),
        change(&world, 0, "garderie", (&[TUESDAY], &[])),
        change(&world, 0, "atelier", (&[TUESDAY], &[])),
    ];
    let swapped = asked(&portal, world.request(0, "swap", swap)).await.unwrap();
    let kinds: Vec<&LineOutcome> = swapped.outcomes.iter().map(|line| &line.outcome).collect();
    assert!(
        matches!(
            kinds[..],
            [
                LineOutcome::ChangeAsked,
                LineOutcome::Pending { .. },
                LineOutcome::Pending { .. }
            ]
        ),
        "{kinds:?}"
    );
    counts.published.lock().unwrap().clear();

    // Taking back the care of a whole week takes back the change of its Tuesday, and with it the workshop: but for
    // another token than this.
    let unsure = PlanRequest {
        patterns: vec![week(&world, 0, "garderie", WishKind::Cancel)],
        expects: Some(PlanToken::read("another")),
        ..world.request(0, "unsure", Vec::new())
    };
    let requests = [
        unsure,
        world.request(1, "workshop", vec![change(&world, 1, "atelier", (&[TUESDAY], &[]))]),
        world.request(2, "study", vec![change(&world, 2, "etude", (&["2026-11-19"], &[]))]),
        world.request(3, "study", vec![change(&world, 3, "etude", (&["2026-11-20"], &[]))]),
    ];
    let answers = join_all(requests.map(|request| asked(&portal, request))).await;
    let Err(PlanRefusal::Changed { answer, .. }) = &answers[0] else {
        panic!("{:?}", answers[0]);
    };
    assert_eq!(answer.outcomes[0].outcome, LineOutcome::Cancelled);
    let told = |nth: usize| answers[nth].as_ref().unwrap().outcomes[0].outcome.clone();
    let LineOutcome::Refused { reason, .. } = told(1) else {
        panic!("{:?}", told(1));
    };
    assert_eq!(reason.code, ReasonCode::Full);
    for nth in [2, 3] {
        assert!(matches!(told(nth), LineOutcome::Booked { .. }), "{:?}", told(nth));
    }
    assert_eq!(live_bookings(&world.store.db).await.len(), 5);
    // All in one turn: it had no reason to try them one by one.
    let published = counts.published.lock().unwrap();
    let slots: Vec<usize> = published.iter().map(Vec::len).collect();
    assert_eq!(slots, [2]);
}
