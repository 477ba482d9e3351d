//! Why a command failed, in words for the operator.

use std::fmt;
use std::process::ExitCode;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// A setting or a file must be put right first. Exit code 2.
    Usage(String),
    /// The work could not be done. Exit code 1.
    Failed(String),
    /// As `Failed`, and the person has been told already.
    Told,
}

impl Failure {
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(_) => ExitCode::from(2),
            Self::Failed(_) | Self::Told => ExitCode::from(1),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(reason) | Self::Failed(reason) => f.write_str(reason),
            Self::Told => Ok(()),
        }
    }
}
