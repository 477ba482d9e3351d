//! Closed words of the domain, as columns keep them: spelt as the domain does.

use serde::Serialize;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};
use serde_json::Value as Json;

use super::StoreError;

/// The word of a value that is one.
pub(super) fn written<T: Serialize>(value: T) -> Result<String, StoreError> {
    match serde_json::to_value(value) {
        Ok(Json::String(word)) => Ok(word),
        _ => Err(StoreError::Broken("a value that is no word".to_owned())),
    }
}

/// The value of a word. One that the domain does not know is a defect of the row, and no default hides it.
pub(super) fn read<T: DeserializeOwned>(word: &str) -> Result<T, StoreError> {
    let word: StrDeserializer<'_, Error> = word.into_deserializer();
    T::deserialize(word).map_err(|error| StoreError::Broken(error.to_string()))
}
