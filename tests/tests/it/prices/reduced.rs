//! D7, E1: prices less so many per cent for brothers and sisters, told before they are ordered.

use preau_tests::{House, Parent, Server, Store, both_stores};
use serde_json::json;

use super::{PEOPLE, RULES};

both_stores!(
    brothers_and_sisters_pay_less,
    prices_together_and_terms_are_reduced_too,
    staff_hear_what_was_taken_off,
);

const DAYS: [&str; 2] = ["2026-11-30", "2026-12-01"];

const BY_RANK: &str = r#"reductions = [{ percent = "10", when = { rank_from = 2 } }] }"#;

const LOW: &str = r#"reductions = [{ percent = "10", when = { quotient_to = 600 } }] }"#;

/// The canteen by quotient and by residence, of which the second child pays nine tenths. So do low quotients of mornings by the
/// month, and of a snack with a workshop.
fn rules() -> String {
    let (before, rest) = RULES.split_once("[activities.price]\n").expect("a price");
    let (_cases, behind) = rest.split_once("[[activities]]\ncode = \"matin\"").expect("mornings");
    let canteen = format!(
        r#"price = {{ form = "reduced", price = {{ form = "cases", cases = [
  {{ when = {{ residence = ["outside"] }}, price = {{ form = "flat", amount = "6.00" }} }},
], otherwise = {{ form = "linear", base = "0.55", rate = "0.0025", min = "1.00", max = "3.15" }} }}, {BY_RANK}
"#
    );
    let flat = |amount: &str| format!(r#"price = {{ form = "flat", amount = "{amount}" }}"#);
    let reduced = |amount: &str| format!(r#"price = {{ form = "reduced", {}, {LOW}"#, flat(amount));
    let monthly = format!(r#"price = {{ form = "monthly", {} }}"#, reduced("24.95"));
    let (_cheaper, dearer) = behind.split_once("# Dearer together.").expect("prices together");
    let (others, _bundles) = behind.split_once("# Cheaper together.").expect("prices together");
    let others = others.replacen(&flat("2.00"), &monthly, 1);
    let dearer = dearer.replacen(&flat("3.20"), &reduced("3.25"), 1);
    format!("{before}{canteen}\n[[activities]]\ncode = \"matin\"{others}{dearer}")
}

/// Léa is the elder of the two children who go to the schools of the canteen.
async fn town(store: Store) -> (House, Server, Parent) {
    let (house, server) = Server::of_town(store, &rules(), PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    (house, server, camille)
}

/// With a quotient of 400 in November and 1050 in December: 0.55 + 1.00 = 1.55 and 0.55 + 2.625 = 3.175, that is 3.15 at most;
/// 1.395 and 2.835 for Noé.
async fn brothers_and_sisters_pay_less(store: Store) {
    let (_house, server, camille) = town(store).await;
    let changes = [
        camille.booking("Léa", "cantine", &DAYS),
        camille.booking("Noé", "cantine", &DAYS),
    ];
    let outcomes = [
        "Léa cantine 2026-11-30 BOOKED 155",
        "Léa cantine 2026-12-01 BOOKED 315",
        "Noé cantine 2026-11-30 BOOKED 140",
        "Noé cantine 2026-12-01 BOOKED 284",
    ];
    let calendar = camille.calendar("Noé", DAYS[0], DAYS[1]).await;
    assert_eq!(
        calendar.of("cantine"),
        [
            "2026-11-30 AVAILABLE - 2026-11-26T09:00:00Z 140 100",
            "2026-12-01 AVAILABLE - 2026-11-26T09:00:00Z 284 100",
        ]
    );
    let rehearsed = camille.rehearse("1", &changes).await.field("bookingPlan");
    assert_eq!(camille.outcomes(&rehearsed), outcomes);
    let total = json!({ "amountCents": 155 + 315 + 140 + 284, "currency": "EUR" });
    assert_eq!((&rehearsed["order"], &rehearsed["total"]), (&json!(null), &total));
    let ordered = camille.plan("1", &changes).await.field("bookingPlan");
    assert_eq!(camille.outcomes(&ordered), outcomes);
    assert_eq!(ordered["total"], total);
    // An only child pays the whole price; without a quotient, the highest.
    let sacha = server.parent("sacha@example.org").await;
    assert_eq!(
        sacha.book("1", "Tom", "cantine", &DAYS).await,
        ["Tom cantine 2026-11-30 BOOKED 205", "Tom cantine 2026-12-01 BOOKED 315"]
    );
    let alex = server.parent("alex@example.org").await;
    assert_eq!(
        alex.book("1", "Ana", "cantine", &DAYS[..1]).await,
        ["Ana cantine 2026-11-30 BOOKED 600"]
    );
}

/// The quotient is low in November, and not in December.
async fn prices_together_and_terms_are_reduced_too(store: Store) {
    let (_house, _server, camille) = town(store).await;
    let changes = [
        camille.booking("Léa", "gouter", &DAYS),
        camille.booking("Léa", "atelier", &DAYS),
    ];
    let payload = camille.plan("1", &changes).await.field("bookingPlan");
    // 2.925 and 3.25 together, of which the snack pays its own price first.
    assert_eq!(
        camille.outcomes(&payload),
        [
            "Léa gouter 2026-11-30 BOOKED 50",
            "Léa gouter 2026-12-01 BOOKED 50",
            "Léa atelier 2026-11-30 BOOKED 243",
            "Léa atelier 2026-12-01 BOOKED 275",
        ]
    );
    // 22.455 and 24.95.
    let document = "mutation($input: BookingPlanInput!) { bookingPlan(input: $input) { total { amountCents }
      terms { firstDay price { amountCents } instalments { month amount { amountCents } } } errors { code } } }";
    let input = json!({ "changes": [camille.booking("Léa", "matin", &DAYS)], "idempotencyKey": "2" });
    let payload = camille
        .phone
        .ask(document, json!({ "input": input }))
        .await
        .field("bookingPlan");
    let term = |first_day: &str, cents: i64| {
        let amount = json!({ "amountCents": cents });
        json!({ "firstDay": first_day, "price": amount, "instalments": [{ "month": first_day, "amount": amount }] })
    };
    assert_eq!(
        payload,
        json!({
            "total": { "amountCents": 2246 + 2495 },
            "terms": [term("2026-11-01", 2246), term("2026-12-01", 2495)],
            "errors": [],
        })
    );
}

const STAFF: &str = r#"
[[agents]]
name = "Service Enfance"
email = "enfance@milly.example"
password = "un préau sous la pluie"
"#;

const EXPLANATION: &str = "query($child: ID!, $activity: ID!, $date: Date!) {
  child(id: $child) { explanation(activityId: $activity, date: $date) { steps { kind message } verdict { price { amountCents } } } } }";

