//! A mail in the form in which it travels.

use std::fmt::Write;

use chrono::{DateTime, Utc};
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use preau_services::ports::mailer::{Mail, MailFault};

pub(super) fn message(from: &Mailbox, mail: &Mail, now: DateTime<Utc>) -> Result<Message, MailFault> {
    for (name, value) in [
        ("address", &mail.to),
        ("name", &mail.to_name),
        ("subject", &mail.subject),
    ] {
        if value.chars().any(char::is_control) {
            return Err(MailFault(format!("control character in the {name} of a mail")));
        }
    }
    // The reason would quote the address.
    let address = mail
        .to
        .parse()
        .map_err(|_| MailFault("the address of a mail is not one".to_owned()))?;
    let name = Some(mail.to_name.trim())
        .filter(|name| !name.is_empty())
        .map(str::to_owned);
    Message::builder()
        .message_id(Some(message_id(&mail.key, from)))
        .date(now.into())
        .from(from.clone())
        .to(Mailbox::new(name, address))
        .subject(mail.subject.as_str())
        .header(AutoSubmitted)
        .header(ContentType::TEXT_PLAIN)
        .body(mail.text.clone())
        .map_err(|_| MailFault("a mail could not be put into form".to_owned()))
}

/// One id per key: what RFC 5322 does not allow on the left of the `@` is written `=XX`.
fn message_id(key: &str, from: &Mailbox) -> String {
    let mut left = String::with_capacity(key.len());
    for byte in key.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' {
            left.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(left, "={byte:02X}");
        }
    }
    format!("<{left}@{}>", from.email.domain())
}

/// RFC 3834: asks vacation programs not to answer.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
