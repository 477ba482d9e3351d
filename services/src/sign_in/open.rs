//! Signing in.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use preau_domain::ids::{CommuneId, DeviceId};
use preau_domain::sign_in::{DeviceName, Login, access_ends, device_ends};
use preau_entities::rows::login;
use preau_entities::store::sign_in::{self as store, NewDevice, NewToken, SubjectLine};

use super::caller::Caller;
use super::refresh_token::RefreshToken;
use super::secret::Secret;
use super::service::SignIn;
use super::throttle::TooManyTries;
use super::tokens::Tokens;
use crate::ports::random::ulid;
use crate::{Fault, Portal};

#[derive(Clone, Debug)]
pub struct OpenRequest {
    /// Slug of the town.
    pub town: String,
    /// An e-mail address, the code of a family, or a partner's client id.
    pub login: String,
    pub password: Secret,
    pub device_name: String,
    /// Stay signed in for 90 days: guardians only, others are not asked.
    pub remember: bool,
    /// None where it is not known, such as behind a Unix socket.
    pub client_address: Option<IpAddr>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenRefusal {
    /// No such town, no such login, or another password: the answer and its time do not tell which.
    UnknownLoginOrPassword,
    /// Wrong tries came too fast. The right password works from `retry_at` on.
    TooManyTries {
        retry_at: DateTime<Utc>,
    },
    InvalidDeviceName,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    pub tokens: Tokens,
    pub caller: Caller,
}

/// Guardians of one family whose passwords are tried for its code. A login that is no address always costs as many
/// hashes, whether such a code exists or not.
const TRIED_PER_FAMILY: usize = 4;

/// Signs a device in.
pub async fn open(
    portal: &Portal,
    sign_in: &SignIn,
    request: OpenRequest,
) -> Result<Result<Opened, OpenRefusal>, Fault> {
    let Some(device_name) = DeviceName::parse(&request.device_name) else {
        return Ok(Err(OpenRefusal::InvalidDeviceName));
    };
    let now = portal.clock.now();
    let login = Login::parse(&request.login);
    let account = login.as_ref().map_or("", Login::counted_as);
    let tried = match sign_in
        .throttle
        .begin(&request.town, account, request.client_address, now)
    {
        Ok(tried) => tried,
        Err(TooManyTries { retry_at }) => return Ok(Err(OpenRefusal::TooManyTries { retry_at })),
    };
    match admit(portal, sign_in, &request, login.as_ref(), device_name, now).await {
        Ok(Some(opened)) => {
            sign_in.throttle.succeeded(&tried);
            Ok(Ok(opened))
        }
        Ok(None) => Ok(Err(OpenRefusal::UnknownLoginOrPassword)),
        Err(fault) => {
            sign_in.throttle.give_back(&tried);
            Err(fault)
        }
    }
}

async fn admit(
    portal: &Portal,
    sign_in: &SignIn,
    request: &OpenRequest,
    login: Option<&Login>,
    device_name: DeviceName,
    now: DateTime<Utc>,
) -> Result<Option<Opened>, Fault> {
    let town = portal.towns.by_slug(&request.town).await?;
    let (commune, accounts) = match (town, login) {
        (Some(town), Some(login)) => (town.id, accounts(portal, town.id, login).await?),
        _ => (CommuneId(0), Vec::new()),
    };
    let tries = if matches!(login, Some(Login::Name { .. })) {
        TRIED_PER_FAMILY
    } else {
        1
    };
    let hashes = accounts.iter().map(|account| account.password_hash.clone()).collect();
    let found = sign_in.passwords.find(&request.password, hashes, tries).await?;
    let Some(account) = found.and_then(|place| accounts.get(place)) else {
        return Ok(None);
    };
    let line = store::subject(&portal.db, commune, &account.subject_kind, account.subject_id).await?;
    let Some(line) = line else {
        return Ok(None);
    };
    let device = NewDevice {
        id: DeviceId(ulid(portal.random.as_ref(), now)),
        subject: line.subject,
        name: device_name.into(),
        expires_at: device_ends(line.subject, request.remember, now),
    };
    let (device_id, expires_at) = (device.id, device.expires_at);
    let token = RefreshToken::mint(portal.random.as_ref(), commune, device_id, 1);
    let stored = NewToken {
        step: token.step,
        secret_hash: token.hash(),
    };
    store::open(&portal.db, commune, device, stored, now).await?;
    issue(sign_in, &line, &token, expires_at, now).map(Some)
}

/// The accounts that a login may mean.
async fn accounts(portal: &Portal, commune: CommuneId, login: &Login) -> Result<Vec<login::Model>, Fault> {
    let own = store::by_login(&portal.db, commune, login.account()).await?;
    match (own, login) {
        (Some(own), _) => Ok(vec![own]),
        (None, Login::Email(_)) => Ok(Vec::new()),
        (None, Login::Name { family_code, .. }) => {
            Ok(store::by_family_code(&portal.db, commune, family_code, TRIED_PER_FAMILY).await?)
        }
    }
}

/// The pair for a device that holds a fresh refresh token.
pub(super) fn issue(
    sign_in: &SignIn,
    line: &SubjectLine,
    token: &RefreshToken,
    refresh_expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Opened, Fault> {
    // A token counts whole seconds.
    let ends = access_ends(now, refresh_expires_at);
    let access_expires_at = DateTime::from_timestamp(ends.timestamp(), 0).unwrap_or(ends);
    let caller = Caller::new(line, token.commune, token.device, access_expires_at);
    let access = sign_in.access_tokens.issue(&caller, now)?;
    let tokens = Tokens {
        access,
        access_expires_at,
        refresh: token.text(),
        refresh_expires_at,
    };
    Ok(Opened { tokens, caller })
}
