//! A month of a family: three children, five activities, every day with its state, reason, closing, price and places.

use chrono::NaiveDate;
use preau_tests::documents;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement, Value as Bound};
use serde_json::{Value, json};

use crate::arguments::Arguments;
use crate::house::{FAMILY, House};
use crate::load::{self, Caller};
use crate::report::{Count, Pair, Report};
use crate::{Outcome, say};
use preau_tests::Wire;

const FROM: &str = "2027-01-01";
const TO: &str = "2027-01-31";

/// All that `ChildMonth` asks, of all children at once.
const MONTH: &str = "query Month($from: Date!, $to: Date!) {
  viewer {
    family {
      id
      children {
        id
        calendar(from: $from, to: $to) {
          id
          from
          to
          days { date kind label }
          activities {
            id
            activity { id code name startsAt endsAt }
            takes { id name }
            states
            reasons
            closesAt
            priceCents
            placesLeft
          }
        }
      }
    }
  }
}";

pub async fn measure(house: &House, arguments: &Arguments, report: &mut Report) -> Outcome<()> {
    let town = house.towns.first().ok_or("no town")?;
    let token = house.sign_in(&town.slug, FAMILY).await?;
    let month = json!({ "from": FROM, "to": TO });
    let found = house.ask(Some(&token), MONTH, month.clone()).await?;
    let family = &found["viewer"]["family"];
    book(house, &token, family).await?;

    // The first reading after a booking in a month that the cache does not hold is the dearest.
    let before = house.statements().await;
    house
        .ask(Some(&token), MONTH, json!({ "from": "2027-03-01", "to": "2027-03-31" }))
        .await?;
    report.count(Count {
        name: "statements of a month, counts not cached",
        ours: house.statements().await - before,
        most: 3,
    });
    let before = house.statements().await;
    house.ask(Some(&token), MONTH, month.clone()).await?;
    report.count(Count {
        name: "statements of a month, counts cached",
        ours: house.statements().await - before,
        most: 3,
    });

    let selects = selects(town.commune, family)?;
    let body = json!({ "query": MONTH, "variables": month }).to_string();
    let mut rates = Vec::new();
    let (mut rows, mut bytes) = (0, 0);
    for round in 0..=arguments.rounds {
        let bare = Bare {
            pool: house.pool().clone(),
            selects: selects.clone(),
        };
        rows = bare.read().await?;
        let bare = vec![bare; arguments.clients];
        let baseline = load::run(bare, arguments.window).await?.rate;
        let mut phones = Vec::new();
        for _ in 0..arguments.clients {
            let wire = Wire::open(house.running.address()).await?;
            phones.push(Phone {
                wire,
                token: token.clone(),
                body: body.clone(),
            });
        }
        if let Some(phone) = phones.first_mut() {
            bytes = phone.wire.post(Some(&token), &body).await?.len();
        }
        let ours = load::run(phones, arguments.window).await?.rate;
        say(&format!(
            "calendar, round {round}: {ours:.0} against {baseline:.0} a second"
        ));
        rates.push((ours, baseline));
    }
    report.pair(Pair {
        name: "month of 3 children × 5 activities".to_owned(),
        ours: format!("GraphQL over HTTP, {bytes} bytes of JSON"),
        baseline: format!("bare SELECTs of the same {rows} rows, same pool"),
        // The first round warms everything up.
        rates: rates.split_off(1),
        least: 1.0 / 3.0,
    });
    Ok(())
}

/// Every day that can be booked, in three of the five activities.
async fn book(house: &House, token: &str, family: &Value) -> Outcome<()> {
    let mut changes = Vec::new();
    for child in family["children"].as_array().into_iter().flatten() {
        let calendar = &child["calendar"];
        for activity in calendar["activities"].as_array().into_iter().flatten().step_by(2) {
            let days = open_days(calendar, activity);
            changes.push(json!({ "childId": child["id"], "activityId": activity["activity"]["id"], "book": days }));
        }
    }
    let input = json!({ "changes": changes, "idempotencyKey": "calendar" });
    let answer = house
        .ask(Some(token), documents::BOOKING_PLAN, json!({ "input": input }))
        .await?;
    if answer["bookingPlan"]["order"].is_null() {
        Err(format!("nothing was booked: {answer}").into())
    } else {
        Ok(())
    }
}

