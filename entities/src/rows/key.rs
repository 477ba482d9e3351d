//! A ULID as the store keeps it: 26 characters, without a prefix.

use std::fmt;
use std::str::FromStr;

use sea_orm::{DbErr, DeriveValueType, TryFromU64};
use serde::{Deserialize, Serialize};
use ulid::{DecodeError, Ulid};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType, Serialize, Deserialize)]
#[sea_orm(value_type = "String")]
#[serde(transparent)]
pub struct Key(pub Ulid);

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Key {
    type Err = DecodeError;

    fn from_str(text: &str) -> Result<Self, DecodeError> {
        Ulid::from_string(text).map(Self)
    }
}

/// The store never numbers these rows itself.
impl TryFromU64 for Key {
    fn try_from_u64(_: u64) -> Result<Self, DbErr> {
        Err(DbErr::ConvertFromU64("Key"))
    }
}
