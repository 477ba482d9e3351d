//! Booking 20 slots of one child, as the apps ask it.

use std::ops::RangeInclusive;
use std::sync::Arc;

use preau_tests::documents;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Value, json};

use crate::arguments::Arguments;
use crate::calendar::open_days;
use crate::house::{House, Town};
use crate::load::{self, Caller};
use crate::report::{Count, Pair, Report};
use crate::{Outcome, pgbench, say};
use preau_tests::Wire;

/// Slots of one request.
pub const SLOTS: usize = 20;

/// Requests that one child can make without meeting a booking of its own: three activities, four spans of days.
pub const KINDS: usize = 12;

/// What `pgbench` books: activities and days of its own, as many as the portal's.
pub const ACTIVITIES: [&str; 3] = [
    "00000000000000000000000001",
    "00000000000000000000000002",
    "00000000000000000000000003",
];

/// Those of the portal that come alone, so that 20 days are 20 slots.
const CODES: [&str; 3] = ["matin", "etude", "soir"];

/// Statements that follow the commit: the answer's order and children, and the cache task struck off.
const AFTER: usize = 3;

/// Requests per second and caller that there are enough children for.
const MOST: usize = 400;

pub async fn measure(house: &House, arguments: &Arguments, report: &mut Report) -> Outcome<()> {
    prepare(house, arguments).await?;
    let stage = Arc::new(Stage::of(house, 0..=0).await?);
    // The first bookings of slots make their rows; those of another child find them.
    let mut sent = 0;
    for client in 0..2 {
        let before = house.statements().await;
        Clerk::new(&stage, client).await?.ask().await?;
        sent = house.statements().await - before;
    }
    report.count(Count {
        name: "statements of a booking of 20 slots, those after the commit included",
        ours: sent,
        most: pgbench::statements() + AFTER,
    });

    let spread = format!("20 slots, {} towns", arguments.towns);
    for (name, towns) in [
        ("20 slots, all in one town".to_owned(), 0..=0),
        (spread, 1..=arguments.towns),
    ] {
        pair(house, arguments, report, name, towns).await?;
    }
    Ok(())
}

async fn pair(
    house: &House,
    arguments: &Arguments,
    report: &mut Report,
    name: String,
    towns: RangeInclusive<usize>,
) -> Outcome<()> {
    let communes = commune(house, *towns.start())?..=commune(house, *towns.end())?;
    clear(house).await?;
    let stage = Arc::new(Stage::of(house, towns).await?);
    let mut rates = Vec::new();
    for round in 0..=arguments.rounds {
        clear(house).await?;
        let (clients, window) = (arguments.clients, arguments.window);
        let baseline = pgbench::run(&house.database, communes.clone(), clients, window).await?;
        let theirs = booked(house).await?;
        clear(house).await?;
        let mut clerks = Vec::new();
        for nth in 0..clients {
            clerks.push(Clerk::new(&stage, nth).await?);
        }
        let ours = load::run(clerks, window).await?;
        let (orders, bookings) = booked(house).await?;
        if orders != ours.answers || bookings != orders * SLOTS || theirs.1 != theirs.0 * SLOTS {
            return Err(format!("{bookings} bookings in {orders} orders for {} answers", ours.answers).into());
        }
        say(&format!(
            "{name}, round {round}: {:.0} against {baseline:.0} a second",
            ours.rate
        ));
        rates.push((ours.rate, baseline));
    }
    report.pair(Pair {
        name,
        ours: "GraphQL over HTTP, the apps' own document".to_owned(),
        baseline: "pgbench, prepared, the turn's SQL".to_owned(),
        // The first round warms everything up.
        rates: rates.split_off(1),
        least: 0.5,
    });
    Ok(())
}

fn commune(house: &House, nth: usize) -> Outcome<i32> {
    house
        .towns
        .get(nth)
        .map(|town| town.commune)
        .ok_or_else(|| "no such town".into())
}

/// Enters the children, and the slots of `pgbench`.
async fn prepare(house: &House, arguments: &Arguments) -> Outcome<()> {
    let children = arguments.window.as_secs() as usize * MOST / KINDS + 1;
    let everyone = format!(
        "FROM communes, generate_series(0, {}) AS client, generate_series(0, {children}) AS nth,
           LATERAL (SELECT '0000000' || ((1000000 + commune_id) * 1000000000000 + client * 1000000 + nth) AS id) AS one",
        arguments.clients - 1
    );
    let activities = ACTIVITIES.map(|id| format!("('{id}')")).join(", ");
    for statement in [
        format!(
            "INSERT INTO families (commune_id, family_id, code, name) SELECT commune_id, id, id, 'Famille' {everyone}"
        ),
        format!(
            "INSERT INTO children (commune_id, child_id, family_id, first_name, last_name, birth_date, school_code)
             SELECT commune_id, id, id, 'Enfant', 'Famille', '2018-03-14', 'cocteau' {everyone}"
        ),
        format!(
            "INSERT INTO activities (commune_id, activity_id, code, name)
             SELECT commune_id, id, id, id FROM communes, (VALUES {activities}) AS one(id)"
        ),
        format!(
            "INSERT INTO slots (commune_id, activity_id, day, capacity, taken, version)
             SELECT commune_id, id, make_date(year, 3, day), 100000, 0, 1
             FROM communes, (VALUES {activities}) AS one(id), generate_series(2101, {}) AS year,
               generate_series(1, {SLOTS}) AS day",
            2100 + KINDS / ACTIVITIES.len()
        ),
        "ANALYZE".to_owned(),
    ] {
        house.store.execute_unprepared(&statement).await?;
    }
    say(&format!("{} children per town", arguments.clients * (children + 1)));
    Ok(())
}

