//! Random families book, give back, wait, accept and let go while the clock runs, the worker is late or absent, and the
//! town changes its places: the portal against a plain reference, step by step.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use preau_domain::access::{Reach, Scope};
use preau_domain::ids::{AgentId, BookingId, OrderId};
use preau_entities::rows::order_line::Reply;
use preau_entities::rows::{Key, booking};
use preau_services::booking::answer::LineOutcome;
use preau_services::booking::desk;
use preau_services::booking::desk::request::{DecideRequest, LineWord};
use preau_services::booking::plan;
use preau_services::booking::reason::{Reason, ReasonCode};
use preau_services::booking::request::PlanRequest;
use preau_services::outbox::run_due;
use preau_services::ports::mailer::{Mail, MailFault};
use preau_services::ports::{Clock, Mailer};
use preau_services::towns::publish;
use preau_services::waiting::answer::WaitingOutcome;
use preau_services::waiting::request::{Action, WaitingRequest};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use ulid::Ulid;

use super::audit::{Held, Row, held};
use super::reference::{Became, Reference, group};
use super::town::{ask, asking, open, planning, rules, rules_with_approval};
use crate::booking::chance::{Chance, Walks};
use crate::booking::reference::Place;
use crate::booking::world::{CHILDREN, FAMILIES, World, child};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    the_waiting_list_does_what_the_rules_say
    also_where_staff_decide
}

const STEPS: usize = 1_200;
const ACTIVITIES: [&str; 3] = ["midi", "cantine", "etude"];

/// Takes every mail.
struct Postbox;

#[async_trait]
impl Mailer for Postbox {
    async fn send(&self, _: &Mail) -> Result<(), MailFault> {
        Ok(())
    }
}

/// What a step met, so that the walk is known to have met enough.
type Met = BTreeMap<String, usize>;

async fn the_waiting_list_does_what_the_rules_say(store: Store) {
    let what = ["Booked accepted", "Cancelled", "expired in the end"];
    walk(store, 20_261_129, false, &what).await;
}

async fn also_where_staff_decide(store: Store) {
    let what = [
        "Pending",
        "Pending accepted",
        "CancellationAsked",
        "Kept",
        "Staff accept pending",
        "Staff refuse pending",
        "Staff accept cancellation_asked",
        "Staff refuse cancellation_asked",
    ];
    walk(store, 20_261_126, true, &what).await;
}

async fn walk(store: Store, seed: u64, approves: bool, what: &[&str]) {
    let world = open(store, "2026-11-09T08:00:00Z").await;
    let walks = Walks::from(seed);
    let mut chance = Chance::new(walks.seed);
    let mut queue = Chance::new(!walks.seed);
    let mut met = Met::new();
    let mut reference = Reference {
        booked: BTreeSet::new(),
        stands: BTreeMap::new(),
        approves,
        waits: Vec::new(),
        capacity: [("midi", 3), ("cantine", 2), ("etude", 1)].into(),
        care_plan: |id| (0..FAMILIES).any(|family| id == child(family, 1)),
        tasks: BTreeSet::new(),
        published: false,
        arrived: world.clock.now(),
        now: world.clock.now(),
    };
    set_capacities(&world, &reference).await;
    for step in 0..STEPS {
        // Now and then nobody looks for most of a day.
        let minutes = if step % 40 == 20 { 20 * 60 } else { chance.below(40) };
        world.clock.advance(TimeDelta::minutes(i64::try_from(minutes).unwrap()));
        reference.now = world.clock.now();
        // The queue was long: the request has come before.
        let waited = if queue.below(5) == 0 { queue.below(60) } else { 0 };
        reference.arrived = reference.now - TimeDelta::minutes(i64::try_from(waited).unwrap());
        if step % 60 == 59 {
            change_capacities(&world, &mut reference, &mut chance).await;
        }
        if chance.below(3) == 0 {
            reference.work();
            while run_due(&world.portal, &Postbox, 100).await > 0 {}
        } else if approves && chance.below(3) == 0 {
            decide(&world, &mut reference, &mut chance, step, &mut met).await;
        } else {
            act(&world, &mut reference, &mut chance, step, &mut met).await;
        }
        assert_eq!(
            held(&world.store.db).await,
            expected(&world, &reference),
            "after step {step}"
        );
    }
    if !walks.as_ever {
        return;
    }
    let waits = reference.waits.iter().flat_map(|wait| wait.parts.values());
    for state in waits {
        *met.entry(format!("{state} in the end")).or_default() += 1;
    }
    // Where staff decide, fewer places come and go.
    let least = if approves { 1 } else { 10 };
    let common = ["Waiting", "Left", "NoOffer", "accepted in the end", "lapsed in the end"];
    for &what in common.iter().chain(what) {
        assert!(met.get(what).is_some_and(|&times| times >= least), "{what}: {met:?}");
    }
}

