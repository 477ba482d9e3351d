//! The kind of a civil day in a town and school.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Serialize;

use super::data::DataError;
use super::easter::easter_sunday;
use super::public_holidays::{PublicHoliday, PublicHolidays};
use super::rules::{CalendarRules, DayEffect, DayException, Season, Service};
use super::school_holidays::{SchoolHoliday, SchoolHolidays};
use crate::rulebook::deadline::WeekdayKey;
use crate::rulebook::model::Code;

/// What a day is, before any activity is considered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DayKind {
    /// Outside school holidays (a weekday without class, such as a Wednesday, is still school time).
    SchoolTime,
    SchoolHoliday {
        name: String,
    },
    PublicHoliday {
        name: String,
    },
    /// Closed by the town.
    TownClosure {
        label: String,
    },
    /// Beyond the published school calendars: nothing can be decided yet.
    Unpublished,
}

/// Why an activity does not run on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "closure", rename_all = "snake_case")]
pub enum Closure {
    /// It never runs on this weekday.
    Weekday,
    SchoolHoliday {
        name: String,
    },
    /// It runs in school holidays only.
    SchoolTime,
    PublicHoliday {
        name: String,
    },
    TownClosure {
        label: String,
    },
    Unpublished,
    /// Outside the dates of the rule book in force.
    OutsideRuleBook,
    /// Before the activity begins, or after it ends.
    OutsidePeriod,
}

/// A town's calendar, ready to answer. What is said of a day, strongest first: an exception of the rule book for that day alone
/// or one that closes it, a public holiday, another exception, the school holidays, the weekday.
///
/// Questions about no school in particular (`school: None`) are about the town: exceptions of single schools and their
/// own weeks do not count there.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Days the published school calendars speak of, both ends included.
    published: (NaiveDate, NaiveDate),
    /// In order and apart from each other.
    school_holidays: Vec<&'static SchoolHoliday>,
    public_holidays: Vec<&'static PublicHoliday>,
    public_from: NaiveDate,
    /// Those of the years that the published school calendars speak of, worked out once.
    public_days: BTreeMap<NaiveDate, &'static str>,
    week: BTreeSet<WeekdayKey>,
    own_weeks: Vec<(Code, BTreeSet<WeekdayKey>)>,
    exceptions: Vec<DayException>,
}

impl Calendar {
    /// The calendar of a town that has these rules, over the published calendars.
    pub fn new(rules: &CalendarRules) -> Result<Self, DataError> {
        let school = SchoolHolidays::published()?;
        let public = PublicHolidays::published()?;
        let published = school.covered().unwrap_or((NaiveDate::MAX, NaiveDate::MIN));
        let public_holidays: Vec<&PublicHoliday> = public.of(rules.territory).collect();
        let mut public_days = BTreeMap::new();
        for year in published.0.year()..=published.1.year() {
            for holiday in &public_holidays {
                if let Some(day) = holiday.on.in_year(year) {
                    // On a day that is two, the first of the list is named.
                    public_days.entry(day).or_insert(holiday.name.as_str());
                }
            }
        }
        Ok(Self {
            published,
            school_holidays: rules.school_zone.into_iter().flat_map(|zone| school.of(zone)).collect(),
            public_holidays,
            public_from: public.from(),
            public_days,
            week: rules.school_weekdays.clone(),
            own_weeks: rules
                .school_weeks
                .iter()
                .map(|own| (own.school.clone(), own.weekdays.clone()))
                .collect(),
            exceptions: rules.exceptions.clone(),
        })
    }

    /// First and last civil day for which school holidays are published.
    #[must_use]
    pub fn published(&self) -> (NaiveDate, NaiveDate) {
        self.published
    }

    /// What a day is for a school, or for the town.
    #[must_use]
    pub fn kind(&self, day: NaiveDate, school: Option<&Code>) -> DayKind {
        self.look(day, school).into_kind()
    }

    /// Whether a school has class that day: school time on a weekday of its week, or a day made up.
    #[must_use]
    pub fn has_class(&self, day: NaiveDate, school: Option<&Code>) -> bool {
        match self.look(day, school) {
            Seen::MadeUp => true,
            Seen::SchoolTime => self.week_of(school).contains(&WeekdayKey::from(day.weekday())),
            _ => false,
        }
    }

