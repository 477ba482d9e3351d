//! A family is told at once that its child did not come.

use preau_tests::{Store, both_stores};
use serde_json::json;

use super::desk::Desk;

both_stores!(a_missing_child_is_told_of, nobody_is_told_twice_nor_of_what_is_known,);

const DAY: &str = "2026-12-01";

/// D18, D11: one mail for the day, in the reader's language, with whom to call.
async fn a_missing_child_is_told_of(store: Store) {
    let desk = Desk::open(store).await;
    for activity in ["cantine", "soir"] {
        desk.book("Léa", activity, &[DAY]).await;
    }
    desk.server.work().await;
    let before = desk.server.mails().len();
    desk.house.time.set("2026-12-01T12:00:00+01:00");
    let events = [
        desk.tap(1, "ABSENT Léa soir 2026-12-01", "2026-12-01T11:59:00+01:00"),
        desk.tap(2, "ABSENT Léa cantine 2026-12-01", "2026-12-01T11:55:00+01:00"),
        // Not booked: nobody waited for it.
        desk.tap(3, "ABSENT Noé cantine 2026-12-01", "2026-12-01T11:55:00+01:00"),
    ];
    desk.record("tablette", &events).await;
    assert_eq!(desk.server.work().await, 1);
    let mails = desk.server.mails().split_off(before);
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, "camille@example.org");
    assert_eq!(mails[0].subject, "Milly-la-Forêt\u{a0}: votre enfant n’est pas arrivé");
    assert_eq!(
        mails[0].text,
        "Bonjour Camille Martin,

Léa était attendu et n’est pas arrivé le mardi 1er décembre 2026\u{a0}:

  Cantine
  Accueil du soir

Aucune absence ne nous a été signalée. Prenez contact avec nous dès maintenant, même si vous savez où est votre enfant.

Une question\u{202f}? Écrivez-nous ou appelez-nous\u{a0}:
  Service périscolaire\u{a0}: periscolaire@milly.example, 01 00 00 00 00

Le portail famille de Milly-la-Forêt
"
    );
}

async fn nobody_is_told_twice_nor_of_what_is_known(store: Store) {
    let desk = Desk::open(store).await;
    for child in ["Léa", "Noé", "Inès"] {
        desk.book(child, "cantine", &[DAY]).await;
    }
    desk.server.work().await;
    let before = desk.server.mails().len();
    desk.house.time.set("2026-12-01T08:00:00+01:00");
    Desk::reported(desk.report("1", "Noé", &[DAY], json!({})).await);
    desk.house.time.set("2026-12-01T12:00:00+01:00");
    let absent = |nth, child: &str, time: &str| {
        desk.tap(
            nth,
            &format!("ABSENT {child} cantine 2026-12-01"),
            &format!("2026-12-01T{time}+01:00"),
        )
    };
    // Reported before; already seen to have come, by an entry that arrives first.
    let known = [
        absent(1, "Noé", "11:50:00"),
        desk.tap(2, "CHECKED_IN Inès cantine 2026-12-01", "2026-12-01T11:58:00+01:00"),
        absent(3, "Inès", "11:50:00"),
    ];
    desk.record("tablette", &known).await;
    assert_eq!(desk.server.work().await, 0);
    // Seen after all, before the mail is written.
    desk.record("tablette", &[absent(4, "Léa", "11:50:00")]).await;
    let came = desk.tap(5, "CHECKED_IN Léa cantine 2026-12-01", "2026-12-01T11:59:00+01:00");
    desk.record("autre", &[came]).await;
    assert_eq!(desk.server.work().await, 1);
    assert_eq!(desk.server.mails().len(), before);
    // Twice absent is absent once.
    desk.record("tablette", &[absent(6, "Léa", "12:00:00")]).await;
    desk.record("autre", &[absent(7, "Léa", "12:01:00")]).await;
    desk.record("autre", &[absent(7, "Léa", "12:01:00")]).await;
    assert_eq!(desk.server.work().await, 1);
    assert_eq!(desk.server.mails().len(), before + 1);
}
