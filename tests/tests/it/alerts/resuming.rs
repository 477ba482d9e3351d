use preau_tests::{Parent, Server, Store, both_stores};

both_stores!(a_phone_resumes_behind_what_it_heard, positions_that_are_none);

/// Two instances over one store: the one that the phone lost, and the one that it finds.
mod instances {
    preau_tests::postgres_only!(a_phone_resumes_on_another_server);

    async fn a_phone_resumes_on_another_server(store: preau_tests::Store) {
        super::resume(store, true).await;
    }
}

const DAYS: [&str; 6] = [
    "2026-11-30",
    "2026-12-01",
    "2026-12-03",
    "2026-12-04",
    "2026-12-07",
    "2026-12-08",
];

/// F4: none twice, none missed, none of the other family's.
async fn a_phone_resumes_behind_what_it_heard(store: Store) {
    resume(store, false).await;
}

async fn resume(store: Store, elsewhere: bool) {
    let (house, server) = Server::of_milly(store).await;
    let other = if elsewhere { Some(house.open().await) } else { None };
    let camille = server.parent("camille@example.org").await;
    let alix = server.parent("alix@example.org").await;
    let mut ear = server.sign_in("dominique@example.org").await.listen().await;
    ear.alerts("0").await;
    book(&camille, "Léa", &DAYS[..2]).await;
    assert_eq!(
        (
            ear.alert().await["position"].take(),
            ear.alert().await["position"].take()
        ),
        ("1".into(), "2".into())
    );
    drop(ear);

    book(&alix, "Tom", &DAYS[..2]).await;
    book(&camille, "Léa", &DAYS[2..4]).await;
    let mut ear = other
        .as_ref()
        .unwrap_or(&server)
        .sign_in("dominique@example.org")
        .await
        .listen()
        .await;
    ear.alerts("2").await;
    book(&camille, "Léa", &DAYS[4..]).await;
    let mut heard = Vec::new();
    for _ in 0..4 {
        let alert = ear.alert().await;
        heard.push((
            alert["position"].as_str().expect("a text").to_owned(),
            alert["order"]["number"].clone(),
        ));
    }
    assert_eq!(heard, [5, 6, 7, 8].map(|number| (number.to_string(), number.into())));
}

/// One order a day.
async fn book(parent: &Parent, child: &str, days: &[&str]) {
    for day in days {
        let told = parent.book(day, child, "matin", &[day]).await;
        assert_eq!(told, [format!("{child} matin {day} BOOKED 195")]);
    }
}

/// F4.
async fn positions_that_are_none(store: Store) {
    let (_house, server) = Server::of_milly(store).await;
    let phone = server.sign_in("camille@example.org").await;
    for position in ["", "-1", "+1", "1e3", " 1", "999999999999999999999", "position", "１"] {
        let mut ear = phone.listen().await;
        ear.alerts(position).await;
        let message = ear.hear().await;
        assert_eq!(message["type"], "error", "{position:?}");
        assert_eq!(
            message["payload"][0]["extensions"]["code"], "BAD_USER_INPUT",
            "{position:?}"
        );
    }
}
