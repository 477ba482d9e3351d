//! Hundreds of random requests and decisions of staff, one after the other and all at once, under rule books that change
//! what is approved: every answer is what the store holds.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, TimeDelta};
use futures_util::future::{join, join_all};
use preau_domain::access::{Reach, Scope};
use preau_domain::ids::{ActivityId, AgentId, BookingId, ChildId, OrderId};
use preau_entities::rows::order_line::Reply;
use preau_entities::rows::{booking, order_line};
use preau_services::booking::answer::{LineOutcome, PlanAnswer};
use preau_services::booking::desk::answer::DecideAnswer;
use preau_services::booking::desk::decide;
use preau_services::booking::desk::request::{DecideRequest, LineWord};
use preau_services::booking::plan::commit;
use preau_services::booking::request::{Change, PlanRequest};
use preau_services::ports::Clock;
use preau_services::towns::publish;
use sea_orm::{EntityTrait, QueryOrder};
use ulid::Ulid;

use super::audit::live_bookings;
use super::chance::{Chance, Walks};
use super::world::{CHILDREN, FAMILIES, RULES, World, child, day};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    every_answer_is_what_the_store_holds
}

const STEPS: usize = 160;
const ACTIVITIES: [&str; 4] = ["midi", "cantine", "etude", "garderie"];

/// How each place stands: `confirmed`, `pending`, `cancellation_asked` or `change_asked`.
type Stands = BTreeMap<(ChildId, ActivityId, NaiveDate), &'static str>;

async fn every_answer_is_what_the_store_holds(store: Store) {
    let walks = Walks::from(20_261_126);
    let mut chance = Chance::new(walks.seed);
    let world = World::with_rules(store, &rules(&mut chance), "2026-11-04T08:00:00Z").await;
    let mut stands = Stands::new();
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    for step in 0..STEPS {
        let minutes = i64::try_from(chance.below(4 * 60)).unwrap();
        world.clock.advance(TimeDelta::minutes(minutes));
        if step % 40 == 39 {
            publish(&world.portal, &rules(&mut chance)).await.unwrap().unwrap();
        }
        let plans: Vec<PlanRequest> = (0..=chance.below(3))
            .map(|nth| plan(&world, &mut chance, &stands, &format!("{step}-{nth}")))
            .collect();
        let words = words(&world, &mut chance, step).await;
        if step % 5 == 4 {
            // All at once: what they did is read from the store, and held against itself.
            let plans = plans.iter().map(|request| commit(&world.portal, request.clone()));
            let decisions = words.iter().map(|request| decide(&world.portal, request.clone()));
            let (planned, decided) = join(join_all(plans), join_all(decisions)).await;
            assert!(planned.iter().all(|answer| answer.as_ref().unwrap().is_ok()));
            assert!(decided.iter().all(|answer| answer.as_ref().unwrap().is_ok()));
            stands = stored(&world).await;
        } else {
            for request in &plans {
                let answer = commit(&world.portal, request.clone()).await.unwrap().unwrap();
                planned(&mut stands, &answer, &mut met);
            }
            for request in &words {
                let answer = decide(&world.portal, request.clone()).await.unwrap().unwrap();
                decided(&mut stands, &answer, &mut met);
                // The same again is the same, and a new key finds nothing left of it.
                assert_eq!(decide(&world.portal, request.clone()).await.unwrap().unwrap(), answer);
                let key = format!("{}-again", request.key);
                let again = DecideRequest { key, ..request.clone() };
                let again = decide(&world.portal, again).await.unwrap().unwrap();
                assert!(again.lines.iter().all(|line| !line.changed), "{again:?}");
            }
            assert_eq!(stored(&world).await, stands, "after step {step}");
        }
        if step % 10 == 9 || step + 1 == STEPS {
            live_bookings(&world.store.db).await;
        }
    }
    if !walks.as_ever {
        return;
    }
    for word in [
        "booked",
        "pending",
        "cancelled",
        "cancellation asked",
        "change asked",
        "kept",
        "accepted pending",
        "refused pending",
        "accepted cancellation_asked",
        "refused cancellation_asked",
        "accepted change_asked",
        "refused change_asked",
    ] {
        assert!(met.get(word).is_some_and(|&times| times > 0), "{word}: {met:#?}");
    }
}

