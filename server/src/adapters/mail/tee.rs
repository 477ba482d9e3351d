//! The same mail to several places.

use std::sync::Arc;

use async_trait::async_trait;
use preau_services::ports::Mailer;
use preau_services::ports::mailer::{Mail, MailFault};

/// Sends in order and stops at the first fault. A retry begins again with the first: name the one that may fail first,
/// and the ones that cannot fail behind it.
pub struct TeeMailer(pub Vec<Arc<dyn Mailer>>);

#[async_trait]
impl Mailer for TeeMailer {
    async fn send(&self, mail: &Mail) -> Result<(), MailFault> {
        for mailer in &self.0 {
            mailer.send(mail).await?;
        }
        Ok(())
    }
}
