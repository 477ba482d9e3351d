//! A family with its phone, and how it presses a button.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::answer;
use super::caller::Caller;
use super::cast::{Family, Habit};
use super::chance::Chance;
use super::log::Step;
use super::played::{Act, Kind, Played, Told, Wish};
use super::stage::Stage;
use crate::documents;

pub struct Walk {
    pub(super) stage: Arc<Stage>,
    pub(super) family: Family,
    pub(super) caller: Caller,
    /// What it thinks of offers.
    pub(super) chance: Chance,
    /// Those that it has made up its mind about.
    pub(super) minded: BTreeSet<Wish>,
    pub(super) played: Played,
}

impl Walk {
    pub(super) fn new(stage: &Arc<Stage>, nth: usize) -> Self {
        Self {
            caller: Caller::new(stage, nth),
            chance: Chance::new(stage.cast.seed.rotate_left(32), nth),
            minded: BTreeSet::new(),
            played: Played::new(nth),
            family: stage.families[nth].clone(),
            stage: Arc::clone(stage),
        }
    }

    /// Asks for something that is to happen once, as the family is used to: the answer, and what was told once is told
    /// again. None when no answer came in time, or one that cannot be read.
    pub(super) async fn press<T: PartialEq>(
        &mut self,
        step: Step,
        body: &str,
        read: impl Fn(&Self, &str) -> Result<T, String>,
    ) -> Option<T> {
        let answers = match self.family.habit {
            Habit::Patient => vec![self.caller.ask(step, body).await],
            Habit::HangsUp => {
                self.caller.send_and_hang_up(body).await;
                self.caller = self.caller.other();
                vec![self.caller.ask(step, body).await]
            }
            Habit::Twice => {
                let mut other = self.caller.other();
                let (one, two) = tokio::join!(self.caller.ask(step, body), other.ask(step, body));
                vec![one, two]
            }
        };
        let mut told = Vec::new();
        for answer in answers.into_iter().flatten() {
            told.extend(self.read(read(self, &answer)));
        }
        let mut told = told.into_iter();
        let first = told.next()?;
        if told.any(|second| second != first) {
            self.wrong(&format!("to {} sent twice there were two answers", step.name()));
        }
        Some(first)
    }

    /// Does something to the bookings of some days, under a key of its own.
    pub(super) async fn act(
        &mut self,
        (step, kind): (Step, Kind),
        asked: Vec<Wish>,
        body: impl Fn(&str) -> String,
    ) -> Option<Told> {
        let key = self.key();
        let body = body(&key);
        self.played.acts.push(Act {
            kind,
            key,
            asked,
            told: None,
        });
        let told = self.press(step, &body, Self::told).await?;
        self.played.acts.last_mut()?.told = Some(told.clone());
        Some(told)
    }

    pub(super) fn told(&self, answer: &str) -> Result<Told, String> {
        answer::told(&self.stage, &self.played.children, answer)
    }

    /// A key that this family has not used yet.
    pub(super) fn key(&self) -> String {
        let asked = self.played.acts.len() + self.played.joins.len() + self.played.declined.len();
        format!("jour-j-{}-{asked}", self.family.nth)
    }

    /// What was read from an answer; what is wrong with it is noted.
    pub(super) fn read<T>(&self, read: Result<T, String>) -> Option<T> {
        read.inspect_err(|what| self.wrong(what)).ok()
    }

    pub(super) fn wrong(&self, what: &str) {
        self.stage.log.wrong(format!("family {}: {what}", self.family.nth));
    }

    pub(super) async fn month(&mut self, step: Step, child: &str, from: NaiveDate) -> Option<Value> {
        let variables = json!({ "childId": child, "from": from, "to": from + Days::new(30) });
        let body = json!({ "query": documents::CHILD_MONTH, "variables": variables }).to_string();
        let answer = self.caller.ask(step, &body).await?;
        serde_json::from_str(&answer).ok()
    }
}
