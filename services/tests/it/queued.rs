//! Requests whose turn comes later than they came themselves: what counts is when they reached the portal.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use preau_domain::access::Scope;
use preau_domain::ids::ChildId;
use preau_domain::money::Money;
use preau_entities::rows::{alert, booking, slot, task, waiting_place};
use preau_services::attendance::report::{ReportOutcome, ReportRequest, Told};
use preau_services::attendance::tell;
use preau_services::booking::answer::{LineOutcome, PlanAnswer};
use preau_services::booking::plan::commit;
use preau_services::booking::reason::{Reason, ReasonCode};
use preau_services::booking::request::{CartChange, PlanRequest};
use preau_services::outbox::run_due;
use preau_services::ports::Mailer;
use preau_services::ports::mailer::{Mail, MailFault};
use preau_services::waiting::answer::WaitingOutcome;
use preau_services::waiting::request::{Action, WaitingRequest};
use sea_orm::{EntityTrait, QueryOrder};

use crate::booking::world::{RULES, World, at, child, day};
use crate::cart::town::{MINUTES, change, changing, ordering};
use crate::simulation::town::{trial, tried};
use crate::stores::{Store, on_both_stores};
use crate::waiting::town::{HOURS, ask, asking, planning, rules, tick};

on_both_stores! {
    a_place_is_booked_when_its_request_came
    an_absence_told_meanwhile_is_told_of_the_place
    who_orders_in_time_has_the_place
    who_orders_too_late_has_not
    who_accepts_in_time_has_the_place
    who_accepts_too_late_has_not
    each_request_of_a_turn_is_held_against_its_own_instant
    what_nobody_claimed_is_passed_on_by_the_worker
    nobody_joins_a_line_that_is_closed
}

const SECOND: TimeDelta = TimeDelta::seconds(1);

const MORNING: &str = "2026-11-09T08:00:00Z";
const TUESDAY: &str = "2026-11-17";
/// The first instant at which it is too late to book that Tuesday.
const CLOSING: &str = "2026-11-12T09:00:00Z";

struct Postbox;

#[async_trait]
impl Mailer for Postbox {
    async fn send(&self, _: &Mail) -> Result<(), MailFault> {
        Ok(())
    }
}

/// Waiting lists, and carts that keep their places.
async fn town(store: Store) -> World {
    let rules = format!("{}\n[cart]\nholds_minutes = {MINUTES}\n", rules());
    World::with_rules(store, &rules, MORNING).await
}

fn tuesday() -> NaiveDate {
    day(TUESDAY)
}

fn study(world: &World, of: usize, key: &str, book: bool) -> PlanRequest {
    planning(world, of, key, child(of, 0), "etude", (book, tuesday()))
}

fn waiting(world: &World, of: usize, key: &str, action: Action) -> WaitingRequest {
    asking(world, of, key, action, (child(of, 0), "etude"), &[tuesday()])
}

/// What became of the only day of a plan.
async fn plan(world: &World, request: PlanRequest) -> LineOutcome {
    only(&commit(&world.portal, request).await.unwrap().unwrap())
}

fn only(answer: &PlanAnswer) -> LineOutcome {
    let [line] = &answer.outcomes[..] else {
        panic!("{answer:?}")
    };
    line.outcome.clone()
}

fn booked() -> LineOutcome {
    LineOutcome::Booked {
        price: Money::from_cents(260),
    }
}

fn refused(code: ReasonCode, can_wait: bool) -> LineOutcome {
    let reason = Reason::plain(code);
    LineOutcome::Refused { reason, can_wait }
}

