//! "Les réservations se font du 1er au 20 de chaque mois (le 20 au soir minuit, les réservations sont bloquées)."

use preau_tests::towns::bouillargues;
use preau_tests::{House, Parent, Server, Store, both_stores};

both_stores!(
    nothing_of_next_month_before_the_first,
    from_the_first_to_the_end_of_the_twentieth,
    on_the_twenty_first_it_is_too_late,
    the_next_day_and_when_it_opens,
    where_the_year_ends,
    the_rules_are_told,
);

const FIRST: &str = "2026-12-01";
const LAST: &str = "2026-12-18";
/// Midnight behind 20 November in Paris.
const CLOSING: &str = "2026-11-20T23:00:00Z";

async fn town(store: Store, now: &str) -> (House, Server, Parent) {
    let (house, server) = Server::of(store, bouillargues()).await;
    house.time.set(now);
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    (house, server, lucie)
}

async fn line(parent: &Parent, day: &str) -> String {
    parent.calendar("Elsa", day, day).await.on("restauration", day)
}

async fn message(parent: &Parent, day: &str) -> String {
    let asked = [parent.booking("Elsa", "meridien", &[day])];
    let payload = parent.rehearse("pourquoi", &asked).await.field("bookingPlan");
    let told = payload["outcomes"][0]["reason"]["message"].as_str();
    told.expect("a reason").replace('\u{a0}', " ")
}

/// D3, D6, D15: the last second of October.
async fn nothing_of_next_month_before_the_first(store: Store) {
    let (_house, _server, lucie) = town(store, "2026-10-31T23:59:59+01:00").await;
    for day in [FIRST, LAST] {
        let seen = line(&lucie, day).await;
        assert_eq!(seen, format!("{day} OUT_OF_TIME NOT_OPEN_YET {CLOSING} 280 -"));
        let early = lucie.book(day, "Elsa", "meridien", &[day]).await;
        assert_eq!(early, [format!("Elsa meridien {day} REFUSED NOT_OPEN_YET")]);
    }
    assert_eq!(
        message(&lucie, FIRST).await,
        "Les réservations du mardi 1er décembre 2026 ouvriront le dimanche 1er novembre 2026 à 00:00. Revenez à partir de ce \
         moment."
    );
    // The window of November has closed eleven days ago.
    let seen = line(&lucie, "2026-11-30").await;
    assert_eq!(seen, "2026-11-30 OUT_OF_TIME TOO_LATE 2026-10-20T22:00:00Z 280 -");
    assert_eq!(lucie.history().await, [""; 0]);
}

/// D4, D6, D10: a frequentation is added and taken away until the last second of the 20th.
async fn from_the_first_to_the_end_of_the_twentieth(store: Store) {
    let (house, _server, lucie) = town(store, "2026-11-01T00:00:00+01:00").await;
    for day in [FIRST, LAST] {
        assert_eq!(line(&lucie, day).await, format!("{day} AVAILABLE - {CLOSING} 280 -"));
    }
    let booked = lucie.book("1", "Elsa", "meridien", &[FIRST, LAST]).await;
    assert_eq!(
        booked,
        [
            format!("Elsa meridien {FIRST} BOOKED 100"),
            format!("Elsa meridien {LAST} BOOKED 100")
        ]
    );
    // January opens with December.
    let seen = line(&lucie, "2027-01-04").await;
    assert_eq!(seen, "2027-01-04 OUT_OF_TIME NOT_OPEN_YET 2026-12-20T23:00:00Z 280 -");

    house.time.set("2026-11-20T23:59:59+01:00");
    let booked = lucie.book("2", "Elsa", "meridien", &["2026-12-03"]).await;
    assert_eq!(booked, ["Elsa meridien 2026-12-03 BOOKED 100"]);
    let given_back = lucie.cancel("3", "Elsa", "meridien", &[LAST]).await;
    assert_eq!(given_back, [format!("Elsa meridien {LAST} CANCELLED")]);
}

