use preau_tests::towns::{MILLY, PASSWORD};
use preau_tests::{Phone, Server, Store, both_stores, documents};
use serde_json::{Value, json};

both_stores!(
    each_refresh_token_works_once,
    a_lost_answer_is_forgiven_once,
    a_copied_token_ends_the_device,
    devices_are_listed_and_signed_out,
    signing_out_everywhere,
    access_and_devices_end_in_time,
    names_of_devices,
);

async fn open(phone: &Phone, device: &str) -> Value {
    let opened = phone.session_open(MILLY, "camille@example.org", PASSWORD, device).await;
    assert_eq!(opened["errors"], json!([]));
    opened["tokens"].clone()
}

async fn refresh(phone: &Phone, token: &Value) -> Value {
    let variables = json!({ "input": { "refreshToken": token } });
    phone
        .ask(documents::SESSION_REFRESH, variables)
        .await
        .field("sessionRefresh")
}

async fn traded(phone: &Phone, token: &Value) -> Value {
    let payload = refresh(phone, token).await;
    assert_eq!(payload["errors"], json!([]));
    payload["tokens"].clone()
}

/// The code of a refresh that gave nothing.
async fn refused(phone: &Phone, token: &Value) -> String {
    let payload = refresh(phone, token).await;
    assert_eq!(payload["tokens"], json!(null));
    assert_eq!(payload["errors"].as_array().map(Vec::len), Some(1));
    payload["errors"][0]["code"].as_str().expect("a code").to_owned()
}

/// Names of the devices, as seen with an access token; the current one marked.
async fn devices(phone: &Phone, tokens: &Value) -> Vec<String> {
    let phone = phone.holding(tokens["accessToken"].as_str().expect("a token"));
    let viewer = phone
        .ask("{ viewer { devices { name current } } }", json!({}))
        .await
        .field("viewer");
    let name = |device: &Value| {
        let mark = if device["current"] == true { "*" } else { "" };
        format!("{}{mark}", device["name"].as_str().expect("a name"))
    };
    viewer["devices"]
        .as_array()
        .expect("devices")
        .iter()
        .map(name)
        .collect()
}

/// A5.
async fn each_refresh_token_works_once(store: Store) {
    let (house, server) = Server::of_milly(store).await;
    let phone = server.phone();
    let first = open(&phone, "Téléphone").await;
    assert_eq!(first["accessExpiresAt"], "2026-11-23T08:10:00Z");
    assert_eq!(first["refreshExpiresAt"], "2026-11-23T20:00:00Z");
    house.time.set("2026-11-23T09:10:00+01:00");
    let second = traded(&phone, &first["refreshToken"]).await;
    assert_eq!(second["accessExpiresAt"], "2026-11-23T08:20:00Z");
    assert_eq!(
        second["refreshExpiresAt"], "2026-11-23T20:00:00Z",
        "no refresh moves the end of the device"
    );
    assert_ne!(second["refreshToken"], first["refreshToken"]);
    let third = traded(&phone, &second["refreshToken"]).await;
    assert_eq!(devices(&phone, &third).await, ["Téléphone*"]);
    assert_eq!(refused(&phone, &json!("rubbish")).await, "UNKNOWN_TOKEN");
    assert_eq!(refused(&phone, &json!("")).await, "UNKNOWN_TOKEN");
    assert_eq!(refused(&phone, &third["accessToken"]).await, "UNKNOWN_TOKEN");
}

/// A5: the phone asks again with the token that it has; what it never received is worth nothing.
async fn a_lost_answer_is_forgiven_once(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let phone = server.phone();
    let first = open(&phone, "Téléphone").await;
    let lost = traded(&phone, &first["refreshToken"]).await;
    let found = traded(&phone, &first["refreshToken"]).await;
    let next = traded(&phone, &found["refreshToken"]).await;
    assert_eq!(devices(&phone, &next).await, ["Téléphone*"]);
    assert_eq!(refused(&phone, &lost["refreshToken"]).await, "REUSED");
}

/// A5: whoever comes second with a token that led on signs both out, and the other devices stay.
async fn a_copied_token_ends_the_device(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let phone = server.phone();
    let tablet = open(&phone, "Tablette").await;
    let copied = open(&phone, "Téléphone").await;
    let second = traded(&phone, &copied["refreshToken"]).await;
    let third = traded(&phone, &second["refreshToken"]).await;
    let payload = refresh(&phone, &copied["refreshToken"]).await;
    assert_eq!(
        payload,
        json!({ "tokens": null, "errors": [{
            "code": "REUSED",
            "message": "Cette session a été utilisée deux fois\u{a0}: par sécurité, l’appareil a été déconnecté. \
                        Connectez-vous à nouveau et, si ce n’était pas vous, changez de mot de passe.",
            "path": ["refreshToken"],
        }] })
    );
    assert_eq!(refused(&phone, &third["refreshToken"]).await, "REUSED");
    assert_eq!(devices(&phone, &tablet).await, ["Tablette*"]);
    traded(&phone, &tablet["refreshToken"]).await;
}

