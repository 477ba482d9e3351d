//! Trading a refresh token for the next pair.

use chrono::{DateTime, Utc};
use preau_domain::sign_in::{Chain, Ended, Link, Rotation, rotate};
use preau_entities::rows::{device, refresh_token};
use preau_entities::store::sign_in::{self as store, NewToken, Refresh, Writing};

use super::open::issue;
use super::refresh_token::RefreshToken;
use super::service::SignIn;
use super::tokens::Tokens;
use crate::{Fault, Portal};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefreshRefusal {
    UnknownToken,
    /// The device reached its absolute end.
    Expired,
    /// The device was signed out, or its person or program no longer exists.
    SignedOut,
    /// The token, or another one of the device, was used twice: the device is signed out.
    Reused,
}

/// Trades the text of a refresh token for a new pair.
pub async fn refresh(portal: &Portal, sign_in: &SignIn, text: &str) -> Result<Result<Tokens, RefreshRefusal>, Fault> {
    let Some(token) = RefreshToken::parse(text) else {
        return Ok(Err(RefreshRefusal::UnknownToken));
    };
    let now = portal.clock.now();
    let Some(held) = Refresh::begin(&portal.db, token.commune, token.device, token.step, now).await? else {
        return Ok(Err(RefreshRefusal::UnknownToken));
    };
    let presented = held.presented.as_ref().filter(|row| token.is(&row.secret_hash));
    let presented = presented.map(link).transpose()?;
    let refusal = match rotate(Some(&chain(&held)?), presented, now) {
        Rotation::Next { step } => return trade(portal, sign_in, held, &token, (None, step), now).await,
        Rotation::Reissue { revoked, step } => {
            return trade(portal, sign_in, held, &token, (Some(revoked), step), now).await;
        }
        Rotation::Reused => {
            if held.device.ended_at.is_none() {
                tracing::warn!(town = token.commune.0, device = %token.device, "a refresh token was used twice");
                held.end(now).await?;
            }
            RefreshRefusal::Reused
        }
        Rotation::Expired => RefreshRefusal::Expired,
        Rotation::SignedOut => RefreshRefusal::SignedOut,
        Rotation::Unknown => RefreshRefusal::UnknownToken,
    };
    Ok(Err(refusal))
}

async fn trade(
    portal: &Portal,
    sign_in: &SignIn,
    held: Refresh,
    old: &RefreshToken,
    (revoked, step): (Option<u32>, u32),
    now: DateTime<Utc>,
) -> Result<Result<Tokens, RefreshRefusal>, Fault> {
    let device::Model {
        subject_kind,
        subject_id,
        expires_at,
        ..
    } = &held.device;
    let line = store::subject(held.connection(), old.commune, subject_kind, *subject_id).await?;
    let Some(line) = line else {
        return Ok(Err(RefreshRefusal::SignedOut));
    };
    let new = RefreshToken::mint(portal.random.as_ref(), old.commune, old.device, step);
    let opened = issue(sign_in, &line, &new, *expires_at, now)?;
    let token = NewToken {
        step,
        secret_hash: new.hash(),
    };
    let writing = match revoked {
        None => Writing::Next(token),
        Some(revoked) => Writing::Reissue { revoked, token },
    };
    held.trade(old.step, writing, now).await?;
    Ok(Ok(opened.tokens))
}

fn chain(held: &Refresh) -> Result<Chain, Fault> {
    let ended = match held.device.ended_because.as_deref() {
        None => None,
        Some("reuse") => Some(Ended::Reuse),
        Some(_) => Some(Ended::SignedOut),
    };
    Ok(Chain {
        expires_at: held.device.expires_at,
        ended,
        last: link(&held.last)?,
    })
}

fn link(row: &refresh_token::Model) -> Result<Link, Fault> {
    let step = u32::try_from(row.step).map_err(|_| Fault::Defect(format!("a refresh token has step {}", row.step)))?;
    Ok(Link {
        step,
        used: row.used_at.is_some(),
        revoked: row.revoked_at.is_some(),
    })
}