/// Who has a place in the evening of that Tuesday, how each wait stands, and how many places are counted.
async fn evening(world: &World) -> (Vec<ChildId>, Vec<(ChildId, waiting_place::State)>, i32) {
    let db = &world.store.db;
    let etude = world.activity("etude");
    let bookings = booking::Entity::find()
        .order_by_asc(booking::Column::ChildId)
        .all(db)
        .await
        .unwrap();
    let live = bookings
        .iter()
        .filter(|row| row.cancelled_at.is_none() && row.activity_id.0 == etude.0 && row.day == tuesday());
    let waits = waiting_place::Entity::find()
        .order_by_asc(waiting_place::Column::Position)
        .all(db)
        .await
        .unwrap();
    let slots = slot::Entity::find().all(db).await.unwrap();
    let slot = slots
        .iter()
        .find(|row| row.activity_id.0 == etude.0 && row.day == tuesday());
    (
        live.map(|row| ChildId(row.child_id.0)).collect(),
        waits.iter().map(|row| (ChildId(row.child_id.0), row.state)).collect(),
        slot.map_or(0, |row| row.taken),
    )
}

/// Each booking is of the instant of its request, and so the rule book in force refuses none of them.
async fn a_place_is_booked_when_its_request_came(store: Store) {
    let world = World::open(store, MORNING).await;
    world.clock.set(at("2026-11-12T09:00:00.100Z"));
    let came = ["2026-11-12T08:59:58.400Z", "2026-11-12T08:59:59.900Z"].map(at);
    let request = |of: usize| PlanRequest {
        received_at: came[of],
        ..study(&world, of, "in-time", true)
    };
    let (first, second) = tokio::join!(plan(&world, request(0)), plan(&world, request(1)));
    assert_eq!([first, second], [booked(), booked()]);
    let bookings = booking::Entity::find()
        .order_by_asc(booking::Column::ChildId)
        .all(&world.store.db)
        .await
        .unwrap();
    let instants: Vec<DateTime<Utc>> = bookings.iter().map(|row| row.booked_at).collect();
    assert_eq!(instants, came);

    let (summary, _) = tried(&world, trial(&world, RULES, "2026-11-16", "2026-11-22")).await;
    assert_eq!((summary.places, summary.refused), (2, 0));
}

async fn an_absence_told_meanwhile_is_told_of_the_place(store: Store) {
    let world = World::open(store, MORNING).await;
    world.clock.set(at("2026-11-09T08:00:00.100Z"));
    let book = PlanRequest {
        received_at: at("2026-11-09T07:59:59.900Z"),
        ..study(&world, 0, "book", true)
    };
    assert_eq!(plan(&world, book).await, booked());
    let told_at = at("2026-11-09T08:00:00.000Z");
    let report = async |key: &str, received_at| {
        let scope: Scope = world.request(0, "", Vec::new()).scope;
        let request = ReportRequest {
            scope,
            actor: "guardian".to_owned(),
            actor_name: "Camille".to_owned(),
            told: Told {
                child: child(0, 0),
                days: vec![tuesday()],
                activities: Vec::new(),
                reason: None,
                note: None,
            },
            key: key.to_owned(),
            received_at,
        };
        let lines = tell(&world.portal, &request).await.unwrap().unwrap();
        lines
            .into_iter()
            .map(|line| (line.outcome, line.reported_at))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        report("first", told_at).await,
        [(ReportOutcome::Reported, Some(told_at))]
    );
    assert_eq!(
        report("again", at("2026-11-09T09:00:00Z")).await,
        [(ReportOutcome::ReportedBefore, Some(told_at))]
    );
}

/// The first family has one of the two places in its cart, until 08:20; the second has booked the other, and the third
/// waits.
async fn with_a_cart(store: Store) -> World {
    let world = town(store).await;
    let ticked = change(&world, child(0, 0), "etude", (true, tuesday()));
    let add = changing(&world, 0, CartChange::Add, vec![ticked]);
    commit(&world.portal, add).await.unwrap().unwrap();
    tick(&world, 1, "book", child(1, 0), "etude", (true, tuesday())).await;
    let joined = ask(&world.portal, waiting(&world, 2, "join", Action::Join)).await;
    assert_eq!(joined.outcomes[0].outcome, WaitingOutcome::Waiting { position: 1 });
    world.clock.set(at("2026-11-09T08:20:01Z"));
    world
}

