//! What is due for days as they came to pass, under the rule books of real towns.

use preau_tests::towns::MILLY;
use preau_tests::{Store, both_stores};
use serde_json::json;

use super::desk::{Desk, RULES, people};

both_stores!(
    a_meal_without_a_booking_costs_more,
    repeated_visits_and_late_evenings,
    caumont_asks_its_own_price_of_the_unbooked,
    lescure_asks_double_of_the_top_band,
    la_tessoualle_before_and_after,
    coetmieux_waits_a_few_minutes,
    each_day_goes_by_its_own_rules,
);

const DAY: &str = "2026-12-01";

/// D18, the guide of Bouillargues: present and not booked is 6.50 € instead of 2.80 €.
async fn a_meal_without_a_booking_costs_more(store: Store) {
    let desk = Desk::open(store).await;
    desk.book("Léa", "cantine", &[DAY, "2026-12-03"]).await;
    // Before the day, what is booked is due; nothing of what is not.
    assert_eq!(
        desk.due("Léa", DAY, "2026-12-31").await,
        [
            "2026-12-01 cantine USED 280",
            "2026-12-03 cantine USED 280",
            "total 560"
        ]
    );
    assert_eq!(desk.due("Inès", DAY, "2026-12-31").await, ["total 0"]);
    desk.house.time.set("2026-12-01T14:00:00+01:00");
    let events = [
        desk.tap(1, "CHECKED_IN Léa cantine 2026-12-01", "2026-12-01T11:50:00+01:00"),
        desk.tap(2, "CHECKED_IN Inès cantine 2026-12-01", "2026-12-01T11:50:00+01:00"),
        desk.tap(3, "ABSENT Noé cantine 2026-12-01", "2026-12-01T11:50:00+01:00"),
    ];
    desk.record("tablette", &events).await;
    assert_eq!(
        desk.due("Léa", DAY, DAY).await,
        ["2026-12-01 cantine USED 280", "total 280"]
    );
    assert_eq!(
        desk.due("Inès", DAY, DAY).await,
        ["2026-12-01 cantine UNBOOKED 650", "total 650"]
    );
    // Neither booked nor there.
    assert_eq!(desk.due("Noé", DAY, DAY).await, ["total 0"]);
    // The staff read the same.
    let id = desk.awa.child("Inès");
    let document = "query($id: ID!) { child(id: $id) { due(from: \"2026-12-01\", to: \"2026-12-01\") {
        total { amountCents currency } } } }";
    let found = desk.sacha.phone.ask(document, json!({ "id": id })).await.field("child");
    assert_eq!(found["due"]["total"], json!({ "amountCents": 650, "currency": "EUR" }));
}

/// From the second time within the school year; late evenings of brothers and sisters are one.
async fn repeated_visits_and_late_evenings(store: Store) {
    let desk = Desk::open(store).await;
    desk.house.time.set("2026-12-08T08:00:00+01:00");
    let mut events = Vec::new();
    for (nth, child, day) in [
        (1, "Léa", "2026-12-01"),
        (2, "Noé", "2026-12-01"),
        (3, "Léa", "2026-12-03"),
        (4, "Noé", "2026-12-03"),
    ] {
        let came = format!("CHECKED_IN {child} soir {day}");
        let left = format!("CHECKED_OUT {child} soir {day}");
        events.push(desk.tap(nth, &came, &format!("{day}T16:30:00+01:00")));
        events.push(desk.tap(nth + 10, &left, &format!("{day}T18:36:00+01:00")));
    }
    desk.record("tablette", &events).await;
    assert_eq!(
        desk.due("Noé", "2026-12-01", "2026-12-07").await,
        [
            "2026-12-01 soir UNBOOKED 200",
            "2026-12-03 soir UNBOOKED 200",
            "2026-12-03 soir UNBOOKED_EXTRA 500",
            "total 900",
        ]
    );
    assert_eq!(
        desk.due("Léa", "2026-12-03", "2026-12-03").await,
        [
            "2026-12-03 soir UNBOOKED 200",
            "2026-12-03 soir UNBOOKED_EXTRA 500",
            "2026-12-03 soir LATE_PICKUP 1500 FAMILY",
            "total 2200",
        ]
    );
    // The same for the whole family at once.
    let document = "{ viewer { family { children { firstName due(from: \"2026-12-01\", to: \"2026-12-07\") {
        total { amountCents } } } } } }";
    let viewer = desk.camille.phone.ask(document, json!({})).await.field("viewer");
    assert_eq!(
        viewer["family"]["children"],
        json!([
            { "firstName": "Léa", "due": { "total": { "amountCents": 2400 } } },
            { "firstName": "Noé", "due": { "total": { "amountCents": 900 } } },
        ])
    );
}

/// Facts 9.
async fn caumont_asks_its_own_price_of_the_unbooked(store: Store) {
    let rules = include_str!("../../../rulebooks/caumont-sur-durance.toml");
    let desk = Desk::of(store, rules, "caumont-sur-durance", &people("ecole", 300)).await;
    desk.book("Noé", "cantine", &[DAY]).await;
    // Late, until ten o'clock on the eve.
    desk.house.time.set("2026-11-30T09:00:00+01:00");
    desk.book("Léa", "cantine", &[DAY]).await;
    desk.house.time.set("2026-12-01T13:00:00+01:00");
    desk.record(
        "tablette",
        &[desk.tap(1, "CHECKED_IN Inès cantine 2026-12-01", "2026-12-01T12:00:00+01:00")],
    )
    .await;
    for (child, line, total) in [
        ("Noé", "2026-12-01 cantine USED 315", "total 315"),
        ("Léa", "2026-12-01 cantine USED 405", "total 405"),
        ("Inès", "2026-12-01 cantine UNBOOKED 505", "total 505"),
    ] {
        assert_eq!(desk.due(child, DAY, DAY).await, [line, total]);
    }
}

