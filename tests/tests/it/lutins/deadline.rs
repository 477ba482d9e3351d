//! Until the eve with class.

use preau_tests::towns::lutins;
use preau_tests::{Server, Store, both_stores};

both_stores!(the_eve_is_the_day_with_class_before, the_eve_is_told);

/// D3, D6, C6: over a Wednesday, a weekend and the holidays of Christmas; half past nine is too late.
async fn the_eve_is_the_day_with_class_before(store: Store) {
    let (house, server) = Server::of(store, lutins()).await;
    let claire = server.parent("claire.perrin@lutins.example").await;
    let line = async |day| claire.calendar("Alice", day, day).await.on("cantine", day);
    for (day, closing) in [
        ("2026-11-27", "2026-11-26T08:30:00Z"),
        ("2026-11-30", "2026-11-27T08:30:00Z"),
        ("2026-12-03", "2026-12-01T08:30:00Z"),
        ("2027-01-04", "2026-12-18T08:30:00Z"),
    ] {
        assert_eq!(line(day).await, format!("{day} AVAILABLE - {closing} 360 -"));
    }
    house.time.set("2026-12-01T09:29:59+01:00");
    let booked = claire.book("1", "Alice", "cantine", &["2026-12-03"]).await;
    assert_eq!(booked, ["Alice cantine 2026-12-03 BOOKED 360"]);
    house.time.set("2026-12-01T09:30:00+01:00");
    let late = claire.book("2", "Basile", "cantine", &["2026-12-03"]).await;
    assert_eq!(late, ["Basile cantine 2026-12-03 REFUSED TOO_LATE"]);
    let late = claire.cancel("3", "Alice", "cantine", &["2026-12-03"]).await;
    assert_eq!(late, ["Alice cantine 2026-12-03 REFUSED TOO_LATE"]);
    assert_eq!(claire.history().await.len(), 1);
}

/// D15: the eve with class, as the town wrote it, and the next day behind the weekend.
async fn the_eve_is_told(store: Store) {
    let (house, server) = Server::of(store, lutins()).await;
    let claire = server.parent("claire.perrin@lutins.example").await;
    house.time.set("2026-12-03T09:30:00+01:00");
    assert_eq!(
        claire.rules_in_the_way("Alice", "cantine", "2026-12-04").await,
        ["TOO_LATE 2026-12-03T08:30:00Z: à réserver au plus tard le dernier jour d'école avant à 09:30"]
    );
    assert_eq!(claire.next_day("Alice", "cantine", "2026-12-04").await, "2026-12-07");
}
