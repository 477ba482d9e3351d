//! D7, E1: a price by the term is told before it is ordered, once for all places within the term.

use preau_tests::{House, Parent, Server, Store, both_stores};
use serde_json::{Value, json};

use super::{PEOPLE, RULES};

both_stores!(
    the_first_place_of_a_month_takes_up_its_price,
    the_last_place_given_back_ends_it,
    a_term_is_paid_in_its_instalments,
    a_term_that_another_phone_took_up_is_told,
    another_price_of_the_month_is_told,
    a_cart_counts_each_term_once,
    a_calendar_shows_what_its_terms_cost,
    instalments_are_due_in_their_months,
    it_takes_one_more_statement,
);

pub(super) const MONTHLY: &str = r#"[activities.price]
form = "monthly"
price = { form = "bands", bands = [{ up_to = 599, amount = "40.00" }, { amount = "59.00" }] }

"#;

const TERMS: &str = r#"price = { form = "terms", terms = [
  { first_month = 9, last_month = 12, instalments = 3, price = { form = "flat", amount = "50.00" } },
  { first_month = 1, last_month = 3, price = { form = "flat", amount = "37.00" } },
] }"#;

/// The town whose canteen is paid by the month, and whose mornings by two terms of the year.
pub(super) fn rules() -> String {
    let (rules, _bundles) = RULES.split_once("# Cheaper together.").expect("prices together");
    let (before, rest) = rules.split_once("[activities.price]\n").expect("a price");
    let (_cases, behind) = rest.split_once("[[activities]]\ncode = \"matin\"").expect("mornings");
    let mornings = behind.replacen(r#"price = { form = "flat", amount = "2.00" }"#, TERMS, 1);
    format!("{before}{MONTHLY}[[activities]]\ncode = \"matin\"{mornings}")
}

pub(super) async fn town(store: Store) -> (House, Server, Parent) {
    let (house, server) = Server::of_town(store, &rules(), PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    (house, server, camille)
}

/// What is asked of each price by the term.
pub(super) const TOLD: &str = "fragment told on TermPrice { childId activity { code } firstDay lastDay result
  price { amountCents } priceBefore { amountCents } instalments { month amount { amountCents } } }";

const PLAN: &str = "mutation($input: BookingPlanInput!) { bookingPlan(input: $input) {
  order { number } planToken total { amountCents } dueNow { amountCents } onInvoice { amountCents }
  terms { ...told }
  termsChanged gone { date } errors { code message }
  outcomes { childId activity { id } date result changed price { amountCents currency } } } }";

pub(super) async fn plan(parent: &Parent, input: Value) -> Value {
    parent
        .phone
        .ask(&format!("{PLAN} {TOLD}"), json!({ "input": input }))
        .await
        .field("bookingPlan")
}

/// `cantine 2026-11-01 2026-11-30 BEGUN 4000 (2026-11 4000)`.
pub(super) fn terms(payload: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let parts = |term: &Value| -> Vec<String> {
        let parts = term["instalments"].as_array().expect("instalments").iter();
        let part = |part: &Value| format!("{} {}", &text(&part["month"])[..7], part["amount"]["amountCents"]);
        parts.map(part).collect()
    };
    let term = |term: &Value| {
        let (first, last) = (text(&term["firstDay"]), text(&term["lastDay"]));
        let before = term["priceBefore"]["amountCents"].as_i64();
        let before = before.map(|cents| format!(" before {cents}")).unwrap_or_default();
        let code = text(&term["activity"]["code"]);
        let words = [code, first, last, text(&term["result"])];
        let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let price = &term["price"]["amountCents"];
        format!("{} {price}{before} ({})", words.join(" "), parts(term).join(", "))
    };
    payload["terms"].as_array().expect("terms").iter().map(term).collect()
}

pub(super) fn sums(payload: &Value) -> [i64; 3] {
    ["total", "dueNow", "onInvoice"].map(|sum| payload[sum]["amountCents"].as_i64().expect("cents"))
}

