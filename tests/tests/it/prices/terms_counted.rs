//! Prices by the term, counted once: with visits without a place, for each of several children, under two rule books; and what
//! is told of them adds up to what is due.

use std::collections::BTreeSet;

use preau_tests::{Parent, Phone, Server, Store, both_stores};
use serde_json::{Value, json};

use super::PEOPLE;
use super::terms::{MONTHLY, TOLD, plan, rules, sums, terms, town};

both_stores!(
    a_visit_without_a_place_takes_a_term_up,
    each_child_pays_terms_of_its_own,
    the_rule_book_of_the_first_place_prices_the_term,
    what_is_told_adds_up_to_what_is_due,
);

const AGENT: &str = "
[[agents]]
name = \"Sacha Petit\"
email = \"bureau@example.org\"
password = \"un préau sous la pluie\"
";

/// Staff see a child come on the day of the test's clock.
async fn comes(office: &Phone, parent: &Parent, child: &str, activity: &str) {
    let record = "mutation($input: AttendanceRecordInput!) { attendanceRecord(input: $input) {
        outcomes { result } errors { code } } }";
    let event = json!({ "id": format!("{:026}", 1), "sequence": 1, "childId": parent.child(child),
        "activityId": parent.activity(activity), "date": "2026-11-23", "kind": "CHECKED_IN",
        "at": "2026-11-23T08:30:00+01:00" });
    let input = json!({ "device": "tablette", "events": [event] });
    let recorded = office.ask(record, json!({ "input": input })).await;
    assert_eq!(
        recorded.field("attendanceRecord"),
        json!({ "outcomes": [{ "result": "RECORDED" }], "errors": [] })
    );
}

/// What the prices by the term of some children come to, from November to March.
async fn due_by_terms(parent: &Parent, children: &[&str]) -> i64 {
    let month = |(nth, days): (usize, &str)| {
        let (from, to) = days.split_once(' ').expect("two days");
        format!("m{nth}: due(from: \"{from}\", to: \"{to}\") {{ terms {{ amount {{ amountCents }} }} }}")
    };
    let months = [
        "2026-11-01 2026-12-31",
        "2027-01-01 2027-02-28",
        "2027-03-01 2027-03-31",
    ];
    let due = months.into_iter().enumerate().map(month).collect::<Vec<_>>().join(" ");
    let mut sum = 0;
    for child in children {
        let document = format!("query($id: ID!) {{ child(id: $id) {{ {due} }} }}");
        let told = parent.phone.ask(&document, json!({ "id": parent.child(child) })).await;
        let told = told.field("child");
        let months = told.as_object().expect("a child").values();
        let terms = months.flat_map(|month| month["terms"].as_array().expect("terms"));
        sum += terms
            .map(|term| term["amount"]["amountCents"].as_i64().expect("cents"))
            .sum::<i64>();
    }
    sum
}

/// D18, E1: a child that was there without a booking owes the month already, so a place in it begins nothing, and the last one
/// given back ends nothing.
async fn a_visit_without_a_place_takes_a_term_up(store: Store) {
    let (_house, server) = Server::of_town(store, &rules(), &format!("{PEOPLE}{AGENT}")).await;
    let camille = server.parent("camille@example.org").await;
    let office = server.sign_in("bureau@example.org").await;
    comes(&office, &camille, "Léa", "cantine").await;
    assert_eq!(due_by_terms(&camille, &["Léa"]).await, 4000);

    let ask = async |key: &str, change: Value| {
        let payload = plan(&camille, json!({ "changes": [change], "idempotencyKey": key })).await;
        (camille.outcomes(&payload), terms(&payload), sums(&payload))
    };
    let booked = ask("1", camille.booking("Léa", "cantine", &["2026-11-30"])).await;
    assert_eq!(
        booked,
        (vec!["Léa cantine 2026-11-30 BOOKED 0".to_owned()], vec![], [0, 0, 0])
    );
    let cancelled = ask("2", camille.cancelling("Léa", "cantine", &["2026-11-30"])).await;
    assert_eq!(
        cancelled,
        (vec!["Léa cantine 2026-11-30 CANCELLED".to_owned()], vec![], [0, 0, 0])
    );
    assert_eq!(due_by_terms(&camille, &["Léa"]).await, 4000);
    // Her brother was not there.
    let other = ask("3", camille.booking("Noé", "cantine", &["2026-11-30"])).await;
    assert_eq!(
        other,
        (
            vec!["Noé cantine 2026-11-30 BOOKED 0".to_owned()],
            vec!["cantine 2026-11-01 2026-11-30 BEGUN 4000 (2026-11 4000)".to_owned()],
            [4000, 0, 4000]
        )
    );
}

const BY_RANK: &str = r#"[activities.price]
form = "cases"
cases = [{ when = { rank_from = 2 }, price = { form = "monthly", price = { form = "flat", amount = "31.00" } } }]
otherwise = { form = "monthly", price = { form = "flat", amount = "40.00" } }

"#;

