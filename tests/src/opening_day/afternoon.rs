//! What one family does once the rush is over: gives days back, and answers what is offered to it.

use super::answer::{self, Way, by_pair};
use super::log::Step;
use super::played::{Became, Declined, Kind, Line, Shown, Wait, Wish};
use super::walk::Walk;
use crate::documents;

/// Days that a family gives back, at most.
const MOST: usize = 40;

/// The clients accept an offer by booking the day; other programs may say so in one word.
const OFFER_ACCEPT: &str = "mutation OfferAccept($input: OfferAcceptInput!) {
  offerAccept(input: $input) {
    order { id }
    outcomes { childId activity { id } date result price { amountCents } reason { code } }
    total { amountCents }
    errors { code }
  }
}";

/// What a family thinks of an offer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mind {
    Accepts,
    /// Accepts by booking the day.
    Books,
    Declines,
    Sleeps,
}

impl Walk {
    /// Plays a family's afternoon.
    pub(super) async fn afternoon(&mut self) {
        // Those who run out of time end with what they have.
        let (stage, gives) = (self.stage.clone(), self.family.gives);
        {
            let _giving = gives.then(|| stage.giving.one());
            if gives && self.give_back().await.is_none() {
                return;
            }
        }
        if !self.played.joins.is_empty() {
            let _ = self.answer_offers().await;
        }
    }

    /// Gives back some of what it booked.
    async fn give_back(&mut self) -> Option<()> {
        let booked = self.played.told().flat_map(|told| &told.lines);
        let booked = booked.filter(|line| matches!(line.became, Became::Booked(_)));
        let mut gives: Vec<Wish> = booked.map(Line::wish).collect();
        gives.retain(|_| self.chance.below(6) == 0);
        gives.truncate(MOST);
        if gives.is_empty() {
            return Some(());
        }
        let changes = answer::changes(&self.stage, &self.played.children, &gives, Way::Cancel);
        let body = |key: &str| answer::plan(&changes, key);
        self.act((Step::GiveBack, Kind::GiveBack), gives, body).await.map(drop)
    }

    /// Looks three times: at once, when half of the families have given back, and when all have.
    async fn answer_offers(&mut self) -> Option<()> {
        let stage = self.stage.clone();
        self.answer_new_offers().await?;
        stage.giving.at_most_half().await;
        self.answer_new_offers().await?;
        stage.giving.over().await;
        self.answer_new_offers().await
    }

    /// Answers the offers that it has not seen before, or sleeps over them.
    async fn answer_new_offers(&mut self) -> Option<()> {
        let shown = self.look_at_waits().await?;
        let mut offered: Vec<(Wish, Mind)> = Vec::new();
        for wish in shown.iter().filter_map(offer) {
            if self.minded.insert(wish) {
                offered.push((wish, self.mind()));
            }
        }
        let those = |mind| -> Vec<Wish> {
            let those = offered.iter().filter(|offer| offer.1 == mind);
            those.map(|offer| offer.0).collect()
        };
        self.accept(&those(Mind::Accepts)).await?;
        self.book_offered(&those(Mind::Books)).await?;
        self.decline(&those(Mind::Declines)).await
    }

    fn mind(&mut self) -> Mind {
        match self.chance.below(6) {
            0 | 1 => Mind::Accepts,
            2 => Mind::Books,
            3 | 4 => Mind::Declines,
            _ => Mind::Sleeps,
        }
    }

    async fn accept(&mut self, wishes: &[Wish]) -> Option<()> {
        for (child, activity, days) in by_pair(wishes) {
            let body = self.list_request(OFFER_ACCEPT, (child, activity, &days), &self.key());
            let asked = days.iter().map(|&day| (child, activity, day)).collect();
            self.act((Step::Accept, Kind::Accept), asked, |_| body.clone()).await?;
        }
        Some(())
    }

    async fn book_offered(&mut self, wishes: &[Wish]) -> Option<()> {
        if wishes.is_empty() {
            return Some(());
        }
        let changes = answer::changes(&self.stage, &self.played.children, wishes, Way::Book);
        let body = |key: &str| answer::plan(&changes, key);
        let told = self.act((Step::Accept, Kind::Accept), wishes.to_vec(), body).await;
        told.map(drop)
    }

    async fn decline(&mut self, wishes: &[Wish]) -> Option<()> {
        for (child, activity, days) in by_pair(wishes) {
            let body = self.list_request(documents::OFFER_DECLINE, (child, activity, &days), &self.key());
            let wishes = days.iter().map(|&day| (child, activity, day)).collect();
            self.played.declined.push(Declined { wishes, told: None });
            let told = self
                .press(Step::Decline, &body, |walk, answer| walk.lines("offerDecline", answer))
                .await?;
            self.played.declined.last_mut()?.told = Some(told);
        }
        Some(())
    }

    /// Plays a family's evening, while places in carts fall free: whoever waits looks on another server, and answers.
    pub(super) async fn evening(&mut self) {
        if self.played.joins.is_empty() {
            return;
        }
        self.caller = self.caller.other();
        // By then the access token may have ended.
        if self.caller.sign_in().await {
            let _ = self.answer_new_offers().await;
        }
    }

    /// Whoever waits looks once more how that stands, when nothing happens any more.
    pub(super) async fn night(&mut self) {
        if !self.played.joins.is_empty() {
            self.caller = self.caller.other();
            self.played.shown = self.look_at_waits().await;
        }
    }
}

fn offer(shown: &Shown) -> Option<Wish> {
    matches!(shown.stands, Wait::Offered(_)).then_some(shown.wish)
}
