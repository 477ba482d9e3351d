use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::{Datelike, NaiveDate};

/// A civil day in the town's zone: YYYY-MM-DD, between the years 2000 and 2100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Date(pub NaiveDate);

#[Scalar(name = "Date")]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else {
            return Err(InputValueError::expected_type(value));
        };
        // The length check refuses what chrono would forgive: signs, missing zeros, white space.
        NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .ok()
            .filter(|day| text.len() == 10 && (2000..=2100).contains(&day.year()))
            .map(Self)
            .ok_or_else(|| InputValueError::custom("expected a day such as 2026-11-30, from 2000 to 2100"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}
