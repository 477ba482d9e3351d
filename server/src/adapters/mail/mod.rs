//! Ways for a mail to leave.

pub mod mailbox;
mod message;
pub mod nowhere;
pub mod smtp;
pub mod tee;

pub use mailbox::Mailbox;
pub use nowhere::NowhereMailer;
pub use smtp::SmtpMailer;
pub use tee::TeeMailer;