/// The days of a calendar on which a place can be booked in an activity of it.
pub fn open_days(calendar: &Value, activity: &Value) -> Vec<Value> {
    let days = calendar["days"].as_array().into_iter().flatten();
    let states = activity["states"].as_array().into_iter().flatten();
    days.zip(states)
        .filter(|(_, state)| **state == "AVAILABLE")
        .map(|(day, _)| day["date"].clone())
        .collect()
}

/// What the calendar is made of, as plain statements: the children, their bookings, how full the slots are.
fn selects(commune: i32, family: &Value) -> Outcome<Vec<Statement>> {
    let key = |id: &Value| {
        id.as_str()
            .and_then(|id| id.split_once(':'))
            .map(|(_, key)| Bound::from(key))
    };
    let children = family["children"].as_array().ok_or("no children")?;
    let activities = children
        .first()
        .and_then(|child| child["calendar"]["activities"].as_array());
    let children: Vec<Bound> = children.iter().filter_map(|child| key(&child["id"])).collect();
    let activities: Vec<Bound> = activities
        .into_iter()
        .flatten()
        .filter_map(|one| key(&one["activity"]["id"]))
        .collect();
    let in_month = |column: &str, keys: Vec<Bound>| {
        let marks = (4..4 + keys.len())
            .map(|nth| format!("${nth}"))
            .collect::<Vec<_>>()
            .join(", ");
        let bound = [
            commune.into(),
            FROM.parse::<NaiveDate>()?.into(),
            TO.parse::<NaiveDate>()?.into(),
        ];
        Outcome::Ok((
            format!("commune_id = $1 AND day BETWEEN $2 AND $3 AND {column} IN ({marks})"),
            bound.into_iter().chain(keys).collect::<Vec<_>>(),
        ))
    };
    let (booked, of_children) = in_month("child_id", children)?;
    let (counted, of_activities) = in_month("activity_id", activities)?;
    let of_family = vec![commune.into(), key(&family["id"]).ok_or("a family without an id")?];
    let select = |columns: &str, condition: &str, bound: Vec<Bound>| {
        Statement::from_sql_and_values(
            DbBackend::Postgres,
            format!("SELECT {columns} WHERE {condition}"),
            bound,
        )
    };
    Ok(vec![
        select(
            "child_id, family_id, first_name, last_name, birth_date, school_code FROM children",
            "commune_id = $1 AND family_id = $2",
            of_family,
        ),
        select(
            "booking_id, child_id, activity_id, day, price_cents, rule_book_version FROM bookings",
            &format!("{booked} AND cancelled_at IS NULL"),
            of_children,
        ),
        select("activity_id, day, taken, version FROM slots", &counted, of_activities),
    ])
}

#[derive(Clone)]
struct Bare {
    pool: DatabaseConnection,
    selects: Vec<Statement>,
}

impl Bare {
    async fn read(&self) -> Outcome<usize> {
        let mut rows = 0;
        for select in &self.selects {
            rows += self.pool.query_all_raw(select.clone()).await?.len();
        }
        Ok(rows)
    }
}

impl Caller for Bare {
    async fn ask(&mut self) -> Outcome<()> {
        self.read().await.map(drop)
    }
}

struct Phone {
    wire: Wire,
    token: String,
    body: String,
}

impl Caller for Phone {
    async fn ask(&mut self) -> Outcome<()> {
        let answer = self.wire.post(Some(&self.token), &self.body).await?;
        if answer.starts_with("{\"data\"") {
            Ok(())
        } else {
            Err(answer.to_owned().into())
        }
    }
}
