//! Who knocks at the door: access tokens, read by the portal's clock.

use std::sync::Arc;
use std::time::Duration;

use async_graphql::Request;
use async_trait::async_trait;
use preau_domain::access::Subject;
use preau_domain::locale::Locale;
use preau_schema::Asking;
use preau_services::Portal;
use preau_services::sign_in::{self, SignIn};
use preau_services::texts::faults;

use crate::http::doorkeeper::{Doorkeeper, Knock, Visitor};
use crate::http::fault::Fault;

pub(super) struct Keeper {
    pub portal: Portal,
    pub sign_in: Arc<SignIn>,
    /// Lets everybody read the schema.
    pub development: bool,
}

#[async_trait]
impl Doorkeeper for Keeper {
    async fn admit(&self, knock: &Knock) -> Result<Arc<dyn Visitor>, Fault> {
        let accepted = knock.languages.as_deref().and_then(Locale::preferred);
        let caller =
            match &knock.bearer {
                None => None,
                Some(bearer) => {
                    let read = sign_in::authenticate(&self.portal, &self.sign_in, bearer);
                    Some(read.map_err(|fault| {
                        Fault::unauthenticated(faults::fault(accepted.unwrap_or_default(), &fault, ""))
                    })?)
                }
            };
        let remaining = caller.as_ref().map(|caller| {
            (caller.expires_at - self.portal.clock.now())
                .to_std()
                .unwrap_or_default()
        });
        let people = caller
            .as_ref()
            .is_none_or(|caller| matches!(caller.subject, Subject::Guardian { .. }));
        Ok(Arc::new(Guest {
            asking: Asking {
                caller,
                accepted,
                address: knock.address,
            },
            remaining,
            may_introspect: self.development || !people,
        }))
    }
}

struct Guest {
    asking: Asking,
    remaining: Option<Duration>,
    may_introspect: bool,
}

impl Visitor for Guest {
    fn equip(&self, request: Request) -> Request {
        request.data(self.asking.clone())
    }

    fn remaining(&self) -> Option<Duration> {
        self.remaining
    }

    fn may_introspect(&self) -> bool {
        self.may_introspect
    }
}
