//! "Au plus tard le jeudi 10h00 pour la semaine suivante."

use preau_tests::{House, Parent, Server, Store, both_stores};

both_stores!(
    in_winter,
    in_summer,
    in_the_week_after_the_change_to_winter_time,
    in_the_week_of_the_change_to_summer_time,
    giving_back_closes_at_the_same_instant,
    behind_the_summer,
    the_thursday_is_told,
);

/// Books the day one second before ten and at ten, in this order of two days: the first is booked, the second refused.
async fn walk(store: Store, offset: &str, thursday: &str, closing: &str, days: [&str; 2]) {
    let (house, server) = Server::of_milly(store).await;
    let [first, second] = days;
    house.time.set(&format!("{thursday}T09:59:59{offset}"));
    let camille = server.parent("camille@example.org").await;
    assert_eq!(
        line(&camille, first).await,
        format!("{first} AVAILABLE - {closing} 195 60")
    );
    assert_eq!(
        camille.book("1", "Léa", "matin", &[first]).await,
        [format!("Léa matin {first} BOOKED 195")]
    );

    house.time.set(&format!("{thursday}T10:00:00{offset}"));
    assert_eq!(
        line(&camille, first).await,
        format!("{first} BOOKED TOO_LATE {closing} 195 59")
    );
    assert_eq!(
        line(&camille, second).await,
        format!("{second} OUT_OF_TIME TOO_LATE {closing} 195 60")
    );
    let late = camille.book("2", "Léa", "matin", &[second]).await;
    assert_eq!(late, [format!("Léa matin {second} REFUSED TOO_LATE")]);
    let late = camille.cancel("3", "Léa", "matin", &[first]).await;
    assert_eq!(late, [format!("Léa matin {first} REFUSED TOO_LATE")]);

    assert_eq!(
        line(&camille, first).await,
        format!("{first} BOOKED TOO_LATE {closing} 195 59")
    );
    assert_eq!(
        line(&camille, second).await,
        format!("{second} OUT_OF_TIME TOO_LATE {closing} 195 60")
    );
    assert_eq!(camille.history().await.len(), 1);
    server.work().await;
    assert_eq!(server.mails().len(), 1);
}

async fn line(parent: &Parent, day: &str) -> String {
    parent.calendar("Léa", day, day).await.on("matin", day)
}

/// D3, D6.
async fn in_winter(store: Store) {
    walk(
        store,
        "+01:00",
        "2026-11-26",
        "2026-11-26T09:00:00Z",
        ["2026-11-30", "2026-12-04"],
    )
    .await;
}

/// D6: ten o'clock in Paris is eight in Greenwich.
async fn in_summer(store: Store) {
    walk(
        store,
        "+02:00",
        "2026-09-17",
        "2026-09-17T08:00:00Z",
        ["2026-09-21", "2026-09-25"],
    )
    .await;
}

/// D6: the clocks went back on Sunday 25 October 2026.
async fn in_the_week_after_the_change_to_winter_time(store: Store) {
    walk(
        store,
        "+01:00",
        "2026-10-29",
        "2026-10-29T09:00:00Z",
        ["2026-11-02", "2026-11-03"],
    )
    .await;
}

/// D6: the clocks go forward on Sunday 28 March 2027, between the deadline and the week it is for; the Monday is Easter's.
async fn in_the_week_of_the_change_to_summer_time(store: Store) {
    walk(
        store,
        "+01:00",
        "2027-03-25",
        "2027-03-25T09:00:00Z",
        ["2027-03-30", "2027-04-02"],
    )
    .await;
}

/// D6, D10.
async fn giving_back_closes_at_the_same_instant(store: Store) {
    let (house, server): (House, Server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "matin", &["2026-11-30", "2026-12-01"]).await;
    house.time.set("2026-11-26T09:59:59+01:00");
    let given_back = camille.cancel("2", "Léa", "matin", &["2026-11-30"]).await;
    assert_eq!(given_back, ["Léa matin 2026-11-30 CANCELLED"]);
    house.time.set("2026-11-26T10:00:00+01:00");
    let late = camille.cancel("3", "Léa", "matin", &["2026-12-01"]).await;
    assert_eq!(late, ["Léa matin 2026-12-01 REFUSED TOO_LATE"]);
    assert_eq!(
        camille.history().await,
        [
            "2026-11-26T08:59:59Z CANCELLED Léa matin 2026-11-30 195 by Camille Martin no 2",
            "2026-11-23T08:00:00Z BOOKED Léa matin 2026-12-01 195 by Camille Martin no 1",
            "2026-11-23T08:00:00Z BOOKED Léa matin 2026-11-30 195 by Camille Martin no 1",
        ]
    );
}

/// D15: the last week of the year is too late, and the next one that can be booked begins behind the summer. Of the year
/// behind the published calendar nothing can be said.
async fn behind_the_summer(store: Store) {
    let (house, server) = Server::of_milly(store).await;
    house.time.set("2026-06-25T10:00:00+02:00");
    let camille = server.parent("camille@example.org").await;
    assert_eq!(camille.next_day("Léa", "matin", "2026-06-29").await, "2026-09-01");
    assert_eq!(camille.next_day("Léa", "matin", "2026-09-01").await, "2026-09-03");
    house.time.set("2027-06-24T10:00:00+02:00");
    let camille = server.parent("camille@example.org").await;
    assert_eq!(camille.next_day("Léa", "matin", "2027-06-28").await, "none");
    assert_eq!(camille.next_day("Léa", "matin", "2030-06-24").await, "none");
}

/// D15: the rule as the town wrote it, to book and to give back.
async fn the_thursday_is_told(store: Store) {
    let (house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    camille.book("1", "Léa", "matin", &["2026-11-30"]).await;
    house.time.set("2026-11-26T10:00:00+01:00");
    let told = async |child, activity, day| camille.rules_in_the_way(child, activity, day).await;
    assert_eq!(
        told("Zoé", "matin", "2026-11-30").await,
        ["TOO_LATE 2026-11-26T09:00:00Z: à réserver au plus tard le jeudi de la semaine précédente à 10:00"]
    );
    assert_eq!(
        told("Léa", "matin", "2026-11-30").await,
        ["TOO_LATE 2026-11-26T09:00:00Z: à annuler au plus tard le jeudi de la semaine précédente à 10:00"]
    );
    assert_eq!(
        told("Zoé", "matin", "2026-12-09").await,
        ["WEEKDAY: le lundi, le mardi, le jeudi et le vendredi"]
    );
    assert_eq!(told("Zoé", "matin", "2026-12-21").await, ["SCHOOL_HOLIDAY: -"]);
}