async fn act(world: &World, reference: &mut Reference, chance: &mut Chance, step: usize, met: &mut Met) {
    let kind = chance.below(13);
    let place = some_place(reference, chance, kind);
    let family = (0..FAMILIES).find(|&family| (0..CHILDREN).any(|nth| place.0 == child(family, nth)));
    let family = family.unwrap();
    let (child, code, on) = place;
    let key = step.to_string();
    reference.pass_on(group(code), on);
    let became = if kind < 5 {
        let book = kind < 3;
        let request = PlanRequest {
            received_at: reference.arrived,
            ..planning(world, family, &key, child, code, (book, on))
        };
        let answer = plan::commit(&world.portal, request).await.unwrap().unwrap();
        let expected = if book {
            reference.book(place)
        } else {
            reference.cancel(place)
        };
        assert_eq!(line(&answer.outcomes[0].outcome), expected, "step {step} {place:?}");
        reference.pass_on(group(code), on);
        format!("{expected:?}")
    } else {
        let action = match kind {
            5..=8 => Action::Join,
            9 => Action::Leave,
            10..=11 => Action::Accept,
            _ => Action::Decline,
        };
        let request = WaitingRequest {
            received_at: reference.arrived,
            ..asking(world, family, &key, action, (child, code), &[on])
        };
        let answer = ask(&world.portal, request).await;
        let position = reference.waits.iter().map(|wait| wait.position).max().unwrap_or(0) + 1;
        let expected = match action {
            Action::Join => reference.join(place, position),
            Action::Leave => reference.let_go(place, false),
            Action::Decline => reference.let_go(place, true),
            Action::Accept => reference.accept(place),
        };
        let told = match action {
            Action::Accept => line(&answer.booked.outcomes[0].outcome),
            _ => waited(&answer.outcomes[0].outcome),
        };
        assert_eq!(told, expected, "step {step} {action:?} {place:?}");
        reference.pass_on(group(code), on);
        match expected {
            Became::Waiting(_) => "Waiting".to_owned(),
            Became::Booked => "Booked accepted".to_owned(),
            Became::Pending => "Pending accepted".to_owned(),
            other => format!("{other:?}"),
        }
    };
    *met.entry(became).or_default() += 1;
}

/// Staff decide about a place that waits for them; what they free goes to whoever waits for it.
async fn decide(world: &World, reference: &mut Reference, chance: &mut Chance, step: usize, met: &mut Met) {
    let places: Vec<Place> = reference.stands.keys().copied().collect();
    if places.is_empty() {
        return;
    }
    let place @ (of, code, on) = *chance.one_of(&places);
    let (stood, accept) = (reference.stands[&place], chance.below(2) == 0);
    let live = booking::Entity::find()
        .filter(booking::Column::ChildId.eq(Key(of.0)))
        .filter(booking::Column::ActivityId.eq(Key(world.activity(code).0)))
        .filter(booking::Column::Day.eq(on))
        .filter(booking::Column::CancelledAt.is_null());
    let row = live.one(&world.store.db).await.unwrap().unwrap();
    let agent = AgentId(Ulid(1));
    let request = DecideRequest {
        scope: Scope {
            commune: world.commune,
            reach: Reach::Town,
        },
        actor: agent.to_string(),
        actor_name: "Sacha".to_owned(),
        order: OrderId(row.asked_in.unwrap().0),
        lines: vec![LineWord {
            booking: BookingId(row.booking_id.0),
            accept,
            reason: None,
        }],
        rest: None,
        reason: None,
        key: step.to_string(),
        received_at: reference.arrived,
    };
    let answer = desk::decide(&world.portal, request).await.unwrap().unwrap();
    let told = answer.lines.iter().filter(|line| line.changed).map(|line| {
        let place = (line.child, line.activity, line.day);
        (place, line.reply == Reply::Accepted)
    });
    reference.pass_on(group(code), on);
    let decided = reference.decide(place, accept);
    let stored = |(&(child, code, day), &accepted): (&Place, &bool)| ((child, world.activity(code), day), accepted);
    let decided: BTreeMap<_, _> = decided.iter().map(stored).collect();
    assert_eq!(told.collect::<BTreeMap<_, _>>(), decided, "step {step} {place:?}");
    reference.pass_on(group(code), on);
    let verdict = if accept { "accept" } else { "refuse" };
    *met.entry(format!("Staff {verdict} {stood}")).or_default() += 1;
}

