//! Days that a family puts into its cart, and orders or leaves there.

use serde_json::json;

use super::answer::{self, Way};
use super::cast::Basket;
use super::log::Step;
use super::morning::a_moment;
use super::played::{Became, Filled, Kind};
use super::walk::Walk;
use crate::documents;

impl Walk {
    /// Fills the cart, if the family has one, as often as it takes for the doors to be open.
    pub(super) async fn fill_cart(&mut self) -> Option<()> {
        let Some(basket) = self.family.basket else {
            return Some(());
        };
        self.played.cart = Some(Filled { basket, told: None });
        let wishes = self.family.wishes(&self.stage.cart_days(&self.family));
        let changes = answer::changes(&self.stage, &self.played.children, &wishes, Way::Book);
        let document = answer::asking_when(documents::CART_ADD);
        let body = json!({ "query": document, "variables": { "input": { "changes": changes } } }).to_string();
        loop {
            // It has no key: the same day twice is one line.
            let answer = self.caller.ask(Step::FillCart, &body).await?;
            let told = answer::filled(&self.stage, &self.played.children, &wishes, &answer);
            let told = self.read(told)?;
            let mut out = told.left_out.iter();
            if !out.any(|line| matches!(line.became, Became::NotOpenYet(_))) {
                self.played.cart = Some(Filled {
                    basket,
                    told: Some(told),
                });
                return Some(());
            }
            if self.stage.out_of_time() {
                return None;
            }
            a_moment().await;
        }
    }

    /// Orders it, if it is one to be ordered and anything is in it, and asks the same again: it is told the same.
    pub(super) async fn order_cart(&mut self) -> Option<()> {
        let content = self.played.cart.as_ref().and_then(|cart| cart.told.as_ref());
        let asked = content.map(|content| content.kept.clone()).unwrap_or_default();
        if self.family.basket != Some(Basket::Ordered) || asked.is_empty() {
            return Some(());
        }
        let document = answer::asking_when(documents::CART_ORDER);
        let body = move |key: &str| {
            json!({ "query": document, "variables": { "input": { "idempotencyKey": key } } }).to_string()
        };
        let told = self.act((Step::OrderCart, Kind::OrderCart), asked, &body).await?;
        let key = self.played.acts.last()?.key.clone();
        let again = self.press(Step::OrderCart, &body(&key), Self::told).await?;
        if again != told {
            self.wrong("ordered its cart, asked the same again and was told something else");
        }
        Some(())
    }
}
