//! What is booked is firm: a town whose rule book lets nobody give a place back.

use preau_tests::towns::{PEOPLE, RULES};
use preau_tests::{Server, Store, both_stores};

both_stores!(it_is_booked_and_stays);

const DAY: &str = "2026-11-30";

/// The morning of Milly, firm.
fn rules() -> String {
    let was = r#"deadlines = { book = "semaine-suivante", cancel = "semaine-suivante" }"#;
    let firm = r#"deadlines = { book = "semaine-suivante", cancel = "ferme" }"#;
    let rules = RULES.replacen(was, firm, 1);
    assert_ne!(rules, RULES);
    rules + "\n[deadlines.ferme]\nform = \"never\"\n"
}

/// D10, D15: giving it back is refused with the rule, and nothing has changed.
async fn it_is_booked_and_stays(store: Store) {
    let (_house, server) = Server::of_town(store, &rules(), PEOPLE).await;
    let camille = server.parent("camille@example.org").await;
    let booked = camille.book("1", "Léa", "matin", &[DAY]).await;
    assert_eq!(booked, ["Léa matin 2026-11-30 BOOKED 195"]);
    let before = (
        camille.calendar("Léa", DAY, DAY).await.on("matin", DAY),
        camille.history().await,
    );
    assert_eq!(before.0, "2026-11-30 BOOKED FIRM - 195 59");
    let refused = camille.cancel("2", "Léa", "matin", &[DAY]).await;
    assert_eq!(refused, ["Léa matin 2026-11-30 REFUSED FIRM"]);
    assert_eq!(
        camille.rules_in_the_way("Léa", "matin", DAY).await,
        ["FIRM: ce qui est réservé est ferme"]
    );
    let after = (
        camille.calendar("Léa", DAY, DAY).await.on("matin", DAY),
        camille.history().await,
    );
    assert_eq!(after, before);
}
