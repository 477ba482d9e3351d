//! "Deux choix s'offrent à moi : une réservation périodique ou une réservation ponctuelle."

use preau_tests::towns::millery;
use preau_tests::{Server, Store, both_stores};

use super::file::accept_girard;

both_stores!(regular_and_occasional_children_pay_apart, regular_in_one_activity_only);

const DAY: &str = "2026-12-04";
/// Two days with class before that Friday, at noon: Tuesday.
const CLOSING: &str = "2026-12-01T11:00:00Z";

/// D7: Maya comes regularly, as agreed with the town, and her brother now and then; the Girards' quotient is unknown.
async fn regular_and_occasional_children_pay_apart(store: Store) {
    let (_house, server) = Server::of(store, millery()).await;
    accept_girard(&server).await;
    for (login, child, activity, cents) in [
        ("julie.lambert@millery.example", "Maya", "midi", 410),
        ("julie.lambert@millery.example", "Enzo", "midi-mater", 510),
        ("thomas.girard@millery.example", "Lina", "midi", 620),
    ] {
        let parent = server.parent(login).await;
        let calendar = parent.calendar(child, DAY, DAY).await;
        assert_eq!(
            calendar.on(activity, DAY),
            format!("{DAY} AVAILABLE - {CLOSING} {cents} -"),
            "{child}"
        );
        let changes = [parent.booking(child, activity, &[DAY, "2026-12-07"])];
        let recap = parent.rehearse("combien", &changes).await.field("bookingPlan");
        assert_eq!(recap["total"]["amountCents"], 2 * cents, "{child}");
    }
}

/// D7: Maya is expected at midday and in the evening; a morning is out of the ordinary.
async fn regular_in_one_activity_only(store: Store) {
    let (_house, server) = Server::of(store, millery()).await;
    let julie = server.parent("julie.lambert@millery.example").await;
    let maya = julie.calendar("Maya", DAY, DAY).await;
    let prices = ["matin", "midi", "soir"].map(|activity| maya.on(activity, DAY));
    assert_eq!(
        prices,
        [240, 410, 280].map(|cents| format!("{DAY} AVAILABLE - {CLOSING} {cents} -"))
    );
    let enzo = julie.calendar("Enzo", DAY, DAY).await;
    let prices = ["matin", "midi-mater", "soir"].map(|activity| enzo.on(activity, DAY));
    assert_eq!(
        prices,
        [240, 510, 360].map(|cents| format!("{DAY} AVAILABLE - {CLOSING} {cents} -"))
    );
}
