//! D18: what is due for places that are not used.

use preau_tests::towns::MILLY;
use preau_tests::{Store, both_stores};
use serde_json::json;

use super::desk::{Desk, RULES, people};

both_stores!(
    absent_with_and_without_a_certificate,
    what_staff_write_down_makes_no_report_late,
    days_of_one_absence,
    absences_by_length_number_and_return,
);

const DAY: &str = "2026-12-01";

/// D18, B and L: told before nine and a certificate within two days.
async fn absent_with_and_without_a_certificate(store: Store) {
    let desk = Desk::open(store).await;
    desk.book("Léa", "cantine", &[DAY]).await;
    desk.book("Noé", "cantine", &[DAY]).await;
    desk.book("Inès", "cantine", &[DAY]).await;
    desk.house.time.set("2026-12-01T08:59:59+01:00");
    let told = Desk::reported(desk.report("1", "Léa", &[DAY], json!({})).await);
    assert_eq!(told, ["2026-12-01 cantine REPORTED 2026-12-01T07:59:59Z"]);
    desk.house.time.set("2026-12-01T09:00:00+01:00");
    let told = Desk::reported(desk.report("1", "Inès", &[DAY], json!({})).await);
    assert_eq!(told, ["2026-12-01 cantine REPORTED 2026-12-01T08:00:00Z"]);
    desk.house.time.set("2026-12-03T12:00:00+01:00");
    for child in ["Léa", "Inès"] {
        assert_eq!(
            desk.due(child, DAY, DAY).await,
            ["2026-12-01 cantine ABSENT 280", "total 280"],
            "{child} without a certificate"
        );
    }
    let certificate = |nth, child: &str, happened: &str| {
        let mut event = desk.tap(
            nth,
            &format!("CERTIFICATE {child} cantine 2026-12-01"),
            "2026-12-03T11:50:00+01:00",
        );
        event["happenedAt"] = json!(happened);
        event
    };
    // 48 hours from the start of the session: 11:45 on Thursday is in time.
    let events = [
        certificate(1, "Léa", "2026-12-03T11:45:00+01:00"),
        certificate(2, "Inès", "2026-12-03T11:45:00+01:00"),
    ];
    desk.record("bureau", &events).await;
    assert_eq!(
        desk.due("Léa", DAY, DAY).await,
        ["2026-12-01 cantine ABSENT 0", "total 0"]
    );
    assert_eq!(
        desk.due("Inès", DAY, DAY).await,
        ["2026-12-01 cantine ABSENT 280", "total 280"],
        "told too late"
    );
    desk.record(
        "bureau",
        &[{
            let mut late = certificate(3, "Léa", "2026-12-03T11:45:01+01:00");
            late["at"] = json!("2026-12-03T11:51:00+01:00");
            late
        }],
    )
    .await;
    assert_eq!(
        desk.due("Léa", DAY, DAY).await,
        ["2026-12-01 cantine ABSENT 280", "total 280"],
        "a certificate too late"
    );
    // Told by telephone before nine, written down later by the staff.
    let mut call = desk.tap(4, "REPORTED Noé cantine 2026-12-01", "2026-12-01T10:30:00+01:00");
    call["happenedAt"] = json!("2026-12-01T08:30:00+01:00");
    call["reason"] = json!("ILLNESS");
    desk.record("bureau", &[call, certificate(5, "Noé", "2026-12-02T08:00:00+01:00")])
        .await;
    assert_eq!(
        desk.due("Noé", DAY, DAY).await,
        ["2026-12-01 cantine ABSENT 0", "total 0"]
    );
}

/// D18: the office writes down what the family has told before.
async fn what_staff_write_down_makes_no_report_late(store: Store) {
    let desk = Desk::open(store).await;
    desk.book("Léa", "cantine", &[DAY]).await;
    desk.house.time.set("2026-12-01T08:00:00+01:00");
    let told = Desk::reported(desk.report("1", "Léa", &[DAY], json!({ "note": "Grippe" })).await);
    assert_eq!(told, ["2026-12-01 cantine REPORTED 2026-12-01T07:00:00Z"]);
    desk.house.time.set("2026-12-02T12:00:00+01:00");
    let again = desk.tap(1, "REPORTED Léa cantine 2026-12-01", "2026-12-01T10:30:00+01:00");
    let certificate = desk.tap(2, "CERTIFICATE Léa cantine 2026-12-01", "2026-12-02T11:00:00+01:00");
    assert_eq!(
        desk.record("bureau", &[again, certificate]).await,
        ["1 SUPERSEDED", "2 RECORDED"]
    );
    assert_eq!(
        desk.due("Léa", DAY, DAY).await,
        ["2026-12-01 cantine ABSENT 0", "total 0"]
    );
    // Only what is taken back is told anew.
    let mut undone = desk.tap(3, "UNDONE Léa cantine 2026-12-01", "2026-12-02T11:10:00+01:00");
    undone["undoes"] = json!("REPORTED");
    let mut anew = desk.tap(4, "REPORTED Léa cantine 2026-12-01", "2026-12-02T11:20:00+01:00");
    anew["happenedAt"] = json!("2026-12-01T10:30:00+01:00");
    anew["reason"] = json!("ILLNESS");
    assert_eq!(
        desk.record("bureau", &[undone, anew]).await,
        ["3 SUPERSEDED", "4 RECORDED"]
    );
    assert_eq!(
        desk.due("Léa", DAY, DAY).await,
        ["2026-12-01 cantine ABSENT 280", "total 280"]
    );
}

