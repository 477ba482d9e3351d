use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::ConnectInfo,
    http::{
        HeaderMap, HeaderValue,
        header::{ACCEPT_LANGUAGE, AUTHORIZATION},
        request::Parts,
    },
};

use super::{doorkeeper::Knock, fault::Fault, settings::Trust};

/// What the head of a request shows of its caller. A credential of another kind than `Bearer` is refused, not ignored.
pub fn knock(parts: &Parts, trust: &Trust) -> Result<Knock, Fault> {
    Ok(Knock {
        bearer: match parts.headers.get(AUTHORIZATION) {
            Some(value) => Some(bearer(value.to_str().unwrap_or_default())?),
            None => None,
        },
        languages: parts.headers.get(ACCEPT_LANGUAGE).and_then(text),
        address: caller_address(parts, trust),
    })
}

/// The caller's own address, as far as trusted proxies say.
pub fn caller_address(parts: &Parts, trust: &Trust) -> Option<IpAddr> {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>()?.0.ip();
    Some(seen_through(peer, &parts.headers, &trust.proxies))
}

/// The token of `Bearer TOKEN`.
pub fn bearer(credentials: &str) -> Result<String, Fault> {
    match credentials.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty() => {
            Ok(token.trim().to_owned())
        }
        _ => Err(Fault::unauthenticated("Show the access token as `Bearer TOKEN`.")),
    }
}

fn text(value: &HeaderValue) -> Option<String> {
    value.to_str().ok().map(str::to_owned)
}

/// The last address that was not written by a trusted proxy: what stands before it, the caller may have made up.
fn seen_through(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> IpAddr {
    let mut seen = peer.to_canonical();
    let lines = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok());
    let hops = lines.flat_map(|line| line.split(',')).collect::<Vec<_>>();
    for hop in hops.into_iter().rev() {
        match hop.trim().parse::<IpAddr>() {
            Ok(address) if proxies.contains(&seen) => seen = address.to_canonical(),
            _ => break,
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &'static str) -> String {
        let proxies = [
            "10.0.0.1".parse().expect("an address"),
            "10.0.0.2".parse().expect("an address"),
        ];
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", HeaderValue::from_static(forwarded));
        seen_through(peer.parse().expect("an address"), &headers, &proxies).to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        assert_eq!(seen("192.0.2.7", "203.0.113.9"), "192.0.2.7");
        assert_eq!(seen("10.0.0.1", "203.0.113.9"), "203.0.113.9");
        assert_eq!(seen("10.0.0.1", "198.51.100.1, 203.0.113.9, 10.0.0.2"), "203.0.113.9");
        assert_eq!(seen("10.0.0.1", "rubbish"), "10.0.0.1");
    }

    #[test]
    fn a_bearer_token_stands_alone() {
        assert_eq!(bearer("bearer abc "), Ok("abc".to_owned()));
        assert!(bearer("Basic abc").is_err());
        assert!(bearer("Bearer ").is_err());
        assert!(bearer("").is_err());
    }
}
