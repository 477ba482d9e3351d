//! "« Mon calendrier » est accompagné d'une légende."

use preau_tests::towns::millery;
use preau_tests::{Server, Store, both_stores};
use serde_json::json;

both_stores!(each_child_has_its_school, available_closed_and_out_of_time);

/// C1, C3: "Vous n'avez qu'un seul choix d'école"; midday is from 11:30 to 13:30, for the small ones from 11:15 to 13:15.
async fn each_child_has_its_school(store: Store) {
    let (_house, server) = Server::of(store, millery()).await;
    let julie = server.parent("julie.lambert@millery.example").await;
    for (child, offered, hours) in [
        ("Maya", ["matin", "midi", "soir", "soir-court"], ["11:30", "13:30"]),
        (
            "Enzo",
            ["matin", "midi-mater", "soir", "soir-court"],
            ["11:15", "13:15"],
        ),
    ] {
        let calendar = julie.calendar(child, "2026-12-04", "2026-12-04").await;
        assert_eq!(calendar.offered(), offered);
        let midday = &calendar.0["activities"][1]["activity"];
        assert_eq!(json!([midday["startsAt"], midday["endsAt"]]), json!(hours), "{child}");
    }
}

/// D2, D3, D6: "Disponible", "Fermé / Férié", "Hors délai", from the last days before the holidays of zone A on.
async fn available_closed_and_out_of_time(store: Store) {
    let (house, server) = Server::of(store, millery()).await;
    house.time.set("2027-02-09T12:00:00+01:00");
    let julie = server.parent("julie.lambert@millery.example").await;
    let calendar = julie.calendar("Maya", "2027-02-09", "2027-03-05").await;
    let seen = [
        "2027-02-09",
        "2027-02-10",
        "2027-02-11",
        "2027-02-12",
        "2027-02-13",
        "2027-02-15",
        "2027-03-01",
    ];
    assert_eq!(
        seen.map(|day| calendar.on("midi", day)),
        [
            "2027-02-09 OUT_OF_TIME TOO_LATE 2027-02-05T11:00:00Z 410 -",
            "2027-02-10 CLOSED WEEKDAY - 410 -",
            // Of Thursday, the second day with class before is Monday; of Friday, it is this Tuesday at noon.
            "2027-02-11 OUT_OF_TIME TOO_LATE 2027-02-08T11:00:00Z 410 -",
            "2027-02-12 OUT_OF_TIME TOO_LATE 2027-02-09T11:00:00Z 410 -",
            "2027-02-13 CLOSED SCHOOL_HOLIDAY - 410 -",
            "2027-02-15 CLOSED SCHOOL_HOLIDAY - 410 -",
            // The last two days with class before the holidays.
            "2027-03-01 AVAILABLE - 2027-02-11T11:00:00Z 410 -",
        ]
    );
}
