//! Activities that are kept for some children: packed meals for those with a food care plan, the study room for the town's.

use preau_tests::{Server, Store, both_stores};
use serde_json::json;

use crate::prices::{PEOPLE, RULES};

both_stores!(whom_an_activity_is_for);

const DAY: &str = "2026-12-01";

fn rules() -> String {
    let kept = |code: &str, only: &str| {
        (
            format!("code = \"{code}\"\n"),
            format!("code = \"{code}\"\nonly = {only}\n"),
        )
    };
    let (etude, of_the_town) = kept("etude", "{ residence = [\"resident\", \"partner\"] }");
    let (gouter, with_plan) = kept("gouter", "{ child = \"food_care_plan\" }");
    RULES.replacen(&etude, &of_the_town, 1).replacen(&gouter, &with_plan, 1)
}

/// C2, D3, D15: who cannot come is told whom it is for, in each language, and nothing is booked.
async fn whom_an_activity_is_for(store: Store) {
    let (_house, server) = Server::of_town(store, &rules(), PEOPLE).await;
    let alex = server.parent("alex@example.org").await;
    let sacha = server.parent("sacha@example.org").await;
    let told = "{ town(slug: \"milly-la-foret\") { activities { code only } } }";
    let activities = alex.phone.ask(told, json!({})).await.field("town");
    assert_eq!(
        activities["activities"],
        json!([
            { "code": "cantine", "only": null },
            { "code": "matin", "only": null },
            { "code": "soir", "only": null },
            { "code": "etude", "only": "réservé : famille de la commune ou famille d'une commune partenaire" },
            { "code": "gouter", "only": "réservé : PAI alimentaire" },
            { "code": "atelier", "only": null },
        ])
    );

    let calendar = alex.calendar("Ana", DAY, DAY).await;
    assert_eq!(calendar.on("etude", DAY), format!("{DAY} CLOSED NOT_FOR_CHILD - 140 -"));
    let document = "mutation($input: BookingPlanInput!) { bookingPlan(input: $input) {
        outcomes { reason { code message rule } } } }";
    let input = json!({ "changes": [alex.booking("Ana", "etude", &[DAY])], "dryRun": true, "idempotencyKey": "dry" });
    let why = async |phone: preau_tests::Phone| {
        let told = phone.ask(document, json!({ "input": input })).await;
        told.field("bookingPlan")["outcomes"][0]["reason"].clone()
    };
    assert_eq!(
        why(alex.phone.speaking("fr")).await,
        json!({
            "code": "NOT_FOR_CHILD",
            "message": "L’activité est réservée\u{a0}: famille de la commune ou famille d’une commune partenaire. Si le dossier de \
                        l’enfant n’est pas à jour, demandez à la commune de le corriger\u{a0}: adressez-vous au service périscolaire.",
            "rule": "réservé : famille de la commune ou famille d'une commune partenaire",
        })
    );
    assert_eq!(
        why(alex.phone.speaking("en")).await,
        json!({
            "code": "NOT_FOR_CHILD",
            "message": "The activity is kept for: family of the town or family of a partner town. If the child’s file is not up to \
                        date, ask the town to correct it: turn to the after-school service.",
            "rule": "kept for: family of the town or family of a partner town",
        })
    );
    assert_eq!(
        alex.book("1", "Ana", "etude", &[DAY]).await,
        [format!("Ana etude {DAY} REFUSED NOT_FOR_CHILD")]
    );
    assert_eq!(
        sacha.book("2", "Tom", "etude", &[DAY]).await,
        [format!("Tom etude {DAY} BOOKED 120")]
    );
    assert_eq!(
        sacha.book("3", "Tom", "gouter", &[DAY]).await,
        [format!("Tom gouter {DAY} REFUSED NOT_FOR_CHILD")]
    );
    assert_eq!((alex.history().await.len(), sacha.history().await.len()), (0, 1));
}
