use serde_json::{Value, json};

use crate::{Answer, Parent};

const OUTCOMES: &str =
    "outcomes { childId activity { id } date result along { id } position offeredUntil reason { code } }
    children { id } errors { code path }";

const ACCEPT: &str = "mutation($input: OfferAcceptInput!) { offerAccept(input: $input) {
    order { number bookedCount }
    outcomes { childId activity { id } date result takenWith { id } price { amountCents currency }
      priceBefore { amountCents currency } canWait reason { code message } }
    total { amountCents } children { id } errors { code path } } }";

/// What one asks of the waiting list: all but accepting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Join,
    Leave,
    Decline,
}

impl Asked {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Join => ("waitingListJoin", "WaitingListJoin"),
            Self::Leave => ("waitingListLeave", "WaitingListLeave"),
            Self::Decline => ("offerDecline", "OfferDecline"),
        }
    }
}

impl Parent {
    /// Joins the waiting list: `Léa etude 2026-11-30 WAITING 1`, `… OFFERED 2026-11-24T08:00:00Z with midi`.
    pub async fn join(&self, key: &str, child: &str, activity: &str, days: &[&str]) -> Vec<String> {
        self.waited(
            self.ask_line(Asked::Join, self.line_input(key, child, activity, days))
                .await,
            Asked::Join,
        )
    }

    /// As [`Parent::join`], only asked.
    pub async fn rehearse_join(&self, child: &str, activity: &str, days: &[&str]) -> Vec<String> {
        let mut input = self.line_input("k", child, activity, days);
        input["dryRun"] = json!(true);
        self.waited(self.ask_line(Asked::Join, input).await, Asked::Join)
    }

    /// Leaves the waiting list.
    pub async fn leave(&self, key: &str, child: &str, activity: &str, days: &[&str]) -> Vec<String> {
        self.waited(
            self.ask_line(Asked::Leave, self.line_input(key, child, activity, days))
                .await,
            Asked::Leave,
        )
    }

    /// Lets an offer go.
    pub async fn decline(&self, key: &str, child: &str, activity: &str, days: &[&str]) -> Vec<String> {
        self.waited(
            self.ask_line(Asked::Decline, self.line_input(key, child, activity, days))
                .await,
            Asked::Decline,
        )
    }

    /// Accepts an offer; outcomes as a plan's.
    pub async fn accept(&self, key: &str, child: &str, activity: &str, days: &[&str]) -> Vec<String> {
        let input = self.line_input(key, child, activity, days);
        let payload = self.ask_accept(input).await.field("offerAccept");
        assert_eq!(payload["errors"], json!([]));
        self.outcomes(&payload)
    }

    /// The input of any of these.
    pub fn line_input(&self, key: &str, child: &str, activity: &str, days: &[&str]) -> Value {
        json!({ "childId": self.child(child), "activityId": self.activity(activity), "dates": days,
            "idempotencyKey": key })
    }

    pub async fn ask_accept(&self, input: Value) -> Answer {
        self.phone.ask(ACCEPT, json!({ "input": input })).await
    }

    pub async fn ask_line(&self, asked: Asked, input: Value) -> Answer {
        let (field, noun) = asked.words();
        let document = format!("mutation($input: {noun}Input!) {{ {field}(input: $input) {{ {OUTCOMES} }} }}");
        self.phone.ask(&document, json!({ "input": input })).await
    }

    #[track_caller]
    fn waited(&self, answer: Answer, asked: Asked) -> Vec<String> {
        let payload = answer.field(asked.words().0);
        assert_eq!(payload["errors"], json!([]));
        let outcomes = payload["outcomes"].as_array().expect("outcomes");
        outcomes.iter().map(|outcome| self.wait(outcome)).collect()
    }