const NOVEMBER: &str = "cantine 2026-11-01 2026-11-30 BEGUN 4000 (2026-11 4000)";
const DECEMBER: &str = "cantine 2026-12-01 2026-12-31 BEGUN 5900 (2026-12 5900)";

/// The quotient of December is another one: who the child is counts as of the first day of the month.
async fn the_first_place_of_a_month_takes_up_its_price(store: Store) {
    let (_house, _server, camille) = town(store).await;
    let days = ["2026-11-30", "2026-12-01", "2026-12-03"];
    let input = |key: &str, dry_run: bool| {
        let changes = [camille.booking("Léa", "cantine", &days)];
        json!({ "changes": changes, "dryRun": dry_run, "idempotencyKey": key })
    };
    for payload in [
        plan(&camille, input("dry", true)).await,
        plan(&camille, input("1", false)).await,
    ] {
        let booked = days.map(|day| format!("Léa cantine {day} BOOKED 0"));
        assert_eq!(camille.outcomes(&payload), booked);
        assert_eq!(terms(&payload), [NOVEMBER, DECEMBER]);
        assert_eq!(sums(&payload), [9900, 0, 9900]);
    }
    let again = plan(&camille, input("1", false)).await;
    assert_eq!(
        (terms(&again), sums(&again)),
        (vec![NOVEMBER.to_owned(), DECEMBER.to_owned()], [9900, 0, 9900])
    );

    let more = json!({ "changes": [camille.booking("Léa", "cantine", &["2026-12-04"])], "idempotencyKey": "2" });
    let more = plan(&camille, more).await;
    assert_eq!(camille.outcomes(&more), ["Léa cantine 2026-12-04 BOOKED 0"]);
    assert_eq!((terms(&more), sums(&more)), (vec![], [0, 0, 0]));
}

async fn the_last_place_given_back_ends_it(store: Store) {
    let (_house, _server, camille) = town(store).await;
    camille.book("1", "Léa", "cantine", &["2026-12-01", "2026-12-03"]).await;
    let mut told = Vec::new();
    for day in ["2026-12-01", "2026-12-03"] {
        let changes = [camille.cancelling("Léa", "cantine", &[day])];
        let payload = plan(&camille, json!({ "changes": changes, "idempotencyKey": day })).await;
        told.push((camille.outcomes(&payload), terms(&payload), sums(&payload)[0]));
    }
    let ended = DECEMBER.replace("BEGUN", "ENDED");
    assert_eq!(
        told,
        [
            (vec!["Léa cantine 2026-12-01 CANCELLED".to_owned()], vec![], 0),
            (vec!["Léa cantine 2026-12-03 CANCELLED".to_owned()], vec![ended], 0),
        ]
    );
    let once_more = json!({ "changes": [camille.booking("Léa", "cantine", &["2026-12-04"])], "idempotencyKey": "2" });
    assert_eq!(terms(&plan(&camille, once_more).await), [DECEMBER]);
}

async fn a_term_is_paid_in_its_instalments(store: Store) {
    let (_house, _server, camille) = town(store).await;
    let days = ["2026-12-01", "2027-01-05", "2027-04-06"];
    let changes = [camille.booking("Léa", "matin", &days)];
    let payload = plan(&camille, json!({ "changes": changes, "idempotencyKey": "1" })).await;
    assert_eq!(
        terms(&payload),
        [
            // All parts lie behind.
            "matin 2026-09-01 2026-12-31 BEGUN 5000 (2026-12 5000)",
            "matin 2027-01-01 2027-03-31 BEGUN 3700 (2027-01 3700)",
        ]
    );
    assert_eq!(sums(&payload), [8700, 0, 8700]);
}

