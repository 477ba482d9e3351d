//! "Restauration scolaire + temps méridien."

use preau_tests::towns::bouillargues;
use preau_tests::{Parent, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(
    midday_first_then_the_canteen,
    the_canteen_takes_midday_along,
    action_on_the_month_and_on_the_week,
    the_week_at_a_glance
);

/// In the window of December.
const NOW: &str = "2026-11-10T18:00:00+01:00";

/// C5, D4: "Vous devez commencer votre réservation par le temps méridien", then "faire les mêmes démarches pour la
/// restauration".
async fn midday_first_then_the_canteen(store: Store) {
    let (house, server) = Server::of(store, bouillargues()).await;
    house.time.set(NOW);
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    let days = ["2026-12-03", "2026-12-04"];
    assert_eq!(
        lucie.book("1", "Elsa", "meridien", &days).await,
        [
            "Elsa meridien 2026-12-03 BOOKED 100",
            "Elsa meridien 2026-12-04 BOOKED 100"
        ]
    );
    assert_eq!(
        lucie.book("2", "Elsa", "restauration", &days).await,
        [
            "Elsa restauration 2026-12-03 BOOKED 280",
            "Elsa restauration 2026-12-04 BOOKED 280"
        ],
        "midday is there already"
    );
    assert_eq!(
        lucie.cancel("3", "Elsa", "restauration", &days[..1]).await,
        ["Elsa restauration 2026-12-03 CANCELLED"],
        "midday stays without the canteen"
    );
}

/// C5, D7: ticked alone, the canteen takes midday; given back, midday takes the canteen with it.
async fn the_canteen_takes_midday_along(store: Store) {
    let (house, server) = Server::of(store, bouillargues()).await;
    house.time.set(NOW);
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    let calendar = lucie.calendar("Elsa", "2026-12-03", "2026-12-03").await;
    assert_eq!(calendar.takes("restauration"), ["Temps méridien"]);
    assert_eq!(calendar.takes("meridien"), [""; 0]);
    let changes = [lucie.booking("Elsa", "restauration", &["2026-12-03"])];
    let payload = lucie.plan("1", &changes).await.field("bookingPlan");
    assert_eq!(
        lucie.outcomes(&payload),
        [
            "Elsa restauration 2026-12-03 BOOKED 280",
            "Elsa meridien 2026-12-03 BOOKED 100 with restauration",
        ]
    );
    assert_eq!(payload["total"]["amountCents"], 380);
    assert_eq!(
        lucie.cancel("2", "Elsa", "meridien", &["2026-12-03"]).await,
        [
            "Elsa meridien 2026-12-03 CANCELLED",
            "Elsa restauration 2026-12-03 CANCELLED with meridien",
        ]
    );
}

/// « Action sur … » of an activity, as a box that is ticked or cleared.
fn action(parent: &Parent, activity: &str, from: &str, to: &str, action: &str) -> Value {
    json!({ "patterns": [{
        "childId": parent.child("Elsa"), "activityId": parent.activity(activity), "from": from, "to": to, "action": action,
        "days": { "everyWeek": ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"] },
    }] })
}

/// C5, D4, D5, D10, D12: "réserver tout le mois en choisissant « Action sur le mois »", midday first, then the canteen; a
/// week (« Action semaine 50 ») is cleared again, and one day of another. "Cliquer sur « retour » (cela vaut validation)."
async fn action_on_the_month_and_on_the_week(store: Store) {
    let (house, server) = Server::of(store, bouillargues()).await;
    house.time.set(NOW);
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    for (activity, price) in [("meridien", 100), ("restauration", 280)] {
        let month = action(&lucie, activity, "2026-12-01", "2026-12-31", "BOOK");
        let payload = lucie.ask_plan(activity, month).await;
        // Eleven days with class; the Wednesdays and the holidays are passed over.
        assert_eq!(
            (&payload["total"]["amountCents"], &payload["skipped"]),
            (&json!(11 * price), &json!(12))
        );
    }
    let week = action(&lucie, "restauration", "2026-12-07", "2026-12-13", "CANCEL");
    let payload = lucie.ask_plan("semaine-50", week).await;
    assert_eq!(
        lucie.outcomes(&payload),
        ["2026-12-07", "2026-12-08", "2026-12-10", "2026-12-11"]
            .map(|day| format!("Elsa restauration {day} CANCELLED"))
    );
    lucie.cancel("un-jour", "Elsa", "meridien", &["2026-12-04"]).await;
    let december = lucie.calendar("Elsa", "2026-12-01", "2026-12-18").await;
    let booked = |activity: &str| -> Vec<String> {
        let lines = december.of(activity).into_iter();
        let booked = lines.filter(|line| line.contains(" BOOKED "));
        booked.map(|line| line[8..10].to_owned()).collect()
    };
    assert_eq!(
        booked("meridien"),
        ["01", "03", "07", "08", "10", "11", "14", "15", "17", "18"]
    );
    assert_eq!(booked("restauration"), ["01", "03", "14", "15", "17", "18"]);
    assert_eq!(lucie.history().await.len(), 11 + 11 + 4 + 2);
}

/// D1: each activity on one line, Monday to Sunday, for the second week of December.
async fn the_week_at_a_glance(store: Store) {
    let (house, server) = Server::of(store, bouillargues()).await;
    house.time.set(NOW);
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    let changes = [
        lucie.booking(
            "Elsa",
            "restauration",
            &["2026-12-07", "2026-12-08", "2026-12-10", "2026-12-11"],
        ),
        lucie.booking("Elsa", "accueil-soir", &["2026-12-08"]),
        lucie.booking("Elsa", "mercredi-journee", &["2026-12-09"]),
    ];
    lucie.plan("semaine", &changes).await.data();
    let week = lucie.calendar("Elsa", "2026-12-07", "2026-12-13").await;
    assert_eq!(
        week.at_a_glance(),
        [
            "accueil-matin Lu . Ma . Me - Je . Ve . Sa - Di -",
            "accueil-midi Lu . Ma . Me - Je . Ve . Sa - Di -",
            "accueil-soir Lu . Ma x Me - Je . Ve . Sa - Di -",
            "meridien Lu x Ma x Me - Je x Ve x Sa - Di -",
            "restauration Lu x Ma x Me - Je x Ve x Sa - Di -",
            "mercredi-matin Lu - Ma - Me ! Je - Ve - Sa - Di -",
            "mercredi-journee Lu - Ma - Me x Je - Ve - Sa - Di -",
            "mercredi-apres-midi Lu - Ma - Me ! Je - Ve - Sa - Di -",
        ]
    );
}
