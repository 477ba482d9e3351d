use preau_tests::towns::{PEOPLE, RULES, VILLAGE, VILLAGE_PASSWORD, village_people, village_rules};
use preau_tests::{Answer, House, Parent, Server, Store, both_stores, documents};
use serde_json::{Value, json};

both_stores!(children, orders, children_in_plans, activities_in_plans, devices);

const DAY: &str = "2026-11-30";

/// Milly and the village, with the same families; a child, an order and a device of strangers.
struct Street {
    _house: House,
    server: Server,
    camille: Parent,
    neighbour: Parent,
    alix: Parent,
}

impl Street {
    async fn new(store: Store) -> Self {
        let house = House::new(store).await;
        let server = house.open().await;
        server.settle(RULES, PEOPLE).await;
        server.settle(&village_rules(), &village_people()).await;
        let neighbour = server
            .phone()
            .sign_in(VILLAGE, "camille@example.org", VILLAGE_PASSWORD)
            .await;
        let neighbour = Parent::new(neighbour).await;
        let camille = server.parent("camille@example.org").await;
        let alix = server.parent("alix@example.org").await;
        Self {
            _house: house,
            server,
            camille,
            neighbour,
            alix,
        }
    }
}

/// Ids of the kind that are not Camille's: of another family, of another town, of nobody, and no ids at all.
fn strange(kind: &str, own: &str, family: &str, town: &str) -> Vec<String> {
    let ulid = own.split_once(':').expect("a prefix").1;
    vec![
        family.to_owned(),
        town.to_owned(),
        format!("{kind}:01ARZ3NDEKTSV4RRFFQ69G5FAV"),
        String::new(),
        ulid.to_owned(),
        format!("{kind}:"),
        format!("{kind}:rubbish"),
        format!("elsewhere:{ulid}"),
        format!("{kind}:{ulid} "),
        format!("{own}x"),
        format!("{kind}:{}", "7".repeat(27)),
        format!("{kind}:' OR 1=1"),
        format!("{kind}:８{}", &ulid[1..]),
        "\u{7f}\u{feff}".to_owned(),
        "x".repeat(10_000),
    ]
}

/// All the answers, but for what each repeats of its own question, are one.
#[track_caller]
fn alike(answers: Vec<(String, Answer)>, code: &str) {
    let first = answers[0].1.essence();
    for (id, answer) in answers {
        assert_eq!(answer.codes(), [code], "{id:?}");
        assert_eq!(answer.essence(), first, "{id:?}");
    }
}

/// G4: `child`, and the calendar behind it.
async fn children(store: Store) {
    let street = Street::new(store).await;
    let Street {
        camille,
        neighbour,
        alix,
        ..
    } = &street;
    let mut answers = Vec::new();
    for id in strange("child", camille.child("Léa"), alix.child("Tom"), neighbour.child("Léa")) {
        let variables = json!({ "childId": id, "from": DAY, "to": DAY });
        let answer = camille.phone.ask(documents::CHILD_MONTH, variables).await;
        assert_eq!(answer.body["data"], json!({ "child": null }), "{id:?}");
        answers.push((id, answer));
    }
    alike(answers, "NOT_FOUND");
}

/// G4: `order`.
async fn orders(store: Store) {
    let street = Street::new(store).await;
    let Street {
        camille,
        neighbour,
        alix,
        ..
    } = &street;
    let order = async |parent: &Parent, child: &str| {
        let payload = parent
            .plan("1", &[parent.booking(child, "matin", &[DAY])])
            .await
            .field("bookingPlan");
        payload["order"]["id"].as_str().expect("an order").to_owned()
    };
    let own = order(camille, "Léa").await;
    let (family, town) = (order(alix, "Tom").await, order(neighbour, "Léa").await);
    let mut answers = Vec::new();
    for id in strange("order", &own, &family, &town) {
        let answer = camille.phone.ask(
            "query($id: ID!) { order(id: $id) { id total { amountCents } } }",
            json!({ "id": id }),
        );
        answers.push((id, answer.await));
    }
    alike(answers, "NOT_FOUND");
}

/// G4, D4: one stranger in a plan, and nothing of the plan is considered.
async fn children_in_plans(store: Store) {
    let street = Street::new(store).await;
    let Street {
        camille,
        neighbour,
        alix,
        ..
    } = &street;
    let strange = strange("child", camille.child("Léa"), alix.child("Tom"), neighbour.child("Léa"));
    for (nth, id) in strange.into_iter().enumerate() {
        let theirs = json!({ "childId": id, "activityId": camille.activity("matin"), "book": [DAY] });
        let changes = [camille.booking("Léa", "matin", &[DAY]), theirs];
        let refused = [("UNKNOWN_CHILD".to_owned(), "changes.1.childId".to_owned())];
        assert_eq!(
            camille.refused(camille.rehearse(&format!("k{nth}"), &changes).await),
            refused,
            "{id:?}"
        );
        assert_eq!(
            camille.refused(camille.plan(&format!("k{nth}"), &changes).await),
            refused,
            "{id:?}"
        );
    }
    street.untouched().await;
}

/// G4, D4.
async fn activities_in_plans(store: Store) {
    let street = Street::new(store).await;
    let Street { camille, neighbour, .. } = &street;
    let theirs = neighbour.activity("matin");
    let strange = strange("activity", camille.activity("matin"), theirs, theirs);
    for (nth, id) in strange.into_iter().enumerate() {
        let change = json!({ "childId": camille.child("Léa"), "activityId": id, "book": [DAY] });
        let changes = [camille.booking("Léa", "matin", &[DAY]), change];
        let refused = [("UNKNOWN_ACTIVITY".to_owned(), "changes.1.activityId".to_owned())];
        assert_eq!(
            camille.refused(camille.plan(&format!("k{nth}"), &changes).await),
            refused,
            "{id:?}"
        );
    }
    street.untouched().await;
}

/// A5, G4.
async fn devices(store: Store) {
    let street = Street::new(store).await;
    let device = async |parent: &Parent| {
        let viewer = parent
            .phone
            .ask("{ viewer { devices { id } } }", json!({}))
            .await
            .field("viewer");
        viewer["devices"][0]["id"].as_str().expect("a device").to_owned()
    };
    let own = device(&street.camille).await;
    let (family, town) = (device(&street.alix).await, device(&street.neighbour).await);
    let mut answers: Vec<Value> = Vec::new();
    for id in strange("device", &own, &family, &town) {
        let variables = json!({ "input": { "deviceId": id } });
        answers.push(
            street
                .camille
                .phone
                .ask(documents::SESSION_CLOSE, variables)
                .await
                .field("sessionClose"),
        );
    }
    for answer in &answers {
        assert_eq!(answer["errors"][0]["code"], "UNKNOWN_DEVICE");
        assert_eq!(answer, &answers[0]);
    }
    // All three are signed in as before.
    assert_eq!(
        [own, family, town],
        [
            device(&street.camille).await,
            device(&street.alix).await,
            device(&street.neighbour).await
        ]
    );
}

impl Street {
    /// Nobody has a booking, and no mail went out.
    async fn untouched(&self) {
        for parent in [&self.camille, &self.alix, &self.neighbour] {
            assert_eq!(parent.history().await, [""; 0]);
        }
        let calendar = self.camille.calendar("Léa", DAY, DAY).await;
        assert_eq!(
            calendar.on("matin", DAY),
            "2026-11-30 AVAILABLE - 2026-11-26T09:00:00Z 195 60"
        );
        assert_eq!((self.server.work().await, self.server.mails()), (0, vec![]));
    }
}
