//! "Les mercredis sont fractionnés en ½ journée matin, ½ journée après-midi ou journée."

use preau_tests::towns::bouillargues;
use preau_tests::{Parent, Server, Store, both_stores};

both_stores!(
    one_of_the_three,
    half_a_day_against_the_whole,
    a_swap_is_made_whole_or_not_at_all,
    full_is_shown_and_told,
    each_family_pays_by_its_quotient,
);

const DAY: &str = "2026-12-02";
const CLOSING: &str = "2026-12-02T06:00:00Z";

async fn seen(parent: &Parent, child: &str) -> [String; 3] {
    let calendar = parent.calendar(child, DAY, DAY).await;
    ["matin", "journee", "apres-midi"].map(|which| calendar.on(&format!("mercredi-{which}"), DAY))
}

/// C4, D3, D15: what excludes it is named.
async fn one_of_the_three(store: Store) {
    let (_house, server) = Server::of(store, bouillargues()).await;
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    lucie.book("1", "Elsa", "mercredi-matin", &[DAY]).await;
    assert_eq!(
        seen(&lucie, "Elsa").await,
        [
            format!("{DAY} BOOKED - {CLOSING} 800 1"),
            format!("{DAY} BLOCKED EXCLUDED {CLOSING} 1150 3"),
            format!("{DAY} BLOCKED EXCLUDED 2026-12-02T11:30:00Z 800 2"),
        ]
    );
    for (key, activity) in [("2", "mercredi-journee"), ("3", "mercredi-apres-midi")] {
        let changes = [lucie.booking("Elsa", activity, &[DAY])];
        let payload = lucie.plan(key, &changes).await.field("bookingPlan");
        assert_eq!(
            lucie.outcomes(&payload),
            [format!("Elsa {activity} {DAY} REFUSED EXCLUDED")]
        );
        assert_eq!(
            payload["outcomes"][0]["reason"]["message"],
            "Cette activité n’est pas possible le mercredi 2 décembre 2026, car «\u{a0}Mercredi matin\u{a0}» est aussi demandé ou \
             déjà réservé ce jour-là. Choisissez l’une des deux activités."
        );
    }
    assert_eq!(lucie.history().await.len(), 1);
    // A brother stands in nobody's way.
    assert_eq!(
        lucie.book("4", "Hugo", "mercredi-journee", &[DAY]).await,
        [format!("Hugo mercredi-journee {DAY} BOOKED 1150")]
    );
}

/// C4: of two asked at once, the first is booked.
async fn half_a_day_against_the_whole(store: Store) {
    let (_house, server) = Server::of(store, bouillargues()).await;
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    let changes = ["mercredi-journee", "mercredi-matin"].map(|activity| lucie.booking("Elsa", activity, &[DAY]));
    assert_eq!(
        lucie.told(lucie.plan("1", &changes).await),
        [
            format!("Elsa mercredi-journee {DAY} BOOKED 1150"),
            format!("Elsa mercredi-matin {DAY} REFUSED EXCLUDED"),
        ]
    );
}

/// C4, D10, D13: the morning for the whole day; where that is full, the morning stays.
async fn a_swap_is_made_whole_or_not_at_all(store: Store) {
    let (_house, server) = Server::of(store, bouillargues().saying("capacity = 3", "capacity = 1")).await;
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    lucie.book("1", "Elsa", "mercredi-matin", &[DAY]).await;
    lucie.book("2", "Hugo", "mercredi-matin", &[DAY]).await;
    let swap = |child: &str| {
        [
            lucie.cancelling(child, "mercredi-matin", &[DAY]),
            lucie.booking(child, "mercredi-journee", &[DAY]),
        ]
    };
    let payload = lucie.plan("3", &swap("Elsa")).await.field("bookingPlan");
    assert_eq!(
        lucie.outcomes(&payload),
        [
            format!("Elsa mercredi-matin {DAY} CANCELLED"),
            format!("Elsa mercredi-journee {DAY} BOOKED 1150"),
        ]
    );
    assert_eq!(
        lucie.told(lucie.plan("4", &swap("Hugo")).await),
        [
            format!("Hugo mercredi-matin {DAY} REFUSED CHANGE_REFUSED"),
            format!("Hugo mercredi-journee {DAY} REFUSED FULL"),
        ]
    );
    assert_eq!(
        seen(&lucie, "Hugo").await,
        [
            format!("{DAY} BOOKED - {CLOSING} 800 1"),
            format!("{DAY} BLOCKED EXCLUDED {CLOSING} 1150 0"),
            format!("{DAY} BLOCKED EXCLUDED 2026-12-02T11:30:00Z 800 2"),
        ]
    );
}

/// D3, D7, D13: "Si la case est affichée en rouge, cela signifie que la capacité d'accueil est atteinte."
async fn full_is_shown_and_told(store: Store) {
    let (_house, server) = Server::of(store, bouillargues()).await;
    let lucie = server.parent("lucie.fabre@bouillargues.example").await;
    let karim = server.parent("karim.vidal@bouillargues.example").await;
    let both = [
        lucie.booking("Elsa", "mercredi-matin", &[DAY]),
        lucie.booking("Hugo", "mercredi-matin", &[DAY]),
    ];
    lucie.plan("1", &both).await.data();
    assert_eq!(
        seen(&karim, "Jade").await,
        [
            format!("{DAY} FULL FULL {CLOSING} 600 0"),
            format!("{DAY} AVAILABLE - {CLOSING} 900 3"),
            format!("{DAY} AVAILABLE - 2026-12-02T11:30:00Z 600 2"),
        ]
    );
    assert_eq!(
        karim.book("1", "Jade", "mercredi-matin", &[DAY]).await,
        [format!("Jade mercredi-matin {DAY} REFUSED FULL")]
    );
    assert_eq!(karim.history().await, [""; 0]);
    let staff = Parent::new(server.sign_in("enfance@bouillargues.example").await).await;
    assert_eq!(staff.heads("mercredi-matin", DAY).await, 2);

    lucie.cancel("2", "Hugo", "mercredi-matin", &[DAY]).await;
    assert_eq!(
        karim.book("2", "Jade", "mercredi-matin", &[DAY]).await,
        [format!("Jade mercredi-matin {DAY} BOOKED 600")]
    );
}

/// D7: quotients 380 and 640, and one that the town does not know.
async fn each_family_pays_by_its_quotient(store: Store) {
    let (_house, server) = Server::of(store, bouillargues()).await;
    for (login, child, prices) in [
        ("karim.vidal@bouillargues.example", "Jade", [600, 900, 600]),
        ("lucie.fabre@bouillargues.example", "Elsa", [800, 1150, 800]),
        ("anne.roussel@bouillargues.example", "Paul", [1000, 1400, 1000]),
    ] {
        let parent = server.parent(login).await;
        let [morning, day, afternoon] = prices;
        assert_eq!(
            seen(&parent, child).await,
            [
                format!("{DAY} AVAILABLE - {CLOSING} {morning} 2"),
                format!("{DAY} AVAILABLE - {CLOSING} {day} 3"),
                format!("{DAY} AVAILABLE - 2026-12-02T11:30:00Z {afternoon} 2"),
            ]
        );
        let changes = [parent.booking(child, "mercredi-journee", &[DAY, "2026-12-09"])];
        let payload = parent.rehearse("combien", &changes).await.field("bookingPlan");
        assert_eq!(payload["total"]["amountCents"], 2 * day, "{child}");
    }
}
