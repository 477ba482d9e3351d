//! A tick is decided on its own days alone. In random towns it is told just what becomes of it when all of the cart is decided.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use chrono::{Days, NaiveDate, TimeDelta};
use preau_domain::ids::{ActivityId, ChildId, FamilyId};
use preau_entities::rows::{Key, booking};
use preau_entities::store::cart::{Action, CartLine, lines};
use preau_entities::store::turn::{Batch, CartRef, Carts, Turn};
use preau_services::booking::answer::{LineOutcome, OutcomeLine};
use preau_services::booking::plan::rehearse;
use preau_services::booking::request::{CartChange, Change};
use preau_services::outbox::run_due;
use preau_services::ports::mailer::{Mail, MailFault};
use preau_services::ports::{Clock, Mailer};
use preau_services::waiting::request::Action as Wait;
use sea_orm::EntityTrait;

use super::town::{ask, changing, ordering};
use crate::booking::chance::{Chance, Walks};
use crate::booking::world::{CHILDREN, FAMILIES, World, child, day, family};
use crate::stores::{Store, on_both_stores};
use crate::waiting::town::{ask as ask_line, asking};
use crate::walk::town::{ACTIVITIES, rules};

on_both_stores! {
    a_tick_is_told_what_the_whole_cart_makes_of_it
}

const STEPS: usize = 240;

type Place = (ChildId, ActivityId, NaiveDate);

/// A day to be booked, or given back.
#[derive(Clone, Copy)]
struct Tick {
    place: Place,
    book: bool,
}

/// Takes every mail.
struct Postbox;

#[async_trait]
impl Mailer for Postbox {
    async fn send(&self, _: &Mail) -> Result<(), MailFault> {
        Ok(())
    }
}

async fn a_tick_is_told_what_the_whole_cart_makes_of_it(store: Store) {
    let world = World::with_rules(store, &rules(Some(20)), "2026-11-09T08:00:00Z").await;
    let walks = Walks::from(20_261_129);
    let mut chance = Chance::new(walks.seed);
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    for step in 0..STEPS {
        world
            .clock
            .advance(TimeDelta::minutes(i64::try_from(chance.below(12)).unwrap()));
        let of = chance.below(FAMILIES);
        match chance.below(10) {
            0 => while run_due(&world.portal, &Postbox, 100).await > 0 {},
            1 => {
                let order = ordering(&world, of, &format!("order-{step}"));
                drop(
                    preau_services::booking::plan::commit(&world.portal, order)
                        .await
                        .unwrap(),
                );
            }
            2 => {
                let tick = some_tick(&world, &mut chance, of, &BTreeSet::new()).await;
                let request = world.request(of, &format!("plan-{step}"), vec![change(tick)]);
                ask(&world.portal, request).await.unwrap();
            }
            3 => {
                let Tick { place, .. } = some_tick(&world, &mut chance, of, &BTreeSet::new()).await;
                let place = (place.0, world.code(place.1), place.2);
                let key = format!("wait-{step}");
                let join = asking(&world, of, &key, Wait::Join, (place.0, place.1), &[place.2]);
                ask_line(&world.portal, join).await;
            }
            4 => {
                ask(&world.portal, changing(&world, of, CartChange::Empty, Vec::new()))
                    .await
                    .unwrap();
            }
            _ => {
                for line in tick_some(&world, &mut chance, of).await {
                    let became = match line.outcome {
                        LineOutcome::Refused { reason, .. } => format!("{:?}", reason.code),
                        other => format!("{other:?}"),
                    };
                    *met.entry(became).or_default() += 1;
                }
                *met.entry("ticked".to_owned()).or_default() += 1;
            }
        }
    }
    if !walks.as_ever {
        return;
    }
    for what in ["ticked", "Full", "Excluded", "Weekday", "Contradictory", "Unchanged"] {
        assert!(met.get(what).is_some_and(|&times| times > 0), "{what}: {met:?}");
    }
}

