//! Mails through the town's mail server.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use lettre::message::Mailbox;
use lettre::transport::smtp::Error;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use preau_services::ports::mailer::{Mail, MailFault};
use preau_services::ports::{Clock, Mailer};

use super::message::message;

/// For connecting and for each answer.
const STEP: Duration = Duration::from_secs(10);

/// For a whole mail, against a server that answers each step just in time.
const WHOLE: Duration = Duration::from_secs(30);

pub struct SmtpMailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    clock: Arc<dyn Clock>,
}

/// What is wrong in the settings; holds no password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpSettingsFault {
    Url,
    From,
}

impl SmtpMailer {
    /// `url`: `smtp://[user:password@]host[:port]` in clear, with `?tls=required` for STARTTLS, or `smtps://…`.
    /// `from`: an address, or `Name <address>`. Connects to nothing yet.
    pub fn new(url: &str, from: &str, clock: Arc<dyn Clock>) -> Result<Self, SmtpSettingsFault> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|_| SmtpSettingsFault::Url)?;
        let from = from.parse().map_err(|_| SmtpSettingsFault::From)?;
        Ok(Self {
            transport: builder.timeout(Some(STEP)).build(),
            from,
            clock,
        })
    }
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, mail: &Mail) -> Result<(), MailFault> {
        let message = message(&self.from, mail, self.clock.now())?;
        match tokio::time::timeout(WHOLE, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(fault(&error)),
            Err(_) => Err(MailFault("the mail server took too long".to_owned())),
        }
    }
}

/// Only the kind and the code: the text of an answer may quote the address.
fn fault(error: &Error) -> MailFault {
    MailFault(match error.status() {
        Some(code) => format!("the mail server answered {code}"),
        None if error.is_timeout() => "the mail server took too long".to_owned(),
        None if error.is_tls() => "no secure connection to the mail server".to_owned(),
        None if error.is_response() => "the mail server's answer cannot be read".to_owned(),
        None if error.is_client() => "the mail server lacks something this mail needs".to_owned(),
        None => "no connection to the mail server".to_owned(),
    })
}
