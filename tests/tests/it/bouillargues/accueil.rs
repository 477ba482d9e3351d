//! "Les réservations de l'accueil sont possibles dans l'heure qui précède."

use preau_tests::towns::bouillargues;
use preau_tests::{Parent, Server, Store, both_stores};
use serde_json::{Value, json};

both_stores!(
    until_an_hour_before_the_session,
    minute_by_minute,
    full_is_shown_in_red,
    three_sessions_booked_apart,
    a_whole_month_of_mornings,
    only_while_the_activity_is_open,
);

const DAY: &str = "2026-11-30";

/// D3, D6, D10: one hour and a second before it is open, one hour before it is not, nor ever after.
async fn until_an_hour_before_the_session(store: Store) {
    let (house, server) = Server::of(store, bouillargues()).await;
    house.time.set("2026-11-30T15:29:59+01:00");
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    let line = async || lucie.calendar("Hugo", DAY, DAY).await.on("accueil-soir", DAY);
    assert_eq!(line().await, format!("{DAY} AVAILABLE - 2026-11-30T14:30:00Z 100 -"));
    let booked = lucie.book("1", "Elsa", "accueil-soir", &[DAY]).await;
    assert_eq!(booked, [format!("Elsa accueil-soir {DAY} BOOKED 100")]);
    for (key, now) in [
        ("2", "2026-11-30T15:30:00+01:00"),
        ("3", "2026-11-30T15:30:01+01:00"),
        ("4", "2026-11-30T16:30:00+01:00"),
        ("5", "2026-11-30T23:59:59+01:00"),
        ("6", "2026-12-01T00:00:00+01:00"),
    ] {
        house.time.set(now);
        let seen = format!("{DAY} OUT_OF_TIME TOO_LATE 2026-11-30T14:30:00Z 100 -");
        assert_eq!(line().await, seen, "{now}");
        let late = lucie.book(key, "Hugo", "accueil-soir", &[DAY]).await;
        assert_eq!(late, [format!("Hugo accueil-soir {DAY} REFUSED TOO_LATE")], "{now}");
        let kept = lucie
            .cancel(&format!("{key}-non"), "Elsa", "accueil-soir", &[DAY])
            .await;
        assert_eq!(kept, [format!("Elsa accueil-soir {DAY} REFUSED TOO_LATE")], "{now}");
    }
    assert_eq!(lucie.history().await.len(), 1);
}

/// D6: sixty-one minutes before the session it is open; sixty before, at the hour itself, and fifty-nine it is not.
async fn minute_by_minute(store: Store) {
    let (house, server) = Server::of(store, bouillargues()).await;
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    for (now, day, expected) in [
        ("2026-11-30T15:29:00+01:00", DAY, "BOOKED 100"),
        ("2026-12-01T15:30:00+01:00", "2026-12-01", "REFUSED TOO_LATE"),
        ("2026-12-03T15:31:00+01:00", "2026-12-03", "REFUSED TOO_LATE"),
    ] {
        house.time.set(now);
        let told = lucie.book(day, "Elsa", "accueil-soir", &[day]).await;
        assert_eq!(told, [format!("Elsa accueil-soir {day} {expected}")], "{now}");
    }
    assert_eq!(
        lucie.history().await,
        [format!(
            "2026-11-30T14:29:00Z BOOKED Elsa accueil-soir {DAY} 100 by Lucie Fabre no 1"
        )]
    );
}

/// The words that a colour of the calendar stands for.
async fn legend(parent: &Parent, state: &str) -> Value {
    let legend = parent
        .phone
        .ask("{ legend { state label } }", json!({}))
        .await
        .field("legend");
    let entries = legend.as_array().expect("a legend");
    let found = entries.iter().find(|entry| entry["state"] == state);
    found.expect("an entry")["label"].clone()
}

