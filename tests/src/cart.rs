use serde_json::{Value, json};

use crate::Parent;

const CART: &str = "fragment C on Cart { badge expiresAt total { amountCents } planToken lines {
  child { firstName } activity { code } date action addedBy heldUntil price { amountCents }
  outcome { result reason { code } } } }";

const OUTCOME: &str = "fragment O on BookingOutcome { childId activity { id } date result changed takenWith { id }
  price { amountCents currency } priceBefore { amountCents currency } reason { code } }";

/// The cart that a guardian shares with the family.
impl Parent {
    /// The cart as it is.
    pub async fn cart(&self) -> Value {
        let document = format!("{CART} query {{ viewer {{ family {{ cart {{ ...C }} }} }} }}");
        let mut viewer = self.phone.ask(&document, json!({})).await.field("viewer");
        viewer["family"]["cart"].take()
    }

    /// Its lines: `Léa matin 2026-11-30 BOOK BOOKED 195 by Camille Martin`, or
    /// `Léa matin 2026-11-30 CANCEL REFUSED TOO_LATE by Camille Martin until 2026-11-23T08:20:00Z`.
    pub fn lines(cart: &Value) -> Vec<String> {
        let lines = cart["lines"].as_array().expect("lines");
        assert_eq!(cart["badge"], lines.len());
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let line = |line: &Value| {
            let mut words = vec![
                text(&line["child"]["firstName"]),
                text(&line["activity"]["code"]),
                text(&line["date"]),
                text(&line["action"]),
                text(&line["outcome"]["result"]),
            ];
            words.extend(line["outcome"]["reason"]["code"].as_str().map(str::to_owned));
            words.extend(line["price"]["amountCents"].as_i64().map(|cents| cents.to_string()));
            words.push(format!("by {}", text(&line["addedBy"])));
            words.extend(line["heldUntil"].as_str().map(|until| format!("until {until}")));
            words.join(" ")
        };
        lines.iter().map(line).collect()
    }

    /// Puts what an input says into the cart: the whole payload.
    pub async fn cart_add(&self, input: Value) -> Value {
        let document = format!(
            "{CART} {OUTCOME} mutation($input: CartAddInput!) {{ cartAdd(input: $input) {{
               cart {{ ...C }} leftOut {{ ...O }} skipped errors {{ code path }} }} }}"
        );
        self.phone
            .ask(&document, json!({ "input": input }))
            .await
            .field("cartAdd")
    }

    /// Ticks days of one child in one activity, and returns what was left out, as [`Parent::told`] writes it.
    pub async fn tick(&self, child: &str, activity: &str, days: &[&str]) -> Vec<String> {
        let input = json!({ "changes": [self.booking(child, activity, days)] });
        let payload = self.cart_add(input).await;
        self.left_out(&payload)
    }

    /// Ticks days off.
    pub async fn tick_off(&self, child: &str, activity: &str, days: &[&str]) -> Vec<String> {
        let input = json!({ "changes": [self.cancelling(child, activity, days)] });
        let payload = self.cart_add(input).await;
        self.left_out(&payload)
    }

    /// What was left out of a cart.
    pub fn left_out(&self, payload: &Value) -> Vec<String> {
        assert_eq!(payload["errors"], json!([]));
        self.outcomes(&json!({ "outcomes": payload["leftOut"] }))
    }

    /// Takes days of one child in one activity out: the cart as it then is.
    pub async fn cart_remove(&self, child: &str, activity: &str, days: &[&str]) -> Value {
        let line = json!({ "childId": self.child(child), "activityId": self.activity(activity), "dates": days });
        let document = format!(
            "{CART} mutation($input: CartRemoveInput!) {{ cartRemove(input: $input) {{
               cart {{ ...C }} errors {{ code path }} }} }}"
        );
        let answer = self.phone.ask(&document, json!({ "input": { "lines": [line] } })).await;
        let mut payload = answer.field("cartRemove");
        assert_eq!(payload["errors"], json!([]));
        payload["cart"].take()
    }

    /// Takes everything out: the cart as it then is.
    pub async fn cart_empty(&self) -> Value {
        let document = format!("{CART} mutation {{ cartEmpty {{ cart {{ ...C }} }} }}");
        let mut payload = self.phone.ask(&document, json!({})).await.field("cartEmpty");
        payload["cart"].take()
    }

    /// Orders the cart: the whole payload.
    pub async fn cart_order(&self, key: &str, expects: Option<&str>) -> Value {
        let document = format!(
            "{CART} {OUTCOME} mutation($input: CartOrderInput!) {{ cartOrder(input: $input) {{
               order {{ number bookedCount cancelledCount }} outcomes {{ ...O }} total {{ amountCents }} planToken
               gone {{ childId activity {{ id }} date }} debtChanged
               children {{ firstName }} cart {{ ...C }} errors {{ code path }} }} }}"
        );
        let input = json!({ "idempotencyKey": key, "expects": expects });
        self.phone
            .ask(&document, json!({ "input": input }))
            .await
            .field("cartOrder")
    }
}