/// The town of the other walk with one activity more, and with what is approved drawn anew.
fn rules(chance: &mut Chance) -> String {
    let (base, links) = RULES.split_once("[[links]]").unwrap();
    let (head, study) = base.rsplit_once("[[activities]]").unwrap();
    let study = study.replace(
        "cancel = \"semaine-suivante\"",
        "cancel = \"semaine-suivante\", modify = \"veille\"",
    );
    let care = study
        .replace("\"etude\"", "\"garderie\"")
        .replace("Étude du soir", "Garderie du soir");
    let mut approved = |text: &str| {
        let wanted = ["book", "cancel"].into_iter().filter(|_| chance.below(3) > 0);
        let wanted: Vec<String> = wanted.map(|word| format!("\"{word}\"")).collect();
        if wanted.is_empty() {
            return text.to_owned();
        }
        let list = wanted.join(", ");
        text.replace(
            "shows_places = true",
            &format!("shows_places = true\napproval = [{list}]"),
        )
    };
    let mut parts = head.split("[[activities]]");
    let mut text = parts.next().unwrap().to_owned();
    text += "[deadlines.veille]\nform = \"days_before\"\ndays = 1\nat = \"18:00\"\n\n";
    for part in parts.chain([study.as_str(), care.as_str()]) {
        text += "[[activities]]";
        text += &approved(part);
    }
    format!("{text}\n[[links]]\nactivity = \"etude\"\nexcludes = \"garderie\"\n\n[[links]]{links}")
}

/// Books some days, and gives back some of those that the child has.
fn plan(world: &World, chance: &mut Chance, stands: &Stands, key: &str) -> PlanRequest {
    let family = chance.below(FAMILIES);
    let from = day("2026-11-09");
    let mut days = |most: usize| -> Vec<NaiveDate> {
        (0..chance.below(most))
            .map(|_| from + Days::new(u64::try_from(chance.below(33)).unwrap()))
            .collect()
    };
    let book = days(6);
    let of = child(family, chance.below(CHILDREN));
    let activity = ACTIVITIES[chance.below(ACTIVITIES.len())];
    let id = world.activity(activity);
    let own = stands.keys().filter(|place| (place.0, place.1) == (of, id));
    let own: Vec<NaiveDate> = own.map(|place| place.2).collect();
    let cancel: Vec<NaiveDate> = own.into_iter().filter(|_| chance.below(3) == 0).collect();
    let mut changes = vec![Change {
        child: of,
        activity: id,
        book,
        cancel: cancel.clone(),
    }];
    if ["etude", "garderie"].contains(&activity) {
        // One for the other.
        let other = if activity == "etude" { "garderie" } else { "etude" };
        changes.push(Change {
            child: of,
            activity: world.activity(other),
            book: cancel,
            cancel: Vec::new(),
        });
    }
    if changes
        .iter()
        .all(|change| change.book.is_empty() && change.cancel.is_empty())
    {
        changes[0].book.push(from);
    }
    world.request(family, key, changes)
}

