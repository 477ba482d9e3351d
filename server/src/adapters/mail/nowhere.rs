//! A deployment that was given no mail server.

use std::sync::Once;

use async_trait::async_trait;
use preau_services::ports::Mailer;
use preau_services::ports::mailer::{Mail, MailFault};

/// Drops every mail, and says so once in the log. Keeping them would send months of old news on the day a server is
/// configured.
pub struct NowhereMailer(Once);

impl NowhereMailer {
    pub const fn new() -> Self {
        Self(Once::new())
    }
}

impl Default for NowhereMailer {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl Mailer for NowhereMailer {
    async fn send(&self, _: &Mail) -> Result<(), MailFault> {
        self.0
            .call_once(|| tracing::warn!("SMTP_URL is not set: mails are dropped"));
        Ok(())
    }
}