/// The outcomes are the same; what the month costs is not.
async fn a_term_that_another_phone_took_up_is_told(store: Store) {
    let (_house, server, camille) = town(store).await;
    let other = server.parent("camille@example.org").await;
    let changes = [camille.booking("Léa", "cantine", &["2026-12-01"])];
    let shown = plan(
        &camille,
        json!({ "changes": changes, "dryRun": true, "idempotencyKey": "dry" }),
    )
    .await;
    assert_eq!(terms(&shown), [DECEMBER]);
    other.book("quicker", "Léa", "cantine", &["2026-12-03"]).await;
    let before = camille.history().await;
    let input = json!({ "changes": changes, "expects": shown["planToken"], "idempotencyKey": "1" });
    let told = plan(&camille, input).await;
    assert_eq!(
        told["errors"],
        json!([{ "code": "PLAN_CHANGED", "message": "Le prix d’un mois ou d’une période a changé depuis que cela vous a été montré, alors rien n’a été fait. Regardez les montants, puis confirmez à nouveau." }])
    );
    assert_eq!(
        (&told["termsChanged"], &told["order"], &told["gone"]),
        (&json!(true), &json!(null), &json!([]))
    );
    assert_eq!(
        (told["outcomes"][0]["changed"].clone(), terms(&told)),
        (json!(false), vec![])
    );
    assert_eq!(camille.history().await, before);
    let input = json!({ "changes": changes, "expects": told["planToken"], "idempotencyKey": "2" });
    let done = plan(&camille, input).await;
    assert_eq!(
        (camille.outcomes(&done), sums(&done)),
        (vec!["Léa cantine 2026-12-01 BOOKED 0".to_owned()], [0, 0, 0])
    );
}

async fn another_price_of_the_month_is_told(store: Store) {
    let (_house, server, camille) = town(store).await;
    let changes = [camille.booking("Léa", "cantine", &["2026-12-01"])];
    let shown = plan(
        &camille,
        json!({ "changes": changes, "dryRun": true, "idempotencyKey": "dry" }),
    )
    .await;
    server.publish(&rules().replace("59.00", "61.00")).await;
    let input = json!({ "changes": changes, "expects": shown["planToken"], "idempotencyKey": "1" });
    let told = plan(&camille, input).await;
    assert_eq!(
        (&told["errors"][0]["code"], &told["termsChanged"]),
        (&json!("PLAN_CHANGED"), &json!(true))
    );
    assert_eq!(terms(&told), [DECEMBER.replace("5900", "6100")]);
    assert_eq!(camille.history().await, Vec::<Value>::new());
}

const CART: &str = "{ viewer { family { cart { total { amountCents } dueNow { amountCents } onInvoice { amountCents }
  terms { activity { code } firstDay lastDay result price { amountCents } priceBefore { amountCents }
    instalments { month amount { amountCents } } } } } } }";

async fn a_cart_counts_each_term_once(store: Store) {
    let (_house, _server, camille) = town(store).await;
    for day in ["2026-12-01", "2026-12-03", "2026-11-30"] {
        assert_eq!(camille.tick("Léa", "cantine", &[day]).await, [""; 0]);
    }
    let cart = camille.phone.ask(CART, json!({})).await.field("viewer");
    let cart = &cart["family"]["cart"];
    assert_eq!(
        (terms(cart), sums(cart)),
        (vec![NOVEMBER.to_owned(), DECEMBER.to_owned()], [9900, 0, 9900])
    );
    let order = camille.cart_order("1", None).await;
    assert_eq!(
        (&order["order"]["bookedCount"], &order["total"]),
        (&json!(3), &json!({ "amountCents": 9900 }))
    );
    let emptied = camille.phone.ask(CART, json!({})).await.field("viewer");
    let emptied = &emptied["family"]["cart"];
    assert_eq!((terms(emptied), sums(emptied)), (vec![], [0, 0, 0]));
}

