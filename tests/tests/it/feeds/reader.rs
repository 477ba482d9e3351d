//! A small strict reader of iCalendar (RFC 5545): what it does not understand, it does not forgive.

use std::collections::BTreeMap;

/// The properties of a component, each once, by their names with parameters.
pub type Properties = BTreeMap<String, String>;

/// Properties of the calendar, and those of each event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    pub own: Properties,
    pub events: Vec<Properties>,
}

pub fn read(text: &str) -> Calendar {
    assert!(text.ends_with("\r\n"), "the last line ends, too");
    assert!(
        !text.replace("\r\n", "").contains(['\r', '\n']),
        "lines end with CRLF alone"
    );
    let mut lines: Vec<String> = Vec::new();
    for line in text.trim_end_matches("\r\n").split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        match line.strip_prefix(' ') {
            Some(rest) => lines.last_mut().expect("a line to go on").push_str(rest),
            None => lines.push(line.to_owned()),
        }
    }
    let mut lines = lines.into_iter().map(|line| {
        let (name, value) = line.split_once(':').expect("a name and a value");
        let plain = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || "-;=".contains(c);
        assert!(name.chars().all(plain), "{line}");
        (name.to_owned(), value.to_owned())
    });
    let begin = |what: &str| ("BEGIN".to_owned(), what.to_owned());
    assert_eq!(lines.next(), Some(begin("VCALENDAR")));
    let mut calendar = Calendar::default();
    let mut event = None;
    let mut ended = false;
    let mut zone = false;
    for (name, value) in lines {
        assert!(!ended, "nothing follows the calendar");
        match (name.as_str(), value.as_str()) {
            ("BEGIN", "VTIMEZONE") => zone = true,
            ("END", "VTIMEZONE") => zone = false,
            _ if zone => {}
            ("BEGIN", "VEVENT") => assert!(event.replace(Properties::new()).is_none(), "no event in an event"),
            ("END", "VEVENT") => calendar.events.push(event.take().expect("an event begun")),
            ("END", "VCALENDAR") => ended = event.is_none(),
            ("BEGIN" | "END", other) => panic!("{other}"),
            _ => {
                let properties = event.as_mut().unwrap_or(&mut calendar.own);
                assert_eq!(properties.insert(name.clone(), value), None, "{name} stands twice");
            }
        }
    }
    assert!(ended, "the calendar ends");
    assert!(
        text.contains("\r\nBEGIN:VEVENT\r\n") || text.contains("\r\nBEGIN:VTIMEZONE\r\n"),
        "a calendar holds a component"
    );
    for event in &calendar.events {
        check(event);
    }
    calendar
}

fn check(event: &Properties) {
    for name in ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE"] {
        assert!(event.contains_key(name), "{name} is missing");
    }
    for name in ["DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND"] {
        let at = &event[name];
        let read = chrono::NaiveDateTime::parse_from_str(at, "%Y%m%dT%H%M%SZ");
        assert!(read.is_ok() && at.len() == 16, "{name}:{at}");
    }
    assert!(event["DTSTART"] < event["DTEND"]);
    assert!(event["SEQUENCE"].parse::<i32>().is_ok_and(|nth| nth >= 0));
    // Texts: each sign of the format is escaped.
    let mut signs = event["SUMMARY"].chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => assert!(matches!(signs.next(), Some('\\' | ';' | ',' | 'n' | 'N'))),
            other => assert!(!";,".contains(other) && !other.is_control(), "{other:?}"),
        }
    }
}