    fn wait(&self, outcome: &Value) -> String {
        let mut words = vec![
            self.child_named(&outcome["childId"]),
            self.activity_coded(&outcome["activity"]["id"]),
            outcome["date"].as_str().unwrap_or_default().to_owned(),
            outcome["result"].as_str().unwrap_or_default().to_owned(),
        ];
        words.extend(outcome["position"].as_u64().map(|position| position.to_string()));
        words.extend(outcome["offeredUntil"].as_str().map(str::to_owned));
        words.extend(outcome["reason"]["code"].as_str().map(str::to_owned));
        let along = outcome["along"].as_array().map_or(&[][..], Vec::as_slice);
        words.extend(
            along
                .iter()
                .map(|other| format!("with {}", self.activity_coded(&other["id"]))),
        );
        words.join(" ")
    }

    /// State of a slot, and where the child stands: `WAITING 2`, `OFFERED 2026-11-24T08:00:00Z`, `FULL can wait`.
    pub async fn slot(&self, child: &str, activity: &str, day: &str) -> String {
        let document =
            "query($child: ID!, $day: Date!) { child(id: $child) { calendar(from: $day, to: $day) { activities {
            activity { code } slot(date: $day) { state canWait waiting { position offeredUntil } } } } } }";
        let variables = json!({ "child": self.child(child), "day": day });
        let found = self.phone.ask(document, variables).await.field("child");
        let rows = found["calendar"]["activities"].as_array().expect("activities");
        let row = rows
            .iter()
            .find(|row| row["activity"]["code"] == activity)
            .expect("offered");
        let slot = &row["slot"];
        let mut words = vec![slot["state"].as_str().expect("a state").to_owned()];
        words.extend(
            slot["waiting"]["position"]
                .as_u64()
                .map(|position| position.to_string()),
        );
        words.extend(slot["waiting"]["offeredUntil"].as_str().map(str::to_owned));
        if slot["canWait"] == true {
            words.push("can wait".to_owned());
        }
        words.join(" ")
    }

    /// What the family waits for, latest first: `Léa restauration + midi 2026-12-01 WAITING 1`.
    pub async fn waiting(&self) -> Vec<String> {
        let document = "{ viewer { family { waiting(first: 100) { nodes {
            childFirstName activity { code } along { code } date state position offeredUntil } } } } }";
        let viewer = self.phone.ask(document, json!({})).await.field("viewer");
        let nodes = viewer["family"]["waiting"]["nodes"].as_array().expect("nodes");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let line = |node: &Value| {
            let along = node["along"].as_array().map_or(&[][..], Vec::as_slice);
            let codes: Vec<String> = std::iter::once(&node["activity"])
                .chain(along)
                .map(|activity| text(&activity["code"]))
                .collect();
            let mut words = vec![
                text(&node["childFirstName"]),
                codes.join(" + "),
                text(&node["date"]),
                text(&node["state"]),
            ];
            words.extend(node["position"].as_u64().map(|position| position.to_string()));
            words.extend(node["offeredUntil"].as_str().map(str::to_owned));
            words.join(" ")
        };
        nodes.iter().map(line).collect()
    }

    /// Who waits for a slot, for staff: `Enfant Famille 3 WAITING 1`.
    pub async fn line(&self, activity: &str, day: &str) -> Vec<String> {
        let document = "query($day: Date!) { viewer { town { activities { code waitingList(date: $day, first: 100) {
            nodes { childFirstName childLastName state position offeredUntil } } } } } }";
        let viewer = self.phone.ask(document, json!({ "day": day })).await.field("viewer");
        let activities = viewer["town"]["activities"].as_array().expect("activities");
        let found = activities
            .iter()
            .find(|one| one["code"] == activity)
            .expect("an activity");
        let nodes = found["waitingList"]["nodes"].as_array().expect("nodes");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let line = |node: &Value| {
            let mut words = vec![
                text(&node["childFirstName"]),
                text(&node["childLastName"]),
                text(&node["state"]),
            ];
            words.extend(node["position"].as_u64().map(|position| position.to_string()));
            words.extend(node["offeredUntil"].as_str().map(str::to_owned));
            words.join(" ")
        };
        nodes.iter().map(line).collect()
    }
}
