//! What staff look for in their queue.

use preau_tests::{Answer, Store, both_stores, documents};
use serde_json::{Value, json};

use super::desk::Desk;
use super::steps::town;

both_stores!(the_queue_by_what_is_asked, what_cannot_be_looked_for);

const MONDAY: &str = "2026-11-30";
const TUESDAY: &str = "2026-12-01";

impl Desk {
    async fn ask(&self, variables: Value) -> Answer {
        self.phone.ask(documents::DESK, variables).await
    }

    /// The numbers of a page of the orders that fit, and how many there are.
    async fn numbers(&self, filter: Value) -> (Vec<i64>, i64) {
        let town = self.town(json!({ "first": 2, "after": null, "filter": filter })).await;
        let orders = &town["ordersToDecide"];
        let nodes = orders["nodes"].as_array().expect("orders").iter();
        let number = |order: &Value| order["number"].as_i64().expect("a number");
        (
            nodes.map(number).collect(),
            orders["totalCount"].as_i64().expect("a number"),
        )
    }
}

/// G1: by what is asked, activity and days, all of the same place; what has been decided is looked for no more.
async fn the_queue_by_what_is_asked(store: Store) {
    let (_house, _server, camille, desk) = town(store).await;
    camille.book("1", "Léa", "soir", &[MONDAY]).await;
    camille.book("2", "Zoé", "soir", &[TUESDAY]).await;
    camille.book("3", "Zoé", "midi", &[MONDAY, TUESDAY]).await;
    camille.book("4", "Léa", "matin", &[MONDAY]).await;
    camille.cancel("5", "Léa", "matin", &[MONDAY]).await;
    let (evening, morning) = (camille.activity("soir"), camille.activity("matin"));
    for (filter, numbers, total) in [
        (Value::Null, vec![1, 2], 4),
        (json!({}), vec![1, 2], 4),
        (json!({ "asks": ["CANCELLATION"] }), vec![5], 1),
        (json!({ "asks": ["BOOKING", "CHANGE_TO"] }), vec![1, 2], 3),
        (json!({ "activityId": evening }), vec![1, 2], 2),
        (json!({ "activityId": evening, "from": TUESDAY }), vec![2], 1),
        (json!({ "activityId": evening, "to": MONDAY }), vec![1], 1),
        (json!({ "from": TUESDAY, "to": TUESDAY }), vec![2, 3], 2),
        (json!({ "asks": ["BOOKING"], "activityId": morning }), vec![], 0),
        (json!({ "from": TUESDAY, "to": MONDAY }), vec![], 0),
    ] {
        assert_eq!(desk.numbers(filter.clone()).await, (numbers, total), "{filter}");
    }
    // The second page of what fits.
    let filter = json!({ "asks": ["BOOKING"] });
    let first = desk.town(json!({ "first": 2, "after": null, "filter": filter })).await;
    let after = &first["ordersToDecide"]["pageInfo"]["endCursor"];
    let second = desk.town(json!({ "first": 2, "after": after, "filter": filter })).await;
    let page = &second["ordersToDecide"];
    assert_eq!(
        json!([
            page["nodes"][0]["number"],
            page["pageInfo"]["hasNextPage"],
            page["totalCount"]
        ]),
        json!([3, false, 3])
    );
    // Of the third order, Tuesday is decided.
    let order = page["nodes"][0]["id"].as_str().expect("an id");
    let line = desk.booking(order, "Zoé", "Accueil du midi", TUESDAY).await;
    let lines = json!([{ "bookingId": line, "accept": true }]);
    let input = json!({ "orderId": order, "lines": lines, "idempotencyKey": "1" });
    Desk::told(desk.send(input).await);
    assert_eq!(desk.numbers(json!({ "from": TUESDAY })).await, (vec![2], 1));
    assert_eq!(
        desk.numbers(json!({ "to": MONDAY, "asks": ["BOOKING"] })).await,
        (vec![1, 3], 2)
    );
}

/// G1, G4: an activity of elsewhere finds nothing, and a text that is none is no activity.
async fn what_cannot_be_looked_for(store: Store) {
    let (_house, _server, camille, desk) = town(store).await;
    camille.book("1", "Léa", "soir", &[MONDAY]).await;
    let elsewhere = json!({ "activityId": "activity:01ARZ3NDEKTSV4RRFFQ69G5FAV" });
    assert_eq!(desk.numbers(elsewhere).await, (vec![], 0));
    let filtered = |filter: Value| json!({ "first": 2, "after": null, "filter": filter });
    let answer = desk.ask(filtered(json!({ "activityId": "soir" }))).await;
    assert_eq!(answer.codes(), ["NOT_FOUND"]);
    let answer = desk.ask(filtered(json!({ "from": "2026-02-30" }))).await;
    assert_eq!(answer.codes(), ["BAD_USER_INPUT"]);
}
