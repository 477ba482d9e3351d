//! Who asks.

use chrono::{DateTime, Utc};
use preau_domain::access::{Scope, Subject};
use preau_domain::ids::{CommuneId, DeviceId};
use preau_domain::locale::Locale;
use preau_domain::sign_in::PartnerScope;
use preau_entities::store::sign_in::SubjectLine;

use super::service::SignIn;
use crate::{Fault, Portal};

/// The holder of a good access token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    pub subject: Subject,
    pub commune: CommuneId,
    pub device: DeviceId,
    /// What a partner program may ask; empty for people.
    pub partner_scopes: Vec<PartnerScope>,
    /// As of the last sign-in or refresh, at most 80 characters.
    pub name: String,
    pub locale: Locale,
    /// When the access token ends.
    pub expires_at: DateTime<Utc>,
}

/// Longest name that travels in a token, in characters.
const LONGEST_NAME: usize = 80;

impl Caller {
    /// What the caller may look at in the store.
    pub fn scope(&self) -> Scope {
        self.subject.scope(self.commune)
    }

    pub(super) fn new(line: &SubjectLine, commune: CommuneId, device: DeviceId, expires_at: DateTime<Utc>) -> Self {
        Self {
            subject: line.subject,
            commune,
            device,
            partner_scopes: PartnerScope::parse_all(&line.partner_scopes),
            name: line.name.chars().take(LONGEST_NAME).collect(),
            locale: line.locale,
            expires_at,
        }
    }
}

/// Reads the access token that came with a request. Asks nothing of the store: a device that was signed out elsewhere,
/// or a partner that lost a scope, may act until its token ends.
pub fn authenticate(portal: &Portal, sign_in: &SignIn, bearer: &str) -> Result<Caller, Fault> {
    sign_in
        .access_tokens
        .read(bearer, portal.clock.now())
        .ok_or(Fault::Unauthenticated)
}

/// Whether the caller may read how many children are expected: staff, and partner programs that were given it.
pub fn may_read_headcounts(caller: &Caller) -> bool {
    match caller.subject {
        Subject::Agent { .. } => true,
        Subject::Partner { .. } => caller.partner_scopes.contains(&PartnerScope::HeadcountRead),
        Subject::Guardian { .. } => false,
    }
}
