//! What goes together: "Il n'est pas possible de cocher seulement l'activité restauration."

use preau_tests::{Server, Store, both_stores};

both_stores!(ticking, giving_back, both_in_one_request, a_link_to_a_full_activity);

const DAY: &str = "2026-11-30";
const LATER: &str = "2026-12-01";

/// C5: what one tick takes, for a child with and without a food PAI.
async fn ticking(store: Store) {
    let table: [(&str, &str, &[&str]); 6] = [
        (
            "Léa",
            "midi",
            &["Léa midi D BOOKED 170", "Léa restauration D BOOKED 315 with midi"],
        ),
        (
            "Léa",
            "restauration",
            &[
                "Léa restauration D BOOKED 315",
                "Léa midi D BOOKED 170 with restauration",
            ],
        ),
        ("Zoé", "midi", &["Zoé midi D BOOKED 170"]),
        (
            "Zoé",
            "restauration",
            &[
                "Zoé restauration D BOOKED 315",
                "Zoé midi D BOOKED 170 with restauration",
            ],
        ),
        (
            "Noé",
            "midi-mater",
            &[
                "Noé midi-mater D BOOKED 170",
                "Noé restauration-mater D BOOKED 315 with midi-mater",
            ],
        ),
        ("Léa", "matin", &["Léa matin D BOOKED 195"]),
    ];
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    for (nth, (child, activity, expected)) in table.into_iter().enumerate() {
        // A day of its own for each row.
        let day = [
            "2026-11-30",
            "2026-12-01",
            "2026-12-03",
            "2026-12-04",
            "2026-12-07",
            "2026-12-08",
        ][nth];
        let told = camille.book(&format!("k{nth}"), child, activity, &[day]).await;
        let told: Vec<String> = told.iter().map(|line| line.replace(day, "D")).collect();
        assert_eq!(told, expected, "{child} {activity}");
    }
}

/// C5, D10: the canteen is never left alone; a child with a food PAI may give the meal back and stay.
async fn giving_back(store: Store) {
    let table: [(&str, &str, &[&str], [&str; 2]); 4] = [
        (
            "Léa",
            "midi",
            &["Léa midi D CANCELLED", "Léa restauration D CANCELLED with midi"],
            ["AVAILABLE", "AVAILABLE"],
        ),
        (
            "Léa",
            "restauration",
            &["Léa restauration D CANCELLED", "Léa midi D CANCELLED with restauration"],
            ["AVAILABLE", "AVAILABLE"],
        ),
        (
            "Zoé",
            "restauration",
            &["Zoé restauration D CANCELLED"],
            ["BOOKED", "AVAILABLE"],
        ),
        (
            "Zoé",
            "midi",
            &["Zoé midi D CANCELLED", "Zoé restauration D CANCELLED with midi"],
            ["AVAILABLE", "AVAILABLE"],
        ),
    ];
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    for (nth, (child, activity, expected, states)) in table.into_iter().enumerate() {
        let day = ["2026-11-30", "2026-12-01", "2026-12-03", "2026-12-04"][nth];
        camille.book(&format!("b{nth}"), child, "restauration", &[day]).await;
        let told = camille.cancel(&format!("c{nth}"), child, activity, &[day]).await;
        let told: Vec<String> = told.iter().map(|line| line.replace(day, "D")).collect();
        assert_eq!(told, expected, "{child} {activity}");
        let calendar = camille.calendar(child, day, day).await;
        let state = |code: &str| calendar.on(code, day).split(' ').nth(1).unwrap_or_default().to_owned();
        assert_eq!([state("midi"), state("restauration")], states, "{child} {activity}");
    }
}

/// C5: "cocher les deux" says the same as one tick; booking one half and giving the other back contradicts itself.
async fn both_in_one_request(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let camille = server.parent("camille@example.org").await;
    let both = [
        camille.booking("Léa", "midi", &[DAY]),
        camille.booking("Léa", "restauration", &[DAY]),
    ];
    let told = camille.told(camille.plan("1", &both).await);
    assert_eq!(
        told,
        [
            "Léa midi 2026-11-30 BOOKED 170",
            "Léa restauration 2026-11-30 BOOKED 315"
        ]
    );

    let against = [
        camille.booking("Léa", "midi", &[LATER]),
        camille.cancelling("Léa", "restauration", &[LATER]),
    ];
    let told = camille.told(camille.plan("2", &against).await);
    assert_eq!(
        told,
        [
            "Léa midi 2026-12-01 REFUSED CONTRADICTORY",
            "Léa restauration 2026-12-01 REFUSED CONTRADICTORY"
        ]
    );
    assert_eq!(
        camille.history().await,
        [
            "2026-11-23T08:00:00Z BOOKED Léa restauration 2026-11-30 315 by Camille Martin no 1",
            "2026-11-23T08:00:00Z BOOKED Léa midi 2026-11-30 170 by Camille Martin no 1",
        ]
    );
}

/// C5, D13, D15: no place at the table means no midday care either, and the answer names the table.
async fn a_link_to_a_full_activity(store: Store) {
    let rules = preau_tests::towns::RULES.replace(
        "starts_at = \"11:45\"\nends_at = \"13:35\"\ncapacity = 120\nshows_places = true\nprice = { form = \"flat\", amount = \"3.15\" }",
        "starts_at = \"11:45\"\nends_at = \"13:35\"\ncapacity = 1\nshows_places = true\nprice = { form = \"flat\", amount = \"3.15\" }",
    );
    assert_ne!(rules, preau_tests::towns::RULES);
    let (_house, server) = Server::of_town(store, &rules, preau_tests::towns::PEOPLE).await;
    let alix = server.parent("alix@example.org").await;
    alix.book("1", "Tom", "midi", &[DAY]).await;
    let camille = server.parent("camille@example.org").await;
    let payload = camille
        .plan("1", &[camille.booking("Léa", "midi", &[DAY])])
        .await
        .field("bookingPlan");
    assert_eq!(camille.outcomes(&payload), ["Léa midi 2026-11-30 REFUSED LINKED"]);
    assert_eq!(
        payload["outcomes"][0]["reason"]["message"],
        "Cette activité va avec «\u{a0}Restauration\u{a0}». Plus de place pour «\u{a0}Restauration\u{a0}» le lundi 30 \
         novembre 2026. Choisissez un autre jour ou réessayez plus tard\u{a0}: une place peut se libérer."
    );
    let told = camille.book("2", "Zoé", "midi", &[DAY]).await;
    assert_eq!(
        told,
        ["Zoé midi 2026-11-30 BOOKED 170"],
        "a child with a food PAI brings no meal"
    );
    let calendar = camille.calendar("Léa", DAY, DAY).await;
    assert_eq!(
        calendar.on("midi", DAY),
        "2026-11-30 FULL LINKED 2026-11-26T09:00:00Z 170 118"
    );
    assert_eq!(
        calendar.on("restauration", DAY),
        "2026-11-30 FULL FULL 2026-11-26T09:00:00Z 315 0"
    );
}
