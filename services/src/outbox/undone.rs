//! Why a task could not be done this time.

use crate::Fault;
use crate::ports::counts::CountsFault;
use crate::ports::mailer::MailFault;

#[derive(Debug)]
pub(super) enum Undone {
    Fault(Fault),
    Mail(MailFault),
    Counts(CountsFault),
    /// It ran for longer than its lease allows.
    TooSlow,
    /// The program broke while doing it.
    Panicked,
}

impl Undone {
    /// For the log and the task's row: holds no address.
    pub fn why(&self) -> String {
        match self {
            Self::Fault(fault) => format!("{fault:?}"),
            Self::Mail(MailFault(why)) => format!("mail: {why}"),
            Self::Counts(CountsFault(why)) => format!("counts: {why}"),
            Self::TooSlow => "took too long".to_owned(),
            Self::Panicked => "panicked".to_owned(),
        }
    }
}

impl From<Fault> for Undone {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<MailFault> for Undone {
    fn from(fault: MailFault) -> Self {
        Self::Mail(fault)
    }
}

impl From<CountsFault> for Undone {
    fn from(fault: CountsFault) -> Self {
        Self::Counts(fault)
    }
}
