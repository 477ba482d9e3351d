//! Two schools of one town, each with days of its own.

use preau_tests::towns::{Town, millery};
use preau_tests::{Server, Store, both_stores};

both_stores!(each_child_lives_by_its_schools_days, a_strike_closes_one_activity_alone);

/// The elementary school is closed on a Tuesday for works; the nursery school has class on Wednesday mornings too.
fn town() -> Town {
    millery()
        .saying(
            "level = \"nursery\"",
            "level = \"nursery\"\nweekdays = [\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\"]",
        )
        .saying(
            "# ── Les délais ─",
            "[[calendar.exceptions]]\nfrom = 2026-12-01\nlabel = \"Travaux\"\neffect = \"closed\"\nschools = [\"elementaire\"]\n\n# ── Les délais ─",
        )
}

/// C6, D3, D15: those who cook are on strike, those who look after children are not.
async fn a_strike_closes_one_activity_alone(store: Store) {
    let strike = "[[calendar.exceptions]]\nfrom = 2026-12-03\nlabel = \"Grève\"\neffect = \"closed\"\nactivities = [\"midi\"]\n\n";
    let town = millery().saying("# ── Les délais ─", &format!("{strike}# ── Les délais ─"));
    let (_house, server) = Server::of(store, town).await;
    let julie = server.parent("julie.lambert@millery.example").await;
    let calendar = julie.calendar("Maya", "2026-12-01", "2026-12-03").await;
    assert_eq!(calendar.days()[2], "2026-12-03 SCHOOL_TIME");
    assert_eq!(
        calendar.on("midi", "2026-12-03"),
        "2026-12-03 CLOSED TOWN_CLOSURE - 410 -"
    );
    assert_eq!(
        [
            julie.book("1", "Maya", "midi", &["2026-12-03"]).await,
            julie.book("2", "Maya", "matin", &["2026-12-03"]).await,
        ],
        [
            ["Maya midi 2026-12-03 REFUSED TOWN_CLOSURE"],
            ["Maya matin 2026-12-03 PENDING 240"],
        ]
    );
}

/// C6, D1, D2: holidays, closures and weeks are those of the child's own school, and so are days of class in deadlines.
async fn each_child_lives_by_its_schools_days(store: Store) {
    let (_house, server) = Server::of(store, town()).await;
    let julie = server.parent("julie.lambert@millery.example").await;
    let maya = julie.calendar("Maya", "2026-11-30", "2026-12-06").await;
    let enzo = julie.calendar("Enzo", "2026-11-30", "2026-12-06").await;
    assert_eq!(maya.at_a_glance()[0], "matin Lu . Ma - Me - Je . Ve . Sa - Di -");
    assert_eq!(enzo.at_a_glance()[0], "matin Lu . Ma . Me . Je . Ve . Sa - Di -");
    assert_eq!(
        maya.days()[1..4],
        [
            "2026-12-01 TOWN_CLOSURE Travaux",
            "2026-12-02 SCHOOL_TIME",
            "2026-12-03 SCHOOL_TIME"
        ]
    );
    assert_eq!(
        enzo.days()[1..4],
        [
            "2026-12-01 SCHOOL_TIME",
            "2026-12-02 SCHOOL_TIME",
            "2026-12-03 SCHOOL_TIME"
        ]
    );
    // Two days with class before that Thursday, at noon: Friday of the week before, or Tuesday.
    assert_eq!(
        [&maya, &enzo].map(|child| child.on("matin", "2026-12-03")),
        [
            "2026-12-03 AVAILABLE - 2026-11-27T11:00:00Z 240 -",
            "2026-12-03 AVAILABLE - 2026-12-01T11:00:00Z 240 -",
        ]
    );
    for (key, child, expected) in [
        (
            "1",
            "Maya",
            [
                "Maya matin 2026-12-01 REFUSED TOWN_CLOSURE",
                "Maya matin 2026-12-02 REFUSED WEEKDAY",
                "Maya matin 2026-12-03 PENDING 240",
            ],
        ),
        (
            "2",
            "Enzo",
            [
                "Enzo matin 2026-12-01 PENDING 240",
                "Enzo matin 2026-12-02 PENDING 240",
                "Enzo matin 2026-12-03 PENDING 240",
            ],
        ),
    ] {
        let days = ["2026-12-01", "2026-12-02", "2026-12-03"];
        assert_eq!(julie.book(key, child, "matin", &days).await, expected);
    }
}
