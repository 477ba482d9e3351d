//! The towns of the demo in one deployment.

use preau_server::seed::demo::TOWNS;
use preau_tests::towns::{Town, bouillargues, lutins, millery, milly};
use preau_tests::{House, Parent, Server, Store, both_stores, documents};
use serde_json::json;

both_stores!(side_by_side, a_login_opens_no_other_town, the_demo_is_filled_once);

async fn four_towns(store: Store) -> (House, Server, [(Town, &'static str, &'static str); 4]) {
    let house = House::new(store).await;
    let server = house.open().await;
    let towns = [
        (milly(), "camille@example.org", "Léa"),
        (bouillargues(), "lucie.fabre@bouillargues.example", "Elsa"),
        (millery(), "julie.lambert@millery.example", "Maya"),
        (lutins(), "claire.perrin@lutins.example", "Alice"),
    ];
    for (town, _, _) in &towns {
        server.settle(&town.rules, town.people).await;
    }
    (house, server, towns)
}

async fn sign_in(server: &Server, town: &Town, login: &str) -> Parent {
    Parent::new(server.phone().sign_in(town.slug, login, town.password(login)).await).await
}

/// C6, G4: each town has its name, its activities and the holidays of its zone.
async fn side_by_side(store: Store) {
    let (_house, server, towns) = four_towns(store).await;
    let mut seen = Vec::new();
    for (town, login, child) in &towns {
        let parent = sign_in(&server, town, login).await;
        let home = parent.phone.ask(documents::HOME, json!({})).await.field("viewer");
        let mut line = vec![home["town"]["name"].as_str().expect("a name").to_owned()];
        for monday in ["2027-02-08", "2027-02-15", "2027-02-22", "2027-03-01"] {
            let calendar = parent.calendar(child, monday, monday).await;
            let holiday = calendar.0["days"][0]["kind"] == "SCHOOL_HOLIDAY";
            line.push(if holiday { "off" } else { "class" }.to_owned());
        }
        seen.push(line.join(" "));
    }
    assert_eq!(
        seen,
        [
            "Milly-la-Forêt off off class class",
            "Bouillargues off off class class",
            "Millery class off off class",
            "Les Lutins Gourmands class class off off",
        ]
    );
}

/// A5, G4: neither a login nor a child of one town is known in another.
async fn a_login_opens_no_other_town(store: Store) {
    let (_house, server, towns) = four_towns(store).await;
    for (town, login, child) in &towns {
        let parent = sign_in(&server, town, login).await;
        for (other, elsewhere, _) in towns.iter().filter(|(other, _, _)| other.slug != town.slug) {
            let refused = server
                .phone()
                .session_open(other.slug, login, town.password(login), "Téléphone")
                .await;
            assert_eq!(
                refused["errors"][0]["code"], "UNKNOWN_LOGIN_OR_PASSWORD",
                "{login} at {}",
                other.slug
            );
            let neighbour = sign_in(&server, other, elsewhere).await;
            let asked = json!({ "childId": parent.child(child), "from": "2026-12-01", "to": "2026-12-01" });
            let unseen = neighbour.phone.ask(documents::CHILD_MONTH, asked).await;
            assert_eq!(unseen.codes(), ["NOT_FOUND"], "{child} from {}", other.slug);
        }
    }
}

/// A5, G3, G4: every login that the demo prints opens its town, also after the next start, which finds all in place.
async fn the_demo_is_filled_once(store: Store) {
    let house = House::new(store).await;
    let server = house.open().await;
    for start in 1..=2 {
        server.start_demo().await;
        for town in &TOWNS {
            for login in town.logins {
                let opened = server
                    .phone()
                    .session_open(town.slug, login.login, login.password, "Téléphone")
                    .await;
                assert_eq!(opened["errors"], json!([]), "{} at start {start}", login.login);
            }
            let document = "query($slug: String!) { town(slug: $slug) { name ruleBook { version } } }";
            let found = server
                .phone()
                .ask(document, json!({ "slug": town.slug }))
                .await
                .field("town");
            assert_eq!(
                found,
                json!({ "name": town.name, "ruleBook": { "version": 1 } }),
                "at start {start}"
            );
        }
    }
}
