//! What the mutations about days of the waiting list answer.

/// The payload of one mutation, and its making; `$doc` says what it tells.
macro_rules! waiting_payload {
    ($payload:ident, $error:ident, $doc:literal) => {
        pub(crate) enum $payload {
            Considered($crate::mutations::waiting::considered::Considered),
            Refused($error),
        }

        #[doc = $doc]
        #[async_graphql::Object]
        impl $payload {
            /// What became of each day, in the order asked.
            async fn outcomes(&self) -> Vec<$crate::mutations::waiting::outcome::WaitingOutcome> {
                match self {
                    Self::Considered(considered) => considered.outcomes(),
                    Self::Refused(_) => Vec::new(),
                }
            }

            /// The child concerned, as it now is. Null when it cannot be read: what was done holds.
            async fn children(
                &self,
                ctx: &async_graphql::Context<'_>,
            ) -> $crate::faults::Answer<Option<Vec<$crate::types::child::Child>>> {
                match self {
                    Self::Considered(considered) => considered.children(ctx).await,
                    Self::Refused(_) => Ok(Some(Vec::new())),
                }
            }

            /// Why the request was not considered at all; empty when it was.
            async fn errors(&self) -> &[$error] {
                match self {
                    Self::Considered(_) => &[],
                    Self::Refused(error) => std::slice::from_ref(error),
                }
            }
        }

        impl $payload {
            async fn of(
                ctx: &async_graphql::Context<'_>,
                action: preau_services::waiting::request::Action,
                asked: $crate::mutations::waiting::considered::Asked<'_>,
            ) -> $crate::faults::Answer<Self> {
                let reply = $crate::mutations::waiting::considered::ask(ctx, action, asked).await?;
                Ok(match reply {
                    Ok(considered) => Self::Considered(considered),
                    Err(refusal) => Self::Refused($error::of($crate::asking::asking(ctx).locale(), refusal)),
                })
            }
        }
    };
}
pub(crate) use waiting_payload;
