//! A price together outlives the version and the quotient that made it: whatever changes meanwhile, the parts of a day add
//! up to it for as long as they are together, and no part of it stays behind.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use preau_domain::booking::{DayPlaces, prices_of_day};
use preau_domain::ids::{ActivityId, ChildId};
use preau_domain::money::Money;
use preau_entities::rows::booking;
use preau_entities::store::ConnectionTrait;
use preau_services::booking::answer::{LineOutcome, PlanAnswer};
use preau_services::booking::plan::{commit, rehearse};
use preau_services::booking::request::Change;
use preau_services::towns::{Town, publish};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::audit::live_bookings;
use super::chance::{Chance, Walks};
use super::world::{RULES, World, child, day, family};
use crate::stores::{Store, on_both_stores};

on_both_stores! {
    no_part_stays_behind_under_a_version_without_a_price_together
    no_part_stays_behind_under_another_quotient
    a_price_agreed_on_alone_stays
    of_prices_together_that_share_a_place_the_first_holds
    days_add_up_whatever_changes_meanwhile
}

const NOW: &str = "2026-11-04T08:00:00Z";
const ON: &str = "2026-11-16";
const DAYS: [&str; 2] = [ON, "2026-11-17"];
const CODES: [&str; 3] = ["midi", "cantine", "etude"];

/// Everybody may have midday without the canteen.
fn rules(more: &str) -> String {
    let (activities, _) = RULES.split_once("[[links]]").unwrap();
    format!("{}{more}", activities.replace("capacity = 2\n", "capacity = 8\n"))
}

fn bundle(activities: &str, price: &str) -> String {
    format!("\n[[bundles]]\nactivities = [{activities}]\nprice = {price}\n")
}

fn flat(amount: &str) -> String {
    format!("{{ form = \"flat\", amount = \"{amount}\" }}")
}

/// The plain sum above a quotient of 900.
fn by_quotient() -> String {
    "{ form = \"bands\", bands = [{ up_to = 900, amount = \"3.50\" }, { amount = \"4.30\" }] }".to_owned()
}

async fn no_part_stays_behind_under_a_version_without_a_price_together(store: Store) {
    let together = rules(&bundle("\"midi\", \"etude\"", &flat("3.50")));
    let world = World::with_rules(store, &together, NOW).await;
    book(&world, &["midi", "etude"]).await;
    assert_eq!(
        live(&world).await,
        [("etude".to_owned(), 180, 1), ("midi".to_owned(), 170, 1)]
    );
    publish(&world.portal, &rules("")).await.unwrap().unwrap();
    let answer = give_back(&world, "midi").await;
    let outcome = &answer.outcomes[1].outcome;
    let (from, to) = (Money::from_cents(180), Money::from_cents(260));
    assert_eq!(*outcome, LineOutcome::Repriced { from, to });
    assert_eq!(live(&world).await, [("etude".to_owned(), 260, 2)]);
    live_bookings(&world.store.db).await;
}

async fn no_part_stays_behind_under_another_quotient(store: Store) {
    let world = World::with_rules(store, &rules(&bundle("\"midi\", \"etude\"", &by_quotient())), NOW).await;
    set_quotient(&world, "2026-01-01", 500).await;
    book(&world, &["midi", "etude"]).await;
    set_quotient(&world, "2026-11-10", 1200).await;
    give_back(&world, "midi").await;
    assert_eq!(live(&world).await, [("etude".to_owned(), 260, 1)]);
    live_bookings(&world.store.db).await;
}

/// The study is dearer since, and what comes and goes beside it is no matter of its price.
async fn a_price_agreed_on_alone_stays(store: Store) {
    let together = |rules: String| format!("{rules}{}", bundle("\"midi\", \"cantine\"", &flat("4.00")));
    let world = World::with_rules(store, &together(rules("")), NOW).await;
    book(&world, &["etude"]).await;
    let dearer = together(rules("").replace("\"2.60\"", "\"9.60\""));
    publish(&world.portal, &dearer).await.unwrap().unwrap();
    book(&world, &["midi", "cantine"]).await;
    give_back(&world, "midi").await;
    assert_eq!(
        live(&world).await,
        [("cantine".to_owned(), 315, 2), ("etude".to_owned(), 260, 1)]
    );
}