/// Few days, so that they fill; mostly where somebody has what the step is about.
fn some_place(reference: &Reference, chance: &mut Chance, kind: usize) -> Place {
    let today = reference.now.date_naive();
    let parts = || reference.waits.iter().flat_map(|wait| &wait.parts);
    let standing = |word| {
        let standing = parts().filter(move |(place, state)| **state == word && place.2 > today);
        standing.map(|(place, _)| *place)
    };
    let there: Vec<Place> = match kind {
        3..=4 => reference
            .booked
            .iter()
            .copied()
            .filter(|place| place.2 > today)
            .collect(),
        9 => standing("waiting").chain(standing("offered")).collect(),
        10..=12 => standing("offered").collect(),
        _ => Vec::new(),
    };
    if !there.is_empty() && chance.below(8) > 0 {
        return *chance.one_of(&there);
    }
    let weekday = today.weekday().num_days_from_monday();
    let monday = today - Days::new(u64::from(weekday)) + Days::new(if weekday < 3 { 7 } else { 14 });
    let on: NaiveDate = monday + Days::new(*chance.one_of(&[0, 0, 0, 0, 1, 1, 1, 1, 3, 2]));
    let child = child(chance.below(FAMILIES), chance.below(CHILDREN));
    (child, *chance.one_of(&ACTIVITIES), on)
}

/// A new version of the rule book, with more or fewer places: those who sit stay, those who wait hear of it when a turn
/// or the worker comes by.
async fn change_capacities(world: &World, reference: &mut Reference, chance: &mut Chance) {
    reference.published = true;
    for places in reference.capacity.values_mut() {
        *places = 1 + chance.below(3);
    }
    set_capacities(world, reference).await;
}

async fn set_capacities(world: &World, reference: &Reference) {
    let mut rules = if reference.approves {
        rules_with_approval()
    } else {
        rules()
    };
    for (activity, places) in &reference.capacity {
        let at = rules.find(&format!("code = \"{activity}\"")).unwrap();
        let (before, after) = rules.split_at(at);
        let (begin, line) = after.split_once("capacity = ").unwrap();
        rules = format!("{before}{begin}capacity = {places}{}", &line[1..]);
    }
    publish(&world.portal, &rules).await.unwrap().unwrap();
}

fn expected(world: &World, reference: &Reference) -> Held {
    let stored = |place: Place| (place.0, world.activity(place.1), place.2);
    let booked: BTreeSet<_> = reference.booked.iter().map(|&place| stored(place)).collect();
    let mut rows = BTreeSet::new();
    let mut taken = BTreeMap::new();
    for &(_, activity, day) in &booked {
        *taken.entry((activity, day)).or_default() += 1;
    }
    for wait in &reference.waits {
        for (&place, &state) in &wait.parts {
            let place @ (_, activity, day) = (place.0, world.activity(place.1), place.2);
            if state == "offered" {
                *taken.entry((activity, day)).or_default() += 1;
            }
            rows.insert(Row {
                position: wait.position,
                place,
                asked: place == stored(wait.asked),
                state,
                until: wait.until.filter(|_| state == "offered"),
            });
        }
    }
    let stands = reference.stands.iter();
    Held {
        booked,
        stands: stands.map(|(&place, &word)| (stored(place), word.to_owned())).collect(),
        rows,
        taken,
    }
}

fn line(outcome: &LineOutcome) -> Became {
    match outcome {
        LineOutcome::Booked { .. } => Became::Booked,
        LineOutcome::Pending { .. } => Became::Pending,
        LineOutcome::CancellationAsked => Became::CancellationAsked,
        LineOutcome::Kept => Became::Kept,
        LineOutcome::ChangeAsked => panic!("nothing of this town is changed"),
        LineOutcome::Cancelled => Became::Cancelled,
        LineOutcome::Repriced { .. } => panic!("this town has no bundles"),
        LineOutcome::Unchanged => Became::Unchanged,
        LineOutcome::Refused { reason, .. } => because(reason),
    }
}

fn waited(outcome: &WaitingOutcome) -> Became {
    match outcome {
        WaitingOutcome::Waiting { position } => Became::Waiting(*position),
        WaitingOutcome::Offered { until } => Became::Offered(*until),
        WaitingOutcome::Left => Became::Left,
        WaitingOutcome::Unchanged => Became::Unchanged,
        WaitingOutcome::Refused { reason } => because(reason),
    }
}

fn because(reason: &Reason) -> Became {
    match reason.because.as_deref().unwrap_or(reason).code {
        ReasonCode::TooLate => Became::TooLate,
        ReasonCode::Full => Became::Full,
        ReasonCode::AlreadyBooked => Became::AlreadyBooked,
        ReasonCode::AlreadyWaiting => Became::AlreadyWaiting,
        ReasonCode::PlaceFree => Became::PlaceFree,
        ReasonCode::NoOffer => Became::NoOffer,
        ReasonCode::Undecided => Became::Undecided,
        ReasonCode::Weekday | ReasonCode::PublicHoliday | ReasonCode::SchoolHoliday => Became::Closed,
        other => panic!("no rule of this town gives {other:?}"),
    }
}
