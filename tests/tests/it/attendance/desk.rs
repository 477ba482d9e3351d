//! A town's desk: families who booked, staff with tablets.

use std::fmt::Write;

use preau_tests::towns::{MILLY, PASSWORD};
use preau_tests::{Answer, House, Parent, Server, Store};
use serde_json::{Value, json};

pub const RULES: &str = include_str!("town.toml");

pub const RECORD: &str = "mutation($input: AttendanceRecordInput!) { attendanceRecord(input: $input) {
    outcomes { eventId result refusal { code message retryAt reason { code } } } errors { code message path } } }";

pub const ROLL: &str = "query($day: Date!) { viewer { town { activities { code roll(date: $day) {
    id date asOf expected present left absent
    children { childId firstName lastName school { name } place state arrivedAt leftAt reported } } } } } }";

const REPORT: &str = "mutation($input: AbsenceReportInput!) { absenceReport(input: $input) {
    outcomes { date activity { code } result reportedAt message } child { firstName } errors { code path } } }";

const ATTENDANCE: &str =
    "query($id: ID!, $from: Date!, $to: Date!) { child(id: $id) { attendance(from: $from, to: $to) {
    date activity { code } booked arrivedAt leftAt absent reason reportedAt note certificateAt } } }";

const DUE: &str = "query($id: ID!, $from: Date!, $to: Date!) { child(id: $id) { due(from: $from, to: $to) {
    lines { date activity { code } kind amount { amountCents } per } total { amountCents } } } }";

