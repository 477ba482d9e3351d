//! The token that says who its holder is: a JWT signed with HMAC-SHA-256.
//!
//! It carries the name and language of the person, so that a request needs no look-up to know whom it serves. The name
//! is the holder's own, and leaves the holder's device only to come back here.

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use preau_domain::access::Subject;
use preau_domain::ids::CommuneId;
use preau_domain::locale::Locale;
use preau_domain::sign_in::PartnerScope;
use serde::{Deserialize, Serialize};

use super::caller::Caller;
use super::secret::Secret;
use super::service::SignInMistake;
use crate::Fault;

const ISSUER: &str = "preau";

/// How far the clock of the server that issued a token may be ahead of ours.
const CLOCK_SKEW: TimeDelta = TimeDelta::seconds(60);

/// HMAC-SHA-256 gains nothing from more, and is weaker with less.
const SHORTEST_KEY: usize = 32;

/// Longer texts are none of ours, and not worth a signature.
const LONGEST_TOKEN: usize = 4096;

pub(super) struct AccessTokens {
    signing: EncodingKey,
    believed: Vec<DecodingKey>,
    validation: Validation,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    /// `guardian:…`, `agent:…` or `partner:…`
    sub: String,
    /// Family of a guardian.
    #[serde(skip_serializing_if = "Option::is_none")]
    fam: Option<String>,
    /// Number of the town.
    town: i32,
    dev: String,
    name: String,
    locale: Locale,
    /// Of a partner program, separated by spaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    iat: i64,
    exp: i64,
}

impl AccessTokens {
    pub fn new(keys: &[Secret]) -> Result<Self, SignInMistake> {
        let first = keys.first().ok_or(SignInMistake::NoKey)?;
        if keys.iter().any(|key| key.expose().len() < SHORTEST_KEY) {
            return Err(SignInMistake::ShortKey);
        }
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_issuer(&[ISSUER]);
        validation.set_required_spec_claims(&["iss", "sub", "exp"]);
        // The library would ask the clock of the machine; `read` asks the portal's.
        validation.validate_exp = false;
        Ok(Self {
            signing: EncodingKey::from_secret(first.expose().as_bytes()),
            believed: keys
                .iter()
                .map(|key| DecodingKey::from_secret(key.expose().as_bytes()))
                .collect(),
            validation,
        })
    }

    /// Signs what the caller is. Issue and end are kept to the second.
    pub fn issue(&self, caller: &Caller, now: DateTime<Utc>) -> Result<Secret, Fault> {
        let family = match caller.subject {
            Subject::Guardian { family, .. } => Some(family.to_string()),
            Subject::Agent { .. } | Subject::Partner { .. } => None,
        };
        let scopes: Vec<&str> = caller.partner_scopes.iter().map(|scope| scope.code()).collect();
        let claims = Claims {
            iss: ISSUER.to_owned(),
            sub: caller.subject.actor(),
            fam: family,
            town: caller.commune.0,
            dev: caller.device.to_string(),
            name: caller.name.clone(),
            locale: caller.locale,
            scope: (!scopes.is_empty()).then(|| scopes.join(" ")),
            iat: now.timestamp(),
            exp: caller.expires_at.timestamp(),
        };
        let token = encode(&Header::new(Algorithm::HS256), &claims, &self.signing);
        token
            .map(Secret::from)
            .map_err(|error| Fault::Defect(format!("an access token cannot be signed: {error:?}")))
    }

    /// The caller, when the token is ours, has begun and has not ended: it ends at the instant itself.
    pub fn read(&self, token: &str, now: DateTime<Utc>) -> Option<Caller> {
        if token.len() > LONGEST_TOKEN {
            return None;
        }
        let claims = self
            .believed
            .iter()
            .find_map(|key| decode::<Claims>(token, key, &self.validation).ok())?
            .claims;
        let issued_at = DateTime::from_timestamp(claims.iat, 0)?;
        let expires_at = DateTime::from_timestamp(claims.exp, 0)?;
        if now >= expires_at || issued_at - now > CLOCK_SKEW {
            return None;
        }
        Some(Caller {
            subject: subject(&claims)?,
            commune: CommuneId(claims.town),
            device: claims.dev.parse().ok()?,
            partner_scopes: PartnerScope::parse_all(claims.scope.as_deref().unwrap_or_default()),
            name: claims.name,
            locale: claims.locale,
            expires_at,
        })
    }
}

fn subject(claims: &Claims) -> Option<Subject> {
    let (kind, _) = claims.sub.split_once(':')?;
    match kind {
        "guardian" => Some(Subject::Guardian {
            id: claims.sub.parse().ok()?,
            family: claims.fam.as_deref()?.parse().ok()?,
        }),
        "agent" => Some(Subject::Agent {
            id: claims.sub.parse().ok()?,
        }),
        "partner" => Some(Subject::Partner {
            id: claims.sub.parse().ok()?,
        }),
        _ => None,
    }
}
