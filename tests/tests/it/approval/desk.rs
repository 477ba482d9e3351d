//! The town's staff in front of their queue.

use preau_tests::{Answer, Phone, documents};
use serde_json::{Value, json};

/// An agent at work.
pub struct Desk {
    pub phone: Phone,
}

impl Desk {
    /// The whole queue: `no 1 by Camille Martin: Léa midi 2026-12-01 BOOKING WAITING`, line by line, and its counters.
    pub async fn queue(&self) -> (Vec<String>, (i64, i64, i64)) {
        let town = self.town(json!({ "first": 20, "after": null })).await;
        let orders = &town["ordersToDecide"];
        let nodes = orders["nodes"].as_array().expect("orders");
        let told = nodes.iter().flat_map(|order| {
            let head = format!("no {} by {}", order["number"], text(&order["placedBy"]));
            let line = move |line: &Value| format!("{head}: {}", self::line(line));
            lines(order).iter().map(line).collect::<Vec<_>>()
        });
        let count = |value: &Value| value.as_i64().expect("a number");
        let counters = &town["deskCounters"];
        let counts = (
            count(&orders["totalCount"]),
            count(&counters["ordersToDecide"]),
            count(&counters["cancellationsToDecide"]),
        );
        (told.collect(), counts)
    }

    pub async fn town(&self, variables: Value) -> Value {
        let mut viewer = self.phone.ask(documents::DESK, variables).await.field("viewer");
        viewer["town"].take()
    }

    /// The place that an order asks about.
    pub async fn booking(&self, order: &str, child: &str, activity: &str, day: &str) -> String {
        let order = order_of(&self.phone, order).await;
        let found = lines(&order).iter().find(|line| {
            line["childFirstName"] == child && line["activity"]["name"] == activity && line["date"] == day
        });
        text(&found.expect("a line")["bookingId"]).to_owned()
    }

    pub async fn send(&self, input: Value) -> Answer {
        self.phone.ask(documents::ORDER_DECIDE, json!({ "input": input })).await
    }

    /// Accepts or refuses all that waits in an order.
    pub async fn all(&self, key: &str, order: &str, accept: bool, reason: Option<&str>) -> Vec<String> {
        let input = json!({ "orderId": order, "acceptRest": accept, "reason": reason, "idempotencyKey": key });
        Self::told(self.send(input).await)
    }

    /// The outcomes of a decision: `Accueil du midi 2026-12-01 ACCEPTED with Restauration`, `… REFUSED: pas de place`,
    /// and `(before)` where this request changed nothing.
    #[track_caller]
    pub fn told(answer: Answer) -> Vec<String> {
        let payload = answer.field("orderDecide");
        assert_eq!(payload["errors"], json!([]));
        let outcomes = payload["outcomes"].as_array().expect("outcomes");
        let outcome = |outcome: &Value| {
            let name = text(&outcome["activity"]["name"]);
            let told = format!("{name} {} {}", text(&outcome["date"]), text(&outcome["reply"]));
            let with = outcome["decidedWith"]["name"].as_str();
            let with = with.map_or(String::new(), |with| format!(" with {with}"));
            let reason = outcome["reason"].as_str();
            let reason = reason.map_or(String::new(), |reason| format!(": {reason}"));
            let before = if outcome["changed"] == false { " (before)" } else { "" };
            format!("{told}{with}{reason}{before}")
        };
        outcomes.iter().map(outcome).collect()
    }

    /// The one error of a decision that was not considered, as code and path.
    #[track_caller]
    pub fn refused(answer: Answer) -> (String, String) {
        let payload = answer.field("orderDecide");
        assert_eq!((&payload["order"], &payload["outcomes"]), (&Value::Null, &json!([])));
        let errors = payload["errors"].as_array().expect("errors");
        let [error] = errors.as_slice() else {
            panic!("{errors:#?}")
        };
        let path = error["path"].as_array().expect("a path").iter().map(text);
        (text(&error["code"]).to_owned(), path.collect::<Vec<_>>().join("."))
    }
}

/// An order, as its family or staff see it.
pub async fn order_of(phone: &Phone, id: &str) -> Value {
    phone.ask(documents::ORDER, json!({ "id": id })).await.field("order")
}

/// What stands in an order: `PENDING 2 of 2 wait, 0 accepted, 0 refused`, and its lines.
pub async fn state_of(phone: &Phone, id: &str) -> (String, Vec<String>) {
    let order = order_of(phone, id).await;
    let status = format!(
        "{} {} of {} wait, {} accepted, {} refused",
        text(&order["status"]),
        order["waitingCount"],
        order["askedCount"],
        order["acceptedCount"],
        order["refusedCount"]
    );
    (status, lines(&order).iter().map(line).collect())
}

fn lines(order: &Value) -> &[Value] {
    order["lines"]["nodes"].as_array().expect("lines")
}

fn line(line: &Value) -> String {
    let told = [
        &line["childFirstName"],
        &line["activity"]["name"],
        &line["date"],
        &line["asks"],
        &line["reply"],
    ];
    let told = told.map(text).join(" ");
    match line["reason"].as_str() {
        Some(reason) => format!("{told}: {reason}"),
        None => told,
    }
}

/// The id of the order that a plan placed.
#[track_caller]
pub fn placed(answer: &Value) -> String {
    text(&answer["order"]["id"]).to_owned()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