/// Midday has its price together with the canteen, and so none with the study: that can go, whatever today's rules are.
async fn of_prices_together_that_share_a_place_the_first_holds(store: Store) {
    let first = bundle("\"cantine\", \"midi\"", &flat("4.10"));
    let second = bundle("\"midi\", \"etude\"", &flat("2.00"));
    let world = World::with_rules(store, &rules(&format!("{first}{second}")), NOW).await;
    book(&world, &["cantine", "midi", "etude"]).await;
    let together = [("cantine".to_owned(), 240, 1), ("midi".to_owned(), 170, 1)];
    let mut all = together.to_vec();
    all.insert(1, ("etude".to_owned(), 260, 1));
    assert_eq!(live(&world).await, all);
    publish(&world.portal, &rules("")).await.unwrap().unwrap();
    give_back(&world, "etude").await;
    assert_eq!(live(&world).await, together);
    live_bookings(&world.store.db).await;
}

/// What a place costs, and the places of its day that it was priced together with.
type Agreed = BTreeMap<ActivityId, (Money, BTreeSet<ActivityId>)>;

async fn days_add_up_whatever_changes_meanwhile(store: Store) {
    let versions = [
        rules(&bundle("\"midi\", \"etude\"", &by_quotient())),
        rules(""),
        rules(&format!(
            "{}{}",
            bundle("\"cantine\", \"midi\"", &flat("4.10")),
            bundle("\"midi\", \"etude\"", &flat("2.00"))
        ))
        .replace("\"2.60\"", "\"2.20\""),
        rules(&bundle("\"cantine\", \"midi\", \"etude\"", &flat("5.00"))),
    ];
    let world = World::with_rules(store, &versions[0], NOW).await;
    let mut chance = Chance::new(Walks::from(20_261_126).seed);
    let mut agreed: BTreeMap<NaiveDate, Agreed> = BTreeMap::new();
    for step in 0..120 {
        match chance.below(6) {
            0 => {
                publish(&world.portal, &versions[chance.below(4)])
                    .await
                    .unwrap()
                    .unwrap();
            }
            1 => set_quotient(&world, "2026-01-01", [500, 1200][chance.below(2)]).await,
            _ => {
                let on = DAYS[chance.below(2)];
                let asked = (0..=chance.below(2)).map(|_| change(&world, &mut chance, on)).collect();
                let asked = world.request(0, &step.to_string(), asked);
                let told = rehearse(&world.portal, &asked).await.unwrap().unwrap();
                let answer = commit(&world.portal, asked).await.unwrap().unwrap();
                assert_eq!((&told.outcomes, told.total), (&answer.outcomes, answer.total));
                let town = world.portal.towns.get(world.commune).await.unwrap();
                let agreed = agreed.entry(day(on)).or_default();
                follow(&world, &town, day(on), agreed, &answer).await;
            }
        }
        let expected = agreed.iter().flat_map(|(on, places)| {
            let prices = places.iter().map(|(id, (price, _))| (*id, *price));
            prices.map(|(id, price)| (world.code(id).to_owned(), *on, price.cents()))
        });
        let mut expected: Vec<_> = expected.collect();
        expected.sort();
        assert_eq!(stored(&world).await, expected, "step {step}");
    }
    live_bookings(&world.store.db).await;
}

