use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::{Datelike, SecondsFormat, Utc};

use crate::faults::BAD_USER_INPUT;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DateTime(pub chrono::DateTime<Utc>);

/// An instant as RFC 3339 writes it, given in UTC: 2026-11-26T09:00:00Z.
#[Scalar(name = "DateTime")]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        let at = match &value {
            Value::String(text) => read(text),
            _ => None,
        };
        let refusal = "Write an instant as 2026-11-26T09:00:00Z, from the year 2000 to the year 2100.";
        at.map(Self)
            .ok_or_else(|| InputValueError::custom(refusal).with_extension("code", BAD_USER_INPUT))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

/// Any offset is understood. Strict where chrono forgives small letters, other separators and leap seconds.
fn read(text: &str) -> Option<chrono::DateTime<Utc>> {
    let bytes = text.as_bytes();
    let shaped = bytes.get(10) == Some(&b'T') && bytes.get(17..19) != Some(b"60") && !text.ends_with('z');
    let at = chrono::DateTime::parse_from_rfc3339(text).ok()?.to_utc();
    (shaped && (2000..=2100).contains(&at.year())).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_read_with_any_offset_and_written_in_utc() {
        let table = [
            ("2026-11-26T09:00:00Z", "2026-11-26T09:00:00Z"),
            ("2026-11-26T10:00:00+01:00", "2026-11-26T09:00:00Z"),
            ("2026-11-26T09:00:00.250Z", "2026-11-26T09:00:00.250Z"),
            ("2026-11-26T09:00:00.000001Z", "2026-11-26T09:00:00.000001Z"),
            ("2000-01-01T00:00:00Z", "2000-01-01T00:00:00Z"),
            ("2100-12-31T23:59:59Z", "2100-12-31T23:59:59Z"),
        ];
        for (written, read) in table {
            let at = DateTime::parse(Value::from(written)).unwrap();
            assert_eq!(at.to_value(), Value::from(read));
        }
    }

    #[test]
    fn anything_else_is_refused() {
        let bad = [
            "",
            "2026-11-26",
            "2026-11-26T09:00:00",
            "2026-11-26T09:00Z",
            "2026-11-26 09:00:00Z",
            "2026-11-26t09:00:00Z",
            "2026-11-26T09:00:00z",
            "2026-11-26T24:00:00Z",
            "2026-12-31T23:59:60Z",
            "2026-11-26T09:00:00+25:00",
            " 2026-11-26T09:00:00Z",
            "2026-11-26T09:00:00Z ",
            "1999-12-31T23:59:59Z",
            "2101-01-01T00:00:00Z",
            "2100-12-31T23:59:59-01:00",
            "1764147600",
            "now",
        ];
        for bad in bad {
            assert!(DateTime::parse(Value::from(bad)).is_err(), "{bad:?}");
        }
        for bad in [Value::Null, Value::from(1_764_147_600), Value::from(true)] {
            assert!(DateTime::parse(bad.clone()).is_err(), "{bad}");
        }
    }
}