    /// Whether an activity with these days runs for a school, and if not why.
    ///
    /// A day made up by an exception is a weekday with class for activities that follow the school's week; an activity
    /// that names its own weekdays keeps to them.
    pub fn runs<'s>(
        &self,
        service: impl Into<Service<'s>>,
        school: Option<&Code>,
        day: NaiveDate,
    ) -> Result<(), Closure> {
        let Service { activity, days } = service.into();
        if let Some(closed) = activity.and_then(|activity| self.closed(activity, day, school)) {
            let label = closed.label.clone();
            return Err(Closure::TownClosure { label });
        }
        let seen = self.look(day, school);
        match (seen, days.season) {
            (Seen::Closed(label), _) => Err(Closure::TownClosure {
                label: label.to_owned(),
            }),
            (Seen::PublicHoliday(name), _) => Err(Closure::PublicHoliday { name: name.to_owned() }),
            (Seen::Unpublished, _) => Err(Closure::Unpublished),
            (Seen::SchoolHoliday(name), Season::SchoolTime) => Err(Closure::SchoolHoliday { name: name.to_owned() }),
            (Seen::SchoolTime | Seen::MadeUp, Season::SchoolHolidays) => Err(Closure::SchoolTime),
            (Seen::SchoolTime | Seen::MadeUp, Season::SchoolTime | Season::AllYear)
            | (Seen::SchoolHoliday(_), Season::SchoolHolidays | Season::AllYear) => {
                let weekday = WeekdayKey::from(day.weekday());
                let fits = match &days.weekdays {
                    Some(own) => own.contains(&weekday),
                    None => matches!(seen, Seen::MadeUp) || self.week_of(school).contains(&weekday),
                };
                if fits { Ok(()) } else { Err(Closure::Weekday) }
            }
        }
    }

    /// The public holiday of a day in the town's territory, by law: exceptions of the rule book do not change it.
    #[must_use]
    pub fn public_holiday(&self, day: NaiveDate) -> Option<&'static str> {
        if day < self.public_from {
            return None;
        }
        if (self.published.0.year()..=self.published.1.year()).contains(&day.year()) {
            return self.public_days.get(&day).copied();
        }
        let easter = easter_sunday(day.year())?;
        self.public_holidays
            .iter()
            .find(|holiday| holiday.on.is_on(day, easter))
            .map(|holiday| holiday.name.as_str())
    }

    /// Neither a Saturday, a Sunday nor a public holiday.
    #[must_use]
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && self.public_holiday(day).is_none()
    }

    fn look(&self, day: NaiveDate, school: Option<&Code>) -> Seen<'_> {
        let exception = self.exception(day, school);
        if let Some(exception) = exception.filter(|exception| exception.is_of_one_day()) {
            return match exception.effect {
                DayEffect::Closed => Seen::Closed(&exception.label),
                DayEffect::School => Seen::MadeUp,
                DayEffect::Holiday => Seen::SchoolHoliday(&exception.label),
            };
        }
        if let Some(exception) = exception.filter(|exception| exception.effect == DayEffect::Closed) {
            return Seen::Closed(&exception.label);
        }
        if let Some(name) = self.public_holiday(day) {
            return Seen::PublicHoliday(name);
        }
        match exception.map(|exception| (exception.effect, &exception.label)) {
            Some((DayEffect::School, _)) => return Seen::SchoolTime,
            Some((DayEffect::Holiday, label)) => return Seen::SchoolHoliday(label),
            Some((DayEffect::Closed, _)) | None => {}
        }
        if day < self.published.0 || day > self.published.1 {
            return Seen::Unpublished;
        }
        let begun = self.school_holidays.partition_point(|holiday| holiday.from <= day);
        match begun.checked_sub(1).map(|last| self.school_holidays[last]) {
            Some(holiday) if day <= holiday.to => Seen::SchoolHoliday(&holiday.name),
            _ => Seen::SchoolTime,
        }
    }

    /// What the rule book says of the day as such.
    fn exception(&self, day: NaiveDate, school: Option<&Code>) -> Option<&DayException> {
        let mut latest = self.exceptions.iter().rev();
        latest.find(|exception| exception.activities.is_empty() && exception.is_on(day, school))
    }

    /// What closes one activity that day, and not the others.
    fn closed(&self, activity: &Code, day: NaiveDate, school: Option<&Code>) -> Option<&DayException> {
        let mut latest = self.exceptions.iter().rev();
        latest.find(|exception| exception.activities.contains(activity) && exception.is_on(day, school))
    }

    fn week_of(&self, school: Option<&Code>) -> &BTreeSet<WeekdayKey> {
        self.own_weeks
            .iter()
            .find(|(code, _)| Some(code) == school)
            .map_or(&self.week, |(_, week)| week)
    }
}

impl DayException {
    fn is_on(&self, day: NaiveDate, school: Option<&Code>) -> bool {
        let of_school = || school.is_some_and(|school| self.schools.contains(school));
        self.from <= day && day <= self.to && (self.schools.is_empty() || of_school())
    }

    fn is_of_one_day(&self) -> bool {
        self.from == self.to
    }
}

/// A [`DayKind`] that borrows its name, and tells days made up from other school days.
#[derive(Clone, Copy)]
enum Seen<'a> {
    SchoolTime,
    MadeUp,
    SchoolHoliday(&'a str),
    PublicHoliday(&'a str),
    Closed(&'a str),
    Unpublished,
}

impl Seen<'_> {
    fn into_kind(self) -> DayKind {
        match self {
            Self::SchoolTime | Self::MadeUp => DayKind::SchoolTime,
            Self::SchoolHoliday(name) => DayKind::SchoolHoliday { name: name.to_owned() },
            Self::PublicHoliday(name) => DayKind::PublicHoliday { name: name.to_owned() },
            Self::Closed(label) => DayKind::TownClosure {
                label: label.to_owned(),
            },
            Self::Unpublished => DayKind::Unpublished,
        }
    }
}
