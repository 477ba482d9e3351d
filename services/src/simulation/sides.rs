//! Both sides of a trial: the rule books that governed the period, and the draft.

use std::collections::HashMap;

use chrono::NaiveDate;
use preau_domain::code::Code;
use preau_domain::family::ChildFacts;
use preau_domain::ids::{ActivityId, BookingId, ChildId};
use preau_domain::money::Money;
use preau_domain::rulebook::RuleBook;
use preau_domain::simulation::{Booked, Draft, Place};
use preau_entities::store::attendance::PlaceLine;
use preau_entities::store::people::ChildLine;

use super::drafted::Drafted;
use crate::Fault;
use crate::attendance::due::eldest_first;
use crate::attendance::household::{Household, Records, Rules, since, until};
use crate::booking::known::facts;
use crate::towns::Town;

pub(super) struct Sides<'t> {
    town: &'t Town,
    draft: Drafted,
    codes: HashMap<ActivityId, Code>,
    from: NaiveDate,
    to: NaiveDate,
    /// The first days that the rule books in force and the draft ask for.
    since: (NaiveDate, NaiveDate),
    /// The last day that either asks for.
    until: NaiveDate,
}

/// What came of a family's places: what was really due for each, and each as the draft counts it.
pub(super) struct Came {
    due: HashMap<(ChildId, NaiveDate, ActivityId), Money>,
    drafted: Records,
}

impl<'t> Sides<'t> {
    /// `codes` of all activities that the town ever had.
    pub fn new(town: &'t Town, codes: Vec<(ActivityId, Code)>, draft: Draft, from: NaiveDate, to: NaiveDate) -> Self {
        let codes = codes.into_iter().collect();
        let governing = town.between(from, to);
        let books = || governing.iter().map(|edition| &edition.rules);
        let since = (since(books(), from), since([draft.rules()], from));
        let until = until(books().chain([draft.rules()]), to);
        Self {
            town,
            draft: Drafted::new(draft, &codes),
            codes,
            from,
            to,
            since,
            until,
        }
    }

    /// The first day that must be read.
    pub fn since(&self) -> NaiveDate {
        self.since.0.min(self.since.1)
    }

    /// The last day that must be read.
    pub fn until(&self) -> NaiveDate {
        self.until
    }

    pub fn period(&self) -> (NaiveDate, NaiveDate) {
        (self.from, self.to)
    }

    pub fn within(&self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }

    pub fn governing(&self, day: NaiveDate) -> &'t RuleBook {
        &self.town.on(day).rules
    }

    /// A family's children, eldest first, as the rule books in force see them, and as the draft does: each counts the
    /// family's quotients from days of its own.
    pub fn children(&self, lines: &[ChildLine]) -> (Vec<ChildFacts>, Vec<ChildFacts>) {
        let known = eldest_first(lines, |line| facts(self.town, line));
        (known, eldest_first(lines, |line| self.drafted(line)))
    }

    /// A child as the draft sees it.
    pub fn drafted(&self, line: &ChildLine) -> ChildFacts {
        ChildFacts {
            quotients: self.draft.rules().quotient.quotients(&line.quotients),
            ..facts(self.town, line)
        }
    }

    pub fn draft(&self) -> &Drafted {
        &self.draft
    }

    /// Of a family's children, eldest first, on both sides.
    pub fn came<'p>(
        &'p self,
        children: &'p [ChildFacts],
        drafted: &'p [ChildFacts],
        places: impl Iterator<Item = &'p PlaceLine> + Clone,
    ) -> Came {
        let (from, to) = (self.from, self.to);
        let governing = Household::new(self.town, children, places.clone(), self.since.0);
        let mut due: HashMap<_, Money> = HashMap::new();
        for (day, child, line) in governing.due(from, to) {
            let activity = self.town.on(day).id(line.activity);
            let sum = due.entry((child, day, activity)).or_default();
            *sum = *sum + line.amount;
        }
        let drafted = Household::new(&self.draft, drafted, places, self.since.1);
        Came {
            due,
            drafted: drafted.records(from, to),
        }
    }

    pub fn place(&self, child: ChildId, line: &PlaceLine, came: &Came) -> Result<Place<'_>, Fault> {
        let (id, day) = (ActivityId(line.activity_id.0), line.day);
        let code = self.codes.get(&id);
        let record = || {
            let records = came.drafted.get(&day)?.get(&child)?;
            records.get(&self.draft.ix(id, day)?).copied()
        };
        Ok(Place {
            activity: code.ok_or_else(|| Fault::Defect(format!("{id} has no row")))?,
            booked: line.booked.map(|booked| Booked {
                id: BookingId(booked.booking_id.0),
                at: booked.at,
                late: booked.late,
            }),
            due: came.due.get(&(child, day, id)).copied().unwrap_or_default(),
            record: record(),
        })
    }
}