/// D3, D7, D13, D15: "Si la case est affichée en rouge, cela signifie que la capacité d'accueil est atteinte", whatever the
/// hour; how many places are left is not told. Given back, it is anybody's until an hour before.
async fn full_is_shown_in_red(store: Store) {
    let evening = "ends_at = \"18:30\"\ncapacity = 40";
    let town = bouillargues().saying(evening, &evening.replace("40", "1"));
    let (house, server) = Server::of(store, town).await;
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    let karim = server.parent("karim.vidal@bouillargues.example").await;
    house.time.set("2026-11-30T14:00:00+01:00");
    let seen = async || karim.calendar("Jade", DAY, DAY).await.on("accueil-soir", DAY);
    let free = format!("{DAY} AVAILABLE - 2026-11-30T14:30:00Z 100 -");
    assert_eq!(seen().await, free);
    lucie.book("1", "Elsa", "accueil-soir", &[DAY]).await;
    assert_eq!(seen().await, format!("{DAY} FULL FULL 2026-11-30T14:30:00Z 100 -"));
    assert_eq!(legend(&karim, "FULL").await, "complet");
    let changes = [karim.booking("Jade", "accueil-soir", &[DAY, "2026-12-01"])];
    let payload = karim.plan("1", &changes).await.field("bookingPlan");
    assert_eq!(
        karim.outcomes(&payload),
        [
            format!("Jade accueil-soir {DAY} REFUSED FULL"),
            "Jade accueil-soir 2026-12-01 BOOKED 100".to_owned(),
        ]
    );
    assert_eq!(
        payload["outcomes"][0]["reason"]["message"],
        "Plus de place le lundi 30 novembre 2026. Choisissez un autre jour ou réessayez plus tard\u{a0}: une place peut \
         se libérer."
    );
    assert_eq!(karim.history().await.len(), 1);
    let staff = Parent::new(server.sign_in("enfance@bouillargues.example").await).await;
    assert_eq!(staff.heads("accueil-soir", DAY).await, 1);

    house.time.set("2026-11-30T15:29:59+01:00");
    lucie.cancel("2", "Elsa", "accueil-soir", &[DAY]).await;
    assert_eq!(seen().await, free);
    let booked = karim.book("2", "Jade", "accueil-soir", &[DAY]).await;
    assert_eq!(booked, [format!("Jade accueil-soir {DAY} BOOKED 100")]);
    house.time.set("2026-11-30T15:30:00+01:00");
    let too_late = lucie.calendar("Hugo", DAY, DAY).await.on("accueil-soir", DAY);
    assert_eq!(
        too_late,
        format!("{DAY} OUT_OF_TIME TOO_LATE 2026-11-30T14:30:00Z 100 -")
    );
}

/// C3, D6: at ten, the morning is over, and the other two are open.
async fn three_sessions_booked_apart(store: Store) {
    let (house, server) = Server::of(store, bouillargues()).await;
    house.time.set("2026-11-30T10:00:00+01:00");
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    let calendar = lucie.calendar("Elsa", DAY, DAY).await;
    let seen = ["accueil-matin", "accueil-midi", "accueil-soir"].map(|activity| calendar.on(activity, DAY));
    assert_eq!(
        seen,
        [
            format!("{DAY} OUT_OF_TIME TOO_LATE 2026-11-30T05:30:00Z 100 -"),
            format!("{DAY} AVAILABLE - 2026-11-30T09:30:00Z 100 -"),
            format!("{DAY} AVAILABLE - 2026-11-30T14:30:00Z 100 -"),
        ]
    );
    let changes =
        ["accueil-matin", "accueil-midi", "accueil-soir"].map(|activity| lucie.booking("Elsa", activity, &[DAY]));
    assert_eq!(
        lucie.told(lucie.plan("1", &changes).await),
        [
            format!("Elsa accueil-matin {DAY} REFUSED TOO_LATE"),
            format!("Elsa accueil-midi {DAY} BOOKED 100"),
            format!("Elsa accueil-soir {DAY} BOOKED 100"),
        ]
    );
}

/// D2, D4, D7: "si vous cochez « Action sur le mois » ACC MATIN, vous réservez tous les accueils matin du mois".
async fn a_whole_month_of_mornings(store: Store) {
    let (_house, server) = Server::of(store, bouillargues()).await;
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    let december = lucie.calendar("Elsa", "2026-12-01", "2026-12-31").await;
    let days = december.bookable("accueil-matin");
    assert_eq!(
        days,
        [
            "2026-12-01",
            "2026-12-03",
            "2026-12-04",
            "2026-12-07",
            "2026-12-08",
            "2026-12-10",
            "2026-12-11",
            "2026-12-14",
            "2026-12-15",
            "2026-12-17",
            "2026-12-18",
        ]
    );
    let days: Vec<&str> = days.iter().map(String::as_str).collect();
    let changes = [lucie.booking("Elsa", "accueil-matin", &days)];
    let payload = lucie.plan("mois", &changes).await.field("bookingPlan");
    assert_eq!(payload["total"]["amountCents"], 1100);
    let booked = lucie.calendar("Elsa", "2026-12-01", "2026-12-31").await;
    assert_eq!(booked.bookable("accueil-matin"), [""; 0]);
    assert_eq!(lucie.history().await.len(), 11);
}

/// C2: "L'activité est ouverte du 13/04/2018 au 06/07/2018".
async fn only_while_the_activity_is_open(store: Store) {
    let town = bouillargues().saying(
        "period = { from = 2025-09-01, to = 2027-07-02 }\n\n\n# ── Le midi ─",
        "period = { from = 2026-12-01, to = 2026-12-10 }\n\n\n# ── Le midi ─",
    );
    let (_house, server) = Server::of(store, town).await;
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    let calendar = lucie.calendar("Elsa", "2026-11-30", "2026-12-11").await;
    let seen = ["2026-11-30", "2026-12-01", "2026-12-10", "2026-12-11"].map(|day| calendar.on("accueil-soir", day));
    assert_eq!(
        seen,
        [
            "2026-11-30 CLOSED OUTSIDE_PERIOD - 100 -",
            "2026-12-01 AVAILABLE - 2026-12-01T14:30:00Z 100 -",
            "2026-12-10 AVAILABLE - 2026-12-10T14:30:00Z 100 -",
            "2026-12-11 CLOSED OUTSIDE_PERIOD - 100 -",
        ]
    );
}