/// An absence goes on over days without school and ends where the child came: its first day is due when told too late,
/// and the others are not.
async fn days_of_one_absence(store: Store) {
    let desk = Desk::open(store).await;
    let days = [
        "2026-12-03",
        "2026-12-04",
        "2026-12-07",
        "2026-12-08",
        "2026-12-10",
        "2026-12-18",
    ];
    desk.book("Léa", "cantine", &days).await;
    desk.house.time.set("2026-12-18T12:00:00+01:00");
    let mut events = Vec::new();
    for (nth, day) in [
        (1, "2026-12-03"),
        (2, "2026-12-04"),
        (3, "2026-12-07"),
        (4, "2026-12-10"),
        (5, "2026-12-18"),
    ] {
        let mut absent = desk.tap(
            nth,
            &format!("ABSENT Léa cantine {day}"),
            &format!("{day}T12:00:00+01:00"),
        );
        absent["reason"] = json!("ILLNESS");
        let mut certificate = desk.tap(
            nth + 10,
            &format!("CERTIFICATE Léa cantine {day}"),
            "2026-12-17T12:00:00+01:00",
        );
        certificate["happenedAt"] = json!("2026-12-04T09:00:00+01:00");
        events.extend([absent, certificate]);
    }
    events.push(desk.tap(20, "CHECKED_IN Léa cantine 2026-12-08", "2026-12-08T12:00:00+01:00"));
    let told = desk.record("bureau", &events).await;
    assert!(told.iter().all(|line| line.ends_with(" RECORDED")), "{told:?}");
    assert_eq!(
        desk.due("Léa", "2026-12-03", "2026-12-31").await,
        [
            "2026-12-03 cantine ABSENT 280",
            "2026-12-04 cantine ABSENT 0",
            "2026-12-07 cantine ABSENT 0",
            "2026-12-08 cantine USED 280",
            "2026-12-10 cantine ABSENT 280",
            // More than a week later it is another absence.
            "2026-12-18 cantine ABSENT 280",
            "total 1120",
        ]
    );
    // Whatever day is asked for alone.
    assert_eq!(
        desk.due("Léa", "2026-12-07", "2026-12-07").await,
        ["2026-12-07 cantine ABSENT 0", "total 0"]
    );
}

/// What lies behind the days that are asked for says how long an absence lasts and when the child is back; what lies before
/// them, how often it was absent without being excused.
async fn absences_by_length_number_and_return(store: Store) {
    let (before, rest) = RULES.split_once("[attendance.cantine.absence]\n").unwrap();
    let after = &rest[rest.find("\n[").unwrap()..];
    let absence = r#"[attendance.cantine.absence]
cases = [
  { reasons = ["illness"], certificate_within_hours = 24, certificate_from = "return", charge = "waived" },
  { length_from = 3, percent = "50" },
  { from_time = 3, times_within = "month", price = { form = "flat", amount = "5.00" } },
]
"#;
    // By which no case asks any more.
    let before = before.replace(
        "[deadlines.matin-meme]\nform = \"days_before\"\ndays = 0\nat = \"09:00\"\n",
        "",
    );
    let rules = format!("{before}{absence}{after}");
    let desk = Desk::of(store, &rules, MILLY, &people("ormes", 300)).await;
    let days = [
        "2026-12-01",
        "2026-12-03",
        "2026-12-04",
        "2026-12-07",
        "2026-12-08",
        "2026-12-10",
        "2026-12-11",
        "2026-12-17",
    ];
    desk.book("Léa", "cantine", &days).await;
    desk.house.time.set("2026-12-18T12:00:00+01:00");
    let absent = |nth, day: &str| {
        desk.tap(
            nth,
            &format!("ABSENT Léa cantine {day}"),
            &format!("{day}T12:00:00+01:00"),
        )
    };
    let came = |nth, day: &str| {
        desk.tap(
            nth,
            &format!("CHECKED_IN Léa cantine {day}"),
            &format!("{day}T12:00:00+01:00"),
        )
    };
    let mut ill = absent(9, "2026-12-10");
    ill["reason"] = json!("ILLNESS");
    let mut certificate = desk.tap(10, "CERTIFICATE Léa cantine 2026-12-10", "2026-12-17T12:00:00+01:00");
    // Back on the 11th at 11:45: until the 12th at 11:45.
    certificate["happenedAt"] = json!("2026-12-12T11:45:00+01:00");
    let events = [
        absent(1, "2026-12-01"),
        came(2, "2026-12-03"),
        absent(3, "2026-12-04"),
        absent(4, "2026-12-07"),
        absent(5, "2026-12-08"),
        ill,
        certificate,
        came(11, "2026-12-11"),
        absent(12, "2026-12-17"),
    ];
    let told = desk.record("bureau", &events).await;
    assert!(told.iter().all(|line| line.ends_with(" RECORDED")), "{told:?}");
    let due = [
        "2026-12-01 cantine ABSENT 280",
        "2026-12-03 cantine USED 280",
        // Four days in one with the illness: half of each, and the day with a certificate is waived.
        "2026-12-04 cantine ABSENT 140",
        "2026-12-07 cantine ABSENT 140",
        "2026-12-08 cantine ABSENT 140",
        "2026-12-10 cantine ABSENT 0",
        "2026-12-11 cantine USED 280",
        // The fifth that counts in December; the waived one does not.
        "2026-12-17 cantine ABSENT 500",
        "total 1760",
    ];
    assert_eq!(desk.due("Léa", "2026-12-01", "2026-12-31").await, due);
    // Whatever days are asked for alone.
    for (day, line) in [("2026-12-04", due[2]), ("2026-12-10", due[5]), ("2026-12-17", due[7])] {
        assert_eq!(desk.due("Léa", day, day).await[0], line);
    }
}
