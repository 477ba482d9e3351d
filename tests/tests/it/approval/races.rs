//! Staff and family, or two agents, at the same moment: one of both wins, and the other is told.

use futures_util::future::{join, join_all};
use preau_tests::towns::{PEOPLE, rules_with_approval};
use preau_tests::{Server, Store, both_stores};
use serde_json::json;

use super::desk::{Desk, placed, state_of};
use super::steps::town;

both_stores!(
    a_family_takes_back_while_staff_accept,
    two_agents_decide_at_once,
    five_times_the_same_decision,
    a_refused_place_goes_to_the_next,
);

/// Two instances over one store.
mod instances {
    preau_tests::postgres_only!(two_agents_at_two_servers);

    async fn two_agents_at_two_servers(store: preau_tests::Store) {
        super::two_agents(store, true).await;
    }
}

const DAYS: [&str; 8] = [
    "2026-11-30",
    "2026-12-01",
    "2026-12-03",
    "2026-12-04",
    "2026-12-07",
    "2026-12-08",
    "2026-12-10",
    "2026-12-11",
];

/// D9, D10, D13.
async fn a_family_takes_back_while_staff_accept(store: Store) {
    let (_house, _server, camille, desk) = town(store).await;
    for (nth, day) in DAYS.into_iter().enumerate() {
        let changes = [camille.booking("Léa", "midi", &[day])];
        let order = placed(&camille.plan(&format!("b{nth}"), &changes).await.field("bookingPlan"));
        let key = format!("r{nth}");
        let days = [day];
        let back = camille.cancel(&key, "Léa", "midi", &days);
        let (back, decided) = join(back, desk.all(&key, &order, true, None)).await;
        let status = state_of(&camille.phone, &order).await.0;
        if decided.is_empty() {
            assert_eq!(
                back,
                [
                    format!("Léa midi {day} CANCELLED"),
                    format!("Léa restauration {day} CANCELLED with midi")
                ]
            );
            assert_eq!(status, "WITHDRAWN 0 of 2 wait, 0 accepted, 0 refused");
        } else {
            // Accepted first: then giving back is asked for, as the canteen needs approval for that.
            assert_eq!(
                decided,
                [
                    format!("Accueil du midi {day} ACCEPTED"),
                    format!("Restauration {day} ACCEPTED")
                ]
            );
            assert_eq!(
                back,
                [
                    format!("Léa midi {day} CANCELLATION_ASKED"),
                    format!("Léa restauration {day} CANCELLATION_ASKED with midi")
                ]
            );
            assert_eq!(status, "DECIDED 0 of 2 wait, 2 accepted, 0 refused");
        }
    }
}

/// D9, G1.
async fn two_agents_decide_at_once(store: Store) {
    two_agents(store, false).await;
}

async fn two_agents(store: Store, elsewhere: bool) {
    let people = format!(
        "{PEOPLE}
[[agents]]
name = \"Robin Leroy\"
email = \"robin@milly.example\"
password = \"{}\"
locale = \"fr\"
",
        preau_tests::towns::PASSWORD
    );
    let (house, server) = Server::of_town(store, &rules_with_approval(), &people).await;
    let other = if elsewhere { Some(house.open().await) } else { None };
    let camille = server.parent("camille@example.org").await;
    let sacha = super::desk::Desk {
        phone: server.sign_in("sacha@milly.example").await,
    };
    let robin = super::desk::Desk {
        phone: other.as_ref().unwrap_or(&server).sign_in("robin@milly.example").await,
    };
    for (nth, day) in DAYS.into_iter().enumerate() {
        let changes = [camille.booking("Léa", "soir", &[day])];
        let order = placed(&camille.plan(&format!("{nth}"), &changes).await.field("bookingPlan"));
        let line = sacha.booking(&order, "Léa", "Accueil du soir", day).await;
        let input = |accept: bool| {
            json!({
                "orderId": order,
                "lines": [{ "bookingId": line, "accept": accept }],
                "idempotencyKey": format!("{nth}"),
            })
        };
        let (yes, no) = join(sacha.send(input(true)), robin.send(input(false))).await;
        let told = (Desk::told(yes), Desk::told(no));
        let (accepted, refused) = (
            format!("Accueil du soir {day} ACCEPTED"),
            format!("Accueil du soir {day} REFUSED"),
        );
        let before = |line: &str| vec![format!("{line} (before)")];
        let sacha_won = (vec![accepted.clone()], before(&accepted));
        let robin_won = (before(&refused), vec![refused]);
        assert!(told == sacha_won || told == robin_won, "{told:#?}");
        let heads = camille.heads_of(&sacha.phone, "soir", day).await;
        assert_eq!(heads, usize::from(told == sacha_won));
    }
    server.work().await;
    assert_eq!(
        server.mails().len(),
        2 * DAYS.len(),
        "one for each order and one for each decision"
    );
}

/// D9: a key names one decision.
async fn five_times_the_same_decision(store: Store) {
    let (_house, server, camille, desk) = town(store).await;
    let changes = [camille.booking("Léa", "midi", &[DAYS[0]])];
    let order = placed(&camille.plan("1", &changes).await.field("bookingPlan"));
    let input = json!({ "orderId": order, "acceptRest": false, "reason": "Non", "idempotencyKey": "cle" });
    let answers = join_all((0..5).map(|_| desk.send(input.clone()))).await;
    for answer in &answers {
        assert_eq!(answer, &answers[0]);
    }
    assert_eq!(
        Desk::told(answers[0].clone()),
        [
            format!("Accueil du midi {} REFUSED: Non", DAYS[0]),
            format!("Restauration {} REFUSED: Non", DAYS[0])
        ]
    );
    server.work().await;
    assert_eq!(server.mails().len(), 2);
    assert_eq!(camille.history().await.len(), 4);
    // The same key for a plan, and for another decision, is a mistake; neither is done.
    let other = json!({ "orderId": order, "acceptRest": true, "idempotencyKey": "cle" });
    assert_eq!(
        Desk::refused(desk.send(other).await),
        ("IDEMPOTENCY_MISMATCH".to_owned(), "idempotencyKey".to_owned())
    );
    let staff = preau_tests::Parent::new(desk.phone.clone()).await;
    let plan = staff.plan("cle", &[camille.booking("Léa", "matin", &[DAYS[0]])]).await;
    assert_eq!(
        staff.refused(plan),
        [("IDEMPOTENCY_MISMATCH".to_owned(), "idempotencyKey".to_owned())]
    );
}

/// D13: a place that waits is nobody else's; refused, it is anybody's.
async fn a_refused_place_goes_to_the_next(store: Store) {
    let (_house, server, camille, desk) = town(store).await;
    server
        .publish(&rules_with_approval().replace("capacity = 45", "capacity = 1"))
        .await;
    let alix = server.parent("alix@example.org").await;
    let day = DAYS[0];
    let changes = [camille.booking("Léa", "soir", &[day])];
    let order = placed(&camille.plan("1", &changes).await.field("bookingPlan"));
    assert_eq!(
        alix.book("1", "Tom", "soir", &[day]).await,
        [format!("Tom soir {day} REFUSED FULL")]
    );
    desk.all("1", &order, false, None).await;
    assert_eq!(
        alix.book("2", "Tom", "soir", &[day]).await,
        [format!("Tom soir {day} PENDING 340")]
    );
    assert_eq!(alix.heads_of(&desk.phone, "soir", day).await, 1);
}
