//! Names of things inside one rule book.

use serde::{Deserialize, Serialize};

/// Names a thing inside one rule book: lower-case letters, digits and `-`, 1 to 40 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Code(pub String);
