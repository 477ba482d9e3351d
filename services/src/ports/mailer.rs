//! Sending one mail.

use async_trait::async_trait;

/// A mail ready to go. Header injection is the adapter's to refuse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Stable across retries: becomes the `Message-ID`, so that a mail sent twice can be recognised.
    pub key: String,
    /// The bare address.
    pub to: String,
    pub to_name: String,
    pub subject: String,
    /// Plain text, lines ended by `\n`.
    pub text: String,
}

/// The mail did not leave; the worker tries again later. The text is for the log: it must hold no address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailFault(pub String);

#[async_trait]
pub trait Mailer: Send + Sync + 'static {
    async fn send(&self, mail: &Mail) -> Result<(), MailFault>;
}
