use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{Answer, Calendar, Phone, documents};

const WHOLE_PLAN: &str = "mutation($input: BookingPlanInput!) { bookingPlan(input: $input) {
  order { number } skipped planToken gone { childId activity { id } date } debtChanged total { amountCents } errors { code message path }
  outcomes { childId activity { id } date result changed takenWith { id } price { amountCents currency } priceBefore { amountCents currency }
    reason { code } } } }";

/// A guardian with a phone, who knows the ids behind names.
#[derive(Clone)]
pub struct Parent {
    pub phone: Phone,
    /// First name to id.
    children: BTreeMap<String, String>,
    /// Code to id.
    activities: BTreeMap<String, String>,
}

const NAMES: &str = "{ viewer { town { activities { id code } } family { children { id firstName } } } }";

impl Parent {
    pub async fn new(phone: Phone) -> Self {
        let viewer = phone.ask(NAMES, json!({})).await.field("viewer");
        let ids = |list: &Value, name: &str| -> BTreeMap<String, String> {
            let list = list.as_array().map_or(&[][..], Vec::as_slice);
            let text = |value: &Value| value.as_str().expect("a text").to_owned();
            list.iter().map(|one| (text(&one[name]), text(&one["id"]))).collect()
        };
        Self {
            phone,
            children: ids(&viewer["family"]["children"], "firstName"),
            activities: ids(&viewer["town"]["activities"], "code"),
        }
    }

    /// The id of a child of this family.
    pub fn child(&self, name: &str) -> &str {
        self.children
            .get(name)
            .unwrap_or_else(|| panic!("{name} is not of this family"))
    }

    /// The ids of the children of this family, by name.
    pub fn children(&self) -> impl Iterator<Item = (&str, &str)> {
        self.children.iter().map(|(name, id)| (name.as_str(), id.as_str()))
    }

    /// The id of an activity of this town.
    pub fn activity(&self, code: &str) -> &str {
        self.activities
            .get(code)
            .unwrap_or_else(|| panic!("{code} is not an activity"))
    }

    /// The first name behind an id.
    pub(crate) fn child_named(&self, id: &Value) -> String {
        name_of(&self.children, id.as_str().unwrap_or_default())
    }

    /// The code behind an id.
    pub(crate) fn activity_coded(&self, id: &Value) -> String {
        name_of(&self.activities, id.as_str().unwrap_or_default())
    }

    /// One entry of a plan that books.
    pub fn booking(&self, child: &str, activity: &str, days: &[&str]) -> Value {
        json!({ "childId": self.child(child), "activityId": self.activity(activity), "book": days })
    }

    /// One entry of a plan that gives back.
    pub fn cancelling(&self, child: &str, activity: &str, days: &[&str]) -> Value {
        json!({ "childId": self.child(child), "activityId": self.activity(activity), "cancel": days })
    }

    /// Sends a plan.
    pub async fn plan(&self, key: &str, changes: &[Value]) -> Answer {
        self.send(key, changes, false).await
    }

    /// Asks what a plan would do.
    pub async fn rehearse(&self, key: &str, changes: &[Value]) -> Answer {
        self.send(key, changes, true).await
    }

    /// Sends a plan as its input is written, but for the key, and asks for all that it answers.
    pub async fn ask_plan(&self, key: &str, mut input: Value) -> Value {
        input["idempotencyKey"] = key.into();
        let answer = self.phone.ask(WHOLE_PLAN, json!({ "input": input })).await;
        answer.field("bookingPlan")
    }

    async fn send(&self, key: &str, changes: &[Value], dry_run: bool) -> Answer {
        let input = json!({ "changes": changes, "dryRun": dry_run, "idempotencyKey": key });
        self.phone.ask(documents::BOOKING_PLAN, json!({ "input": input })).await
    }

    /// Books days of one child in one activity, and returns what became of them, as [`Parent::told`] writes it.
    pub async fn book(&self, key: &str, child: &str, activity: &str, days: &[&str]) -> Vec<String> {
        let changes = [self.booking(child, activity, days)];
        self.told(self.plan(key, &changes).await)
    }

    /// Gives days of one child in one activity back.
    pub async fn cancel(&self, key: &str, child: &str, activity: &str, days: &[&str]) -> Vec<String> {
        let changes = [self.cancelling(child, activity, days)];
        self.told(self.plan(key, &changes).await)
    }

    /// The outcomes of a plan that was considered: `Léa midi 2026-12-01 BOOKED 170 with restauration`, or
    /// `Léa midi 2026-12-02 REFUSED WEEKDAY`, or `Léa midi 2026-12-03 REPRICED 150 before 170`.
    #[track_caller]
    pub fn told(&self, answer: Answer) -> Vec<String> {
        let payload = answer.field("bookingPlan");
        assert_eq!(payload["errors"], json!([]));
        self.outcomes(&payload)
    }

