//! What a child pays that joins a term in its middle, as staff hear it explained and as the family's plan then has it.

use preau_tests::{Server, Store, both_stores};
use serde_json::{Value, json};

use super::PEOPLE;
use super::terms::{plan, rules, sums, terms};

both_stores!(what_is_explained_is_what_is_due);

const AGENT: &str = "
[[agents]]
name = \"Service enfance\"
email = \"bureau@example.org\"
password = \"un préau sous la pluie\"
";

const EXPLANATION: &str = "query($child: ID!, $activity: ID!, $date: Date!) {
  child(id: $child) { explanation(activityId: $activity, date: $date) { steps { message } } } }";

/// E1, D15, G3: in December, three months behind the beginning of a term: all of it, or what is left.
async fn what_is_explained_is_what_is_due(store: Store) {
    let remaining = rules().replacen("instalments = 3,", "instalments = 4, joined_later = \"remaining\",", 1);
    for (rules, explained, due, total) in [
        (
            rules(),
            "Si la première place de la période est ce jour-là : elle est due en entier, 50,00 €. Les 50,00 € des mois d'avant \
             le sont avec ce mois-là, qui coûte alors 50,00 € (« joined_later » : « whole »).",
            "matin 2026-09-01 2026-12-31 BEGUN 5000 (2026-12 5000)",
            5000,
        ),
        (
            remaining,
            "Si la première place de la période est ce jour-là : il en reste 12,50 € à payer, dont 12,50 € ce mois-là. Les 37,50 € \
             des mois d'avant ne sont pas dus (« joined_later » : « remaining »).",
            "matin 2026-09-01 2026-12-31 BEGUN 1250 (2026-12 1250)",
            1250,
        ),
    ] {
        let (_house, server) = Server::of_town(store, &rules, &format!("{PEOPLE}{AGENT}")).await;
        let camille = server.parent("camille@example.org").await;
        let office = server.sign_in("bureau@example.org").await;
        let asked = json!({
            "child": camille.child("Léa"), "activity": camille.activity("matin"), "date": "2026-12-03",
        });
        let told = office.ask(EXPLANATION, asked).await.field("child");
        let steps = told["explanation"]["steps"].as_array().expect("steps").iter();
        let said = |step: &Value| {
            let message = step["message"].as_str().expect("words");
            message.replace(['\u{a0}', '\u{202f}'], " ")
        };
        let joined: Vec<String> = steps.map(said).filter(|said| said.contains("joined_later")).collect();
        assert_eq!(joined, [explained]);

        let changes = [camille.booking("Léa", "matin", &["2026-12-03"])];
        let payload = plan(&camille, json!({ "changes": changes, "idempotencyKey": "1" })).await;
        assert_eq!((terms(&payload), sums(&payload)[0]), (vec![due.to_owned()], total));
    }
}
