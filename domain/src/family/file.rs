//! Whether a family's file is complete, as the town's staff declared it.

use chrono::NaiveDate;

/// The latest that staff declared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FamilyFile {
    /// It is complete, for days until `until`.
    pub complete: bool,
    /// Last civil day on which that counts; it counts on without one. None where the file is not complete.
    pub until: Option<NaiveDate>,
    /// What is missing, in words for the family; nothing where the file is complete, or nobody has looked at it yet.
    pub missing: Vec<String>,
}

/// Why nothing can be declared so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileMistake {
    /// A file that is not complete counts until no day.
    UntilOfIncomplete,
    /// Nothing is missing in a file that is complete.
    MissingOfComplete,
    TooManyMissing,
    /// The text at this position is blank, or too long.
    InvalidMissing {
        nth: usize,
    },
}

impl FamilyFile {
    /// So many texts say what is missing, at most.
    pub const MOST_MISSING: usize = 20;
    /// So many characters has each of them, at most.
    pub const LONGEST_MISSING: usize = 120;

    /// One that is complete for good.
    #[must_use]
    pub fn complete() -> Self {
        Self {
            complete: true,
            ..Self::default()
        }
    }

    /// What staff declare; blanks around texts are left out.
    pub fn declared(complete: bool, until: Option<NaiveDate>, missing: &[String]) -> Result<Self, FileMistake> {
        if complete && !missing.is_empty() {
            return Err(FileMistake::MissingOfComplete);
        }
        if !complete && until.is_some() {
            return Err(FileMistake::UntilOfIncomplete);
        }
        if missing.len() > Self::MOST_MISSING {
            return Err(FileMistake::TooManyMissing);
        }
        let missing: Vec<String> = missing.iter().map(|text| text.trim().to_owned()).collect();
        let invalid = |text: &String| text.is_empty() || text.chars().count() > Self::LONGEST_MISSING;
        match missing.iter().position(invalid) {
            Some(nth) => Err(FileMistake::InvalidMissing { nth }),
            None => Ok(Self {
                complete,
                until,
                missing,
            }),
        }
    }

    /// Whether it counts as complete for booking `today` a place of `day`: on both.
    #[must_use]
    pub fn counts(&self, today: NaiveDate, day: NaiveDate) -> bool {
        self.complete && self.until.is_none_or(|last| today <= last && day <= last)
    }
}
