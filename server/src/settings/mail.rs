use clap::Args;

use super::Secret;

const DEFAULT_FROM: &str = "Préau <preau@localhost>";

#[derive(Args, Clone, Debug)]
pub struct MailSettings {
    #[arg(
        id = "smtp",
        long = "smtp",
        env = "SMTP_URL",
        value_name = "URL",
        hide_env_values = true,
        help = "The mail server: smtps://user:password@host, or smtp://…?tls=required for STARTTLS"
    )]
    url: Option<Secret>,

    /// The sender of mails
    #[arg(id = "mail_from", long = "mail-from", env = "MAIL_FROM", default_value = DEFAULT_FROM, value_name = "ADDRESS")]
    from: String,
}

impl MailSettings {
    /// May hold a password: not for logs. None: no mail leaves.
    pub fn server(&self) -> Option<&str> {
        self.url.as_ref()?.given()
    }

    /// An address, or `Name <address>`; checked where mails are made.
    pub fn from(&self) -> &str {
        if self.from.is_empty() { DEFAULT_FROM } else { &self.from }
    }
}
