//! Twenty phones, one place: one has it, nineteen are told.

use futures_util::future::join_all;
use preau_tests::towns::{PEOPLE, more_families, rules_with_places};
use preau_tests::{House, Parent, Server, Store, both_stores};

both_stores!(twenty_phones_race_for_the_last_place);

/// Two instances over one store.
mod instances {
    preau_tests::postgres_only!(twenty_phones_race_for_the_last_place_through_two_servers);

    async fn twenty_phones_race_for_the_last_place_through_two_servers(store: preau_tests::Store) {
        super::race(store, true).await;
    }
}

const DAY: &str = "2026-11-30";
const PHONES: usize = 20;

/// D13.
async fn twenty_phones_race_for_the_last_place(store: Store) {
    race(store, false).await;
}

async fn race(store: Store, two_servers: bool) {
    let house = House::new(store).await;
    let first = house.open().await;
    first
        .settle(&rules_with_places(1), &format!("{PEOPLE}{}", more_families(PHONES)))
        .await;
    let second = if two_servers { Some(house.open().await) } else { None };
    let mut parents = Vec::new();
    for nth in 0..PHONES {
        let server = second.as_ref().filter(|_| nth % 2 == 1).unwrap_or(&first);
        parents.push(server.parent(&format!("famille-{nth}@example.org")).await);
    }
    let answers = join_all(
        parents
            .iter()
            .map(|parent| parent.book("course", "Enfant", "etude", &[DAY])),
    )
    .await;
    let count = |told: &str| {
        answers
            .iter()
            .filter(|answer| **answer == [format!("Enfant etude {DAY} {told}")])
            .count()
    };
    assert_eq!((count("BOOKED 260"), count("REFUSED FULL")), (1, PHONES - 1));

    for server in [Some(&first), second.as_ref()].into_iter().flatten() {
        assert_eq!(heads(server).await, 1);
    }
    let mut histories = 0;
    for (parent, answer) in parents.iter().zip(&answers) {
        let booked = answer[0].ends_with("BOOKED 260");
        let seen = parent.calendar("Enfant", DAY, DAY).await.on("etude", DAY);
        let state = if booked { "BOOKED -" } else { "FULL FULL" };
        assert_eq!(seen, format!("{DAY} {state} 2026-11-26T09:00:00Z 260 0"));
        histories += parent.history().await.len();
    }
    assert_eq!(histories, 1);
    first.work().await;
    let mails = first.mails().len() + second.map_or(0, |server| server.mails().len());
    assert_eq!(mails, 1);
}

/// How many children staff expect in the study room.
async fn heads(server: &Server) -> usize {
    let sacha: Parent = server.parent("sacha@milly.example").await;
    sacha.heads("etude", DAY).await
}
