use std::{net::IpAddr, sync::Arc, time::Duration};

use async_graphql::Request;
use async_trait::async_trait;

use super::fault::Fault;

/// What a caller shows when knocking.
#[derive(Clone, Debug, Default)]
pub struct Knock {
    /// The access token, without the word `Bearer`.
    pub bearer: Option<String>,
    /// `Accept-Language` as sent.
    pub languages: Option<String>,
    /// The caller's own address, seen through trusted proxies only.
    pub address: Option<IpAddr>,
}

/// Says who knocks. Implemented by the wiring, over the house's tokens and clock.
#[async_trait]
pub trait Doorkeeper: Send + Sync + 'static {
    /// The visitor: a signed-in one, or an anonymous one when no token is shown. A token that does not hold is refused
    /// with [`Fault::unauthenticated`], never downgraded to an anonymous visit. Asked again for open sockets.
    async fn admit(&self, knock: &Knock) -> Result<Arc<dyn Visitor>, Fault>;
}

/// Somebody let in.
pub trait Visitor: Send + Sync + 'static {
    /// The request with what resolvers need: the caller, the loaders of this one request, the language.
    fn equip(&self, request: Request) -> Request;

    /// How long the token still holds, counted from the admission; none for ever. A socket is closed then.
    fn remaining(&self) -> Option<Duration> {
        None
    }

    /// Whether the schema may be read, and its names proposed in error messages.
    fn may_introspect(&self) -> bool;
}