async fn who_orders_in_time_has_the_place(store: Store) {
    let world = with_a_cart(store).await;
    let order = PlanRequest {
        received_at: at("2026-11-09T08:19:59Z"),
        ..ordering(&world, 0, "order")
    };
    assert_eq!(plan(&world, order).await, booked());
    let waits = vec![(child(2, 0), waiting_place::State::Waiting)];
    assert_eq!(evening(&world).await, (vec![child(0, 0), child(1, 0)], waits, 2));
}

/// The instant itself is too late.
async fn who_orders_too_late_has_not(store: Store) {
    let world = with_a_cart(store).await;
    let order = PlanRequest {
        received_at: at("2026-11-09T08:20:00Z"),
        ..ordering(&world, 0, "order")
    };
    assert_eq!(plan(&world, order).await, refused(ReasonCode::Full, true));
    let waits = vec![(child(2, 0), waiting_place::State::Offered)];
    assert_eq!(evening(&world).await, (vec![child(1, 0)], waits, 2));
}

/// The first two families have the places, the others wait; the first gives its place back, which is offered to the third
/// until this time of the next day.
async fn with_an_offer(store: Store) -> (World, DateTime<Utc>) {
    let world = town(store).await;
    for of in [0, 1] {
        tick(&world, of, "book", child(of, 0), "etude", (true, tuesday())).await;
    }
    for of in [2, 3] {
        ask(&world.portal, waiting(&world, of, "join", Action::Join)).await;
    }
    tick(&world, 0, "back", child(0, 0), "etude", (false, tuesday())).await;
    let until = at(MORNING) + TimeDelta::hours(HOURS);
    world.clock.set(until + SECOND);
    (world, until)
}

/// An offer, by its own mutation and by a booking.
async fn who_accepts_in_time_has_the_place(store: Store) {
    let (world, until) = with_an_offer(store).await;
    let accept = WaitingRequest {
        received_at: until - SECOND,
        ..waiting(&world, 2, "accept", Action::Accept)
    };
    assert_eq!(only(&ask(&world.portal, accept).await.booked), booked());
    // The other place is offered to the fourth family.
    tick(&world, 1, "back", child(1, 0), "etude", (false, tuesday())).await;
    let until = until + SECOND + TimeDelta::hours(HOURS);
    world.clock.set(until + SECOND);
    let by_plan = PlanRequest {
        received_at: until - SECOND,
        ..study(&world, 3, "by-plan", true)
    };
    assert_eq!(plan(&world, by_plan).await, booked());
    let accepted = [2, 3].map(|of| (child(of, 0), waiting_place::State::Accepted));
    assert_eq!(
        evening(&world).await,
        (vec![child(2, 0), child(3, 0)], accepted.to_vec(), 2)
    );
}

/// The instant itself is too late, and the place is the next one's.
async fn who_accepts_too_late_has_not(store: Store) {
    let (world, until) = with_an_offer(store).await;
    let accept = WaitingRequest {
        received_at: until,
        ..waiting(&world, 2, "accept", Action::Accept)
    };
    let answer = ask(&world.portal, accept).await;
    assert_eq!(only(&answer.booked), refused(ReasonCode::NoOffer, false));
    let waits = vec![
        (child(2, 0), waiting_place::State::Lapsed),
        (child(3, 0), waiting_place::State::Offered),
    ];
    assert_eq!(evening(&world).await, (vec![child(1, 0)], waits, 2));
}