/// A5: here, and another of one's own.
async fn devices_are_listed_and_signed_out(store: Store) {
    let (house, server) = Server::of_milly(store).await;
    let phone = server.phone();
    let tablet = open(&phone, "Tablette").await;
    house.time.set("2026-11-23T09:01:00+01:00");
    let telephone = open(&phone, "Téléphone").await;
    assert_eq!(devices(&phone, &telephone).await, ["Téléphone*", "Tablette"]);
    let holding = phone.holding(telephone["accessToken"].as_str().expect("a token"));
    let list = "{ viewer { devices { id name signedInAt lastSeenAt } } }";
    let viewer = holding.ask(list, json!({})).await.field("viewer");
    let other = viewer["devices"][1].clone();
    assert_eq!(
        other,
        json!({
            "id": other["id"], "name": "Tablette",
            "signedInAt": "2026-11-23T08:00:00Z", "lastSeenAt": "2026-11-23T08:00:00Z",
        })
    );

    let close = async |device: Value| {
        holding
            .ask(documents::SESSION_CLOSE, json!({ "input": device }))
            .await
            .field("sessionClose")
    };
    let closed = close(json!({ "deviceId": other["id"] })).await;
    assert_eq!(closed, json!({ "closedDeviceId": other["id"], "errors": [] }));
    assert_eq!(devices(&phone, &telephone).await, ["Téléphone*"]);
    assert_eq!(refused(&phone, &tablet["refreshToken"]).await, "SIGNED_OUT");
    let again = close(json!({ "deviceId": other["id"] })).await;
    assert_eq!(again["errors"][0]["code"], "UNKNOWN_DEVICE");
    assert_eq!(again["closedDeviceId"], json!(null));

    let closed = close(json!({})).await;
    assert_eq!(
        closed,
        json!({ "closedDeviceId": viewer["devices"][0]["id"], "errors": [] })
    );
    assert_eq!(refused(&phone, &telephone["refreshToken"]).await, "SIGNED_OUT");
}

/// A5: everywhere, and nobody else.
async fn signing_out_everywhere(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let phone = server.phone();
    let dominique = server.sign_in("dominique@example.org").await;
    let (tablet, telephone) = (open(&phone, "Tablette").await, open(&phone, "Téléphone").await);
    let holding = phone.holding(telephone["accessToken"].as_str().expect("a token"));
    let payload = holding
        .ask("mutation { sessionCloseAll { closedDeviceIds } }", json!({}))
        .await;
    let payload = payload.field("sessionCloseAll");
    assert_eq!(payload["closedDeviceIds"].as_array().map(Vec::len), Some(2));
    for tokens in [tablet, telephone] {
        assert_eq!(refused(&phone, &tokens["refreshToken"]).await, "SIGNED_OUT");
    }
    let viewer = dominique
        .ask("{ viewer { devices { name } } }", json!({}))
        .await
        .field("viewer");
    assert_eq!(viewer["devices"], json!([{ "name": "Téléphone" }]));
}

/// A5: ten minutes, twelve hours, and ninety days for a guardian who asks to be remembered; at the instant itself.
async fn access_and_devices_end_in_time(store: Store) {
    let (house, server) = Server::of_milly(store).await;
    let phone = server.phone();
    let tokens = open(&phone, "Téléphone").await;
    let holding = phone.holding(tokens["accessToken"].as_str().expect("a token"));
    let input = json!({
        "town": MILLY, "login": "camille@example.org", "password": PASSWORD, "deviceName": "À moi", "remember": true,
    });
    let remembered = phone
        .ask(documents::SESSION_OPEN, json!({ "input": input }))
        .await
        .field("sessionOpen");
    assert_eq!(remembered["tokens"]["refreshExpiresAt"], "2027-02-21T08:00:00Z");

    house.time.set("2026-11-23T09:09:59+01:00");
    holding.ask("{ viewer { id } }", json!({})).await.data();
    house.time.set("2026-11-23T09:10:00+01:00");
    let ended = holding.ask("{ viewer { id } }", json!({})).await;
    assert_eq!(ended.codes(), ["UNAUTHENTICATED"]);

    house.time.set("2026-11-23T21:00:00+01:00");
    assert_eq!(refused(&phone, &tokens["refreshToken"]).await, "EXPIRED");
    house.time.set("2027-02-21T08:59:59+01:00");
    let last = traded(&phone, &remembered["tokens"]["refreshToken"]).await;
    assert_eq!(
        last["accessExpiresAt"], "2027-02-21T08:00:00Z",
        "access never outlives the device"
    );
    house.time.set("2027-02-21T09:00:00+01:00");
    assert_eq!(refused(&phone, &last["refreshToken"]).await, "EXPIRED");
}

/// A5.
async fn names_of_devices(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let phone = server.phone();
    for name in ["", " ", "\u{7f}", "a\nb", &"n".repeat(1_000)] {
        let opened = phone.session_open(MILLY, "camille@example.org", PASSWORD, name).await;
        assert_eq!(opened["tokens"], json!(null), "{name:?}");
        assert_eq!(opened["errors"][0]["code"], "INVALID_DEVICE_NAME", "{name:?}");
        assert_eq!(opened["errors"][0]["path"], json!(["deviceName"]), "{name:?}");
    }
    let tokens = open(&phone, "Téléphone de Camille").await;
    assert_eq!(devices(&phone, &tokens).await, ["Téléphone de Camille*"]);
}
