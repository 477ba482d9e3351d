//! One round trip costs few statements, and as many for one child as for twenty.

use std::fmt::Write;

use preau_tests::towns::{MILLY, PEOPLE, RULES, large_family};
use preau_tests::{House, Parent, Phone, Server, Store, both_stores, documents};
use serde_json::{Value, json};

both_stores!(
    each_document_costs_what_it_cost,
    calendars_of_one_and_of_twenty_children,
    two_months_in_one_document,
    a_plan_of_one_day_and_of_a_hundred,
    attendance_of_one_and_of_two_hundred,
);

const FROM: &str = "2026-12-01";
const TO: &str = "2026-12-31";

/// Statements of a plan in slots that are all new, or all known.
const A_PLAN: usize = 16;

async fn large(store: Store, children: usize) -> (House, Server, Parent) {
    let (house, server) = Server::of_town(store, RULES, &format!("{PEOPLE}{}", large_family(children))).await;
    let parent = server.parent("nombreuse@example.org").await;
    (house, server, parent)
}

/// How many statements a question takes.
async fn cost(server: &Server, phone: &Phone, document: &str, variables: Value) -> usize {
    phone.access_token().await;
    let before = server.statements();
    phone.ask(document, variables).await.data();
    server.statements() - before
}

/// For one child and for twenty.
async fn each_document_costs_what_it_cost(store: Store) {
    for children in [1, 20] {
        let (_house, server, parent) = large(store, children).await;
        let child = parent.child("Enfant 00");
        let phone = &parent.phone;
        let month = json!({ "childId": child, "from": FROM, "to": TO });
        let day = json!({ "childId": child, "date": FROM });
        let opening = json!({ "input": {
            "town": MILLY, "login": "nombreuse@example.org", "password": preau_tests::towns::PASSWORD,
            "deviceName": "Téléphone",
        } });
        let opened = phone
            .ask(documents::SESSION_OPEN, opening.clone())
            .await
            .field("sessionOpen");
        let refreshing = json!({ "input": { "refreshToken": opened["tokens"]["refreshToken"] } });
        let mut costs = Vec::new();
        for (name, document, variables) in [
            ("Home", documents::HOME, json!({})),
            ("Town", documents::TOWN, json!({ "slug": MILLY })),
            ("ChildMonth, cold", documents::CHILD_MONTH, month.clone()),
            ("ChildMonth, warm", documents::CHILD_MONTH, month),
            ("SlotDetail, two months", documents::SLOT_DETAIL, day),
            (
                "BookingHistory",
                documents::BOOKING_HISTORY,
                json!({ "first": 20, "after": null }),
            ),
            ("SessionOpen", documents::SESSION_OPEN, opening),
            ("SessionRefresh", documents::SESSION_REFRESH, refreshing),
            ("SessionClose", documents::SESSION_CLOSE, json!({ "input": {} })),
        ] {
            costs.push((name, cost(&server, phone, document, variables).await));
        }
        assert_eq!(
            costs,
            [
                ("Home", 2),
                ("Town", 0),
                ("ChildMonth, cold", 2),
                ("ChildMonth, warm", 1),
                ("SlotDetail, two months", 3),
                ("BookingHistory", 1),
                ("SessionOpen", 4),
                ("SessionRefresh", 5),
                ("SessionClose", 1),
            ],
            "{children} children"
        );
    }
}

/// A month of every child of the family at once: two statements with a cold cache.
async fn calendars_of_one_and_of_twenty_children(store: Store) {
    for children in [1, 3, 20] {
        let (_house, server, parent) = large(store, children).await;
        let mut document = String::from("{ viewer { family { children { firstName ");
        // Writing to a String cannot fail.
        let _ = write!(
            document,
            "calendar(from: \"{FROM}\", to: \"{TO}\") {{ activities {{ states placesLeft }} }} }} }} }} }}"
        );
        let cold = cost(&server, &parent.phone, &document, json!({})).await;
        let warm = cost(&server, &parent.phone, &document, json!({})).await;
        assert_eq!((cold, warm), (2, 1), "{children} children");
    }
}

/// The first month comes with the children, the second with a statement of its own; each is what it is alone, with the
/// place that is booked.
async fn two_months_in_one_document(store: Store) {
    let (_house, server, parent) = large(store, 3).await;
    let day = parent.booking("Enfant 01", "matin", &["2026-12-03"]);
    parent.plan("one", &[day]).await.data();
    server.work().await;
    let calendar = |from: &str, to: &str| {
        format!("calendar(from: \"{from}\", to: \"{to}\") {{ from activities {{ states booked priceCents }} }}")
    };
    let (december, january) = (calendar(FROM, TO), calendar("2027-01-01", "2027-01-31"));
    let children = async |of_each: &str| {
        let mut document = format!("{{ viewer {{ family {{ children {{ {of_each} }} }} }} }}");
        if of_each.contains("...January") {
            let _ = write!(document, " fragment January on Child {{ january: {january} }}");
        }
        let _counted = cost(&server, &parent.phone, &document, json!({})).await;
        let statements = cost(&server, &parent.phone, &document, json!({})).await;
        let data = parent.phone.ask(&document, json!({})).await.data();
        (statements, data["viewer"]["family"]["children"].clone())
    };
    let (of_both, both) = children(&format!("december: {december} ...January")).await;
    let (of_december, first) = children(&december).await;
    let (of_january, second) = children(&january).await;
    assert_eq!((of_both, of_december, of_january), (2, 1, 1));
    let all = |children: &Value, name: &str| -> Vec<Value> {
        let children = children.as_array().expect("children").iter();
        children.map(|child| child[name].clone()).collect()
    };
    assert_eq!(all(&both, "december"), all(&first, "calendar"));
    assert_eq!(all(&both, "january"), all(&second, "calendar"));
    let booked = first.to_string().matches("true").count();
    assert_eq!((booked, second.to_string().matches("true").count()), (1, 0));
}

