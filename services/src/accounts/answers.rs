//! Answers that were given before under the same key.

use preau_domain::ids::CommuneId;
use preau_entities::store::turn::{self, AnswerRef, Turn};
use serde::de::DeserializeOwned;

use crate::booking::turn::{Lost, read_again};

/// The answer to a request that came before; none where none did, and no answer where it asked something else.
pub(super) async fn given<T: DeserializeOwned>(
    turn: &Turn,
    commune: CommuneId,
    (actor, key): (&str, &str),
    fingerprint: &str,
) -> Result<Option<Option<T>>, Lost> {
    let wanted = AnswerRef {
        actor: actor.to_owned(),
        key: key.to_owned(),
    };
    let stored = turn::answers(turn.reads(), commune, &[wanted]).await?;
    match stored.first() {
        None => Ok(None),
        Some(stored) if stored.request_hash == fingerprint => Ok(Some(Some(read_again(&stored.answer)?))),
        Some(_) => Ok(Some(None)),
    }
}