/// Two families of a school: Camille Martin with Léa and Noé, Awa Diallo with Inès; and Sacha of the staff.
pub fn people(school: &str, quotient: u32) -> String {
    let mut people = String::new();
    for (code, name, guardian, children) in [
        ("100200", "Martin", "Camille", &[("Léa", 2018), ("Noé", 2020)][..]),
        ("100400", "Diallo", "Awa", &[("Inès", 2018)][..]),
    ] {
        let login = guardian.to_lowercase();
        // Writing to a String cannot fail.
        let _ = write!(
            people,
            "[[families]]\ncode = \"{code}\"\nname = \"{name}\"\nquotients = [{{ from = \"2025-09-01\", value = {quotient} }}]\n
             [[families.guardians]]\nfirst_name = \"{guardian}\"\nlast_name = \"{name}\"
             email = \"{login}@example.org\"\npassword = \"{PASSWORD}\"\n\n"
        );
        for (first, year) in children {
            let _ = write!(
                people,
                "[[families.children]]\nfirst_name = \"{first}\"\nlast_name = \"{name}\"
                 birth_date = \"{year}-03-14\"\nschool = \"{school}\"\n\n"
            );
        }
    }
    let _ = write!(
        people,
        "[[agents]]\nname = \"Sacha Petit\"\nemail = \"sacha@milly.example\"\npassword = \"{PASSWORD}\"\n
         [[partners]]\nname = \"Cuisine centrale\"\nclient_id = \"cuisine-centrale\"\nsecret = \"{PASSWORD}\"
         scopes = [\"headcount:read\"]\n"
    );
    people
}

pub struct Desk {
    pub house: House,
    pub server: Server,
    pub camille: Parent,
    pub awa: Parent,
    pub sacha: Parent,
}

impl Desk {
    /// Of the town above.
    pub async fn open(store: Store) -> Self {
        Self::of(store, RULES, MILLY, &people("ormes", 300)).await
    }

    pub async fn of(store: Store, rules: &str, town: &str, people: &str) -> Self {
        let (house, server) = Server::of_town(store, rules, people).await;
        let parent = async |login: &str| Parent::new(server.phone().sign_in(town, login, PASSWORD).await).await;
        Self {
            camille: parent("camille@example.org").await,
            awa: parent("awa@example.org").await,
            sacha: parent("sacha@milly.example").await,
            house,
            server,
        }
    }

    /// Who the child's parent is.
    pub fn parent_of(&self, child: &str) -> &Parent {
        if child == "Inès" { &self.awa } else { &self.camille }
    }

    pub async fn book(&self, child: &str, activity: &str, days: &[&str]) {
        let parent = self.parent_of(child);
        let key = format!("{child}{activity}{}", days[0]).replace(['é', 'è'], "e");
        for line in parent.book(&key, child, activity, days).await {
            assert!(line.contains(" BOOKED "), "{line}");
        }
    }

    /// An event as a tablet writes it: `CHECKED_IN Léa cantine 2026-12-01`, tapped at an instant.
    pub fn tap(&self, nth: u32, what: &str, at: &str) -> Value {
        let words: Vec<&str> = what.split(' ').collect();
        let [kind, child, activity, day] = words[..] else {
            panic!("{what}")
        };
        json!({
            "id": format!("{nth:026}"),
            "sequence": nth,
            "childId": self.parent_of(child).child(child),
            "activityId": self.sacha.activity(activity),
            "date": day,
            "kind": kind,
            "at": at,
        })
    }

    pub async fn send(&self, device: &str, events: &[Value]) -> Answer {
        let input = json!({ "device": device, "events": events });
        self.sacha.phone.ask(RECORD, json!({ "input": input })).await
    }

    /// What became of each: `1 RECORDED`, `2 REFUSED FUTURE`.
    pub async fn record(&self, device: &str, events: &[Value]) -> Vec<String> {
        let payload = self.send(device, events).await.field("attendanceRecord");
        assert_eq!(payload["errors"], json!([]));
        let outcomes = payload["outcomes"].as_array().expect("outcomes");
        let told = |outcome: &Value| {
            let id = text(&outcome["eventId"]);
            let nth = id.trim_start_matches('0');
            let mut told = format!("{nth} {}", text(&outcome["result"]));
            if let Some(code) = outcome["refusal"]["code"].as_str() {
                told = format!("{told} {code}");
            }
            if let Some(code) = outcome["refusal"]["reason"]["code"].as_str() {
                told = format!("{told} {code}");
            }
            told
        };
        outcomes.iter().map(told).collect()
    }

    /// The roll of an activity: first its counts, then `Léa Martin BOOKED PRESENT 2026-12-01T10:45:00Z -`.
    pub async fn roll(&self, activity: &str, day: &str) -> Vec<String> {
        let viewer = self.sacha.phone.ask(ROLL, json!({ "day": day })).await.field("viewer");
        let activities = viewer["town"]["activities"].as_array().expect("activities");
        let roll = &activities.iter().find(|one| one["code"] == activity).expect("one")["roll"];
        assert_eq!(roll["date"], day);
        let count = |name: &str| roll[name].to_string();
        let mut lines = vec![format!(
            "{} expected, {} present, {} left, {} absent",
            count("expected"),
            count("present"),
            count("left"),
            count("absent")
        )];
        lines.extend(roll["children"].as_array().expect("children").iter().map(|child| {
            let words =
                ["firstName", "lastName", "place", "state", "arrivedAt", "leftAt"].map(|name| text(&child[name]));
            let reported = if child["reported"] == true { " reported" } else { "" };
            format!("{}{reported}", words.join(" "))
        }));
        lines
    }

    pub async fn report(&self, key: &str, child: &str, days: &[&str], extra: Value) -> Answer {
        let parent = self.parent_of(child);
        let mut input = json!({
            "childId": parent.child(child), "dates": days, "reason": "ILLNESS", "idempotencyKey": key,
        });
        for (name, value) in extra.as_object().expect("an object") {
            input[name] = value.clone();
        }
        parent.phone.ask(REPORT, json!({ "input": input })).await
    }

    /// What became of a report: `2026-12-01 cantine REPORTED 2026-12-01T07:30:00Z`.
    #[track_caller]
    pub fn reported(answer: Answer) -> Vec<String> {
        let payload = answer.field("absenceReport");
        assert_eq!(payload["errors"], json!([]));
        let outcomes = payload["outcomes"].as_array().expect("outcomes");
        let told = |outcome: &Value| {
            let words = [
                &outcome["date"],
                &outcome["activity"]["code"],
                &outcome["result"],
                &outcome["reportedAt"],
            ];
            words.map(text).join(" ")
        };
        outcomes.iter().map(told).collect()
    }

    /// What a child's parent reads: `2026-12-01 cantine booked 2026-12-01T10:45:00Z - `.
    pub async fn attendance(&self, child: &str, from: &str, to: &str) -> Vec<String> {
        let parent = self.parent_of(child);
        let variables = json!({ "id": parent.child(child), "from": from, "to": to });
        let found = parent.phone.ask(ATTENDANCE, variables).await.field("child");
        let told = |line: &Value| {
            let mut words = vec![text(&line["date"]), text(&line["activity"]["code"])];
            words.push(if line["booked"] == true { "booked" } else { "unbooked" }.to_owned());
            words.extend([text(&line["arrivedAt"]), text(&line["leftAt"])]);
            if line["absent"] == true {
                words.push("absent".to_owned());
            }
            for name in ["reason", "reportedAt", "note", "certificateAt"] {
                if !line[name].is_null() {
                    words.push(format!("{name} {}", text(&line[name])));
                }
            }
            words.join(" ")
        };
        found["attendance"]
            .as_array()
            .expect("a list")
            .iter()
            .map(told)
            .collect()
    }

    /// What is due: `2026-12-01 cantine USED 280`, each with ` FAMILY` or ` DAY` behind it where it is not for a place,
    /// and the total.
    pub async fn due(&self, child: &str, from: &str, to: &str) -> Vec<String> {
        let parent = self.parent_of(child);
        let variables = json!({ "id": parent.child(child), "from": from, "to": to });
        let found = parent.phone.ask(DUE, variables).await.field("child");
        let told = |line: &Value| {
            let words = [
                &line["date"],
                &line["activity"]["code"],
                &line["kind"],
                &line["amount"]["amountCents"],
            ];
            let per = if line["per"] == "PLACE" {
                String::new()
            } else {
                format!(" {}", text(&line["per"]))
            };
            format!("{}{per}", words.map(text).join(" "))
        };
        let mut lines: Vec<String> = found["due"]["lines"]
            .as_array()
            .expect("a list")
            .iter()
            .map(told)
            .collect();
        lines.push(format!("total {}", found["due"]["total"]["amountCents"]));
        lines
    }
}

/// As JSON shows it, without quotes.
pub fn text(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