/// What two agents say about some orders that wait.
async fn words(world: &World, chance: &mut Chance, step: usize) -> Vec<DecideRequest> {
    let lines = order_line::Entity::find()
        .order_by_asc(order_line::Column::OrderId)
        .order_by_asc(order_line::Column::BookingId)
        .all(&world.store.db)
        .await
        .unwrap();
    let waiting: Vec<_> = lines.iter().filter(|line| line.answer == Reply::Waiting).collect();
    if waiting.is_empty() {
        return Vec::new();
    }
    let mut words = Vec::new();
    for nth in 0..chance.below(3) {
        let order = chance.one_of(&waiting).order_id;
        let own: Vec<_> = lines.iter().filter(|line| line.order_id == order).collect();
        let mut said: Vec<LineWord> = Vec::new();
        for line in own {
            if chance.below(2) == 0 {
                said.push(LineWord {
                    booking: BookingId(line.booking_id.0),
                    accept: chance.below(2) == 0,
                    reason: (chance.below(2) == 0).then(|| "Parce que".to_owned()),
                });
            }
        }
        let rest = [None, Some(true), Some(false)][chance.below(3)];
        let agent = AgentId(Ulid(1 + u128::try_from(nth).unwrap()));
        words.push(DecideRequest {
            scope: Scope {
                commune: world.commune,
                reach: Reach::Town,
            },
            actor: agent.to_string(),
            actor_name: "Sacha".to_owned(),
            order: OrderId(order.0),
            rest: rest.or(said.is_empty().then_some(true)),
            lines: said,
            reason: None,
            key: format!("{step}"),
            received_at: world.clock.now(),
        });
    }
    words
}

fn planned(stands: &mut Stands, answer: &PlanAnswer, met: &mut BTreeMap<String, usize>) {
    for line in &answer.outcomes {
        let place = (line.child, line.activity, line.day);
        let before = stands.get(&place).copied();
        let (word, after) = match line.outcome {
            LineOutcome::Booked { .. } => ("booked", Some("confirmed")),
            LineOutcome::Pending { .. } => ("pending", Some("pending")),
            LineOutcome::Cancelled => ("cancelled", None),
            LineOutcome::CancellationAsked => ("cancellation asked", Some("cancellation_asked")),
            LineOutcome::ChangeAsked => ("change asked", Some("change_asked")),
            LineOutcome::Kept => ("kept", Some("confirmed")),
            LineOutcome::Repriced { .. } => panic!("this town has no bundles"),
            LineOutcome::Unchanged | LineOutcome::Refused { .. } => continue,
        };
        let fits = match word {
            "booked" | "pending" => before.is_none(),
            "cancelled" => matches!(before, Some("confirmed" | "pending")),
            // Kept, and given back after all in the same breath.
            "cancellation asked" | "change asked" => matches!(before, Some("confirmed" | "change_asked")),
            _ => matches!(before, Some("cancellation_asked" | "change_asked")),
        };
        assert!(
            fits || before == Some("change_asked"),
            "{word} where it was {before:?}: {answer:#?}"
        );
        *met.entry(word.to_owned()).or_default() += 1;
        match after {
            Some(after) => drop(stands.insert(place, after)),
            None => drop(stands.remove(&place)),
        }
    }
}

fn decided(stands: &mut Stands, answer: &DecideAnswer, met: &mut BTreeMap<String, usize>) {
    for line in answer.lines.iter().filter(|line| line.changed) {
        let place = (line.child, line.activity, line.day);
        let before = stands[&place];
        assert_ne!(before, "confirmed", "{answer:#?}");
        let accepted = line.reply == Reply::Accepted;
        let word = if accepted { "accepted" } else { "refused" };
        *met.entry(format!("{word} {before}")).or_default() += 1;
        if (before == "pending") == accepted {
            stands.insert(place, "confirmed");
        } else {
            stands.remove(&place);
        }
    }
}

async fn stored(world: &World) -> Stands {
    let rows = booking::Entity::find().all(&world.store.db).await.unwrap();
    let live = rows.into_iter().filter(|row| row.cancelled_at.is_none());
    let stands = |row: booking::Model| {
        let standing = match row.standing.as_str() {
            "confirmed" => "confirmed",
            "pending" | "pending_change" => "pending",
            "cancellation_asked" => "cancellation_asked",
            "change_asked" => "change_asked",
            other => panic!("{other}"),
        };
        (
            (ChildId(row.child_id.0), ActivityId(row.activity_id.0), row.day),
            standing,
        )
    };
    live.map(stands).collect()
}
