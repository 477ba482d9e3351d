//! Days and instants as people of the town read them.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc, Weekday};

use super::voice::Voice;
use crate::locale::Locale;

const FRENCH_WEEK: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const ENGLISH_WEEK: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const FRENCH_YEAR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const ENGLISH_YEAR: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Voice<'_> {
    /// "jeudi 1er octobre 2026", "Thursday 1 October 2026".
    pub fn date(self, day: NaiveDate) -> String {
        let (weekday, month, year) = (self.weekday(day.weekday()), self.month(day.month()), day.year());
        format!("{weekday} {} {month} {year}", self.day_of_month(day.day()))
    }

    /// "jeudi 19 novembre 2026 à 10:00", "Thursday 19 November 2026 at 10:00": what clocks of the town show.
    pub fn instant(self, at: DateTime<Utc>) -> String {
        let local = at.with_timezone(&self.rules.town.zone);
        let date = self.date(local.date_naive());
        format!("{date} {} {}", self.either("à", "at"), time(local.time()))
    }

    /// Two instants, with what tells them apart where they are not the same and fall within one minute.
    pub fn instants_apart(self, one: DateTime<Utc>, other: DateTime<Utc>) -> [String; 2] {
        let instants = [one, other];
        let said = instants.map(|at| self.instant(at));
        if one == other || said[0] != said[1] {
            return said;
        }
        instants.map(|at| {
            let local = at.with_timezone(&self.rules.town.zone);
            let (date, at) = (self.date(local.date_naive()), self.either("à", "at"));
            format!("{date} {at} {}", local.time().format("%H:%M:%S%.f"))
        })
    }

    pub fn weekday(self, weekday: Weekday) -> &'static str {
        let names = match self.locale {
            Locale::Fr => FRENCH_WEEK,
            Locale::En => ENGLISH_WEEK,
        };
        named(&names, weekday.num_days_from_monday())
    }

    /// 1 is January.
    pub fn month(self, number: u32) -> &'static str {
        let names = match self.locale {
            Locale::Fr => FRENCH_YEAR,
            Locale::En => ENGLISH_YEAR,
        };
        named(&names, number.wrapping_sub(1))
    }

    /// "1er" in French, otherwise a number.
    pub fn day_of_month(self, day: u32) -> String {
        match (self.locale, day) {
            (Locale::Fr, 1) => "1er".to_owned(),
            _ => day.to_string(),
        }
    }
}

pub(super) fn time(at: NaiveTime) -> String {
    at.format("%H:%M").to_string()
}

fn named(names: &[&'static str], at: u32) -> &'static str {
    let name = usize::try_from(at).ok().and_then(|at| names.get(at));
    name.copied().unwrap_or_default()
}