/// Both sides begin with empty books, and with a checkpoint behind them.
async fn clear(house: &House) -> Outcome<()> {
    let tables = "booking_events, bookings, alerts, order_lines, decisions, orders, idempotency_keys, tasks";
    for statement in [
        &format!("TRUNCATE {tables}"),
        "VACUUM (ANALYZE) slots",
        "VACUUM (ANALYZE) lanes",
        "CHECKPOINT",
    ] {
        house.store.execute_unprepared(statement).await?;
    }
    Ok(())
}

/// Orders and bookings there are.
async fn booked(house: &House) -> Outcome<(usize, usize)> {
    let sql = "SELECT (SELECT count(*) FROM orders) AS orders, (SELECT count(*) FROM bookings) AS bookings";
    let row = house
        .store
        .query_one_raw(Statement::from_string(DbBackend::Postgres, sql))
        .await?;
    let row = row.ok_or("a count without a row")?;
    Ok((
        row.try_get::<i64>("", "orders")? as usize,
        row.try_get::<i64>("", "bookings")? as usize,
    ))
}

/// What all clerks know.
struct Stage {
    house: std::net::SocketAddr,
    places: Vec<Place>,
    /// The document, as a JSON text.
    document: String,
    /// Four times 20 days, as JSON lists.
    spans: Vec<String>,
}

/// A town and the activities to book in it.
struct Place {
    town: Town,
    activities: Vec<String>,
}

impl Stage {
    async fn of(house: &House, towns: RangeInclusive<usize>) -> Outcome<Self> {
        let mut places = Vec::new();
        for town in &house.towns[towns] {
            let asked = house
                .ask(
                    Some(&town.token),
                    "{ viewer { town { activities { id code } } } }",
                    json!({}),
                )
                .await?;
            let offered = asked["viewer"]["town"]["activities"]
                .as_array()
                .ok_or("no activities")?;
            let offered = offered
                .iter()
                .filter(|one| CODES.iter().any(|code| one["code"] == *code));
            let activities = offered
                .filter_map(|one| one["id"].as_str())
                .map(ToOwned::to_owned)
                .collect();
            places.push(Place {
                town: town.clone(),
                activities,
            });
        }
        let days = days(house, &places[0]).await?;
        Ok(Self {
            house: house.running.address(),
            document: Value::from(documents::BOOKING_PLAN).to_string(),
            spans: days
                .chunks_exact(SLOTS)
                .take(KINDS / CODES.len())
                .map(|days| json!(days).to_string())
                .collect(),
            places,
        })
    }
}

/// Days of the school year on which places can be booked.
async fn days(house: &House, place: &Place) -> Outcome<Vec<Value>> {
    let document = "query Days($child: ID!, $from: Date!, $to: Date!) {
      child(id: $child) { calendar(from: $from, to: $to) { days { date } activities { states } } }
    }";
    let mut days = Vec::new();
    for (from, to) in [
        ("2026-12-01", "2027-01-31"),
        ("2027-02-01", "2027-03-31"),
        ("2027-04-01", "2027-05-31"),
        ("2027-06-01", "2027-07-31"),
    ] {
        let asked = json!({ "child": child(place.town.commune, 0, 0), "from": from, "to": to });
        let found = house.ask(Some(&place.town.token), document, asked).await?;
        let calendar = &found["child"]["calendar"];
        days.extend(open_days(calendar, &calendar["activities"][0]));
    }
    if days.len() >= SLOTS * KINDS / CODES.len() {
        Ok(days)
    } else {
        Err(format!("only {} days can be booked", days.len()).into())
    }
}

fn child(commune: i32, client: usize, nth: usize) -> String {
    format!(
        "child:0000000{}",
        (1_000_000 + i64::from(commune)) * 1_000_000_000_000 + (client * 1_000_000 + nth) as i64
    )
}

/// Books for one child after the other, each time in a town met by chance.
struct Clerk {
    stage: Arc<Stage>,
    wire: Wire,
    client: usize,
    asked: usize,
    chance: u64,
}

impl Clerk {
    async fn new(stage: &Arc<Stage>, client: usize) -> Outcome<Self> {
        let wire = Wire::open(stage.house).await?;
        Ok(Self {
            stage: Arc::clone(stage),
            wire,
            client,
            asked: 0,
            chance: client as u64 + 1,
        })
    }

    /// A linear congruential generator: chance enough to spread towns.
    fn town(&mut self) -> usize {
        self.chance = self
            .chance
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.chance >> 33) as usize % self.stage.places.len()
    }
}

impl Caller for Clerk {
    async fn ask(&mut self) -> Outcome<()> {
        let town = self.town();
        let (stage, place) = (&self.stage, &self.stage.places[town]);
        let kind = self.asked % KINDS;
        let body = format!(
            r#"{{"query":{},"variables":{{"input":{{"changes":[{{"childId":"{}","activityId":"{}","book":{}}}],"idempotencyKey":"bench-{}-{}"}}}}}}"#,
            stage.document,
            child(place.town.commune, self.client, self.asked / KINDS),
            place.activities[kind % CODES.len()],
            stage.spans[kind / CODES.len()],
            self.client,
            self.asked,
        );
        self.asked += 1;
        let answer = self.wire.post(Some(&place.town.token), &body).await?;
        match answer.matches("\"BOOKED\"").count() {
            SLOTS => Ok(()),
            _ => Err(format!("not all was booked: {answer}").into()),
        }
    }
}
