//! `/dev/mails`: the mails of the demo. Never mounted in production: anyone reads everything there.

use std::fmt::Write;
use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_SECURITY_POLICY, VARY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderName};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use preau_services::ports::mailer::Mail;
use serde::Serialize;

use crate::adapters::mail::Mailbox;

const HEAD: &str = include_str!("dev_mails.html");

const HEADERS: [(HeaderName, &str); 4] = [
    (CACHE_CONTROL, "no-store"),
    (VARY, "accept"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    ),
];

/// Newest first: a page, or for `Accept: application/json` an array of `{key, to, toName, subject, text}`.
pub fn router(mailbox: Arc<Mailbox>) -> Router {
    Router::new().route("/dev/mails", get(list)).with_state(mailbox)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MailView {
    key: String,
    to: String,
    to_name: String,
    subject: String,
    text: String,
}

impl From<Mail> for MailView {
    fn from(
        Mail {
            key,
            to,
            to_name,
            subject,
            text,
        }: Mail,
    ) -> Self {
        Self {
            key,
            to,
            to_name,
            subject,
            text,
        }
    }
}

async fn list(State(mailbox): State<Arc<Mailbox>>, headers: HeaderMap) -> Response {
    let mails = mailbox.newest_first();
    if wants_json(&headers) {
        let mails: Vec<MailView> = mails.into_iter().map(MailView::from).collect();
        (HEADERS, Json(mails)).into_response()
    } else {
        (HEADERS, Html(page(&mails))).into_response()
    }
}

/// A browser never asks for JSON by name.
fn wants_json(headers: &HeaderMap) -> bool {
    let ranges = headers
        .get_all(ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    ranges
        .filter_map(|range| range.split(';').next())
        .any(|range| range.trim().eq_ignore_ascii_case("application/json"))
}

fn page(mails: &[Mail]) -> String {
    let mut page = HEAD.to_owned();
    if mails.is_empty() {
        page.push_str("<p>No mail yet. Book a day, then load this page again.</p>\n");
    }
    for mail in mails {
        let [subject, name, address, text] =
            [&mail.subject, &mail.to_name, &mail.to, &mail.text].map(|raw| escape(raw));
        // Writing to a String cannot fail.
        let _ = writeln!(
            page,
            "<article>\n<h2 lang=\"fr\">{subject}</h2>\n<p>To {name} &lt;{address}&gt;</p>\n<pre lang=\"fr\">{text}</pre>\n</article>",
        );
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn escape(raw: &str) -> String {
    let mut escaped = String::with_capacity(raw.len());
    for character in raw.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}