async fn a_calendar_shows_what_its_terms_cost(store: Store) {
    let (_house, _server, camille) = town(store).await;
    let document = "query($id: ID!) { child(id: $id) { calendar(from: \"2026-11-30\", to: \"2027-01-05\") { activities {
        activity { code } terms { firstDay lastDay price { amountCents } instalments { month amount { amountCents } } } } } } }";
    let answer = camille
        .phone
        .ask(document, json!({ "id": camille.child("Léa") }))
        .await
        .field("child");
    let activities = answer["calendar"]["activities"].as_array().expect("activities");
    let told: Vec<(String, Vec<String>)> = activities
        .iter()
        .map(|one| (one["activity"]["code"].as_str().expect("a code").to_owned(), terms(one)))
        .filter(|(_, terms)| !terms.is_empty())
        .collect();
    let own = |code: &str, terms: &[&str]| (code.to_owned(), terms.iter().map(|&term| term.to_owned()).collect());
    assert_eq!(
        told,
        [
            own(
                "cantine",
                &[
                    "2026-11-01 2026-11-30 4000 (2026-11 4000)",
                    "2026-12-01 2026-12-31 5900 (2026-12 5900)",
                    "2027-01-01 2027-01-31 5900 (2027-01 5900)",
                ]
            ),
            own(
                "matin",
                &[
                    "2026-09-01 2026-12-31 5000 (2026-09 1667, 2026-10 1667, 2026-11 1666)",
                    "2027-01-01 2027-03-31 3700 (2027-01 3700)",
                ]
            ),
        ]
    );
}

const DUE: &str = "query($id: ID!, $from: Date!, $to: Date!) { child(id: $id) { due(from: $from, to: $to) {
    lines { date amount { amountCents } } total { amountCents }
    terms { activity { code } firstDay lastDay price { amountCents } month amount { amountCents } } } } }";

async fn instalments_are_due_in_their_months(store: Store) {
    let (_house, _server, camille) = town(store).await;
    camille.book("1", "Léa", "cantine", &["2026-12-01", "2026-12-03"]).await;
    camille.book("2", "Léa", "matin", &["2026-12-03"]).await;
    let mut told = Vec::new();
    for (from, to) in [
        ("2026-11-01", "2026-11-30"),
        ("2026-11-01", "2026-12-01"),
        ("2027-01-01", "2027-01-31"),
    ] {
        let variables = json!({ "id": camille.child("Léa"), "from": from, "to": to });
        let child = camille.phone.ask(DUE, variables).await.field("child");
        let due = &child["due"];
        let terms = due["terms"].as_array().expect("terms").iter().map(|term| {
            let text = |key: &str| term[key].as_str().expect("a text").to_owned();
            let code = term["activity"]["code"].as_str().expect("a code");
            let price = &term["price"]["amountCents"];
            let days = format!("{} {}", text("firstDay"), text("lastDay"));
            format!(
                "{code} {days} {price} {} {}",
                text("month"),
                term["amount"]["amountCents"]
            )
        });
        told.push((
            terms.collect::<Vec<_>>(),
            due["lines"].clone(),
            due["total"]["amountCents"].as_i64(),
        ));
    }
    let free = json!([{ "date": "2026-12-01", "amount": { "amountCents": 0 } }]);
    let term = |text: &str| text.to_owned();
    assert_eq!(
        told,
        [
            (vec![], json!([]), Some(0)),
            (
                vec![
                    term("cantine 2026-12-01 2026-12-31 5900 2026-12-01 5900"),
                    // Those of the months before it are due with the month of the first place.
                    term("matin 2026-09-01 2026-12-31 5000 2026-12-01 5000"),
                ],
                free,
                Some(5900 + 5000)
            ),
            (vec![], json!([]), Some(0)),
        ]
    );
}

/// The places that tell whether a term is taken up already come with the statement that reads those of the days asked for, the
/// visits that tell it with one of their own.
async fn it_takes_one_more_statement(store: Store) {
    let (_house, by_the_day) = Server::of_town(store, RULES, PEOPLE).await;
    let (_other, by_the_month) = Server::of_town(store, &rules(), PEOPLE).await;
    let mut counted = Vec::new();
    for server in [by_the_day, by_the_month] {
        let camille = server.parent("camille@example.org").await;
        let before = server.statements();
        let changes = [camille.booking("Léa", "cantine", &["2026-12-01"])];
        plan(
            &camille,
            json!({ "changes": changes, "dryRun": true, "idempotencyKey": "dry" }),
        )
        .await;
        counted.push(server.statements() - before);
    }
    assert_eq!(counted[0] + 1, counted[1]);
}