    /// As [`Parent::told`], of a `BookingPlanPayload`.
    pub fn outcomes(&self, payload: &Value) -> Vec<String> {
        let outcomes = payload["outcomes"].as_array().expect("outcomes");
        outcomes.iter().map(|outcome| self.outcome(outcome)).collect()
    }

    /// Of a payload: where a plan that was agreed to did something that it does no more, `Léa midi 2026-12-01`.
    pub fn gone(&self, payload: &Value) -> Vec<String> {
        let gone = payload["gone"].as_array().expect("places");
        gone.iter()
            .map(|place| self.outcome(place).trim_end().to_owned())
            .collect()
    }

    fn outcome(&self, outcome: &Value) -> String {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let mut words = vec![
            name_of(&self.children, &text(&outcome["childId"])),
            name_of(&self.activities, &text(&outcome["activity"]["id"])),
            text(&outcome["date"]),
            text(&outcome["result"]),
        ];
        if let Some(cents) = outcome["price"]["amountCents"].as_i64() {
            assert_eq!(outcome["price"]["currency"], "EUR");
            words.push(cents.to_string());
        }
        if let Some(cents) = outcome["priceBefore"]["amountCents"].as_i64() {
            words.push(format!("before {cents}"));
        }
        if let Some(code) = outcome["reason"]["code"].as_str() {
            words.push(code.to_owned());
        }
        if let Some(id) = outcome["takenWith"]["id"].as_str() {
            words.push(format!("with {}", name_of(&self.activities, id)));
        }
        words.join(" ")
    }

    /// The errors of a plan that was not considered: its code and path; nothing else came with them.
    #[track_caller]
    pub fn refused(&self, answer: Answer) -> Vec<(String, String)> {
        let payload = answer.field("bookingPlan");
        let nothing = json!({ "order": null, "outcomes": [], "total": null, "children": [] });
        for (name, value) in nothing.as_object().expect("an object") {
            assert_eq!(&payload[name], value, "{name}");
        }
        let errors = payload["errors"].as_array().expect("a list");
        let path = |error: &Value| {
            let path = error["path"].as_array().expect("a path");
            path.iter()
                .map(|part| part.as_str().expect("a text"))
                .collect::<Vec<_>>()
                .join(".")
        };
        errors
            .iter()
            .map(|error| (error["code"].as_str().expect("a code").to_owned(), path(error)))
            .collect()
    }

    /// A child's days, both ends included.
    pub async fn calendar(&self, child: &str, from: &str, to: &str) -> Calendar {
        let variables = json!({ "childId": self.child(child), "from": from, "to": to });
        let mut found = self.phone.ask(documents::CHILD_MONTH, variables).await.field("child");
        Calendar(found["calendar"].take())
    }

    /// How many staff expect on a day: for staff and partner programs.
    pub async fn heads(&self, activity: &str, day: &str) -> usize {
        self.heads_of(&self.phone, activity, day).await
    }

    /// The same, as the holder of this phone sees it.
    pub async fn heads_of(&self, phone: &Phone, activity: &str, day: &str) -> usize {
        let document = "query($day: Date!) {
            viewer { town { activities { code occupancy(from: $day, to: $day) { taken } } } }
        }";
        let viewer = phone.ask(document, json!({ "day": day })).await.field("viewer");
        let activities = viewer["town"]["activities"].as_array().expect("activities");
        let found = activities
            .iter()
            .find(|one| one["code"] == activity)
            .expect("an activity");
        let taken = found["occupancy"][0]["taken"].as_u64().expect("a number");
        usize::try_from(taken).expect("a number of heads")
    }

    /// The latest hundred changes: `2026-11-23T08:00:00Z BOOKED Léa midi 2026-12-01 170 by Camille Martin no 1`.
    pub async fn history(&self) -> Vec<String> {
        let variables = json!({ "first": 100, "after": null });
        let viewer = self
            .phone
            .ask(documents::BOOKING_HISTORY, variables)
            .await
            .field("viewer");
        let nodes = viewer["family"]["history"]["nodes"].as_array().expect("nodes");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let line = |node: &Value| {
            assert_eq!(
                self.children.get(&text(&node["childFirstName"])),
                Some(&text(&node["childId"]))
            );
            format!(
                "{} {} {} {} {} {} by {} no {}",
                text(&node["at"]),
                text(&node["change"]),
                text(&node["childFirstName"]),
                name_of(&self.activities, &text(&node["activity"]["id"])),
                text(&node["date"]),
                node["price"]["amountCents"],
                text(&node["by"]),
                node["orderNumber"],
            )
        };
        nodes.iter().map(line).collect()
    }
}

fn name_of(names: &BTreeMap<String, String>, id: &str) -> String {
    let found = names.iter().find(|(_, known)| *known == id);
    found.map_or_else(|| id.to_owned(), |(name, _)| name.clone())
}