/// The same in other words: whoever is together with what came or went is priced anew, and who is together with those.
async fn follow(world: &World, town: &Town, on: NaiveDate, agreed: &mut Agreed, answer: &PlanAnswer) {
    let mut moved: BTreeSet<ActivityId> = BTreeSet::new();
    let mut there: BTreeSet<ActivityId> = agreed.keys().copied().collect();
    for line in &answer.outcomes {
        match line.outcome {
            LineOutcome::Booked { .. } => assert!(moved.insert(line.activity) && there.insert(line.activity)),
            LineOutcome::Cancelled => assert!(moved.insert(line.activity) && there.remove(&line.activity)),
            _ => {}
        }
    }
    let groups = groups(town, &there);
    let mut before = 0;
    while before != moved.len() {
        before = moved.len();
        let old = agreed.values().map(|(_, group)| group);
        let broken = old.chain(&groups).filter(|group| !group.is_disjoint(&moved));
        let broken: BTreeSet<ActivityId> = broken.flatten().copied().collect();
        moved.extend(broken);
    }
    let facts = world.facts(child(0, 1)).await;
    let ix = |id: &ActivityId| town.slot(*id, on).unwrap().activity;
    let places = DayPlaces {
        activities: there.iter().map(ix).collect(),
        ..DayPlaces::default()
    };
    let prices = prices_of_day(town.rules(), &facts, on, &places);
    agreed.retain(|id, _| there.contains(id));
    for id in there.intersection(&moved) {
        let own = groups.iter().find(|group| group.contains(id)).cloned();
        agreed.insert(*id, (prices[&ix(id)], own.unwrap_or_else(|| [*id].into())));
    }
}

/// Those that the rules of today price together: of prices that share an activity, the first.
fn groups(town: &Town, there: &BTreeSet<ActivityId>) -> Vec<BTreeSet<ActivityId>> {
    let mut free = there.clone();
    let mut groups = Vec::new();
    for bundle in &town.rules().bundles {
        let ids: BTreeSet<ActivityId> = bundle.activities.iter().map(|ix| town.in_force().id(*ix)).collect();
        if ids.is_subset(&free) {
            free = &free - &ids;
            groups.push(ids);
        }
    }
    groups
}

fn change(world: &World, chance: &mut Chance, on: &str) -> Change {
    let on = vec![day(on)];
    let (book, cancel) = if chance.below(5) < 3 {
        (on, vec![])
    } else {
        (vec![], on)
    };
    Change {
        child: child(0, 1),
        activity: world.activity(CODES[chance.below(3)]),
        book,
        cancel,
    }
}

async fn book(world: &World, codes: &[&str]) {
    let kid = child(0, 1);
    let changes = codes.iter().map(|code| world.book(kid, code, &[ON])).collect();
    let asked = world.request(0, codes[0], changes);
    commit(&world.portal, asked).await.unwrap().unwrap();
}

async fn give_back(world: &World, code: &str) -> PlanAnswer {
    let change = Change {
        child: child(0, 1),
        activity: world.activity(code),
        book: vec![],
        cancel: vec![day(ON)],
    };
    let asked = world.request(0, "back", vec![change]);
    commit(&world.portal, asked).await.unwrap().unwrap()
}

async fn set_quotient(world: &World, from: &str, value: u32) {
    let (town, family) = (world.commune.0, family(0).0);
    let sql = format!(
        "INSERT INTO quotients (commune_id, family_id, given_on, nth, value, settled, source, recorded_at, actor, actor_name)
         VALUES ({town}, '{family}', '{from}', 0, {value}, true, 'import', '2026-11-01T00:00:00+00:00', '', '')
         ON CONFLICT (commune_id, family_id, given_on, nth) DO UPDATE SET value = excluded.value"
    );
    world.store.db.execute_unprepared(&sql).await.unwrap();
}

async fn rows(world: &World) -> Vec<booking::Model> {
    let live = booking::Entity::find().filter(booking::Column::CancelledAt.is_null());
    live.all(&world.store.db).await.unwrap()
}

/// Code, price and version of each live place.
async fn live(world: &World) -> Vec<(String, i64, i32)> {
    let rows = rows(world).await;
    let told = rows.iter().map(|row| {
        let code = world.code(ActivityId(row.activity_id.0)).to_owned();
        (code, row.price_cents, row.rule_book_version)
    });
    let mut told: Vec<_> = told.collect();
    told.sort();
    told
}

/// Code, day and price of each live place.
async fn stored(world: &World) -> Vec<(String, NaiveDate, i64)> {
    let rows = rows(world).await;
    let told = rows.iter().map(|row| {
        assert_eq!(ChildId(row.child_id.0), child(0, 1));
        let code = world.code(ActivityId(row.activity_id.0)).to_owned();
        (code, row.day, row.price_cents)
    });
    let mut told: Vec<_> = told.collect();
    told.sort();
    told
}
