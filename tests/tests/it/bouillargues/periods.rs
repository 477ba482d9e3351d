//! A town that opens its Wednesdays period by period, each from a day of its own on.

use preau_tests::towns::{Town, bouillargues};
use preau_tests::{House, Parent, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(nothing_before_a_period_opens);

/// The first week of December opens on 24 November at 08:30; the second one is open from ever before.
const DATED: &str = "form = \"dated\"
other_days = \"closed\"

[[deadlines.une-heure-avant.periods]]
from = 2026-11-30
to = 2026-12-06
opens_on = 2026-11-24
opens_at = \"08:30\"
closes_on = 2026-11-27
closes_at = \"12:00\"

[[deadlines.une-heure-avant.periods]]
from = 2026-12-07
to = 2026-12-13
closes_on = 2026-12-04
closes_at = \"12:00\"";

const DAY: &str = "2026-12-02";
const BEHIND: &str = "2026-12-09";
const AFTER: &str = "2026-12-16";

fn town() -> Town {
    bouillargues().saying("form = \"hours_before\"\nhours = 1", DATED)
}

/// What one activity says of three Wednesdays.
async fn seen(parent: &Parent) -> [String; 3] {
    let calendar = parent.calendar("Elsa", DAY, AFTER).await;
    [DAY, BEHIND, AFTER].map(|day| calendar.on("mercredi-journee", day))
}

/// The whole reason of a refusal.
async fn reason(parent: &Parent, day: &str) -> Value {
    let document = "mutation($input: BookingPlanInput!) { bookingPlan(input: $input) { errors { code }
        outcomes { result reason { code message rule opensAt closedAt } } } }";
    let changes = [parent.booking("Elsa", "mercredi-journee", &[day])];
    let input = json!({ "changes": changes, "idempotencyKey": format!("pourquoi-{day}") });
    let payload = parent
        .phone
        .ask(document, json!({ "input": input }))
        .await
        .field("bookingPlan");
    assert_eq!(payload["errors"], json!([]));
    assert_eq!(payload["outcomes"][0]["result"], "REFUSED");
    let mut reason = payload["outcomes"][0]["reason"].clone();
    for words in ["message", "rule"] {
        reason[words] = reason[words].as_str().expect("words").replace('\u{a0}', " ").into();
    }
    reason
}

async fn opened(store: Store, now: &str) -> (House, Server, Parent) {
    let (house, server) = Server::of(store, town()).await;
    house.time.set(now);
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    (house, server, lucie)
}

/// D3, D6, D15: the last second before it opens it is refused, with the instant at which booking begins; a period without
/// such a day is open already, and days in no period never are.
async fn nothing_before_a_period_opens(store: Store) {
    let (house, _server, lucie) = opened(store, "2026-11-24T08:29:59+01:00").await;
    assert_eq!(
        seen(&lucie).await,
        [
            format!("{DAY} OUT_OF_TIME NOT_OPEN_YET 2026-11-27T11:00:00Z 1150 3"),
            format!("{BEHIND} AVAILABLE - 2026-12-04T11:00:00Z 1150 3"),
            format!("{AFTER} OUT_OF_TIME NO_DEADLINE - 1150 3"),
        ]
    );
    assert_eq!(
        reason(&lucie, DAY).await,
        json!({
            "code": "NOT_OPEN_YET", "opensAt": "2026-11-24T07:30:00Z", "closedAt": null, "rule": "à réserver, à annuler ou à changer : date fixée pour la période du lundi 30 novembre 2026 au dimanche 6 décembre 2026",
            "message": "Les réservations du mercredi 2 décembre 2026 ouvriront le mardi 24 novembre 2026 à 08:30. Revenez \
                à partir de ce moment.",
        })
    );
    assert_eq!(lucie.history().await, [""; 0]);

    house.time.set("2026-11-24T08:30:00+01:00");
    let booked = lucie.book("1", "Elsa", "mercredi-journee", &[DAY]).await;
    assert_eq!(booked, [format!("Elsa mercredi-journee {DAY} BOOKED 1150")]);
    house.time.set("2026-11-27T12:00:00+01:00");
    let late = lucie.book("2", "Hugo", "mercredi-journee", &[DAY]).await;
    assert_eq!(late, [format!("Hugo mercredi-journee {DAY} REFUSED TOO_LATE")]);
    assert_eq!(lucie.history().await.len(), 1);
}
