use axum::http::{HeaderMap, HeaderValue, header::ACCEPT, header::CONTENT_ENCODING, header::CONTENT_TYPE};

use super::{code::Code, fault::Fault};

/// The media types we write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// `application/json`: an answer to a well-formed request has status 200, whatever it says.
    Json,
    /// `application/graphql-response+json`: the status tells whether anything was run.
    GraphqlResponse,
}

impl Media {
    /// For the `Content-Type` header.
    pub fn content_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Json => "application/json; charset=utf-8",
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
        })
    }

    /// What the caller prefers of what we write: the highest `q`, of two equals the first named. Without a wish,
    /// plain JSON.
    pub fn negotiate(headers: &HeaderMap) -> Result<Self, Fault> {
        let mut wishes = headers.get_all(ACCEPT).iter().peekable();
        if wishes.peek().is_none() {
            return Ok(Self::Json);
        }
        let mut best: Option<(u32, Self)> = None;
        for range in wishes
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
        {
            let Some((quality, media)) = Self::wish(range) else {
                continue;
            };
            if quality > 0 && best.is_none_or(|(other, _)| quality > other) {
                best = Some((quality, media));
            }
        }
        best.map(|(_, media)| media).ok_or_else(|| {
            let message = "Answers are written as application/graphql-response+json or application/json.";
            Fault::new(Code::NotAcceptable, message)
        })
    }

    /// One media range, with its quality in thousandths.
    fn wish(range: &str) -> Option<(u32, Self)> {
        let mut parts = range.split(';').map(str::trim);
        let media = match parts.next()?.to_ascii_lowercase().as_str() {
            "application/graphql-response+json" => Self::GraphqlResponse,
            "application/json" | "application/*" | "*/*" => Self::Json,
            _ => return None,
        };
        let mut quality = 1_000;
        for parameter in parts {
            let (name, value) = parameter.split_once('=')?;
            match name.trim().to_ascii_lowercase().as_str() {
                "q" => quality = thousandths(value.trim())?,
                "charset" if !is_utf8(value) => return None,
                _ => {}
            }
        }
        Some((quality, media))
    }
}

/// Refuses any body that is not JSON in UTF-8. Since a page of another site cannot send this type without asking first,
/// and we never answer that question, it also keeps such pages from acting in a person's name.
pub fn expect_json(headers: &HeaderMap) -> Result<(), Fault> {
    let refusal = |message| Err(Fault::new(Code::UnsupportedMediaType, message));
    if headers.get(CONTENT_ENCODING).is_some_and(|value| value != "identity") {
        return refusal("Send the body uncompressed.");
    }
    let Some(Ok(value)) = headers.get(CONTENT_TYPE).map(HeaderValue::to_str) else {
        return refusal("Send the body as application/json.");
    };
    let mut parts = value.split(';').map(str::trim);
    if !parts
        .next()
        .is_some_and(|media| media.eq_ignore_ascii_case("application/json"))
    {
        return refusal("Send the body as application/json.");
    }
    let foreign = parts
        .filter_map(|parameter| parameter.split_once('='))
        .any(|(name, charset)| name.trim().eq_ignore_ascii_case("charset") && !is_utf8(charset));
    if foreign {
        refusal("Send the body in UTF-8.")
    } else {
        Ok(())
    }
}

fn is_utf8(charset: &str) -> bool {
    let charset = charset.trim().trim_matches('"');
    charset.eq_ignore_ascii_case("utf-8") || charset.eq_ignore_ascii_case("utf8")
}

/// `0`, `1`, `0.5`, `0.125`: at most three decimals, at most one.
fn thousandths(text: &str) -> Option<u32> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if decimals.len() > 3 || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let decimals = format!("{decimals:0<3}").parse::<u32>().ok()?;
    match whole {
        "0" => Some(decimals),
        "1" if decimals == 0 => Some(1_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn negotiated(accept: &'static str) -> Option<Media> {
        let headers = HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static(accept))]);
        Media::negotiate(&headers).ok()
    }

    #[test]
    fn the_better_wish_wins() {
        assert_eq!(Media::negotiate(&HeaderMap::new()), Ok(Media::Json));
        assert_eq!(negotiated("*/*"), Some(Media::Json));
        assert_eq!(
            negotiated("application/graphql-response+json"),
            Some(Media::GraphqlResponse)
        );
        assert_eq!(
            negotiated("application/graphql-response+json, application/json;q=0.9"),
            Some(Media::GraphqlResponse)
        );
        assert_eq!(
            negotiated("application/graphql-response+json;q=0.5,application/json"),
            Some(Media::Json)
        );
        assert_eq!(negotiated("text/html, application/json;q=0"), None);
        assert_eq!(negotiated("text/html"), None);
        assert_eq!(negotiated("application/json; charset=iso-8859-1"), None);
        assert_eq!(negotiated("application/json;q=9"), None);
    }

    #[test]
    fn only_json_in_utf8_is_read() {
        let read =
            |value| expect_json(&HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(value))])).is_ok();
        assert!(read("application/json"));
        assert!(read("Application/JSON; charset=\"UTF-8\""));
        assert!(!read("application/json; charset=latin1"));
        assert!(!read("text/plain"));
        assert!(!read("application/graphql"));
        assert!(!read("multipart/form-data; boundary=x"));
        assert!(expect_json(&HeaderMap::new()).is_err());
    }
}