/// D8, E1: one cart of two children; the younger one is the second of the family there, whoever's place is looked at first.
async fn each_child_pays_terms_of_its_own(store: Store) {
    let by_rank = rules().replacen(MONTHLY, BY_RANK, 1);
    let (_house, server) = Server::of_town(store, &by_rank, PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    for (child, day) in [("Noé", "2026-12-01"), ("Léa", "2026-12-03"), ("Noé", "2026-12-04")] {
        assert_eq!(camille.tick(child, "cantine", &[day]).await, [""; 0]);
    }
    let cart = format!("{{ viewer {{ family {{ cart {{ terms {{ ...told }} total {{ amountCents }} }} }} }} }} {TOLD}");
    let viewer = camille.phone.ask(&cart, json!({})).await.field("viewer");
    let cart = &viewer["family"]["cart"];
    let of = |cart: &Value, child: &str| {
        let own = cart["terms"].as_array().expect("terms").iter();
        let own: Vec<&Value> = own.filter(|term| term["childId"] == camille.child(child)).collect();
        terms(&json!({ "terms": own }))
    };
    let begun = |cents: u32| vec![format!("cantine 2026-12-01 2026-12-31 BEGUN {cents} (2026-12 {cents})")];
    assert_eq!((of(cart, "Léa"), of(cart, "Noé")), (begun(4000), begun(3100)));
    assert_eq!(cart["total"], json!({ "amountCents": 7100 }));
    let order = camille.cart_order("1", None).await;
    assert_eq!(order["total"], json!({ "amountCents": 7100 }));
    assert_eq!(due_by_terms(&camille, &["Léa", "Noé"]).await, 7100);
}

/// G3, E1: the year's rule book is followed by another one; which of them prices a term, the first place within it tells.
async fn the_rule_book_of_the_first_place_prices_the_term(store: Store) {
    let (_house, server, camille) = town(store).await;
    let dearer = rules()
        .replacen("valid_from = 2026-09-01", "valid_from = 2026-12-01", 1)
        .replacen(r#"amount = "50.00""#, r#"amount = "56.00""#, 1);
    server.publish(&dearer).await;
    let ask = async |key: &str, change: Value| {
        let payload = plan(&camille, json!({ "changes": [change], "idempotencyKey": key })).await;
        (terms(&payload), sums(&payload)[0])
    };
    let matin = "matin 2026-09-01 2026-12-31";
    let later = ask("1", camille.booking("Léa", "matin", &["2026-12-03"])).await;
    assert_eq!(later, (vec![format!("{matin} BEGUN 5600 (2026-12 5600)")], 5600));
    let earlier = ask("2", camille.booking("Léa", "matin", &["2026-11-30"])).await;
    assert_eq!(
        earlier,
        (vec![format!("{matin} REPRICED 5000 before 5600 (2026-11 5000)")], -600)
    );
    let back = ask("3", camille.cancelling("Léa", "matin", &["2026-11-30"])).await;
    assert_eq!(
        back,
        (vec![format!("{matin} REPRICED 5600 before 5000 (2026-12 5600)")], 600)
    );
    assert_eq!(due_by_terms(&camille, &["Léa"]).await, 5600);
}

/// What a line adds to what is due, counting what is given up.
fn difference(term: &Value) -> i64 {
    let price = term["price"]["amountCents"].as_i64().expect("cents");
    match term["result"].as_str() {
        Some("BEGUN") => price,
        Some("REPRICED") => price - term["priceBefore"]["amountCents"].as_i64().expect("cents"),
        Some("ENDED") => -price,
        other => panic!("{other:?}"),
    }
}

/// Places of two children are booked and given back, in an order that only looks like chance: after each step, all that was told
/// so far is what is due.
async fn what_is_told_adds_up_to_what_is_due(store: Store) {
    let remaining = rules().replacen("instalments = 3,", "instalments = 4, joined_later = \"remaining\",", 1);
    let (_house, server) = Server::of_town(store, &remaining, &format!("{PEOPLE}{AGENT}")).await;
    let camille = server.parent("camille@example.org").await;
    let dearer = remaining
        .replacen("valid_from = 2026-09-01", "valid_from = 2026-12-01", 1)
        .replace("40.00", "44.00");
    server.publish(&dearer).await;
    let office = server.sign_in("bureau@example.org").await;
    comes(&office, &camille, "Léa", "cantine").await;
    let mut told = due_by_terms(&camille, &["Léa", "Noé"]).await;
    assert_eq!(told, 4000, "a visit in November");

    let days = ["2026-11-30", "2026-12-01", "2026-12-03", "2027-01-05", "2027-01-07"];
    let whose = [("Léa", "cantine"), ("Noé", "cantine"), ("Léa", "matin")];
    let (mut booked, mut effects) = (BTreeSet::new(), BTreeSet::new());
    // Powers of 3 modulo 31 come to each number once: each place is booked, and later given back.
    let places = (0..30).scan(1_usize, |power, _| {
        *power = *power * 3 % 31;
        Some((*power - 1) / 2)
    });
    for (step, place) in places.enumerate() {
        let ((child, activity), day) = (whose[place / days.len()], days[place % days.len()]);
        let change = if booked.remove(&(child, activity, day)) {
            camille.cancelling(child, activity, &[day])
        } else {
            booked.insert((child, activity, day));
            camille.booking(child, activity, &[day])
        };
        let payload = plan(
            &camille,
            json!({ "changes": [change], "idempotencyKey": step.to_string() }),
        )
        .await;
        let lines = payload["terms"].as_array().expect("terms");
        told += lines.iter().map(difference).sum::<i64>();
        effects.extend(lines.iter().map(|line| line["result"].to_string()));
        let due = due_by_terms(&camille, &["Léa", "Noé"]).await;
        assert_eq!(told, due, "step {step}: {child} {activity} {day}");
    }
    assert_eq!(effects.len(), 3, "{effects:?}");
    assert_eq!((booked.len(), told), (0, 4000), "only the visit is left");
}