/// The same for one day, for a hundred days, and for a hundred days of eighteen children. One more where some of the
/// slots were booked before by others and some never were.
async fn a_plan_of_one_day_and_of_a_hundred(store: Store) {
    let (_house, server, parent) = large(store, 20).await;
    let first = chrono::NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
    let days: Vec<String> = first.iter_days().take(100).map(|day| day.to_string()).collect();
    let days: Vec<&str> = days.iter().map(String::as_str).collect();
    let children: Vec<&str> = parent.children().map(|(name, _)| name).collect();
    let many: Vec<Value> = children[2..]
        .iter()
        .map(|child| parent.booking(child, "soir", &days))
        .collect();
    for (what, changes, expected) in [
        (
            "one day",
            vec![parent.booking(children[0], "midi", &days[..1])],
            (4, A_PLAN),
        ),
        (
            "a hundred days",
            vec![parent.booking(children[0], "matin", &days)],
            (4, A_PLAN),
        ),
        ("a hundred days of many children", many, (4, A_PLAN)),
        (
            "slots known and new",
            vec![parent.booking(children[1], "midi", &days)],
            (4, A_PLAN + 1),
        ),
    ] {
        parent.phone.access_token().await;
        let before = server.statements();
        parent.rehearse("k", &changes).await.data();
        let rehearsed = server.statements() - before;
        let before = server.statements();
        parent.plan(&what.replace(' ', "-"), &changes).await.data();
        // The task that would repair the cache is struck off behind the answer.
        let committed = server.statements_after(before + expected.1).await - before;
        assert_eq!((rehearsed, committed), expected, "{what}");
    }
}

/// D18: a roll, a batch of a tablet and what is due cost the same for one event and for two hundred, one child and twenty.
async fn attendance_of_one_and_of_two_hundred(store: Store) {
    let (house, server, parent) = large(store, 20).await;
    let children: Vec<&str> = parent.children().map(|(_, id)| id).collect();
    let staff = server.parent("sacha@milly.example").await;
    let days = ["2026-11-30", "2026-12-01", "2026-12-03", "2026-12-04"];
    for (name, _) in parent.children().take(10) {
        parent.phone.access_token().await;
        let before = server.statements();
        parent.book(&name.replace(' ', "-"), name, "soir", &days).await;
        // The last of them is sent behind the answer.
        server.statements_after(before + A_PLAN).await;
    }
    house.time.set("2026-12-08T08:00:00+01:00");
    let activities = ["matin", "soir", "midi"].map(|code| staff.activity(code).to_owned());
    let event = |nth: usize, kind: &str| {
        let day = days[(nth / 60) % 4];
        json!({
        "id": format!("{:06}{nth:020}", kind.len()), "sequence": nth,
            "childId": children[nth % 20], "activityId": activities[(nth / 20) % 3], "date": day,
            "kind": kind, "at": format!("{day}T12:{:02}:00+01:00", nth / 20),
        })
    };
    let batch = |events: Vec<Value>| json!({ "input": { "device": "tablette", "events": events } });
    let record = "mutation($input: AttendanceRecordInput!) { attendanceRecord(input: $input) {
        outcomes { result refusal { code } } errors { code } } }";
    let mut costs = Vec::new();
    for events in [
        vec![event(0, "CERTIFICATE")],
        (1..200).map(|nth| event(nth, "CERTIFICATE")).collect(),
        // A child that has a place is missing: a task more.
        vec![event(20, "ABSENT")],
        (0..200)
            .filter(|nth| *nth != 20)
            .map(|nth| event(nth, "ABSENT"))
            .collect(),
        (0..200).map(|nth| event(nth, "ABSENT")).collect(),
    ] {
        staff.phone.access_token().await;
        let before = server.statements();
        let payload = staff.phone.ask(record, batch(events)).await.field("attendanceRecord");
        costs.push(server.statements() - before);
        let outcomes = payload["outcomes"].as_array().expect("outcomes");
        assert!(outcomes.iter().all(|one| one["result"] != "REFUSED"), "{payload:#}");
    }
    assert_eq!(costs, [6, 6, 7, 7, 4]);

    let roll = "query($day: Date!) { viewer { town { activities { roll(date: $day) { children { firstName } } } } } }";
    for day in ["2026-12-01", "2027-01-05"] {
        let before = server.statements();
        let viewer = staff.phone.ask(roll, json!({ "day": day })).await.field("viewer");
        let activities = viewer["town"]["activities"].as_array().map(Vec::len);
        assert_eq!(Some(server.statements() - before), activities, "one for each activity");
    }
    let one = "query($id: ID!) { child(id: $id) {
        due(from: \"2026-11-30\", to: \"2026-12-31\") { lines { kind } }
        attendance(from: \"2026-11-30\", to: \"2026-12-31\") { absent } calendarFeeds { id } } }";
    assert_eq!(cost(&server, &parent.phone, one, json!({ "id": children[0] })).await, 4);
    let all = "{ viewer { family { children {
        due(from: \"2026-11-30\", to: \"2026-12-31\") { lines { kind } }
        attendance(from: \"2026-11-30\", to: \"2026-12-31\") { absent } calendarFeeds { id } } } } }";
    assert_eq!(cost(&server, &parent.phone, all, json!({})).await, 4);
}