/// Two requests in one turn. Whoever comes first does not take what the second has in its cart; and where the cart was over
/// before the second came, its place is passed on before that is decided.
async fn each_request_of_a_turn_is_held_against_its_own_instant(store: Store) {
    let world = with_a_cart(store).await;
    let (first, second) = (at("2026-11-09T08:19:58Z"), at("2026-11-09T08:19:59Z"));
    let other = PlanRequest {
        received_at: first,
        ..study(&world, 3, "other", true)
    };
    let order = PlanRequest {
        received_at: second,
        ..ordering(&world, 0, "order")
    };
    let decided = tokio::join!(plan(&world, other), plan(&world, order));
    assert_eq!(decided, (refused(ReasonCode::Full, true), booked()));

    // The cart of another day, until 08:40:01.
    let wednesday = day("2026-11-19");
    for (of, add) in [(0, true), (1, false)] {
        let ticked = change(&world, child(of, 0), "etude", (true, wednesday));
        if add {
            let add = changing(&world, of, CartChange::Add, vec![ticked]);
            commit(&world.portal, add).await.unwrap().unwrap();
        } else {
            tick(&world, of, "other-day", child(of, 0), "etude", (true, wednesday)).await;
        }
    }
    world.clock.set(at("2026-11-09T08:40:03Z"));
    let (in_time, too_late) = (at("2026-11-09T08:40:00Z"), at("2026-11-09T08:40:02Z"));
    let ask_for = |of: usize, received_at| PlanRequest {
        received_at,
        ..planning(&world, of, "that-day", child(of, 0), "etude", (true, wednesday))
    };
    let order = PlanRequest {
        received_at: too_late,
        ..ordering(&world, 0, "order-of-the-other-day")
    };
    let decided = tokio::join!(
        plan(&world, ask_for(2, in_time)),
        plan(&world, ask_for(3, too_late)),
        plan(&world, order)
    );
    let full = || refused(ReasonCode::Full, true);
    assert_eq!(decided, (full(), booked(), full()));
}

/// A turn that spares a place it could have ended leaves it to the task that is due at its end.
async fn what_nobody_claimed_is_passed_on_by_the_worker(store: Store) {
    let world = with_a_cart(store).await;
    let other = PlanRequest {
        received_at: at("2026-11-09T08:19:59Z"),
        ..study(&world, 3, "other", true)
    };
    assert_eq!(plan(&world, other).await, refused(ReasonCode::Full, true));
    let waits = |state| vec![(child(2, 0), state)];
    let spared = (vec![child(1, 0)], waits(waiting_place::State::Waiting), 2);
    assert_eq!(evening(&world).await, spared);
    while run_due(&world.portal, &Postbox, 100).await > 0 {}
    let passed_on = (vec![child(1, 0)], waits(waiting_place::State::Offered), 2);
    assert_eq!(evening(&world).await, passed_on);
}

/// It was open when the request came, and nobody in it could be served any more. Nothing is written but the answer.
async fn nobody_joins_a_line_that_is_closed(store: Store) {
    let world = town(store).await;
    for of in [0, 1] {
        tick(&world, of, "book", child(of, 0), "etude", (true, tuesday())).await;
    }
    let alerts = async || alert::Entity::find().all(&world.store.db).await.unwrap();
    let before = alerts().await;
    world.clock.set(at(CLOSING));
    let join = WaitingRequest {
        received_at: at(CLOSING) - TimeDelta::milliseconds(1),
        ..waiting(&world, 2, "join", Action::Join)
    };
    for _ in 0..2 {
        let answer = ask(&world.portal, join.clone()).await;
        let LineOutcome::Refused { reason, .. } = refused(ReasonCode::TooLate, false) else {
            panic!("a refusal")
        };
        let reason = Reason {
            closed_at: Some(at(CLOSING)),
            ..reason
        };
        let outcomes: Vec<_> = answer.outcomes.into_iter().map(|line| line.outcome).collect();
        assert_eq!(outcomes, [WaitingOutcome::Refused { reason }]);
    }
    assert_eq!(alerts().await, before);
    let waits = waiting_place::Entity::find().all(&world.store.db).await.unwrap();
    assert_eq!(waits, []);
    let tasks = task::Entity::find().all(&world.store.db).await.unwrap();
    assert_eq!(tasks.iter().filter(|task| task.kind == "end_waits").count(), 0);
}
