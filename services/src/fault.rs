//! Why a use case could not answer at all. What a person can act on is a refusal of the use case, not a fault.
//!
//! Deliberately without `Display`: its text is for the log, never for a client.

use preau_entities::store::StoreError;

#[derive(Clone, Debug)]
pub enum Fault {
    /// Nobody is signed in, or the token is no longer good.
    Unauthenticated,
    /// The caller may not do this, whatever it concerns.
    Forbidden,
    /// No such thing in the caller's scope.
    NotFound,
    /// The store or the town's queue is too busy: the same request may work in a moment.
    Unavailable(String),
    /// A defect of the program or its data.
    Defect(String),
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(cause) | StoreError::Conflict(cause) => Self::Unavailable(cause.to_string()),
            StoreError::Failed(cause) => Self::Defect(cause.to_string()),
            StoreError::Broken(what) => Self::Defect(what),
        }
    }
}