/// D3, D6, D10, D15: at midnight nothing moves any more, and the next month is not open yet.
async fn on_the_twenty_first_it_is_too_late(store: Store) {
    let (house, _server, lucie) = town(store, "2026-11-20T23:59:59+01:00").await;
    lucie.book("1", "Elsa", "restauration", &[FIRST]).await;
    house.time.set("2026-11-21T00:00:00+01:00");
    let seen = line(&lucie, FIRST).await;
    assert_eq!(seen, format!("{FIRST} BOOKED TOO_LATE {CLOSING} 280 -"));
    let seen = line(&lucie, LAST).await;
    assert_eq!(seen, format!("{LAST} OUT_OF_TIME TOO_LATE {CLOSING} 280 -"));
    let late = lucie.book("2", "Elsa", "meridien", &[LAST]).await;
    assert_eq!(late, [format!("Elsa meridien {LAST} REFUSED TOO_LATE")]);
    let late = lucie.cancel("3", "Elsa", "restauration", &[FIRST]).await;
    assert_eq!(late, [format!("Elsa restauration {FIRST} REFUSED TOO_LATE")]);
    assert_eq!(
        message(&lucie, LAST).await,
        "Les réservations du vendredi 18 décembre 2026 pouvaient être modifiées jusqu’au samedi 21 novembre 2026 à 00:00. \
         Pour un besoin urgent, contactez le service périscolaire."
    );
    let early = lucie.book("4", "Elsa", "meridien", &["2027-01-04"]).await;
    assert_eq!(early, ["Elsa meridien 2027-01-04 REFUSED NOT_OPEN_YET"]);
    assert_eq!(
        line(&lucie, FIRST).await,
        format!("{FIRST} BOOKED TOO_LATE {CLOSING} 280 -")
    );
    assert_eq!(lucie.history().await.len(), 2);
}

/// D15: a day of the month that is open; once it is closed, none, and the first of the month that opens next.
async fn the_next_day_and_when_it_opens(store: Store) {
    let (house, _server, lucie) = town(store, "2026-10-31T23:59:59+01:00").await;
    let next = async |activity, day| lucie.next_day("Elsa", activity, day).await;
    let january = "2027-01-04 from 2026-11-30T23:00:00Z";
    for (now, day, expected) in [
        (
            "2026-10-31T23:59:59+01:00",
            "2026-11-30",
            "2026-12-01 from 2026-10-31T23:00:00Z",
        ),
        ("2026-11-01T00:00:00+01:00", "2026-11-30", "2026-12-01"),
        ("2026-11-01T00:00:00+01:00", FIRST, "2026-12-03"),
        // Behind the last day that is open the next month opens.
        ("2026-11-01T00:00:00+01:00", LAST, january),
        ("2026-11-20T23:59:59+01:00", "2026-11-30", "2026-12-01"),
        ("2026-11-21T00:00:00+01:00", "2026-11-23", january),
        ("2026-11-21T00:00:00+01:00", FIRST, january),
        ("2026-11-21T00:00:00+01:00", LAST, january),
        ("2026-12-01T00:00:00+01:00", LAST, "2027-01-04"),
    ] {
        house.time.set(now);
        for activity in ["restauration", "meridien"] {
            assert_eq!(next(activity, day).await, expected, "{activity} behind {day} at {now}");
        }
    }
    // What closes an hour before is open all the time.
    assert_eq!(next("accueil-soir", "2026-12-01").await, "2026-12-03");
}

/// D15: behind the published school calendar there is no day, and none that opens.
async fn where_the_year_ends(store: Store) {
    let (_house, _server, lucie) = town(store, "2027-05-20T23:59:59+02:00").await;
    let next = async |day| lucie.next_day("Elsa", "restauration", day).await;
    assert_eq!(next("2027-05-28").await, "2027-06-01");
    assert_eq!(next("2027-06-29").await, "2027-07-01 from 2027-05-31T22:00:00Z");
    assert_eq!(next("2027-07-02").await, "none");
    assert_eq!(next("2027-10-04").await, "none");
}

/// D15: each rule as the town wrote it.
async fn the_rules_are_told(store: Store) {
    let (house, _server, lucie) = town(store, "2026-11-21T00:00:00+01:00").await;
    let told = async |activity, day| lucie.rules_in_the_way("Elsa", activity, day).await;
    assert_eq!(
        told("restauration", LAST).await,
        [format!("TOO_LATE {CLOSING}: à réserver du 1er au 20 du mois précédent")]
    );
    assert_eq!(
        told("restauration", "2027-01-04").await,
        ["NOT_OPEN_YET 2026-11-30T23:00:00Z: à réserver du 1er au 20 du mois précédent"]
    );
    house.time.set("2026-12-01T15:30:00+01:00");
    assert_eq!(
        told("accueil-soir", FIRST).await,
        ["TOO_LATE 2026-12-01T14:30:00Z: à réserver au plus tard 1 h avant le début de la séance"]
    );
    lucie.book("1", "Elsa", "mercredi-matin", &["2026-12-09"]).await;
    assert_eq!(
        told("mercredi-journee", "2026-12-09").await,
        ["EXCLUDED mercredi-matin: ne se cumule pas avec « Mercredi matin »"]
    );
}
