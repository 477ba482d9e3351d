//! What one family does when booking opens.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::{Instant, sleep, sleep_until};

use super::answer::{self, Way};
use super::cast::Arrival;
use super::log::Step;
use super::people::first_name;
use super::played::{Became, Kind, Line, Told, Wish};
use super::walk::Walk;
use crate::documents;

/// Between the opening and another try, for a phone whose clock runs ahead of the server's.
const SKEW: Duration = Duration::from_millis(50);

/// Lets so much time pass.
pub(super) async fn a_moment() {
    sleep(SKEW).await;
}

impl Walk {
    /// Plays a family's morning.
    pub(super) async fn morning(&mut self, began: Instant) {
        let early = match self.family.arrival {
            Arrival::Early(after) => {
                sleep_until(began + after).await;
                true
            }
            Arrival::Open(after) => {
                sleep_until(self.stage.gate.opened().await + after).await;
                false
            }
        };
        // Those who run out of time end with what they have.
        let _ = self.play(early).await;
    }

    async fn play(&mut self, early: bool) -> Option<()> {
        let looked = self.look().await;
        if early {
            let tried = self.try_early(looked).await;
            self.stage.gate.turned_away();
            self.stage.gate.opened().await;
            tried?;
        }
        looked?;
        self.fill_cart().await?;
        while self.played.plan().is_none_or(Told::too_early) {
            let told = self.book().await?;
            if told.too_early() {
                if self.stage.out_of_time() {
                    return None;
                }
                a_moment().await;
            }
        }
        self.order_cart().await?;
        self.stage.log.settle();
        self.join().await?;
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
            return Some(());
        }
        let expected = Became::NotOpenYet(self.stage.opens_at);
        if let Some(line) = told.lines.iter().find(|line| line.became != expected) {
            self.wrong(&format!("came too early and was told {line:?}"));
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

    /// Books the year, but for the days of the cart, under a new key.
    async fn book(&mut self) -> Option<Told> {
        let wishes = self.family.wishes(&self.stage.plan_days(&self.family));
        let changes = answer::changes(&self.stage, &self.played.children, &wishes, Way::Book);
        self.act((Step::Book, Kind::Plan), wishes, |key| answer::plan(&changes, key))
            .await
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
        let shown = |(_, activity, day): Wish| {
            let rows = calendar["activities"].as_array()?;
            let row = rows
                .iter()
                .find(|row| row["activity"]["id"] == self.stage.activities[activity])?;
            let place = calendar["days"]
                .as_array()?
                .iter()
                .position(|listed| listed["date"] == day.to_string())?;
            Some(row["states"][place].as_str()?.to_owned())
        };
        let booked = self.played.told().flat_map(|told| &told.lines);
        let booked = booked.filter(|line| matches!(line.became, Became::Booked(_)));
        let waits = self.played.joins.iter().flat_map(|join| &join.wishes).copied();
        let told = booked.map(Line::wish).map(|wish| (wish, "BOOKED"));
        for (wish, expected) in told.chain(waits.map(|wish| (wish, "WAITING"))) {
            if let Some(state) = shown(wish).filter(|state| wish.0 == 0 && state != expected) {
                self.wrong(&format!("is shown {state} for {wish:?}, which is {expected}"));
            }
        }
        Some(())
    }
}
