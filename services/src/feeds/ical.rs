//! iCalendar as RFC 5545 writes it: the few properties that a feed of bookings needs.

use chrono::{DateTime, Utc};

/// Octets of a line, its end not counted.
const LINE: usize = 75;

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Event {
    /// The same for as long as it is the same slot, whatever changes of it.
    pub uid: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub summary: String,
    /// Where the town says it.
    pub location: Option<String>,
    pub changed_at: DateTime<Utc>,
    /// Grows with every change.
    pub sequence: i64,
}

/// A calendar of that name. No METHOD: it is published, nobody is invited.
pub(super) fn calendar(name: &str, events: &[Event]) -> String {
    let mut text = Text::default();
    text.line("BEGIN", "VCALENDAR");
    text.line("VERSION", "2.0");
    text.line("PRODID", "-//Preau//Calendar feed//FR");
    text.line("CALSCALE", "GREGORIAN");
    text.line("NAME", &escaped(name));
    text.line("X-WR-CALNAME", &escaped(name));
    text.line("REFRESH-INTERVAL;VALUE=DURATION", "PT6H");
    text.line("X-PUBLISHED-TTL", "PT6H");
    if events.is_empty() {
        text.zone();
    }
    for event in events {
        text.line("BEGIN", "VEVENT");
        text.line("UID", &escaped(&event.uid));
        text.line("DTSTAMP", &instant(event.changed_at));
        text.line("LAST-MODIFIED", &instant(event.changed_at));
        text.line("SEQUENCE", &event.sequence.to_string());
        text.line("DTSTART", &instant(event.starts_at));
        text.line("DTEND", &instant(event.ends_at));
        text.line("SUMMARY", &escaped(&event.summary));
        if let Some(location) = &event.location {
            text.line("LOCATION", &escaped(location));
        }
        text.line("CLASS", "PRIVATE");
        // The child is away, not its parents.
        text.line("TRANSP", "TRANSPARENT");
        text.line("END", "VEVENT");
    }
    text.line("END", "VCALENDAR");
    text.0
}

#[derive(Default)]
struct Text(String);

impl Text {
    /// UTC. A calendar holds one component at least, and a strict reader refuses one without any.
    fn zone(&mut self) {
        self.line("BEGIN", "VTIMEZONE");
        self.line("TZID", "Etc/UTC");
        self.line("BEGIN", "STANDARD");
        self.line("DTSTART", "19700101T000000");
        self.line("TZOFFSETFROM", "+0000");
        self.line("TZOFFSETTO", "+0000");
        self.line("END", "STANDARD");
        self.line("END", "VTIMEZONE");
    }

    /// Writes a content line, folded where it is too long, never inside a character.
    fn line(&mut self, name: &str, value: &str) {
        let mut octets = 0;
        for character in name.chars().chain([':']).chain(value.chars()) {
            if octets + character.len_utf8() > LINE {
                // The space is the first octet of the next line.
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(character);
            octets += character.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// Both ends in UTC: right on every device, across every change of clocks, with no zone to be described.
fn instant(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A text value. Other control characters cannot be written at all.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            control if control.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str, value: &str) -> String {
        let mut text = Text::default();
        text.line(name, value);
        text.0
    }

    #[test]
    fn a_line_of_75_octets_is_whole_and_the_next_octet_folds_it() {
        let whole = "x".repeat(75 - "NAME:".len());
        assert_eq!(written("NAME", &whole), format!("NAME:{whole}\r\n"));
        assert_eq!(
            written("NAME", &format!("{whole}yz")),
            format!("NAME:{whole}\r\n yz\r\n")
        );
        let three = "x".repeat(70 + 74 + 1);
        let lines: Vec<usize> = written("NAME", &three).lines().map(str::len).collect();
        assert_eq!(lines, [75, 75, 2]);
    }

    #[test]
    fn no_character_is_cut() {
        for padding in 0..6 {
            let value = format!("{}{}", "x".repeat(padding), "é🎒".repeat(60));
            let text = written("SUMMARY", &value);
            assert!(text.split("\r\n").all(|line| line.len() <= LINE), "{padding}");
            assert_eq!(text.replace("\r\n ", ""), format!("SUMMARY:{value}\r\n"));
        }
    }

    #[test]
    fn signs_of_the_format_are_escaped() {
        assert_eq!(escaped("a,b;c\\d\ne\r\u{7}: \"f\""), "a\\,b\\;c\\\\d\\ne: \"f\"");
    }
}
