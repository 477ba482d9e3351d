use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::{Datelike, NaiveDate};
use preau_domain::calendar::day_written;

use crate::faults::BAD_USER_INPUT;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Date(pub NaiveDate);

/// A civil day in the town's zone, written YYYY-MM-DD, from the year 2000 to the year 2100.
#[Scalar(name = "Date")]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        let day = match &value {
            Value::String(text) => read(text),
            _ => None,
        };
        let refusal = "Write a day as 2026-11-30, from the year 2000 to the year 2100.";
        day.map(Self)
            .ok_or_else(|| InputValueError::custom(refusal).with_extension("code", BAD_USER_INPUT))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

fn read(text: &str) -> Option<NaiveDate> {
    day_written(text).filter(|day| (2000..=2100).contains(&day.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_one_way_only() {
        for good in ["2000-01-01", "2024-02-29", "2026-11-30", "2100-12-31"] {
            let day = Date::parse(Value::from(good)).unwrap();
            assert_eq!(day.to_value(), Value::from(good));
        }
        let bad = [
            "",
            "2026-11-3",
            "2026-1-030",
            "2026- 1-30",
            " 026-11-30",
            "+026-11-30",
            "2026-11-30 ",
            "2026/11/30",
            "20261130",
            "2026-11-31",
            "2026-02-29",
            "2026-00-10",
            "2026-13-01",
            "1999-12-31",
            "2101-01-01",
            "2026-11-30T00:00:00Z",
            "２026-11-30",
            "2026-٠1-30",
            "30-11-2026",
            "tomorrow",
        ];
        for bad in bad {
            assert!(Date::parse(Value::from(bad)).is_err(), "{bad:?}");
        }
        for bad in [
            Value::Null,
            Value::from(20_261_130),
            Value::from(true),
            Value::List(vec![]),
        ] {
            assert!(Date::parse(bad.clone()).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_refusal_says_how_and_carries_its_code() {
        let refusal = Date::parse(Value::from("tomorrow")).unwrap_err();
        let error = refusal.into_server_error(async_graphql::Pos::default());
        assert_eq!(
            error.message,
            "Failed to parse \"Date\": Write a day as 2026-11-30, from the year 2000 to the year 2100."
        );
        assert_eq!(
            error.extensions.unwrap().get("code"),
            Some(&Value::from("BAD_USER_INPUT"))
        );
    }
}