/// Ticks some days that are not in the cart: those that are left out.
async fn tick_some(world: &World, chance: &mut Chance, of: usize) -> Vec<OutcomeLine> {
    let rows = lines(&world.store.db, world.commune, &[family(of)]).await.unwrap();
    let mut there: BTreeSet<Place> = rows
        .iter()
        .map(|row| (ChildId(row.child_id.0), ActivityId(row.activity_id.0), row.day))
        .collect();
    let mut ticks = Vec::new();
    for _ in 0..=chance.below(4) {
        let tick = some_tick(world, chance, of, &there).await;
        if there.insert(tick.place) {
            ticks.push(tick);
        }
    }
    if ticks.is_empty() {
        return Vec::new();
    }
    let fresh: BTreeSet<Place> = ticks.iter().map(|tick| tick.place).collect();
    // As if they stood in the cart already: all of it is decided.
    let added = Carts {
        lines: ticks.iter().map(|&tick| line(world, of, tick)).collect(),
        ..Carts::default()
    };
    write(world, added).await;
    let whole = rehearse(&world.portal, &ordering(world, of, "dry")).await.unwrap();
    let gone = Carts {
        lines_gone: ticks.iter().map(|tick| reference(tick.place)).collect(),
        ..Carts::default()
    };
    write(world, gone).await;
    let place = |line: &OutcomeLine| (line.child, line.activity, line.day);
    let out = |line: &OutcomeLine| matches!(line.outcome, LineOutcome::Unchanged | LineOutcome::Refused { .. });
    let expected = whole.map(|answer| answer.outcomes).unwrap_or_default().into_iter();
    let expected = expected.filter(|line| line.taken_with.is_none() && out(line) && fresh.contains(&place(line)));
    let expected: Vec<OutcomeLine> = expected.collect();

    let changes = ticks.iter().map(|&tick| change(tick)).collect();
    let told = ask(&world.portal, changing(world, of, CartChange::Add, changes))
        .await
        .unwrap();
    assert_eq!(told.outcomes, expected);
    told.outcomes
}

async fn write(world: &World, carts: Carts) {
    let turn = Turn::begin(&world.store.db, world.commune).await.unwrap().unwrap();
    let batch = Batch {
        carts,
        ..Batch::default()
    };
    turn.commit(&batch, world.clock.now()).await.unwrap();
}

fn line(world: &World, of: usize, Tick { place, book }: Tick) -> CartLine {
    let FamilyId(family) = family(of);
    CartLine {
        family_id: Key(family),
        child_id: Key(place.0.0),
        activity_id: Key(place.1.0),
        day: place.2,
        action: if book { Action::Book } else { Action::Cancel },
        added_at: world.clock.now(),
        added_by: "Camille".to_owned(),
    }
}

fn reference(place: Place) -> CartRef {
    CartRef {
        child_id: Key(place.0.0),
        activity_id: Key(place.1.0),
        day: place.2,
    }
}

fn change(Tick { place, book }: Tick) -> Change {
    let days = |those: bool| if those == book { vec![place.2] } else { Vec::new() };
    Change {
        child: place.0,
        activity: place.1,
        book: days(true),
        cancel: days(false),
    }
}

/// Of few days, so that they fill; now and then what is booked is given back.
async fn some_tick(world: &World, chance: &mut Chance, of: usize, but: &BTreeSet<Place>) -> Tick {
    let children: Vec<ChildId> = (0..CHILDREN).map(|nth| child(of, nth)).collect();
    if chance.below(3) == 0 {
        let rows = booking::Entity::find().all(&world.store.db).await.unwrap();
        let live = rows.iter().filter(|row| row.cancelled_at.is_none());
        let places = live.map(|row| (ChildId(row.child_id.0), ActivityId(row.activity_id.0), row.day));
        let theirs = places.filter(|place| children.contains(&place.0) && !but.contains(place));
        let mut theirs: Vec<Place> = theirs.collect();
        theirs.sort_unstable();
        if !theirs.is_empty() {
            let place = *chance.one_of(&theirs);
            return Tick { place, book: false };
        }
    }
    let on = day("2026-11-30") + Days::new(*chance.one_of(&[0, 0, 0, 1, 1, 1, 2, 3]));
    let (child, code) = (*chance.one_of(&children), *chance.one_of(&ACTIVITIES));
    let place = (child, world.activity(code), on);
    let book = chance.below(7) > 0;
    Tick { place, book }
}
