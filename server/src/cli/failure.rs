//! Why a command failed, in words for the operator.

use std::fmt;
use std::process::ExitCode;

/// As shells tell of a program that the keyboard interrupted.
pub const INTERRUPTED: u8 = 130;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// A setting or a file must be put right first. Exit code 2.
    Usage(String),
    /// The work could not be done. Exit code 1.
    Failed(String),
    /// As `Failed`, and the person has been told already.
    Told,
    /// The person at the keyboard ended it.
    Interrupted(String),
}

impl Failure {
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(_) => ExitCode::from(2),
            Self::Failed(_) | Self::Told => ExitCode::from(1),
            Self::Interrupted(_) => ExitCode::from(INTERRUPTED),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(reason) | Self::Failed(reason) | Self::Interrupted(reason) => f.write_str(reason),
            Self::Told => Ok(()),
        }
    }
}
