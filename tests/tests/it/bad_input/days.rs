use preau_tests::{Server, Store, both_stores};

use super::untouched::untouched;

both_stores!(days_that_cannot_be);

/// A day that could be booked.
pub const DAY: &str = "2026-11-30";

/// D3, D15: past days, closed days, too many days, no days.
async fn days_that_cannot_be(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let days = [
        "2000-01-01",
        "2025-08-31",
        "2025-09-01",
        "2026-11-20",
        "2026-11-23",
        "2026-11-25",
        "2026-12-25",
        "2026-12-26",
        "2027-06-18",
        "2027-08-02",
        "2100-12-31",
    ];
    assert_eq!(
        camille.book("1", "Léa", "matin", &days).await,
        [
            "Léa matin 2000-01-01 REFUSED OUTSIDE_RULE_BOOK",
            "Léa matin 2025-08-31 REFUSED OUTSIDE_RULE_BOOK",
            "Léa matin 2025-09-01 REFUSED TOO_LATE",
            "Léa matin 2026-11-20 REFUSED TOO_LATE",
            "Léa matin 2026-11-23 REFUSED TOO_LATE",
            "Léa matin 2026-11-25 REFUSED WEEKDAY",
            "Léa matin 2026-12-25 REFUSED PUBLIC_HOLIDAY",
            "Léa matin 2026-12-26 REFUSED SCHOOL_HOLIDAY",
            "Léa matin 2027-06-18 REFUSED TOWN_CLOSURE",
            "Léa matin 2027-08-02 REFUSED SCHOOL_HOLIDAY",
            "Léa matin 2100-12-31 REFUSED UNPUBLISHED",
        ]
    );
    assert_eq!(
        camille.cancel("2", "Léa", "matin", &[DAY]).await,
        ["Léa matin 2026-11-30 UNCHANGED"]
    );

    let nothing = [("NOTHING_ASKED".to_owned(), String::new())];
    assert_eq!(camille.refused(camille.plan("3", &[]).await), nothing);
    assert_eq!(
        camille.refused(camille.plan("3", &[camille.booking("Léa", "matin", &[])]).await),
        nothing
    );
    let too_many = [("TOO_MANY_DAYS".to_owned(), "changes".to_owned())];
    let many = vec![DAY; 2_601];
    assert_eq!(
        camille.refused(camille.plan("3", &[camille.booking("Léa", "matin", &many)]).await),
        too_many
    );
    let many = vec![DAY; 70_000];
    assert_eq!(
        camille.refused(camille.plan("3", &[camille.booking("Léa", "matin", &many)]).await),
        too_many
    );
    let many = vec![camille.booking("Léa", "matin", &[DAY]); 101];
    assert_eq!(camille.refused(camille.plan("3", &many).await), too_many);
    let million = vec![DAY; 1_000_000];
    let answer = camille.plan("3", &[camille.booking("Léa", "matin", &million)]).await;
    assert_eq!((answer.status, answer.codes()), (413, vec!["PAYLOAD_TOO_LARGE"]));
    untouched(&server, &camille).await;

    let twice = [
        camille.booking("Léa", "matin", &[DAY, DAY]),
        camille.booking("Léa", "matin", &[DAY]),
    ];
    assert_eq!(
        camille.told(camille.plan("4", &twice).await),
        ["Léa matin 2026-11-30 BOOKED 195"]
    );
    assert_eq!(camille.history().await.len(), 1);
}