async fn staff_hear_what_was_taken_off(store: Store) {
    let people = PEOPLE.to_owned() + STAFF;
    let (_house, server) = Server::of_town(store, &rules(), &people).await;
    let camille = server.parent("camille@example.org").await;
    let agent = server.sign_in("enfance@milly.example").await;
    let asked = |child: &str| json!({ "child": camille.child(child), "activity": camille.activity("cantine"), "date": DAYS[1] });
    let mut told = Vec::new();
    for child in ["Léa", "Noé"] {
        let answer = agent.ask(EXPLANATION, asked(child)).await.field("child");
        let explanation = &answer["explanation"];
        let steps = explanation["steps"].as_array().expect("steps").iter();
        let prices = steps.filter(|step| step["kind"] == "price");
        let said = prices.map(|step| step["message"].as_str().expect("words").replace('\u{a0}', " "));
        told.push((
            said.collect::<Vec<_>>(),
            explanation["verdict"]["price"]["amountCents"].clone(),
        ));
    }
    let cases =
        "Tarif par cas : cas 1 (famille d'une autre commune), non. Aucun ne s'applique : le tarif général compte.";
    let rate = "0,55 € + 0,0025 € × 1050 = 3,175 €, arrondi à 3,18 € ; au moins 1,00 €, au plus 3,15 € : 3,15 €.";
    let each = |last: [&str; 2]| {
        [&[cases, rate], last.as_slice()]
            .concat()
            .iter()
            .map(|&said| said.to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        told,
        [
            (
                each([
                    "Réductions : règle 1 (rang 2 ou plus), non. Aucune ne s'applique : 3,15 €.",
                    "Prix de la place : 3,15 €.",
                ]),
                json!(315)
            ),
            (
                each([
                    "Réductions : règle 1 (rang 2 ou plus), oui. Réduction de 10 % : 3,15 € → 2,84 €.",
                    "Prix de la place : 2,84 €.",
                ]),
                json!(284)
            ),
        ]
    );
}
