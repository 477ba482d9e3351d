//! May the town's staff withhold a family's places?

use chrono::NaiveDate;

use crate::code::Code;
use crate::family::Account;
use crate::money::Money;
use crate::rulebook::arrears::Arrears;

/// Why staff may not suspend a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuspendRefusal {
    /// The rule book of the first day suspends nobody.
    NotProvided,
    /// It does not suspend from this activity, by its place in what is asked.
    ActivityNotConcerned {
        nth: usize,
    },
    /// It begins after today at the earliest: what has begun is not taken away.
    NotAhead {
        today: NaiveDate,
    },
    NothingOwed,
    /// What is owed, to whichever cash desk, keeps nobody from a place before this day; never, without one.
    TooEarly {
        earliest: Option<NaiveDate>,
    },
}

/// Whether staff may suspend a family from a day on, from some activities, or from all that the rule book names. That they
/// must is for no rule to say: a person decides it.
pub fn may_suspend(
    arrears: Option<&Arrears>,
    account: &Account,
    activities: Option<&[Code]>,
    from: NaiveDate,
    today: NaiveDate,
) -> Result<(), SuspendRefusal> {
    let provided = arrears.and_then(|arrears| Some((arrears, arrears.suspends.as_ref()?)));
    let (arrears, suspends) = provided.ok_or(SuspendRefusal::NotProvided)?;
    let outside = |code: &Code| !suspends.concerns(code);
    if let Some(nth) = activities.and_then(|codes| codes.iter().position(outside)) {
        return Err(SuspendRefusal::ActivityNotConcerned { nth });
    }
    if from <= today {
        return Err(SuspendRefusal::NotAhead { today });
    }
    if account.owed(today).is_none() {
        return Err(SuspendRefusal::NothingOwed);
    }
    // Each debt leads to it by itself: what another cash desk was told since puts it off no longer.
    let debts = account.known_debts(today).filter(|debt| debt.amount > Money::ZERO);
    let earliest = debts.filter_map(|debt| arrears.earliest_suspension(debt.as_of)).min();
    match earliest {
        Some(earliest) if earliest <= from => Ok(()),
        earliest => Err(SuspendRefusal::TooEarly { earliest }),
    }
}
