//! What one family does.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep, sleep_until};

use super::answer;
use super::caller::Caller;
use super::cast::{Arrival, Family, Habit};
use super::log::Step;
use super::people::first_name;
use super::stage::Stage;
use crate::documents;

/// How a family fared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Played {
    pub family: usize,
    /// Ids of its children, in the order of [`Family::wants`]; none when it did not come so far.
    pub children: Vec<String>,
    /// Keys of the requests that it sent to book, in order.
    pub keys: Vec<String>,
    /// The answer to the last of them, once there was one.
    pub told: Option<Told>,
}

/// The answer to a request that books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub order: Option<String>,
    pub lines: Vec<Line>,
    pub total: i64,
}

/// What became of one child's day in one activity; children and activities by their places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub child: usize,
    pub activity: usize,
    pub day: NaiveDate,
    pub became: Became,
}

impl Told {
    fn too_early(&self) -> bool {
        self.lines
            .iter()
            .any(|line| matches!(line.became, Became::NotOpenYet(_)))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Became {
    /// At this price in cents.
    Booked(i64),
    Full,
    NotOpenYet(Option<DateTime<Utc>>),
    /// Nothing that this day should bring.
    Else(String),
}

/// Between the opening and another try, for a phone whose clock runs ahead of the server's.
const SKEW: Duration = Duration::from_millis(50);

/// Plays a family's day.
pub(super) async fn walk(stage: Arc<Stage>, nth: usize, began: Instant) -> Played {
    let family = stage.families[nth].clone();
    let mut walk = Walk {
        caller: Caller::new(&stage, nth),
        played: Played {
            family: nth,
            children: Vec::new(),
            keys: Vec::new(),
            told: None,
        },
        document: answer::document(),
        family,
        stage,
    };
    let early = match walk.family.arrival {
        Arrival::Early(after) => {
            sleep_until(began + after).await;
            true
        }
        Arrival::Open(after) => {
            sleep_until(walk.stage.gate.opened().await + after).await;
            false
        }
    };
    // Those who run out of time end with what they have.
    let _ = walk.play(early).await;
    walk.played
}

struct Walk {
    stage: Arc<Stage>,
    family: Family,
    caller: Caller,
    played: Played,
    document: String,
}

impl Walk {
    async fn play(&mut self, early: bool) -> Option<()> {
        let looked = self.look().await;
        if early {
            let tried = self.try_early(looked).await;
            self.stage.gate.turned_away();
            self.stage.gate.opened().await;
            tried?;
        }
        looked?;
        while self.played.told.is_none() {
            let told = self.book().await?;
            if told.too_early() && Instant::now() < self.stage.until {
                sleep(SKEW).await;
            } else {
                self.played.told = Some(told);
            }
        }
        self.stage.log.settle();
        self.look_again().await
    }

    async fn look(&mut self) -> Option<()> {
        self.caller.sign_in().await.then_some(())?;
        let body = json!({ "query": documents::HOME, "variables": {} }).to_string();
        let home = self.caller.ask(Step::Home, &body).await?;
        self.played.children = self.children(&home)?;
        let first = *self.stage.days.first()?;
        for child in self.played.children.clone() {
            self.month(Step::Calendar, &child, first).await?;
        }
        Some(())
    }

    /// Every day is refused, with the right instant. On a slow machine it may have come by then.
    async fn try_early(&mut self, looked: Option<()>) -> Option<()> {
        looked?;
        let told = self.book().await?;
        if self.stage.gate.is_open() && !told.too_early() {
            self.played.told = Some(told);
            return Some(());
        }
        let expected = Became::NotOpenYet(self.stage.opens_at);
        if let Some(line) = told.lines.iter().find(|line| line.became != expected) {
            let family = self.family.nth;
            self.stage
                .log
                .wrong(format!("family {family} came too early and was told {line:?}"));
        }
        self.stage.log.early();
        Some(())
    }

    fn children(&self, home: &str) -> Option<Vec<String>> {
        let home: Value = serde_json::from_str(home).ok()?;
        let listed = home["data"]["viewer"]["family"]["children"].as_array()?;
        let id = |nth| {
            let found = listed.iter().find(|child| child["firstName"] == first_name(nth))?;
            Some(found["id"].as_str()?.to_owned())
        };
        (0..self.family.wants.len()).map(id).collect()
    }

    async fn month(&mut self, step: Step, child: &str, from: NaiveDate) -> Option<Value> {
        let variables = json!({ "childId": child, "from": from, "to": from + Days::new(30) });
        let body = json!({ "query": documents::CHILD_MONTH, "variables": variables }).to_string();
        let answer = self.caller.ask(step, &body).await?;
        serde_json::from_str(&answer).ok()
    }

    /// Books the year under a new key, as the family is used to.
    async fn book(&mut self) -> Option<Told> {
        let key = format!("jour-j-{}-{}", self.family.nth, self.played.keys.len());
        let body = answer::request(
            &self.stage,
            &self.played.children,
            &self.family.wants,
            &key,
            &self.document,
        );
        self.played.keys.push(key);
        let answers = match self.family.habit {
            Habit::Patient => vec![self.caller.ask(Step::Book, &body).await],
            Habit::HangsUp => {
                self.caller.send_and_hang_up(&body).await;
                self.caller = self.caller.other();
                vec![self.caller.ask(Step::Book, &body).await]
            }
            Habit::Twice => {
                let mut other = self.caller.other();
                let (one, two) = tokio::join!(self.caller.ask(Step::Book, &body), other.ask(Step::Book, &body));
                vec![one, two]
            }
        };
        let mut told = answers.into_iter().flatten().filter_map(|answer| self.told(&answer));
        let first = told.next()?;
        if let Some(second) = told.find(|second| *second != first) {
            let (family, orders) = (self.family.nth, (&first.order, &second.order));
            let what = format!("family {family} sent one request twice and got two answers, orders {orders:?}");
            self.stage.log.wrong(what);
        }
        Some(first)
    }

    fn told(&self, answer: &str) -> Option<Told> {
        match answer::told(&self.stage, &self.played.children, answer) {
            Ok(told) => Some(told),
            Err(what) => {
                self.stage.log.wrong(format!("family {}: {what}", self.family.nth));
                None
            }
        }
    }

    /// What was booked must show, whichever server is asked.
    async fn look_again(&mut self) -> Option<()> {
        let mut caller = self.caller.other();
        std::mem::swap(&mut caller, &mut self.caller);
        let child = self.played.children.first()?.clone();
        let days = &self.stage.days;
        let from = *days.get(self.family.nth % days.len())?;
        let month = self.month(Step::LookAgain, &child, from).await?;
        let calendar = &month["data"]["child"]["calendar"];
        let told = self.played.told.as_ref()?;
        let shown = |line: &Line| {
            let rows = calendar["activities"].as_array()?;
            let row = rows
                .iter()
                .find(|row| row["activity"]["id"] == self.stage.activities[line.activity])?;
            let place = calendar["days"]
                .as_array()?
                .iter()
                .position(|day| day["date"] == line.day.to_string())?;
            Some(row["states"][place].as_str()?.to_owned())
        };
        for line in told
            .lines
            .iter()
            .filter(|line| line.child == 0 && matches!(line.became, Became::Booked(_)))
        {
            if let Some(state) = shown(line).filter(|state| state != "BOOKED") {
                let family = self.family.nth;
                self.stage
                    .log
                    .wrong(format!("family {family} was told {line:?} and then shown {state}"));
            }
        }
        Some(())
    }
}
