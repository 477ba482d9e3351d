//! "Munissez-vous de votre code famille."

use preau_tests::towns::{DOMINIQUES_PASSWORD, MILLY, PASSWORD};
use preau_tests::{Server, Store, both_stores, documents};
use serde_json::json;

both_stores!(
    a_parent_signs_in_with_an_address_or_the_family_code,
    a_wrong_login_is_answered_alike
);

/// A5, F1.
async fn a_parent_signs_in_with_an_address_or_the_family_code(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let by_address = server
        .sign_in("Camille@Example.org")
        .await
        .ask(documents::HOME, json!({}))
        .await
        .data();
    let by_code = server
        .sign_in("100200")
        .await
        .ask(documents::HOME, json!({}))
        .await
        .data();
    assert_eq!(by_address, by_code);
    let other = server.phone().sign_in(MILLY, "100200", DOMINIQUES_PASSWORD).await;
    let other = other.ask("{ viewer { name locale } }", json!({})).await.data();
    assert_eq!(
        other,
        json!({ "viewer": { "name": "Dominique Martin", "locale": "EN" } })
    );

    let mut viewer = by_address["viewer"].clone();
    let ids = [
        "/id",
        "/family/id",
        "/family/children/0/id",
        "/family/children/1/id",
        "/family/children/2/id",
    ];
    let prefixes = ids.map(|at| {
        let id = viewer.pointer_mut(at).expect("an id").take();
        let (prefix, rest) = id
            .as_str()
            .expect("a text")
            .split_once(':')
            .expect("a prefix")
            .to_owned();
        assert_eq!(rest.len(), 26, "{prefix}:{rest}");
        prefix.to_owned()
    });
    assert_eq!(prefixes, ["guardian", "family", "child", "child", "child"]);
    assert_eq!(
        viewer,
        json!({
            "id": null,
            "kind": "GUARDIAN",
            "name": "Camille Martin",
            "town": {
                "id": "town:milly-la-foret",
                "slug": "milly-la-foret",
                "name": "Milly-la-Forêt",
                "timeZone": "Europe/Paris",
                "ruleBook": {
                    "id": "rulebook:milly-la-foret:1",
                    "title": "Règlement des accueils périscolaires",
                    "contacts": [
                        { "name": "Accueil périscolaire élémentaire", "email": "perisco.elem@milly.example", "phone": null },
                        { "name": "Accueil périscolaire maternel", "email": "perisco.mater@milly.example", "phone": null },
                    ],
                    "cartHoldsMinutes": null,
                },
            },
            "family": {
                "id": null,
                "code": "100200",
                "name": "Martin",
                "debtTotal": { "amountCents": 0, "currency": "EUR" },
                "debts": [],
                "children": [
                    { "id": null, "firstName": "Léa", "lastName": "Martin",
                      "school": { "id": "school:cocteau", "name": "École élémentaire Jean-Cocteau" } },
                    { "id": null, "firstName": "Zoé", "lastName": "Martin",
                      "school": { "id": "school:cocteau", "name": "École élémentaire Jean-Cocteau" } },
                    { "id": null, "firstName": "Noé", "lastName": "Martin",
                      "school": { "id": "school:tilleuls", "name": "École maternelle des Tilleuls" } },
                ],
            },
        })
    );
}

/// A5: the answer does not tell which part was wrong.
async fn a_wrong_login_is_answered_alike(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let phone = server.phone();
    let refused = json!({
        "tokens": null,
        "viewer": null,
        "errors": [{
            "code": "UNKNOWN_LOGIN_OR_PASSWORD",
            "message": "Identifiant ou mot de passe inconnu. Vérifiez-les, puis réessayez.",
            "path": [],
        }],
    });
    for (town, login, password) in [
        (MILLY, "camille@example.org", "un autre mot de passe"),
        (MILLY, "100200", "un autre mot de passe"),
        (MILLY, "personne@example.org", PASSWORD),
        (MILLY, "999999", PASSWORD),
        (MILLY, "", ""),
        ("nulle-part", "camille@example.org", PASSWORD),
    ] {
        assert_eq!(
            phone.session_open(town, login, password, "Téléphone").await,
            refused,
            "{town} {login}"
        );
    }
}