/// Facts, short case 24.
async fn lescure_asks_double_of_the_top_band(store: Store) {
    let rules = include_str!("../../../rulebooks/lescure-d-albigeois.toml");
    let desk = Desk::of(store, rules, "lescure-d-albigeois", &people("ecole", 300)).await;
    desk.book("Léa", "cantine", &[DAY]).await;
    desk.house.time.set("2026-12-01T13:00:00+01:00");
    desk.record(
        "tablette",
        &[desk.tap(1, "CHECKED_IN Inès cantine 2026-12-01", "2026-12-01T12:00:00+01:00")],
    )
    .await;
    assert_eq!(
        desk.due("Léa", DAY, DAY).await,
        ["2026-12-01 cantine USED 150", "total 150"]
    );
    assert_eq!(
        desk.due("Inès", DAY, DAY).await,
        ["2026-12-01 cantine UNBOOKED 580", "total 580"]
    );
}

/// Facts 5: a call at half past eight and a certificate the next day; free under the old rules, charged under the new.
async fn la_tessoualle_before_and_after(store: Store) {
    let old = include_str!("../../../rulebooks/la-tessoualle-ancien.toml");
    let new = include_str!("../../../rulebooks/la-tessoualle.toml");
    for (rules, monday, due) in [(old, "2026-06-15", 0), (new, "2026-12-07", 440)] {
        let desk = Desk::of(store, rules, "la-tessoualle", &people("bourg", 300)).await;
        let at = |day: &str, time: &str| {
            let offset = if day < "2026-10-25" { "+02:00" } else { "+01:00" };
            format!("{day}T{time}{offset}")
        };
        let before = if rules == old { "2026-06-08" } else { "2026-11-30" };
        desk.house.time.set(&at(before, "09:00:00"));
        desk.book("Léa", "restaurant", &[monday]).await;
        desk.house.time.set(&at(monday, "08:30:00"));
        let told = Desk::reported(desk.report("1", "Léa", &[monday], json!({})).await);
        assert_eq!(told.len(), 1);
        let next = monday.replace("-15", "-16").replace("-07", "-08");
        desk.house.time.set(&at(&next, "10:00:00"));
        let what = format!("CERTIFICATE Léa restaurant {monday}");
        assert_eq!(
            desk.record("bureau", &[desk.tap(1, &what, &at(&next, "09:00:00"))])
                .await,
            ["1 RECORDED"]
        );
        assert_eq!(
            desk.due("Léa", monday, monday).await,
            [format!("{monday} restaurant ABSENT {due}"), format!("total {due}")]
        );
    }
}

/// Facts, short case 27: from 18:50 on, once for the family.
async fn coetmieux_waits_a_few_minutes(store: Store) {
    let rules = include_str!("../../../rulebooks/coetmieux.toml");
    let desk = Desk::of(store, rules, "coetmieux", &people("ecole", 300)).await;
    for child in ["Léa", "Noé", "Inès"] {
        desk.book(child, "soir", &[DAY]).await;
    }
    desk.house.time.set("2026-12-01T19:00:00+01:00");
    let leaves = |nth, child: &str, time: &str| {
        desk.tap(
            nth,
            &format!("CHECKED_OUT {child} soir 2026-12-01"),
            &format!("2026-12-01T{time}+01:00"),
        )
    };
    let events = [
        leaves(1, "Léa", "18:50:00"),
        leaves(2, "Noé", "18:50:00"),
        leaves(3, "Inès", "18:49:59"),
    ];
    desk.record("tablette", &events).await;
    let late = [
        "2026-12-01 soir USED 320",
        "2026-12-01 soir LATE_PICKUP 1000 FAMILY",
        "total 1320",
    ];
    let in_time = ["2026-12-01 soir USED 320", "total 320"];
    assert_eq!(desk.due("Léa", DAY, DAY).await, late);
    assert_eq!(desk.due("Noé", DAY, DAY).await, in_time);
    assert_eq!(desk.due("Inès", DAY, DAY).await, in_time);
}

/// Two rule books side by side: each day's own says what it costs.
async fn each_day_goes_by_its_own_rules(store: Store) {
    let autumn = RULES.replace(
        "valid_from = 2026-09-01",
        "valid_from = 2026-09-01\nvalid_to = 2026-11-30",
    );
    let winter = RULES
        .replace("valid_from = 2026-09-01", "valid_from = 2026-12-01")
        .replace("6.50", "7.00");
    let desk = Desk::of(store, &autumn, MILLY, &people("ormes", 300)).await;
    desk.server.publish(&winter).await;
    desk.house.time.set("2026-12-02T08:00:00+01:00");
    let events = [
        desk.tap(1, "CHECKED_IN Inès cantine 2026-11-30", "2026-11-30T12:00:00+01:00"),
        desk.tap(2, "CHECKED_IN Inès cantine 2026-12-01", "2026-12-01T12:00:00+01:00"),
    ];
    assert_eq!(desk.record("tablette", &events).await, ["1 RECORDED", "2 RECORDED"]);
    assert_eq!(
        desk.due("Inès", "2026-11-30", DAY).await,
        [
            "2026-11-30 cantine UNBOOKED 650",
            "2026-12-01 cantine UNBOOKED 700",
            "total 1350",
        ]
    );
}
