//! Mails kept in memory, to be read by whoever tries the program.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use preau_services::ports::Mailer;
use preau_services::ports::mailer::{Mail, MailFault};

/// The most mails kept; the oldest make room.
pub const KEPT: usize = 200;

#[derive(Default)]
pub struct Mailbox(Mutex<VecDeque<Mail>>);

impl Mailbox {
    pub fn newest_first(&self) -> Vec<Mail> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
            .rev()
            .cloned()
            .collect()
    }
}

#[async_trait]
impl Mailer for Mailbox {
    async fn send(&self, mail: &Mail) -> Result<(), MailFault> {
        let mut mails = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A mail tried again is the same mail.
        mails.retain(|kept| kept.key != mail.key);
        if mails.len() >= KEPT {
            mails.pop_front();
        }
        mails.push_back(mail.clone());
        Ok(())
    }
}
